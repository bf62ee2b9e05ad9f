"""The step on vendors that may be known already: kept apart, merged, left out; archived ones restored, left out or added anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.bringing.step import Bringing, Step
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, tool_button
from risk_register.desktop.widgets.deciding_table import DecidingTable, say_decision
from risk_register.desktop.words import DASH
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.exchange.bringing import Plan, PlannedRow
    from risk_register.exchange.bringing.plan import Archived, Duplicate

_WORDS: "dict[Archived | Duplicate, Text]" = {
    "keep": Text("add as its own vendor"), "merge": Text("merge"), "skip": Text("leave out"), "restore": Text("restore"),
    "new": Text("add under another name"),
}
_DEEDS: "dict[Archived | Duplicate, Text]" = {
    "keep": Text("&Keep as its own"), "merge": Text("&Merge"), "skip": Text("&Leave out"), "restore": Text("&Restore"),
    "new": Text("&Add anew"),
}
_FOR_ARCHIVED = ("restore", "new", "skip")
_FOR_NEAR = ("keep", "merge", "skip")


class KnownStep(Step):
    """Each row with what it may be; a letter decides about all rows selected."""

    def __init__(self, desk: Desk, bringing: Bringing) -> None:
        super().__init__(desk, bringing, "bring_known")
        language = desk.language
        columns: tuple[Column[PlannedRow], ...] = (
            Column(Text("Row"), lambda row, _: str(row.row), lambda row: row.row, right=True, width=6),
            Column(Text("In the file"), lambda row, _: row.name, lambda row: row.name, width=30),
            Column(Text("Known already"), _known, lambda row: row.near[0].name if row.near else row.name, width=30),
            Column(Text("Why"), _why, lambda row: row.near[0].score if row.near else 0, width=34, grows=True),
            Column(Text("Decision"), self._decision, lambda row: self._decided(row), width=24),
        )
        self.table: DecidingTable[PlannedRow] = DecidingTable(
            RowTableModel(columns, lambda row: row.place, language), "table_bring_known", self)
        self._hint = QuietLabel(wrap=True)
        self._hint.setText(tr(language, "Without a decision, a row that may be a known vendor becomes a vendor of its own, and an "
                                        "archived vendor is left as it is."))
        line = QHBoxLayout()
        self._buttons: dict[str, QToolButton] = {}
        self.deeds = {name: self.table.add_decision(f"bring_{name}", self._doer(name)) for name in _DEEDS}
        for name, action in self.deeds.items():
            say_decision(action, _DEEDS[name].render(language))
            button = tool_button(self, name=f"button_bring_{name}")
            button.setText(action.text())
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._buttons[name] = button
            line.addWidget(button)
        line.addStretch(1)
        self.column.addWidget(self._hint)
        self.column.addLayout(line)
        self.column.addWidget(self.table, 1)
        self.table.setAccessibleName(self.title())
        self.table.selectionModel().selectionChanged.connect(self._tell)

    def title(self) -> str:
        """What the step is called."""
        return tr(self.desk.language, "Vendors that may be known already")

    def is_needed(self, plan: "Plan") -> bool:
        """Where there is anything to decide."""
        return bool(plan.possible_duplicates or plan.archived)

    def show_plan(self, plan: "Plan") -> None:
        """Shows the rows."""
        rows = {row.place: row for row in (*plan.possible_duplicates, *plan.archived)}
        self.table.rows.set_rows(list(rows.values()))
        if self.table.current is None and rows:
            self.table.select(next(iter(rows)))
        self._tell()

    def start(self) -> None:
        """The keyboard begins in the table."""
        self.table.setFocus()

    def _doer(self, name: "Archived | Duplicate") -> "_Deed":
        return _Deed(self, name)

    def decide(self, name: "Archived | Duplicate") -> None:
        """Decides about the rows selected for which that makes sense, and goes on to the next row."""
        rows = [row for row in self.table.chosen() if name in _choices(row)]
        self.bringing.decide([row.place for row in rows], name)
        self.table.rows.set_language(self.desk.language)  # says the decisions anew
        place = self.table.currentIndex().row()
        if len(rows) == 1 and place + 1 < len(self.table.rows.rows):
            self.table.select(self.table.rows.identity_at(place + 1))

    @Slot()
    def _tell(self) -> None:
        rows = self.table.chosen()
        for name, action in self.deeds.items():
            action.setEnabled(any(name in _choices(row) for row in rows))
            self._buttons[name].setEnabled(action.isEnabled())
            self._buttons[name].setVisible(any(name in _choices(row) for row in self.table.rows.rows))

    def _decided(self, row: "PlannedRow") -> "Archived | Duplicate":
        return self.bringing.decisions.rows.get(row.place, "keep" if row.near else "skip")

    def _decision(self, row: "PlannedRow", language: Language) -> str:
        return _WORDS[self._decided(row)].render(language)


class _Deed:
    """One decision's deed."""

    def __init__(self, step: KnownStep, name: "Archived | Duplicate") -> None:
        self._step, self._name = step, name

    def __call__(self) -> None:
        self._step.decide(self._name)


def _choices(row: "PlannedRow") -> tuple[str, ...]:
    return _FOR_NEAR if row.near else _FOR_ARCHIVED


def _known(row: "PlannedRow", language: Language) -> str:
    if not row.near:
        return tr(language, "{name} (archived)", name=row.name)
    near = row.near[0]
    return near.name if near.row is None else tr(language, "{name} (row {row} of this file)", name=near.name, row=near.row)


def _why(row: "PlannedRow", language: Language) -> str:
    return row.near[0].reason.render(language) if row.near else DASH
