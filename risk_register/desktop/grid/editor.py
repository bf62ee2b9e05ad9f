"""The line that stands in a cell while it is edited, the words beside it where they cannot stand there, and its delegate."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QCompleter,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from risk_register.desktop.theme import alarm

if TYPE_CHECKING:
    from risk_register.desktop.grid.table import EditableTable

Index = QModelIndex | QPersistentModelIndex
_LEAST, _MOST_OFFERS = 16, 12
"""How many letters an editor shows at least, and how many words its list shows at once."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellLine(QLineEdit):
    """The editor of one cell. Words to choose from are completed from any part of them."""

    def __init__(self, parent: QWidget, offers: tuple[str, ...] = ()) -> None:
        super().__init__(parent)
        self.setObjectName("cell_editor")
        self.setAutoFillBackground(True)
        self.before = ""
        """What the cell held when editing began."""
        self.refused = ""
        """Why what is typed cannot be stored; empty while nobody said so."""
        self.keys: Callable[[CellLine, QKeyEvent], bool] | None = None
        """What is asked first about a key; True where it was dealt with."""
        self._popup: QAbstractItemView | None = None
        if offers:
            completer = QCompleter(QStringListModel(list(offers), self), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(_MOST_OFFERS)
            self.setCompleter(completer)
            self._popup = completer.popup()

    def event(self, event: QEvent) -> bool:
        """Asks about a key first. An open list sends keys here directly, past every filter, so that this is the one place."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.keys is not None \
                and self.keys(self, event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @property
    def has_words(self) -> bool:
        """Whether there are words to choose from."""
        return self._popup is not None

    @property
    def is_choosing(self) -> bool:
        """Whether the list of words is open."""
        return self._popup is not None and self._popup.isVisible()

    def offer_all(self) -> None:
        """Opens the list with all words."""
        if self._popup is not None:
            self.completer().setCompletionPrefix("")
            self.completer().complete()

    def choose(self) -> None:
        """Takes the word that is marked in the list, if one is, and closes it."""
        if self._popup is None or not self._popup.isVisible():
            return
        marked = self._popup.currentIndex()
        if marked.isValid():
            self.setText(str(marked.data()))
        self._popup.hide()


class ProblemWords(QLabel):
    """Says below a cell (above it in the last rows) why what is typed in it cannot stand there."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setObjectName("cell_problem")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAutoFillBackground(True)
        self.setFrameShape(QLabel.Shape.Box)
        gap = self.fontMetrics().averageCharWidth()
        self.setContentsMargins(gap, gap // 2, gap, gap // 2)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.hide()

    def say(self, words: str, cell: QWidget) -> None:
        """Shows the words at a cell."""
        palette = QPalette(self._viewport.palette())
        palette.setColor(QPalette.ColorRole.WindowText, alarm(palette))
        self.setPalette(palette)
        self.setText(f"\N{WARNING SIGN} {words}")
        area = self._viewport.rect()
        width = min(max(cell.width(), self.fontMetrics().averageCharWidth() * 44), area.width())
        self.setFixedWidth(width)
        self.adjustSize()
        place = cell.geometry()
        left = max(min(place.left(), area.width() - width), 0)
        below = place.bottom() + 1
        self.move(QPoint(left, below if below + self.height() <= area.height() else max(place.top() - self.height(), 0)))
        self.show()
        self.raise_()


class CellDelegate(QStyledItemDelegate):
    """Opens editors in the table's cells, and turns their keys into moves: nothing leaves an editor but through the table."""

    def __init__(self, table: "EditableTable[Any]") -> None:
        super().__init__(table)
        self._table = table
        self.made: CellLine | None = None
        """The editor that was opened last."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        """A line with what the cell may hold to choose from."""
        line = CellLine(parent, self._table.offers_at(index.column()))
        line.setAccessibleName(self._table.words_for(index))
        line.textEdited.connect(self._table.forget_problem)
        line.keys = self._on_key
        self.made = line
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell holds; text that was typed before is left alone."""
        if isinstance(editor, CellLine) and not editor.isModified():
            editor.before = self._table.typed_at(index)
            editor.setText(editor.before)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Nothing: the table commits by itself, since a refusal must keep the editor open."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        """The cell's own place, wider where it is narrow."""
        area = option.rect
        least = editor.fontMetrics().averageCharWidth() * _LEAST
        area.setWidth(max(area.width(), least))
        viewport = self._table.viewport().rect()
        area.moveLeft(max(min(area.left(), viewport.width() - area.width()), 0))
        editor.setGeometry(area)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leaving commits, but to the list of words or to another program."""
        if not isinstance(editor, CellLine):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason) \
                    and QApplication.activePopupWidget() is None:
                self._table.finish(editor)
            return False
        return False

    def _on_key(self, editor: CellLine, event: QKeyEvent) -> bool:
        """Tab, Enter, Up and Down commit and move on; Escape restores."""
        key, table = event.key(), self._table
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            table.restore(editor)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            editor.choose()
            table.finish(editor, across=-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in _ENTER:
            editor.choose()
            table.finish(editor, down=-1 if shift else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not editor.has_words:
            table.finish(editor, down=1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down and not editor.is_choosing:
            editor.offer_all()
        else:
            return False
        return True

    def close(self, editor: QWidget) -> None:
        """Takes the editor away."""
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
