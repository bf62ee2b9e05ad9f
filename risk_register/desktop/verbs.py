"""What the window's actions do: ask for a file or a name where one is needed, then call the gateway."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QStandardPaths, Slot

from risk_register.desktop import deeds
from risk_register.texts import LANGUAGES, Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.pages.reports import ReportsPage
    from risk_register.desktop.pages.vendors import VendorsPage
    from risk_register.desktop.window import MainWindow

SUFFIX = ".riskregister"
_QUESTIONNAIRES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.docx *.md *.pdf *.json *.yaml *.yml *.xml"


class Verbs(QObject):
    """Joins each action to its deed. Dialogs are opened and answered later; nothing here waits."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window = window
        self.desk = window.desk
        actions = window.actions_
        for name, deed in {
            "new_register": self.new_register, "open_register": self.open_register, "see_demonstration": self.see_demonstration,
            "import_questionnaire": self.import_questionnaire, "export_dossier": self.export_dossier,
            "verify_journal": window.verify, "quit": window.close, "undo": self.undo, "redo": self.redo,
            "add_vendor": self.add_vendor, "edit_vendor": self.edit_vendor, "filter": self.focus_filter,
            "your_name": self.ask_name, "go_back": window.go_back,
        }.items():
            actions.connect_to(name, cast("Any", deed))
        for verb in actions.verbs:
            if verb.deed is not None:
                actions.connect_to(verb.name, self._doer(verb.deed))
            elif verb.name.startswith("go_") and verb.name != "go_back":
                actions.connect_to(verb.name, self._goer(verb.name.removeprefix("go_")))
        for theme in ("system", "light", "dark"):
            actions.connect_to(f"theme_{theme}", self._dresser(theme))
        for language in LANGUAGES:
            actions.languages[language].triggered.connect(self._speaker(language))

    # Registers

    @Slot()
    def new_register(self) -> None:
        """Asks for a name and makes an empty register there."""
        self._ask(tr(self.desk.language, "New register"), self._on_new_chosen, mode="save", suffix=SUFFIX[1:], overwrites=False)

    @Slot()
    def open_register(self) -> None:
        """Asks for a file and opens it."""
        self._ask(tr(self.desk.language, "Open a register"), self._on_open_chosen)

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Opens the register at a path."""
        self.desk.gateway.open(path)

    @Slot()
    def see_demonstration(self) -> None:
        """Opens the demonstration register, made the first time it is asked for."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"demonstration{SUFFIX}"
        if path.exists():
            self.desk.gateway.open(path)
        else:
            self.desk.gateway.demonstrate(path)

    def _on_new_chosen(self, chosen: Path) -> None:
        self.desk.gateway.create(self._remembered(chosen), self.desk.settings.actor)

    def _on_open_chosen(self, chosen: Path) -> None:
        self.desk.gateway.open(self._remembered(chosen))

    # Vendors

    @Slot()
    def add_vendor(self) -> None:
        """Opens the form for a new vendor."""
        self._open_form(None)

    @Slot()
    def edit_vendor(self) -> None:
        """Opens the form of the vendor in view."""
        vendor_id = self.window.vendor_in_view
        if vendor_id is not None:
            self._open_form(vendor_id)

    def _open_form(self, vendor_id: int | None) -> None:
        from risk_register.desktop.forms import open_record_form

        open_record_form(self.desk, "vendor", self.window, record_id=vendor_id, then=self._on_vendor_saved)

    @Slot(object)
    def _on_vendor_saved(self, vendor_id: object) -> None:
        if self.window.current == "vendors":
            vendors = cast("VendorsPage", self.window.page("vendors"))
            vendors.select_when_known(cast("int", vendor_id))

    # Questionnaires

    @Slot()
    def import_questionnaire(self) -> None:
        """Asks for a vendor's file and shows what is recognised in it."""
        from risk_register.desktop.jobs.questionnaires import make_ready

        language = self.desk.language
        self.desk.gateway.ask(make_ready, lambda _ready: None)
        self._ask(tr(language, "Import a questionnaire"), self._on_import_chosen, filters=(
            tr(language, "Questionnaires ({endings})", endings=_QUESTIONNAIRES), tr(language, "All files (*)")))

    def import_file(self, path: Path) -> None:
        """Shows what is recognised in a file, and offers to import it."""
        from risk_register.desktop.dialogs.import_questionnaire import ImportDialog

        dialog = ImportDialog(self.desk, path, self.window.vendor_in_view, self.window)
        dialog.vendor_opened.connect(self.window.open_vendor)
        dialog.open()

    def _on_import_chosen(self, chosen: Path) -> None:
        self.import_file(self._remembered(chosen))

    # Reports

    @Slot()
    def export_dossier(self) -> None:
        """Shows the dossier of the vendor in view, ready to be saved."""
        vendor_id = self.window.vendor_in_view
        if vendor_id is not None:
            reports = cast("ReportsPage", self.window.page("reports"))
            reports.show_dossier(vendor_id)
            self.window.go("reports")

    # Journal

    @Slot()
    def undo(self) -> None:
        """Takes the last change back, as the menu says."""
        from risk_register.desktop.jobs import register as jobs

        actor = self.desk.settings.actor
        self.desk.gateway.change_long(Text("Undoing"), lambda register, _work: jobs.undo(register, actor), self._on_undone,
                                      can_cancel=False)

    @Slot()
    def redo(self) -> None:
        """Brings the change undone last back in, as the menu says."""
        from risk_register.desktop.jobs import register as jobs

        actor = self.desk.settings.actor
        self.desk.gateway.change_long(Text("Redoing"), lambda register, _work: jobs.redo(register, actor), self._on_redone,
                                      can_cancel=False)

    def _on_undone(self, what: Text) -> None:
        self.window.status.showMessage(tr(self.desk.language, "Undone: {change}", change=what), 6000)

    def _on_redone(self, what: Text) -> None:
        self.window.status.showMessage(tr(self.desk.language, "Redone: {change}", change=what), 6000)

    # Taste

    @Slot()
    def ask_name(self) -> None:
        """Asks for the name under which changes are journalled."""
        from PySide6.QtWidgets import QInputDialog

        language = self.desk.language
        dialog = QInputDialog(self.window)
        dialog.setWindowTitle(tr(language, "Your name in the journal"))
        dialog.setLabelText(tr(language, "Every change is recorded with the name of who made it:"))
        dialog.setTextValue(self.desk.settings.actor)
        dialog.textValueSelected.connect(self._on_name_given)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def focus_filter(self) -> None:
        """Puts the cursor into the filter of the page shown."""
        page = self.window.page(self.window.current)
        focus = getattr(page, "focus_filter", None)
        if focus is not None:
            focus()

    @Slot(str)
    def _on_name_given(self, name: str) -> None:
        self.desk.settings.actor = name

    def _goer(self, page: str) -> Any:
        return lambda: self.window.go(page)

    def _doer(self, deed: str) -> Any:
        return lambda: deeds.do(deed, self.window)

    def _dresser(self, theme: str) -> Any:
        return lambda: self.desk.dress(theme)

    def _speaker(self, language: Language) -> Any:
        return lambda: self.desk.speak(language)

    def _remembered(self, path: Path) -> Path:
        self.desk.settings.last_folder = str(path.parent)
        return path

    def _ask(self, title: str, then: Callable[[Path], None], **how: Any) -> None:
        from risk_register.desktop.asking_for_files import ask_for_file  # when first asked for: the first painting does without

        ask_for_file(self.desk, self.window, title, then, **how)
