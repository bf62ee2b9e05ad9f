"""Documents dropped on a vendor, before they are kept: what each is, what it is called, and until when it holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, tab_through
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.errors import RegisterError
from risk_register.model.vocabulary.assurance import EvidenceKind
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.operations.documents import Guess

_HEADS = (Text("File"), Text("Kind"), Text("Title"), Text("Issued on"), Text("Expires on"))


class _Line:
    """The fields of one document."""

    def __init__(self, guess: "Guess", desk: Desk, number: int) -> None:
        language, name = desk.language, guess.path.name
        self.path = guess.path
        self.file = plain_label(name)
        self.file.setToolTip("")
        self.kind = QuietComboBox()
        self.kind.setObjectName(f"kind_{number}")
        self.kind.setAccessibleName(tr(language, "Kind of {file}", file=name))
        for each in EvidenceKind.choices():
            self.kind.addItem(each.label(language), each.value)
        self.kind.setCurrentIndex(self.kind.findData(guess.kind.value))
        self.title = QLineEdit(guess.title)
        self.title.setObjectName(f"title_{number}")
        self.title.setAccessibleName(tr(language, "Title of {file}", file=name))
        self.issued, self.expires = DateField(f"issued_{number}"), DateField(f"expires_{number}")
        self.issued.speak(language, tr(language, "Issued on"))
        self.issued.line.setAccessibleName(tr(language, "{file} was issued on", file=name))
        self.expires.speak(language, tr(language, "Expires on"))
        self.expires.line.setAccessibleName(tr(language, "{file} expires on", file=name))

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order in which they are read."""
        return (self.file, self.kind, self.title, self.issued, self.expires)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through."""
        return (self.kind, self.title, *self.issued.controls, *self.expires.controls)

    def values(self) -> dict[str, Any]:
        """What is recorded of the document. Raises `NotADate`."""
        return {"kind": self.kind.currentData(), "title": self.title.text().strip() or self.path.name,
                "issued_on": self.issued.day(), "expires_on": self.expires.day()}


class DocumentsDialog(QDialog):
    """Shows what each document seems to be; keeps them all in one change, or none."""

    attached = Signal(object)
    """The ids of the evidence."""

    def __init__(self, desk: Desk, vendor_id: int, vendor: str, guesses: list["Guess"], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._vendor_id = vendor_id
        self.setObjectName("documents_dialog")
        self._lines = [_Line(guess, desk, number) for number, guess in enumerate(guesses)]
        self._error = FieldError(self)
        self._error.setObjectName("documents_error")
        self._keep = QPushButton()
        self._keep.setObjectName("documents_keep")
        self._keep.setDefault(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.addButton(self._keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self._build(vendor)
        self._buttons.accepted.connect(self._on_keep)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _build(self, vendor: str) -> None:
        language, gap = self.desk.language, self.fontMetrics().height()
        letter = self.fontMetrics().averageCharWidth()
        self.setWindowTitle(tr(language, "Attach documents"))
        self._keep.setText(tr(language, "&Attach"))
        within = QWidget()
        grid = QGridLayout(within)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap // 2)
        for column, words in enumerate(_HEADS):
            grid.addWidget(QuietLabel(words.render(language)), 0, column)
        for row, line in enumerate(self._lines, start=1):
            line.file.setMaximumWidth(letter * 36)
            line.kind.setMinimumContentsLength(22)
            line.title.setMinimumWidth(letter * 30)
            for column, widget in enumerate(line.widgets):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(self._lines) + 1, 1)
        area = QScrollArea()
        area.setWidget(within)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(tr(language, "Documents to attach"))
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(gap, gap, gap, gap)
        column_layout.setSpacing(round(gap * 0.7))
        column_layout.addWidget(heading(vendor))
        column_layout.addWidget(QuietLabel(tr(language, "Kept in the register itself, under their fingerprint. What a certificate "
                                                        "says of its end, Today reminds you of."), wrap=True))
        column_layout.addWidget(area, 1)
        column_layout.addWidget(self._error)
        column_layout.addWidget(self._buttons)
        self.resize(letter * 150, gap * min(34, 13 + 2 * len(self._lines)))
        tab_through(*(control for line in self._lines for control in line.controls), self._keep,
                    self._buttons.button(QDialogButtonBox.StandardButton.Cancel))

    @Slot()
    def _on_keep(self) -> None:
        self._error.say("")
        chosen: list[tuple[Path, dict[str, Any]]] = []
        for line in self._lines:
            try:
                chosen.append((line.path, line.values()))
            except NotADate as wrong:
                self._error.say(tr(self.desk.language, "{file}: '{typed}' is no day. Write it as 2025-11-20, or leave it empty.",
                                   file=line.path.name, typed=str(wrong)))
                return
        vendor_id, actor = self._vendor_id, self.desk.settings.actor

        def keep(register: Any) -> list[int]:
            from risk_register.operations.documents import attach

            return attach(register, vendor_id, chosen, actor)

        self._keep.setEnabled(False)
        self.desk.gateway.change(keep, self._on_kept, self._on_refused)

    def _on_kept(self, ids: list[int]) -> None:
        self.accept()
        self.attached.emit(ids)

    def _on_refused(self, error: Exception) -> None:
        self._keep.setEnabled(True)
        if not isinstance(error, RegisterError):
            raise error
        self._error.say(error.render(self.desk.language))
