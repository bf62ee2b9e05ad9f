"""Who the organisation is: its entities and what they are under, and what reports carry of it."""

from risk_register.desktop.desk import Desk
from risk_register.desktop.pages.settings_parts.base import SectionsTab
from risk_register.desktop.pages.settings_parts.branding import BrandingPanel
from risk_register.desktop.widgets.basics import tab_through
from risk_register.texts import Text


class OrganisationTab(SectionsTab):
    """Entities, branches, regimes, insurance; what reports carry above them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Text("Organisation"), (("own_entity", "branch"), ("regime", "insurance_policy")))
        self.branding = BrandingPanel(desk, self)
        self.column.insertWidget(0, self.branding)
        tables = (each for section in self.sections for each in (*section.deeds.buttons, section.table))
        tab_through(*self.branding.controls, *tables)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        self.branding.retranslate()

    def refresh(self) -> None:
        """Reads records, logo and labels anew."""
        super().refresh()
        self.branding.refresh()
