"""A later announcement of an incident: field by field what it says otherwise, confirmed by a person before it is stored."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
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
from risk_register.desktop.jobs import later_announcements as jobs
from risk_register.desktop.jobs.incidents import ReadAnnouncement
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel
from risk_register.desktop.words import DASH, moment
from risk_register.model.vocabulary import DataElement, ExposureState, StampName, label
from risk_register.texts import Language, listed, tr

_STATES = tuple(ExposureState)
_KEY = Qt.ItemDataRole.UserRole


class LaterAnnouncementDialog(ReadingDialog):
    """The words on the left; on the right each field as it was and as it is now said, to be ticked or not."""

    taken_in = Signal(object)
    """The id of the incident, once it was stored."""

    def __init__(self, desk: Desk, incident_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, "later_announcement", parent, error="later_announcement_error", button="take_in_now")
        self._incident_id = incident_id
        self._compared: jobs.Compared | None = None
        self._closed = False
        language = desk.language
        self.setWindowTitle(tr(language, "Take in a later announcement"))
        self.store_button.setText(tr(language, "Ta&ke the announcement in"))
        self.changes = QTableWidget(0, 4, self)
        self.changes.setItemDelegateForColumn(0, TickedDelegate(self.changes))
        self.changes.setObjectName("later_changes")
        self._said = QuietLabel(wrap=True)
        self._said.setObjectName("later_said")
        self._steps = QStackedWidget(self)
        self._build()
        self.store_button.setEnabled(False)
        self.came_as.words.setFocus()

    def _build(self) -> None:
        language, gap = self.desk.language, self.fontMetrics().height()
        self.changes.setAccessibleName(tr(language, "What it changes"))
        self.changes.setHorizontalHeaderLabels([tr(language, "Field"), tr(language, "So far"), tr(language, "Now said"),
                                                tr(language, "In these words")])
        self.changes.horizontalHeader().setStretchLastSection(True)
        self.changes.verticalHeader().hide()
        self.changes.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.changes.setTabKeyNavigation(False)
        right = QWidget()
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._said)
        inside.addWidget(self.changes, 1)
        self._steps.addWidget(QuietLabel(tr(language, "What the announcement says otherwise than the incident so far will be shown "
                                                      "here, field by field. Only what you tick is stored; the earlier "
                                                      "announcements are kept."), wrap=True))
        self._steps.addWidget(right)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.came_as)
        split.addWidget(self._steps)
        split.setSizes([gap * 18, gap * 52])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addWidget(split, 1)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 170, gap * 38)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        """An answer that is still to come finds nobody."""
        self._closed = True

    @Slot(object)
    def show_read(self, read: ReadAnnouncement) -> None:
        """Compares what was read with the incident."""
        self.came_as.words.setPlainText(read.announcement.text)
        incident = self._incident_id
        self.desk.gateway.ask(lambda register: jobs.compare(register, incident, read), self.show_compared, self.refused)

    def show_compared(self, compared: jobs.Compared) -> None:
        """Shows what it says otherwise."""
        if self._closed:
            return
        self._compared = compared
        language = self.desk.language
        self._steps.setCurrentIndex(1)
        same = listed([label(DataElement, each, language) for each in compared.same], language)
        news = [each for each in compared.differences if each.key != jobs.AWARE_AGAIN]
        lines = [tr(language, "'{title}' so far, and what this announcement says.", title=compared.title)]
        if not news:
            lines.append(tr(language, "It says nothing that is not recorded already; it can be kept with the incident all the "
                                      "same."))
        if same:
            lines.append(tr(language, "The same as before is said of: {names}", names=same))
        self._said.setText("\n".join(lines))
        self.changes.setRowCount(len(compared.differences))
        for place, each in enumerate(compared.differences):
            self._show(place, each, language)
        width = self.fontMetrics().averageCharWidth()
        for column, size in enumerate((24, 15, 26)):
            self.changes.setColumnWidth(column, width * size)
        self.store_button.setEnabled(True)
        self.changes.setFocus()
        self.changes.setCurrentCell(0, 0)

    def _show(self, place: int, each: jobs.Difference, language: Language) -> None:
        name = QTableWidgetItem(_named(each, language))
        name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        name.setCheckState(Qt.CheckState.Checked if each.proposed else Qt.CheckState.Unchecked)
        name.setData(_KEY, (each.kind, each.key))
        name.setToolTip(name.text())
        self.changes.setItem(place, 0, name)
        values = _value(each, each.was, language), _value(each, each.now, language), each.words or DASH
        for column, words in enumerate(values, 1):
            item = QTableWidgetItem(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(words)
            self.changes.setItem(place, column, item)
        if each.kind == "element":
            said: QComboBox = QuietComboBox()
            said.setAccessibleName(tr(language, "What is said of: {element}", element=name.text()))
            for state in _STATES:
                said.addItem(state.label(language))
            said.setCurrentIndex(_STATES.index(each.now))
            self.changes.setCellWidget(place, 2, said)

    def may_store(self) -> bool:
        """It was read and compared."""
        return self._compared is not None

    @Slot()
    def save(self) -> None:
        """Stores what is ticked."""
        self.clear_errors()
        compared = self._compared
        if compared is None:
            return
        keys: dict[str, list[str]] = {"party": [], "moment": [], "element": []}
        said: dict[str, ExposureState] = {}
        for place in range(self.changes.rowCount()):
            item, box = self.changes.item(place, 0), self.changes.cellWidget(place, 2)
            if item is None or item.checkState() != Qt.CheckState.Checked:
                continue
            kind, key = item.data(_KEY)
            keys[kind].append(key)
            if isinstance(box, QComboBox):
                said[key] = _STATES[box.currentIndex()]
        actor, language = self.desk.settings.actor, self.desk.language
        self.store(lambda register: jobs.take_in(register, compared, keys["party"], keys["moment"], said, actor, language))

    def stored(self, result: Any) -> None:
        """Goes to the incident, and tells what changed."""
        from risk_register.desktop.dialogs.incident_changed import IncidentChangedDialog

        self.taken_in.emit(self._incident_id)
        IncidentChangedDialog(self.desk, result, self.parentWidget()).open()


def _named(each: jobs.Difference, language: Language) -> str:
    """What a field is called."""
    if each.key == jobs.AWARE_AGAIN:
        return tr(language, "We became aware: count anew from now")
    if each.kind == "moment":
        return label(StampName, each.key, language)
    if each.kind == "element":
        return label(DataElement, each.key, language)
    return tr(language, "Announced by") if each.key == "announced_by_id" else tr(language, "It happened at")


def _value(each: jobs.Difference, value: Any, language: Language) -> str:
    if value is None:
        return tr(language, "nothing")
    if each.kind == "moment":
        return moment(value, language, value.tzinfo)
    return label(ExposureState, value, language) if each.kind == "element" else str(value)
