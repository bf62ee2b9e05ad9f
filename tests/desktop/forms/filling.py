"""What a person does with a form: opening it, typing into its fields, reading what is said beside them, storing."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms import open_record_form
from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.window import MainWindow
from tests.desktop.conftest import WORK


def asked(window: MainWindow, qtbot: QtBot, question: Any) -> Any:
    """What the register answers."""
    found: list[Any] = []
    window.desk.gateway.ask(question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=WORK)
    return found[0]


def form(window: MainWindow, qtbot: QtBot, noun: str, **given: Any) -> RecordForm:
    """The form of a noun, once it is there."""
    open_record_form(window.desk, noun, window, **given)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(RecordForm)), timeout=WORK)
    found = next(each for each in window.findChildren(RecordForm) if each.isVisible())
    qtbot.waitExposed(found)
    return found


def box(dialog: QWidget, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox), name
    return found


def line(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit), name
    return found


def said(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(QLabel, f"{name}_error")
    assert isinstance(found, QLabel), name
    return found.text()


def save(window: MainWindow, qtbot: QtBot, dialog: RecordForm) -> None:
    """Stores with the keys that the form says, and waits until it is gone."""
    with qtbot.waitSignal(dialog.saved, timeout=WORK):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def text(dialog: QWidget, name: str) -> QPlainTextEdit:
    found = dialog.findChild(QPlainTextEdit, name)
    assert isinstance(found, QPlainTextEdit), name
    return found


def undo(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+Z, and what comes of it."""
    with qtbot.waitSignal(window.desk.gateway.changed, timeout=WORK):
        window.actions_["undo"].trigger()
