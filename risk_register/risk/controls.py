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


@dataclass(frozen=True, slots=True)
class Layout:
    """The domains that are scored, and by what each round's sum is multiplied to share one denominator."""

    multiple: int
    asked: tuple[int, ...]
    """By a domain's number, 1 where it is scored and else 0."""
    times: list[list[tuple[int, int]]]
    """By round, the domains it scores, each with what its sum is multiplied by."""


class Counts:
    """How many questions of each domain are scored, are undecided, have a bad answer, were judged by us, or have mere words."""

    __slots__ = ("adverse", "questions", "reviewed", "undecided", "words")

    def __init__(self, tallies: Iterable[Tally], rules: Controls) -> None:
        self.questions, self.undecided, self.adverse = [0] * _DOMAINS, [0] * _DOMAINS, [0] * _DOMAINS
        self.reviewed, self.words = [0] * _DOMAINS, [0] * _DOMAINS
        for tally in tallies:
            unit = rules.units.get((tally.verdict, tally.polarity, tally.review), rules.unit_of_unknown)
            if tally.weight and unit.applies and unit.scored:
                place = tally.domain if 0 <= tally.domain < _DOMAINS else 0
                self.questions[place] += tally.count
                self.undecided[place] += tally.count * unit.open
                self.adverse[place] += tally.count * unit.bad
                self.words[place] += tally.count * unit.words
                if tally.review:
                    self.reviewed[place] += tally.count


class Answers:
    """A vendor's answers, round by round, and how many there are of each kind over all rounds."""

    __slots__ = ("_counts", "_layout", "_rules", "_tallies", "applicable", "blank", "rounds")

    def __init__(self, tallies: Iterable[Tally], rules: Controls) -> None:
        self._tallies, self._rules = tuple(tallies), rules
        self._layout: Layout | None = None
        self._counts: Counts | None = None
        by_round: dict[int, RoundSums] = {}
        unit_of, of_unknown, by_itself, good = rules.units.get, rules.unit_of_unknown, rules.by_round, rules.good
        applicable = blank = 0
        sums: RoundSums | None = None
        for domain, polarity, verdict, count, weight, round_id, review in self._tallies:
            applies, scored, earned, best, is_blank, _, words, _ = unit_of((verdict, polarity, review), of_unknown)
            if not weight or not applies:
                continue
            applicable += count
            if is_blank:
                blank += count
            if scored:
                number = round_id if by_itself else 0
                if sums is None or sums.id != number:  # a round's tallies mostly follow one another
                    sums = by_round.get(number) or by_round.setdefault(number, RoundSums(number))
                place = domain if 0 <= domain < _DOMAINS else 0
                sums.possible[place] += weight * good
                if best:
                    sums.earned[place] += weight * earned
                    sums.best[place] += weight * best
                    if words:
                        sums.words_possible += weight * good
        self.applicable, self.blank = applicable, blank
        self.rounds = [by_round[number] for number in sorted(by_round)]

    @property
    def counts(self) -> Counts:
        """How many answers there are of each kind, by domain; counted when asked for, since lists need none of it."""
        if self._counts is None:
            self._counts = Counts(self._tallies, self._rules)
        return self._counts

    @property
    def text(self) -> int:
        """How many answers are words that nobody has judged."""
        return sum(self.counts.words)

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
    def layout(self) -> Layout:
        """Which domains are scored by which rounds; worked out once."""
        if self._layout is None:
            possible = [sums.possible for sums in self.rounds]
            rounds = [sum(map(bool, sums)) for sums in zip(*possible, strict=True)] or [0] * _DOMAINS
            parts = [[(domain, most * rounds[domain]) for domain, most in enumerate(sums) if most] for sums in possible]
            multiple = lcm(*{part for of_round in parts for _, part in of_round})
            times = [[(domain, multiple // part) for domain, part in of_round] for of_round in parts]
            self._layout = Layout(multiple, tuple(map(bool, rounds)), times)
        return self._layout

    @property
    def scored(self) -> list[int]:
        """The numbers of the domains in which something can be scored."""
        return [domain for domain, asked in enumerate(self.layout.asked) if asked]

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


def domain_parts(answers: Answers, worths: Sequence[Sequence[int]], *, best: bool) -> list[int]:
    """Each domain's figure, in the layout's multiple times the worths' unit of one."""
    parts = [0] * _DOMAINS
    for number, sums in enumerate(answers.rounds):
        earned, worth = sums.best if best else sums.earned, worths[number]
        for domain, times in answers.layout.times[number]:
            if earned[domain]:
                parts[domain] += worth[domain] * earned[domain] * times
    return parts


def control_effectiveness(
    answers: Answers, worths: Sequence[Sequence[int]], unit: int, rules: Controls, focuses: Iterable[str], *, best: bool = False,
) -> Effectiveness:
    """The lowest figure of the general view and of each focus that applies; 0 where nothing is scored.

    `worths` are by round and domain in `unit`s of one. With `best`, all that is open is taken as good.
    """
    layout = answers.layout
    parts, asked = domain_parts(answers, worths, best=best), layout.asked
    lowest: tuple[int, int, str | None, tuple[int, ...]] = (0, 0, None, rules.weights)
    for focus, weights in _views(rules, focuses):
        top, total = sum(map(mul, weights, parts)), sum(map(mul, weights, asked))
        if total and (not lowest[1] or top * lowest[1] < lowest[0] * total):
            lowest = (top, total, focus, weights)
    top, total, focus, weights = lowest
    raw = Fraction(top, total * layout.multiple * unit) if top else _NOTHING
    capped = raw.numerator * rules.cap.denominator > rules.cap.numerator * raw.denominator
    return Effectiveness(rules.cap if capped else raw, raw, focus, weights, total, tuple(parts), layout.multiple * unit)


def _views(rules: Controls, focuses: Iterable[str]) -> list[tuple[str | None, tuple[int, ...]]]:
    applying = set(focuses)
    views: list[tuple[str | None, tuple[int, ...]]] = [(None, rules.weights)]
    views.extend((name, focus.weights) for name, focus in rules.focuses.items() if name in applying)
    return views
