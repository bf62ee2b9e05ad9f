"""What a method must keep to before it is put into force: more than that it can be computed with.

A register goes on judging by a text that it once took over, whatever later programs ask for; these rules are for new texts
alone.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from risk_register.model.vocabulary import Confidence, Criticality, Privilege, Reliance, Substitutability, Tier
from risk_register.risk.loading import WORTHS, parse_method
from risk_register.risk.method import Method
from risk_register.risk.rule_file import RuleFile
from risk_register.texts import Text

_WORSENING: dict[str, tuple[str, ...]] = {
    "criticality": (Criticality.LOW, Criticality.MEDIUM, Criticality.HIGH, Criticality.CRITICAL_OR_IMPORTANT),
    "substitutability": (Substitutability.EASY, Substitutability.MEDIUM, Substitutability.HARD, Substitutability.NONE),
    "reliance": (Reliance.NONE, Reliance.LOW, Reliance.MATERIAL, Reliance.FULL),
    "access": (Privilege.NONE, Privilege.READ, Privilege.WRITE, Privilege.ADMIN),
}
"""What factors are graded by, from the best to the worst."""
_TIERS = tuple(tier for tier in Tier if tier is not Tier.UNASSESSED)
_MOST = 1_000
"""More than any of these figures may be; each was held to its own limits when the method was read."""


def sound_method(text: str, name: str) -> Method:
    """The method in a text that may be put into force. Raises `RegisterError` naming the line and key that keeps it from that."""
    method = parse_method(text, name)
    file = RuleFile(text, name)
    for factor, words in _WORSENING.items():
        _rising(file, [f"factor.{factor}.grades.{word}" for word in words],
                lambda before: Text("a worse answer may not be graded better than '{before}'", before=before))
    _rising(file, [f"evidence.{worth}" for worth in WORTHS],
            lambda before: Text("better evidence may not be worth less than '{before}'", before=before))
    for months in ("review_months", "stale_months"):
        _rising(file, [f"tier.{tier}.{months}" for tier in _TIERS],
                lambda _: Text("a tier that is watched less may not have fewer months than the one above it"))
    for asked in ("completeness", "evidenced"):
        _rising(file, [f"confidence.{word}.{asked}" for word in (Confidence.MEDIUM, Confidence.HIGH)],
                lambda _: Text("a higher confidence may not ask for less"))
    for kind, (_, domains) in method.evidence.kinds.items():
        if not domains:
            file.fail(f"evidence.kinds.{kind}.domains", Text("at least one is expected"))
    _rising(file, ["additions.incidents.halved_after_months", "additions.incidents.months"],
            lambda _: Text("nothing may stop counting before it counts half"))
    return method


def _rising(file: RuleFile, paths: Sequence[str], problem: Callable[[str], Text]) -> None:
    for before, after in pairwise(paths):
        if file.exact(after, 0, _MOST) < file.exact(before, 0, _MOST):
            file.fail(after, problem(before.rsplit(".", 1)[-1]))
