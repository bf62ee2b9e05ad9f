"""What columns of spreadsheets were once said to hold, so that nobody is asked again: seen, and forgotten where wrong."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import forms as jobs_forms
from risk_register.desktop.jobs import settings as jobs_settings
from risk_register.desktop.jobs.settings import Heading
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.pages.settings_parts.base import SettingsTab
from risk_register.desktop.widgets.basics import QuietLabel, push_button, tab_through
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import capitalised
from risk_register.model.labels import field_label, noun_label
from risk_register.model.nouns import BY_TABLE
from risk_register.texts import Language, Text, tr


def _holds(row: Heading, language: Language) -> str:
    """A target such as 'vendor.legal_name' in words; one that names no field as it is."""
    if row.noun != "heading_mapping":
        return capitalised(noun_label(row.noun, language))
    noun, _, field = row.target.rpartition(".")
    if field and noun in BY_TABLE and field in BY_TABLE[noun].table.columns:
        return f"{capitalised(noun_label(noun, language))}: {field_label(field, language)}"
    return row.target


_COLUMNS: tuple[Column[Heading], ...] = (
    Column(Text("Heading"), lambda row, _: row.heading, lambda row: row.heading, width=40, grows=True),
    Column(Text("Holds"), _holds, lambda row: row.target, width=44),
)


class HeadingsTab(SettingsTab):
    """The headings that are remembered."""

    title = Text("Remembered headings")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told = QuietLabel(wrap=True)
        self.model: RowTableModel[Heading] = RowTableModel(_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[Heading] = RecordTable(self.model, "table_headings", self)
        self.forget = push_button(self, name="forget_heading")
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._told, 1)
        line.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        tab_through(self.forget, self.table)
        self.table.record_selected.connect(self._tell)
        self.forget.clicked.connect(self._on_forget)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        words = tr(language, "Headings of spreadsheets that somebody told the meaning of. Forget one that was told wrong.")
        self._told.setText(words)
        self.table.setAccessibleName(tr(language, "Remembered headings"))
        self.table.say_when_empty(tr(language, "What you tell of a spreadsheet's columns will be remembered here."))
        self.forget.setText(tr(language, "Forget the heading"))
        self.model.set_language(language)
        self._tell()

    def refresh(self) -> None:
        """Reads the headings anew."""
        self.desk.gateway.ask(jobs_settings.headings, self._on_rows)

    def _on_rows(self, rows: list[Heading]) -> None:
        self.model.set_rows(rows)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.forget.setEnabled(self.table.current is not None and self.desk.gateway.can_change)

    @Slot()
    def _on_forget(self) -> None:
        heading, actor = self.table.current, self.desk.settings.actor
        row = next((row for row in self.model.rows if row.id == heading), None)
        if row is not None:
            self.desk.gateway.change(lambda register: jobs_forms.delete(register, row.noun, [row.id], actor))
