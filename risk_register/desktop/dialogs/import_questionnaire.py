"""A vendor's file before it is stored: what it was taken for and why, what it holds, what was not understood, and whose it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.mapping.account import account_words
from risk_register.desktop.jobs import mapping as jobs_mapping
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.jobs.mapping import Looked, Reading
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import QuietLabel, heading, plain_label, subheading
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.reading_way import ReadingWay
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.desktop.words import count, one_line
from risk_register.errors import Cancelled, RegisterError
from risk_register.model.names import fold
from risk_register.model.rows import VendorRow
from risk_register.questionnaires import Candidate, ReadQuestionnaire, Unmapped
from risk_register.texts import Text, listed, tr

if TYPE_CHECKING:
    from risk_register.intake.values import Source
    from risk_register.operations.returns import Arrival, OpenRound
    from risk_register.operations.rows import ImportOutcome

_LEFTOVERS: tuple[Column[tuple[int, Unmapped]], ...] = (
    Column(Text("Sheet"), lambda pair, _: pair[1].sheet, lambda pair: pair[1].sheet, width=16),
    Column(Text("Cell"), lambda pair, _: pair[1].cell, lambda pair: pair[0], width=7),
    Column(Text("Text"), lambda pair, _: one_line(pair[1].text), lambda pair: pair[1].text, width=34),
    Column(Text("Why it was left out"), lambda pair, language: pair[1].reason.render(language), lambda pair: pair[0],
           width=30, grows=True),
)


class ImportDialog(QDialog):
    """Reads the file at once; stores nothing until told so, and nothing at all when cancelled."""

    vendor_opened = Signal(object)
    """The id of the vendor that the round was stored for."""

    def __init__(self, desk: Desk, path: Path, vendor_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._path = path
        self._vendor_id = vendor_id
        self._read: ReadQuestionnaire | None = None
        self._source: Source | None = None
        self._reading = Reading()
        self._round: OpenRound | None = None
        self._vendors: list[VendorRow] = []
        self._work: Work | None = None
        self.setObjectName("import_dialog")
        self._title = heading()
        self.way = ReadingWay(desk.language, self)
        self._why = QuietLabel(wrap=True)
        self._account = QuietLabel(wrap=True)
        self._account.setObjectName("import_account")
        self._facts = FactGrid("import_facts", pairs_a_line=4, wrap=False)
        self._skipped = QuietLabel(wrap=True)
        self._skipped.hide()
        self._left_title = subheading()
        self.leftovers = RowTableModel(_LEFTOVERS, lambda pair: pair[0], desk.language)
        self._left_table: RecordTable[tuple[int, Unmapped]] = RecordTable(self.leftovers, "table_leftovers", self)
        self._vendor_label = plain_label()
        self.vendor = VendorBox("import_vendor", self, typed=True)
        self._vendor_hint = QuietLabel(wrap=True)
        self._error = FieldError(self)
        self._error.setObjectName("import_error")
        self._bar = QProgressBar()
        self._step = plain_label()
        self._rest = QWidget()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._import = QPushButton()
        self._build()
        self._connect()
        self._say()
        self._start_reading()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self._vendor_label.setBuddy(self.vendor)
        self._import.setObjectName("import_button")
        self._import.setDefault(True)
        self._import.setEnabled(False)
        self._buttons.addButton(self._import, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        line = QHBoxLayout()
        line.addWidget(self._vendor_label)
        line.addWidget(self.vendor, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._step)
        foot.addWidget(self._bar, 1)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        for widget in (self._title, self.way, self._why, self._facts, self._account, self._skipped, self._left_title):
            column.addWidget(widget)
        column.addWidget(self._left_table, 1)
        column.addLayout(line)
        column.addWidget(self._vendor_hint)
        column.addWidget(self._error)
        column.addWidget(self._rest, 1)
        column.addLayout(foot)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 120, gap * 34)

    def _connect(self) -> None:
        self._buttons.rejected.connect(self.reject)
        self._import.clicked.connect(self._on_import)
        self.vendor.currentTextChanged.connect(self._tell_vendor)
        self.way.chosen.connect(self._on_way)
        self.way.by_hand.connect(self._on_by_hand)
        self.finished.connect(self._on_finished)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Import a questionnaire"))
        self._title.setText(self._path.name)
        self._left_title.setText(tr(language, "Not understood"))
        self._left_table.setAccessibleName(tr(language, "Not understood"))
        self._left_table.say_when_empty(tr(language, "Everything that looks like an answer was understood."))
        self._vendor_label.setText(tr(language, "&Vendor:"))
        self._import.setText(tr(language, "&Import"))
        self._bar.setAccessibleName(tr(language, "Progress"))
        self.way.setVisible(False)
        self._show_found(visible=False)

    def _show_found(self, *, visible: bool) -> None:
        for widget in (self._why, self._facts, self._account, self._left_title, self._left_table, self._vendor_label, self.vendor,
                       self._vendor_hint):
            widget.setVisible(visible)
        self._skipped.setVisible(visible and self._read is not None and bool(self._read.skipped))
        self._rest.setVisible(not visible)

    def _start_reading(self) -> None:
        path = self._path
        self._show_step(tr(self.desk.language, "Reading the file"), 0, 0)
        gateway = self.desk.gateway
        gateway.ask(jobs.vendor_list, self._on_vendors)
        self._work = gateway.ask_long(Text("Reading {file}", file=path.name),
                                      lambda register, work: jobs_mapping.look(register, path, work.cancelled),
                                      self._on_looked, self._on_refused)

    def _on_vendors(self, rows: list[VendorRow]) -> None:
        self._vendors = rows

    def _on_looked(self, looked: Looked) -> None:
        self._work, self._source = None, looked.source
        self._show_step("", 0, 0)
        self.way.offer(looked.ways, settled=looked.arrival is not None)
        self.way.setVisible(True)
        if looked.arrival is not None:
            self._on_read(looked.arrival)
        elif looked.why is not None:
            self._error.say(looked.why.render(self.desk.language))
            (self.way.ways if looked.ways else self.way.hand).setFocus()

    @Slot(object)
    def _on_way(self, way: Candidate) -> None:
        self._read_as(Reading(way=way))

    @Slot(object)
    def _on_said(self, reading: Reading) -> None:
        if reading.mapping is not None:
            self.way.show_own(reading.mapping.name)
        self._read_as(reading)

    def _read_as(self, reading: Reading) -> None:
        """The file was opened already: only its meaning is read anew, and nothing of the reading before stays on screen."""
        source = self._source
        if source is None:
            return
        self._reading, self._read, self._round = reading, None, None
        self._error.say("")
        self._import.setEnabled(False)
        self._show_found(visible=False)
        self.desk.gateway.ask(lambda register: (reading, jobs_mapping.read_as(register, source, reading)), self._on_read_as,
                              self._on_refused)

    def _on_read_as(self, came: "tuple[Reading, Arrival]") -> None:
        if came[0] is self._reading:
            self._on_read(came[1])

    @Slot()
    def _on_by_hand(self) -> None:
        if self._source is None:
            return
        from risk_register.desktop.dialogs.mapping.dialog import MappingDialog

        dialog = MappingDialog(self.desk, self._source, self)
        dialog.reading_said.connect(self._on_said)
        dialog.open()

    def _on_read(self, came: "Arrival") -> None:
        read = came.read
        self._read = read
        self._round = came.round
        language = self.desk.language
        family = family_and_version(read.family, read.version, language)
        self._why.setText("\n".join((tr(language, "Recognised as: {family}", family=family),
                                     *(f"\N{BULLET} {reason.render(language)}" for reason in (*came.remarks, *read.reasons)))))
        values = [(tr(language, "Questions"), count(len(read.answers), language))]
        values += [(verdict.label(language), count(number, language)) for verdict, number in read.counts.items()]
        self._account.setText(account_words(read.account).render(language))
        self._skipped.setText(tr(language, "Left out on purpose: {what}.", what=listed(
            (f"{item.reason.render(language)} ({count(item.count, language)})" for item in read.skipped), language)))
        self._facts.show_values(values)
        self.leftovers.set_rows(list(enumerate((*read.unmapped, *read.problems))))
        self._show_found(visible=True)
        self._offer_vendors(read.vendor_name)
        self._import.setEnabled(True)
        self.vendor.setFocus()

    def _offer_vendors(self, named: str) -> None:
        self.vendor.offer(self._vendors)
        if self._round is not None:  # a form of ours belongs to the vendor that it was sent to
            self.vendor.choose(self._round.vendor_id)
            self.vendor.setEnabled(False)
        elif not self.vendor.choose(self._vendor_id):
            self.vendor.setEditText(named)
        self._tell_vendor()

    def _chosen(self) -> tuple[int | None, str]:
        """The id of the vendor chosen, or None for a new one, and its name."""
        return self.vendor.chosen(), self.vendor.currentText().strip()

    @Slot()
    def _tell_vendor(self) -> None:
        vendor_id, name = self._chosen()
        language = self.desk.language
        said = self._read.vendor_name if self._read else ""
        if not name:
            self._vendor_hint.setText(tr(language, "Choose the vendor who answered, or type the name of a new one."))
        elif vendor_id is None:
            self._vendor_hint.setText(tr(language, "{name} is not in the register yet and will be added to it.", name=name))
        elif said and fold(said) != fold(name):
            self._vendor_hint.setText(tr(language, "The file itself names {name}.", name=said))
        else:
            self._vendor_hint.setText("")

    @Slot()
    def _on_import(self) -> None:
        vendor_id, name = self._chosen()
        language = self.desk.language
        if not name:
            self._error.say(tr(language, "Choose the vendor who answered, or type the name of a new one."))
            self.vendor.setFocus()
            return
        self._error.say("")
        for widget in (self._import, self.vendor, self.way):
            widget.setEnabled(False)
        path, actor, reading = self._path, self.desk.settings.actor, self._reading
        work = self.desk.gateway.change_long(
            Text("Importing {file}", file=path.name),
            lambda register, work: jobs.import_questionnaire(register, path, vendor_id, None if vendor_id else name, actor, work,
                                                             reading),
            self._on_imported, self._on_refused)
        work.progressed.connect(self._on_progressed)
        self._work = work

    @Slot(object, object, object)
    def _on_progressed(self, done: int, total: int, step: Text) -> None:
        self._show_step(step.render(self.desk.language), done, total)

    def _on_imported(self, outcome: "ImportOutcome") -> None:
        self._work = None
        self.accept()
        self.vendor_opened.emit(outcome.vendor_id)

    def _on_refused(self, error: Exception) -> None:
        self._work = None
        self._show_step("", 0, 0)
        if not isinstance(error, RegisterError):
            raise error
        if isinstance(error, Cancelled):
            return
        self._error.say(error.render(self.desk.language))
        self.way.setEnabled(True)
        self.vendor.setEnabled(self._round is None)
        self._import.setEnabled(self._read is not None)

    def _show_step(self, words: str, done: int, total: int) -> None:
        self._step.setText(words)
        self._bar.setVisible(bool(words))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        if self._work is not None:
            self._work.cancel()
        self.deleteLater()
