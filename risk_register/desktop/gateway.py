"""The one way from the window to a register: every question and every change runs in the worker, pages only get rows.

Nothing heavy is imported here. `risk_register.store` and `operations` bring SQLAlchemy with them, which takes several
times as long to import as a window takes to appear; so they are imported in the worker, once the window is on screen.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from risk_register.desktop.tasks import TaskRunner, Work, bring_home
from risk_register.errors import RegisterError
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.store import Register

T = TypeVar("T")


class Standing(NamedTuple):
    """How the open register stands: what Ctrl+Z would undo, whether it can be written, and the journal's head."""

    path: Path
    read_only: bool
    holder: str | None
    undo: Text | None
    redo: Text | None
    changes: int
    has_vendors: bool = True
    day: date | None = None
    """The past day that the window shows the register as it stood on; None for today."""


class Gateway(QObject):
    """Holds the open register inside the worker, and tells the window's thread what became of it."""

    opened = Signal(object)
    """A `Standing`: another register is open now."""
    changed = Signal(object)
    """A `Standing`: something in the register changed; what is shown may be stale."""
    refused = Signal(object)
    """A `RegisterError` that the person is to read."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.path: Path | None = None
        self.standing: Standing | None = None
        self._register: Register | None = None
        self._past: Register | None = None
        runner.failed.connect(self._on_failed)

    @property
    def is_open(self) -> bool:
        """Whether a register is open, or being opened."""
        return self.path is not None

    @property
    def can_change(self) -> bool:
        """Whether the open register may be written."""
        return self.standing is not None and not self.standing.read_only

    def open(self, path: Path) -> None:
        """Opens an existing register in place of the one now open."""
        self._take(path, lambda: self._open_register(path))

    def create(self, path: Path, actor: str) -> None:
        """Makes an empty register in that person's name and opens it; an existing file is refused."""
        self._take(path, lambda: self._create_register(path, actor))

    def demonstrate(self, path: Path) -> Work:
        """Makes the demonstration register at `path`, its year ending today so that its dates mean something, and opens it."""
        today = date.today()  # noqa: DTZ011  # the reader's own day

        def job(work: Work) -> Standing:
            from risk_register.operations.demonstration import make_demonstration

            make_demonstration(path, on=today, progress=work.progress, cancelled=work.cancelled)
            return self._open_register(path)

        return self.runner.run_long(Text("Making the demonstration register"), job, self._on_opened)

    def ask(self, question: Callable[["Register"], T], then: Callable[[T], None],
            on_error: Callable[[Exception], None] | None = None) -> None:
        """Reads from the register in the worker; `then` gets the answer in the window's thread."""
        self.runner.submit(lambda: question(self._opened()), then, on_error)

    def change(self, deed: Callable[["Register"], T], then: Callable[[T], None] | None = None,
               on_error: Callable[[Exception], None] | None = None) -> None:
        """Changes the register in the worker and tells every page; the list brings the scores up to date when it is read."""
        def job() -> tuple[T, Standing]:
            register = self._opened()
            result = deed(register)
            return result, _standing(register)

        self.runner.submit(job, self._coming_home(then), on_error)

    def change_long(self, label: Text, deed: Callable[["Register", Work], T], then: Callable[[T], None] | None = None,
                    on_error: Callable[[Exception], None] | None = None, *, can_cancel: bool = True) -> Work:
        """As `change`, for work that shows its progress and may be cancelled."""
        def job(work: Work) -> tuple[T, Standing]:
            register = self._opened()
            result = deed(register, work)
            return result, _standing(register)

        return self.runner.run_long(label, job, self._coming_home(then), on_error, can_cancel=can_cancel, changes=True)

    def ask_long(self, label: Text, question: Callable[["Register", Work], T], then: Callable[[T], None],
                 on_error: Callable[[Exception], None] | None = None, *, can_cancel: bool = True) -> Work:
        """As `ask`, for work that shows its progress and may be cancelled."""
        return self.runner.run_long(label, lambda work: question(self._opened(), work), then, on_error, can_cancel=can_cancel)

    def look_back(self, day: date | None, then: Callable[[Standing], None] | None = None,
                  on_error: Callable[[Exception], None] | None = None) -> Work:
        """Shows the register as it stood at the end of a past day, for reading only; None comes back to today."""
        def job(work: Work) -> tuple[Standing, Standing]:
            standing = self._look_back(day, work)
            return standing, standing

        words = Text("Coming back to today") if day is None else Text("Looking back to {day}", day=day)
        return self.runner.run_long(words, job, self._coming_home(then), on_error, can_cancel=day is not None)

    @property
    def day(self) -> date | None:
        """The past day that is shown, or None."""
        return self.standing.day if self.standing is not None else None

    def shutdown(self) -> None:
        """Lets the worker finish and closes the register; to be called before any widget dies."""
        self.runner.shutdown(self._close_register)

    def _take(self, path: Path, job: Callable[[], Standing]) -> None:
        self.path = path

        def fail(error: Exception) -> None:
            self.path = self.standing.path if self.standing is not None else None
            self._on_failed(error)

        self.runner.submit(job, self._on_opened, fail)

    def _coming_home(self, then: Callable[[T], None] | None) -> Callable[[tuple[T, Standing]], None]:
        def come(result: tuple[T, Standing]) -> None:
            value, self.standing = result
            self.changed.emit(self.standing)
            bring_home(then, value)

        return come

    def _on_opened(self, standing: Standing) -> None:
        self.path, self.standing = standing.path, standing
        self.opened.emit(standing)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RegisterError):
            self.refused.emit(error)
        else:
            raise error

    # What follows runs in the worker.

    def _opened(self) -> "Register":
        if self._register is None:
            raise RegisterError("No register is open. Open one, or start a new one, from the File menu.")
        return self._past or self._register

    def _open_register(self, path: Path) -> Standing:
        from risk_register.store import Register

        if self._register is not None and Path(self._register.path) == path:
            self._close_register()  # its own lock would keep it from being opened again
        return self._adopt(Register.open(path))

    def _create_register(self, path: Path, actor: str) -> Standing:
        from risk_register.operations.registers import create_register

        return self._adopt(create_register(path, actor=actor))

    def _look_back(self, day: date | None, work: Work) -> Standing:
        from risk_register.store.stopping import stoppable

        register = self._opened() if self._past is None else self._register
        assert register is not None
        with stoppable(work.cancelled):
            past = register.as_of(day) if day is not None and day < register.today() else None
        self._leave_the_past()
        self._past = past
        return _standing(self._opened())

    def _leave_the_past(self) -> None:
        if self._past is not None:
            self._past.close()
            self._past = None

    def _adopt(self, register: "Register") -> Standing:
        from risk_register.desktop.jobs.register import get_ready

        self._close_register()
        self._register = register
        standing = _standing(register)
        get_ready()
        return standing

    def _close_register(self) -> None:
        self._leave_the_past()
        if self._register is not None:
            self._register.close()
            self._register = None


def _standing(register: "Register") -> Standing:
    from risk_register.desktop.jobs.today import has_vendors

    undo, redo = register.standing()
    return Standing(path=Path(register.path), read_only=register.read_only, holder=register.holder, undo=undo, redo=redo,
                    changes=register.head()[0], day=register.day,
                    has_vendors=has_vendors(register))
