"""Control effectiveness: by domain, the share of good answers by weight, times what they are worth by their evidence.

Each round of answers (one for each family of questionnaires) has its own share in a domain, and a domain's figure is their mean, so
that neither a family's scale of weights nor its number of questions drowns another family. Weights count within a round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from operator import mul

from risk_register.model.facts import Tally
from risk_register.model.vocabulary import ControlDomain
from risk_register.risk.method import Controls
from risk_register.risk.points import decimal_of, percent_of

_DOMAINS = max(ControlDomain) + 1
_NOTHING = Fraction(0)


class RoundSums:
    """One round's answers summed by domain: what they earn, what they could earn if all that is open were good, what is possible.

    Sums are weights times the method's whole units for a good answer. Neutral questions and weight 0 are not scored.
    """

    __slots__ = ("best", "earned", "id", "possible", "words_possible")

    def __init__(self, round_id: int) -> None:
        self.id = round_id
        self.earned, self.best, self.possible = [0] * _DOMAINS, [0] * _DOMAINS, [0] * _DOMAINS
        self.words_possible = 0

    @property
    def ratio(self) -> Fraction | None:
        """Good answers by weight, 0 to 1; words to be judged do not count. None is 'not scored'."""
        possible = sum(self.possible) - self.words_possible
        return Fraction(sum(self.earned), possible) if possible else None


class Answers:
    """A vendor's answers, round by round, and how many there are of each kind over all rounds."""

    __slots__ = ("adverse", "applicable", "blank", "questions", "reviewed", "rounds", "text", "undecided")

    def __init__(self, tallies: Iterable[Tally], rules: Controls) -> None:
        self.rounds: list[RoundSums] = []
        self.questions, self.undecided, self.adverse = [0] * _DOMAINS, [0] * _DOMAINS, [0] * _DOMAINS
        self.reviewed = [0] * _DOMAINS
        self.applicable = self.blank = self.text = 0
        by_round: dict[int, RoundSums] = {}
        for tally in tallies:
            number = tally.round if rules.by_round else 0
            sums = by_round.get(number)
            if sums is None:
                sums = by_round[number] = RoundSums(number)
            self._add(tally, sums, rules)
        self.rounds = [by_round[number] for number in sorted(by_round)]

    def _add(self, tally: Tally, sums: RoundSums, rules: Controls) -> None:
        domain, polarity, verdict, count, weight, _, review = tally
        unit = rules.units.get((verdict, polarity, review), rules.unit_of_unknown)
        if not unit.applies or not weight:
            return
        self.applicable += count
        if not unit.answered:
            self.blank += count
        if not unit.scored:
            return
        if not 0 <= domain < _DOMAINS:
            domain = 0
        sums.possible[domain] += weight * rules.good
        sums.earned[domain] += weight * unit.earned
        sums.best[domain] += weight * unit.best
        self.questions[domain] += count
        if review:
            self.reviewed[domain] += count
        if unit.open:
            self.undecided[domain] += count
        elif not unit.earned and unit.bad:
            self.adverse[domain] += count
        if unit.words:
            self.text += count
            sums.words_possible += weight * rules.good

    @property
    def answered(self) -> int:
        """How many questions that apply have an answer."""
        return self.applicable - self.blank

    @property
    def answer_ratio(self) -> Decimal | None:
        """Good answers by weight in percent, unrounded, the mean over rounds; words to be judged do not count. None: not scored."""
        ratios = [ratio for sums in self.rounds if (ratio := sums.ratio) is not None]
        return decimal_of(100 * sum(ratios, _NOTHING) / len(ratios)) if ratios else None

    @property
    def completeness(self) -> Decimal | None:
        """Questions answered of those that apply, in percent, unrounded; None where none applies."""
        return percent_of(self.answered, self.applicable) if self.applicable else None

    @property
    def scored(self) -> list[int]:
        """The numbers of the domains in which something can be scored."""
        return [domain for domain in range(_DOMAINS) if any(sums.possible[domain] for sums in self.rounds)]

    @property
    def open(self) -> bool:
        """Whether anything that earns less than it might is still open."""
        return any(sums.best != sums.earned for sums in self.rounds)


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """What controls take off, 0 to 1, capped; `raw` before the cap, and the weights of the view that gave it."""

    share: Fraction
    raw: Fraction
    focus: str | None
    weights: tuple[int, ...]
    total: int
    """The sum of the weights of the domains that were scored."""
    parts: tuple[int, ...] = ()
    """Each domain's figure, in `scale` parts of one."""
    scale: int = 1


def control_effectiveness(
    answers: Answers, worths: Sequence[Sequence[int]], unit: int, rules: Controls, focuses: Iterable[str], *, best: bool = False,
) -> Effectiveness:
    """The lowest figure of the general view and of each focus that applies; 0 where nothing is scored.

    `worths` are by round and domain in `unit`s of one. With `best`, all that is open is taken as good.
    """
    rounds = answers.rounds
    scored = [
        (domain, [number for number, sums in enumerate(rounds) if sums.possible[domain]]) for domain in answers.scored
    ]
    multiple = lcm(*[rounds[number].possible[domain] * len(numbers) for domain, numbers in scored for number in numbers])
    parts, asked = [0] * _DOMAINS, [0] * _DOMAINS
    for domain, numbers in scored:
        asked[domain] = 1
        for number in numbers:
            sums = rounds[number]
            earned = sums.best[domain] if best else sums.earned[domain]
            if earned:
                parts[domain] += worths[number][domain] * earned * (multiple // (sums.possible[domain] * len(numbers)))
    lowest: tuple[int, int, str | None, tuple[int, ...]] = (0, 0, None, rules.weights)
    for focus, weights in _views(rules, focuses):
        top, total = sum(map(mul, weights, parts)), sum(map(mul, weights, asked))
        if total and (not lowest[1] or top * lowest[1] < lowest[0] * total):
            lowest = (top, total, focus, weights)
    top, total, focus, weights = lowest
    raw = Fraction(top, total * multiple * unit) if top else _NOTHING
    capped = raw.numerator * rules.cap.denominator > rules.cap.numerator * raw.denominator
    return Effectiveness(rules.cap if capped else raw, raw, focus, weights, total, tuple(parts), multiple * unit)


def _views(rules: Controls, focuses: Iterable[str]) -> list[tuple[str | None, tuple[int, ...]]]:
    applying = set(focuses)
    views: list[tuple[str | None, tuple[int, ...]]] = [(None, rules.weights)]
    views.extend((name, focus.weights) for name, focus in rules.focuses.items() if name in applying)
    return views
