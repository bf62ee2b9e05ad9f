"""Today: what needs somebody, how soon, and where it is dealt with; and which scores changed of late."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.delegates.two_lines import Cell, TwoLines
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.today import (
    KIND,
    VENDOR,
    WHEN,
    Days,
    Heading,
    Line,
    TodayModel,
    heading_words,
    what_words,
    when_words,
)
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.item_filters import ItemFilters
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import on, term
from risk_register.model.items import Item
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary.today import TodayKind, Urgency
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.jobs.today import TodaySheet
    from risk_register.desktop.widgets.finding_deeds import Seen
    from risk_register.desktop.widgets.score_changes import ScoreChanges
    from risk_register.desktop.window import MainWindow

_TICK = 60_000
"""Milliseconds between two looks at the clock: running clocks are told to the minute in their last hour."""
_SEEN_IN = frozenset({"sla_measurement", "incident", "notification", "task", "evidence"})
"""What a finding may be about; about the other lines it is about their vendor."""
_DEALT_WITH = frozenset({"finding", "treatment", "risk_acceptance"})
_MOST_BELOW = 0.4
"""The share of the page that the scores take at first, at most."""
_LATE = (Urgency.OVERDUE.value, Urgency.RUNNING.value)


class TodayPage(Page):
    """What needs somebody. Enter or a double click leads to where a line is dealt with; then it is gone from here."""

    item_opened = Signal(object)
    """An `Item` whose place is wanted."""
    vendor_opened = Signal(object)
    """The id of a vendor whose score changed."""
    items_read = Signal(object)
    """All items, read anew."""

    def __init__(self, desk: Desk, _actions: Actions) -> None:
        super().__init__(desk, "today_page")
        self._items: Sequence[Item] = ()
        self._search: Mapping[tuple[str, str, int], str] = {}
        self._counts: Mapping[str, int] | None = None
        self._headings: list[int] = []
        self._first: object | None = None
        self._read = self._is_past = self._keyed = False
        self.days = Days()
        self._title = heading()
        self._day = QuietLabel()
        self.filter = FilterField("today_filter", self)
        self.filters = ItemFilters(desk, self)
        self.model = TodayModel(self.days, desk.language)
        self.table: RecordTable[Line] = RecordTable(self.model, "today_table", self)
        self._lines = TwoLines(self._cell, self.table)
        self._changes: ScoreChanges | None = None
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self.on_tick)
        self._clock.start()
        self.filter.textChanged.connect(self._show)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.filters.changed.connect(self._show)
        self.table.record_opened.connect(self._on_opened)
        self.model.modelReset.connect(self._span_headings)
        self.retranslate()

    def join(self, window: "MainWindow") -> None:
        """Lets lines lead to where they are dealt with."""
        super().join(window)
        self.item_opened.connect(partial(_go, window))

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self.table.setItemDelegate(self._lines)
        self.table.verticalHeader().setDefaultSectionSize(self._lines.row_height())
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.setAlternatingRowColors(False)
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._day, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        line.addWidget(self.filter)
        top = QWidget(self._split)
        column = QVBoxLayout(top)
        column.setContentsMargins(gap, gap, gap, gap // 2)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(top)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        tab_through(self.filter, *self.filters.controls, self.table)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Today"))
        self._day.setText(on(self.days.day, language))
        hint = tr(language, "Filter by words, vendor or owner")
        self.filter.say(hint)
        self.filter.setMinimumWidth(self.fontMetrics().horizontalAdvance(hint) + self.fontMetrics().height() * 3)
        self.table.setAccessibleName(tr(language, "What needs somebody"))
        self.filters.retranslate()
        self.model.set_language(language)
        if self._changes is not None:
            self._changes.retranslate()
        if self._read:
            self.refresh()  # what the filter looks into is in words too
        self._show()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force; the first time, once the page is on screen, the rows get their keys too."""
        self.filter.redraw()
        if not self._keyed:
            self._keyed = True
            self._key_rows()

    def _key_rows(self) -> None:
        from risk_register.desktop.widgets.finding_deeds import FindingDeeds, FindingKey, TreatmentDeeds

        FindingDeeds(self.desk, self.table, lambda: self._in_hand("finding"))
        TreatmentDeeds(self.desk, self.table, lambda: self._in_hand("treatment"))
        FindingKey(self.desk, self.table, self._seen)

    def refresh(self) -> None:
        """Reads everything anew."""
        from risk_register.desktop.jobs.today import today_sheet

        language = self.desk.language
        self.desk.gateway.ask_long(
            Text("Looking for what needs you"), lambda register, _work: today_sheet(register, language), self._on_sheet,
            can_cancel=False)

    def show_first(self, items: Sequence[Item], counts: Mapping[str, int] | None) -> None:
        """Shows what was kept from the last reading, until all of it has been read."""
        self._items, self._counts = items, counts
        self._show()

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    @Slot()
    def on_tick(self) -> None:
        """Time has passed: what runs by the clock says so, and on a new day everything is read anew."""
        now = datetime.now().astimezone()
        if self._is_past:
            return
        turned = now.date() != self.days.day
        self.days.set_to(now)
        if turned:
            self._day.setText(on(self.days.day, self.desk.language))
            self._stale = True
            if self.isVisible():
                self._refresh_if_stale()
        elif any(item.due_at for item in self._items):
            self.model.tick()

    def _on_sheet(self, sheet: "TodaySheet") -> None:
        self._read, self._is_past, self._counts = True, sheet.is_past, None
        self.days.set_to(datetime.now().astimezone(), sheet.day)
        self._day.setText(on(sheet.day, self.desk.language))
        self._items, self._search = sheet.items, sheet.search
        self.filters.offer(sheet.items)
        self._show()
        self._show_changes(sheet)
        self.items_read.emit(sheet.items)

    def _show_changes(self, sheet: "TodaySheet") -> None:
        if self._changes is None:
            if not sheet.changes:
                return
            from risk_register.desktop.widgets.score_changes import ScoreChanges

            self._changes = ScoreChanges(self.desk, self)
            self._changes.vendor_opened.connect(self.vendor_opened)
            self._split.addWidget(self._changes)
            self._split.setStretchFactor(0, 1)
            tab_through(self.table, self._changes.table)
        self._changes.show_changes(sheet.changes)
        self._changes.setVisible(bool(sheet.changes))
        if sheet.changes and not self._split.property("moved"):
            below = min(self._changes.wanted_height(), round(self.height() * _MOST_BELOW))
            self._split.setSizes([max(self.height() - below, below), below])
            self._split.setProperty("moved", True)  # noqa: FBT003  # Qt's own signature

    @Slot()
    def _show(self) -> None:
        kept = self.filters.kept(self._items)
        if words := fold_accents(self.filter.text()).split():
            kept = [item for item in kept if all(word in self._search.get(item.key, "") for word in words)]
        self.filters.count(kept, self._counts)
        self.model.set_items(self.filters.of_urgency(kept), self._counts)
        first = self.model.identity_at(1) if self.model.rows else None
        if first is not None and (self.table.current is None or (self.table.current == self._first != first)):
            self.table.select(first)  # who moved elsewhere stays there
            self.table.scrollToTop()
        self._first = first
        self._say_when_empty()

    def _say_when_empty(self) -> None:
        language = self.desk.language
        standing = self.desk.gateway.standing
        self.filters.setVisible(bool(self._items))
        if self._items:
            words = tr(language, "Nothing here matches the filters.")
        elif standing is not None and not standing.has_vendors:
            words = tr(language, "There are no vendors yet. Add the first one, or bring your spreadsheet, from the File and Vendor "
                                 "menus: reviews, questionnaires, evidence, contracts, findings and incidents will stand here when "
                                 "their day comes near.")
        elif self._read:
            words = tr(language, "Nothing needs you now, nor in the next three months. Reviews, questionnaires, evidence, "
                                 "contracts, findings and incidents will stand here when their day comes near.")
        else:
            words = tr(language, "Looking for what needs you…")
        self.table.say_when_empty(words)

    def _span_headings(self) -> None:
        self.table.clearSpans()
        for row in self._headings:
            self.table.setRowHeight(row, self._lines.row_height())
        self._headings = self.model.headings
        for row in self._headings:
            self.table.setSpan(row, 0, 1, len(self.model.columns))
            self.table.setRowHeight(row, self._lines.heading_height(row))

    def _cell(self, line: Line, column: int) -> Cell:
        language = self.desk.language
        if isinstance(line, Heading):
            return Cell(heading_words(line, language), is_heading=True)
        if column == WHEN:
            return Cell(*when_words(line, self.days, language), is_late=line.urgency in _LATE)
        if column == VENDOR:
            return Cell(line.vendor, line.owner or "")
        if column == KIND:
            return Cell(term(TodayKind, line.kind, language))
        return Cell(*what_words(line, language))

    def _in_hand(self, noun: str) -> int | None:
        item = self.model.item_at(self.table.currentIndex())
        return item.record_id if item is not None and item.noun == noun else None

    def _seen(self) -> "Seen | None":
        from risk_register.desktop.widgets.finding_deeds import Seen

        item = self.model.item_at(self.table.currentIndex())
        if item is None or item.noun in _DEALT_WITH or item.vendor_id is None:
            return None
        known = item.noun in _SEEN_IN
        return Seen(item.noun, item.record_id, item.vendor_id) if known else Seen("vendor", item.vendor_id)

    @Slot(object)
    def _on_opened(self, _identity: object) -> None:
        item = self.model.item_at(self.table.currentIndex())
        if item is not None:
            self.item_opened.emit(item)


def _go(window: "MainWindow", item: Item) -> None:
    from risk_register.desktop.leading import lead_to

    lead_to(window, item)
