"""The lines of what was found: a heading for each kind, then its best; and how they are drawn and read out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_NAME_SHARE = 0.62
"""Of a line's width, what the name may take while there is something beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is called, what stands beside it, and what to do when it is chosen. Without a target: a heading."""

    name: str
    beside: str = ""
    target: object = None
    kind: str = ""
    """What a record of its kind is called, for ears."""

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        return ", ".join(part for part in (self.name, self.beside, self.kind) if part)


def grouped(kinds: Iterable[tuple[str, str, Sequence[Entry]]]) -> list[Entry]:
    """The lines of several kinds, each (heading, what one is called, lines), under their headings; kinds without lines stay out."""
    lines: list[Entry] = []
    for heading, kind, entries in kinds:
        if entries:
            lines.append(Entry(heading))
            lines.extend(Entry(each.name, each.beside, each.target, kind) for each in entries)
    return lines


class EntryModel(QAbstractListModel):
    """The lines as a list; headings can be read but not chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Takes new lines."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line's words for eyes and ears, or the line itself."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return entry if role == ENTRY_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are not chosen."""
        if index.isValid() and self.entries[index.row()].target is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def next_choice(self, row: int, step: int) -> int | None:
        """The nearest line after `row` (before it, for a negative step) that can be chosen; None where there is none."""
        row += step
        while 0 <= row < len(self.entries):
            if self.entries[row].target is not None:
                return row
            row += step
        return None


class EntryDelegate(QStyledItemDelegate):
    """Draws a name with what stands beside it in the quiet colour, and headings small."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line with air; headings stand off from what is above them."""
        height = option.fontMetrics.height()
        heading = index.data(ENTRY_ROLE).target is None
        return QSize(0, round(height * (1.9 if heading and index.row() else 1.6)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws one line."""
        entry: Entry = index.data(ENTRY_ROLE)
        palette, area = option.palette, option.rect.adjusted(10, 0, -10, 0)
        painter.save()
        if entry.target is None:
            self._paint_heading(painter, entry, area, option)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight))
        ink = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        metrics = option.fontMetrics
        room = round(area.width() * _NAME_SHARE) if entry.beside else area.width()
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(option.font)
        painter.setPen(ink)
        painter.drawText(area, _LEFT, name)
        taken = metrics.horizontalAdvance(name) + metrics.averageCharWidth() * 2
        rest = area.adjusted(taken, 0, 0, 0)
        painter.setPen(quiet)
        painter.drawText(rest, _RIGHT, metrics.elidedText(entry.beside, Qt.TextElideMode.ElideRight, rest.width()))
        painter.restore()

    def _paint_heading(self, painter: QPainter, entry: Entry, area: QRect, option: QStyleOptionViewItem) -> None:
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText))
        words = QFontMetrics(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
