"""Saying by hand how a workbook is to be read: sheets, headings, columns, words of answers, with the rows as they will be."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.mapping.account import account_words
from risk_register.desktop.dialogs.mapping.draft import NOTHING, MappingDraft, SheetDraft, roles
from risk_register.desktop.dialogs.mapping.said import SaidTable
from risk_register.desktop.jobs import mapping as jobs_mapping
from risk_register.desktop.jobs.mapping import MapColumn, Reading, Tried
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, subheading
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count, one_line
from risk_register.model.vocabulary import Verdict
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.intake.values import Source, Workbook
    from risk_register.questionnaires import ReadAnswer
    from risk_register.questionnaires.mapping import SavedMapping

_PAUSE = 150
"""Milliseconds after the last word before the rows are read anew."""
_MOST_ROWS = 100_000
Word = tuple[str, int, Verdict]


class MappingDialog(QDialog):
    """Starts from what a person would probably say; every word is tried at once, in the worker."""

    reading_said = Signal(object)
    """The `Reading` by hand that was settled on."""

    def __init__(self, desk: Desk, source: "Source", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._file = source.file_name
        self._workbook: Workbook | None = None
        self._draft: MappingDraft | None = None
        self._asked = 0
        self.setObjectName("mapping_dialog")
        language = desk.language
        self._roles = dict(roles(language))
        self._sheet_label, self.sheet = plain_label(), QuietComboBox()
        self.used = QCheckBox()
        self._row_label, self.heading_row = plain_label(), QSpinBox()
        self.columns: SaidTable[MapColumn] = SaidTable("mapping_columns", (
            Column(Text("Column"), lambda row, _: f"{row.letters}  {row.heading}".rstrip(), lambda row: row.column, width=28),
            Column(Text("What it holds"), lambda row, _: self._roles[self._role(row)], self._role, width=30),
            Column(Text("Examples"), lambda row, _: ", ".join(row.samples), lambda row: row.samples, width=40, grows=True),
        ), lambda row: row.column, language, lambda row: tr(language, "Column {column} hol&ds:", column=row.letters), self._role)
        self.answers: SaidTable[Word] = SaidTable("mapping_answers", (
            Column(Text("Answer"), lambda row, _: row[0], lambda row: row[0], width=34, grows=True),
            Column(Text("How often"), lambda row, spoken: count(row[1], spoken), lambda row: -row[1], right=True, width=11),
            Column(Text("Is taken as"), lambda row, spoken: row[2].label(spoken), lambda row: row[2], width=26),
        ), lambda row: row[0], language, lambda row: tr(language, "“{answer}” &means:", answer=row[0]), lambda row: row[2].word)
        self._tabs = QTabWidget()
        self._preview_title = subheading()
        rows: tuple[Column[ReadAnswer], ...] = (
            Column(Text("Cell"), lambda row, _: row.cell, lambda row: row.row, width=7),
            Column(Text("Id"), lambda row, _: row.question_id, lambda row: row.question_id, width=9),
            Column(Text("Question"), lambda row, _: one_line(row.question), lambda row: row.question, width=36, grows=True),
            Column(Text("Answer"), lambda row, _: one_line(row.answer), lambda row: row.answer, width=16),
            Column(Text("Is taken as"), lambda row, spoken: row.verdict.label(spoken), lambda row: row.verdict, width=18),
            Column(Text("Note"), lambda row, _: one_line(row.notes), lambda row: row.notes, width=22),
        )
        self.preview: RowTableModel[ReadAnswer] = RowTableModel(
            rows, lambda row: (row.sheet, row.row, row.question_id, row.occurrence), language)
        self._preview_table: RecordTable[ReadAnswer] = RecordTable(self.preview, "table_mapping_preview", self)
        self.account = QuietLabel(wrap=True)
        self._error = FieldError(self)
        self._name_label, self.name = plain_label(), QLineEdit()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._read = QPushButton()
        self._pause = QTimer(self)
        self._build()
        self._say()
        self._connect()
        desk.gateway.runner.submit(lambda: jobs_mapping.proposal(source, ""), self._on_proposed)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        for widget, name in ((self.sheet, "mapping_sheet"), (self.used, "mapping_used"), (self.heading_row, "mapping_row"),
                             (self.name, "mapping_name"), (self._read, "mapping_read"), (self.account, "mapping_account")):
            widget.setObjectName(name)
        self._sheet_label.setBuddy(self.sheet)
        self._row_label.setBuddy(self.heading_row)
        self._name_label.setBuddy(self.name)
        self.heading_row.setRange(0, _MOST_ROWS)
        top = QHBoxLayout()
        for part in (self._sheet_label, self.sheet, self.used, self._row_label, self.heading_row):
            top.addWidget(part, 1 if part is self.sheet else 0)
        self._tabs.addTab(self.columns, "")
        self._tabs.addTab(self.answers, "")
        last = QHBoxLayout()
        last.addWidget(self._name_label)
        last.addWidget(self.name, 1)
        self._read.setDefault(True)
        self._read.setEnabled(False)
        self._buttons.addButton(self._read, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addWidget(heading(self._file, self))
        column.addLayout(top)
        column.addWidget(self._tabs, 3)
        column.addWidget(self._preview_title)
        column.addWidget(self._preview_table, 3)
        column.addWidget(self.account)
        column.addWidget(self._error)
        column.addLayout(last)
        column.addWidget(self._buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 140, gap * 40)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Map by hand"))
        self._sheet_label.setText(tr(language, "&Sheet:"))
        self.used.setText(tr(language, "&Read this sheet"))
        self._row_label.setText(tr(language, "&Headings in row:"))
        self.heading_row.setSpecialValueText(tr(language, "none"))
        self._tabs.setTabText(0, tr(language, "&Columns"))
        self._tabs.setTabText(1, tr(language, "&Words of the answers"))
        self._tabs.setAccessibleName(tr(language, "How it is read"))
        self._preview_title.setText(tr(language, "The first rows, as they will be read"))
        self._preview_table.setAccessibleName(tr(language, "The first rows, as they will be read"))
        self._preview_table.say_when_empty(tr(language, "Say which columns hold the questions and the answers."))
        self.columns.table.setAccessibleName(tr(language, "What the columns hold"))
        self.answers.table.setAccessibleName(tr(language, "Words of the answers"))
        self._name_label.setText(tr(language, "Remem&ber it as:"))
        self.name.setPlaceholderText(tr(language, "A name by which the next file of this structure is known; empty to forget it"))
        self._read.setText(tr(language, "Read it &this way"))
        self.columns.offer(list(self._roles.items()))
        self.answers.offer([(verdict.word, verdict.label(language)) for verdict in Verdict])

    def _connect(self) -> None:
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.used.toggled.connect(self._on_used)
        self.heading_row.valueChanged.connect(self._on_row)
        self.columns.said.connect(self._on_column_said)
        self.answers.said.connect(self._on_answer_said)
        self._pause.timeout.connect(self._try)
        self._read.clicked.connect(self._on_read)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    # What is shown

    def _on_proposed(self, proposed: "tuple[Workbook, SavedMapping]") -> None:
        self._workbook, mapping = proposed
        names = [sheet.name for sheet in self._workbook.sheets]
        self._draft = MappingDraft(names, mapping)
        self.sheet.addItems(names)
        first = next((place for place, sheet in enumerate(self._draft.sheets) if sheet.used), 0)
        self.sheet.setCurrentIndex(first)
        self._on_sheet()
        self.columns.table.setFocus()

    def _sheet_now(self) -> SheetDraft | None:
        place = self.sheet.currentIndex()
        return self._draft.sheets[place] if self._draft is not None and place >= 0 else None

    @Slot()
    def _on_sheet(self) -> None:
        now = self._sheet_now()
        if now is None:
            return
        for widget in (self.used, self.heading_row):
            widget.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.used.setChecked(now.used)
        self.heading_row.setValue(now.heading_row + 1)
        for widget in (self.used, self.heading_row):
            widget.blockSignals(False)  # noqa: FBT003
        self._ask_columns(now)

    def _ask_columns(self, now: SheetDraft) -> None:
        workbook, place, row = self._workbook, self.sheet.currentIndex(), now.heading_row
        if workbook is not None:
            self.desk.gateway.runner.submit(lambda: jobs_mapping.columns(workbook.sheets[place], row), self._on_columns)
        self._pause.start()

    def _on_columns(self, columns: tuple[MapColumn, ...]) -> None:
        now = self._sheet_now()
        if now is not None:
            now.show(columns)
            self.columns.show_rows(columns)
            self._pause.start()

    def _role(self, row: MapColumn) -> str:
        now = self._sheet_now()
        return NOTHING if now is None else now.roles.get(row.column, NOTHING)

    # What is said

    @Slot(bool)
    def _on_used(self, used: bool) -> None:
        if (now := self._sheet_now()) is not None:
            now.used = used
            self._pause.start()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        if (now := self._sheet_now()) is not None:
            now.heading_row, now.first_row = row - 1, None
            self._ask_columns(now)

    @Slot(object, object)
    def _on_column_said(self, column: int, role: str) -> None:
        now = self._sheet_now()
        if now is None:
            return
        now.say(column, role)
        if role and not now.used:
            self.used.setChecked(True)
        self.columns.show_rows(list(self.columns.model.rows))
        self._pause.start()

    @Slot(object, object)
    def _on_answer_said(self, word: str, verdict: str) -> None:
        if self._draft is not None:
            self._draft.answers[word] = Verdict.from_word(verdict)
            self._pause.start()

    @Slot()
    def _try(self) -> None:
        if self._draft is None or self._workbook is None:
            return
        self._asked += 1
        asked, workbook, mapping = self._asked, self._workbook, self._draft.mapping(self._file)
        self.desk.gateway.runner.submit(lambda: (asked, jobs_mapping.tried(workbook, mapping)), self._on_tried)

    def _on_tried(self, came: tuple[int, Tried]) -> None:
        asked, tried = came
        if asked != self._asked:
            return
        language = self.desk.language
        self._error.say(tried.why.render(language) if tried.why is not None else "")
        self.preview.set_rows(tried.rows)
        self.answers.show_rows(tried.words)
        account = tried.account
        self.account.setText("" if account is None else account_words(account).render(language))
        self._read.setEnabled(account is not None and account.answered > 0)

    @Slot()
    def _on_read(self) -> None:
        if self._draft is None:
            return
        name = self.name.text().strip()
        said = Reading(mapping=self._draft.mapping(name or self._file), learn=bool(name))
        self.accept()
        self.reading_said.emit(said)
