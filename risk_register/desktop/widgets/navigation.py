"""The narrow column on the left: one button a page, its icon above its name."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.icons import icon
from risk_register.desktop.theme import accent


class _NavButton(QToolButton):
    """A button that is marked at its edge while its page is shown."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the button as the style does, and the mark."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(0, 6, 3, self.height() - 12, accent(self.palette()))
            painter.end()


class Navigation(QWidget):
    """Asks for a page when its button is pressed."""

    page_requested = Signal(str)
    """The name of the page that is wanted."""

    def __init__(self, pages: Sequence[tuple[str, str, QAction]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._buttons: dict[str, QToolButton] = {}
        self._actions = {name: action for name, _, action in pages}
        self._pictures = {name: picture for name, picture, _ in pages}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        for name, _, action in pages:
            button = _NavButton(self)
            button.setObjectName(f"nav_{name}")
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(24, 24))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumHeight(round(self.fontMetrics().height() * 3.6))
            action.enabledChanged.connect(button.setEnabled)
            self._group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_page(self, name: str | None) -> None:
        """Marks the page that is shown; None: one that has no button."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == name)
        self._group.setExclusive(True)

    def retranslate(self) -> None:
        """Takes the words of the actions, which are in the language now in force."""
        for name, button in self._buttons.items():
            words = self._actions[name].text().replace("&", "")
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(self._actions[name].toolTip())

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        palette = QApplication.palette()
        for name, button in self._buttons.items():
            button.setIcon(icon(self._pictures[name], palette, QPalette.ColorRole.WindowText))

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        for name, each in self._buttons.items():
            if each is button:
                self.page_requested.emit(name)
