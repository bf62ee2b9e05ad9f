"""Where one can go in the window: one line for each page, its menu entry, shortcut and icon, and the class that shows it.

Pages are imported when first shown. A page takes the desk and the actions, and is joined to the window by `Page.join`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.desktop.actions import Actions
    from risk_register.desktop.desk import Desk
    from risk_register.desktop.pages.base import Page


class Place(NamedTuple):
    """One page of the window."""

    name: str
    words: Text
    page: str
    """The module under `desktop.pages` and the class in it."""
    shortcut: str | None = None
    icon: str | None = None
    in_navigation: bool = True
    can_filter: bool = False
    """Whether the page has a filter field (`focus_filter`)."""
    needs_register: bool = True

    def make(self, desk: "Desk", actions: "Actions") -> "Page":
        """The page itself."""
        module, _, name = self.page.partition(":")
        return cast("Page", getattr(import_module(f"risk_register.desktop.pages.{module}"), name)(desk, actions))


PLACES: tuple[Place, ...] = (
    Place("today", Text("&Today"), "today:TodayPage", "Ctrl+1", "today", can_filter=True),
    Place("vendors", Text("&Vendors"), "vendors:VendorsPage", "Ctrl+2", "vendors", can_filter=True),
    Place("data_flows", Text("&Data flows"), "data_flows:DataFlowsPage", "Ctrl+3", "data-flows", can_filter=True),
    Place("questionnaires", Text("&Questionnaires"), "questionnaires:QuestionnairesPage", "Ctrl+4", "questionnaires",
          can_filter=True),
    Place("incidents", Text("&Incidents"), "incidents:IncidentsPage", "Ctrl+5", "incidents"),
    Place("risk", Text("Ris&k"), "risk:RiskPage", "Ctrl+6", "risk"),
    Place("reports", Text("&Reports"), "reports:ReportsPage", "Ctrl+7", "reports"),
    Place("history", Text("&History"), "history:HistoryPage", "Ctrl+8", "history", can_filter=True),
    Place("settings", Text("&Settings"), "settings:SettingsPage", "Ctrl+9", "settings"),
    Place("completeness", Text("&Completeness of the register"), "completeness:CompletenessPage", "Ctrl+Shift+L",
          "check", in_navigation=False, can_filter=True),
    Place("vendor", Text("V&endor"), "vendor:VendorPage", in_navigation=False),
    Place("welcome", Text("&Welcome page"), "welcome:WelcomePage", "Ctrl+0", in_navigation=False, needs_register=False),
)
BY_NAME: dict[str, Place] = {place.name: place for place in PLACES}


def import_all() -> None:
    """Imports all pages, in the worker, so that the first look at one does not keep the window waiting."""
    for place in PLACES:
        import_module(f"risk_register.desktop.pages.{place.page.partition(':')[0]}")
