"""What an answer amounts to, by its verdict, the polarity of its question and our reviewer's own verdict: the one rule for all.

Not applicable leaves top and bottom of a ratio. Unanswered and not evaluated earn nothing and lower completeness. Words that are
neither yes nor no are answered but earn nothing until somebody has judged them. Neutral questions are asked for information.
A reviewer's verdict goes before the vendor's own word: satisfactory is good (a 'no' that other measures make up for as well),
unsatisfactory is bad (an unfounded 'not applicable' as well), and what is to be followed up is open.
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from risk_register.model.vocabulary import Polarity, ReviewerVerdict, Verdict


class Merit(Enum):
    """How an answer counts among the good ones."""

    NOT_SCORED = "not_scored"
    GOOD = "good"
    PARTIAL = "partial"
    BAD = "bad"
    OPEN = "open"
    """Earns nothing as it stands, and might."""
    WORDS = "words"
    """Open, since nobody has judged the vendor's words yet."""


class Reading(NamedTuple):
    """An answer as it counts."""

    applies: bool
    answered: bool
    merit: Merit


NOT_REVIEWED = 0
REVIEWS: Mapping[str, int] = MappingProxyType({verdict.value: number for number, verdict in enumerate(ReviewerVerdict, 1)})
"""A reviewer's verdict as the small number that tallies carry; 0 is none."""

_OPEN = frozenset({Verdict.UNANSWERED, Verdict.NOT_EVALUATED})
_GOOD = {Polarity.YES_IS_GOOD: Verdict.YES, Polarity.NO_IS_GOOD: Verdict.NO}
_REVIEWED = {
    REVIEWS[ReviewerVerdict.SATISFACTORY]: Merit.GOOD, REVIEWS[ReviewerVerdict.PARTIAL]: Merit.PARTIAL,
    REVIEWS[ReviewerVerdict.UNSATISFACTORY]: Merit.BAD, REVIEWS[ReviewerVerdict.FOLLOW_UP]: Merit.OPEN,
}


def _merit(verdict: Verdict, polarity: Polarity) -> Merit:
    if polarity not in _GOOD:
        return Merit.NOT_SCORED
    if verdict in _OPEN:
        return Merit.OPEN
    if verdict is Verdict.TEXT:
        return Merit.WORDS
    if verdict is Verdict.PARTIAL:
        return Merit.PARTIAL
    return Merit.GOOD if verdict is _GOOD[polarity] else Merit.BAD


def _read(verdict: Verdict, polarity: Polarity, review: int) -> Reading:
    reviewed = _REVIEWED.get(review)
    if verdict is Verdict.NOT_APPLICABLE and reviewed in (None, Merit.GOOD):
        return Reading(applies=False, answered=False, merit=Merit.NOT_SCORED)
    merit = _merit(verdict, polarity) if reviewed is None or polarity not in _GOOD else reviewed
    return Reading(applies=True, answered=verdict not in _OPEN, merit=merit)


_READINGS = {
    (int(verdict), int(polarity), review): _read(verdict, polarity, review)
    for verdict in Verdict for polarity in Polarity for review in (NOT_REVIEWED, *_REVIEWED)
}
_UNKNOWN = Reading(applies=True, answered=True, merit=Merit.NOT_SCORED)


def reading(verdict: int, polarity: int, review: int = NOT_REVIEWED) -> Reading:
    """How an answer counts; one whose verdict or polarity this program does not know is answered and not scored."""
    return _READINGS.get((verdict, polarity, review), _UNKNOWN)
