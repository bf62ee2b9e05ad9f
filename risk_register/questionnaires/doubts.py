"""Where an answer and what stands beside it do not agree: said to the reviewer, never settled here."""

import re
from functools import cache

from risk_register import resources
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.reading import Flag
from risk_register.questionnaires.verdicts import verdict_of

_SHORTEST_PARAGRAPH = 40
"""Shorter words may be a choice that we do not know."""
_CLOSES = r"(?=\s*(?:[,.;:!–—-]|$))"


def doubts(verdict: Verdict, answer: str, notes: str, *, yes_or_no: bool) -> list[Flag]:
    """What a reviewer should look at in an answer: a note with no answer, a note that speaks against it, words for a choice.

    `yes_or_no` says whether the question asks for no more than yes or no.
    """
    if verdict is Verdict.UNANSWERED:
        if not notes:
            return []
        said_not_to_apply = verdict_of(notes) is Verdict.NOT_APPLICABLE or _pattern("not_applicable").match(notes)
        return [Flag.NOTE_WITHOUT_ANSWER, *([Flag.NOT_APPLICABLE_IN_NOTE] if said_not_to_apply else [])]
    if verdict is Verdict.YES and notes and _pattern("against_yes").match(notes):
        return [Flag.CONTRADICTED]
    if verdict is Verdict.NO and notes and _pattern("against_no").match(notes):
        return [Flag.CONTRADICTED]
    if verdict is Verdict.TEXT and yes_or_no and len(answer) >= _SHORTEST_PARAGRAPH:
        return [Flag.WORDS_FOR_CHOICE]
    return []


def asks_yes_or_no(question: str) -> bool:
    """Whether a question opens as those do that want a yes or no: 'Do you …?', 'Disposez-vous …', '¿Existe …?', 'Gibt es …?'."""
    return bool(_pattern("opens_yes_or_no").match(question))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The beginnings of that name as one pattern; 'no.' stands for a 'no' that ends there or is followed by a comma or stop."""
    beginnings = resources.read_toml("families", "answers.toml")["beginnings"][name]
    parts = (re.escape(word[:-1]) + _CLOSES if word.endswith(".") else re.escape(word) + r"(?!\w)" for word in beginnings)
    return re.compile(r"\W*(?:" + "|".join(parts) + ")", re.IGNORECASE)
