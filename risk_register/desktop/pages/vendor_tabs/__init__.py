"""The tabs of a vendor's page."""

from risk_register.desktop.pages.vendor_tabs.base import VendorTab
from risk_register.desktop.pages.vendor_tabs.data import DataTab
from risk_register.desktop.pages.vendor_tabs.history import HistoryTab
from risk_register.desktop.pages.vendor_tabs.overview import OverviewTab
from risk_register.desktop.pages.vendor_tabs.questionnaires import QuestionnairesTab
from risk_register.desktop.pages.vendor_tabs.records import ContactsTab, ExitTab
from risk_register.desktop.pages.vendor_tabs.reviews import ReviewsTab
from risk_register.desktop.pages.vendor_tabs.services import ServicesTab
from risk_register.desktop.pages.vendor_tabs.sla import SlaTab
from risk_register.desktop.pages.vendor_tabs.standards import StandardsTab
from risk_register.desktop.pages.vendor_tabs.subcontractors import SubcontractorsTab

__all__ = [
    "ContactsTab", "DataTab", "ExitTab", "HistoryTab", "OverviewTab", "QuestionnairesTab", "ReviewsTab", "ServicesTab", "SlaTab",
    "StandardsTab", "SubcontractorsTab", "VendorTab",
]
