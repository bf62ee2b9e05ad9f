"""Grades and marks: what a scale named in a heading means, and which of the marks that a form explains can be used."""

import re
from collections.abc import Mapping
from functools import cache

from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import normal
from risk_register.questionnaires.verdicts import answer_words, own_words, verdict_of

NAMED = re.compile(r"(?<!\w)([^\W_]{1,3})\s*[=:]\s*([^,;/()=:\n]+)")
"""As in 'C = compliant, N = not'."""
_SCALE = re.compile(r"(?<!\d)([01])\s*(?:-|–|\.\.\.?|/|to|à|a|bis)\s*([3-5]|10)(?!\d)")
_OFFERED = re.compile(r"(?<![\w/])(?:[A-Za-z]{1,2}/)+[A-Za-z]{1,2}(?![\w/])")
_LEVEL = ("level", "niveau", "nivel", "stufe", "score", "grade")
_FEWEST = 2


def graded_heading(heading: str) -> dict[str, Verdict]:
    """What grades mean where a heading explains or names their scale, from a no to a yes, or says that they are colours."""
    named = {mark: verdict_of(meaning) for mark, meaning in NAMED.findall(heading.replace("/A", "A").replace("/a", "a"))}
    if marks := usable(named):
        return marks
    if marks := _codes(heading):
        return marks
    if scale := _SCALE.search(heading):
        return _between(int(scale[1]), int(scale[2]))
    colours = _colours()
    if set(normal(heading).split()) & set(colours["headings"]):
        return own_words({word: colours[word] for word in ("yes", "partial", "no")})
    return {}


def _codes(heading: str) -> dict[str, Verdict]:
    """What the usual letters of compliance mean where a heading offers them: 'Compliance (C/PC/NC)'."""
    known = answer_words()["codes"]
    for offered in _OFFERED.findall(heading):
        parts = {part.casefold() for part in offered.split("/")}
        for words in known:
            said = {letter: Verdict.from_word(verdict) for verdict, letters in words.items() for letter in letters}
            if len(parts) > 1 and parts <= said.keys() | {"na"} and {Verdict.YES, Verdict.NO} <= {
                    said[part] for part in parts if part in said}:
                return _by_words({part: said[part] for part in parts if part in said})
    return {}


def usable(marks: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The marks whose meaning we know; numbers between a no and a yes are the steps between them."""
    known = {mark: verdict for mark, verdict in marks.items() if verdict is not Verdict.TEXT}
    if len(known) < _FEWEST or len(set(known.values())) < _FEWEST:
        return {}
    ends = sorted(int(mark) for mark, verdict in known.items() if mark.isdecimal() and verdict in (Verdict.YES, Verdict.NO))
    steps = map(str, range(ends[0] + 1, ends[-1])) if len(ends) >= _FEWEST else ()
    return _by_words({**{step: Verdict.PARTIAL for step in steps if step in marks}, **known})


@cache
def _colours() -> dict[str, list[str]]:
    table: dict[str, list[str]] = answer_words()["colours"]
    return table


def _between(lowest: int, highest: int) -> dict[str, Verdict]:
    """From the lowest a no, then the steps between, to a yes: of five grades and more, those in the highest fifth."""
    good = highest - highest // 5
    return _by_words({str(grade): Verdict.YES if grade >= good else Verdict.NO if grade <= max(lowest, highest // 5)
                      else Verdict.PARTIAL for grade in range(lowest, highest + 1)})


def _by_words(marks: Mapping[str, Verdict]) -> dict[str, Verdict]:
    table: dict[str, list[str]] = {}
    for mark, verdict in marks.items():
        table.setdefault(verdict.word, []).extend((mark, *(f"{word} {mark}" for word in _LEVEL)))
    return own_words(table)
