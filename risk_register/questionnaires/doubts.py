"""Where an answer and what stands beside it do not agree: said to the reviewer, never settled here."""

import re
from collections.abc import Iterator
from functools import cache

from risk_register.model.vocabulary import Polarity, Verdict
from risk_register.questionnaires.leading import leading
from risk_register.questionnaires.reading import Flag
from risk_register.questionnaires.verdicts import answer_words, verdict_of

_SHORTEST_PARAGRAPH = 40
"""Shorter words may be a choice that we do not know."""
_LONGEST_CHOICE = 4
"""Shorter words begin with nothing."""
_CLOSES = r"(?=\s*(?:[,.;:!–—]|-\s|\s-|$))"


def doubts(verdict: Verdict, answer: str, notes: str, *, yes_or_no: bool, question: str = "",
           polarity: Polarity = Polarity.YES_IS_GOOD) -> list[Flag]:
    """What a reviewer should look at in an answer: a note with no answer, a note that speaks against it, words for a choice.

    `yes_or_no` says whether the question asks for no more than yes or no; `polarity` which of the two is the good one.
    """
    if verdict is Verdict.UNANSWERED:
        if not notes:
            return []
        said_not_to_apply = verdict_of(notes) is Verdict.NOT_APPLICABLE or _pattern("not_applicable").match(notes)
        return [Flag.NOTE_WITHOUT_ANSWER, *([Flag.NOT_APPLICABLE_IN_NOTE] if said_not_to_apply else [])]
    found = [*_of_the_words(verdict, answer, question, yes_or_no=yes_or_no)]
    return [*found, Flag.CONTRADICTED] if notes and _speaks_against(verdict, notes, polarity) else found


def _speaks_against(verdict: Verdict, notes: str, polarity: Polarity) -> bool:
    """Whether the note denies what was said. What is only planned denies a good yes, and what is in place a bad no."""
    if verdict is Verdict.YES:
        return bool(_pattern("against_yes").match(notes) or (
            polarity is Polarity.YES_IS_GOOD and _pattern("unfinished").match(notes)))
    if verdict is Verdict.NO:
        return bool(_pattern("against_no").match(notes) or (
            polarity is Polarity.YES_IS_GOOD and _pattern("finished").match(notes)))
    if verdict is Verdict.NOT_APPLICABLE:
        return bool(_pattern("against_no").match(notes))
    return False


def _of_the_words(verdict: Verdict, answer: str, question: str, *, yes_or_no: bool) -> Iterator[Flag]:
    """Whether a choice was told from a longer answer, was made with a reservation, or was not made at all."""
    said = leading(answer, question) if len(answer) > _LONGEST_CHOICE else None
    if verdict is not Verdict.TEXT:
        if said is not None and said.verdict is verdict and verdict_of(answer) is Verdict.TEXT:
            yield Flag.FROM_WORDS
    elif said is not None and said.reserved:
        yield Flag.WITH_RESERVATION
    elif yes_or_no and len(answer) >= _SHORTEST_PARAGRAPH:
        yield Flag.WORDS_FOR_CHOICE


def asks_yes_or_no(question: str) -> bool:
    """Whether a question opens as those do that want a yes or no: 'Do you …?', 'Disposez-vous …', '¿Existe …?', 'Gibt es …?'."""
    return bool(_pattern("opens_yes_or_no").match(question))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The beginnings of that name as one pattern; 'no.' stands for a 'no' that ends there or is followed by a comma or stop."""
    beginnings = answer_words()["beginnings"][name]
    parts = (re.escape(word[:-1]) + _CLOSES if word.endswith(".") else re.escape(word) + r"(?!\w)" for word in beginnings)
    return re.compile(r"\W*(?:" + "|".join(parts) + ")", re.IGNORECASE)
