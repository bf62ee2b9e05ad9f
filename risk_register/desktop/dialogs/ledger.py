"""A supplier ledger before it is loaded: what each column was taken for, how many suppliers it names, what was not understood."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import completeness as jobs_completeness
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, subheading
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.errors import Cancelled, RegisterError
from risk_register.texts import Text, listed, tr

if TYPE_CHECKING:
    from risk_register.operations.ledger_reading import Column

_ROLES: dict[str, Text] = {
    "": Text("leave out"), "name": Text("supplier's name"), "amount": Text("amount"), "currency": Text("currency"),
    "account": Text("supplier's number"), "registration": Text("VAT or registration number"), "country": Text("country"),
    "kind": Text("kind of entry (credit note or invoice)"),
}
_MOST_PROBLEMS = 6


class LedgerDialog(QDialog):
    """Reads the file at once and again with each column that is told; stores nothing until told so."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._path = path
        self._work: Work | None = None
        self._boxes: dict[str, QuietComboBox] = {}
        self._can_load = False
        self.setObjectName("ledger_dialog")
        self._found = plain_label(wrap=True)
        self._told = QuietLabel(wrap=True)
        self._columns_title = subheading()
        self._grid = QGridLayout()
        self.title = QLineEdit(path.stem, self)
        self.title.setObjectName("ledger_title")
        self.first = DateField("ledger_from", self)
        self.last = DateField("ledger_to", self)
        self._error = FieldError(self)
        self._error.setObjectName("ledger_error")
        self._bar = QProgressBar()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._load = QPushButton()
        self._build()
        self._say()
        self._buttons.rejected.connect(self.reject)
        self._load.clicked.connect(self._on_load)
        self.finished.connect(self._on_finished)
        self._read()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self._load.setObjectName("ledger_load")
        self._load.setDefault(True)
        self._load.setEnabled(False)
        self._buttons.addButton(self._load, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        holder = QWidget()
        holder.setLayout(self._grid)
        self._grid.setColumnStretch(1, 1)
        self._grid.setContentsMargins(0, 0, gap // 2, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self._form = QFormLayout()
        foot = QHBoxLayout()
        foot.addWidget(self._bar, 1)
        foot.addStretch(1)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(heading(self._path.name))
        for widget in (self._found, self._told, self._columns_title):
            column.addWidget(widget)
        column.addWidget(area, 1)
        column.addLayout(self._form)
        column.addWidget(self._error)
        column.addLayout(foot)
        self.resize(self.fontMetrics().averageCharWidth() * 104, gap * 34)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Load a supplier ledger"))
        self._columns_title.setText(tr(language, "What its columns hold"))
        self._form.addRow(tr(language, "&Name of the ledger:"), self.title)
        self._form.addRow(tr(language, "&First day it covers:"), self.first)
        self._form.addRow(tr(language, "La&st day it covers:"), self.last)
        self.first.speak(language, tr(language, "First day it covers"))
        self.last.speak(language, tr(language, "Last day it covers"))
        self._load.setText(tr(language, "&Load"))
        self._bar.setAccessibleName(tr(language, "Progress"))

    def _read(self) -> None:
        path, roles = self._path, self._roles()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._load.setEnabled(False)
        self._work = self.desk.gateway.ask_long(
            Text("Reading {file}", file=path.name),
            lambda register, work: jobs_completeness.preview_ledger(register, path, roles, work), self._on_read, self._on_refused)

    def _roles(self) -> dict[str, str]:
        """What the person said of columns, by heading: only what they changed."""
        return {heading: str(box.currentData()) for heading, box in self._boxes.items()
                if box.currentData() != box.property("recognised")}

    def _on_read(self, preview: jobs_completeness.PreviewedLedger) -> None:
        self._work = None
        self._bar.hide()
        language, read = self.desk.language, preview.read
        if not self._boxes:
            self._show_columns(preview.columns)
        self._can_load = read is not None
        self._load.setEnabled(self._can_load)
        self._error.say("")
        if read is None:
            self._found.setText(tr(language, "No heading says which column holds the suppliers' names. Say it below; it is "
                                             "remembered."))
            self._told.setText("")
            next(iter(self._boxes.values()), self._load).setFocus()
            return
        self._found.setText(tr(language, "{suppliers} suppliers in {lines} lines on sheet {sheet}.", suppliers=len(read.suppliers),
                               lines=read.lines, sheet=read.sheet))
        lines = [f"{cell}: {reason.render(language)}" for cell, reason in read.problems[:_MOST_PROBLEMS]]
        if len(read.problems) > _MOST_PROBLEMS:
            lines.append(tr(language, "and {count} more", count=len(read.problems) - _MOST_PROBLEMS))
        if read.skipped:
            lines.insert(0, tr(language, "Left out on purpose: {what}.", what=listed(
                (f"{words.render(language)} ({count})" for words, count in read.skipped), language)))
        if read.other_sheets:
            lines.insert(0, tr(language, "Not read: sheets {names}.", names=listed(read.other_sheets, language)))
        self._told.setText("\n".join(lines))
        if not self._load.hasFocus() and not any(box.hasFocus() for box in self._boxes.values()):
            self._load.setFocus()

    def _show_columns(self, columns: "tuple[Column, ...]") -> None:
        language = self.desk.language
        for row, column in enumerate(columns):
            name = plain_label(f"{column.letters}   {column.heading}")
            samples = QuietLabel(", ".join(sample[:30] for sample in column.samples))
            box = QuietComboBox(self)
            box.setObjectName(f"ledger_column_{column.letters}")
            box.setAccessibleName(tr(language, "What column {column} holds", column=column.heading))
            for role, words in _ROLES.items():
                box.addItem(words.render(language), role)
            box.setCurrentIndex(box.findData(column.role or ""))
            box.setProperty("recognised", column.role or "")
            box.currentIndexChanged.connect(self._on_told)
            self._boxes.setdefault(column.heading, box)
            for place, widget in enumerate((name, samples, box)):
                self._grid.addWidget(widget, row, place)
                widget.show()  # now: a window that is activated meanwhile takes the focus from what is not shown yet
        self._grid.setRowStretch(len(columns), 1)
        boxes: list[QWidget] = list(self._boxes.values())
        for before, after in zip([*boxes], [*boxes[1:], self.title], strict=True):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _on_told(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._read()

    @Slot()
    def _on_load(self) -> None:
        language = self.desk.language
        try:
            period = (self.first.day(), self.last.day())
        except NotADate:
            self._error.say(tr(language, "Write a day as 2025-12-31, or leave it empty."))
            return
        path, roles, actor = self._path, self._roles(), self.desk.settings.actor
        title = self.title.text().strip() or path.stem
        self._load.setEnabled(False)
        self._bar.show()
        self._work = self.desk.gateway.change_long(
            Text("Loading {file}", file=path.name),
            lambda register, work: jobs_completeness.load_ledger(register, path, actor, roles, title, period, work),
            self._on_loaded, self._on_refused)

    def _on_loaded(self, _loaded: object) -> None:
        self._work = None
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        self._bar.hide()
        if not isinstance(error, RegisterError):
            raise error
        if isinstance(error, Cancelled):
            return
        self._work = None
        self._load.setEnabled(self._can_load)
        self._error.say(error.render(self.desk.language))

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        if self._work is not None:
            self._work.cancel()
        self.deleteLater()
