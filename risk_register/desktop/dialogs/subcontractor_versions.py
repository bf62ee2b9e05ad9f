"""Any two versions of a vendor's list of subcontractors beside each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.subcontractor_rows import WAYS, ComparedRow, compared_columns, compared_rows
from risk_register.desktop.jobs import vendor_work as jobs
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, tab_through
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import short_day
from risk_register.texts import Language, Text, listed, tr

if TYPE_CHECKING:
    from risk_register.operations.subcontractors import Comparison, ListRow


def version_name(row: "ListRow", language: Language) -> str:
    """A version as a person tells it from others: the day it came, and what it calls itself."""
    return " ".join(part for part in (short_day(row.received_on, language), row.name, row.version) if part)


class SubcontractorVersionsDialog(QDialog):
    """Opens on the version in hand and the one before it; reads only."""

    compared = Signal()
    """The two versions chosen are compared, and shown."""

    def __init__(self, desk: Desk, vendor: str, versions: Sequence["ListRow"], later: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._versions = list(versions)
        self.setObjectName("subcontractor_versions_dialog")
        language, gap, letter = desk.language, self.fontMetrics().height(), self.fontMetrics().averageCharWidth()
        self.setWindowTitle(tr(language, "Versions of the list"))
        place = next((number for number, row in enumerate(self._versions) if row.id == later), 0)
        self.before = self._box("earlier_version", min(place + 1, len(self._versions) - 1))
        self.after = self._box("later_version", place)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in ((tr(language, "&Earlier"), self.before), (tr(language, "&Later"), self.after)):
            label = plain_label(words)
            label.setBuddy(box)
            form.addRow(label, box)
        self._told = QuietLabel(wrap=True)
        self._told.setObjectName("versions_told")
        self.rows: RowTableModel[ComparedRow] = RowTableModel(
            compared_columns(Text("Against the earlier version")), lambda row: row.id, language)
        table: RecordTable[ComparedRow] = RecordTable(self.rows, "table_versions", self)
        table.setAccessibleName(tr(language, "The two versions beside each other"))
        table.say_when_empty(tr(language, "Neither version names a subcontractor."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(heading(vendor))
        column.addLayout(form)
        column.addWidget(self._told)
        column.addWidget(table, 1)
        column.addWidget(buttons)
        self.resize(letter * 125, gap * 32)
        tab_through(self.before, self.after, table, buttons.button(QDialogButtonBox.StandardButton.Close))
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(self._compare)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._compare()

    def _box(self, name: str, place: int) -> QuietComboBox:
        box = QuietComboBox()
        box.setObjectName(name)
        for row in self._versions:
            box.addItem(version_name(row, self.desk.language))
        box.setCurrentIndex(place)
        return box

    @Slot()
    def _compare(self) -> None:
        before, after = self._versions[self.before.currentIndex()], self._versions[self.after.currentIndex()]
        self.desk.gateway.runner.submit(lambda: jobs.compared_versions(before, after), self._on_compared)

    def _on_compared(self, found: "Comparison") -> None:
        language = self.desk.language
        self.rows.set_rows(compared_rows(found))
        counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed), "same": len(found.same)}
        said = [f"{WAYS[way].render(language)}: {number}" for way, number in counts.items() if number]
        self._told.setText(listed(said, language) if found.alters else
                           tr(language, "Both versions say the same of {count} subcontractors.", count=len(found.same)))
        self.compared.emit()
