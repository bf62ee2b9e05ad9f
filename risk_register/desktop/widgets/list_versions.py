"""The versions of a vendor's list of subcontractors, as they came: which were decided about, and what any two say differently."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms import open_record_form
from risk_register.desktop.jobs import vendor_work as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import subheading, tab_through
from risk_register.desktop.widgets.finding_deeds import KeyedDeeds
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import short_day, term, words
from risk_register.model.vocabulary import SubcontractorDecision
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.operations.subcontractors import ListRow

_COLUMNS: "tuple[Column[ListRow], ...]" = (
    Column(Text("Received on"), lambda row, language: short_day(row.received_on, language), lambda row: row.received_on, width=11),
    Column(Text("List"), lambda row, _: words(row.name), lambda row: row.name, width=20, grows=True),
    Column(Text("Version"), lambda row, _: words(row.version), lambda row: row.version, width=10),
    Column(Text("Subcontractors"), lambda row, _: str(len(row.entries)), lambda row: len(row.entries), right=True, width=14),
    Column(Text("Objection until"), lambda row, language: short_day(row.objection_until, language),
           lambda row: row.objection_until, width=11),
    Column(Text("Our decision"), lambda row, language: term(SubcontractorDecision, row.decision, language),
           lambda row: row.decision, width=18),
    Column(Text("Decided by"), lambda row, _: words(row.decided_by), lambda row: row.decided_by, width=18),
    Column(Text("Decided on"), lambda row, language: short_day(row.decided_on, language), lambda row: row.decided_on, width=11),
)


class ListDeeds(KeyedDeeds):
    """What is done with a version: decided about, compared with others, opened as it came, its particulars put right."""

    deeds = (
        ("take_list", "Ins", Text("New list…")), ("decide_on_list", "D", Text("Decide…")),
        ("compare_lists", "C", Text("Compare…")), ("open_list", "O", Text("Open the file")),
        ("edit_list", "Shift+Return", Text("Edit…")),
    )
    reading = frozenset({"compare_lists", "open_list"})

    def __init__(self, desk: Desk, versions: "ListVersions") -> None:
        self._versions = versions
        super().__init__(desk, versions.table)

    def can(self, name: str) -> bool:
        """Whether there is a vendor for a new list, a version in hand, another to compare it with, a file of it."""
        if name == "take_list":
            return self._versions.vendor_id is not None
        row = self._versions.in_hand
        if row is None:
            return False
        return {"compare_lists": len(self._versions.rows.rows) > 1, "open_list": row.file_sha256 is not None}.get(name, True)

    def do(self, name: str) -> None:
        """Does one of the deeds."""
        self._versions.do(name)


class ListVersions(QWidget):
    """Enter or a double click compares a version with the one before it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.vendor_id: int | None = None
        self._vendor = ""
        self._awaited: int | None = None
        self._title = subheading()
        self.rows: RowTableModel[ListRow] = RowTableModel(_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[ListRow] = RecordTable(self.rows, "table_subcontractor_list", self)
        self.deeds = ListDeeds(desk, self)
        buttons = self.deeds.buttons(self)
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(gap // 2)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        tab_through(*(child for child in buttons.children() if isinstance(child, QWidget)), self.table)
        self.table.record_opened.connect(self._on_opened)
        self.retranslate()

    @property
    def in_hand(self) -> "ListRow | None":
        """The version the person stands on."""
        return next((row for row in self.rows.rows if row.id == self.table.current), None)

    def retranslate(self) -> None:
        """Says heading and table in the language now in force."""
        language = self.desk.language
        said = tr(language, "Lists as they came")
        self._title.setText(said)
        self.table.setAccessibleName(said)
        self.table.say_when_empty(tr(language, "No list of this vendor is kept yet. Press Ins here to take one in."))
        self.rows.set_language(language)
        self.deeds.retranslate()

    def look_at(self, vendor_id: int | None) -> None:
        """Shows the versions of a vendor's list; None shows nothing."""
        self.vendor_id = vendor_id
        if vendor_id is None:
            self._show("", ())
            return

        def show(sheet: jobs.ListSheet) -> None:
            if vendor_id == self.vendor_id:
                self._show(sheet.vendor, sheet.versions)

        self.desk.gateway.ask(lambda register: jobs.list_sheet(register, vendor_id), show)

    def stand_on(self, list_id: int) -> None:
        """Stands on a version, as soon as it is known."""
        self._awaited = list_id
        self._take_awaited()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def do(self, name: str) -> None:
        """Does one of the deeds to the version in hand."""
        from risk_register.desktop.deeds import subcontractors

        row, window = self.in_hand, cast("MainWindow", self.window())
        if name == "take_list":
            subcontractors.new_list(window)
        elif row is None:
            return
        elif name == "decide_on_list":
            subcontractors.decide(window, row.id)
        elif name == "compare_lists":
            self._compare(row)
        elif name == "edit_list":
            open_record_form(self.desk, "subcontractor_list", self, record_id=row.id)
        elif row.file_sha256 is not None:
            from risk_register.desktop.outside import open_safe_copy

            open_safe_copy(self.desk, row.file_sha256, row.file_name or "list")

    def _compare(self, row: "ListRow") -> None:
        from risk_register.desktop.dialogs.subcontractor_versions import SubcontractorVersionsDialog

        newest_first = sorted(self.rows.rows, key=lambda each: each.received_on, reverse=True)
        SubcontractorVersionsDialog(self.desk, self._vendor, newest_first, row.id, self.window()).open()

    def _show(self, vendor: str, versions: "Sequence[ListRow]") -> None:
        self._vendor = vendor
        self.rows.set_rows(versions)
        self._take_awaited()
        self.deeds.tell()

    def _take_awaited(self) -> None:
        if self._awaited is not None and self.table.select(self._awaited):
            self._awaited = None

    @Slot(object)
    def _on_opened(self, _identity: object) -> None:
        self.deeds.actions["compare_lists"].trigger()
