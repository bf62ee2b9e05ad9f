"""Audit PDFs: chosen, seen inside the window as they will be, and saved."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, heading, plain_label, tab_through
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.pdf_preview import PdfPreview
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.errors import Cancelled, RegisterError
from risk_register.model.rows import VendorRow
from risk_register.texts import LANGUAGES, Language, Text, tr

if TYPE_CHECKING:
    from risk_register.reports.content import Written

_KINDS: tuple[tuple[str, Text, Text], ...] = (
    ("dossier", Text("Vendor dossier"),
     Text("All that is known of one vendor, for an auditor: the judgement with its reasons, services, contracts, data, answers "
          "with their cells, evidence and changes.")),
    ("register", Text("Register summary"), Text("All vendors on a few pages: heat map, tiers, residual risks, what is overdue.")),
)
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
        self._title = heading()
        self._form = QFormLayout()
        self.kind = self._combo("report_kind")
        self.vendor = VendorBox("report_vendor", self)
        self.language = self._combo("report_language")
        self.as_of = DateField("report_as_of", self)
        self._day_error = FieldError(self)
        self._about = QuietLabel(wrap=True)
        self._labels = [plain_label() for _ in range(4)]
        self.export = QPushButton(self)
        self.export.setObjectName("report_export")
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
        self.export.clicked.connect(self._on_export)
        self.destroyed.connect(_Remover(self._folder))

    def _combo(self, name: str) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setObjectName(name)
        return box

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        letter = self.fontMetrics().averageCharWidth()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(gap // 3)
        for label, field in zip(self._labels, (self.kind, self.vendor, self.language, self.as_of), strict=True):
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
        column.addWidget(self.export)
        column.addWidget(self._outcome)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(side)
        row.addWidget(self.preview, 1)
        tab_through(self.kind, self.vendor, self.language, *self.as_of.controls, self.export, *self.preview.controls)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Reports"))
        names = (tr(language, "&Kind"), tr(language, "&Vendor"), tr(language, "&Language of the report"),
                 tr(language, "&As it was known on (empty: today)"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        self._refill(self.kind, [(words.render(language), name) for name, words, _ in _KINDS])
        self._refill(self.language, [(LANGUAGE_NAMES[each], each) for each in LANGUAGES], language)
        self.as_of.speak(language, names[3].replace("&", ""))
        self.export.setText(tr(language, "&Save as PDF…"))
        self.preview.retranslate()
        self._tell_kind()
        if self._made is None:
            self._tell_nothing()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.preview.redraw()
        self.as_of.redraw()

    def refresh(self) -> None:
        """Reads the vendors that a dossier may be about, and makes the preview anew."""
        self.desk.gateway.ask(jobs.vendor_list, self._on_vendors)

    def show_dossier(self, vendor_id: int) -> None:
        """Chooses the dossier of one vendor."""
        self._wanted_vendor = vendor_id
        self.kind.setCurrentIndex(0)
        self._choose_wanted()

    def _refill(self, box: QuietComboBox, items: list[tuple[str, str]], default: str | None = None) -> None:
        chosen = box.currentData() or default
        box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)  # noqa: FBT003

    def _on_vendors(self, rows: list[VendorRow]) -> None:
        self.vendor.offer(rows)
        self._choose_wanted()
        self._on_choice()

    def _choose_wanted(self) -> None:
        if self._wanted_vendor is not None and self.vendor.choose(self._wanted_vendor):
            self._wanted_vendor = None

    def _tell_kind(self) -> None:
        kind = self.kind.currentData()
        about = next(words for name, _, words in _KINDS if name == kind)
        self._about.setText(about.render(self.desk.language))
        for widget in (self._labels[1], self.vendor):
            widget.setVisible(kind == "dossier")

    def _tell_nothing(self) -> None:
        language = self.desk.language
        self.preview.show_words(tr(language, "The report will be shown here once the register has a vendor."))

    @Slot()
    def _on_choice(self) -> None:
        self._tell_kind()
        self.export.setEnabled(False)
        self._timer.start()

    def _chosen_day(self) -> tuple[bool, date | None]:
        try:
            day = self.as_of.day()
        except NotADate:
            self._day_error.say(tr(self.desk.language, "Write the day as 2025-11-20, or leave it empty."))
            return False, None
        self._day_error.say("")
        return True, day

    @Slot()
    def _make(self) -> None:
        good, day = self._chosen_day()
        kind, vendor = cast("str", self.kind.currentData()), self.vendor.chosen()
        if not good or not self.isVisible() or self.desk.gateway.standing is None:
            return
        if vendor is None:
            self._made = None
            self._tell_nothing()
            return
        self._run += 1
        run, path = self._run, self._folder / f"{kind}-{self._run}.pdf"
        language = cast("Language", self.language.currentData())
        self.desk.gateway.ask_long(
            Text("Making the report"),
            lambda register, work: jobs.write_report(register, kind, path, vendor_id=vendor if kind == "dossier" else None,
                                                     language=language, as_of=day, work=work),
            lambda written: self._on_made(run, path, written), self._on_not_made)

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
        kind = self.kind.currentData()
        name = self.vendor.currentText() if kind == "dossier" else self.kind.currentText()
        safe = "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in name).strip()
        ask_for_file(self.desk, self, tr(self.desk.language, "Save as PDF"), self._on_export_chosen, mode="save",
                     suggested=f"{safe}.pdf", suffix="pdf")

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
