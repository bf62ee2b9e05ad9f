"""The first page: look at the demonstration, start empty, bring a spreadsheet, or open a register."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCommandLinkButton, QFrame, QHBoxLayout, QVBoxLayout

from risk_register.desktop.actions import Actions
from risk_register.desktop.deeds import do
from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.pages.base import Page
from risk_register.desktop.theme import accent
from risk_register.desktop.widgets.basics import QuietLabel, heading, subheading, tool_button
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_WAYS = (
    ("see_demonstration", "information", Text("See the demonstration"),
     Text("A made-up company with about 25 vendors, to look around in and to try everything on.")),
    ("new_register", "add", Text("Start an empty register"),
     Text("One file on this computer. Nothing in it ever leaves it unless you export it.")),
    ("bring_spreadsheet", "import", Text("Bring a spreadsheet"),
     Text("Your list of vendors in Excel or CSV becomes a register. You see what would be stored before anything is.")),
    ("open_register", "open", Text("Open a register"),
     Text("A register file that you or a colleague have made before.")),
)


class _Way(QCommandLinkButton):
    """A way to start, with an edge while keys go to it, which Qt's own style does not paint; Enter takes it, as Space does."""

    def __init__(self, words: str = "", more: str = "") -> None:
        super().__init__(words, more)
        self.setAutoDefault(True)  # outside dialogs Qt gives Enter to such buttons only

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the button as the style does, and the edge."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(accent(self.palette()), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            painter.end()


class WelcomePage(Page):
    """Where somebody starts who has no register open."""

    register_chosen = Signal(object)
    """The path of a register opened before."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "welcome_page")
        self._title = heading()
        self._lead = QuietLabel(wrap=True)
        self._recent_title = subheading()
        self._ways: list[tuple[QCommandLinkButton, str, Text, Text]] = []
        self._recent: list[QCommandLinkButton] = []
        gap = self.fontMetrics().height()
        column = QVBoxLayout()
        column.setSpacing(round(gap * 0.7))
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(gap)
        for name, picture, words, more in _WAYS:
            button = _Way()
            button.setObjectName(f"welcome_{name}")
            if name != "bring_spreadsheet":
                button.clicked.connect(actions[name].trigger)
            self._ways.append((button, picture, words, more))
            column.addWidget(button)
        column.addSpacing(gap)
        column.addWidget(self._recent_title)
        self._recent_column = QVBoxLayout()
        self._recent_column.setSpacing(0)
        column.addLayout(self._recent_column)
        column.addSpacing(gap)
        column.addLayout(self._languages(actions))
        column.addStretch(2)
        frame = QFrame()
        frame.setLayout(column)
        frame.setMaximumWidth(self.fontMetrics().averageCharWidth() * 78)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(frame, 4)
        outer.addStretch(1)
        self.retranslate()
        self.redraw()

    def join(self, window: "MainWindow") -> None:
        """A register chosen here is opened."""
        self.register_chosen.connect(window.verbs.open_path)
        bring = next(button for button, *_ in self._ways if button.objectName() == "welcome_bring_spreadsheet")
        bring.clicked.connect(lambda: do("starting:bring_spreadsheet", window))

    def _languages(self, actions: Actions) -> QHBoxLayout:
        """The languages, each in its own words, for whoever does not read the one in force."""
        line = QHBoxLayout()
        for language, action in actions.languages.items():
            button = tool_button(self, name=f"welcome_{language}")
            button.setDefaultAction(action)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Your third parties, their risks, and the proof"))
        self._lead.setText(tr(
            language, "Keep the vendors you depend on in one register: what they do for you, which data they hold, what they "
                      "answered, and what that makes of the risk. Everything comes with its reasons."))
        for button, _, words, more in self._ways:
            button.setText(words.render(language))
            button.setDescription(more.render(language))
            button.setAccessibleName(words.render(language))
            button.setAccessibleDescription(more.render(language))
        self._recent_title.setText(tr(language, "Opened before"))
        self._list_recent()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        for button, picture, _, _ in self._ways:
            button.setIcon(icon(picture, self.palette()))
        for button in self._recent:
            button.setIcon(icon("vendors", self.palette()))

    def _list_recent(self) -> None:
        for button in self._recent:
            self._recent_column.removeWidget(button)
            button.deleteLater()
        self._recent = [self._recent_button(path) for path in self.desk.settings.recent]
        self._recent_title.setVisible(bool(self._recent))

    def _recent_button(self, path: Path) -> QCommandLinkButton:
        button = _Way(path.name.replace("&", "&&"), str(path.parent).replace("&", "&&"))
        button.setAccessibleName(path.name)
        button.setIcon(icon("vendors", self.palette()))
        button.clicked.connect(self._chooser(path))
        self._recent_column.addWidget(button)
        return button

    def _chooser(self, path: Path) -> Callable[[], None]:
        def choose() -> None:
            self.register_chosen.emit(path)

        return choose
