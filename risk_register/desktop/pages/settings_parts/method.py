"""The method in force, readable, with its numbers and sources."""

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import settings as jobs_settings
from risk_register.desktop.method_words import method_markdown
from risk_register.desktop.pages.settings_parts.base import SettingsTab
from risk_register.desktop.widgets.basics import QuietLabel
from risk_register.texts import Text, tr


class MethodTab(SettingsTab):
    """Shows it; it is not changed here."""

    title = Text("Method")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = ""
        self._told = QuietLabel(wrap=True)
        self.browser = QTextBrowser(self)
        self.browser.setObjectName("settings_method")
        self.browser.setOpenLinks(False)
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        gap = self.fontMetrics().height()
        self.browser.document().setDocumentMargin(gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self._told)
        column.addWidget(self.browser, 1)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self._told.setText(tr(language, "By these rules every score is made. The register keeps them as they were when they came "
                                        "into force, so that no newer program changes an old judgement."))
        self.browser.setAccessibleName(tr(language, "Method"))
        if self._text:
            self.browser.setMarkdown(method_markdown(self._text, language))

    def redraw(self) -> None:
        """Sets the text in the theme now in force."""
        self.retranslate()

    def refresh(self) -> None:
        """Reads the method of this register."""
        self.desk.gateway.ask(jobs_settings.method_text, self._on_text)

    def _on_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.retranslate()
