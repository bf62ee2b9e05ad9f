"""One action for each verb of the window: its words, its shortcut, its icon; menus, buttons and keys all use the same one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from risk_register.desktop.icons import icon
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.texts import LANGUAGES, Language, Text, tr

Shortcut = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing the window can do."""

    name: str
    words: Text
    shortcut: Shortcut | None = None
    icon: str | None = None


FILE = (
    Verb("new_register", Text("&New register…"), QKeySequence.StandardKey.New),
    Verb("open_register", Text("&Open a register…"), QKeySequence.StandardKey.Open, "open"),
    Verb("see_demonstration", Text("See the &demonstration")),
    Verb("import_questionnaire", Text("&Import a questionnaire…"), "Ctrl+I", "import"),
    Verb("export_dossier", Text("&Export the dossier…"), "Ctrl+E", "export"),
    Verb("verify_journal", Text("&Verify the journal"), "Ctrl+Shift+V", "check"),
    Verb("quit", Text("&Quit"), QKeySequence.StandardKey.Quit),
)
EDIT = (
    Verb("undo", Text("&Undo"), "Ctrl+Z", "undo"),
    Verb("redo", Text("&Redo"), "Ctrl+Shift+Z", "redo"),
    Verb("add_vendor", Text("&Add a vendor…"), "Ctrl+Shift+N", "add"),
    Verb("edit_vendor", Text("&Edit the vendor…"), "F2", "edit"),
    Verb("filter", Text("&Filter"), QKeySequence.StandardKey.Find, "search"),
)
GO = (
    Verb("go_vendors", Text("&Vendors"), "Ctrl+1", "vendors"),
    Verb("go_questionnaires", Text("&Questionnaires"), "Ctrl+2", "questionnaires"),
    Verb("go_reports", Text("&Reports"), "Ctrl+3", "reports"),
    Verb("go_history", Text("&History"), "Ctrl+4", "history"),
    Verb("go_welcome", Text("&Welcome page"), "Ctrl+0"),
    Verb("go_back", Text("&Back"), "Alt+Left", "back"),
)
TASTE = (
    Verb("your_name", Text("&Your name in the journal…")),
)
THEMES = (
    Verb("theme_system", Text("As the &system")),
    Verb("theme_light", Text("&Light")),
    Verb("theme_dark", Text("&Dark")),
)


class Actions(QObject):
    """All actions, by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._verbs = {verb.name: verb for verb in (*FILE, *EDIT, *GO, *TASTE, *THEMES)}
        self._actions = {name: self._make(verb) for name, verb in self._verbs.items()}
        self.languages: dict[Language, QAction] = {}
        self._groups = [QActionGroup(self), QActionGroup(self)]
        for language in LANGUAGES:
            action = QAction(LANGUAGE_NAMES[language], self)
            action.setCheckable(True)
            self._groups[0].addAction(action)
            self.languages[language] = action
        for verb in THEMES:
            self._actions[verb.name].setCheckable(True)
            self._groups[1].addAction(self._actions[verb.name])
        self._menus: list[tuple[QMenu, Text]] = []

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_to(self, name: str, slot: Callable[[], object]) -> None:
        """What the action of that name does."""
        self._actions[name].triggered.connect(slot)

    def fill(self, bar: QMenuBar) -> None:
        """Makes the menus: every action has its place in one."""
        for words, verbs in ((Text("&File"), FILE), (Text("&Edit"), EDIT), (Text("&Go"), GO)):
            menu = bar.addMenu("")
            self._menus.append((menu, words))
            for verb in verbs:
                if verb.name in {"import_questionnaire", "verify_journal", "quit", "add_vendor", "go_back"}:
                    menu.addSeparator()
                menu.addAction(self[verb.name])
        settings = bar.addMenu("")
        self._menus.append((settings, Text("&Settings")))
        themes = [self[verb.name] for verb in THEMES]
        for words, actions in ((Text("&Language"), list(self.languages.values())), (Text("&Theme"), themes)):
            menu = settings.addMenu("")
            self._menus.append((menu, words))
            menu.addActions(actions)
        settings.addAction(self["your_name"])

    def retranslate(self, language: Language) -> None:
        """Says every action and menu in that language; undo and redo say what they would do once they are told."""
        for name, action in self._actions.items():
            action.setText(self._verbs[name].words.render(language))
            action.setToolTip(_tip(action))
        for menu, words in self._menus:
            menu.setTitle(words.render(language))

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        palette = QApplication.palette()
        for name, action in self._actions.items():
            if picture := self._verbs[name].icon:
                action.setIcon(icon(picture, palette))

    def tell_undo(self, undo: Text | None, redo: Text | None, language: Language, *, can_change: bool) -> None:
        """Writes into the menu what Ctrl+Z and Ctrl+Shift+Z would do, in the journal's own words."""
        self["undo"].setText(tr(language, "&Undo: {change}", change=_escaped(undo, language)) if undo else tr(language, "&Undo"))
        self["redo"].setText(tr(language, "&Redo: {change}", change=_escaped(redo, language)) if redo else tr(language, "&Redo"))
        self["undo"].setEnabled(undo is not None and can_change)
        self["redo"].setEnabled(redo is not None and can_change)
        for name in ("undo", "redo"):
            self[name].setToolTip(_tip(self[name]))

    def _make(self, verb: Verb) -> QAction:
        action = QAction(self)
        action.setObjectName(verb.name)
        if verb.shortcut is not None:
            action.setShortcut(QKeySequence(verb.shortcut))
        return action


def _escaped(text: Text, language: Language) -> str:
    return text.render(language).replace("&", "&&")


def _tip(action: QAction) -> str:
    from risk_register.desktop.models.table import plain_tip

    words = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return plain_tip(f"{words} ({keys})" if keys else words)
