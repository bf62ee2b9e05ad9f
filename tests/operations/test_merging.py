"""Two records of one vendor made one: nothing that either said is lost, and one undo brings both back as they were."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.model.countries import country_name
from risk_register.model.nouns import BY_TABLE, NOUNS
from risk_register.operations import records
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.journal import redo, undo, verify
from risk_register.operations.merging import merge_vendors, preview_merge
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.registers import create_register
from risk_register.operations.scoring import refresh_scores
from risk_register.operations.supply_chain import supply_chain
from risk_register.operations.vendors import find_vendor, list_vendors
from risk_register.store import Register
from risk_register.store.schema import derived_score
from tests.operations.conftest import Form
from tests.store.looking import tables

OFFICER = "Compliance officer"


def add(register: Register, noun: str, **values: Any) -> int:
    return records.add_record(register, noun, values, OFFICER)


def of(register: Register, noun: str, vendor: int) -> list[dict[str, Any]]:
    return records.records(register, noun, vendor_id=vendor)


@pytest.fixture
def alder(register: Register) -> int:
    return add(register, "vendor", legal_name="Alder", reference="V-1", country="FR", stage="active")


@pytest.fixture
def other(register: Register) -> int:
    return add(register, "vendor", legal_name="Alder SAS", reference="V-9", country="DE", stage="prospect", town="Lyon")


def note(register: Register, vendor: int) -> str:
    return "\n".join(row["body"] for row in of(register, "note", vendor))


def test_names_and_references_of_both_stay(register: Register, alder: int, other: int) -> None:
    add(register, "vendor_name", vendor_id=other, name="Alder Cloud")
    add(register, "identifier", vendor_id=other, kind="siren", value="732829320")
    merge_vendors(register, alder, other, OFFICER)
    assert [row["id"] for row in records.records(register, "vendor")] == [alder]
    assert {row["name"] for row in of(register, "vendor_name", alder)} == {"Alder SAS", "Alder Cloud"}
    assert {(row["kind"], row["value"]) for row in of(register, "identifier", alder)} == {
        ("siren", "732829320"), ("internal", "V-9")}
    assert records.record(register, "vendor", alder)["town"] == "Lyon"


def test_of_fields_that_differ_the_kept_ones_stay_and_the_others_are_noted(register: Register, alder: int, other: int) -> None:
    merge_vendors(register, alder, other, OFFICER)
    kept = records.record(register, "vendor", alder)
    assert (kept["legal_name"], kept["country"], kept["stage"]) == ("Alder", "FR", "active")
    assert "country: Germany" in note(register, alder)
    assert "stage: Prospect" in note(register, alder)


def test_whose_word_stays_is_chosen_field_by_field(register: Register, alder: int, other: int) -> None:
    merge_vendors(register, alder, other, OFFICER, {"legal_name": "other", "country": "other", "reference": "other"})
    kept = records.record(register, "vendor", alder)
    assert (kept["legal_name"], kept["reference"], kept["country"], kept["stage"]) == ("Alder SAS", "V-9", "DE", "active")
    assert {row["name"] for row in of(register, "vendor_name", alder)} == {"Alder"}
    assert {row["value"] for row in of(register, "identifier", alder)} == {"V-1"}
    assert "country: France" in note(register, alder)
    undo(register, OFFICER)
    assert records.record(register, "vendor", alder)["legal_name"] == "Alder"


def test_nothing_can_be_chosen_about_a_field_in_which_they_agree(register: Register, alder: int, other: int) -> None:
    with pytest.raises(RegisterError, match="nothing to choose about town"):
        merge_vendors(register, alder, other, OFFICER, {"town": "other"})


def test_a_vendor_is_not_merged_with_itself_nor_with_one_that_is_gone(register: Register, alder: int) -> None:
    with pytest.raises(RegisterError, match="with itself"):
        preview_merge(register, alder, alder)
    with pytest.raises(RegisterError, match="no vendor with the id 12"):
        merge_vendors(register, alder, 12, OFFICER)


def test_the_preview_says_what_differs_what_is_filled_and_what_goes_over(register: Register, alder: int, other: int) -> None:
    add(register, "contract", vendor_id=other, reference="C-1")
    add(register, "service", vendor_id=other, name="Hosting")
    add(register, "subcontractor_link", provider_id=alder, subcontractor_id=other, purpose="support")
    head = register.head()
    seen = preview_merge(register, alder, other)
    assert (seen.keep, seen.other) == ("Alder", "Alder SAS")
    assert {(each.field, each.keep, each.other, each.stays) for each in seen.differences} == {
        ("legal_name", "Alder", "Alder SAS", "keep"), ("reference", "V-1", "V-9", "keep"), ("country", "France", "Germany", "keep"),
        ("stage", "Active", "Prospect", "keep")}
    assert seen.filled == (("town", "Lyon"),)
    assert seen.moved == {"contract": 1, "service": 1}
    [between] = seen.between
    assert between.startswith("Alder SAS was recorded as subcontractor of Alder; purpose: support")
    assert register.head() == head


def test_a_vendor_known_only_through_others_becomes_one_of_ours(register: Register, alder: int) -> None:
    indirect = add(register, "vendor", legal_name="Alder Ltd", relation="indirect")
    merge_vendors(register, indirect, alder, OFFICER)
    assert records.record(register, "vendor", indirect)["relation"] == "direct"


def test_a_scope_decision_keeps_its_reason_and_takes_no_other(register: Register, alder: int) -> None:
    out = add(register, "vendor", legal_name="Alder Ltd", scope_decision="goods_only", scope_reason="buys pens",
              scope_decided_by=OFFICER, scope_decided_on=date(2026, 1, 5))
    assert "scope_reason" not in {each.field for each in preview_merge(register, alder, out).differences}
    merge_vendors(register, alder, out, OFFICER)
    kept = records.record(register, "vendor", alder)
    assert (kept["scope_decision"], kept["scope_reason"]) == ("in_scope", None)
    assert "reason for the scope decision: buys pens" in note(register, alder)
    undo(register, OFFICER)
    merge_vendors(register, alder, out, OFFICER, {"scope_decision": "other"})
    assert records.record(register, "vendor", alder)["scope_reason"] == "buys pens"


def test_what_was_archived_is_back_where_the_other_was_not(register: Register, alder: int, other: int) -> None:
    records.edit_record(register, "vendor", alder, {"archived_on": date(2026, 1, 1)}, OFFICER)
    merge_vendors(register, alder, other, OFFICER)
    assert records.record(register, "vendor", alder)["archived_on"] is None


def test_links_between_the_two_go_into_the_note_with_all_they_said(register: Register, alder: int, other: int) -> None:
    link = add(register, "subcontractor_link", provider_id=other, subcontractor_id=alder, purpose="payments")
    add(register, "link_country", link_id=link, country="FR", use="processing")
    before = tables(register)
    merge_vendors(register, alder, other, OFFICER)
    assert records.records(register, "subcontractor_link") == []
    assert "Alder was recorded as subcontractor of Alder SAS; purpose: payments" in note(register, alder)
    assert "country: FR" in note(register, alder)
    undo(register, OFFICER)
    assert tables(register) == before


def test_the_same_subcontractor_of_both_is_one_link_with_the_countries_of_both(register: Register, alder: int, other: int) -> None:
    third = add(register, "vendor", legal_name="Cedar")
    for provider, country in ((alder, "FR"), (other, "IE"), (other, "FR")):
        found = records.records(register, "subcontractor_link", provider_id=provider)
        link = found[0]["id"] if found else add(register, "subcontractor_link", provider_id=provider, subcontractor_id=third)
        add(register, "link_country", link_id=link, country=country, use="processing")
    merge_vendors(register, alder, other, OFFICER)
    [link] = records.records(register, "subcontractor_link")
    assert sorted(row["country"] for row in records.records(register, "link_country", link_id=link["id"])) == ["FR", "IE"]


def test_links_that_say_different_things_both_stay(register: Register, alder: int, other: int) -> None:
    third = add(register, "vendor", legal_name="Cedar")
    add(register, "subcontractor_link", provider_id=third, subcontractor_id=alder, purpose="support")
    add(register, "subcontractor_link", provider_id=third, subcontractor_id=other, purpose="payments")
    merge_vendors(register, alder, other, OFFICER)
    assert {row["purpose"] for row in records.records(register, "subcontractor_link", subcontractor_id=alder)} == {
        "support", "payments"}


def test_a_service_of_the_same_name_is_one_and_keeps_what_hangs_on_both(register: Register, alder: int, other: int) -> None:
    function = add(register, "function", reference="F-1", name="Payments")
    services = [add(register, "service", vendor_id=alder, name="Hosting", kind="saas"),
                add(register, "service", vendor_id=other, name="Hosting", description="of the shop")]
    for service in services:
        add(register, "service_function", service_id=service, function_id=function)
    flow = add(register, "data_flow", name="Orders", to_vendor_id=other, service_id=services[1])
    merge_vendors(register, alder, other, OFFICER)
    [service] = of(register, "service", alder)
    assert (service["kind"], service["description"]) == ("saas", "of the shop")
    assert len(records.records(register, "service_function")) == 1
    kept = records.record(register, "data_flow", flow)
    assert (kept["to_vendor_id"], kept["service_id"]) == (alder, service["id"])


def test_custom_fields_of_one_name_with_two_values_both_stay(register: Register, alder: int, other: int) -> None:
    add(register, "custom_field", vendor_id=alder, name="Colour", value="blue")
    add(register, "custom_field", vendor_id=alder, name="Colour (Alder SAS)", value="green")
    add(register, "custom_field", vendor_id=other, name="Colour", value="red")
    add(register, "custom_field", vendor_id=other, name="Size", value="5")
    merge_vendors(register, alder, other, OFFICER)
    assert {row["name"]: row["value"] for row in of(register, "custom_field", alder)} == {
        "Colour": "blue", "Colour (Alder SAS)": "green", "Colour (Alder SAS, 2)": "red", "Size": "5"}


def test_an_incident_that_struck_both_struck_one(register: Register, alder: int, other: int) -> None:
    incident = add(register, "incident", title="Breach", origin_id=other, announced_by_id=other)
    for vendor in (alder, other):
        add(register, "incident_vendor", incident_id=incident, vendor_id=vendor)
    with register.change("Notice", OFFICER) as change:
        change.add(BY_TABLE["incident_notice"].record, incident_id=incident, announcement="We were breached.",
                   announced_by_id=other, received_on=date(2026, 3, 1))
    before = tables(register)
    merge_vendors(register, alder, other, OFFICER)
    assert [row["vendor_id"] for row in records.records(register, "incident_vendor")] == [alder]
    assert [row["announced_by_id"] for row in records.records(register, "incident_notice")] == [alder]
    assert records.record(register, "incident", incident)["origin_id"] == alder
    assert verify(register) == []
    undo(register, OFFICER)
    assert tables(register) == before
    assert verify(register) == []


def test_questionnaires_come_over_with_every_answer(register: Register, alder: int, other: int, form: Form) -> None:
    import_questionnaire(register, form("a.csv"), vendor_id=alder, actor=OFFICER)
    import_questionnaire(register, form("b.csv", A_2="Yes"), vendor_id=other, actor=OFFICER)
    answers = len(records.records(register, "answer"))
    merge_vendors(register, alder, other, OFFICER)
    assert len(of(register, "questionnaire", alder)) == 2
    assert len(records.records(register, "answer")) == answers


def test_parents_follow_and_nobody_becomes_their_own(register: Register, alder: int, other: int) -> None:
    child = add(register, "vendor", legal_name="Birch", parent_id=other, ultimate_parent_id=other)
    records.edit_record(register, "vendor", alder, {"parent_id": child}, OFFICER)
    before = tables(register)
    merge_vendors(register, alder, other, OFFICER)
    assert records.record(register, "vendor", child)["parent_id"] == alder
    assert records.record(register, "vendor", alder)["parent_id"] is None
    assert "parent: Birch" in note(register, alder)
    undo(register, OFFICER)
    assert tables(register) == before


def test_one_parent_of_the_other_is_no_parent_afterwards(register: Register, alder: int, other: int) -> None:
    records.edit_record(register, "vendor", alder, {"parent_id": other, "ultimate_parent_id": other}, OFFICER)
    merge_vendors(register, alder, other, OFFICER)
    kept = records.record(register, "vendor", alder)
    assert (kept["parent_id"], kept["ultimate_parent_id"]) == (None, None)


def test_two_parents_are_chosen_between(register: Register, alder: int, other: int) -> None:
    for vendor, name in ((alder, "North"), (other, "South")):
        parent = add(register, "vendor", legal_name=name)
        records.edit_record(register, "vendor", vendor, {"parent_id": parent}, OFFICER)
    assert ("parent_id", "North", "South") in {
        (each.field, each.keep, each.other) for each in preview_merge(register, alder, other).differences}
    merge_vendors(register, alder, other, OFFICER, {"parent_id": "other"})
    assert "parent: North" in note(register, alder)


def test_a_flow_between_the_two_stays_and_the_chain_is_still_drawn(register: Register, alder: int, other: int) -> None:
    flow = add(register, "data_flow", name="Orders", from_vendor_id=alder, to_vendor_id=other)
    merge_vendors(register, alder, other, OFFICER)
    assert records.record(register, "data_flow", flow)["from_vendor_id"] == alder
    assert "'Orders' ran between the two" in note(register, alder)
    assert supply_chain(register) is not None


def test_lists_and_scores_are_those_of_one_vendor_afterwards(tmp_path: Path) -> None:
    make_demonstration(tmp_path / "demonstration.riskregister")
    with Register.open(tmp_path / "demonstration.riskregister", clock=lambda: datetime(2025, 11, 24, 9, tzinfo=UTC)) as register:
        before, facts = list_vendors(register), tables(register)
        keep, gone = (find_vendor(register, name) for name in ("OpenAI", "Stripe"))
        merge_vendors(register, keep, gone, OFFICER)
        assert len(list_vendors(register)) == len(before) - 1
        refresh_scores(register)
        by_touch = _scores(register)
        register.derive({"head": "forgotten"}, derived_score, [])
        refresh_scores(register)
        assert by_touch == _scores(register)
        assert verify(register) == []
        undo(register, OFFICER)
        assert tables(register) == facts
        assert list_vendors(register) == before


def _scores(register: Register) -> list[tuple[Any, ...]]:
    with register.read() as connection:
        return sorted(tuple(row) for row in connection.execute(derived_score.select()))


def test_the_note_is_in_the_language_of_whoever_merges(register: Register, alder: int, other: int) -> None:
    merge_vendors(register, alder, other, OFFICER, language="fr")
    assert "Fusionné avec Alder SAS" in note(register, alder)


def test_redo_merges_again_and_the_journal_still_verifies(register: Register, alder: int, other: int) -> None:
    add(register, "contract", vendor_id=other, reference="C-1", annual_cost=Decimal("12.50"))
    merge_vendors(register, alder, other, OFFICER)
    merged = tables(register)
    undo(register, OFFICER)
    redo(register, OFFICER)
    assert tables(register) == merged
    assert verify(register) == []


_COUNTRIES = st.sampled_from([None, "FR", "DE"])
_WORDS = st.text("abcdé ", min_size=1, max_size=6).filter(lambda text: bool(text.strip()))
_SIDE = st.fixed_dictionaries({
    "country": _COUNTRIES, "town": st.none() | _WORDS, "stage": st.sampled_from(["prospect", "active"]),
    "description": st.none() | _WORDS, "since": st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    "relation": st.sampled_from(["direct", "indirect"]),
    "vendor_name": st.lists(_WORDS, max_size=2, unique=True), "service": st.lists(_WORDS, max_size=2),
    "custom_field": st.dictionaries(st.sampled_from("ABC"), _WORDS, max_size=3),
    "identifier": st.lists(st.sampled_from(["X-1", "X-2", "X-3"]), max_size=2, unique=True),
    "subcontracts": st.lists(st.sampled_from([0, 1, 2]), max_size=3), "flows": st.lists(st.sampled_from([0, 1, 2]), max_size=2),
    "finding": st.lists(_WORDS, max_size=2), "parent": st.sampled_from([None, 0, 2]),
})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("merging")


def _fill(register: Register, vendor: int, side: Mapping[str, Any], parties: list[int]) -> None:
    """Facts as drawn; a party by number is the two vendors or the third one."""
    rows: list[tuple[str, dict[str, Any]]] = [
        *(("vendor_name", {"vendor_id": vendor, "name": name}) for name in side["vendor_name"]),
        *(("service", {"vendor_id": vendor, "name": name}) for name in side["service"]),
        *(("custom_field", {"vendor_id": vendor, "name": name, "value": value}) for name, value in side["custom_field"].items()),
        *(("identifier", {"vendor_id": vendor, "kind": "internal", "value": value}) for value in side["identifier"]),
        *(("finding", {"vendor_id": vendor, "title": title, "severity": "low", "opened_on": date(2026, 1, 1)})
          for title in side["finding"]),
        *(("subcontractor_link", {"provider_id": vendor, "subcontractor_id": parties[number]})
          for number in side["subcontracts"] if parties[number] != vendor),
        *(("data_flow", {"name": f"flow {number}", "from_vendor_id": vendor, "to_vendor_id": parties[number]})
          for number in side["flows"]),
    ]
    with register.change("Fill", OFFICER) as change:
        for noun, values in rows:
            change.add(BY_TABLE[noun].record, **values)
        if side["parent"] is not None and parties[side["parent"]] != vendor:
            change.update(BY_TABLE["vendor"].record, vendor, parent_id=parties[side["parent"]])


def _all_words(register: Register) -> str:
    return "\n".join(str(value) for rows in tables(register).values() for row in rows.values() for value in row.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_SIDE, second=_SIDE, swapped=st.sets(st.sampled_from(["legal_name", "country", "town", "stage", "description"])))
def test_every_fact_of_both_is_kept_and_undo_restores_the_tables(
        place: Path, first: Mapping[str, Any], second: Mapping[str, Any], swapped: set[str]) -> None:
    path = place / "one.riskregister"
    path.unlink(missing_ok=True)
    with create_register(path, clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as register:
        own = ("country", "town", "stage", "description", "since", "relation")
        with register.change("Set up", OFFICER) as change:
            record = BY_TABLE["vendor"].record
            parties = [change.add(record, legal_name=name, reference=name[:3], **{each: side[each] for each in own})
                       for name, side in (("One", first), ("Two", second))]
            parties.append(change.add(record, legal_name="Three"))
        for vendor, side in zip(parties, (first, second), strict=False):
            _fill(register, vendor, side, parties)
        keep, other, third = parties
        before, links = tables(register), records.records(register, "subcontractor_link")
        disputed = {each.field for each in preview_merge(register, keep, other).differences}
        merge_vendors(register, keep, other, OFFICER, dict.fromkeys(swapped & disputed, "other"))
        after = _all_words(register)
        for noun, rows in before.items():
            fields = set(BY_TABLE[noun].draft.model_fields)
            for row in rows.values():
                for name, value in row.items():
                    if isinstance(value, str) and name in fields and name not in ("stage", "relation", "confidence"):
                        assert (country_name(value, "en") if name == "country" else value) in after or value in after
        held = tables(register)
        for noun in ("finding", "data_flow"):
            assert held.get(noun, {}).keys() == before.get(noun, {}).keys()
        outside = {(keep if row["provider_id"] == other else row["provider_id"],
                    keep if row["subcontractor_id"] == other else row["subcontractor_id"]) for row in links}
        assert {(row["provider_id"], row["subcontractor_id"]) for row in held.get("subcontractor_link", {}).values()} == {
            pair for pair in outside if pair[0] != pair[1]}
        assert not any(other in row.values() for noun in NOUNS for row in held.get(noun.name, {}).values())
        assert held["vendor"][third]["parent_id"] != third
        assert verify(register) == []
        undo(register, OFFICER)
        assert tables(register) == before
        assert verify(register) == []
