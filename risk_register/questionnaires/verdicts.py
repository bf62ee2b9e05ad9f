"""From a vendor's words to a verdict. The words themselves are kept beside it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from risk_register import resources
from risk_register.intake.ticks import TICKED, UNTICKED, without_boxes
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import HEADING_MOST, normal

_NUMBERED = re.compile(r"^\(?(?:\d{1,2}\s*[).:\-]|[a-h]\s*\))\s*(?=\D)")
_TWICE = re.compile(r"[()\[\]]|\s[-–—:]\s")
_LONGEST_SHORT, _PAIR = 3, 2
"""'P' of 'P - Partial' says nothing of its own."""
_ENCLOSED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_PICTURES = re.compile(r"\A[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+\s*(?=\w)")
_SIGNS = "-–— ✅❌✓✔✗✘"

_TYPED_BOX = re.compile(r"[\[(]([ xX✓✔]?)[\])](?=\s)")
_BOXES = re.compile(r"[☐□❏❑▢☒☑✅🗹🗵⮽]|[\[(][ xX✓✔]?[\])]\s")
_LONGEST_BOXES = 300

_BRACKETS_AWAY = str.maketrans("()[]", "\ue000\ue001\ue002\ue003")
_BRACKETS_BACK = str.maketrans("\ue000\ue001\ue002\ue003", "()[]")


@lru_cache(maxsize=8192)
def verdict_of(words: str) -> Verdict:
    """What an answer amounts to: nothing is unanswered, and what is no known choice is text for a reviewer to judge."""
    if not words.strip():
        return Verdict.UNANSWERED
    if _BOXES.search(words) and len(words) <= _LONGEST_BOXES:
        said = without_boxes(_TYPED_BOX.sub(lambda box: TICKED if box[1].strip() else UNTICKED, words))
        if said != words:
            return verdict_of(said)
    if len(words) > HEADING_MOST:
        return Verdict.TEXT
    choices = _choices()
    choice = _plain(words)
    known = choices.get(choice, choices.get(_NUMBERED.sub("", choice)))
    if known is None and " " not in choice:
        known = choices.get(choice.replace("-", " "))  # as data files write 'not-applicable'
    return known if known is not None else _by_degree(choice) or _said_twice(choice)


def _by_degree(choice: str) -> Verdict | None:
    """The verdict of 'partly in place', 'not fulfilled', 'entièrement conforme': a degree before a word that says yes."""
    degree, _, rest = choice.partition(" ")
    return _degrees().get(degree) if _choices().get(rest) is Verdict.YES else None


def _said_twice(choice: str) -> Verdict:
    """The verdict of 'N/A - not applicable' and 'Yes (Y)', whose parts all say the same; text where they do not."""
    parts = [part.strip() for part in _TWICE.split(choice) if part.strip()]
    longer = [part for part in parts if len(part) > _LONGEST_SHORT]
    if len(parts) == _PAIR and len(longer) == 1 and longer[0].startswith(min(parts, key=len)):
        return _choices().get(longer[0], Verdict.TEXT)
    said = {_choices().get(part, Verdict.TEXT) for part in parts}
    return said.pop() if len(parts) > 1 and len(said) == 1 else Verdict.TEXT


def verdict_in(words: str, own: Mapping[str, Verdict]) -> Verdict:
    """The same where a form has words of its own, such as 'C' for 'conforme', which are tried first."""
    if own and words and len(words) <= HEADING_MOST:
        choice = _plain(words)
        found = own.get(choice, own.get(_NUMBERED.sub("", choice)))
        if found is not None:
            return found
    return verdict_of(words)


def own_words(table: Mapping[str, Iterable[str]]) -> dict[str, Verdict]:
    """A form's own words for verdicts, as `verdict_in` compares them: {'yes': ['C'], 'no': ['NC']}."""
    return {_plain(word): Verdict.from_word(verdict) for verdict, words in table.items() for word in words}


def is_mark(words: str) -> bool:
    """Whether a cell marks its column as the chosen one."""
    return _plain(words) in _marks("marks")


def says_yes(words: str) -> bool:
    """Whether a mark is the word 'yes', which in a column headed 'No' may mean either."""
    return _plain(words) in _marks("marks_in_words")


def means_none(heading: str) -> bool:
    """Whether a heading right of 'Yes' and 'No' stands for 'not applicable'."""
    return bool(heading) and _plain(heading) in _marks("beside_yes_and_no")


def is_no_mark(words: str) -> bool:
    """Whether a cell says that its column is not the chosen one: an empty box, 'FALSE'."""
    return _plain(words) in _marks("no_marks")


def _plain(words: str) -> str:
    """Unlike a heading, an answer keeps its brackets: "Yes (planned)" is more than a yes. Strokes around it say nothing."""
    kept = normal(words.translate(_BRACKETS_AWAY)).translate(_BRACKETS_BACK)
    if found := _ENCLOSED.fullmatch(kept):
        kept = found[1]
    plain = kept.strip(_SIGNS) or kept
    # '🔶 Partially implemented', '⬜ Not applicable': what a picture shows the words say.
    return _PICTURES.sub("", plain, count=1) or plain


@cache
def answer_words() -> dict[str, Any]:
    """The words of answers in every language known, as their file groups them; read once, for it takes longer than a small file."""
    return resources.read_toml("families", "answers.toml")


@cache
def _choices() -> dict[str, Verdict]:
    table = answer_words()
    return {_plain(word): verdict for verdict in Verdict for word in table.get(verdict.word, ())}


@cache
def _degrees() -> dict[str, Verdict]:
    table = answer_words()["degrees"]
    return {word: verdict for verdict in (Verdict.NO, Verdict.PARTIAL, Verdict.YES) for word in table[verdict.word]}


@cache
def _marks(name: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in answer_words()[name])
