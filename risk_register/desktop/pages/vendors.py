"""The list of vendors: filtered as one types, sorted by a click, with the selected vendor's summary beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop import jobs
from risk_register.desktop.actions import Actions
from risk_register.desktop.delegates.level import LevelDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.models.vendors import RESIDUAL, VENDOR_COLUMNS, keep_matching, residual_figures
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.vendor_summary import VendorSummary
from risk_register.desktop.words import count
from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_SUMMARY, _SUMMARY_WIDE, _WIDE = 36, 42, 152
"""How wide the summary is in a narrow and in a wide page, and from where on a page is wide, in average letters."""


class VendorsPage(Page):
    """The register at a glance."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""
    vendor_selected = Signal(object)
    """The id of the vendor the person stands on, or None."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "vendors_page")
        self._title = heading()
        self._shown = QuietLabel()
        self.filter = FilterField("vendor_filter", self)
        self._awaited: int | None = None
        self._split_moved = False
        self.model = RowTableModel(VENDOR_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[VendorRow] = RecordTable(self.model, "vendor_table", self)
        self.table.paint_column(RESIDUAL, LevelDelegate(self._figures, self._level_words, self.table))
        self.table.sort_by(RESIDUAL, Qt.SortOrder.DescendingOrder)
        self.summary = VendorSummary(desk, actions)
        self._build(actions)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.record_selected.connect(self._on_record_selected)
        self.table.record_opened.connect(self.vendor_opened)
        desk.gateway.first_rows.connect(self.show_rows)
        self.retranslate()

    def join(self, window: "MainWindow") -> None:
        """A vendor opened here is shown on its own page; what can be done depends on the one selected."""
        super().join(window)
        self.summary.opened.connect(window.open_vendor)
        self.vendor_selected.connect(window.tell_standing)

    def _build(self, actions: Actions) -> None:
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.filter.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        line.addWidget(self.filter)
        buttons: list[QWidget] = []
        for action in (actions["add_vendor"], actions["import_questionnaire"]):
            button = tool_button(self)
            button.setDefaultAction(action)
            line.addWidget(button)
            buttons.append(button)
        left = QWidget(self)
        column = QVBoxLayout(left)
        gap = self.fontMetrics().height()
        column.setContentsMargins(gap, gap, gap // 2, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self.table, 1)
        split = QSplitter(self)
        split.setObjectName("vendors_split")
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.summary)
        split.setStretchFactor(0, 1)
        split.splitterMoved.connect(self._on_split_moved)
        self._split = split
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        tab_through(self.filter, *buttons, self.table, *self.summary.controls)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the summary more room where the list does not need it, until the person draws the line."""
        super().resizeEvent(event)
        if not self._split_moved:
            letter = self.fontMetrics().averageCharWidth()
            summary = letter * (_SUMMARY_WIDE if self.width() >= letter * _WIDE else _SUMMARY)
            self._split.setSizes([self.width() - summary, summary])

    @Slot()
    def _on_split_moved(self) -> None:
        self._split_moved = True

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Vendors"))
        self.filter.say(tr(language, "Filter by name or reference"))
        self.table.setAccessibleName(tr(language, "Vendors"))
        self.model.set_language(language)
        self.summary.retranslate()
        self._tell_count()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.filter.redraw()

    def refresh(self) -> None:
        """Reads the list anew."""
        self.desk.gateway.ask_long(Text("Bringing the scores up to date"), lambda register, _work: jobs.vendor_list(register),
                                   self.show_rows, can_cancel=False)

    @Slot(object)
    def show_rows(self, rows: Sequence[VendorRow]) -> None:
        """Shows these vendors; the person stays on the vendor where they stood."""
        self.model.set_rows(rows)
        self._take_awaited()
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].id)
        else:
            self.summary.show_vendor(self._current_row())
        self._tell_count()

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    @property
    def current_vendor(self) -> int | None:
        """The id of the vendor the person stands on."""
        current = self.table.current
        return current if isinstance(current, int) else None

    def select_vendor(self, vendor_id: int) -> None:
        """Stands on a vendor, which a filter must not hide."""
        if not self.table.select(vendor_id):
            self.filter.clear()
            self.table.select(vendor_id)

    def select_when_known(self, vendor_id: int) -> None:
        """Stands on a vendor that was just added, as soon as the list has it."""
        self._awaited = vendor_id
        self._take_awaited()

    def _take_awaited(self) -> None:
        if self._awaited is not None and any(row.id == self._awaited for row in self.model.everything):
            self.select_vendor(self._awaited)
            self._awaited = None

    def _figures(self, row: VendorRow) -> tuple[str, str, str]:
        return residual_figures(row, self.desk.language)

    def _level_words(self) -> list[str]:
        return [level.label(self.desk.language) for level in RiskLevel]

    def _current_row(self) -> VendorRow | None:
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _tell_count(self) -> None:
        language, shown, total = self.desk.language, len(self.model.rows), self.model.total
        self.summary.setVisible(bool(total))
        if shown == total:
            self._shown.setText(count(total, language) if total else "")
        else:
            self._shown.setText(tr(language, "{shown} of {total}", shown=shown, total=total))
        if total:
            self.table.say_when_empty(tr(language, "No vendor matches the filter."))
        else:
            self.table.say_when_empty(tr(language, "Your vendors will stand here, each with its tier and its residual risk. Add "
                                                   "the first one, or drop a questionnaire from a vendor onto this window."))

    @Slot(str)
    def _on_filter_changed(self, words: str) -> None:
        self.model.set_filter(keep_matching(fold_accents(words)))
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].id)
        self._tell_count()

    @Slot(object)
    def _on_record_selected(self, identity: object) -> None:
        self.summary.show_vendor(self._current_row())
        self.vendor_selected.emit(identity)
