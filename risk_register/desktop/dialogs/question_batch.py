"""Many vendors' files before they are stored: what each was taken for, whose it is, what it holds, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import question_batch as jobs_batch
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import QuietLabel, heading, plain_label
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.desktop.words import count
from risk_register.errors import Cancelled, RegisterError
from risk_register.model.rows import VendorRow
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.operations.question_batch import BatchFile

_STORED = Text("Imported")


@dataclass(slots=True)
class Line:
    """One file as the table shows it."""

    file: "BatchFile"
    wanted: bool = True
    came: Text | None = None
    """What became of it, once it was to be stored."""

    @property
    def ready(self) -> bool:
        """Whether it can be stored as it stands."""
        file = self.file
        return self.wanted and self.came is not _STORED and file.read is not None and bool(file.vendor) and not file.known

    def state(self) -> Text:
        """What is to be known of it."""
        file = self.file
        if self.came is not None:
            return self.came
        if file.why is not None:
            return file.why
        if file.known:
            return Text("In the register already")
        if not self.wanted:
            return Text("Left out")
        if not file.vendor:
            return Text("Say whose it is")
        return Text("Ready") if file.vendor_id is not None else Text("Ready; the vendor is new")


def _account(line: Line, part: str, language: Language) -> str:
    return "" if line.file.read is None else count(getattr(line.file.read.account, part), language)


def _taken_for(line: Line, language: Language) -> str:
    return "" if line.file.read is None else family_and_version(line.file.read.family, line.file.read.version, language)


_COLUMNS: tuple[Column[Line], ...] = (
    Column(Text("File"), lambda line, _: line.file.path.name, lambda line: line.file.path.name, width=26),
    Column(Text("Taken for"), _taken_for, lambda line: _taken_for(line, "en"), width=22),
    Column(Text("Vendor"), lambda line, _: line.file.vendor, lambda line: line.file.vendor or None, width=20),
    Column(Text("Questions"), lambda line, language: _account(line, "questions", language),
           lambda line: line.file.read.account.questions if line.file.read else None, right=True, width=10),
    Column(Text("Answered"), lambda line, language: _account(line, "answered", language),
           lambda line: line.file.read.account.answered if line.file.read else None, right=True, width=10),
    Column(Text("Not understood"), lambda line, language: _account(line, "not_understood", language),
           lambda line: line.file.read.account.not_understood if line.file.read else None, right=True, width=11),
    Column(Text("State"), lambda line, language: line.state().render(language), lambda line: str(line.state()), width=20,
           grows=True),
)


class QuestionBatchDialog(QDialog):
    """Reads the files at once; stores nothing until told so, then each as a change of its own."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("question_batch")
        self._work: Work | None = None
        self.model: RowTableModel[Line] = RowTableModel(_COLUMNS, lambda line: line.file.path, desk.language)
        self.table: RecordTable[Line] = RecordTable(self.model, "table_question_batch", self)
        self._told = QuietLabel(wrap=True)
        self.state = QuietLabel(wrap=True)
        self._vendor_label = plain_label()
        self.vendor = VendorBox("batch_vendor", self, typed=True)
        self.wanted = QCheckBox()
        self._bar, self._step = QProgressBar(), plain_label()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.store = QPushButton()
        self._build()
        self._say()
        desk.gateway.ask(jobs.vendor_list, self._on_vendors)
        files = list(paths)
        self._begin(desk.gateway.ask_long(Text("Reading {count} files", count=len(files)),
                                          lambda register, work: jobs_batch.look_through(register, files, work),
                                          self._on_read, self._on_refused))

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self.wanted.setObjectName("batch_wanted")
        self.store.setObjectName("batch_store")
        self._vendor_label.setBuddy(self.vendor)
        self.store.setAutoDefault(False)
        self.store.setEnabled(False)
        self._buttons.addButton(self.store, QDialogButtonBox.ButtonRole.ActionRole)
        line, foot = QHBoxLayout(), QHBoxLayout()
        for part in (self._vendor_label, self.vendor, self.wanted):
            line.addWidget(part, 1 if part is self.vendor else 0)
        foot.addWidget(self._step)
        foot.addWidget(self._bar, 1)
        foot.addStretch()
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(heading(tr(self.desk.language, "Several questionnaires"), self))
        column.addWidget(self._told)
        column.addWidget(self.table, 1)
        column.addWidget(self.state)
        column.addLayout(line)
        column.addLayout(foot)
        self.resize(self.fontMetrics().averageCharWidth() * 150, gap * 32)
        self.table.record_selected.connect(self._on_selected)
        self.table.record_opened.connect(self.vendor.setFocus)
        self.vendor.activated.connect(self._on_vendor)
        if (typed := self.vendor.lineEdit()) is not None:
            typed.editingFinished.connect(self._on_vendor)
        self.wanted.clicked.connect(self._on_wanted)
        self.store.clicked.connect(self._on_store)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says what stands in a field; it neither stores nor closes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Several questionnaires"))
        self._vendor_label.setText(tr(language, "&Vendor:"))
        self.wanted.setText(tr(language, "&Take it in"))
        self.table.setAccessibleName(tr(language, "Several questionnaires"))
        self._bar.setAccessibleName(tr(language, "Progress"))
        self._tell()

    def _on_vendors(self, rows: list[VendorRow]) -> None:
        self.vendor.offer(rows)

    def _on_read(self, files: "list[BatchFile]") -> None:
        self._end()
        self.model.set_rows([Line(file) for file in files])
        first = next((line for line in self.model.rows if not line.ready), self.model.rows[0])
        self.table.select(first.file.path)
        self._on_selected()
        self.table.setFocus()
        self._tell()

    def _tell(self) -> None:
        language = self.desk.language
        ready = sum(line.ready for line in self.model.rows)
        stored = sum(line.came is _STORED for line in self.model.rows)
        self._told.setText(tr(language, "Files: {files}. Ready: {ready}. Imported: {stored}. Nothing is stored before you say so; "
                                        "each file is a change of its own.", files=len(self.model.rows), ready=ready,
                              stored=stored))
        self.store.setText(tr(language, "&Import {count}", count=ready))
        self.store.setEnabled(self._work is None and ready > 0)

    # What is said of a file

    def _line(self) -> Line | None:
        return next((line for line in self.model.rows if line.file.path == self.table.current), None)

    @Slot()
    def _on_selected(self) -> None:
        line = self._line()
        open_ = line is not None and line.file.read is not None and line.came is not _STORED and self._work is None
        self.vendor.setEnabled(open_)
        self.wanted.setEnabled(open_)
        if line is not None:
            self.state.setText(line.state().render(self.desk.language))
            self.wanted.setChecked(line.wanted and line.file.read is not None)
            if not self.vendor.choose(line.file.vendor_id):
                self.vendor.setEditText(line.file.vendor)

    @Slot()
    def _on_vendor(self) -> None:
        line, vendor_id, name = self._line(), self.vendor.chosen(), self.vendor.currentText().strip()
        if line is None or line.file.read is None or (line.file.vendor_id, line.file.vendor) == (vendor_id, name):
            return
        file = line.file
        self.desk.gateway.ask(lambda register: jobs_batch.of_vendor(register, file, vendor_id, name), self._on_said)

    def _on_said(self, file: "BatchFile") -> None:
        for line in self.model.rows:
            if line.file.path == file.path:
                line.file, line.came = file, None
        self._refresh()

    @Slot(bool)
    def _on_wanted(self, wanted: bool) -> None:
        if (line := self._line()) is not None:
            line.wanted = wanted
            self._refresh()

    def _refresh(self) -> None:
        self.model.set_rows(list(self.model.rows))
        self._on_selected()
        self._tell()

    # Storing

    @Slot()
    def _on_store(self) -> None:
        files = [line.file for line in self.model.rows if line.ready]
        actor = self.desk.settings.actor
        self._begin(self.desk.gateway.change_long(
            Text("Importing {count} files", count=len(files)),
            lambda register, work: jobs_batch.store(register, files, actor, work), self._on_stored, self._on_refused))

    def _on_stored(self, came: dict[Path, Text | None]) -> None:
        self._end()
        for line in self.model.rows:
            if line.file.path in came:
                refused = came[line.file.path]
                line.came = _STORED if refused is None else refused
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr(self.desk.language, "&Close"))
        self._refresh()

    def _on_refused(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, RegisterError):
            raise error
        if not isinstance(error, Cancelled):
            self._told.setText(error.render(self.desk.language))

    def _begin(self, work: Work) -> None:
        self._work = work
        work.progressed.connect(self._on_progressed)
        self._bar.setVisible(True)
        self._bar.setRange(0, 0)
        self._step.setText(work.label.render(self.desk.language))
        for widget in (self.vendor, self.wanted, self.store):
            widget.setEnabled(False)

    def _end(self) -> None:
        self._work = None
        self._bar.setVisible(False)
        self._step.setText("")

    @Slot(object, object, object)
    def _on_progressed(self, done: int, total: int, step: Text) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step.setText(step.render(self.desk.language))

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        if self._work is not None:
            self._work.cancel()
        self.deleteLater()
