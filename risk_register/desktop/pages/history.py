"""The journal, readable: who, when, why, what; and taking a change back."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop import jobs
from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.history import HISTORY_COLUMNS
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.model.names import fold_accents
from risk_register.operations.rows import HistoryRow
from risk_register.texts import Text, tr

_MOST = 5_000
"""Lines of the journal that are read at once; the newest ones, which are the ones that are looked for."""


class HistoryPage(Page):
    """All changes, newest first. Taking one back adds a change, it removes none."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "history_page")
        self._search: dict[int, str] = {}
        self._title = heading()
        self._shown = QuietLabel()
        self.filter = FilterField("history_filter", self)
        self.filter.redraw()
        self.model: RowTableModel[Any] = RowTableModel(HISTORY_COLUMNS, lambda pair: pair[0], desk.language)
        self.table: RecordTable[Any] = RecordTable(self.model, "table_history", self)
        self.take_back = QPushButton(self)
        self.take_back.setObjectName("undo_change")
        self.take_back.setEnabled(False)
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.filter.setMinimumWidth(self.fontMetrics().averageCharWidth() * 42)
        line.addWidget(self.filter)
        buttons: list[QWidget] = []
        for name in ("undo", "redo"):
            button = tool_button(self)
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            line.addWidget(button)
            buttons.append(button)
        line.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self.table, 1)
        tab_through(self.filter, *buttons, self.take_back, self.table)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.record_selected.connect(self._on_record_selected)
        self.take_back.clicked.connect(self._on_take_back)
        self.retranslate()

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "History"))
        self.filter.say(tr(language, "Filter by person, reason, record or value"))
        self.table.setAccessibleName(tr(language, "Changes to this register"))
        self.model.set_language(language)
        self._narrow()
        if self.model.total:
            self.refresh()  # what the filter looks into is in words too
        self._tell_take_back()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.filter.redraw()

    def refresh(self) -> None:
        """Reads the journal anew."""
        language = self.desk.language
        self.desk.gateway.ask(lambda register: jobs.searchable_journal(register, _MOST, language), self._on_rows)

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _on_rows(self, found: jobs.Searchable[tuple[int, HistoryRow]]) -> None:
        self._search = found.search
        self.model.set_rows(found.rows)
        self._narrow()

    @Slot()
    def _narrow(self) -> None:
        wanted = fold_accents(self.filter.text()).split()
        self.model.set_filter((lambda pair: all(word in self._search[pair[0]] for word in wanted)) if wanted else None)
        language, shown, total = self.desk.language, len(self.model.rows), self.model.total
        self._shown.setText(tr(language, "{shown} of {total}", shown=shown, total=total) if shown != total else "")
        if total:
            self.table.say_when_empty(tr(language, "No change matches the filter."))
        else:
            self.table.say_when_empty(tr(language, "Every change to this register will stand here: who made it, when and why."))

    def _selected(self) -> HistoryRow | None:
        index = self.table.currentIndex()
        return self.model.rows[index.row()][1] if index.isValid() else None

    def _tell_take_back(self) -> None:
        row, language = self._selected(), self.desk.language
        self.take_back.setEnabled(row is not None and row.kind == "do" and self.desk.gateway.can_change)
        self.take_back.setText(tr(language, "Undo change {number}", number=str(row.change)) if row is not None
                               else tr(language, "Undo the selected change"))

    @Slot(object)
    def _on_record_selected(self, _identity: object) -> None:
        self._tell_take_back()

    @Slot()
    def _on_take_back(self) -> None:
        row, actor = self._selected(), self.desk.settings.actor
        if row is not None:
            number = row.change
            self.desk.gateway.change_long(Text("Undoing"), lambda register, _work: jobs.undo(register, actor, number),
                                          can_cancel=False)
