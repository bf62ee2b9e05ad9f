"""What an owner's sheet proposes, beside what the register holds: accepted or skipped line by line, stored in one change."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import owners as jobs_owners
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, heading, plain_label, tool_button
from risk_register.desktop.widgets.deciding_table import DecidingTable, say_decision
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import DASH
from risk_register.errors import RegisterError
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.operations.owner_proposals import Proposal, Returned

_ACCEPTED, _SKIPPED, _BARRED = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}", "\N{EN DASH}"


class ProposalsDialog(QDialog):
    """Nothing is stored before 'Store'. Space turns a line; one that cannot be stored says why."""

    stored = Signal(object)
    """How many proposals were stored."""

    def __init__(self, desk: Desk, path: Path, returned: "Returned", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._path, self._returned = desk, path, returned
        self.setObjectName("proposals_dialog")
        self.chosen = {each.id for each in returned.proposals if each.acceptable and not each.conflict}
        columns: tuple[Column[Proposal], ...] = (
            Column(Text("Accept"), lambda row, _: self._mark(row), lambda row: row.id in self.chosen, width=7),
            Column(Text("Vendor"), lambda row, _: row.vendor, lambda row: row.vendor, width=22),
            Column(Text("What"), lambda row, _: row.label, lambda row: row.label, width=22),
            Column(Text("In the register"), lambda row, _: row.current or DASH, lambda row: row.current, width=24),
            Column(Text("Proposed"), lambda row, _: row.proposed or DASH, lambda row: row.proposed, width=26),
            Column(Text("By"), lambda row, _: row.who or DASH, lambda row: row.who, width=14),
            Column(Text("Row"), lambda row, _: str(row.row), lambda row: row.row, right=True, width=5),
            Column(Text("To be known"), _remark, lambda row: row.id, width=26, grows=True),
        )
        self.table: DecidingTable[Proposal] = DecidingTable(
            RowTableModel(columns, lambda row: row.id, desk.language), "table_proposals", self)
        self._told = plain_label(wrap=True)
        self._hint = QuietLabel(wrap=True)
        self._error = FieldError(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._store = QPushButton()
        self._decisions = [self.table.add_decision(name, deed) for name, deed in (
            ("proposal_turn", self._on_turn), ("proposals_all", self._on_all), ("proposals_none", self._on_none))]
        self.table.add_decision("proposal_turn_by_space", self._on_turn).setData(" ")
        self._build()
        self._say()
        self.table.rows.set_rows(returned.proposals)
        if returned.proposals:
            self.table.select(returned.proposals[0].id)
        self.table.setFocus()
        self._tell()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self._store.setObjectName("proposals_store")
        self._store.setAutoDefault(False)
        self._buttons.addButton(self._store, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        row = QHBoxLayout()
        self._tools = []
        for action in self._decisions:
            button = tool_button(self, name=f"button_{action.objectName()}")
            button.clicked.connect(action.trigger)
            self._tools.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(heading(self._path.name))
        column.addWidget(self._told)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)
        column.addWidget(self._error)
        column.addWidget(self._buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 165, gap * 32)
        self._buttons.rejected.connect(self.reject)
        self._store.clicked.connect(self._on_store)
        self.table.record_opened.connect(self._on_turn)
        self.finished.connect(self.deleteLater)

    def _say(self) -> None:
        language, returned = self.desk.language, self._returned
        self.setWindowTitle(tr(language, "An owner's sheet has come back"))
        self._told.setText(
            tr(language, "A request for a new vendor. Nothing is stored before you say so.") if returned.kind == "request" else
            tr(language, "Facts said to be right: {confirmed}. Lines without an answer: {unanswered}. Nothing is stored before you "
                         "say so.", confirmed=returned.confirmed, unanswered=returned.unanswered))
        for action, tool, words in zip(self._decisions, self._tools, (
                Text("Accept or &skip"), Text("Accept &all"), Text("Accept &none")), strict=True):
            say_decision(action, words.render(language))
            tool.setText(words.render(language))
        self.table.setAccessibleName(tr(language, "Proposals"))
        self.table.say_when_empty(tr(language, "The sheet proposes nothing: every fact that was answered is right."))
        self._hint.setText(tr(language, "Lines about nothing that the register has: {places}.", places=", ".join(returned.unknown))
                           if returned.unknown else "")
        self._hint.setVisible(bool(returned.unknown))

    def _mark(self, row: "Proposal") -> str:
        return _ACCEPTED if row.id in self.chosen else _SKIPPED if row.acceptable else _BARRED

    @Slot()
    def _on_turn(self) -> None:
        rows = [row for row in self.table.chosen() if row.acceptable]
        if all(row.id in self.chosen for row in rows):
            self.chosen -= {row.id for row in rows}
        else:
            self.chosen |= {row.id for row in rows}
        self._tell()

    @Slot()
    def _on_all(self) -> None:
        self.chosen = {row.id for row in self._returned.proposals if row.acceptable}
        self._tell()

    @Slot()
    def _on_none(self) -> None:
        self.chosen = set()
        self._tell()

    def _tell(self) -> None:
        self.table.rows.set_language(self.desk.language)  # says the marks anew
        self._store.setText(tr(self.desk.language, "S&tore {count} of {all}", count=len(self.chosen),
                               all=len(self._returned.proposals)))
        self._store.setEnabled(bool(self.chosen))

    @Slot()
    def _on_store(self) -> None:
        path, returned, chosen, actor = self._path, self._returned, set(self.chosen), self.desk.settings.actor
        self._store.setEnabled(False)
        self.desk.gateway.change(lambda register: jobs_owners.accept(register, path, returned, chosen, actor), self._on_stored,
                                 self._on_refused)

    def _on_stored(self, count: int) -> None:
        self.accept()
        self.stored.emit(count)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        self._store.setEnabled(True)
        self._error.say(error.render(self.desk.language))


def _remark(row: "Proposal", language: Language) -> str:
    if row.problem is not None:
        return row.problem.render(language)
    if row.sent is not None:
        return tr(language, "Changed here since the sheet was sent; then it was: {value}", value=row.sent or DASH)
    return row.note.render(language) if row.note is not None else ""
