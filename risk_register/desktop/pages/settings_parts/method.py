"""The method in force, readable, with its numbers and sources; and choosing another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import settings as jobs_settings
from risk_register.desktop.method_words import method_markdown
from risk_register.desktop.pages.settings_parts.base import SettingsTab
from risk_register.desktop.pages.settings_parts.method_choice import MethodChoiceBox
from risk_register.desktop.widgets.basics import QuietLabel
from risk_register.texts import Text, tr


class MethodTab(SettingsTab):
    """The choice above, the rules of the method in hand below."""

    title = Text("Method")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = self._in_force = ""
        self.chooser = MethodChoiceBox(desk)
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
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.chooser)
        split.addWidget(self.browser)
        split.setStretchFactor(1, 1)
        column.addWidget(split, 1)
        self.chooser.looked_at.connect(self._on_looked_at)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self._told.setText(tr(language, "By these rules every score is made. The register keeps them as they were when they came "
                                        "into force, so that no newer program changes an old judgement."))
        self.browser.setAccessibleName(tr(language, "Rules of the method"))
        self.chooser.retranslate()
        if self._text:
            self.browser.setMarkdown(method_markdown(self._text, language))

    def redraw(self) -> None:
        """Sets the text in the theme now in force."""
        self.retranslate()

    def refresh(self) -> None:
        """Reads the method of this register."""
        self.desk.gateway.ask(jobs_settings.method_text, self._on_text)
        self.chooser.refresh()

    def _on_text(self, text: str) -> None:
        self._in_force = text
        chosen = self.chooser.chosen
        self._on_looked_at(None if chosen is None or chosen.in_force else chosen.text)

    def _on_looked_at(self, text: str | None) -> None:
        """Shows the rules of a method; None: of the one in force, as this register keeps them."""
        shown = text if text is not None else self._in_force
        if shown != self._text:
            self._text = shown
            self.browser.setMarkdown(method_markdown(shown, self.desk.language))
