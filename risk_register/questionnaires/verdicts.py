"""From a vendor's words to a verdict. The words themselves are kept beside it."""

import re
from functools import cache, lru_cache

from risk_register import resources
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import HEADING_MOST, normal

_NUMBERED = re.compile(r"^\(?\d{1,2}\s*[).:\-]\s*(?=\D)")

_BRACKETS_AWAY = str.maketrans("()[]", "\ue000\ue001\ue002\ue003")
_BRACKETS_BACK = str.maketrans("\ue000\ue001\ue002\ue003", "()[]")


@lru_cache(maxsize=8192)
def verdict_of(words: str) -> Verdict:
    """What an answer amounts to: nothing is unanswered, and what is no known choice is text for a reviewer to judge."""
    if not words.strip():
        return Verdict.UNANSWERED
    if len(words) > HEADING_MOST:
        return Verdict.TEXT
    choices = _choices()
    choice = _plain(words)
    return choices.get(choice) or choices.get(_NUMBERED.sub("", choice), Verdict.TEXT)


def is_mark(words: str) -> bool:
    """Whether a cell marks its column as the chosen one."""
    return _plain(words) in _marks()


def _plain(words: str) -> str:
    """Unlike a heading, an answer keeps its brackets: "Yes (planned)" is more than a yes. Strokes around it say nothing."""
    kept = normal(words.translate(_BRACKETS_AWAY)).translate(_BRACKETS_BACK)
    return kept.strip("-–— ") or kept


@cache
def _choices() -> dict[str, Verdict]:
    table = resources.read_toml("families", "answers.toml")
    return {_plain(word): verdict for verdict in Verdict for word in table.get(verdict.word, ())}


@cache
def _marks() -> frozenset[str]:
    return frozenset(_plain(word) for word in resources.read_toml("families", "answers.toml")["marks"])
