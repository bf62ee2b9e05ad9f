"""What the answers alone amount to: the share of good ones by weight, and how much was answered at all.

Both are percentages from 0 to 100 as unrounded decimals, or None where nothing can be scored. How an answer counts is said in
`model/merit.py`. Words that nobody has judged do not count in the ratio, questions of weight 0 nowhere; a partial one earns half.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from risk_register.model.merit import Merit, reading
from risk_register.model.vocabulary import Polarity, Verdict

_EARNS = {Merit.GOOD: Decimal(1), Merit.PARTIAL: Decimal("0.5"), Merit.BAD: Decimal(0), Merit.OPEN: Decimal(0)}
_HUNDRED = Decimal(100)


class Judged(Protocol):
    """Anything that says what an answer amounts to: an answer just read, one from the register, a tally's row."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def polarity(self) -> Polarity: ...
    @property
    def weight(self) -> int | Decimal: ...


A = TypeVar("A", bound=Judged)


@dataclass(frozen=True, slots=True)
class Standing:
    """The sums behind ratio and completeness: weights earned of those possible, questions answered of those that apply."""

    earned: Decimal
    possible: Decimal
    answered: int
    applicable: int

    @property
    def ratio(self) -> Decimal | None:
        """Good answers by weight in percent; None is 'not scored'."""
        return self.earned * _HUNDRED / self.possible if self.possible else None

    @property
    def completeness(self) -> Decimal | None:
        """Questions answered of those that apply, in percent; None where none applies."""
        return Decimal(self.answered) * _HUNDRED / self.applicable if self.applicable else None


def standing(answers: Iterable[Judged]) -> Standing:
    """The sums for these answers, in one pass."""
    earned = possible = Decimal(0)
    answered = applicable = 0
    for answer in answers:
        counts = reading(answer.verdict, answer.polarity)
        if not counts.applies or not answer.weight:
            continue
        applicable += 1
        answered += counts.answered
        if counts.merit in _EARNS:
            possible += answer.weight
            earned += answer.weight * _EARNS[counts.merit]
    return Standing(earned, possible, answered, applicable)


def standing_by(answers: Iterable[A], key: Callable[[A], str]) -> dict[str, Standing]:
    """The sums for each section, domain or whatever `key` names, in the order first met."""
    groups: dict[str, list[A]] = {}
    for answer in answers:
        groups.setdefault(key(answer), []).append(answer)
    return {name: standing(group) for name, group in groups.items()}


def answer_ratio(answers: Iterable[Judged]) -> Decimal | None:
    """Good answers by weight in percent; None is 'not scored'."""
    return standing(answers).ratio


def completeness(answers: Iterable[Judged]) -> Decimal | None:
    """Questions answered of those that apply, in percent; None where none applies."""
    return standing(answers).completeness


def adverse(answer: Judged) -> bool:
    """Whether a yes or no is the bad answer to its question. Words, blanks and neutral questions never are."""
    return reading(answer.verdict, answer.polarity).merit is Merit.BAD
