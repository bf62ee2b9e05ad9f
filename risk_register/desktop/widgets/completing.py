"""Completing what is typed from any part of a name, whatever its capitals and accents."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QIdentityProxyModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from risk_register.model.names import fold_accents

_FOLDED = Qt.ItemDataRole.UserRole + 40
"""A role that no model of the window gives anything else under."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class Names(QStringListModel):
    """Names to pick from, with the same names folded: ten thousand are folded where they are read, not while one types."""

    def __init__(self, names: Sequence[str], folded: Sequence[str] | None = None) -> None:
        super().__init__(list(names))
        self._folded = [fold_accents(name) for name in names] if folded is None else list(folded)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """What the row says."""
        return self._folded[index.row()] if role == _FOLDED else super().data(index, role)


class _Folding(QIdentityProxyModel):
    """The same rows, which also say their words without capitals and accents."""

    def __init__(self, model: QAbstractItemModel, parent: QCompleter) -> None:
        super().__init__(parent)
        self._known: dict[str, str] = {}
        self.setSourceModel(model)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """What the row says; folded once, as every letter typed asks for all of them."""
        if role != _FOLDED:
            return super().data(index, role)
        words = str(super().data(index, _DISPLAY) or "")
        if (folded := self._known.get(words)) is None:
            folded = self._known[words] = fold_accents(words)
        return folded


class FoldedCompleter(QCompleter):
    """Offers every row in whose words the typed letters stand: 'muller' finds 'Groupe Müller'."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model if isinstance(model, Names) else _Folding(model, self))
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(12)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        return [fold_accents(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is written once a row was picked."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
