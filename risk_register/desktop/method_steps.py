"""What was typed into the method editor step by step, to be taken back and brought in again."""

import time
from collections.abc import Callable, Mapping

Step = Mapping[str, tuple[str, str]]
"""What stood in fields before and after, by path."""
_PAUSE = 1.0
"""Seconds after which more letters in the same field are a step of their own."""


class Steps:
    """Letters typed into one field without a pause are one step; whatever is done anew ends what could be brought in again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._last = 0.0

    @property
    def can_undo(self) -> bool:
        """Whether anything may be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether anything may be brought in again."""
        return bool(self._undone)

    def note(self, path: str, before: str, after: str, *, letters: bool) -> None:
        """One field is another now; `letters` where more of the same may follow."""
        now = self._clock()
        soon = letters and not self._undone and now - self._last < _PAUSE
        if soon and self._done and self._done[-1].keys() == {path}:
            before = self._done.pop()[path][0]
        self._last = now
        self.note_all({path: (before, after)})

    def note_all(self, step: Step) -> None:
        """Several fields are others now, in one step."""
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> Mapping[str, str]:
        """Takes the last step back; what is to stand in its fields now."""
        self._undone.append(step := self._done.pop())
        return {path: before for path, (before, _) in step.items()}

    def redo(self) -> Mapping[str, str]:
        """Brings the step in again that was taken back last; what is to stand in its fields now."""
        self._done.append(step := self._undone.pop())
        self._last = 0.0
        return {path: after for path, (_, after) in step.items()}
