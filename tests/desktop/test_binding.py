"""Why PySide6 is held below 6.12 while Python 3.11 is supported."""

import sys

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot


def test_the_binding_keeps_none_alive(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(300):
        label.setText("x")
    assert sys.getrefcount(None) > before - 100  # 6.12.0 on Python 3.11: before - 300
