"""Whether all vendors are there: who was paid and is not registered, who is registered and was not paid, and what was decided."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.completeness_columns import DECIDED_COLUMNS, UNPAID_COLUMNS, UNREGISTERED_COLUMNS, told_figures
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import completeness as jobs_completeness
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.deciding_table import DecidingTable, say_decision
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.model.names import fold_accents
from risk_register.texts import Text, day, tr

if TYPE_CHECKING:
    from risk_register.model.rows import VendorRow
    from risk_register.model.vocabulary import ScopeDecision
    from risk_register.operations.completeness import Completeness, Supplier, UnpaidVendor


_FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"
_NOT_REGISTERED, _NOT_PAID, _DECIDED = range(3)
_DECISIONS: dict[str, tuple[int, Text]] = {
    "link_supplier": (_NOT_REGISTERED, Text("&Link to a vendor…")),
    "add_supplier": (_NOT_REGISTERED, Text("&Add as a vendor")),
    "exclude_supplier": (_NOT_REGISTERED, Text("&Out of scope…")),
    "keep_vendor": (_NOT_PAID, Text("&Keep in scope…")),
    "exclude_vendor": (_NOT_PAID, Text("&Out of scope…")),
    "reopen": (_DECIDED, Text("&Take the decision back")),
}


class CompletenessPage(Page):
    """Figures on top, three lists below; each row is decided about in place, by a letter, a button, or several at once."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "completeness_page")
        del actions
        self._found: Completeness | None = None
        self._search: dict[int, str] = {}
        self._vendors: list[VendorRow] = []
        self._title = heading()
        self._ledger = QuietLabel(wrap=True)
        self._figures = FactGrid("completeness_figures", pairs_a_line=4, wrap=False)
        self.filter = FilterField("completeness_filter", self)
        self.load = tool_button(self, name="load_ledger")
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("completeness_tabs")
        self.tabs.setDocumentMode(True)
        language = desk.language
        self.unregistered: DecidingTable[Supplier] = DecidingTable(
            RowTableModel(UNREGISTERED_COLUMNS, lambda row: row.id, language), "table_unregistered", self)
        self.unpaid: DecidingTable[UnpaidVendor] = DecidingTable(
            RowTableModel(UNPAID_COLUMNS, lambda row: row.vendor_id, language), "table_unpaid", self)
        self.decided: DecidingTable[Supplier | UnpaidVendor] = DecidingTable(
            RowTableModel(DECIDED_COLUMNS, _identity, language), "table_decided", self)
        self.tables: tuple[DecidingTable[Any], ...] = (self.unregistered, self.unpaid, self.decided)
        self.decisions = {name: self.tables[place].add_decision(name, getattr(self, f"_on_{name}"))
                          for name, (place, _) in _DECISIONS.items()}
        self._buttons: dict[str, QToolButton] = {}
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addSpacing(gap)
        line.addWidget(self._ledger, 1)
        line.addWidget(self.filter, 2)
        line.addWidget(self.load)
        self.filter.grow_between(16, 34)
        for place, table in enumerate(self.tables):
            self.tabs.addTab(self._tab(place, table), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self._figures)
        column.addWidget(self.tabs, 1)
        tab_through(self.filter, self.load, self.tabs, *self.tables)

    def _tab(self, place: int, table: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, round(self.fontMetrics().height() * 0.5), 0, 0)
        row = QHBoxLayout()
        for name, (where, _) in _DECISIONS.items():
            if where == place:
                button = self._buttons[name] = tool_button(holder, name=f"button_{name}")
                button.clicked.connect(self.decisions[name].trigger)
                row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(table, 1)
        return holder

    def _connect(self) -> None:
        self.load.clicked.connect(self._on_load)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(lambda: self.tables[self.tabs.currentIndex()].setFocus())
        self.unregistered.record_opened.connect(self._on_link_supplier)
        self.unpaid.record_opened.connect(self.vendor_opened)
        self.decided.record_opened.connect(self._on_decided_opened)
        for table in self.tables:
            table.selectionModel().selectionChanged.connect(self._tell_standing)

    # What is said

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Completeness of the register"))
        self.tabs.setAccessibleName(tr(language, "Completeness of the register"))
        self.load.setText(tr(language, "Load a supplier ledger…"))
        self.filter.say(tr(language, "Filter by name or number"))
        for name, (_, words) in _DECISIONS.items():
            say_decision(self.decisions[name], words.render(language))
            self._buttons[name].setText(words.render(language))
            self._buttons[name].setToolTip(self.decisions[name].toolTip())
        for table in self.tables:
            table.rows.set_language(language)
        self._tell()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        from risk_register.desktop.icons import icon

        self.filter.redraw()
        self.load.setIcon(icon("import", self.palette()))

    def _tell(self) -> None:
        language, found = self.desk.language, self._found
        counts = [0, 0, 0]
        if found is None:
            self._ledger.setText("")
            self._figures.show_values([])
        else:
            self._ledger.setText(tr(language, "{title}, loaded on {day}", title=found.ledger.title,
                                    day=day(found.ledger.loaded_on, language)))
            self._figures.show_values(told_figures(found.figures, language))
            counts = [table.rows.total for table in self.tables]
        titles = (tr(language, "Paid, not registered ({count})", count=counts[0]),
                  tr(language, "Registered, not paid ({count})", count=counts[1]),
                  tr(language, "Matched or decided ({count})", count=counts[2]))
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
            self.tables[place].setAccessibleName(title)
        self._tell_empty()
        self._tell_standing()

    def _tell_empty(self) -> None:
        language = self.desk.language
        first = tr(language, "Drop the list of suppliers that finance paid onto this page: any spreadsheet with their names. It is "
                             "compared with the register, and each difference gets a decision.")
        done = (tr(language, "Every supplier that was paid is a vendor of the register, or was put out of scope."),
                tr(language, "Every active vendor was paid, or was decided about."),
                tr(language, "What is matched or decided stands here."))
        for table, words in zip(self.tables, done, strict=True):
            filtered = bool(table.rows.total) and not table.rows.rows
            table.say_when_empty(first if self._found is None else tr(language, "Nothing fits the filter.") if filtered else words)

    @Slot()
    def _tell_standing(self) -> None:
        can = self.desk.gateway.can_change
        self.load.setEnabled(can)
        for name, (place, _) in _DECISIONS.items():
            enabled = can and bool(self.tables[place].selectionModel().hasSelection())
            self.decisions[name].setEnabled(enabled)
            self._buttons[name].setEnabled(enabled)

    # What is shown

    def refresh(self) -> None:
        """Compares anew."""
        self.desk.gateway.ask(jobs_completeness.compared, self._on_compared)
        self.desk.gateway.ask(jobs.vendor_list, self._on_vendors)

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_vendors(self, rows: "list[VendorRow]") -> None:
        self._vendors = rows

    def _on_compared(self, compared: jobs_completeness.Compared) -> None:
        self._found, self._search = compared.found, compared.search
        found = compared.found
        unregistered: list[Supplier] = []
        unpaid: list[UnpaidVendor] = []
        decided: list[Supplier | UnpaidVendor] = []
        if found is not None:
            unregistered = found.in_state("unregistered")
            unpaid = [vendor for vendor in found.unpaid if vendor.decision is None]
            decided = [*(each for each in found.suppliers if each.state != "unregistered"),
                       *(each for each in found.unpaid if each.decision is not None)]
        self.unregistered.rows.set_rows(unregistered)
        self.unpaid.rows.set_rows(unpaid)
        self.decided.rows.set_rows(decided)
        self._tell()

    @Slot()
    def _narrow(self) -> None:
        wanted = fold_accents(self.filter.text()).split()
        search = self._search
        for table in self.tables:
            table.rows.set_filter(partial(_fits, table.rows.identity_of, search, wanted) if wanted else None)
        self._tell_empty()

    # What is decided

    @Slot()
    def _on_link_supplier(self) -> None:
        from risk_register.desktop.dialogs.scope import LinkDialog

        chosen = self.unregistered.chosen()
        if not chosen or not self.desk.gateway.can_change:
            return
        if len(chosen) > 1:
            # Each to the vendor suggested; what has none stays for a closer look.
            self._link({each.id: each.suggestions[0].vendor_id for each in chosen if each.suggestions})
            return
        supplier = chosen[0]
        suggested = supplier.suggestions[0].vendor_id if supplier.suggestions else None
        dialog = LinkDialog(self.desk, supplier.name, self._vendors, suggested, self)
        dialog.linked.connect(lambda vendor_id: self._link({supplier.id: vendor_id}))
        dialog.open()

    def _link(self, links: dict[int, int]) -> None:
        if links:
            actor = self.desk.settings.actor
            self.desk.gateway.change(lambda register: jobs_completeness.link(register, links, actor))

    @Slot()
    def _on_add_supplier(self) -> None:
        suppliers = [each.id for each in self.unregistered.chosen()]
        actor = self.desk.settings.actor
        if suppliers:
            self.desk.gateway.change(lambda register: jobs_completeness.add_as_vendors(register, suppliers, actor))

    @Slot()
    def _on_exclude_supplier(self) -> None:
        chosen = self.unregistered.chosen()
        self._ask_why([each.id for each in chosen], [], [each.name for each in chosen], keep=False)

    @Slot()
    def _on_keep_vendor(self) -> None:
        chosen = self.unpaid.chosen()
        self._ask_why([], [each.vendor_id for each in chosen], [each.name for each in chosen], keep=True)

    @Slot()
    def _on_exclude_vendor(self) -> None:
        chosen = self.unpaid.chosen()
        self._ask_why([], [each.vendor_id for each in chosen], [each.name for each in chosen], keep=False)

    def _ask_why(self, suppliers: list[int], vendors: list[int], names: list[str], *, keep: bool) -> None:
        from risk_register.desktop.dialogs.scope import ScopeDialog

        if not names:
            return
        others = len(names) - 1
        title = tr(self.desk.language, "{name} and {count} more", name=names[0], count=others) if others else names[0]
        actor = self.desk.settings.actor

        def decide(decision: "ScopeDecision", reason: str) -> None:
            self.desk.gateway.change(
                lambda register: jobs_completeness.decide(register, suppliers, vendors, decision, reason or None, actor))

        dialog = ScopeDialog(self.desk, title, keep=keep, parent=self)
        dialog.decided.connect(decide)
        dialog.open()

    @Slot()
    def _on_reopen(self) -> None:
        from risk_register.operations.completeness import Supplier

        chosen = self.decided.chosen()
        suppliers = [each.id for each in chosen if isinstance(each, Supplier) and each.decided_on is not None]
        vendors = [each.vendor_id for each in chosen if not isinstance(each, Supplier)]
        actor = self.desk.settings.actor
        if suppliers or vendors:
            self.desk.gateway.change(lambda register: jobs_completeness.reopen(register, suppliers, vendors, actor))

    @Slot(object)
    def _on_decided_opened(self, _identity: object) -> None:
        chosen = self.decided.chosen()
        if chosen and chosen[0].vendor_id is not None:
            self.vendor_opened.emit(chosen[0].vendor_id)

    # Ledgers

    @Slot()
    def _on_load(self) -> None:
        title = tr(self.desk.language, "Load a supplier ledger")
        ask_for_file(self.desk, self, title, self.open_ledger, filters=(f"{tr(self.desk.language, 'Spreadsheets')} ({_FILES})",),
                     name="ledger_file_dialog")

    def open_ledger(self, path: Path) -> None:
        """Shows what a file holds, before it is loaded."""
        from risk_register.desktop.dialogs.ledger import LedgerDialog

        LedgerDialog(self.desk, path, self).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one spreadsheet at a time: on this page it is a ledger."""
        if self.desk.gateway.can_change and _table_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Shows what was dropped, before it is loaded."""
        path = _table_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_ledger(path)


def _identity(row: "Supplier | UnpaidVendor") -> int:
    return getattr(row, "id", 0) or row.vendor_id or 0


def _fits(identity: Callable[[Any], int], search: Mapping[int, str], wanted: Sequence[str], row: object) -> bool:
    return all(word in search.get(identity(row), "") for word in wanted)


def _table_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if f"*{path.suffix.lower()}" in _FILES.split() else None
