"""What a vendor's round says otherwise than the one before it, change by change, with the words before and after."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import questionnaires as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, tab_through
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.in_full import QuestionInFull
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.desktop.words import DASH, one_line, short_day, words
from risk_register.model.names import fold_accents
from risk_register.model.sorting import natural_key
from risk_register.texts import Language, Text, listed, tr

if TYPE_CHECKING:
    from risk_register.operations.round_changes import RoundChange, RoundChanges

Row = tuple[int, "RoundChange"]


def _what(row: Row, language: Language) -> str:
    return row[1].name or row[1].kind.label(language)


_COLUMNS: tuple[Column[Row], ...] = (
    Column(Text("What"), _what, lambda row: (list(type(row[1].kind)).index(row[1].kind), row[1].name), width=16),
    Column(Text("Question"), lambda row, _: row[1].question_id, lambda row: natural_key(row[1].question_id), width=10),
    Column(Text("Wording"), lambda row, _: one_line(row[1].question) or DASH, lambda row: row[1].question, width=24, grows=True),
    Column(Text("Before"), lambda row, _: one_line(row[1].before) or DASH, lambda row: row[1].before, width=24),
    Column(Text("Now"), lambda row, _: one_line(row[1].after) or DASH, lambda row: row[1].after, width=24),
)


class RoundChangesDialog(QDialog):
    """Reads only. The change in hand stands in full below."""

    shown = Signal()
    """The changes were read, and are shown."""

    def __init__(self, desk: Desk, round_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("round_changes_dialog")
        language, gap, letter = desk.language, self.fontMetrics().height(), self.fontMetrics().averageCharWidth()
        self.setWindowTitle(tr(language, "Changes since last time"))
        self._title = heading()
        self._told = QuietLabel(wrap=True)
        self._told.setObjectName("changes_told")
        self.kind = QuietComboBox(self)
        self.kind.setObjectName("changes_kind")
        self.kind.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.setAccessibleName(tr(language, "Which changes are shown"))
        self.filter = FilterField("changes_filter", self)
        self.filter.redraw()
        self.filter.say(tr(language, "Filter by question or words"))
        self.rows: RowTableModel[Row] = RowTableModel(_COLUMNS, lambda row: row[0], language)
        self.table: RecordTable[Row] = RecordTable(self.rows, "table_changes", self)
        self.table.setAccessibleName(tr(language, "Changes since last time"))
        self._full = QuestionInFull("change")
        self._build(gap, letter)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.table.record_selected.connect(self._tell)
        self.finished.connect(self.deleteLater)
        desk.gateway.ask(lambda register: jobs.changes(register, round_id), self._show)

    def _build(self, gap: int, letter: int) -> None:
        line = QHBoxLayout()
        line.addWidget(self.kind)
        line.addWidget(self.filter, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._full)
        split.setSizes([gap * 18, gap * 9])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(self._title)
        column.addWidget(self._told)
        column.addLayout(line)
        column.addWidget(split, 1)
        column.addWidget(buttons)
        self.resize(letter * 130, gap * 36)
        tab_through(self.kind, self.filter, self.table, buttons.button(QDialogButtonBox.StandardButton.Close))

    def _show(self, found: "RoundChanges") -> None:
        language = self.desk.language
        self._title.setText(f"{found.vendor} \N{EN DASH} {family_and_version(found.round.family, found.round.version, language)}")
        if found.before is None:
            self._told.setText(tr(language, "There is no round before this one."))
        else:
            counts = [tr(language, "{kind}: {count}", kind=kind, count=count) for kind, count in found.counts.items() if count]
            self._told.setText(tr(
                language, "Received {day}; compared with the round received {before}. {counts}",
                day=short_day(found.round.received_on, language), before=short_day(found.before.received_on, language),
                counts=listed(counts, language) if counts else tr(language, "Nothing was changed.")))
        self.kind.addItem(tr(language, "All changes"), None)
        for kind, count in found.counts.items():
            if count:
                self.kind.addItem(f"{kind.label(language)} ({count})", kind)
        self.table.say_when_empty(tr(language, "No change matches the filter.") if found.changes else
                                  tr(language, "Nothing was changed."))
        self.rows.set_rows(list(enumerate(found.changes)))
        if self.rows.rows:
            self.table.select(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        self.shown.emit()

    @Slot()
    def _narrow(self) -> None:
        wanted, kind = fold_accents(self.filter.text()).split(), self.kind.currentData()
        self.rows.set_filter(lambda row: (kind is None or row[1].kind == kind) and all(word in fold_accents(
            f"{row[1].question_id} {row[1].question} {row[1].before} {row[1].after}") for word in wanted))

    @Slot()
    def _tell(self) -> None:
        language, found = self.desk.language, self.table.row_in_hand
        if found is None:
            self._full.clear()
            return
        change = found[1]
        self._full.show_values(f"{change.question_id} {change.question}".strip(), [
            (tr(language, "Before"), words(change.before)), (tr(language, "Now"), words(change.after))])
