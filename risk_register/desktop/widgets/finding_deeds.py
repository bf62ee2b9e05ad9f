"""Findings by keys: F records one about the row in hand; T, A, I, C and R treat one, accept its risk and move it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms import open_record_form
from risk_register.desktop.jobs import findings as jobs
from risk_register.desktop.widgets.basics import tool_button
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.model.vocabulary import FindingState, TreatmentState
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.store import Register

_MOVES = {"begin_finding": FindingState.IN_TREATMENT, "close_finding": FindingState.CLOSED, "reopen_finding": FindingState.OPEN}
_STEPS = {"begin_treatment": TreatmentState.IN_PROGRESS, "finish_treatment": TreatmentState.DONE,
          "abandon_treatment": TreatmentState.ABANDONED}
RECORD = "record_finding"
"""The name by which the menu finds the deed of the table in hand."""


class Seen(NamedTuple):
    """The record about which a finding would be, and the vendor, where the record concerns several."""

    noun: str
    record_id: int
    vendor_id: int | None = None


class Contradiction(NamedTuple):
    """Two records of a vendor that do not agree: by which rule that was found, and in words what they say."""

    vendor_id: int
    rule: str
    words: Text


def open_finding(desk: Desk, parent: QWidget, seen: Seen | Contradiction) -> None:
    """Opens the form of a finding that begins with what was seen; Enter saves it."""
    if not desk.gateway.can_change:
        return
    language = desk.language

    def values(register: "Register") -> dict[str, Any]:
        if isinstance(seen, Contradiction):
            return jobs.contradiction_values(register, seen.vendor_id, seen.rule, seen.words, language)
        return jobs.finding_values(register, seen.noun, seen.record_id, seen.vendor_id, language)

    desk.gateway.ask(values, lambda found: open_record_form(desk, "finding", parent, values=found))


class KeyedDeeds(QObject):
    """Deeds on the row in hand of a table: each a key while the table has the focus, an entry of its menu, and a button."""

    deeds: tuple[tuple[str, str, Text], ...] = ()
    """Name, key and words of each."""
    reading: frozenset[str] = frozenset()
    """Those that change nothing, and so can be done in a register that is only read."""

    def __init__(self, desk: Desk, table: RecordTable[Any]) -> None:
        super().__init__(table)
        self.desk, self.table = desk, table
        self.actions: dict[str, QAction] = {}
        self.controls: list[QWidget] = []
        """The buttons, once there are some, in the order in which they are read."""
        for name, key, _ in self.deeds:
            action = QAction(table)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._doer(name))
            table.addAction(action)
            self.actions[name] = action
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.record_selected.connect(self.tell)
        desk.gateway.changed.connect(self.tell)
        desk.gateway.opened.connect(self.tell)
        desk.language_changed.connect(self.retranslate)
        self.retranslate()

    def do(self, name: str) -> None:
        """Does one of the deeds."""
        raise NotImplementedError

    def can(self, name: str) -> bool:
        """Whether a deed can be done to the row in hand."""
        raise NotImplementedError

    def buttons(self, parent: QWidget) -> QWidget:
        """A line of buttons for the deeds, to stand above the table; Tab goes from them to it."""
        line = QWidget(parent)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for name, action in self.actions.items():
            button = tool_button(line, name=f"{name}_button")
            button.setDefaultAction(action)
            row.addWidget(button)
            self.controls.append(button)
        return line

    def retranslate(self) -> None:
        """Says the deeds in the language now in force."""
        for name, key, words in self.deeds:
            said = words.render(self.desk.language)
            self.actions[name].setText(said)
            self.actions[name].setToolTip(f"{said.replace('&', '').rstrip('…')} ({key})")
        self.tell()

    def tell(self) -> None:
        """Enables what can be done now."""
        for name, action in self.actions.items():
            action.setEnabled(self._may(name))

    def _may(self, name: str) -> bool:
        return (self.desk.gateway.can_change or name in self.reading) and self.can(name)

    def _doer(self, name: str) -> Callable[[], None]:
        def do() -> None:
            if self._may(name):
                self.do(name)

        return do


class FindingKey(KeyedDeeds):
    """F on a row: a finding about it."""

    deeds = ((RECORD, "F", Text("Finding…")),)

    def __init__(self, desk: Desk, table: RecordTable[Any], seen: Callable[[], Seen | None]) -> None:
        self._seen = seen
        super().__init__(desk, table)

    def can(self, name: str) -> bool:  # noqa: ARG002  # there is one
        """Whether a row is in hand about which there can be a finding."""
        return self._seen() is not None

    def do(self, name: str) -> None:  # noqa: ARG002
        """Opens the form of a finding about the row in hand."""
        seen = self._seen()
        if seen is not None:
            open_finding(self.desk, self.table, seen)


class FindingDeeds(KeyedDeeds):
    """What is done about the finding in hand."""

    deeds = (
        ("treat_finding", "T", Text("Treat…")), ("accept_finding", "A", Text("Accept the risk…")),
        ("begin_finding", "I", Text("In treatment")), ("close_finding", "C", Text("Close the finding")),
        ("reopen_finding", "R", Text("Take up again")),
    )

    def __init__(self, desk: Desk, table: RecordTable[Any], finding: Callable[[], int | None],
                 state: Callable[[], str | None] = lambda: None) -> None:
        """`state` says how the finding in hand stands; None where the table does not know, as then all is offered."""
        self._finding, self._state = finding, state
        super().__init__(desk, table)

    def can(self, name: str) -> bool:
        """Whether a finding is in hand, and in a state in which the deed means something."""
        if self._finding() is None:
            return False
        state = self._state()
        if name == "begin_finding":
            return state in (None, FindingState.OPEN)
        return (state == FindingState.CLOSED) == (name == "reopen_finding")

    def do(self, name: str) -> None:
        """Opens the form of a treatment or an acceptance, or moves the finding."""
        finding = self._finding()
        if finding is None:
            return
        desk, actor = self.desk, self.desk.settings.actor
        if name == "treat_finding":
            desk.gateway.ask(lambda register: jobs.treatment_values(register, finding),
                             lambda values: open_record_form(desk, "treatment", self.table, values=values))
        elif name == "accept_finding":
            desk.gateway.ask(lambda register: jobs.acceptance_values(register, finding),
                             lambda values: open_record_form(desk, "risk_acceptance", self.table, values=values))
        else:
            state = _MOVES[name]
            desk.gateway.change(lambda register: jobs.move(register, finding, state, actor))


class TreatmentDeeds(KeyedDeeds):
    """How far the treatment in hand has come."""

    deeds = (
        ("begin_treatment", "P", Text("In progress")), ("finish_treatment", "D", Text("Done today")),
        ("abandon_treatment", "X", Text("Abandon")),
    )

    def __init__(self, desk: Desk, table: RecordTable[Any], treatment: Callable[[], int | None]) -> None:
        self._treatment = treatment
        super().__init__(desk, table)

    def can(self, name: str) -> bool:  # noqa: ARG002  # all or none
        """Whether a treatment is in hand."""
        return self._treatment() is not None

    def do(self, name: str) -> None:
        """Says how far it has come."""
        treatment, state, actor = self._treatment(), _STEPS[name], self.desk.settings.actor
        if treatment is not None:
            self.desk.gateway.change(lambda register: jobs.move_treatment(register, treatment, state, actor))
