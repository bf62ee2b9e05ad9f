"""Audit PDFs: chosen, seen inside the window as they will be, and saved."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import reports as jobs
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.desktop.pages.base import Page
from risk_register.desktop.report_kinds import KIND_NAMED, REPORT_KINDS, ReportKind
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, tab_through
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.pdf_preview import PdfPreview
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.errors import Cancelled, RegisterError
from risk_register.texts import LANGUAGES, Language, Text, tr

if TYPE_CHECKING:
    from risk_register.reports.batch import BatchOutcome
    from risk_register.reports.content import Written
    from risk_register.reports.recomputing import Recomputed

_NAMED_AT_MOST = 5
_CALM = 300
"""Milliseconds after the last choice before the preview is made anew."""


class ReportsPage(Page):
    """What is previewed is the very file that is saved."""

    def __init__(self, desk: Desk, _actions: Actions) -> None:
        super().__init__(desk, "reports_page")
        self._folder = Path(tempfile.mkdtemp(prefix="risk-register-preview-"))
        self._made: Path | None = None
        self._run = 0
        self._wanted_vendor: int | None = None
        self._vendors: list[tuple[int, str]] = []
        self._title = heading()
        self._form = QFormLayout()
        self.kind = self._combo("report_kind")
        self.vendor = VendorBox("report_vendor", self)
        self.incident = self._combo("report_incident")
        self.since = DateField("report_since", self)
        self.language = self._combo("report_language")
        self.as_of = DateField("report_as_of", self)
        self._day_error = FieldError(self)
        self._about = QuietLabel(wrap=True)
        self._labels = [plain_label() for _ in range(6)]
        self.export = self._button("report_export")
        self.export_all = self._button("report_export_all")
        self.check = self._button("report_check")
        self.export.setEnabled(False)
        self._outcome = plain_label(wrap=True, name="report_outcome")
        self.preview = PdfPreview(desk, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM)
        self._timer.timeout.connect(self._make)
        self._build()
        self.retranslate()
        self.kind.currentIndexChanged.connect(self._on_choice)
        self.vendor.currentIndexChanged.connect(self._on_choice)
        self.language.currentIndexChanged.connect(self._on_choice)
        self.as_of.edited.connect(self._on_choice)
        self.incident.currentIndexChanged.connect(self._on_choice)
        self.since.edited.connect(self._on_choice)
        self.export.clicked.connect(self._on_export)
        self.export_all.clicked.connect(self._on_export_all)
        self.check.clicked.connect(self._on_check)
        self.destroyed.connect(_Remover(self._folder))

    def _combo(self, name: str) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setObjectName(name)
        return box

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        return button

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        """The form's fields in their order."""
        return (self.kind, self.vendor, self.incident, self.since, self.language, self.as_of)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        letter = self.fontMetrics().averageCharWidth()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(gap // 3)
        for label, field in zip(self._labels, self._fields, strict=True):
            label.setBuddy(field.line if isinstance(field, DateField) else field)
            self._form.addRow(label, field)
            if field is self.kind:
                self._form.addRow(self._about)
        self._form.addRow(self._day_error)
        side = QWidget(self)
        side.setFixedWidth(letter * 40)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self._title)
        column.addLayout(self._form)
        for button in (self.export, self.export_all, self.check):
            column.addWidget(button)
        column.addWidget(self._outcome)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(side)
        row.addWidget(self.preview, 1)
        tab_through(self.kind, self.vendor, self.incident, *self.since.controls, self.language, *self.as_of.controls, self.export,
                    self.export_all, self.check, *self.preview.controls)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Reports"))
        names = (tr(language, "&Kind"), tr(language, "&Vendor"), tr(language, "&Incident"),
                 tr(language, "Changes since (em&pty: all)"), tr(language, "&Language of the report"),
                 tr(language, "&As it was known on (empty: today)"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        self._refill(self.kind, [(each.words.render(language), each.name) for each in REPORT_KINDS])
        self._refill(self.language, [(LANGUAGE_NAMES[each], each) for each in LANGUAGES], language)
        self.since.speak(language, names[3].replace("&", ""))
        self.as_of.speak(language, names[5].replace("&", ""))
        self.export.setText(tr(language, "Save as P&DF…"))
        self.export_all.setText(tr(language, "Save f&or all vendors…"))
        self.check.setText(tr(language, "&Check a report…"))
        self.preview.retranslate()
        self._tell_kind()
        if self._made is None:
            self._tell_nothing()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.preview.redraw()
        self.as_of.redraw()
        self.since.redraw()

    def refresh(self) -> None:
        """Reads the vendors and incidents that a report may be about, and makes the preview anew."""
        self.desk.gateway.ask(jobs.subjects, self._on_subjects)

    def show_dossier(self, vendor_id: int) -> None:
        """Chooses the dossier of one vendor."""
        self._wanted_vendor = vendor_id
        self.kind.setCurrentIndex(0)
        self._choose_wanted()

    def _refill(self, box: QuietComboBox, items: Sequence[tuple[str, object]], default: object = None) -> None:
        chosen = box.currentData() or default
        box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)  # noqa: FBT003

    def _on_subjects(self, found: jobs.Subjects) -> None:
        self.vendor.offer(found.vendors)
        self._vendors = [(each.id, each.name) for each in found.vendors]
        self._refill(self.incident, [(title, key) for key, title in found.incidents])
        self._choose_wanted()
        self._on_choice()

    def _choose_wanted(self) -> None:
        if self._wanted_vendor is not None and self.vendor.choose(self._wanted_vendor):
            self._wanted_vendor = None

    def _tell_kind(self) -> None:
        kind = self._kind
        self._about.setText(kind.about.render(self.desk.language))
        shown = (True, kind.vendor, kind.incident, kind.since, True, True)
        for label, field, seen in zip(self._labels, self._fields, shown, strict=True):
            label.setVisible(seen)
            field.setVisible(seen)
        self.export_all.setVisible(kind.vendor)
        self.export_all.setEnabled(bool(self._vendors))

    @property
    def _kind(self) -> ReportKind:
        return KIND_NAMED[cast("str", self.kind.currentData())]

    def _tell_nothing(self) -> None:
        language = self.desk.language
        words = tr(language, "The report will be shown here once the register has a vendor.")
        if self._kind.incident:
            words = tr(language, "The report will be shown here once the register has an incident.")
        self.preview.show_words(words)

    @Slot()
    def _on_choice(self) -> None:
        self._tell_kind()
        self.export.setEnabled(False)
        self._timer.start()

    def _asked(self) -> jobs.Asked | None:
        """What is chosen; None where a day is no day, which the form then says."""
        try:
            as_of, since = self.as_of.day(), self.since.day() if self._kind.since else None
        except NotADate:
            self._day_error.say(tr(self.desk.language, "Write the day as 2025-11-20, or leave it empty."))
            return None
        self._day_error.say("")
        return jobs.Asked(
            self._kind.name, cast("Language", self.language.currentData()), self.desk.settings.actor,
            self.vendor.chosen() if self._kind.vendor else None, self.incident.currentData() if self._kind.incident else None,
            since, as_of)

    @Slot()
    def _make(self) -> None:
        asked = self._asked()
        if asked is None or not self.isVisible() or self.desk.gateway.standing is None:
            return
        if self._lacks_its_subject(asked):
            self._made = None
            self._tell_nothing()
            return
        self._run += 1
        run, path = self._run, self._folder / f"{asked.kind}-{self._run}.pdf"
        self.desk.gateway.ask_long(
            Text("Making the report"), lambda register, work: jobs.write_report(register, asked, path, work),
            lambda written: self._on_made(run, path, written), self._on_not_made)

    def _lacks_its_subject(self, asked: jobs.Asked) -> bool:
        kind = self._kind
        return (kind.vendor and asked.vendor_id is None) or (kind.incident and asked.incident_id is None) or (
            kind.name == "register" and not self._vendors)

    def _on_made(self, run: int, path: Path, written: "Written") -> None:
        if run != self._run:
            path.unlink(missing_ok=True)
            return
        if self._made is not None:
            self._made.unlink(missing_ok=True)
        self._made = path
        self.export.setEnabled(True)
        self._outcome.setText("\n".join(note.render(self.desk.language) for note in written.notes))
        self.preview.show_file(path)

    def _on_not_made(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        if not isinstance(error, Cancelled):
            self.preview.show_words(error.render(self.desk.language))

    @Slot()
    def _on_export(self) -> None:
        from risk_register.file_names import file_name

        kind = self.kind.currentText()
        about = self.vendor.currentText() if self._kind.vendor else self.incident.currentText() if self._kind.incident else ""
        ask_for_file(self.desk, self, tr(self.desk.language, "Save as PDF"), self._on_export_chosen, mode="save",
                     suggested=file_name(f"{about} – {kind}" if about else kind, ".pdf"), suffix="pdf")

    @Slot()
    def _on_export_all(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "Choose the folder for the reports"), self._on_folder_chosen,
                     mode="folder")

    def _on_folder_chosen(self, folder: Path) -> None:
        asked = self._asked()
        if asked is None:
            return
        self.desk.settings.last_folder = str(folder)
        vendors = tuple(self._vendors)
        self.desk.gateway.ask_long(
            Text("Making the reports"), lambda register, work: jobs.write_all(register, asked, vendors, folder, work),
            self._on_all_made)

    def _on_all_made(self, found: "BatchOutcome") -> None:
        language = self.desk.language
        words = [tr(language, "Saved {count} reports in {folder}.", count=len(found.files), folder=found.folder)]
        words += [tr(language, "Not written for {vendor}: {reason}", vendor=name, reason=reason)
                  for name, reason in found.refused[:_NAMED_AT_MOST]]
        if len(found.refused) > _NAMED_AT_MOST:
            words.append(tr(language, "… and for {count} more.", count=len(found.refused) - _NAMED_AT_MOST))
        self._outcome.setText("\n".join(words))

    @Slot()
    def _on_check(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "Choose the report to check"), self._on_check_chosen,
                     filters=("PDF (*.pdf)",))

    def _on_check_chosen(self, path: Path) -> None:
        self.desk.settings.last_folder = str(path.parent)
        self.desk.gateway.runner.submit(lambda: jobs.check_report(path), lambda found: self._on_checked(path, found),
                                        self._on_not_checked)

    def _on_not_checked(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        self._outcome.setText(error.render(self.desk.language))

    def _on_checked(self, path: Path, found: "Recomputed") -> None:
        language = self.desk.language
        if found.ok:
            words = [tr(language, "In {file}, what is printed is what the facts inside it give "
                                  "({count} values compared).", file=path.name, count=found.compared)]
        else:
            words = [tr(language, "{file} does not agree with the facts inside it:", file=path.name)]
        words += [each.render(language) for each in (*found.differences[:_NAMED_AT_MOST], *found.notes)]
        self._outcome.setText("\n".join(words))

    def _on_export_chosen(self, path: Path) -> None:
        if self._made is None:
            return
        self.desk.settings.last_folder = str(path.parent)
        try:
            shutil.copyfile(self._made, path)
        except OSError as error:
            refusal = RegisterError("{file} could not be written: {reason}. Choose another folder or name.", file=path.name,
                                    reason=error.strerror or "")
            self.desk.gateway.refused.emit(refusal)
            return
        self._outcome.setText(tr(self.desk.language, "Saved as {file}.", file=str(path)))


class _Remover:
    """Removes the folder of previews when its page is gone; it must not hold the page itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
