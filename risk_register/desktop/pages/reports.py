"""Audit PDFs: chosen, seen inside the window as they will be, and saved."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import reports as jobs
from risk_register.desktop.jobs import sealing
from risk_register.desktop.pages.base import Page
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import heading, plain_label, push_button, tab_through
from risk_register.desktop.widgets.pdf_preview import PdfPreview
from risk_register.desktop.widgets.report_choices import ReportChoices
from risk_register.desktop.widgets.signing import SigningBox
from risk_register.errors import Cancelled, RegisterError
from risk_register.system_reasons import reason_of
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.reports.batch import BatchOutcome
    from risk_register.reports.content import Written

_NAMED_AT_MOST = 5
_CALM = 150
"""Milliseconds after the last choice before the preview is made anew."""


class ReportsPage(Page):
    """What is previewed is the very file that is saved."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "reports_page")
        self._folder = Path(tempfile.mkdtemp(prefix="risk-register-preview-"))
        self._made: Path | None = None
        self._work: Work | None = None
        self._run = 0
        self._lacking = False
        self._wanted_vendor: int | None = None
        self._vendors: list[tuple[int, str]] = []
        self._title = heading()
        self.choices = ReportChoices(desk, self)
        self.sign = SigningBox(desk, self)
        self.export = push_button(self, name="report_export")
        self.export_all = push_button(self, name="report_export_all")
        self.several = QMenu(self)
        self.several.setObjectName("report_several")
        self.export_all.setMenu(self.several)
        self._many = [self._action(critical=critical, packed=packed) for critical in (True, False) for packed in (False, True)]
        self.several.addActions(self._many)
        self.check = push_button(self, name="report_check")
        self.export.setEnabled(False)
        self._outcome = plain_label(wrap=True, name="report_outcome")
        self.preview = PdfPreview(desk, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM)
        self._timer.timeout.connect(self._make)
        self._build()
        self.retranslate()
        self.choices.changed.connect(self._on_choice)
        self.sign.changed.connect(self._on_choice)
        self.export.clicked.connect(self._on_export)
        self.several.triggered.connect(self._on_export_many)
        self.check.clicked.connect(actions["check_report"].trigger)
        self.destroyed.connect(_Remover(self._folder))

    def _action(self, *, critical: bool, packed: bool) -> QAction:
        action = QAction(self.several)
        action.setProperty("critical", critical)
        action.setProperty("packed", packed)
        return action

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        letter = self.fontMetrics().averageCharWidth()
        scroll = QScrollArea(self)
        scroll.setObjectName("report_choices")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are gone through, and brought into sight
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.choices)
        side = QWidget(self)
        side.setFixedWidth(letter * 42)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addWidget(self._title)
        column.addWidget(scroll, 1)
        for button in (self.sign, self.export, self.export_all, self.check):
            column.addWidget(button)
        column.addWidget(self._outcome)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(side)
        row.addWidget(self.preview, 1)
        tab_through(*self.choices.controls, self.sign, self.export, self.export_all, self.check, *self.preview.controls)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Reports"))
        self.choices.retranslate()
        self.sign.retranslate()
        self.export.setText(tr(language, "Save as P&DF…"))
        self.export_all.setText(tr(language, "Save f&or several vendors"))
        for action, words in zip(self._many, (
            tr(language, "Vendors behind &critical functions, into a folder…"),
            tr(language, "Vendors behind critical functions, into one &zip file…"),
            tr(language, "&All vendors, into a folder…"),
            tr(language, "All vendors, into &one zip file…"),
        ), strict=True):
            action.setText(words)
        self.check.setText(tr(language, "&Check a report…"))
        self.preview.retranslate()
        self._tell_kind()
        if self._lacking:
            self._tell_nothing()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.preview.redraw()
        self.choices.redraw()

    def refresh(self) -> None:
        """Reads the vendors and incidents that a report may be about, and makes the preview anew."""
        self.desk.gateway.ask(jobs.subjects, self._on_subjects)

    def show_dossier(self, vendor_id: int) -> None:
        """Chooses the dossier of one vendor."""
        self._wanted_vendor = vendor_id
        self.choices.kind.setCurrentIndex(0)
        self._choose_wanted()

    def _on_subjects(self, found: jobs.Subjects) -> None:
        self.choices.offer(found)
        self._vendors = [(each.id, each.name) for each in found.vendors]
        self._choose_wanted()
        self._on_choice()

    def _choose_wanted(self) -> None:
        if self._wanted_vendor is not None and self.choices.vendor.choose(self._wanted_vendor):
            self._wanted_vendor = None

    def _tell_kind(self) -> None:
        self.export_all.setVisible(self.choices.chosen_kind.vendor)
        self.export_all.setEnabled(bool(self._vendors))

    def _tell_nothing(self) -> None:
        language = self.desk.language
        words = tr(language, "The report will be shown here once the register has a vendor.")
        if self.choices.chosen_kind.incident:
            words = tr(language, "The report will be shown here once the register has an incident.")
        self.preview.show_words(words)

    @Slot()
    def _on_choice(self) -> None:
        self._tell_kind()
        self.export.setEnabled(False)
        self._timer.start()

    @Slot()
    def _make(self) -> None:
        asked = self.choices.asked()
        if asked is None or not self.isVisible() or self.desk.gateway.standing is None:
            return
        if self._work is not None:
            self._work.cancel()  # nobody waits for it any more
        self._lacking = self._lacks_its_subject(asked)
        if self._lacking:
            self._made = None
            self._tell_nothing()
            return
        self._run += 1
        run, path, seal = self._run, self._folder / f"{asked.kind}-{self._run}.pdf", self.sign.seal
        self._work = self.desk.gateway.ask_long(
            Text("Making the report"), lambda register, work: jobs.write_report(register, asked, path, work, seal),
            lambda written: self._on_made(run, path, written), lambda error: self._on_not_made(run, error))

    def _lacks_its_subject(self, asked: jobs.Asked) -> bool:
        kind = self.choices.chosen_kind
        return (kind.vendor and asked.vendor_id is None) or (kind.incident and asked.incident_id is None) or (
            kind.name == "register" and not self._vendors)

    def _on_made(self, run: int, path: Path, written: "Written") -> None:
        if run != self._run:
            path.unlink(missing_ok=True)
            return
        self._work = None
        if self._made is not None:
            self._made.unlink(missing_ok=True)
        self._made = path
        self.export.setEnabled(True)
        self._outcome.setText("\n".join(note.render(self.desk.language) for note in written.notes))
        self.preview.show_file(path)

    def _on_not_made(self, run: int, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        if run == self._run and not isinstance(error, Cancelled):
            self._work = None
            self.preview.show_words(error.render(self.desk.language))

    @Slot()
    def _on_export(self) -> None:
        from risk_register.file_names import file_name

        kind, about = self.choices.kind.currentText(), self.choices.about()
        ask_for_file(self.desk, self, tr(self.desk.language, "Save as PDF"), self._on_export_chosen, mode="save",
                     suggested=file_name(f"{about} – {kind}" if about else kind, ".pdf"), suffix="pdf")

    @Slot(QAction)
    def _on_export_many(self, action: QAction) -> None:
        from risk_register.file_names import file_name

        language, critical = self.desk.language, bool(action.property("critical"))
        if action.property("packed"):
            ask_for_file(self.desk, self, tr(language, "Save as one zip file"),
                         lambda path: self._on_target_chosen(path, critical=critical), mode="save",
                         suggested=file_name(self.choices.kind.currentText(), ".zip"), suffix="zip")
        else:
            ask_for_file(self.desk, self, tr(language, "Choose the folder for the reports"),
                         lambda path: self._on_target_chosen(path, critical=critical), mode="folder")

    def _on_target_chosen(self, target: Path, *, critical: bool) -> None:
        asked = self.choices.asked()
        if asked is None:
            return
        self.desk.settings.last_folder = str(target.parent if target.suffix == ".zip" else target)
        try:
            vendors, sealer = tuple(self._vendors), self.sign.sealer
        except RegisterError as refusal:
            self.desk.gateway.refused.emit(refusal)
            return
        self.desk.gateway.ask_long(
            Text("Making the reports"),
            lambda register, work: jobs.write_all(register, asked, vendors, target, work, critical=critical, sealer=sealer),
            self._on_all_made)

    def _on_all_made(self, found: "BatchOutcome") -> None:
        language = self.desk.language
        words = [tr(language, "Saved {count} reports in {folder}.", count=len(found.files), folder=found.folder)]
        words += [tr(language, "Not written for {vendor}: {reason}", vendor=name, reason=reason)
                  for name, reason in found.refused[:_NAMED_AT_MOST]]
        if len(found.refused) > _NAMED_AT_MOST:
            words.append(tr(language, "… and for {count} more.", count=len(found.refused) - _NAMED_AT_MOST))
        words += [tr(language, "{vendor}: {note}", vendor=name, note=note) for name, note in found.notes[:_NAMED_AT_MOST]]
        self._outcome.setText("\n".join(words))

    def _on_signed(self, written: "Written") -> None:
        language = self.desk.language
        self._outcome.setText("\n".join((tr(language, "Saved and signed as {file}.", file=written.file),
                                         *(note.render(language) for note in written.notes))))

    def _on_export_chosen(self, path: Path) -> None:
        if self._made is None:
            return
        self.desk.settings.last_folder = str(path.parent)
        try:
            sealer = self.sign.sealer
        except RegisterError as refusal:
            self.desk.gateway.refused.emit(refusal)
            return
        if sealer is not None:
            made = self._made
            self.desk.gateway.ask_long(Text("Signing the report"), lambda _register, _work: sealing.sign_copy(made, path, sealer),
                                       self._on_signed, can_cancel=False)
            return
        try:
            shutil.copyfile(self._made, path)
        except OSError as error:
            unwritten = RegisterError("{file} could not be written: {reason}. Choose another folder or name.", file=path.name,
                                      reason=reason_of(error))
            self.desk.gateway.refused.emit(unwritten)
            return
        self._outcome.setText(tr(self.desk.language, "Saved as {file}.", file=str(path)))


class _Remover:
    """Removes the folder of previews when its page is gone; it must not hold the page itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
