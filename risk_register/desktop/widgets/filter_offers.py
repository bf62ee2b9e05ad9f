"""The list that completes the value of a field while it is typed into a filter."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

_MOST = 12


class FilterOffers(QObject):
    """Opens below the filter once a field is named, and stays out of the way while names of records are typed."""

    def __init__(self, line: QLineEdit, offers: Callable[[str], tuple[str, list[str]]]) -> None:
        super().__init__(line)
        self._line = line
        self._offers = offers
        self._words = QStringListModel(self)
        self._completer: QCompleter | None = None
        line.textEdited.connect(self._on_edited)

    def _on_edited(self, typed: str) -> None:
        if ":" not in typed and self._completer is None:
            return
        before, parts = self._offers(typed)
        popup = self._made()
        self._words.setStringList([f"{before}{part}" for part in parts if f"{before}{part}".rstrip() != typed])
        if not self._words.rowCount():
            popup.hide()
        elif not popup.isVisible() and self._completer is not None:
            self._completer.complete()

    def _made(self) -> QAbstractItemView:
        """Made when a field is first named, since a starting window needs no list."""
        if self._completer is None:
            self._completer = QCompleter(self._words, self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._completer.setMaxVisibleItems(_MOST)
            self._line.setCompleter(self._completer)
        return cast("QAbstractItemView", self._completer.popup())
