"""What narrows the journal: who, what kind of record, whose, from when until when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.desktop.widgets.date_field import DateField, NotADate
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.desktop.words import capitalised
from risk_register.model.labels import noun_label
from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.texts import Text, tr


class HistoryFilters(QWidget):
    """One line of boxes. What is typed and no date, or no vendor, narrows nothing yet."""

    changed = Signal()
    """Other lines are wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.who = QuietComboBox(self)
        self.who.setObjectName("history_who")
        self.kind = QuietComboBox(self)
        self.kind.setObjectName("history_kind")
        self.vendor = VendorBox("history_vendor", self, typed=True)
        self.since = DateField("history_since", self)
        self.until = DateField("history_until", self)
        self.whole = QCheckBox(self)
        self.whole.setObjectName("history_whole")
        self._nouns: list[str] = []
        self._authors: list[str] = []
        self._labels = [(plain_label(), words, field) for words, field in (
            (Text("Who"), self.who), (Text("Kind"), self.kind), (Text("Vendor"), self.vendor), (Text("From"), self.since.line),
            (Text("Until"), self.until.line))]
        letter = self.fontMetrics().averageCharWidth()
        for box in (self.who, self.kind):
            box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
        self.vendor.setMinimumContentsLength(16)
        for field in (self.since, self.until):
            field.setFixedWidth(letter * 18)
        self._build()
        self.who.currentIndexChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self.changed)
        self.vendor.currentTextChanged.connect(self._on_vendor_typed)
        self.since.edited.connect(self._on_day_typed)
        self.until.edited.connect(self._on_day_typed)
        self._told: tuple[object, ...] = ()

    def _build(self) -> None:
        line = FlowingLine(self)
        for label, _, field in self._labels:
            label.setBuddy(field)
            line.add_pair(label, self.since if field is self.since.line else self.until if field is self.until.line else field)
        line.addWidget(self.whole)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through."""
        return (self.who, self.kind, self.vendor, *self.since.controls, *self.until.controls, self.whole)

    def retranslate(self) -> None:
        """Says the boxes in the language now in force."""
        language = self.desk.language
        for label, words, field in self._labels:
            label.setText(words.render(language))
            field.setAccessibleName(words.render(language))
        self.since.speak(language, tr(language, "From"))
        self.until.speak(language, tr(language, "Until"))
        self.whole.setText(tr(language, "One line for each change"))
        if line := self.vendor.lineEdit():
            line.setPlaceholderText(tr(language, "All vendors"))
        self.offer(self._authors, self._nouns)

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.since.redraw()
        self.until.redraw()

    def offer(self, authors: Sequence[str], nouns: Sequence[str]) -> None:
        """Offers these people and kinds of record; what was chosen stays chosen."""
        language = self.desk.language
        self._authors, self._nouns = list(authors), list(nouns)
        kinds = sorted(((capitalised(noun_label(noun, language, 2)), noun) for noun in nouns),
                       key=lambda kind: fold_accents(kind[0]))
        for box, first, choices in ((self.who, tr(language, "Everybody"), [(name, name) for name in authors]),
                                    (self.kind, tr(language, "Everything"), kinds)):
            before = box.currentData()
            quiet = box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            box.clear()
            box.addItem(first, None)
            for words, value in choices:
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(before)))
            box.blockSignals(quiet)

    def offer_vendors(self, rows: Sequence[VendorRow]) -> None:
        """Offers these vendors."""
        typed = self.vendor.currentText()
        self.vendor.offer(rows)
        if not typed:
            self.vendor.setCurrentIndex(-1)

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day wanted; None where there is none, or none yet."""
        return _day_of(self.since), _day_of(self.until)

    @property
    def vendor_id(self) -> int | None:
        """The vendor wanted, or None."""
        return self.vendor.chosen()

    @Slot()
    def _on_vendor_typed(self) -> None:
        self._tell_if_other()

    @Slot()
    def _on_day_typed(self) -> None:
        self._tell_if_other()

    def _tell_if_other(self) -> None:
        told = (*self.days, self.vendor_id)
        if told != (self._told or (None, None, None)):
            self._told = told
            self.changed.emit()


def _day_of(field: DateField) -> date | None:
    try:
        return field.day()
    except NotADate:
        return None
