"""Which report is wanted: its kind, what it is about, for whom, in which language, as of when, with which note."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QPlainTextEdit, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import reports as jobs
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.desktop.report_kinds import KIND_NAMED, REPORT_KINDS, ReportKind
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label, tab_through
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.reports.audiences import Audience
from risk_register.texts import LANGUAGES, Language, tr

_NOTE_LINES = 3


class ReportChoices(QWidget):
    """The form at the side of the page of reports."""

    changed = Signal()
    """Another report is wanted than before."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = self._combo("report_kind")
        self.vendor = VendorBox("report_vendor", self)
        self.incident = self._combo("report_incident")
        self.since = DateField("report_since", self)
        self.audience = self._combo("report_audience")
        self.contacts = QCheckBox(self)
        self.contacts.setObjectName("report_contacts")
        self.language = self._combo("report_language")
        self.as_of = DateField("report_as_of", self)
        self.note = QPlainTextEdit(self)
        self.note.setObjectName("report_note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + 2 * self.fontMetrics().descent() + 10)
        self._day_error = FieldError(self)
        self._about = QuietLabel(wrap=True)
        self._labels = [plain_label() for _ in self._fields]
        self._build()
        for box in (self.kind, self.vendor, self.incident, self.audience, self.language):
            box.currentIndexChanged.connect(self._on_choice)
        for field in (self.since, self.as_of):
            field.edited.connect(self._on_choice)
        self.contacts.toggled.connect(self._on_choice)
        self.note.textChanged.connect(self._on_choice)

    def _combo(self, name: str) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        """The form's fields that have a label, in their order."""
        return (self.kind, self.vendor, self.incident, self.since, self.audience, self.language, self.as_of, self.note)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self.kind, self.vendor, self.incident, *self.since.controls, self.audience, self.contacts, self.language,
                *self.as_of.controls, self.note)

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(self.fontMetrics().height() // 3)
        for label, field in zip(self._labels, self._fields, strict=True):
            label.setBuddy(field.line if isinstance(field, DateField) else field)
            form.addRow(label, field)
            if field is self.kind:
                form.addRow(self._about)
            if field is self.audience:
                form.addRow(self.contacts)
            if field is self.as_of:
                form.addRow(self._day_error)
        tab_through(*self.controls)

    def retranslate(self) -> None:
        """Says the form in the language now in force."""
        language = self.desk.language
        names = (tr(language, "&Kind"), tr(language, "&Vendor"), tr(language, "&Incident"),
                 tr(language, "Changes since (em&pty: all)"), tr(language, "For &whom"), tr(language, "&Language of the report"),
                 tr(language, "&As it was known on (empty: today)"), tr(language, "A no&te on page 2"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        self._refill(self.kind, [(each.words.render(language), each.name) for each in REPORT_KINDS])
        self._refill(self.audience, [(each.label(language), each.value) for each in Audience])
        self._refill(self.language, [(LANGUAGE_NAMES[each], each) for each in LANGUAGES], language)
        self.contacts.setText(tr(language, "With the persons to &reach there"))
        self.note.setAccessibleName(names[-1].replace("&", ""))
        self.since.speak(language, names[3].replace("&", ""))
        self.as_of.speak(language, names[6].replace("&", ""))
        self._tell_kind()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.as_of.redraw()
        self.since.redraw()

    def offer(self, found: jobs.Subjects) -> None:
        """Offers what reports may be about."""
        self.vendor.offer(found.vendors)
        self._refill(self.incident, [(title, key) for key, title in found.incidents])

    @property
    def chosen_kind(self) -> ReportKind:
        """The kind that is chosen."""
        return KIND_NAMED[cast("str", self.kind.currentData())]

    def asked(self) -> jobs.Asked | None:
        """What is chosen; None where a day is no day, which the form then says."""
        kind = self.chosen_kind
        try:
            as_of, since = self.as_of.day(), self.since.day() if kind.since else None
        except NotADate:
            self._day_error.say(tr(self.desk.language, "Write the day as 2025-11-20, or leave it empty."))
            return None
        self._day_error.say("")
        return jobs.Asked(
            kind.name, cast("Language", self.language.currentData()), self.desk.settings.actor,
            self.vendor.chosen() if kind.vendor else None, self.incident.currentData() if kind.incident else None, since, as_of,
            cast("str", self.audience.currentData()), self.note.toPlainText(), kind.contacts and self.contacts.isChecked())

    def about(self) -> str:
        """What the report is about, for the name of its file."""
        kind = self.chosen_kind
        return self.vendor.currentText() if kind.vendor else self.incident.currentText() if kind.incident else ""

    def _refill(self, box: QuietComboBox, items: Sequence[tuple[str, object]], default: object = None) -> None:
        chosen = box.currentData() or default
        box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        box.clear()
        for words, value in items:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)  # noqa: FBT003

    def _tell_kind(self) -> None:
        kind = self.chosen_kind
        language = self.desk.language
        every = kind.name == "journal"
        since = tr(language, "Changes since (em&pty: all)") if every else tr(language, "Changes since (em&pty: none)")
        self._labels[self._fields.index(self.since)].setText(since)
        self.since.speak(language, since.replace("&", ""))
        self._about.setText(kind.about.render(self.desk.language))
        shown = (True, kind.vendor, kind.incident, kind.since, True, True, True, True)
        for label, field, seen in zip(self._labels, self._fields, shown, strict=True):
            label.setVisible(seen)
            field.setVisible(seen)
        self.contacts.setVisible(kind.contacts)

    @Slot()
    def _on_choice(self) -> None:
        self._tell_kind()
        self.changed.emit()
