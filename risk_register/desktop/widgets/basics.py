"""Labels that show text exactly as typed, headings, combo boxes that the wheel does not change, plain layouts."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
"""How a label lets a fingerprint be copied out of it."""


def plain_label(words: str = "", parent: QWidget | None = None, *, wrap: bool = False, name: str = "") -> QLabel:
    """A label that takes nothing for markup, so that a vendor called '<GmbH>' is seen."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setWordWrap(wrap)
    if name:
        label.setObjectName(name)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # a policy of one's own forgets what wrapping asks for
        label.setSizePolicy(policy)
    return label


def sized(label: QLabel, scale: float, *, bold: bool = False) -> QLabel:
    """The same label, larger or smaller than the text around it."""
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def heading(words: str = "", parent: QWidget | None = None) -> QLabel:
    """A page's title."""
    return sized(plain_label(words, parent), 1.55, bold=True)


def subheading(words: str = "", parent: QWidget | None = None) -> QLabel:
    """The title of a part of a page."""
    return sized(plain_label(words, parent), 1.08, bold=True)


class QuietLabel(QLabel):
    """Words of second rank: what a figure is called, a hint below a field. They follow the theme when it changes."""

    def __init__(self, words: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setWordWrap(wrap)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class QuietComboBox(QComboBox):
    """A combo box that the wheel scrolls past unless it has the focus, so that no level changes unnoticed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page behind where the box has no focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def tab_through(*widgets: QWidget) -> None:
    """Makes the Tab key go through these in the order in which they are read."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def push_button(parent: QWidget, *, name: str) -> QPushButton:
    """A button whose words are said later."""
    button = QPushButton(parent)
    button.setObjectName(name)
    return button


def tool_button(parent: QWidget | None = None, *, name: str = "") -> QToolButton:
    """A flat button for an action, with its text beside its icon."""
    button = QToolButton(parent)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if name:
        button.setObjectName(name)
    return button
