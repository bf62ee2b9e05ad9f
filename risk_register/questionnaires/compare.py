"""What changed between two rounds of one vendor's questionnaire."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

Key = tuple[str, int]
"""A question's id and its occurrence over the whole file: sheets are renamed from one version to the next, ids are not."""


class Compared(Protocol):
    """An answer just read, or one from the register."""

    @property
    def question_id(self) -> str: ...
    @property
    def occurrence(self) -> int: ...
    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def notes(self) -> str: ...
    @property
    def extra(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One thing said otherwise: the words before and after."""

    question_id: str
    occurrence: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences, in the newer file's order; dropped questions in the older one's."""

    answers: tuple[Change, ...] = ()
    notes: tuple[Change, ...] = ()
    wording: tuple[Change, ...] = ()
    extra: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """What else the family keeps (who owns a control), by its key."""
    added: tuple[Key, ...] = ()
    dropped: tuple[Key, ...] = ()

    @property
    def any(self) -> bool:
        """Whether the rounds differ at all."""
        return bool(self.answers or self.notes or self.wording or self.added or self.dropped or any(self.extra.values()))


def compare(before: Iterable[Compared], after: Iterable[Compared]) -> Changes:
    """What the newer round says otherwise. Space at the ends is no change; any other difference is."""
    old = {_key(answer): answer for answer in before}
    new = {_key(answer): answer for answer in after}
    both = [(old[key], answer) for key, answer in new.items() if key in old]
    names = sorted({name for pair in both for answer in pair for name in answer.extra})
    extra = {name: _changed((now, was.extra.get(name, ""), now.extra.get(name, "")) for was, now in both) for name in names}
    return Changes(
        answers=_changed((now, was.answer, now.answer) for was, now in both),
        notes=_changed((now, was.notes, now.notes) for was, now in both),
        wording=_changed((now, was.question, now.question) for was, now in both),
        extra={name: changes for name, changes in extra.items() if changes},
        added=tuple((answer.question_id, answer.occurrence) for key, answer in new.items() if key not in old),
        dropped=tuple((answer.question_id, answer.occurrence) for key, answer in old.items() if key not in new))


def _key(answer: Compared) -> Key:
    """A question without an id is known by its words."""
    if answer.question_id:
        return answer.question_id, answer.occurrence
    return _squeezed(answer.question).casefold(), 0


def _changed(pairs: Iterable[tuple[Compared, str, str]]) -> tuple[Change, ...]:
    return tuple(Change(now.question_id, now.occurrence, was, said)
                 for now, was, said in pairs if was.strip() != said.strip())


def _squeezed(text: str) -> str:
    return " ".join(text.split())
