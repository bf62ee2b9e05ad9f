"""Filters that a person saved under a name, and the menu that offers them together with the fields a filter may name."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.texts import Language, tr


class SavedFilters(QToolButton):
    """A button beside a filter field. What is saved is the text of the filter, so that it can be read and changed."""

    def __init__(self, desk: Desk, field: FilterField, fields: Callable[[Language], Sequence[str]],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._field = field
        self._fields = fields
        self._key = f"filters_{field.objectName()}"
        self.setObjectName(f"{field.objectName()}_saved")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu: QMenu | None = None

    def retranslate(self) -> None:
        """Says the button in the language now in force."""
        self.setText(tr(self._desk.language, "Filters"))

    def showEvent(self, event: QShowEvent) -> None:
        """Makes the menu when it may first be opened: a starting window needs none."""
        super().showEvent(event)
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.aboutToShow.connect(self._fill)
            self.setMenu(self._menu)

    @property
    def saved(self) -> dict[str, str]:
        """The saved filters by name."""
        kept = self._desk.settings.layout(self._key)
        try:
            found = json.loads(bytes(kept.data())) if kept is not None else {}
        except ValueError:
            return {}
        return {str(name): str(words) for name, words in found.items()} if isinstance(found, dict) else {}

    def save(self, name: str) -> None:
        """Saves the filter now in force under a name."""
        if name.strip():
            self._keep({**self.saved, name.strip(): self._field.text().strip()})

    def forget(self, name: str) -> None:
        """Takes a saved filter away."""
        self._keep({known: words for known, words in self.saved.items() if known != name})

    def _keep(self, filters: dict[str, str]) -> None:
        self._desk.settings.keep_layout(self._key, QByteArray(json.dumps(filters).encode()))

    @Slot()
    def ask_name(self) -> None:
        """Asks under which name the filter now in force is to be saved."""
        if not self._field.text().strip():
            self._field.setFocus()
            return
        language = self._desk.language
        dialog = QInputDialog(self.window())
        dialog.setObjectName("save_filter")
        dialog.setWindowTitle(tr(language, "Save this filter"))
        dialog.setLabelText(tr(language, "Name of the filter “{filter}”:", filter=self._field.text().strip()))
        dialog.textValueSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _fill(self) -> None:
        menu, language = self._menu, self._desk.language
        if menu is None:
            return
        menu.clear()
        for name, words in sorted(self.saved.items(), key=lambda each: each[0].casefold()):
            action = menu.addAction(name.replace("&", "&&"))
            action.setToolTip(words)
            action.triggered.connect(lambda _checked=False, words=words: self._use(words))
        if self.saved:
            menu.addSeparator()
        save = menu.addAction(tr(language, "Save this &filter…"))
        save.setEnabled(bool(self._field.text().strip()))
        save.triggered.connect(self.ask_name)
        if self.saved:
            gone = menu.addMenu(tr(language, "&Remove"))
            for name in sorted(self.saved, key=str.casefold):
                gone.addAction(name.replace("&", "&&")).triggered.connect(lambda _checked=False, name=name: self.forget(name))
        within = menu.addMenu(tr(language, "Filter b&y a field"))
        for field in self._fields(language):
            within.addAction(f"{field}:").triggered.connect(lambda _checked=False, field=field: self._begin(field))

    def _use(self, words: str) -> None:
        self._field.setText(words)
        self._field.setFocus()

    def _begin(self, field: str) -> None:
        text = self._field.text().rstrip()
        self._field.setText(f"{text} {field}:".lstrip())
        self._field.setFocus()
        self._field.textEdited.emit(self._field.text())
