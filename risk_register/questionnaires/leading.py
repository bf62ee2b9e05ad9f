"""Answers that say yes or no first and explain then: 'Yes, with AES-256.', 'No. None is stored.', 'N/A – hosted by you'."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.verdicts import answer_words

_CLOSES = r"(?=\s*(?:[,;:!(\[–—/\n]|\.(?!\d)|-\s|\s-|$))"
_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}\s*[).:]|[a-h]\s*\))\s*(?=\D)", re.IGNORECASE)
_SIGNS = " \t\n\"'“«*•✅✓✔❌✗✘"
_LONGEST = 1_500
"""Longer words are a text of their own, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class Leading:
    """What the first words amount to; where a reservation follows, a person decides."""

    verdict: Verdict
    reserved: bool


def asks_in_words(question: str) -> bool:
    """Whether a question opens as those do that want words: 'What …', 'Describe …'."""
    return bool(_opens_in_words().match(question))


@lru_cache(maxsize=4096)
def leading(words: str, question: str = "") -> Leading | None:
    """What a longer answer says with its first words; None where these are no yes or no, or the question wants words."""
    if len(words) > _LONGEST or _opens_in_words().match(question):
        return None
    text = _NUMBER.sub("", words).lstrip(_SIGNS)
    for verdict, pattern in _patterns():
        if found := pattern.match(text):
            rest = text[found.end():]
            bare = verdict is Verdict.YES and rest[:1].isspace() and rest.lstrip()[:1].isalnum()
            unfinished = verdict is not Verdict.NO and _any_of("unfinished").search(rest)
            return Leading(verdict, reserved=bool(_any_of("reservations").search(rest) or unfinished or (
                bare and _opposite().search(rest))))
    return None


def verdict_said(verdict: Verdict, words: str, question: str = "") -> Verdict:
    """The verdict on a whole answer, where that on its words as a choice is given: first words count if nothing is reserved."""
    if verdict is not Verdict.TEXT:
        return verdict
    said = leading(words, question)
    return verdict if said is None or said.reserved else said.verdict


@cache
def _patterns() -> tuple[tuple[Verdict, re.Pattern[str]], ...]:
    table = answer_words()["leading"]
    choices = [(verdict, re.compile(f"(?:{_any(table[verdict.word])}){_CLOSES}", re.IGNORECASE))
               for verdict in (Verdict.NOT_APPLICABLE, Verdict.YES, Verdict.NO, Verdict.PARTIAL)]
    alone = re.compile(rf"(?:{_any(table['yes_alone'])})(?=\s)", re.IGNORECASE)
    denies = re.compile(rf"(?:{_any(table['denies'])})(?!\w)", re.IGNORECASE)
    return ((Verdict.NO, denies), *choices, (Verdict.YES, alone))


@cache
def _any_of(name: str) -> re.Pattern[str]:
    words = answer_words()["leading"][name]
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)", re.IGNORECASE)


@cache
def _opposite() -> re.Pattern[str]:
    """A no after a bare yes, as in 'Yes for admins, no for users'."""
    return re.compile(r"(?<!\w)(?:no|not|non|nein|nicht|não)(?!\w)", re.IGNORECASE)


@cache
def _opens_in_words() -> re.Pattern[str]:
    words = answer_words()["beginnings"]["opens_in_words"]
    return re.compile(rf"\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:{_any(words)})(?!\w)", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
