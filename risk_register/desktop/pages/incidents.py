"""Breach day: the incidents on the left, the one chosen on the right; an announcement is read from here."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.incident_columns import INCIDENT_COLUMNS
from risk_register.desktop.jobs import incidents as jobs
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.incident_sheet import IncidentSheetView
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.errors import RegisterError
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_MINUTE = 60_000


class IncidentsPage(Page):
    """A list that names what is overdue, and beside it one incident with its deadlines, what it hits, and what to do."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "incidents_page")
        self._wanted: int | None = None
        self._window: MainWindow | None = None
        self._title = heading()
        self._hint = QuietLabel(wrap=True)
        self.read = tool_button(self, name="read_announcement_button")
        self.read.setDefaultAction(actions["read_announcement"])
        self.by_hand = tool_button(self, name="record_incident_button")
        self.by_hand.setDefaultAction(actions["record_incident"])
        self.later = tool_button(self, name="later_announcement_button")
        self.later.setDefaultAction(actions["later_announcement"])
        self.model: RowTableModel[jobs.IncidentRow] = RowTableModel(INCIDENT_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[jobs.IncidentRow] = RecordTable(self.model, "table_incidents", self)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = IncidentSheetView(desk, self)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._on_minute)
        self._build()
        self.table.record_selected.connect(self._on_selected)
        self.view.vendor_opened.connect(self.vendor_opened)
        self.setAcceptDrops(True)
        self.view.hide()
        self.redraw()
        self.retranslate()

    def join(self, window: "MainWindow") -> None:
        """Also hands dropped announcements to the window's own deed."""
        super().join(window)
        self._window = window

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self.read)
        line.addWidget(self.later)
        line.addWidget(self.by_hand)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.view)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 4)
        split.setSizes([gap * 17, gap * 60])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self._hint)
        column.addWidget(split, 1)
        tab_through(self.read, self.later, self.by_hand, self.table, self.view.tabs)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Incidents"))
        self._hint.setText(tr(language, "Paste, drop or open what a vendor announced. What it says is shown with the words it "
                                        "rests on; nothing is stored before you confirm it."))
        self.table.setAccessibleName(tr(language, "Incidents"))
        self.table.say_when_empty(tr(language, "No incident is recorded. On the day a vendor announces a breach, paste its "
                                               "announcement here: minutes later you know what of yours is hit, through whom, and "
                                               "what is due when."))
        self.model.set_language(language)
        self.view.retranslate()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.read.setIcon(icon("incidents", self.palette()))

    def refresh(self) -> None:
        """Reads the incidents anew."""
        self.desk.gateway.ask(jobs.incident_list, self._on_rows)

    def show_record(self, noun: str, record_id: int) -> None:
        """Stands on an incident, as lists elsewhere ask for."""
        if noun == "incident":
            self._wanted = record_id
            self.table.select(record_id)

    def _on_rows(self, rows: list[jobs.IncidentRow]) -> None:
        before = self.table.current
        self.model.set_rows(rows)
        wanted = self._wanted if self._wanted is not None else before
        if not (wanted is not None and self.table.select(wanted)) and rows:
            self.table.select(rows[0].id)
        self._wanted = None
        if not rows:
            self.view.show_sheet(None)
        elif self.table.current == before:
            self._on_selected(before)  # the same one, with what changed

    @Slot(object)
    def _on_selected(self, incident_id: object) -> None:
        if not isinstance(incident_id, int):
            self.view.show_sheet(None)
            return
        language = self.desk.language

        def show(sheet: jobs.IncidentSheet) -> None:
            if self.table.current == incident_id:
                self.view.show_sheet(sheet)

        self.desk.gateway.ask(lambda register: jobs.incident_sheet(register, incident_id, language), show, self._on_gone)

    @staticmethod
    def _on_gone(error: Exception) -> None:
        """It was undone meanwhile; the list is being read anew."""
        if not isinstance(error, RegisterError):
            raise error

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.view.tick()

    def showEvent(self, event: QShowEvent) -> None:
        """The clocks count while they are seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And need not when they are not."""
        super().hideEvent(event)
        self._clock.stop()

    # Dropping an announcement

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file, or words dragged from a browser, may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Reads what was dropped as an announcement."""
        from risk_register.desktop.deeds.incidents import read_announcement

        if self._window is None:
            return
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:
            read_announcement(self._window, file=files[0])
        elif words := event.mimeData().text().strip():
            read_announcement(self._window, words=words)
