"""What is said when something was not done: a refusal in its own sentence, without a traceback."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from risk_register.errors import Cancelled, RegisterError
from risk_register.texts import Language, tr


def show_refusal(parent: QWidget, error: RegisterError, language: Language) -> QMessageBox | None:
    """Shows a refusal's sentence, without a traceback; what the person cancelled needs no words."""
    if isinstance(error, Cancelled):
        return None
    return show_message(parent, tr(language, "This was not done"), error.render(language), QMessageBox.Icon.Information)


def show_message(parent: QWidget, title: str, words: str,
                 kind: QMessageBox.Icon = QMessageBox.Icon.Information) -> QMessageBox:
    """A message above `parent` that waits for nobody; the words are shown exactly as they are, never as markup."""
    box = QMessageBox(kind, title, words, QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setObjectName("message")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.show()
    return box
