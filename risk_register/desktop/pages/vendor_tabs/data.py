"""Which data goes to or comes from the vendor, and what of ours it reaches."""

from risk_register.desktop.countries import country_name
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, VendorTab
from risk_register.desktop.words import DASH, count, short_day, term, words
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import (
    CountryUse,
    CredentialKind,
    DataElement,
    IntegrationKind,
    Privilege,
    ProcessingRole,
    TransferMechanism,
)
from risk_register.texts import Language, Text


def _elements(row: facts.DataFlow, language: Language) -> str:
    return ", ".join(term(DataElement, element, language) for element in row.elements) or DASH


def _countries(row: facts.DataFlow, language: Language) -> str:
    places: dict[str, list[str]] = {}
    for each in row.countries:
        places.setdefault(each.country, []).append(term(CountryUse, each.use, language).lower())
    return ", ".join(f"{country_name(country, language)} ({', '.join(uses)})" for country, uses in places.items()) or DASH


_FLOWS: tuple[Column[facts.DataFlow], ...] = (
    Column(Text("Data flow"), lambda row, _: row.name, lambda row: natural_key(row.name), width=21),
    Column(Text("Data"), _elements, lambda row: len(row.elements), width=26, grows=True),
    Column(Text("People"), lambda row, language: count(row.people, language), lambda row: row.people, right=True, width=10),
    Column(Text("Vendor's role"), lambda row, language: term(ProcessingRole, row.their_role, language),
           lambda row: row.their_role, width=18),
    Column(Text("Countries"), _countries, lambda row: len(row.countries), width=20),
    Column(Text("Transfer"), lambda row, language: term(TransferMechanism, row.transfer_mechanism, language),
           lambda row: row.transfer_mechanism, width=20),
    Column(Text("Retention"), lambda row, _: words(row.retention), lambda row: row.retention, width=20),
)
_ACCESSES: tuple[Column[facts.Access], ...] = (
    Column(Text("System"), lambda row, _: row.system, lambda row: natural_key(row.system), width=20, grows=True),
    Column(Text("Privilege"), lambda row, language: term(Privilege, row.privilege, language), lambda row: row.privilege, width=18),
    Column(Text("Integration"), lambda row, language: term(IntegrationKind, row.integration, language),
           lambda row: row.integration, width=21),
    Column(Text("Credential"), lambda row, language: term(CredentialKind, row.credential, language),
           lambda row: row.credential, width=18),
    Column(Text("Granted"), lambda row, language: short_day(row.granted_on, language), lambda row: row.granted_on, width=9),
    Column(Text("Reviewed"), lambda row, language: short_day(row.reviewed_on, language), lambda row: row.reviewed_on, width=9),
    Column(Text("Revoked"), lambda row, language: short_day(row.revoked_on, language), lambda row: row.revoked_on, width=9),
)


class DataTab(VendorTab):
    """Data flows and access."""

    title = Text("Data and access")
    short = Text("Data")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (
            Section("data_flow", Text("Data flows"), Text("No data flow with this vendor is recorded."), _FLOWS,
                    lambda sheet: sheet.facts.flows, wrap=True, of_vendor="to_vendor_id"),
            Section("access", Text("Access to our systems"), Text("No access of this vendor is recorded."), _ACCESSES,
                    lambda sheet: sheet.facts.accesses),
        ))
