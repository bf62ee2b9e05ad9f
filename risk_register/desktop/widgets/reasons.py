"""The reasons of a score with their points, and for the one selected the facts it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, subheading
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import capitalised, signed
from risk_register.model.labels import noun_label
from risk_register.risk.result import Assessment, FactRef, Reason
from risk_register.texts import Text, number, tr


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason and its place in the assessment, by which it is known."""

    number: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that a reason rests on, with the name a person knows it by."""

    ref: FactRef
    name: str


_REASONS: tuple[Column[ReasonRow], ...] = (
    Column(Text("Points"), lambda row, language: signed(row.reason.points, language), lambda row: row.reason.points,
           right=True, width=6),
    Column(Text("Reason"), lambda row, language: row.reason.text.render(language), lambda row: row.number, width=28, grows=True),
)
_FACTS: tuple[Column[FactRow], ...] = (
    Column(Text("Kind of record"), lambda row, language: capitalised(noun_label(row.ref.noun, language)),
           lambda row: row.ref.noun, width=12),
    Column(Text("Record"), lambda row, _: row.name, lambda row: row.name, width=22, grows=True),
)


class ReasonsPanel(QWidget):
    """Click a reason to see its facts; open a fact to go where it stands."""

    fact_requested = Signal(object)
    """The `FactRef` the person wants to see."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._judged: Assessment | None = None
        self._names: Mapping[FactRef, str] = {}
        self._title = subheading()
        self._sum = QuietLabel(wrap=True)
        self._facts_title = subheading()
        self.reasons = RowTableModel(_REASONS, lambda row: row.number, desk.language)
        self.facts = RowTableModel(_FACTS, lambda row: row.ref, desk.language)
        self.reason_table: RecordTable[ReasonRow] = RecordTable(self.reasons, "table_reasons", self, wrap=True)
        self.fact_table: RecordTable[FactRow] = RecordTable(self.facts, "table_reason_facts", self)
        column = QVBoxLayout(self)
        gap = self.fontMetrics().height()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        row = self.reason_table.verticalHeader().defaultSectionSize()
        self.reason_table.setMinimumHeight(row * 6)
        self.fact_table.setMinimumHeight(row * 3)
        column.addWidget(self._title)
        column.addWidget(self._sum)
        column.addWidget(self.reason_table, 3)
        column.addWidget(self._facts_title)
        column.addWidget(self.fact_table, 2)
        self.reason_table.record_selected.connect(self._on_reason_selected)
        self.fact_table.record_opened.connect(self.fact_requested)
        self.fact_table.clicked.connect(self._on_fact_clicked)

    def retranslate(self) -> None:
        """Says the panel in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Reasons of the residual risk"))
        self._facts_title.setText(tr(language, "What the reason rests on"))
        self.reason_table.setAccessibleName(tr(language, "Reasons of the residual risk"))
        self.fact_table.setAccessibleName(tr(language, "What the reason rests on"))
        self.reason_table.say_when_empty(tr(language, "Not enough is known for a score. Record what the vendor does for you and "
                                                      "which data it holds, or import its questionnaire."))
        self.fact_table.say_when_empty(tr(language, "Choose a reason above; click a record here to go to it."))
        self.reasons.set_language(language)
        self.facts.set_language(language)
        self._tell_sum()

    def show_assessment(self, judged: Assessment | None, names: Mapping[FactRef, str]) -> None:
        """Shows a judgement's reasons; `names` says how a person knows the facts."""
        self._judged, self._names = judged, names
        self.reasons.set_rows(ReasonRow(number, reason) for number, reason in enumerate(judged.reasons if judged else ()))
        if self.reasons.rows and self.reason_table.current is None:
            self.reason_table.select(0)
        self._show_facts(self.reason_table.current)
        self._tell_sum()

    def focus_first(self) -> None:
        """Puts the person on the reasons."""
        self.reason_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_sum(self) -> None:
        judged, language = self._judged, self.desk.language
        self._sum.setVisible(judged is not None and judged.residual is not None)
        if judged is not None and judged.residual is not None:
            self._sum.setText(tr(language, "The points add up to {score} of 100, by the method {method}.",
                                 score=number(judged.residual, language, 2), method=judged.method))

    def _show_facts(self, place: object) -> None:
        reasons = self._judged.reasons if self._judged else ()
        refs: Iterable[FactRef] = reasons[place].facts if isinstance(place, int) and place < len(reasons) else ()
        self.facts.set_rows(FactRow(ref, self._names.get(ref, "")) for ref in refs)

    @Slot(object)
    def _on_reason_selected(self, place: object) -> None:
        self._show_facts(place)

    @Slot()
    def _on_fact_clicked(self) -> None:
        if self.fact_table.current is not None:
            self.fact_requested.emit(self.fact_table.current)
