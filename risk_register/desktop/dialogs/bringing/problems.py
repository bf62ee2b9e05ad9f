"""The step on what was not understood: how days are written where the file does not say, and every cell that cannot be used."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.bringing.step import Bringing, Step
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import plain_label
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.exchange.bringing import Plan, RowProblem

_COLUMNS: "tuple[Column[tuple[int, RowProblem, bool]], ...]" = (
    Column(Text("Sheet"), lambda row, _: row[1].sheet, lambda row: row[1].sheet, width=14),
    Column(Text("Row"), lambda row, _: str(row[1].row), lambda row: row[1].row, right=True, width=6),
    Column(Text("Column"), lambda row, _: row[1].column, lambda row: row[1].column, width=20),
    Column(Text("Value"), lambda row, _: row[1].value, lambda row: row[1].value, width=22),
    Column(Text("What of it"), lambda row, language: tr(language, "row left out") if row[2] else tr(language, "to be known"),
           lambda row: row[2], width=14),
    Column(Text("Why"), lambda row, language: row[1].reason.render(language), lambda row: row[0], width=40, grows=True),
)


class ProblemsStep(Step):
    """The question about days stands first, since nothing is imported without its answer."""

    def __init__(self, desk: Desk, bringing: Bringing) -> None:
        super().__init__(desk, bringing, "bring_problems")
        language = desk.language
        self._question = QWidget(self)
        self._asked = plain_label(wrap=True)
        self.day_first = QRadioButton(tr(language, "&Day first: 03/04/2026 is 3 April"))
        self.month_first = QRadioButton(tr(language, "&Month first: 03/04/2026 is 4 March"))
        self.day_first.setObjectName("bring_day_first")
        self.month_first.setObjectName("bring_month_first")
        within = QVBoxLayout(self._question)
        within.setContentsMargins(0, 0, 0, 0)
        for widget in (self._asked, self.day_first, self.month_first):
            within.addWidget(widget)
        self.table: RecordTable[tuple[int, RowProblem, bool]] = RecordTable(
            RowTableModel(_COLUMNS, lambda row: row[0], language), "table_bring_problems", self)
        self.all_or_nothing = QCheckBox(tr(language, "Import &nothing while a row cannot be used"))
        self.all_or_nothing.setObjectName("bring_all_or_nothing")
        self.column.addWidget(self._question)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.all_or_nothing)
        self.table.setAccessibleName(self.title())
        self.table.say_when_empty(tr(language, "Everything in the file was understood."))
        self.day_first.clicked.connect(self._on_day_first)
        self.month_first.clicked.connect(self._on_month_first)
        self.all_or_nothing.toggled.connect(self._on_toggled)

    def title(self) -> str:
        """What the step is called."""
        return tr(self.desk.language, "What was not understood")

    def is_needed(self, plan: "Plan") -> bool:
        """Where days are undecided, were decided here, or a row says anything."""
        return bool(plan.undecided or self.bringing.settings.month_first is not None or plan.problems
                    or any(row.notes for row in plan.rows))

    def is_done(self, plan: "Plan") -> bool:
        """Once it is known how days are written."""
        return not plan.undecided

    def show_plan(self, plan: "Plan") -> None:
        """Shows the question and the cells."""
        language, told = self.desk.language, self.bringing.settings.month_first
        self._question.setVisible(bool(plan.undecided) or told is not None)
        columns = ", ".join(f"{column.heading} ({', '.join(column.samples[:2])})" for column in plan.undecided)
        self._asked.setText(
            tr(language, "How are days written in this file? It could be either way in: {columns}.", columns=columns)
            if columns else tr(language, "How days are written in this file:"))
        problems = [(problem, True) for row in plan.rows for problem in row.problems]
        notes = [(note, False) for row in plan.rows for note in row.notes]
        self.table.rows.set_rows([(number, problem, bad) for number, (problem, bad) in enumerate(problems + notes)])
        self.all_or_nothing.setVisible(bool(problems))

    def start(self) -> None:
        """The keyboard begins at the question, where there is one."""
        (self.day_first if self._question.isVisibleTo(self) else self.table).setFocus()

    @Slot()
    def _on_day_first(self) -> None:
        self.bringing.say_month_first(month_first=False)

    @Slot()
    def _on_month_first(self) -> None:
        self.bringing.say_month_first(month_first=True)

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        self.bringing.decisions = replace(self.bringing.decisions, all_or_nothing=wanted)
