"""What the tabs have in common: named tables of one vendor's records, and finding the row of a fact."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.section import RecordDeeds
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import subheading
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.risk.result import FactRef
from risk_register.texts import Text


@dataclass(slots=True)
class Section:
    """One table of a tab: its heading, what stands in it when empty, and which records it takes from the sheet."""

    noun: str
    title: Text
    empty: Text
    columns: Sequence[Column[Any]]
    rows_of: Callable[[VendorSheet], Iterable[Any]]
    wrap: bool = False
    """Whether its cells take several lines; only for tables that stay short."""
    of_vendor: str | None = "vendor_id"
    """The field by which a new record is the vendor's; None where records are not entered here."""
    opens_form: bool = True
    """Whether Enter or a double click opens the record's form, and not something else."""


class SectionView(QWidget):
    """A section's heading above its table."""

    def __init__(self, section: Section, desk: Desk) -> None:
        super().__init__()
        self.section = section
        self.desk = desk
        self._title = subheading()
        self.model: RowTableModel[Any] = RowTableModel(section.columns, lambda row: row.id, desk.language)
        self.table: RecordTable[Any] = RecordTable(self.model, f"table_{section.noun}", self, wrap=section.wrap)
        self._vendor_id: int | None = None
        entered = section.of_vendor is not None
        self.deeds = RecordDeeds(desk, section.noun, self.table, self._given, opens=section.opens_form) if entered else None
        column = QVBoxLayout(self)
        gap = self.fontMetrics().height()
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(gap // 2)
        self._line = FlowingLine()
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._line.addWidget(self._title)
        if self.deeds is not None:
            self._line.addWidget(self.deeds)
        column.addLayout(self._line)
        column.addWidget(self.table, 1)

    def add_buttons(self, buttons: QWidget) -> None:
        """Puts more of what can be done to a record beside the heading."""
        self._line.insert(1, buttons)

    def show_rows(self, vendor_id: int | None, rows: Iterable[Any]) -> None:
        """Shows these records of a vendor."""
        self._vendor_id = vendor_id
        self.model.set_rows(rows)
        if self.deeds is not None:
            self.deeds.tell()

    def _given(self) -> Mapping[str, Any] | None:
        field = self.section.of_vendor
        return None if self._vendor_id is None or field is None else {"vendor_id": self._vendor_id, field: self._vendor_id}

    def retranslate(self) -> None:
        """Says heading and table in the language now in force."""
        language = self.desk.language
        words = self.section.title.render(language)
        self._title.setText(words)
        self.table.setAccessibleName(words)
        self.table.say_when_empty(self.section.empty.render(language))
        self.model.set_language(language)
        if self.deeds is not None:
            self.deeds.retranslate()


class VendorTab(QWidget):
    """One tab of sections. `title` is what stands on it, and what is read out of it."""

    title: Text
    short: Text | None = None
    """What stands on it in a window too narrow for all titles; None: the title is short."""
    vendor_opened = Signal(object)
    """The id of another vendor whose page is wanted."""

    def __init__(self, desk: Desk, sections: Sequence[Section] = ()) -> None:
        super().__init__()
        self.desk = desk
        self.views = tuple(SectionView(section, desk) for section in sections)
        if self.views:
            split = QSplitter(Qt.Orientation.Vertical, self)
            split.setChildrenCollapsible(False)
            for view in self.views:
                split.addWidget(view)
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(split)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        for view in self.views:
            view.retranslate()

    def redraw(self) -> None:
        """Draws the tab's icons in the theme now in force."""

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows a vendor's records."""
        for view in self.views:
            view.show_rows(sheet.facts.vendor.id, view.section.rows_of(sheet))

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        for view in self.views:
            view.show_rows(None, ())

    def stand_on(self, noun: str) -> bool:
        """Stands where records of a noun are entered; False where that is in another tab."""
        for view in self.views:
            if view.section.noun == noun:
                view.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def show_fact(self, ref: FactRef) -> bool:
        """Stands on the row of a fact; False where this tab does not hold it."""
        for view in self.views:
            if view.section.noun == ref.noun and view.table.select(ref.id):
                view.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
