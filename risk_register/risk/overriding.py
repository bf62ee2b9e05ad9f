"""What a person says against a computed result: an override counts from its day until its last day, and is named as a reason.

An override of criticality grades the vendor's functions anew and so moves the number. One of tier or level changes the word alone,
and with the tier the interval between reviews: the number stays what the facts and the method give.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from risk_register.model.facts import Override
from risk_register.model.vocabulary import Criticality, Judgement, RiskLevel, Term, Tier
from risk_register.risk.dates import in_force
from risk_register.risk.exposure import CRITICAL_FUNCTION, Exposure
from risk_register.risk.method import Scales

_WORDS: Mapping[str, type[Term]] = {
    Judgement.TIER.value: Tier, Judgement.LEVEL.value: RiskLevel, Judgement.CRITICALITY.value: Criticality,
}


def overrides_in_force(overrides: Iterable[Override], on: date) -> dict[str, Override]:
    """By judgement, the override that counts on that day: the last one made whose value is a word this program knows."""
    found: dict[str, Override] = {}
    for each in sorted(overrides, key=lambda each: (each.made_on, each.id)):
        words = _WORDS.get(each.judgement)
        if words is not None and words.parse(each.value) is not None and in_force(each.made_on, each.expires_on, on):
            found[each.judgement] = each
    return found


def regraded(exposure: Exposure, override: Override | None, scales: Scales) -> Exposure:
    """The exposure with its criticality as a person says it is."""
    if override is None:
        return exposure
    grade = scales.criticality[override.value]
    conditions = frozenset({CRITICAL_FUNCTION}) if override.value == Criticality.CRITICAL_OR_IMPORTANT else frozenset()
    return replace(
        exposure, grades=(grade, *exposure.grades[1:]), certain=(exposure.certain - {CRITICAL_FUNCTION}) | conditions,
        possible=(exposure.possible - {CRITICAL_FUNCTION}) | conditions, known=True,
    )
