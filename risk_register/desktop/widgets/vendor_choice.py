"""Choosing one or many vendors from a list of thousands: filtered as one types, ticked by Space, Enter or a click."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, subheading, tool_button
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import term
from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.model.vocabulary.risk import Tier
from risk_register.texts import Text, tr


class VendorChoice(QWidget):
    """What is ticked stays ticked whatever the filter shows."""

    changed = Signal()
    """Another choice of vendors."""

    def __init__(self, desk: Desk, rows: Sequence[VendorRow], chosen: Sequence[int], *, fixed: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._fixed = fixed
        self._names = {row.id: row.name for row in rows}
        self._ticked = {key: None for key in chosen if key in self._names}
        self.setObjectName("vendor_choice")
        columns: tuple[Column[VendorRow], ...] = (
            Column(Text("Chosen"), lambda row, _: "\N{CHECK MARK}" if row.id in self._ticked else "",
                   lambda row: row.id not in self._ticked, width=7),
            Column(Text("Vendor"), lambda row, _: row.name, lambda row: row.search, width=20, grows=True),
            Column(Text("Tier"), lambda row, language: term(Tier, row.tier, language), lambda row: row.tier, width=9),
        )
        self._title = subheading()
        self._count = QuietLabel()
        self.filter = FilterField("choice_filter", self)
        self.all = tool_button(self, name="choice_all")
        self.none = tool_button(self, name="choice_none")
        self.model: RowTableModel[VendorRow] = RowTableModel(columns, lambda row: row.id, desk.language)
        self.table: RecordTable[VendorRow] = RecordTable(self.model, "table_choice", self)
        self._build()
        self.model.set_rows(rows)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.record_opened.connect(self._toggle)
        self.table.clicked.connect(self._on_clicked)
        self.table.installEventFilter(self)
        self.all.clicked.connect(self._choose_shown)
        self.none.clicked.connect(self._choose_none)
        self._say()
        if self._ticked:
            self.table.sort_by(0)
            self.table.select(next(iter(self._ticked)))

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.addWidget(self.all)
        foot.addWidget(self.none)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(gap * 0.4))
        column.addLayout(head)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        for widget in (self.filter, self.table, self.all, self.none):
            widget.setEnabled(not self._fixed)

    @property
    def chosen(self) -> list[int]:
        """The ids of the vendors ticked, in the order in which they were."""
        return list(self._ticked)

    def name_of(self, vendor_id: int) -> str:
        """A vendor's name."""
        return self._names.get(vendor_id, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the vendor one stands on."""
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) \
                and event.key() == Qt.Key.Key_Space:
            self._toggle(self.table.current)
            return True
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        language = self.desk.language
        self._title.setText(tr(language, "To whom"))
        self.filter.say(tr(language, "Filter vendors"))
        self.filter.redraw()
        self.all.setText(tr(language, "Choose &all shown"))
        self.none.setText(tr(language, "Choose n&one"))
        self.table.setAccessibleName(tr(language, "Vendors"))
        self._tell()

    def _tell(self) -> None:
        self._count.setText(tr(self.desk.language, "{count} chosen", count=len(self._ticked)))
        self.none.setEnabled(bool(self._ticked) and not self._fixed)

    @Slot()
    def _narrow(self) -> None:
        wanted = fold_accents(self.filter.text()).split()
        self.model.set_filter((lambda row: all(word in row.search for word in wanted)) if wanted else None)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._toggle(self.model.identity_at(index.row()))

    @Slot(object)
    def _toggle(self, identity: object) -> None:
        if isinstance(identity, int) and not self._fixed:
            if identity in self._ticked:
                del self._ticked[identity]
            else:
                self._ticked[identity] = None
            self._show_change()

    @Slot()
    def _choose_shown(self) -> None:
        self._ticked.update(dict.fromkeys(row.id for row in self.model.rows))
        self._show_change()

    @Slot()
    def _choose_none(self) -> None:
        self._ticked.clear()
        self._show_change()

    def _show_change(self) -> None:
        self.model.set_language(self.desk.language)
        self._tell()
        self.changed.emit()
