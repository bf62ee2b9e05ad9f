"""What a dropped table is, where it may be several things."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCommandLinkButton, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietLabel, heading
from risk_register.texts import Text, tr

_WAYS = (
    ("vendors", Text("A list of vendors"), Text("Also services, contracts, service levels, data flows, subcontractors. Nothing is "
                                                "stored before you have seen what would be.")),
    ("ledger", Text("Finance's supplier ledger"), Text("Who was paid: compared with the register, to find who is missing.")),
    ("questionnaire", Text("A questionnaire with answers"), Text("One vendor's answers, in a form that was not recognised.")),
    ("document", Text("A document to keep"), Text("Attached to the vendor in view as it is.")),
)


class DroppedTableDialog(QDialog):
    """Offers the ways in which a table can be taken in."""

    chosen = Signal(str)
    """'vendors', 'ledger', 'questionnaire' or 'document'."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None, *, may_attach: bool) -> None:
        super().__init__(parent)
        self.setObjectName("dropped_table")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = desk.language
        self.setWindowTitle(tr(language, "A table was dropped"))
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        title = heading(path.name, self)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(QuietLabel(tr(language, "This is a table. What is in it?"), self))
        for name, words, more in _WAYS:
            if name != "document" or may_attach:
                button = QCommandLinkButton(words.render(language), more.render(language), self)
                button.setObjectName(f"dropped_{name}")
                button.setAccessibleName(words.render(language))
                button.clicked.connect(self._chooser(name))
                column.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 76)

    def _chooser(self, name: str) -> Callable[[], None]:
        def choose() -> None:
            self.accept()
            self.chosen.emit(name)

        return choose
