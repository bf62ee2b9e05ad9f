"""Dates in an announcement, in the habits of both languages, each with what it is the date of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from risk_register.incidents.notice.cues import Cues
from risk_register.incidents.notice.sentences import Sentence

_MONTHS = {
    1: "january|jan|janvier|janv", 2: "february|feb|fevrier|fevr|fev", 3: "march|mar|mars", 4: "april|apr|avril|avr",
    5: "may|mai", 6: "june|jun|juin", 7: "july|jul|juillet|juil", 8: "august|aug|aout", 9: "september|sept|sep|septembre",
    10: "october|oct|octobre", 11: "november|nov|novembre", 12: "december|dec|decembre",
}
_NUMBER = {word: number for number, words in _MONTHS.items() for word in words.split("|")}
_NAME = "(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_RANGE = r"(?: ?(?:-|\u2013) ?| (?:au|et|et le|and|to|until) )"
_FORMS = (
    re.compile(r"\b(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?=" + _RANGE + r"\d{1,2}(?:er|st|nd|rd|th)?(?: of)? "
               + _NAME + _YEAR + ")"),
    re.compile(r"\b" + _NAME + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?(?=" + _RANGE + r"\d{1,2}(?:st|nd|rd|th)?\b" + _YEAR + ")"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>20\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?: of)? " + _NAME + _YEAR),
    re.compile(r"\b" + _NAME + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?\b" + _YEAR),
)
_PLACE = re.compile(r"^[^\W\d][\w' ]{1,40}, (?=le \d|the \d|on |\d)")
"""Where a letter was written, before its date."""
_MOST_MONTHS = 12
_ALONE = re.compile(
    r"(?:published|posted|updated?|of|du|publie|mise? a jour|le|on|paris|london|,|by|date|:|\s|\w+day|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|" + _NAME.replace("?P<month>", "?:")
    + r"|\d{1,2}(?:er|st|nd|rd|th)?|20\d\d|[/.-]|at|a|h|utc|cet|est)+")
"""A line that holds a date and little else: when the text itself was published."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its kind ('announced', 'detected', 'occurred', 'notified', 'published', 'mentioned') and the words for it."""

    kind: str
    day: date
    quotation: str
    doubtful: bool = False
    """Day and month could be the other way round, or the year is a guess."""


def find_dates(told: Iterable[Sentence], cues: Cues, *, near: date | None, month_first: bool) -> list[FoundDate]:
    """All dates, each kind in the order of the text, the same day of the same kind once.

    `near` is about when the announcement was made: a date without a year is the last such day before it.
    """
    found: dict[tuple[str, date], FoundDate] = {}
    for sentence in told:
        for start, day, doubtful in _dates(sentence.plain, near, month_first=month_first):
            alone = _ALONE.fullmatch(_PLACE.sub("", sentence.plain))
            kind = "published" if alone else _kind(sentence.plain, start, cues)
            found.setdefault((kind, day), FoundDate(kind, day, sentence.words, doubtful))
    return list(found.values())


def _dates(plain: str, near: date | None, *, month_first: bool) -> Iterator[tuple[int, date, bool]]:
    """In the order of the text. The first day of a span takes month and year from its last; so does one without a year."""
    taken: list[tuple[int, int, dict[str, str | None]]] = []
    for form in _FORMS:
        for match in form.finditer(plain):
            if not any(start < match.end() and match.start() < end for start, end, _parts in taken):
                taken.append((match.start(), match.end(), match.groupdict()))
    taken.sort(key=lambda found: found[0])
    for place, (start, _end, parts) in enumerate(taken):
        following = next((read[0] for _s, _e, other in taken[place + 1:] if other.get("year")
                          and (read := _day(other, near, month_first=month_first)) is not None), None)
        read = _day(parts, following or near, month_first=month_first)
        if read is not None:
            yield start, read[0], read[1] and (following is None or bool(parts.get("first")))


def _day(parts: dict[str, str | None], near: date | None, *, month_first: bool) -> tuple[date, bool] | None:
    doubtful = False
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        doubtful = first <= _MOST_MONTHS and second <= _MOST_MONTHS and first != second
        swap = second > _MOST_MONTHS or (month_first and first <= _MOST_MONTHS)
        day, month = (second, first) if swap else (first, second)
    else:
        day = int(parts["day"] or 0)
        month = int(parts["number"] or 0) if parts.get("number") else _NUMBER[parts["month"] or ""]
    year = int(parts["year"] or 0) if parts.get("year") else None
    try:
        if year is not None:
            return date(year, month, day), doubtful
        if near is None:
            return None
        guess = date(near.year, month, day)
        return (guess if guess <= near else date(near.year - 1, month, day)), True
    except ValueError:
        return None


def _kind(plain: str, at: int, cues: Cues) -> str:
    """By the cue that stands nearest."""
    best = min(((_distance(match, at), kind) for kind, pattern in cues.dates.items() for match in pattern.finditer(plain)),
               default=None)
    return best[1] if best is not None else "mentioned"


def _distance(match: re.Match[str], at: int) -> int:
    """How far a cue stands from a date; one that comes before it is nearer than one that follows."""
    return at - match.end() if match.end() <= at else 2 * (match.start() - at) + 1
