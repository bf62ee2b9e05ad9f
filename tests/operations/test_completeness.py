"""Whether all vendors are there: the ledger on one side, the register on the other, and a decision on what is left."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.parties import Identifier, Vendor, VendorName
from risk_register.model.vocabulary import ScopeDecision
from risk_register.operations import records
from risk_register.operations.completeness import Completeness, NoLedger, completeness, ledgers
from risk_register.operations.ledgers import load_ledger, preview_ledger
from risk_register.operations.scope import (
    add_suppliers_as_vendors,
    decide_on_vendors,
    link_suppliers,
    put_suppliers_out_of_scope,
    reopen,
)
from risk_register.store import Register

LEDGER = """Supplier,Supplier no,VAT number,Country,Amount,Currency
Alder,1001,FR40303265045,France,1200.50,EUR
birch consulting,1002,,DE,80,EUR
Cedar Cloud SAS,1003,,FR,99.5,EUR
Paper Shop,1004,,FR,20,EUR
Paper Shop,1004,,FR,5,USD
"""
Write = Callable[..., Path]


@pytest.fixture
def vendors(register: Register) -> dict[str, int]:
    """Alder, known by its SIREN; Birch, by another name; Cedar, nearly; Dogwood, unpaid; one that is over, and one of others'."""
    with register.change("Vendors", "anna") as change:
        ids = {name: change.add(Vendor, legal_name=name, stage=stage, relation=relation) for name, stage, relation in (
            ("Alder Holding", "active", "direct"), ("Birch", "active", "direct"), ("Cedar Cloud", "active", "direct"),
            ("Dogwood", "active", "direct"), ("Elm", "terminated", "direct"), ("Fir", "active", "indirect"))}
        change.add(Identifier, vendor_id=ids["Alder Holding"], kind="siren", value="303 265 045")
        change.add(VendorName, vendor_id=ids["Birch"], name="Birch Consulting")
    return ids


@pytest.fixture
def ledger(tmp_path: Path) -> Write:
    def write(text: str = LEDGER, name: str = "paid 2025.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _states(found: Completeness) -> dict[str, str]:
    return {supplier.name: supplier.state for supplier in found.suppliers}


def _named(found: Completeness, name: str) -> int:
    return next(supplier.id for supplier in found.suppliers if supplier.name == name)


def test_before_a_ledger_is_loaded_the_way_out_is_said(register: Register) -> None:
    with pytest.raises(NoLedger, match="as finance has it"):
        completeness(register)


def test_suppliers_are_matched_by_number_and_name_and_the_rest_is_listed_on_both_sides(
        register: Register, vendors: dict[str, int], ledger: Write) -> None:
    loaded = load_ledger(register, ledger(), "anna")
    assert (loaded.matched, loaded.carried_over) == (2, 0)
    found = completeness(register)
    assert _states(found) == {"Alder": "matched", "birch consulting": "matched", "Cedar Cloud SAS": "unregistered",
                              "Paper Shop": "unregistered"}
    assert [(each.name, each.decision) for each in found.unpaid] == [("Cedar Cloud", None), ("Dogwood", None)]
    cedar = next(each for each in found.suppliers if each.name == "Cedar Cloud SAS")
    assert [(each.name, each.score) for each in cedar.suggestions] == [("Cedar Cloud", 100)]


def test_the_figures_add_up_in_every_currency(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    found = completeness(register)
    put_suppliers_out_of_scope(register, [_named(found, "Paper Shop")], ScopeDecision.GOODS_ONLY, None, "anna")
    figures = completeness(register).figures
    assert (figures.paid, figures.matched, figures.out_of_scope, figures.unregistered) == (4, 2, 1, 1)
    assert (figures.registered, figures.registered_paid, figures.unpaid, figures.unpaid_decided) == (4, 2, 2, 0)
    assert figures.undecided == 3
    assert [(each.currency, each.paid, each.matched, each.out_of_scope, each.undecided) for each in figures.amounts] == [
        ("EUR", Decimal("1400.00"), Decimal("1280.50"), Decimal(20), Decimal("99.5")), ("USD", 5, 0, 5, 0)]
    for each in figures.amounts:
        assert each.paid == each.matched + each.out_of_scope + each.undecided


def test_a_decision_says_who_when_and_why_and_is_undone_as_one(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    found = completeness(register)
    put_suppliers_out_of_scope(register, [_named(found, "Paper Shop"), _named(found, "Cedar Cloud SAS")],
                               ScopeDecision.OTHER, "a landlord", "ben")
    decided = completeness(register).in_state("decided")
    assert [(each.decision, each.reason, each.decided_by, each.decided_on) for each in decided] == [
        (ScopeDecision.OTHER, "a landlord", "ben", date(2026, 3, 2))] * 2
    register.undo("ben")
    assert completeness(register).in_state("decided") == []


def test_other_reasons_need_words(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    paper = _named(completeness(register), "Paper Shop")
    with pytest.raises(RegisterError, match="an auditor will ask"):
        put_suppliers_out_of_scope(register, [paper], ScopeDecision.OTHER, " ", "anna")
    with pytest.raises(RegisterError, match="must be a vendor"):
        put_suppliers_out_of_scope(register, [paper], ScopeDecision.IN_SCOPE, "why not", "anna")


def test_linking_a_supplier_pays_its_vendor(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    link_suppliers(register, {_named(completeness(register), "Cedar Cloud SAS"): vendors["Cedar Cloud"]}, "anna")
    found = completeness(register)
    assert _states(found)["Cedar Cloud SAS"] == "matched"
    assert [each.name for each in found.unpaid] == ["Dogwood"]


def test_a_supplier_is_added_as_a_prospect_with_what_the_ledger_knows(register: Register, ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    added = add_suppliers_as_vendors(register, [_named(completeness(register), "Alder")], "anna")
    vendor = records.record(register, "vendor", added[0])
    assert (vendor["legal_name"], vendor["stage"], vendor["country"]) == ("Alder", "prospect", "FR")
    assert [(each["kind"], each["value"]) for each in records.records(register, "identifier", vendor_id=added[0])] == [
        ("vat", "FR40303265045")]
    assert _states(completeness(register))["Alder"] == "matched"


def test_a_vendor_that_nobody_paid_stays_or_goes_by_decision(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    with pytest.raises(RegisterError, match="an auditor will ask"):
        decide_on_vendors(register, [vendors["Dogwood"]], ScopeDecision.IN_SCOPE, None, "anna")
    decide_on_vendors(register, [vendors["Dogwood"]], ScopeDecision.IN_SCOPE, "free of charge", "anna")
    dogwood = next(each for each in completeness(register).unpaid if each.name == "Dogwood")
    assert (dogwood.decision, dogwood.reason, dogwood.decided_by, dogwood.decided_on) == (
        ScopeDecision.IN_SCOPE, "free of charge", "anna", date(2026, 3, 2))
    reopen(register, [], [vendors["Dogwood"]], "anna")
    assert completeness(register).figures.unpaid == 2


def test_a_new_ledger_takes_over_what_was_decided(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    found = completeness(register)
    put_suppliers_out_of_scope(register, [_named(found, "Paper Shop")], ScopeDecision.GOODS_ONLY, "pens", "anna")
    link_suppliers(register, {_named(found, "Cedar Cloud SAS"): vendors["Cedar Cloud"]}, "anna")
    loaded = load_ledger(register, ledger(LEDGER.replace("Paper Shop", "PAPER  shop") + "Grove,1009,,FR,1,EUR\n", "paid 2026.csv"),
                         "ben")
    assert (loaded.matched, loaded.carried_over) == (3, 3)
    found = completeness(register)
    assert _states(found) == {"Alder": "matched", "birch consulting": "matched", "Cedar Cloud SAS": "matched",
                              "PAPER  shop": "decided", "Grove": "unregistered"}
    assert found.in_state("decided")[0].decided_by == "anna", "the decision stays hers"
    assert [each.title for each in ledgers(register)] == ["paid 2026", "paid 2025"]


def test_a_vendor_added_after_the_ledger_matches_at_once(register: Register, ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    records.add_record(register, "vendor", {"legal_name": "Paper Shop", "stage": "active"}, "anna")
    assert _states(completeness(register))["Paper Shop"] == "matched"


def test_finances_own_number_alone_is_no_match(register: Register, ledger: Write) -> None:
    records.add_record(register, "vendor", {"legal_name": "Quite Other", "reference": "1004", "stage": "active"}, "anna")
    load_ledger(register, ledger(), "anna")
    assert _states(completeness(register))["Paper Shop"] == "unregistered"


def test_the_same_file_is_not_loaded_twice_and_a_trial_stores_nothing(register: Register, ledger: Write) -> None:
    path = ledger()
    assert load_ledger(register, path, "anna", dry_run=True).ledger_id is None
    assert ledgers(register) == []
    load_ledger(register, path, "anna")
    with pytest.raises(RegisterError, match="loaded before"):
        load_ledger(register, path, "anna")


def test_what_was_said_of_a_column_is_remembered(register: Register, ledger: Write) -> None:
    roles = {"Wer": "name", "Wieviel": "amount", "Supplier": ""}
    load_ledger(register, ledger("Wer,Wieviel,Supplier\nAlder,12,x\n"), "anna", roles=roles)
    read = preview_ledger(register, ledger("wer ,WIEVIEL,supplier\nBirch,1,y\n", "next.csv"))
    assert [(each.name, each.amount) for each in read.suppliers] == [("Birch", Decimal(1))]


def test_the_past_shows_the_past(register: Register, vendors: dict[str, int], ledger: Write) -> None:
    load_ledger(register, ledger(), "anna")
    assert register.verify() == []
    with register.as_of(date(2026, 3, 2)) as past:
        assert completeness(past).figures.paid == 4
