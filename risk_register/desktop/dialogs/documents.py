"""Documents dropped on a vendor, before they are kept: what each is, what it is called, and until when it holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import plain_tip
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, tab_through
from risk_register.desktop.widgets.date_field import DateField
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.model.vocabulary.assurance import EvidenceKind
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.operations.documents import Guess
    from risk_register.store import Register

_FILE = 36
"""Letters of a file's name that are shown; the whole of it is in the tip."""
_HEADS = (Text("File"), Text("Kind"), Text("Title"), Text("Issued on"), Text("Expires on"))


class _Line:
    """The fields of one document."""

    def __init__(self, guess: "Guess", desk: Desk, number: int) -> None:
        language, name = desk.language, guess.path.name
        self.path = guess.path
        self.file = plain_label()
        metrics = self.file.fontMetrics()
        self.file.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, metrics.averageCharWidth() * _FILE))
        self.file.setToolTip(plain_tip(name))
        self.kind = QuietComboBox()
        self.kind.setObjectName(f"kind_{number}")
        self.kind.setAccessibleName(tr(language, "Kind of {file}", file=name))
        for each in EvidenceKind.choices():
            self.kind.addItem(each.label(language), each.value)
        self.kind.setCurrentIndex(self.kind.findData(guess.kind.value))
        self.title = QLineEdit(guess.title)
        self.title.setCursorPosition(0)
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
        """What is recorded of the document but its days."""
        return {"kind": self.kind.currentData(), "title": self.title.text().strip() or self.path.name}


class DocumentsDialog(SavingDialog):
    """Shows what each document seems to be; keeps them all in one change, or none."""

    attached = Signal(object)
    """The ids of the evidence."""

    def __init__(self, desk: Desk, vendor_id: int, vendor: str, guesses: list["Guess"], parent: QWidget | None = None) -> None:
        super().__init__(desk, "documents_dialog", parent, error="documents_error", button="documents_keep")
        self._vendor_id = vendor_id
        self._lines = [_Line(guess, desk, number) for number, guess in enumerate(guesses)]
        self._build(vendor)

    def _build(self, vendor: str) -> None:
        language, gap = self.desk.language, self.fontMetrics().height()
        letter = self.fontMetrics().averageCharWidth()
        self.setWindowTitle(tr(language, "Attach documents"))
        self.store_button.setText(tr(language, "&Attach"))
        within = QWidget()
        grid = QGridLayout(within)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap // 2)
        for column, words in enumerate(_HEADS):
            grid.addWidget(QuietLabel(words.render(language)), 0, column)
        for row, line in enumerate(self._lines, start=1):
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
        column_layout.addWidget(self.error)
        column_layout.addWidget(self.buttons)
        self.resize(letter * 150, gap * min(34, 13 + 2 * len(self._lines)))
        tab_through(*(control for line in self._lines for control in line.controls), self.store_button,
                    self.buttons.button(QDialogButtonBox.StandardButton.Cancel))

    def save(self) -> None:
        """Keeps every document, or none where a day cannot be read."""
        self.clear_errors()
        chosen: list[tuple[Path, dict[str, Any]]] = []
        for line in self._lines:
            fields = {"issued_on": line.issued, "expires_on": line.expires}
            days = self.days(fields, dict.fromkeys(fields, line.path.name))
            if days is None:
                return
            chosen.append((line.path, {**line.values(), **days}))
        vendor_id, actor = self._vendor_id, self.desk.settings.actor

        def keep(register: "Register") -> list[int]:
            from risk_register.operations.documents import attach

            return attach(register, vendor_id, chosen, actor)

        self.store(keep)

    def stored(self, result: Any) -> None:
        """Tells which evidence was added."""
        self.attached.emit(result)
