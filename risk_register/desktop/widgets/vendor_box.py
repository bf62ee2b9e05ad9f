"""A drop-down of vendors that stays quick with ten thousand of them: it looks into the rows instead of holding an item for each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox
from risk_register.desktop.widgets.completing import FoldedCompleter
from risk_register.model.names import fold
from risk_register.model.rows import VendorRow
from risk_register.texts import Text

_NAMES: tuple[Column[VendorRow], ...] = (Column(Text("Vendor"), lambda row, _: row.name, lambda row: row.search),)
_LETTERS = 24


class VendorBox(QuietComboBox):
    """Offers vendors by name; where it may be typed into, names are completed from any part of them."""

    def __init__(self, name: str, parent: QWidget | None = None, *, typed: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self._names: RowTableModel[VendorRow] = RowTableModel(_NAMES, lambda row: row.id, parent=self)
        self.setModel(self._names)
        if typed:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self.setCompleter(FoldedCompleter(self._names, self))

    def offer(self, rows: Sequence[VendorRow]) -> None:
        """Offers these vendors; the one chosen before stays chosen where it is among them."""
        before = self.chosen()
        quiet = self.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self._names.set_rows(rows)
        self.choose(before)
        self.blockSignals(quiet)

    def choose(self, vendor_id: int | None) -> bool:
        """Chooses a vendor; where it is not offered, the first one of a list that cannot be typed into. Says whether it was."""
        place = None if vendor_id is None else self._names.place_of(vendor_id)
        first = 0 if self._names.rows and not self.isEditable() else -1
        self.setCurrentIndex(first if place is None else place)
        return place is not None

    def chosen(self) -> int | None:
        """The id of the vendor chosen, or whose name was typed; None where there is none of that name."""
        if not self.isEditable():
            place = self.currentIndex()
            return self._names.rows[place].id if 0 <= place < len(self._names.rows) else None
        typed = fold(self.currentText())
        return next((row.id for row in self._names.rows if fold(row.name) == typed), None) if typed else None
