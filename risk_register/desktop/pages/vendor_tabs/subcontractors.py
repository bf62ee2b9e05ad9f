"""Whom the vendor uses for what it does for us."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from risk_register.desktop.countries import country_name
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, SectionView, VendorTab
from risk_register.desktop.widgets.list_versions import ListVersions
from risk_register.desktop.words import DASH, short_day, term, words, yes_no
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import AuthorisationMode, LinkConfidence, SubcontractorDecision
from risk_register.risk.result import FactRef
from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.desktop.jobs.register import VendorSheet


def _countries(row: facts.SubcontractorLink, language: Language) -> str:
    return ", ".join(country_name(each, language) for each in row.countries) or DASH


_LINKS: tuple[Column[facts.SubcontractorLink], ...] = (
    Column(Text("Subcontractor"), lambda row, _: row.subcontractor, lambda row: natural_key(row.subcontractor), width=17),
    Column(Text("Used by"), lambda row, _: row.provider, lambda row: natural_key(row.provider), width=14),
    Column(Text("Purpose"), lambda row, _: words(row.purpose), lambda row: row.purpose, width=18, grows=True),
    Column(Text("Countries"), _countries, lambda row: len(row.countries), width=11),
    Column(Text("Critical function"), lambda row, language: yes_no(row.supports_critical_function, language),
           lambda row: row.supports_critical_function, width=8),
    Column(Text("Authorisation"), lambda row, language: term(AuthorisationMode, row.authorisation, language),
           lambda row: row.authorisation, width=16),
    Column(Text("Announced"), lambda row, language: short_day(row.announced_on, language), lambda row: row.announced_on, width=9),
    Column(Text("Objection until"), lambda row, language: short_day(row.objection_until, language),
           lambda row: row.objection_until, width=9),
    Column(Text("Our decision"), lambda row, language: term(SubcontractorDecision, row.decision, language),
           lambda row: row.decision, width=12),
    Column(Text("Known from"), lambda row, language: term(LinkConfidence, row.confidence, language),
           lambda row: row.confidence, width=14),
)


class SubcontractorsTab(VendorTab):
    """Subcontractors, and the lists that named them; Enter or a double click opens the subcontractor's own page."""

    title = Text("Subcontractors")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        links = SectionView(Section(
            "subcontractor_link", Text("Subcontractors"), Text("No subcontractor of this vendor is recorded."), _LINKS,
            lambda sheet: sheet.facts.subcontractors, wrap=True, of_vendor="provider_id", opens_form=False), desk)
        self.views = (links,)
        self.versions = ListVersions(desk)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(links)
        split.addWidget(self.versions)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        links.table.record_opened.connect(self._on_opened)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        self.versions.retranslate()

    def show_sheet(self, sheet: "VendorSheet") -> None:
        """Shows a vendor's subcontractors and the lists it sent."""
        super().show_sheet(sheet)
        self.versions.look_at(sheet.facts.vendor.id)

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        super().clear()
        self.versions.look_at(None)

    def show_fact(self, ref: FactRef) -> bool:
        """Of a list as it came, stands on its version, and on the first subcontractor it named."""
        if ref.noun != "subcontractor_list":
            return super().show_fact(ref)
        named = next((link.id for link in self.views[0].model.rows if link.list_id == ref.id), None)
        if named is not None:
            self.views[0].table.select(named)
        self.versions.stand_on(ref.id)
        return True

    @Slot(object)
    def _on_opened(self, identity: object) -> None:
        for link in self.views[0].model.rows:
            if link.id == identity:
                self.vendor_opened.emit(link.subcontractor_id)
