"""The list of vendors, and the vendor that a person names."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.exchange.facts_json import import_facts
from risk_register.exchange.facts_schema import SCHEMA
from risk_register.model.labels import value_label
from risk_register.model.nouns import BY_TABLE
from risk_register.model.parties import Person, Vendor, VendorName
from risk_register.model.rules import RuleText
from risk_register.model.services import Function, Service, ServiceFunction
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import Criticality, Stage, VendorRelation
from risk_register.operations import scoring, vendors
from risk_register.operations.registers import create_register
from risk_register.store import Register
from tests.store.conftest import Clock
from tests.store.looking import asked, behind_its_back


@pytest.fixture
def named(register: Register) -> dict[str, int]:
    with register.change("Add", "anna") as change:
        ids = {name: change.add(Vendor, legal_name=name) for name in (
            "OpenAI", "Openai", "Électre Services", "Electre Services", "Müller & Söhne", "zero\u200bwidth GmbH", "Acme One",
            "Acme Two")}
        change.add(VendorName, vendor_id=ids["OpenAI"], name="ChatGPT")
        change.add(VendorName, vendor_id=ids["Acme One"], name="Acme")
        change.add(VendorName, vendor_id=ids["Acme Two"], name="ACME")
    return ids


@pytest.mark.parametrize(("asked_for", "found"), [
    ("OpenAI", "OpenAI"), ("Openai", "Openai"), ("ChatGPT", "OpenAI"), ("chatgpt", "OpenAI"),
    ("Électre Services", "Électre Services"), ("électre  services ", "Électre Services"),
    ("electre services", "Electre Services"),
    ("E\u0301lectre Services", "Électre Services"), ("muller & sohne", "Müller & Söhne"),
    ("zerowidth gmbh", "zero\u200bwidth GmbH"),
    ("Acme", "Acme One"), ("ACME", "Acme Two"),
])
def test_an_exact_name_wins_and_else_case_and_accents_are_ignored(
        register: Register, named: dict[str, int], asked_for: str, found: str) -> None:
    assert vendors.find_vendor(register, asked_for) == named[found]


def test_a_vendor_is_found_by_its_id(register: Register, named: dict[str, int]) -> None:
    assert vendors.find_vendor(register, str(named["Openai"])) == named["Openai"]


def test_a_name_that_is_another_vendors_id_is_asked_about(register: Register, named: dict[str, int]) -> None:
    openai = named["OpenAI"]
    with register.change("Add", "anna") as change:
        number = change.add(Vendor, legal_name=str(openai))
    with pytest.raises(RegisterError, match="may be any of these vendors") as refused:
        vendors.find_vendor(register, str(openai))
    assert f"OpenAI ({openai})" in str(refused.value)
    assert f"({number})" in str(refused.value)
    assert vendors.find_vendor(register, str(number)) == number
    assert vendors.find_vendor(register, "OpenAI") == openai
    with pytest.raises(vendors.UnknownVendor):
        vendors.find_vendor(register, "9" * 5000)


def test_an_ambiguous_name_is_refused_with_its_candidates(register: Register, named: dict[str, int]) -> None:
    with pytest.raises(RegisterError) as refused:
        vendors.find_vendor(register, "openai")
    assert str(refused.value) == (f"'openai' may be any of these vendors: OpenAI ({named['OpenAI']}); Openai ({named['Openai']}). "
                                  "Name one by its full name or its id.")
    with pytest.raises(RegisterError, match=r"Acme One \(\d+\); Acme Two \(\d+\)"):
        vendors.find_vendor(register, "acme")


def test_a_name_that_nobody_has_is_refused_with_near_ones(register: Register, named: dict[str, int]) -> None:
    with pytest.raises(vendors.UnknownVendor, match="Is it one of these: Müller & Söhne"):
        vendors.find_vendor(register, "Muller")
    for nobody in ("Zypern AG", "", " ", "12"):
        with pytest.raises(vendors.UnknownVendor, match="There is no vendor named"):
            vendors.find_vendor(register, nobody)


def test_the_list_shows_owner_review_and_score_sorted_without_regard_to_case_and_accents(register: Register) -> None:
    with register.change("Add", "anna") as change:
        owner = change.add(Person, name="Anna")
        for name in ("Zeta", "Électre", "elan", "Alder"):
            change.add(Vendor, legal_name=name, owner_id=owner, next_review_on=date(2026, 5, 1))
        change.add(Vendor, legal_name="Mixpanel", relation=VendorRelation.INDIRECT)
        change.add(Vendor, legal_name="Gone", archived_on=date(2026, 1, 1))
    rows = vendors.list_vendors(register)
    assert [row.name for row in rows] == ["Alder", "elan", "Électre", "Zeta"]
    assert {(row.owner, row.next_review_on, row.tier, row.level, row.residual) for row in rows} == {
        ("Anna", date(2026, 5, 1), "unassessed", "unassessed", None)}
    assert [row.name for row in vendors.list_vendors(register, include_indirect=True)] == [
        "Alder", "elan", "Électre", "Mixpanel", "Zeta"]
    assert [row.name for row in vendors.matching(rows, "ELEC")] == ["Électre"]


def test_a_register_held_elsewhere_still_lists_todays_scores(register: Register) -> None:
    _critical(register, "Alder")
    with Register.open(register.path, clock=register.clock) as second:
        assert second.read_only
        [row] = vendors.list_vendors(second)
        assert row.tier != "unassessed"
    assert asked(register.path, "SELECT count(*) FROM derived_score") == [(0,)]
    assert vendors.list_vendors(register) == [row]
    assert asked(register.path, "SELECT count(*) FROM derived_score") == [(1,)]


def _critical(register: Register, name: str) -> tuple[int, int]:
    with register.change("Add", "anna") as change:
        vendor = change.add(Vendor, legal_name=name, stage=Stage.ACTIVE)
        function = change.add(Function, reference=f"F-{name}", name="Payments", criticality=Criticality.HIGH)
        service = change.add(Service, vendor_id=vendor, name="Hosting")
        change.add(ServiceFunction, service_id=service, function_id=function)
    return vendor, function


def test_a_level_that_no_program_knows_empties_no_list_and_is_shown_as_unknown(register: Register) -> None:
    alder, function = _critical(register, "Alder")
    _critical(register, "Birch")
    behind_its_back(register.path, "UPDATE function SET criticality = 'SUPERHIGH' WHERE id = ?", (function,))
    behind_its_back(register.path, "UPDATE vendor SET stage = 'SUPERHIGH' WHERE id = ?", (alder,))
    assert [row.name for row in vendors.list_vendors(register)] == ["Alder", "Birch"]
    [row, _] = vendors.list_vendors(register)
    assert value_label(BY_TABLE["vendor"], "stage", row.stage, "en") == "unknown: SUPERHIGH"
    assert value_label(BY_TABLE["function"], "criticality", "SUPERHIGH", "en") == "unknown: SUPERHIGH"
    assert len(scoring.assess(register)) == 2
    vendors.edit_vendor(register, alder, {"country": "FR"}, "anna")
    assert len(register.verify()) == 2


def test_a_level_that_is_none_and_an_empty_name_are_refused_with_their_place(register: Register) -> None:
    outcome = import_facts(register, {
        "schema": SCHEMA, "functions": [{"reference": "F-1", "name": "Payments", "criticality": "Banana"}],
        "vendors": [{"legal_name": ""}]}, actor="anna")
    said = [f"{place}: {reason}" for place, reason in outcome.rejected]
    assert len(said) == 2
    assert any("functions 1" in line and "criticality: 'Banana' is not one of" in line for line in said)
    assert any("vendors 1" in line and "legal_name: must not be empty" in line for line in said)
    with pytest.raises(DraftError, match="legal name: must not be empty"):
        vendors.add_vendor(register, {"legal_name": "  "}, "anna")
    with pytest.raises(DraftError, match="stage: 'Banana' is not one of: prospect"):
        vendors.add_vendor(register, {"legal_name": "Alder", "stage": "Banana"}, "anna")
    assert vendors.list_vendors(register) == []


def test_the_past_is_scored_by_what_was_known_then(tmp_path: Path) -> None:
    clock = Clock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    with create_register(tmp_path / "own.register", organisation="Northwind", actor="anna", clock=clock) as register:
        vendor = vendors.add_vendor(register, {"legal_name": "Alder"}, "anna")
        day = register.today()
        clock.pass_days(10)
        with register.change("Know more", "anna") as change:
            function = change.add(Function, reference="F-1", name="Payments", criticality=Criticality.HIGH)
            service = change.add(Service, vendor_id=vendor, name="Hosting")
            change.add(ServiceFunction, service_id=service, function_id=function)
        [now] = scoring.assess(register)
        assert now.tier.value != "unassessed"
        with register.as_of(day) as past:
            [then] = scoring.assess(past)
            assert (then.tier.value, then.residual, then.on) == ("unassessed", None, day)
            assert [row.tier for row in vendors.list_vendors(past)] == ["unassessed"]
        assert [row.tier for row in vendors.list_vendors(register)] == [now.tier.value]
        assert isinstance(now.inherent, Decimal)


def test_the_method_in_force_is_the_one_the_register_keeps_whatever_the_program_ships(register: Register) -> None:
    kept = scoring.method_in_force(register)
    changed = kept.text.replace("\n", "\n# as this organisation decided\n", 1)
    with register.change("Another text", "anna") as change:
        change.add(RuleText, kind="method", name="house", version=kept.version, sha256="0" * 64, body=changed,
                   first_used_on=date(2026, 3, 3))
    assert scoring.method_in_force(register).text == changed
    with pytest.raises(RegisterError):
        scoring.method_in_force(register, "no-such-method")


def test_a_register_whose_first_change_is_refused_is_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "own.register"
    with pytest.raises(DraftError):
        create_register(path, organisation="x" * 400)
    assert list(tmp_path.iterdir()) == []
