"""The calm window beside the page: help on what is shown, found by a few words, left with Escape."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTextBrowser, QVBoxLayout, QWidget

from risk_register.desktop.find.commands import key_of, plain_words
from risk_register.desktop.help import texts
from risk_register.desktop.icons import icon
from risk_register.desktop.widgets.basics import tab_through, tool_button
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_WIDTH, _HEIGHT = 64, 40
"""How large it is at first, in average letters and lines."""


class HelpWindow(QWidget):
    """Shows one page of the help. Its links lead to other pages of it and nowhere else: nothing is ever fetched."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("help")
        self.window_ = window
        self.desk = window.desk
        self._name = texts.CONTENTS
        self._trail: list[str] = []
        self._back = tool_button(self, name="help_back")
        self._contents = tool_button(self, name="help_contents")
        self._contents.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.search = FilterField("help_search", self)
        self.browser = QTextBrowser(self)
        self.browser.setObjectName("help_text")
        self.browser.setOpenLinks(False)
        self.browser.setOpenExternalLinks(False)
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._build()
        self._back.clicked.connect(self.go_back)
        self._contents.clicked.connect(self._on_contents)
        self.search.textChanged.connect(self._tell)
        self.search.left_downwards.connect(self.browser.setFocus)
        self.browser.anchorClicked.connect(self._on_link)
        self.desk.language_changed.connect(self.retranslate)
        self.desk.theme_changed.connect(self.redraw)
        self.retranslate()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._back)
        line.addWidget(self._contents)
        line.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap // 2, gap // 2, gap // 2, gap // 2)
        column.addLayout(line)
        column.addWidget(self.browser, 1)
        self.browser.document().setDocumentMargin(gap)
        tab_through(self._back, self._contents, self.search, self.browser)

    @property
    def name(self) -> str:
        """The page shown."""
        return self._name

    def show_page(self, name: str) -> None:
        """Shows a page of the help in front of the window; the one for the contents where there is none of that name."""
        known = {*texts.page_names(self.desk.language), texts.GLOSSARY, texts.KEYBOARD}
        name = name if name in known else texts.CONTENTS
        if name != self._name:
            self._trail.append(self._name)
        self._name = name
        self.search.clear()
        self._tell()
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_back(self) -> None:
        """Shows the page before this one."""
        if self._trail:
            self._name = self._trail.pop()
            self.search.clear()
            self._tell()

    @Slot()
    def retranslate(self) -> None:
        """Says the help in the language now in force."""
        language = self.desk.language
        self.setWindowTitle(tr(language, "Help"))
        for button, words in ((self._back, tr(language, "Back")), (self._contents, tr(language, "Contents"))):
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.search.say(tr(language, "Search the help and the glossary"))
        self.browser.setAccessibleName(tr(language, "Help"))
        self._tell()

    @Slot()
    def redraw(self) -> None:
        """Draws icons and text in the theme now in force."""
        self.search.redraw()
        self._back.setIcon(icon("back", self.palette()))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        language, typed = self.desk.language, self.search.text().strip()
        self._back.setEnabled(bool(self._trail))
        self.browser.setMarkdown(texts.found(typed, language, self._key) if typed else self._markdown())
        self.browser.moveCursor(self.browser.textCursor().MoveOperation.Start)

    def _markdown(self) -> str:
        language = self.desk.language
        if self._name == texts.GLOSSARY:
            return texts.glossary(language)
        if self._name == texts.KEYBOARD:
            return texts.keyboard(language, self._keys())
        return texts.page(self._name, language, self._key)

    def _key(self, verb: str) -> str:
        names = {each.name for each in self.window_.actions_.verbs}
        return key_of(self.window_.actions_[verb]) if verb in names else ""

    def _keys(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The menus with the entries that have a key, entries of menus within menus among them."""
        found = []
        for top in self.window_.menuBar().actions():
            keyed = [action for action in _entries(top) if key_of(action)]
            entries = [(plain_words(action).partition(":")[0].strip(), key_of(action)) for action in keyed]
            if entries:
                found.append((plain_words(top), entries))
        return found

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        name = link.path().removesuffix(texts.ENDING)
        if not link.scheme() and name:
            self.show_page(name)

    @Slot()
    def _on_contents(self) -> None:
        self.show_page(texts.CONTENTS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the help, F1 shows its contents, Alt+Left goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F1:
            self._on_contents()
        elif event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Stands at the window's right edge the first time, later where it was left."""
        super().showEvent(event)
        self.redraw()
        if not event.spontaneous() and not self.property("placed"):
            self.setProperty("placed", True)  # noqa: FBT003  # Qt's own
            letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
            self.resize(letter * _WIDTH, min(line * _HEIGHT, self.window_.height()))
            corner = self.window_.mapToGlobal(QPoint(self.window_.width() - self.width() - letter, line * 2))
            self.move(corner)
            if geometry := self.desk.settings.layout("help"):
                self.restoreGeometry(geometry)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers its place."""
        self.desk.settings.keep_layout("help", self.saveGeometry())
        super().closeEvent(event)


def _entries(action: QAction) -> Iterator[QAction]:
    """The entries of a menu and of the menus within it."""
    menu = cast("QMenu | None", action.menu())
    if menu is None:
        yield action
        return
    for each in menu.actions():
        yield from _entries(each)
