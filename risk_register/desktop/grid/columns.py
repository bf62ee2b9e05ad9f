"""Which columns of a table are shown, in which order and how wide: chosen from the heading's menu and remembered."""

import json
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.texts import tr


class ColumnChoice(QObject):
    """Keeps the person's choice for the columns that have a name. The first column is always shown."""

    chosen = Signal()
    """Other columns are shown now."""

    def __init__(self, table: RecordTable[Any], desk: Desk) -> None:
        super().__init__(table)
        self._table = table
        self._desk = desk
        self._key = f"columns_{table.objectName()}"
        self._taking = False
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_requested)
        header.setFirstSectionMovable(False)
        self.take()
        header.sectionMoved.connect(self.keep)
        header.sectionResized.connect(self.keep)

    @property
    def columns(self) -> list[tuple[int, Column[Any]]]:
        """The columns that may be chosen, by their place in the model."""
        return [(place, column) for place, column in enumerate(self._table.rows.columns) if column.name]

    def take(self) -> None:
        """Shows the columns as they were left."""
        kept = self._read()
        header = self._table.horizontalHeader()
        self._taking = True
        shown = kept.get("shown")
        for place, column in self.columns:
            self._table.setColumnHidden(place, column.name not in shown if shown is not None else not column.shown)
        places = {column.name: place for place, column in self.columns}
        order = [places[name] for name in kept.get("order", []) if name in places]
        for to, place in enumerate(order or range(header.count())):
            header.moveSection(header.visualIndex(place), to)
        self._table.setColumnHidden(0, False)  # noqa: FBT003  # Qt's own signature
        self._table.take_widths({places[name]: width for name, width in kept.get("widths", {}).items() if name in places})
        self._taking = False

    def keep(self) -> None:
        """Remembers the columns as they are."""
        if self._taking:
            return
        header = self._table.horizontalHeader()
        names = {place: column.name for place, column in self.columns}
        order = [names[place] for place in (header.logicalIndex(at) for at in range(header.count())) if place in names]
        state = {
            "order": order,
            "shown": [name for place, name in names.items() if not self._table.isColumnHidden(place)],
            "widths": {names[place]: width for place, width in self._table.own_widths.items() if place in names},
        }
        self._desk.settings.keep_layout(self._key, QByteArray(json.dumps(state).encode()))

    def show_column(self, place: int, shown: bool) -> None:  # a slot of a menu entry
        """Shows a column or hides it."""
        self._table.setColumnHidden(place, not shown)
        self._table.take_widths(self._table.own_widths)
        self.keep()
        self.chosen.emit()

    def start_over(self) -> None:
        """Shows the columns as they are at first."""
        self._desk.settings.keep_layout(self._key, QByteArray(b"{}"))
        self.take()
        self.chosen.emit()

    def fill(self, menu: QMenu) -> None:
        """Puts an entry for each column into a menu, ticked where it is shown."""
        language = self._desk.language
        menu.clear()
        for place, column in self.columns:
            action = menu.addAction(column.title.render(language).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(place))
            action.setEnabled(place != 0)
            action.toggled.connect(lambda shown, place=place: self.show_column(place, shown))
        menu.addSeparator()
        menu.addAction(tr(language, "As at &first")).triggered.connect(self.start_over)

    def popup(self, at: QPoint) -> None:
        """Opens the menu at a place of the screen."""
        menu = QMenu(self._table)
        menu.setObjectName("column_menu")
        self.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_menu_requested(self, at: QPoint) -> None:
        self.popup(self._table.horizontalHeader().mapToGlobal(at))

    def _read(self) -> dict[str, Any]:
        kept = self._desk.settings.layout(self._key)
        try:
            found = json.loads(bytes(kept.data())) if kept is not None else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}
