"""English and French while the program runs: our own texts through `tr`, Qt's own buttons through its translation file."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from risk_register.texts import Language

LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "fr": "Français"}
"""Each language in its own words, as lists of languages show them."""

_LOCALES: dict[Language, QLocale] = {
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
}


def locale_of(language: Language) -> QLocale:
    """How that language's readers write dates and numbers."""
    return _LOCALES[language]


class QtTexts:
    """The words Qt itself brings (buttons of dialogs, menus of text fields), in the language last asked for."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def speak(self, language: Language) -> None:
        """Turns Qt's own words to a language; English is what Qt speaks by itself."""
        application = QApplication.instance()
        if application is None:
            return
        if self._translator is not None:
            application.removeTranslator(self._translator)
            self._translator = None
        QLocale.setDefault(_LOCALES[language])
        if language == "en":
            return
        translator = QTranslator(application)
        if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)
            self._translator = translator
