"""Control effectiveness: by domain, the share of good answers by weight, times what they are worth by their evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from operator import mul

from risk_register.model.facts import Tally
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict
from risk_register.risk.method import Controls
from risk_register.risk.points import percent_of

_DOMAINS = max(ControlDomain) + 1
_PARTIAL, _NOT_APPLICABLE, _TEXT = int(Verdict.PARTIAL), int(Verdict.NOT_APPLICABLE), int(Verdict.TEXT)
_UNDECIDED = frozenset(int(verdict) for verdict in (Verdict.UNANSWERED, Verdict.NOT_EVALUATED, Verdict.TEXT))
_BLANK = frozenset(int(verdict) for verdict in (Verdict.UNANSWERED, Verdict.NOT_EVALUATED))
_GOOD = {int(Polarity.YES_IS_GOOD): int(Verdict.YES), int(Polarity.NO_IS_GOOD): int(Verdict.NO)}
_NOTHING = Fraction(0)


class Answers:
    """A vendor's answers summed by domain: what they earn, what they could earn if all that is open were good, what is possible.

    Sums are weights times the method's whole units for a good answer. Neutral questions and weight 0 are not scored.
    """

    __slots__ = ("adverse", "applicable", "best", "blank", "earned", "possible", "questions", "text", "text_possible", "undecided")

    def __init__(self, tallies: Iterable[Tally], rules: Controls) -> None:
        self.earned, self.best, self.possible = [0] * _DOMAINS, [0] * _DOMAINS, [0] * _DOMAINS
        self.questions, self.undecided, self.adverse = [0] * _DOMAINS, [0] * _DOMAINS, [0] * _DOMAINS
        self.applicable = self.blank = self.text = self.text_possible = 0
        for tally in tallies:
            if tally.verdict != _NOT_APPLICABLE and tally.weight:
                self._add(tally, rules)

    def _add(self, tally: Tally, rules: Controls) -> None:
        domain, polarity, verdict, count, weight = tally
        self.applicable += count
        if verdict in _BLANK:
            self.blank += count
        good = _GOOD.get(polarity)
        if good is None:
            return
        if not 0 <= domain < _DOMAINS:
            domain = 0
        possible = weight * rules.good
        earned = possible if verdict == good else weight * rules.partial if verdict == _PARTIAL else 0
        self.possible[domain] += possible
        self.questions[domain] += count
        self.earned[domain] += earned
        if verdict in _UNDECIDED:
            self.best[domain] += possible
            self.undecided[domain] += count
        else:
            self.best[domain] += earned
            if not earned and verdict != _PARTIAL:
                self.adverse[domain] += count
        if verdict == _TEXT:
            self.text += count
            self.text_possible += possible

    @property
    def answered(self) -> int:
        """How many questions that apply have an answer."""
        return self.applicable - self.blank

    @property
    def answer_ratio(self) -> Decimal | None:
        """Good answers by weight in percent, unrounded; words to be judged do not count. None is 'not scored'."""
        possible = sum(self.possible) - self.text_possible
        return percent_of(sum(self.earned), possible) if possible else None

    @property
    def completeness(self) -> Decimal | None:
        """Questions answered of those that apply, in percent, unrounded; None where none applies."""
        return percent_of(self.answered, self.applicable) if self.applicable else None

    @property
    def scored(self) -> list[int]:
        """The numbers of the domains in which something can be scored."""
        return [domain for domain, possible in enumerate(self.possible) if possible]


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """What controls take off, 0 to 1, capped; `raw` before the cap, and the weights of the view that gave it."""

    share: Fraction
    raw: Fraction
    focus: str | None
    weights: tuple[int, ...]
    total: int
    """The sum of the weights of the domains that were scored."""


def control_effectiveness(
    answers: Answers, worths: Sequence[int], unit: int, rules: Controls, focuses: Iterable[str], *, best: bool = False,
) -> Effectiveness:
    """The lowest figure of the general view and of each focus that applies; 0 where nothing is scored.

    `worths` are by domain in `unit`s of one. With `best`, all that is open is taken as good.
    """
    scored = answers.scored
    multiple = lcm(*[answers.possible[domain] for domain in scored])
    sums = answers.best if best else answers.earned
    parts, asked = [0] * _DOMAINS, [0] * _DOMAINS
    for domain in scored:
        parts[domain] = worths[domain] * sums[domain] * (multiple // answers.possible[domain])
        asked[domain] = 1
    lowest: tuple[int, int, str | None, tuple[int, ...]] = (0, 0, None, rules.weights)
    for focus, weights in _views(rules, focuses):
        top, total = sum(map(mul, weights, parts)), sum(map(mul, weights, asked))
        if total and (not lowest[1] or top * lowest[1] < lowest[0] * total):
            lowest = (top, total, focus, weights)
    top, total, focus, weights = lowest
    raw = Fraction(top, total * multiple * unit) if top else _NOTHING
    capped = raw.numerator * rules.cap.denominator > rules.cap.numerator * raw.denominator
    return Effectiveness(rules.cap if capped else raw, raw, focus, weights, total)


def _views(rules: Controls, focuses: Iterable[str]) -> list[tuple[str | None, tuple[int, ...]]]:
    applying = set(focuses)
    views: list[tuple[str | None, tuple[int, ...]]] = [(None, rules.weights)]
    views.extend((name, focus.weights) for name, focus in rules.focuses.items() if name in applying)
    return views
