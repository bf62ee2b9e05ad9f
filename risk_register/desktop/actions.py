"""One action for each verb of the window: its words, its shortcut, its icon; menus, buttons and keys all use the same one."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from risk_register.desktop.icons import icon
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.desktop.places import PLACES
from risk_register.texts import LANGUAGES, Language, Text, tr

Shortcut = str | QKeySequence.StandardKey


class Verb(NamedTuple):
    """One thing the window can do."""

    name: str
    words: Text
    shortcut: Shortcut | None = None
    icon: str | None = None
    deed: str | None = None
    """The function under `desktop.deeds` that carries it out, as `module:function`."""
    needs: Literal["change", "register", "vendor", "vendor and change"] | None = None
    """What must be there for it: a register that may be written, any open register, a vendor in view."""


FILE = (
    Verb("new_register", Text("&New register…"), QKeySequence.StandardKey.New),
    Verb("open_register", Text("&Open a register…"), QKeySequence.StandardKey.Open, "open"),
    Verb("see_demonstration", Text("See the &demonstration")),
    Verb("make_copy", Text("Make a &copy…"), deed="copies:make_copy", needs="register"),
    Verb("check_report", Text("Chec&k a report…"), deed="sealing:choose_report"),
    Verb("verify_journal", Text("&Verify the journal"), "Ctrl+Shift+V", "check", needs="register"),
    Verb("quit", Text("&Quit"), QKeySequence.StandardKey.Quit),
)
IMPORT = (
    Verb("import_questionnaire", Text("&Import a questionnaire…"), "Ctrl+I", "import", needs="change"),
    Verb("import_questionnaires", Text("Se&veral questionnaires…"), deed="question_batch:choose", needs="change"),
    Verb("bring_spreadsheet", Text("A &spreadsheet of vendors…"), "Ctrl+Shift+I", deed="bringing:bring_spreadsheet",
         needs="change"),
    Verb("take_owners_sheet", Text("An &owner's sheet…"), deed="owners:open_returned", needs="change"),
    Verb("keep_questions", Text("&Questions to send…"), deed="question_sets:keep", needs="change"),
)
EXPORT = (
    Verb("export_dossier", Text("&Export the dossier…"), "Ctrl+E", "export", needs="vendor"),
    Verb("export_vendors", Text("The &vendors as a spreadsheet…"), deed="exporting:export_vendors", needs="register"),
    Verb("export_calendar", Text("Export the &calendar…"), deed="today:export_calendar", needs="register"),
    Verb("owners_sheet", Text("An &owner's sheet, to confirm…"), deed="owners:owners_sheet", needs="vendor"),
    Verb("request_sheet", Text("A &request sheet…"), deed="owners:request_sheet"),
)
EDIT = (
    Verb("undo", Text("&Undo"), "Ctrl+Z", "undo"),
    Verb("redo", Text("&Redo"), "Ctrl+Shift+Z", "redo"),
    Verb("copy_cells", Text("&Copy the cells"), QKeySequence.StandardKey.Copy, deed="cells:copy", needs="register"),
    Verb("paste_cells", Text("&Paste a block…"), QKeySequence.StandardKey.Paste, deed="cells:paste", needs="change"),
    Verb("fill_down", Text("Fill &down"), "Ctrl+D", deed="cells:fill_down", needs="change"),
    Verb("clear_cells", Text("C&lear the cells"), "Del", deed="cells:clear", needs="change"),
    Verb("filter", Text("&Filter"), QKeySequence.StandardKey.Find, "search"),
    Verb("find_anything", Text("Find any&thing…"), "Ctrl+K", "search", deed="finding:find_anything"),
)
VENDOR = (
    Verb("add_vendor", Text("&Add a vendor…"), "Ctrl+Shift+N", "add", needs="change"),
    Verb("edit_vendor", Text("&Edit the vendor…"), "F2", "edit", needs="vendor and change"),
    Verb("issue_questionnaire", Text("&Send a questionnaire…"), "Ctrl+Shift+Q", "export", deed="questionnaires:issue",
         needs="change"),
    Verb("remind_late", Text("Remind of &late questionnaires…"), deed="questionnaires:remind_late", needs="change"),
    Verb("remind_owner", Text("Remind the o&wner…"), "Ctrl+Shift+W", deed="reminding:remind_owner", needs="vendor"),
    Verb("attach_documents", Text("Attac&h documents…"), "Ctrl+Shift+O", deed="documents:choose", needs="vendor and change"),
    Verb("new_list", Text("Take in a list of su&bcontractors…"), "Ctrl+Shift+B", deed="subcontractors:new_list",
         needs="vendor and change"),
    Verb("decide_list", Text("Dec&ide on subcontractors…"), "Ctrl+Shift+J", deed="subcontractors:decide",
         needs="vendor and change"),
    Verb("record_finding", Text("Record a fi&nding…"), "Ctrl+Shift+F", "add", deed="findings:record", needs="change"),
    Verb("change_many", Text("&Change several at once…"), "Ctrl+M", deed="vendor_list:change_many", needs="vendor and change"),
    Verb("duplicate_vendor", Text("D&uplicate the set-up…"), "Ctrl+Shift+D", deed="vendor_list:duplicate",
         needs="vendor and change"),
    Verb("merge_vendors", Text("&Merge two vendors…"), "Ctrl+Shift+M", deed="merging:merge", needs="vendor and change"),
    Verb("archive_vendors", Text("A&rchive"), "Ctrl+Shift+A", deed="vendor_list:archive", needs="vendor and change"),
    Verb("restore_vendors", Text("Res&tore from the archive"), "Ctrl+Shift+R", deed="vendor_list:restore",
         needs="vendor and change"),
    Verb("delete_vendors", Text("&Delete"), "Ctrl+Shift+Del", "remove", deed="vendor_list:delete", needs="vendor and change"),
    Verb("choose_columns", Text("C&olumns…"), "Ctrl+Shift+C", deed="vendor_list:choose_columns", needs="register"),
    Verb("save_filter", Text("Save this &filter…"), "Ctrl+Shift+S", deed="vendor_list:save_filter", needs="register"),
)
INCIDENT = (
    Verb("read_announcement", Text("Read an &announcement…"), "Ctrl+B", "incidents", deed="incidents:read_announcement",
         needs="change"),
    Verb("record_incident", Text("Record an incident by &hand…"), "Ctrl+Alt+B", deed="incidents:record_incident", needs="change"),
    Verb("later_announcement", Text("&Take in a later announcement…"), "Ctrl+Alt+L", deed="incidents:later_announcement",
         needs="change"),
    Verb("draft_letters", Text("Draft the &letters…"), "Ctrl+Shift+Y", deed="incidents:draft_letters", needs="register"),
    Verb("todays_rules", Text("&Judge by today's rules"), deed="incidents:judge_by_todays_rules", needs="change"),
    Verb("close_incident", Text("&Close the incident…"), deed="incidents:close_incident", needs="change"),
    Verb("practise_breach", Text("&Practise a breach…"), "Ctrl+Alt+P", deed="incidents:practise_breach", needs="register"),
    Verb("breach_log", Text("Export the &breach log…"), deed="incidents:export_breach_log", needs="register"),
)
GO = (
    *(Verb(f"go_{place.name}", place.words, place.shortcut, place.icon) for place in PLACES if place.name != "vendor"),
    Verb("go_back", Text("&Back"), "Alt+Left", "back"),
    Verb("look_back", Text("As it stood &on…"), "Ctrl+Shift+H", "history", deed="looking_back:look_back", needs="register"),
)
HELP: tuple[Verb, ...] = (
    Verb("help", Text("&Help on this page"), "F1", "information", deed="helping:help_on_page"),
    Verb("glossary", Text("&Glossary"), deed="helping:glossary"),
    Verb("keyboard", Text("&Keyboard"), deed="helping:keyboard"),
)
TASTE = (
    Verb("your_name", Text("&Your name in the journal…")),
)
THEMES = (
    Verb("theme_system", Text("As the &system")),
    Verb("theme_light", Text("&Light")),
    Verb("theme_dark", Text("&Dark")),
)
_MENUS = ((Text("&File"), FILE), (Text("&Edit"), EDIT), (Text("Ve&ndor"), VENDOR), (Text("&Incident"), INCIDENT), (Text("&Go"), GO))
_WITHIN_FILE = ((Text("&Import"), IMPORT), (Text("E&xport"), EXPORT))
_AFTER_A_LINE = frozenset({"copy_cells", "attach_documents", "change_many", "archive_vendors", "choose_columns",
                            "verify_journal", "quit", "filter", "go_back"})
"""Verbs that stand below a line in their menu."""


class Actions(QObject):
    """All actions, by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        groups = (FILE, IMPORT, EXPORT, EDIT, VENDOR, INCIDENT, GO, HELP, TASTE, THEMES)
        self._verbs = {verb.name: verb for group in groups for verb in group}
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

    @property
    def verbs(self) -> Sequence[Verb]:
        """All verbs, in the menus' order."""
        return tuple(self._verbs.values())

    def connect_to(self, name: str, slot: Callable[[], object]) -> None:
        """What the action of that name does."""
        self._actions[name].triggered.connect(slot)

    def fill(self, bar: QMenuBar) -> None:
        """Makes the menus: every action has its place in one."""
        for words, verbs in _MENUS:
            menu = self._menu(bar, words)
            for verb in verbs:
                if verb.name in _AFTER_A_LINE:
                    menu.addSeparator()
                if verb.name == "verify_journal":
                    for within, those in _WITHIN_FILE:
                        self._menu(menu, within).addActions([self[each.name] for each in those])
                menu.addAction(self[verb.name])
        settings = self._menu(bar, Text("&Settings"))
        themes = [self[verb.name] for verb in THEMES]
        for words, actions in ((Text("&Language"), list(self.languages.values())), (Text("&Theme"), themes)):
            self._menu(settings, words).addActions(actions)
        settings.addAction(self["your_name"])
        if HELP:
            self._menu(bar, Text("&Help")).addActions([self[verb.name] for verb in HELP])

    def _menu(self, within: QMenuBar | QMenu, words: Text) -> QMenu:
        menu = within.addMenu("")
        self._menus.append((menu, words))
        return menu

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
