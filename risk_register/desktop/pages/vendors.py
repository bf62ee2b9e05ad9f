"""The list of vendors: filtered as one types, sorted by a click, with the selected vendor's summary beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.delegates.level import LevelDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.grid.columns import ColumnChoice
from risk_register.desktop.grid.edits import NewRows
from risk_register.desktop.grid.table import EditableTable
from risk_register.desktop.jobs.vendors import vendor_lines
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.models.vendor_filter import completions, field_names, keep_matching
from risk_register.desktop.models.vendors import RESIDUAL, VENDOR_COLUMNS, residual_figures
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.filter_offers import FilterOffers
from risk_register.desktop.widgets.new_line import NewLine
from risk_register.desktop.widgets.saved_filters import SavedFilters
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
_MENU = ("edit_vendor", "change_many", "duplicate_vendor", "merge_vendors", None, "copy_cells", "paste_cells", "fill_down",
         "clear_cells", None, "archive_vendors", "restore_vendors", "delete_vendors", None, "export_dossier")


class VendorsPage(Page):
    """The register at a glance."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""
    vendor_selected = Signal(object)
    """The id of the vendor the person stands on, or None."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "vendors_page")
        self._actions = actions
        self._title = heading()
        self._shown = QuietLabel()
        self.filter = FilterField("vendor_filter", self)
        self.saved = SavedFilters(desk, self.filter, field_names, self)
        self._awaited: int | None = None
        self._split_moved = False
        self._reading = self._read_again = False
        self._place = 0
        self.model = RowTableModel(VENDOR_COLUMNS, lambda row: row.id, desk.language)
        self.model.set_filter(keep_matching(""))
        self.table: EditableTable[VendorRow] = EditableTable(desk, self.model, "vendor_table", "vendor", self, adds=NewRows())
        self.table.paint_column(RESIDUAL, LevelDelegate(self._figures, self._level_words, self.table))
        self.table.sort_by(RESIDUAL, Qt.SortOrder.DescendingOrder)
        self.columns = ColumnChoice(self.table, desk)
        self.new_line = NewLine(self.table, "legal_name", "new_vendor", self)
        self.summary = VendorSummary(desk, actions)
        self._build(actions)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._offers = FilterOffers(self.filter, lambda words: completions(words, self.desk.language, self._owners()))
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.record_selected.connect(self._on_record_selected)
        self.table.record_opened.connect(self.vendor_opened)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)

    def join(self, window: "MainWindow") -> None:
        """A vendor opened here is shown on its own page; what can be done depends on the one selected."""
        super().join(window)
        self.summary.opened.connect(window.open_vendor)
        self.vendor_selected.connect(window.tell_standing)
        self.table.return_requested.connect(lambda: window.go("vendors"))

    def _build(self, actions: Actions) -> None:
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.filter.grow_between(16, 44)
        line.addWidget(self.filter, 100)  # the room that is left goes to the filter first
        line.addWidget(self.saved)
        buttons: list[QWidget] = [self.saved]
        for action in (actions["choose_columns"], actions["add_vendor"], actions["import_questionnaire"]):
            button = tool_button(self)
            button.setDefaultAction(action)
            line.addWidget(button)
            buttons.append(button)
        left = QWidget(self)
        column = QVBoxLayout(left)
        gap = self.fontMetrics().height()
        line.setContentsMargins(gap, gap, gap, 0)
        column.setContentsMargins(gap, 0, gap // 2, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(self.table, 1)
        column.addWidget(self.new_line)
        split = QSplitter(self)
        split.setObjectName("vendors_split")
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.summary)
        split.setStretchFactor(0, 1)
        split.splitterMoved.connect(self._on_split_moved)
        self._split = split
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(round(gap * 0.7))
        outer.addLayout(line)
        outer.addWidget(split, 1)
        tab_through(self.filter, *buttons, self.table, self.new_line.line, *self.summary.controls)

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
        self.filter.say(tr(language, "Filter by name or field, such as stage:active"))
        self.new_line.say(tr(language, "Type a name and press Enter to add a vendor"))
        self.saved.retranslate()
        self.table.setAccessibleName(tr(language, "Vendors"))
        self.model.set_language(language)
        self.summary.retranslate()
        self._tell_count()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.filter.redraw()

    def refresh(self) -> None:
        """Reads the list anew; while it is being read, once more afterwards and not as often as something changes."""
        self.new_line.setEnabled(self.desk.gateway.can_change)
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        self.desk.gateway.ask_long(Text("Bringing the scores up to date"), lambda register, _work: vendor_lines(register),
                                   self._on_read, self._on_not_read, can_cancel=False)
        self.table.read_choices()

    def _on_read(self, rows: list[VendorRow]) -> None:
        self._reading = False
        self.show_rows(rows)
        if self._read_again:
            self._read_again = False
            self.refresh()

    def _on_not_read(self, error: Exception) -> None:
        self._reading = self._read_again = False
        self.desk.gateway.runner.failed.emit(error)

    @Slot(object)
    def show_rows(self, rows: Sequence[VendorRow]) -> None:
        """Shows these vendors; the person stays on the vendor where they stood, or where it stood."""
        self.model.set_rows(rows)
        self._take_awaited()
        self._stand_somewhere()
        self.summary.show_vendor(self.table.row_in_hand)
        self._tell_count()

    def _stand_somewhere(self) -> None:
        """Where the vendor that one stood on is gone, the one in its place is stood on."""
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[min(self._place, len(self.model.rows) - 1)].id)

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    @property
    def current_vendor(self) -> int | None:
        """The id of the vendor the person stands on."""
        current = self.table.current
        return current if isinstance(current, int) else None

    @property
    def selected_vendors(self) -> list[int]:
        """The ids of the vendors in whose rows something is selected."""
        return [identity for identity in self.table.selected_ids() if isinstance(identity, int)]

    def choose_columns(self) -> None:
        """Opens the list of columns below the headings."""
        header = self.table.horizontalHeader()
        self.columns.popup(header.mapToGlobal(QPoint(header.width() // 2, header.height())))

    def _owners(self) -> list[str]:
        return sorted({row.owner for row in self.model.everything if row.owner}, key=fold_accents)

    @Slot(QPoint)
    def _on_menu_requested(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("vendor_menu")
        for name in _MENU:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(at))

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

    def _tell_count(self) -> None:
        language, shown, total = self.desk.language, len(self.model.rows), self.model.total
        self.summary.setVisible(bool(total))
        total -= sum(1 for row in self.model.everything if row.archived_on is not None)
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
        self.model.set_filter(keep_matching(words))
        self._place = 0
        self._stand_somewhere()
        self._tell_count()

    @Slot(object)
    def _on_record_selected(self, identity: object) -> None:
        if identity is not None:
            self._place = self.table.currentIndex().row()
        self.summary.show_vendor(self.table.row_in_hand)
        self.vendor_selected.emit(identity)
