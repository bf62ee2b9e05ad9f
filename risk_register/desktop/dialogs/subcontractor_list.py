"""A vendor's new list of subcontractors: pasted or from a file, shown beside what is recorded before anything is kept."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.subcontractor_rows import WAYS, ComparedRow, compared_columns, compared_rows
from risk_register.desktop.jobs import vendor_work as jobs
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, tab_through
from risk_register.desktop.widgets.date_field import DateField
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.texts import Text, listed, tr

if TYPE_CHECKING:
    from risk_register.operations.subcontractors import Comparison
    from risk_register.store import Register

_PAUSE = 400
"""Milliseconds after the last letter before what was pasted is read."""
_DATES = (("received_on", Text("&Received on")), ("announced_on", Text("&Announced on")), ("effective_on", Text("In &force from")),
          ("objection_until", Text("&Objection until")))


class SubcontractorListDialog(SavingDialog):
    """Reads as one pastes. What is kept is the list as it came, and every link it changes, in one change."""

    kept = Signal(object)
    """The id of the list."""

    def __init__(self, desk: Desk, vendor_id: int, sheet: jobs.ListSheet, parent: QWidget | None = None,
                 path: Path | None = None) -> None:
        super().__init__(desk, "subcontractor_list_dialog", parent, error="list_error", button="keep_list")
        self._vendor_id, self._sheet = vendor_id, sheet
        self._read: jobs.ReadList | None = None
        self._asked = 0
        self.text = QPlainTextEdit()
        self.text.setObjectName("pasted_list")
        self.text.setTabChangesFocus(True)
        self._file = QPushButton()
        self._file.setObjectName("choose_list")
        self._file.setAutoDefault(False)
        self._told = QuietLabel(wrap=True)
        self._told.setObjectName("list_told")
        self.rows: RowTableModel[ComparedRow] = RowTableModel(
            compared_columns(Text("Against the register")), lambda row: row.id, desk.language)
        self._table: RecordTable[ComparedRow] = RecordTable(self.rows, "table_list", self)
        self._renamed_title = plain_label(wrap=True)
        self._renamed = QFormLayout()
        self._same: dict[str, QuietComboBox] = {}
        self._names = {name: QLineEdit() for name in ("name", "version")}
        self._days = {name: DateField(name) for name, _ in _DATES}
        self.store_button.setEnabled(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._build()
        self._connect()
        if path is not None:
            self._read_from(path)

    def _build(self) -> None:
        language, gap, letter = self.desk.language, self.fontMetrics().height(), self.fontMetrics().averageCharWidth()
        self.setWindowTitle(tr(language, "List of subcontractors"))
        self.text.setPlaceholderText(tr(language, "Paste the list here: a table from a page, one subcontractor a line, or names "
                                                  "alone."))
        self.text.setAccessibleName(tr(language, "The list as pasted"))
        self.text.setFixedHeight(gap * 6)
        self._file.setText(tr(language, "Fro&m a file…"))
        self.store_button.setText(tr(language, "&Keep the list"))
        self._table.setAccessibleName(tr(language, "The list beside what is recorded"))
        self._table.say_when_empty(tr(language, "What the list says will stand here, beside the subcontractors that are recorded."))
        above = QHBoxLayout()
        above.addWidget(self.text, 1)
        above.addWidget(self._file, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addWidget(heading(self._sheet.vendor))
        column.addLayout(above)
        column.addWidget(self._told)
        column.addWidget(self._table, 1)
        column.addWidget(self._renamed_title)
        column.addLayout(self._renamed)
        column.addLayout(self._details())
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        self._renamed_title.hide()
        self._tell()
        self.resize(letter * 135, gap * 40)
        tab_through(self.text, self._file, self._table, *self._names.values(),
                    *(control for field in self._days.values() for control in field.controls), self.store_button)

    def _details(self) -> QGridLayout:
        language, gap = self.desk.language, self.fontMetrics().height()
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap)
        words = {"name": Text("&Name of the list"), "version": Text("&Version")}
        cells: list[tuple[str, Text, QWidget]] = [(name, words[name], field) for name, field in self._names.items()]
        cells += [(name, said, self._days[name]) for name, said in _DATES]
        for place, (name, said, field) in enumerate(cells):
            label = plain_label(said.render(language))
            inner = field.line if isinstance(field, DateField) else field
            inner.setObjectName(f"list_{name}")
            label.setBuddy(inner)
            if isinstance(field, DateField):
                field.speak(language, said.render(language).replace("&", ""))
            row, column = divmod(place, 3)
            grid.addWidget(label, row * 2, column)
            grid.addWidget(field, row * 2 + 1, column)
        self._days["received_on"].set_day(self._sheet.today)
        last = next(iter(self._sheet.versions), None)
        self._names["name"].setText((last.name if last else None) or "")
        return grid

    def _connect(self) -> None:
        self.text.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._on_pasted)
        self._file.clicked.connect(self._on_file)

    @Slot()
    def _on_file(self) -> None:
        language = self.desk.language
        ask_for_file(self.desk, self, tr(language, "List of subcontractors"), self._read_from, filters=(
            tr(language, "Lists ({endings})", endings="*.xlsx *.xls *.ods *.csv *.tsv *.txt"), tr(language, "All files (*)")))

    @Slot()
    def _on_pasted(self) -> None:
        words = self.text.toPlainText()
        if words.strip():
            self._read_from(words)

    def _read_from(self, source: Path | str) -> None:
        self.error.say("")
        self._asked += 1
        asked, vendor_id = self._asked, self._vendor_id
        self.desk.gateway.ask(lambda register: jobs.read_list(register, vendor_id, source), partial(self._on_read, asked),
                              self.refused)

    def _on_read(self, asked: int, read: jobs.ReadList) -> None:
        if asked != self._asked:
            return  # something else was pasted meanwhile
        self._read = read
        self.rows.set_rows(compared_rows(read.comparison, read.listing.not_understood))
        self._offer_renamings(read.comparison)
        if read.usual is not None and not self._days["objection_until"].line.text():
            self._days["objection_until"].set_day(read.usual)
        self.store_button.setEnabled(True)
        self._tell()

    def _offer_renamings(self, found: "Comparison") -> None:
        while self._renamed.rowCount():
            self._renamed.removeRow(0)
        self._same.clear()
        language = self.desk.language
        self._renamed_title.setVisible(bool(found.perhaps))
        self._renamed_title.setText(tr(language, "Perhaps only renamed:"))
        for entry, before in found.perhaps:
            box = QuietComboBox()
            box.setObjectName(f"renamed_{entry.name}")
            box.addItem(tr(language, "A new subcontractor"), None)
            box.addItem(tr(language, "{name} under a new name", name=before.name), before.name)
            label = plain_label(entry.name)
            label.setBuddy(box)
            self._renamed.addRow(label, box)
            self._same[entry.name] = box

    def _tell(self) -> None:
        language, read = self.desk.language, self._read
        if read is None:
            held = len(self._sheet.versions)
            self._told.setText(tr(language, "Versions kept so far: {count}", count=held) if held else
                               tr(language, "No list of this vendor is kept yet."))
            return
        found = read.comparison
        counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed), "same": len(found.same),
                  "strange": len(read.listing.not_understood)}
        said = [f"{WAYS[way].render(language)}: {number}" for way, number in counts.items() if number]
        self._told.setText(listed(said, language) if found.alters or counts["strange"] else
                           tr(language, "The list says what is recorded: {count} subcontractors.", count=len(found.same)))

    def may_store(self) -> bool:
        """Whether a list was read."""
        return self._read is not None

    def save(self) -> None:
        """Keeps the list, and brings the links up to it."""
        self.clear_errors()
        if self._read is None:
            return
        days = self.days(self._days)
        if days is None:
            return
        found: dict[str, Any] = dict(days)
        received = found.pop("received_on")
        if received is None:
            self.error.say(tr(self.desk.language, "Say when the list was received."))
            self._days["received_on"].setFocus()
            return
        texts: dict[str, Any] = {name: field.text().strip() or None for name, field in self._names.items()}
        same_as = {name: box.currentData() for name, box in self._same.items() if box.currentData()}
        listing, vendor_id, actor = self._read.listing, self._vendor_id, self.desk.settings.actor

        def keep(register: "Register") -> int:
            from risk_register.operations.subcontractors import take_in

            return take_in(register, vendor_id, listing, actor, received_on=received, same_as=same_as, **texts, **found)

        self.store(keep)

    def stored(self, result: Any) -> None:
        """Tells which list it is."""
        self.kept.emit(result)
