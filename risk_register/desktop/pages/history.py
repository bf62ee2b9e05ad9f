"""The journal, readable: who, when, why, what; taking a change back; and the way to how the register stood."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import history as jobs_history
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.models.history import CHANGE_COLUMNS, HISTORY_COLUMNS, ChangeLine
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, push_button, tab_through, tool_button
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.history_filters import HistoryFilters
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.model.names import fold_accents
from risk_register.operations.rows import HistoryRow
from risk_register.texts import Text, day, tr

_PAGE = 5_000
"""Lines of the journal that are read at once, the newest first; older ones when asked for."""


class HistoryPage(Page):
    """All changes, newest first. Taking one back adds a change, it removes none."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "history_page")
        self._sheet: jobs_history.JournalSheet | None = None
        self._limit = _PAGE
        self._asked = 0
        self._title = heading()
        self._shown = QuietLabel()
        self.filter = FilterField("history_filter", self)
        self.filter.redraw()
        self.filters = HistoryFilters(desk, self)
        self.model: RowTableModel[Any] = RowTableModel(HISTORY_COLUMNS, lambda pair: pair[0], desk.language)
        self.table: RecordTable[Any] = RecordTable(self.model, "table_history", self)
        self.changes: RowTableModel[ChangeLine] = RowTableModel(CHANGE_COLUMNS, lambda line: line.row.change, desk.language)
        self.change_table: RecordTable[ChangeLine] = RecordTable(self.changes, "table_changes", self)
        self.take_back = push_button(self, name="undo_change")
        self.as_it_stood = push_button(self, name="as_it_stood")
        self.older = push_button(self, name="history_older")
        self._tables = QStackedWidget(self)
        self._build(actions)
        self._connect()
        self.retranslate()

    def _build(self, actions: Actions) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.filter.grow_between(20, 40)
        line.addWidget(self.filter, 100)  # the room that is left goes to the filter first
        buttons: list[QWidget] = []
        for name in ("undo", "redo"):
            button = tool_button(self)
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            line.addWidget(button)
            buttons.append(button)
        line.addWidget(self.take_back)
        line.addWidget(self.as_it_stood)
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.change_table)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self.filters)
        column.addWidget(self._tables, 1)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignHCenter)
        self.older.hide()
        tab_through(self.filter, *buttons, self.take_back, self.as_it_stood, *self.filters.controls, self.table,
                    self.change_table, self.older)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self._on_left_downwards)
        self.filters.changed.connect(self._on_others_wanted)
        self.filters.whole.toggled.connect(self._on_whole)
        for table in (self.table, self.change_table):
            table.record_selected.connect(self._on_record_selected)
        self.change_table.record_opened.connect(self._on_change_opened)
        self.take_back.clicked.connect(self._on_take_back)
        self.as_it_stood.clicked.connect(self._on_as_it_stood)
        self.older.clicked.connect(self._on_older)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "History"))
        self.filter.say(tr(language, "Filter by person, reason, record or value"))
        self.filters.retranslate()
        self.older.setText(tr(language, "Show older"))
        for table in (self.table, self.change_table):
            table.setAccessibleName(tr(language, "Changes to this register"))
        self.model.set_language(language)
        self.changes.set_language(language)
        self._narrow()
        if self.model.total:
            self.refresh()  # what the filter looks into is in words too
        self._tell()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.filter.redraw()
        self.filters.redraw()

    def refresh(self) -> None:
        """Reads the journal anew."""
        from risk_register.operations.journal import Wanted

        language, limit, vendor = self.desk.language, self._limit, self.filters.vendor_id
        since, until = self.filters.days
        wanted = Wanted(since, until, self.filters.who.currentData(), self.filters.kind.currentData())
        self._asked += 1
        number = self._asked

        def come(sheet: jobs_history.JournalSheet) -> None:
            if number == self._asked:
                self._on_sheet(sheet)

        self.desk.gateway.ask(
            lambda register: jobs_history.journal_sheet(register, wanted, vendor, limit, language), come)
        self.desk.gateway.ask(jobs_history.vendor_names, self.filters.offer_vendors)

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _on_sheet(self, sheet: jobs_history.JournalSheet) -> None:
        self._sheet = sheet
        self.filters.offer(sheet.authors, sheet.nouns)
        self.model.set_rows(sheet.lines)
        self.changes.set_rows(sheet.changes)
        self.older.setVisible(sheet.more)
        self._narrow()
        self._tell()

    @Slot()
    def _narrow(self) -> None:
        words, sheet = fold_accents(self.filter.text()).split(), self._sheet
        if words and sheet is not None:
            self.model.set_filter(lambda pair: all(word in sheet.search.get(pair[0], "") for word in words))
            self.changes.set_filter(lambda line: all(word in sheet.change_search.get(line.row.change, "") for word in words))
        else:
            self.model.set_filter(None)
            self.changes.set_filter(None)
        language, model = self.desk.language, self._table.rows
        shown, total = len(model.rows), model.total
        self._shown.setText(tr(language, "{shown} of {total}", shown=shown, total=total) if shown != total else "")
        narrowed = total or self.filters.vendor_id or any(self.filters.days) or self.filters.who.currentIndex() > 0
        for table in (self.table, self.change_table):
            table.say_when_empty(tr(language, "No change matches the filter.") if narrowed else tr(
                language, "Every change to this register will stand here: who made it, when and why."))

    @property
    def _table(self) -> RecordTable[Any]:
        return self.change_table if self.filters.whole.isChecked() else self.table

    def _selected(self) -> HistoryRow | None:
        table = self._table
        index = table.currentIndex()
        if not index.isValid():
            return None
        row = table.rows.rows[index.row()]
        return row.row if isinstance(row, ChangeLine) else row[1]

    def _tell(self) -> None:
        row, language, gateway = self._selected(), self.desk.language, self.desk.gateway
        self.take_back.setEnabled(row is not None and row.kind == "do" and gateway.can_change)
        self.take_back.setText(tr(language, "Undo change {number}", number=str(row.change)) if row is not None
                               else tr(language, "Undo the selected change"))
        self.as_it_stood.setEnabled(row is not None and row.at.date() != gateway.day)
        self.as_it_stood.setText(tr(language, "As it stood on {day}", day=day(row.at.date(), language)) if row is not None
                                 else tr(language, "As it stood on the selected day"))

    @Slot()
    def _on_left_downwards(self) -> None:
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_others_wanted(self) -> None:
        self._limit = _PAGE
        self.refresh()

    @Slot(bool)
    def _on_whole(self, _whole: bool) -> None:  # Qt's own signature
        self._tables.setCurrentWidget(self._table)
        self._narrow()
        self._tell()

    @Slot(object)
    def _on_record_selected(self, _identity: object) -> None:
        self._tell()

    @Slot(object)
    def _on_change_opened(self, identity: object) -> None:
        """Shows the lines of the change, the first of them selected."""
        self.filters.whole.setChecked(False)
        if self.table.select((identity, 0)):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_older(self) -> None:
        self._limit += _PAGE
        self.refresh()

    @Slot()
    def _on_take_back(self) -> None:
        row, actor = self._selected(), self.desk.settings.actor
        if row is not None:
            number = row.change
            self.desk.gateway.change_long(Text("Undoing"), lambda register, _work: jobs.undo(register, actor, number),
                                          can_cancel=False)

    @Slot()
    def _on_as_it_stood(self) -> None:
        row = self._selected()
        if row is not None:
            self.desk.gateway.look_back(row.at.date())
