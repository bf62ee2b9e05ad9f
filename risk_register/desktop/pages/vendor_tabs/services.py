"""Services and the contracts they are bought under, with the clauses that were read in them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, VendorTab
from risk_register.desktop.widgets.document_deed import DocumentDeed
from risk_register.desktop.words import DASH, amount, short_day, term, words
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import (
    ClauseState,
    ClauseTopic,
    ContractKind,
    Criticality,
    Reliance,
    Renewal,
    ServiceKind,
    Substitutability,
)
from risk_register.risk.result import FactRef
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from risk_register.desktop.jobs.register import VendorSheet


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause with the reference of its contract."""

    id: int
    contract: str
    clause: facts.Clause


def _functions(service: facts.Service, language: Language) -> str:
    found = (f"{function.name} ({term(Criticality, function.criticality, language)})" for function in service.functions)
    return ", ".join(found) or DASH


def _notice(contract: facts.Contract, language: Language) -> str:
    if contract.notice_days_ours is None:
        return DASH
    return tr(language, "{days} days", days=contract.notice_days_ours)


def _clauses(sheet: "VendorSheet") -> "Iterator[ClauseRow]":
    for contract in sheet.facts.contracts:
        for clause in contract.clauses:
            yield ClauseRow(clause.id, contract.reference, clause)


def _promise(row: ClauseRow, language: Language) -> str:
    clause = row.clause
    if clause.hours is not None:
        return tr(language, "Within {hours} hours", hours=clause.hours)
    return words(clause.wording)


_SERVICES: tuple[Column[facts.Service], ...] = (
    Column(Text("Service"), lambda row, _: row.name, lambda row: natural_key(row.name), width=20),
    Column(Text("Kind"), lambda row, language: term(ServiceKind, row.kind, language), lambda row: row.kind, width=24),
    Column(Text("Functions it supports"), _functions, lambda row: len(row.functions), width=24, grows=True),
    Column(Text("Reliance"), lambda row, language: term(Reliance, row.reliance, language), lambda row: row.reliance, width=13),
    Column(Text("Substitutability"), lambda row, language: term(Substitutability, row.substitutability, language),
           lambda row: row.substitutability, width=20),
)
_CONTRACTS: tuple[Column[facts.Contract], ...] = (
    Column(Text("Reference"), lambda row, _: row.reference, lambda row: natural_key(row.reference), width=16),
    Column(Text("Contract"), lambda row, _: words(row.title), lambda row: row.title, width=20, grows=True),
    Column(Text("Kind"), lambda row, language: term(ContractKind, row.kind, language), lambda row: row.kind, width=14),
    Column(Text("From"), lambda row, language: short_day(row.starts_on, language), lambda row: row.starts_on, width=9),
    Column(Text("To"), lambda row, language: short_day(row.ends_on, language), lambda row: row.ends_on, width=9),
    Column(Text("Renewal"), lambda row, language: term(Renewal, row.renewal, language), lambda row: row.renewal, width=18),
    Column(Text("Our notice"), _notice, lambda row: row.notice_days_ours, right=True, width=9),
    Column(Text("Cost a year"), lambda row, language: amount(row.annual_cost, row.currency, language),
           lambda row: row.annual_cost, right=True, width=16),
)
_CLAUSES: tuple[Column[ClauseRow], ...] = (
    Column(Text("Contract"), lambda row, _: row.contract, lambda row: natural_key(row.contract), width=16),
    Column(Text("Clause"), lambda row, language: term(ClauseTopic, row.clause.topic, language),
           lambda row: row.clause.topic, width=21),
    Column(Text("State"), lambda row, language: term(ClauseState, row.clause.state, language),
           lambda row: row.clause.state, width=12),
    Column(Text("Page"), lambda row, _: words(row.clause.page), lambda row: row.clause.page, width=7),
    Column(Text("What it says"), _promise, lambda row: row.clause.hours, width=24, grows=True),
    Column(Text("Read by"), lambda row, _: words(row.clause.read_by), lambda row: row.clause.read_by, width=16),
    Column(Text("Read on"), lambda row, language: short_day(row.clause.read_on, language),
           lambda row: row.clause.read_on, width=9),
)


class ServicesTab(VendorTab):
    """What the vendor does for us, and on which paper."""

    title = Text("Services and contracts")
    short = Text("Contracts")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (
            Section("service", Text("Services"), Text("No service of this vendor is recorded."), _SERVICES,
                    lambda sheet: sheet.facts.services, wrap=True),
            Section("contract", Text("Contracts"), Text("No contract with this vendor is recorded."), _CONTRACTS,
                    lambda sheet: sheet.facts.contracts, opens_form=False),
            Section("clause", Text("Clauses"), Text("No clause of its contracts has been read yet."), _CLAUSES, _clauses,
                    wrap=True),
        ))
        self._evidence: dict[int, facts.Evidence] = {}
        contracts = self.views[1]
        assert contracts.deeds is not None
        self.document = DocumentDeed(desk, contracts.table, self._document_in_hand, contracts.deeds.edit)
        contracts.add_buttons(self.document.buttons(contracts))

    def show_sheet(self, sheet: "VendorSheet") -> None:
        """Shows a vendor's services and contracts, whose documents are among its evidence."""
        self._evidence = {each.id: each for each in sheet.facts.evidence}
        super().show_sheet(sheet)
        self.document.tell()

    def _document_in_hand(self) -> facts.Evidence | None:
        view = self.views[1]
        contract = next((row for row in view.model.rows if row.id == view.table.current), None)
        return self._evidence.get(contract.document_id) if contract is not None and contract.document_id is not None else None

    def show_fact(self, ref: FactRef) -> bool:
        """A function of ours is shown with the service that supports it."""
        if ref.noun == "function":
            for service in self.views[0].model.rows:
                if any(function.id == ref.id for function in service.functions):
                    return super().show_fact(FactRef("service", service.id))
        return super().show_fact(ref)
