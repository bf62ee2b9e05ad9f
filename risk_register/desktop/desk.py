"""What every page is given: the language and theme now in force, the settings, and the register's door."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from risk_register.desktop import theme
from risk_register.desktop.gateway import Gateway
from risk_register.desktop.language import QtTexts
from risk_register.desktop.settings import Settings
from risk_register.texts import Language


class Desk(QObject):
    """One per window. Pages read from it and listen to it; only actions change it."""

    language_changed = Signal()
    """Another language is in force: everything shown is to be said anew."""
    theme_changed = Signal()
    """Other colours are in force: icons are to be drawn anew."""

    def __init__(self, settings: Settings, gateway: Gateway, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.gateway = gateway
        self._language = settings.language
        self._qt_texts = QtTexts()
        self._qt_texts.speak(self._language)

    @property
    def language(self) -> Language:
        """The language now in force."""
        return self._language

    def speak(self, language: Language) -> None:
        """Turns the whole window to a language, and remembers it."""
        if language == self._language:
            return
        self._language = self.settings.language = language
        self._qt_texts.speak(language)
        self.language_changed.emit()

    def dress(self, choice: str) -> None:
        """Turns the whole window light, dark or to the system's own, and remembers it."""
        self.settings.theme = choice
        theme.apply(choice)
        self.theme_changed.emit()

    def on_system_colours(self) -> None:
        """The system turned light or dark; the window follows unless a theme was chosen."""
        if self.settings.theme == "system" and QApplication.instance() is not None:
            self.theme_changed.emit()
