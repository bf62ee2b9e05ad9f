"""Who the organisation is: its entities and what they are under, and its logo."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import settings as jobs_settings
from risk_register.desktop.pages.settings_parts.base import SectionsTab
from risk_register.desktop.widgets.basics import QuietLabel, subheading, tab_through
from risk_register.texts import Text, tr

_WIDE, _HIGH = 180, 48
"""Pixels of the logo as it is shown here."""


class OrganisationTab(SectionsTab):
    """Entities, branches, regimes, insurance; the logo above them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Text("Organisation"), (("own_entity", "branch"), ("regime", "insurance_policy")))
        self._title = subheading()
        self._picture = QLabel(self)
        self._told = QuietLabel()
        self.choose = QPushButton(self)
        self.choose.setObjectName("choose_logo")
        self.remove = QPushButton(self)
        self.remove.setObjectName("remove_logo")
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.setContentsMargins(gap, gap, gap, 0)
        for widget in (self._title, self._picture, self._told, self.choose, self.remove):
            line.addWidget(widget)
        line.addStretch(1)
        self.column.insertLayout(0, line)
        tables = (each for section in self.sections for each in (*section.deeds.buttons, section.table))
        tab_through(self.choose, self.remove, *tables)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        language = self.desk.language
        self._title.setText(tr(language, "Logo"))
        self._told.setText(tr(language, "None yet: a PNG or JPEG picture for the cover of reports"))
        self._picture.setAccessibleName(tr(language, "Logo"))
        self.choose.setText(tr(language, "Choose a logo…"))
        self.remove.setText(tr(language, "Remove the logo"))

    def refresh(self) -> None:
        """Reads records and logo anew."""
        super().refresh()
        self.desk.gateway.ask(jobs_settings.logo, self._on_logo)

    def _on_logo(self, content: bytes | None) -> None:
        pixmap = QPixmap()
        shown = content is not None and pixmap.loadFromData(content)
        if shown:
            self._picture.setPixmap(pixmap.scaled(_WIDE, _HIGH, Qt.AspectRatioMode.KeepAspectRatio,
                                                  Qt.TransformationMode.SmoothTransformation))
        self._picture.setVisible(shown)
        self._told.setVisible(not shown)
        self.choose.setEnabled(self.desk.gateway.can_change)
        self.remove.setEnabled(shown and self.desk.gateway.can_change)

    @Slot()
    def _on_choose(self) -> None:
        language = self.desk.language
        ask_for_file(self.desk, self, tr(language, "Choose a logo"), self._on_chosen,
                     filters=(f"{tr(language, 'Pictures')} (*.png *.jpg *.jpeg)",))

    def _on_chosen(self, path: Path) -> None:
        actor = self.desk.settings.actor
        self.desk.settings.last_folder = str(path.parent)
        self.desk.gateway.change(lambda register: jobs_settings.set_logo(register, path, actor))

    @Slot()
    def _on_remove(self) -> None:
        actor = self.desk.settings.actor
        self.desk.gateway.change(lambda register: jobs_settings.remove_logo(register, actor))
