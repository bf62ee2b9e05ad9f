"""From an announcement to an incident: its words, what was found in them, and a person's word on each before it is stored."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.delegates.ticked import TickedDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.reading_dialog import ReadingDialog
from risk_register.desktop.jobs import incidents as jobs
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label
from risk_register.desktop.widgets.date_field import DateField
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.model.vocabulary import DataElement, ExposureState, StampName
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.model.rows import VendorRow

_STATES = tuple(ExposureState)
_MOMENTS = (StampName.OCCURRED, StampName.VENDOR_DETECTED, StampName.VENDOR_AWARE, StampName.VENDOR_NOTIFIED)
_AWARE, _PUBLISHED = "aware", "published"
_MOST_OFFERED = 3


class AnnouncementDialog(ReadingDialog):
    """Two steps in one place: the words on the left, and once they are read what they say on the right, to be corrected."""

    recorded = Signal(object)
    """The id of the incident that was recorded."""
    later = Signal(object, object)
    """It is a later announcement of this incident (its id), as it was read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, by_hand: bool = False) -> None:
        super().__init__(desk, "announcement_dialog", parent, error="announcement_error", button="record_incident_now")
        self._read: jobs.ReadAnnouncement | None = None
        self._by_hand = by_hand
        language = desk.language
        self.setWindowTitle(tr(language, "Record an incident") if by_hand else tr(language, "Read an announcement"))
        self.words, self.read = self.came_as.words, self.came_as.read
        self.title = QLineEdit(self)
        self.title.setObjectName("incident_title")
        self.announcer = VendorBox("incident_announcer", self, typed=True)
        self.origin = VendorBox("incident_origin", self, typed=True)
        self.aware_day, self.aware_time = DateField("incident_aware_day", self), QLineEdit(self)
        self.aware_time.setObjectName("incident_aware_time")
        self.moment_days = {name: DateField(f"incident_{name.value}", self) for name in _MOMENTS}
        self.published = DateField("incident_published", self)
        self.elements = QTableWidget(0, 3, self)
        self.elements.setItemDelegateForColumn(0, TickedDelegate(self.elements))
        self.elements.setObjectName("incident_elements")
        self._doubts = QuietLabel(wrap=True)
        self.unknown: list[tuple[QCheckBox, jobs.Added]] = []
        """For each company that the register does not know, whether to take it in."""
        self.related: list[QPushButton] = []
        """For each open incident at the same parties, the way to take the announcement in there."""
        self._offers = QVBoxLayout()
        self._steps = QStackedWidget(self)
        self._build()
        self._say()
        self.store_button.setEnabled(self.may_store())
        if by_hand:
            desk.gateway.ask(jobs.without_announcement, self._on_vendors)
        (self.title if by_hand else self.words).setFocus()

    # What it is made of

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        if self._by_hand:
            for widget in (self.came_as, self.elements):  # nothing is read, so nothing is found
                widget.hide()
        else:
            split.addWidget(self.came_as)
        words = tr(self.desk.language, "What the announcement says will be shown here, each with the words it rests on, for you to "
                                       "confirm or correct.")
        self._steps.addWidget(QuietLabel(words, wrap=True))
        self._steps.addWidget(self._right())
        self._steps.setCurrentIndex(1 if self._by_hand else 0)
        split.addWidget(self._steps)
        split.setSizes([gap * 26, gap * 44])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addWidget(split, 1)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        width = self.fontMetrics().averageCharWidth()
        self.resize(width * (100 if self._by_hand else 170), gap * (22 if self._by_hand else 40))
        self.title.textChanged.connect(lambda: self.store_button.setEnabled(self.may_store()))

    def _right(self) -> QWidget:
        language = self.desk.language
        holder = QWidget()
        form = QFormLayout()
        aware = QWidget()
        row = QHBoxLayout(aware)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.aware_day, 2)
        row.addWidget(self.aware_time, 1)
        occurred, detected, knew, told = (self.moment_days[name] for name in _MOMENTS)
        fields: tuple[tuple[str, QWidget, QWidget], ...] = (
            (tr(language, "&Title"), self.title, self.title),
            (tr(language, "A&nnounced by"), self.announcer, self.announcer),
            (tr(language, "It &happened at"), self.origin, self.origin),
            (tr(language, "We became a&ware on, at"), aware, self.aware_day.line),
            (tr(language, "&Published on"), self.published, self.published.line),
            (tr(language, "O&ccurred on"), occurred, occurred.line),
            (tr(language, "&Detected by the vendor on"), detected, detected.line),
            (tr(language, "V&endor aware on"), knew, knew.line),
            (tr(language, "&Vendor told us on"), told, told.line),
        )
        for words, field, focus in fields:
            label = plain_label(words, holder)
            label.setBuddy(focus)
            focus.setAccessibleName(words.replace("&", ""))
            form.addRow(label, field)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self._doubts)
        column.addLayout(self._offers)
        column.addWidget(self.elements, 1)
        if self._by_hand:
            column.addStretch(1)
        return holder

    def _say(self) -> None:
        language = self.desk.language
        self.store_button.setText(tr(language, "Record the &incident"))
        self.elements.setAccessibleName(tr(language, "What is said of the data"))
        self.elements.setHorizontalHeaderLabels(
            [tr(language, "Data"), tr(language, "What is said"), tr(language, "In these words")])
        self.elements.horizontalHeader().setStretchLastSection(True)
        self.elements.verticalHeader().hide()
        self.aware_time.setAccessibleName(tr(language, "The time at which we became aware"))
        self.aware_time.setPlaceholderText(tr(language, "hh:mm"))
        now = datetime.now().astimezone()
        for field in (self.aware_day, self.published, *self.moment_days.values()):
            field.speak(language, field.line.accessibleName())
        self.aware_day.set_day(now.date())
        self.aware_time.setText(f"{now:%H:%M}")

    # Reading

    @Slot(object)
    def show_read(self, read: jobs.ReadAnnouncement) -> None:
        """Shows what was found, for a person to confirm or correct."""
        self._read = read
        self._steps.setCurrentIndex(1)
        self._on_vendors(read.vendors)
        proposed = read.proposal
        self.title.setText(proposed.title)
        self.announcer.choose(proposed.announced_by_id)
        self.origin.choose(proposed.origin_id)
        for box, party in ((self.announcer, read.reading.announcer), (self.origin, read.reading.origin)):
            box.setToolTip(party.quotation if party is not None else "")
        self.published.set_day(proposed.published_on)
        self.moment_days[StampName.OCCURRED].set_day(proposed.occurred_on)
        self.moment_days[StampName.VENDOR_DETECTED].set_day(proposed.detected_on)
        self.moment_days[StampName.VENDOR_AWARE].set_day(proposed.aware_on)
        self.moment_days[StampName.VENDOR_NOTIFIED].set_day(proposed.notified_on)
        self._show_elements(read)
        language = self.desk.language
        doubts = [each.render(language) for each in read.reading.doubts]
        self._doubts.setText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        self._offer(read)
        self.store_button.setEnabled(self.may_store())
        self.title.setFocus()

    def _offer(self, read: jobs.ReadAnnouncement) -> None:
        """What may be done beside recording: take unknown companies in, or take this in as a later word on an open incident."""
        language, proposed = self.desk.language, read.proposal
        for old in (*(box for box, _each in self.unknown), *self.related):
            self._offers.removeWidget(old)
            old.deleteLater()
        provider, origin = read.reading.announcer, read.reading.origin
        key = proposed.announced_by_id
        self.unknown = []
        for name in proposed.unknown[:_MOST_OFFERED]:
            under = key if provider is not None and provider.name != name else None
            words = (tr(language, "Take {name} into the register, as a subcontractor of {vendor}", name=name,
                        vendor=provider.name if provider else "") if under is not None
                     else tr(language, "Take {name} into the register, as a vendor", name=name))
            box = QCheckBox(words.replace("&", "&&"), self)
            self._offers.addWidget(box)
            self.unknown.append((box, jobs.Added(name, under, origin is not None and origin.name == name)))
        self.related = []
        for incident, title in read.related[:_MOST_OFFERED]:
            words = tr(language, "It is a later announcement of '{title}'…", title=title[:60])
            button = QPushButton(words.replace("&", "&&"), self)
            button.clicked.connect(lambda _on=False, incident=incident: self._on_later(incident))
            self._offers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.related.append(button)

    def _on_later(self, incident: int) -> None:
        read = self._read
        self.reject()
        self.later.emit(incident, read)

    def _show_elements(self, read: jobs.ReadAnnouncement) -> None:
        language = self.desk.language
        self.elements.setRowCount(len(read.proposal.elements))
        for place, (element, state, quotation) in enumerate(read.proposal.elements):
            known = DataElement.parse(element)
            name = QTableWidgetItem(known.label(language) if known else element)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Checked)
            name.setData(Qt.ItemDataRole.UserRole, element)
            said: QComboBox = QuietComboBox()
            said.setAccessibleName(tr(language, "What is said of: {element}", element=name.text()))
            for each in _STATES:
                said.addItem(each.label(language))
            said.setCurrentIndex(_STATES.index(state))
            words = QTableWidgetItem(quotation)
            words.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            words.setToolTip(f"<p>{escape(quotation)}</p>")
            self.elements.setItem(place, 0, name)
            self.elements.setCellWidget(place, 1, said)
            self.elements.setItem(place, 2, words)
        width = self.fontMetrics().averageCharWidth()
        self.elements.setColumnWidth(0, width * 34)
        self.elements.setColumnWidth(1, width * 26)

    def _on_vendors(self, rows: "Sequence[VendorRow]") -> None:
        self.announcer.offer(rows)
        self.origin.offer(rows)

    # Storing

    def may_store(self) -> bool:
        """There is a title, and an announcement where one is read."""
        return bool(self.title.text().strip()) and (self._by_hand or self._read is not None)

    @Slot()
    def save(self) -> None:
        """Records what stands in the fields."""
        self.clear_errors()
        days = self.days({_AWARE: self.aware_day, _PUBLISHED: self.published,
                          **{name.value: field for name, field in self.moment_days.items()}})
        if days is None:
            return
        actor, language = self.desk.settings.actor, self.desk.language
        try:
            at = time.fromisoformat(self.aware_time.text().strip() or "00:00")
        except ValueError:
            self.error.say(tr(language, "'{typed}' is no time of the day. Write it as 09:30.", typed=self.aware_time.text()))
            self.aware_time.setFocus()
            return
        day = days.pop(_AWARE)
        aware = datetime.combine(day, at).astimezone(UTC) if day is not None else None
        announcer, origin = self.announcer.chosen(), self.origin.chosen()
        confirmed = jobs.Confirmed(
            self.title.text().strip(), aware, announcer, origin, tuple(self._confirmed()), days.pop(_PUBLISHED),
            {StampName(name): each for name, each in days.items() if each is not None},  # type: ignore[call-arg]
            self._read.announcement if self._read else None, self._read.proposal.unknown if self._read else (),
            tuple(each for box, each in self.unknown if box.isChecked()))
        self.store(lambda register: jobs.record(register, confirmed, actor, language))

    def _confirmed(self) -> list[tuple[str, ExposureState, str | None]]:
        found = []
        for place in range(self.elements.rowCount()):
            name, said, words = self.elements.item(place, 0), self.elements.cellWidget(place, 1), self.elements.item(place, 2)
            if name is None or not isinstance(said, QComboBox) or name.checkState() != Qt.CheckState.Checked:
                continue
            found.append((str(name.data(Qt.ItemDataRole.UserRole)), _STATES[said.currentIndex()], words.text() if words else None))
        return found

    def stored(self, result: object) -> None:
        """Tells who asked for it."""
        self.recorded.emit(result)
