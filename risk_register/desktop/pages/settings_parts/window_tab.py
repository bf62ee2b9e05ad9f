"""The window's taste, which belongs to this computer: language, colours, and the name under which changes are recorded."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.language import LANGUAGE_NAMES
from risk_register.desktop.notifying_settings import NotifyingSettings
from risk_register.desktop.pages.settings_parts.base import SettingsTab
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label
from risk_register.texts import LANGUAGES, Text, tr

_THEMES = (("system", Text("As the system")), ("light", Text("Light")), ("dark", Text("Dark")))


class WindowTab(SettingsTab):
    """What is chosen here holds at once."""

    title = Text("Window")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.language = QuietComboBox(self)
        self.language.setObjectName("settings_language")
        for each in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[each], each)
        self.theme = QuietComboBox(self)
        self.theme.setObjectName("settings_theme")
        for value, _ in _THEMES:
            self.theme.addItem("", value)
        self.actor = QLineEdit(self)
        self.actor.setObjectName("settings_actor")
        self.notify = QCheckBox(self)
        self.notify.setObjectName("settings_notify")
        self._told = QuietLabel(wrap=True)
        self._labels = [(plain_label(), words, field) for words, field in (
            (Text("&Language"), self.language), (Text("&Theme"), self.theme), (Text("&Your name in the journal"), self.actor))]
        gap = self.fontMetrics().height()
        form = QFormLayout()
        form.setHorizontalSpacing(gap)
        form.setVerticalSpacing(gap)
        for label, _, field in self._labels:
            label.setBuddy(field)
            field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 48)
            form.addRow(label, field)
        form.addRow("", self.notify)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addLayout(form)
        column.addSpacing(gap)
        column.addWidget(self._told)
        column.addStretch(1)
        self.language.activated.connect(self._on_language)
        self.theme.activated.connect(self._on_theme)
        self.actor.editingFinished.connect(self._on_actor)
        self.notify.clicked.connect(self._on_notify)

    def join(self, window: Any) -> None:
        """Keeps the menus in step with what is chosen here."""
        self._actions = window.actions_

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        for label, words, field in self._labels:
            label.setText(words.render(language))
            field.setAccessibleName(words.render(language).replace("&", ""))
        self.notify.setText(tr(language, "&Notify me on the desktop of what is due"))
        for number, (_, words) in enumerate(_THEMES):
            self.theme.setItemText(number, words.render(language))
        self._told.setText(tr(language, "These belong to this computer. Every change to the register is recorded with your name."))
        self.refresh()

    def refresh(self) -> None:
        """Shows what is in force."""
        self.language.setCurrentIndex(self.language.findData(self.desk.language))
        self.theme.setCurrentIndex(self.theme.findData(self.desk.settings.theme))
        self.notify.setChecked(NotifyingSettings().wanted)
        if not self.actor.hasFocus():
            self.actor.setText(self.desk.settings.actor)

    def redraw(self) -> None:
        """Shows the theme now in force."""
        self.refresh()

    @Slot(int)
    def _on_language(self, _index: int) -> None:
        self._actions.languages[self.language.currentData()].trigger()

    @Slot(int)
    def _on_theme(self, _index: int) -> None:
        self._actions[f"theme_{self.theme.currentData()}"].trigger()

    @Slot(bool)
    def _on_notify(self, wanted: bool) -> None:
        NotifyingSettings().wanted = wanted

    @Slot()
    def _on_actor(self) -> None:
        if self.actor.text().strip():
            self.desk.settings.actor = self.actor.text()
        self.actor.setText(self.desk.settings.actor)
