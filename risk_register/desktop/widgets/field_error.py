"""What is wrong with a field, in words beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from risk_register.desktop.theme import alarm


class FieldError(QLabel):
    """Hidden until there is something to say; a sign and words, so that the colour never stands alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str) -> None:
        """Shows what is wrong; empty words hide it."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, alarm(self.palette()))
        self.setPalette(palette)
        self.setText(f"\N{WARNING SIGN} {words}" if words else "")
        self.setVisible(bool(words))
