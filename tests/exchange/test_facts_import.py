"""Facts as JSON come in whole or not at all, are recognised when they come again, and are refused by place and field."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.exchange.facts_json import FactsOutcome, export_facts, import_facts, read_facts, write_facts
from risk_register.exchange.facts_schema import SCHEMA
from risk_register.model.parties import Vendor
from risk_register.model.vocabulary import Criticality
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.journal import history
from risk_register.operations.registers import create_register
from risk_register.store import Register, search
from risk_register.store.ids import IdAllocator

SUPPLY_CHAIN: dict[str, Any] = {
    "people": [{"name": "Ana Ruiz", "role": "CISO"}],
    "vendors": [
        {"id": "openai", "legal_name": "OpenAI", "stage": "active", "owner_id": "Ana Ruiz", "since": "2024-10-01"},
        {"legal_name": "Mixpanel", "relation": "indirect", "parent_id": "holding"},
        {"id": "holding", "legal_name": "Mixpanel Holding"},
    ],
    "identifiers": [{"vendor_id": "openai", "kind": "lei", "value": "00012300000000000099"}],
    "services": [{"id": "api", "vendor_id": "OpenAI", "name": "Model API"}],
    "evidence": [{"id": "soc2", "vendor_id": "openai", "kind": "soc2_type2", "title": "SOC 2", "period_to": "2025-06-30"}],
    "evidence_links": [{"evidence_id": "soc2", "noun": "contract", "record_id": "C-1"}],
    "contracts": [{"id": "C-1", "reference": "C-1", "vendor_id": "openai", "document_id": "soc2", "annual_cost": "1200.50"}],
    "sla_terms": [{"id": "uptime", "contract_id": "C-1", "metric": "availability", "target": 99.95, "unit": "percent"}],
    "sla_measurements": [{"sla_term_id": "uptime", "starts_on": "2025-01-01", "ends_on": "2025-01-31", "value": "99.90"}],
    "subcontractor_links": [{"provider_id": "OpenAI", "subcontractor_id": "Mixpanel", "service_id": "api"}],
    "question_sets": [{"id": "caiq", "family": "caiq", "version": "4.0.3"}],
    "questions": [{"id": "q1", "question_set_id": "caiq", "question_id": "A&A-01.1", "text": "Audited?", "domain": "compliance"}],
    "questionnaires": [{"id": "round", "vendor_id": "openai", "question_set_id": "caiq"}],
    "answers": [{"questionnaire_id": "round", "question_id": "q1", "verdict": "yes", "domain": "compliance", "words": "Yes"}],
    "notes": [{"vendor_id": "openai", "author": "Ana Ruiz", "written_at": "2025-11-27T09:00:00+01:00", "body": "Told us."}],
}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.create(tmp_path / "vendors.register", allocator=IdAllocator.seeded(5)) as made:
        yield made


def take(register: Register, lists: dict[str, Any], **options: Any) -> FactsOutcome:
    return import_facts(register, {"schema": SCHEMA, **lists}, actor="Ana Ruiz", **options)


def counts(outcome: FactsOutcome) -> tuple[int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged


def told(outcome: FactsOutcome) -> list[tuple[str, str]]:
    return [(place, str(reason)) for place, reason in outcome.rejected]


def only(register: Register, plural: str) -> dict[str, Any]:
    (record,) = export_facts(register)[plural]
    return record  # type: ignore[no-any-return]


def test_records_of_one_file_refer_to_each_other_by_key_and_by_name(register: Register) -> None:
    outcome = take(register, SUPPLY_CHAIN)
    assert told(outcome) == []
    assert counts(outcome) == (sum(map(len, SUPPLY_CHAIN.values())), 0, 0)
    facts = export_facts(register)
    vendors = {vendor["legal_name"]: vendor for vendor in facts["vendors"]}
    assert vendors["OpenAI"]["owner_id"] == facts["people"][0]["id"]
    assert vendors["Mixpanel"]["parent_id"] == vendors["Mixpanel Holding"]["id"]
    assert facts["subcontractor_links"][0]["subcontractor_id"] == vendors["Mixpanel"]["id"]
    assert facts["evidence_links"][0]["record_id"] == facts["contracts"][0]["id"]
    assert facts["notes"][0]["written_at"] == "2025-11-27T08:00:00+00:00"
    assert facts["sla_terms"][0]["target"] == "99.95"
    assert facts["answers"][0]["verdict"] == "yes"


def test_the_same_file_read_twice_creates_nothing(register: Register) -> None:
    first = take(register, SUPPLY_CHAIN)
    head = register.head()
    second = take(register, SUPPLY_CHAIN)
    assert counts(second) == (0, 0, first.created)
    assert register.head() == head


def test_an_export_read_into_an_empty_register_gives_the_same_facts_and_ids(register: Register, tmp_path: Path) -> None:
    take(register, SUPPLY_CHAIN)
    facts = json.loads(json.dumps(export_facts(register)))
    with Register.create(tmp_path / "copy.register") as copy:
        outcome = import_facts(copy, facts, actor="Ana Ruiz")
        assert told(outcome) == []
        assert export_facts(copy) == facts
        assert counts(import_facts(copy, facts, actor="Ana Ruiz")) == (0, 0, outcome.created)


def test_an_export_read_back_changes_nothing(register: Register) -> None:
    take(register, SUPPLY_CHAIN)
    facts = export_facts(register)
    assert counts(import_facts(register, facts, actor="Ana Ruiz"))[:2] == (0, 0)


def test_an_import_is_one_change_that_can_be_undone(register: Register) -> None:
    take(register, SUPPLY_CHAIN)
    assert register.head()[0] == 1
    register.undo("Ana Ruiz")
    assert export_facts(register) == {"schema": SCHEMA}
    assert register.verify() == []


def test_a_dry_run_says_what_would_happen_and_stores_nothing(register: Register) -> None:
    outcome = take(register, SUPPLY_CHAIN, dry_run=True)
    assert outcome.created == sum(map(len, SUPPLY_CHAIN.values()))
    assert export_facts(register) == {"schema": SCHEMA}


def test_only_the_fields_given_are_changed_and_null_empties_one(register: Register) -> None:
    take(register, {"vendors": [{"legal_name": "Alder", "country": "FR", "website": "https://alder.example"}]})
    outcome = take(register, {"vendors": [{"legal_name": "  ALDER ", "legal_name_": 1}]})
    assert outcome.rejected
    outcome = take(register, {"vendors": [{"id": only(register, "vendors")["id"], "country": None}]})
    assert counts(outcome) == (0, 1, 0)
    assert only(register, "vendors")["website"] == "https://alder.example"
    assert "country" not in only(register, "vendors")


def test_a_vendor_spelt_with_other_spaces_and_case_is_the_same_vendor(register: Register) -> None:
    take(register, {"vendors": [{"legal_name": "Électre Services"}]})
    outcome = take(register, {"vendors": [{"legal_name": "électre\u00a0 SERVICES", "stage": "active"}]})
    assert counts(outcome) == (0, 1, 0)
    assert only(register, "vendors")["legal_name"] == "électre\u00a0 SERVICES"


def test_a_reference_takes_the_exact_name_and_else_ignores_case_and_accents(register: Register) -> None:
    take(register, {"vendors": [{"legal_name": "Electre"}, {"legal_name": "Électre"}]})
    exact = take(register, {"services": [{"vendor_id": "Électre", "name": "Hosting"}]})
    assert counts(exact) == (1, 0, 0)
    loose = take(register, {"services": [{"vendor_id": "ELECTRE", "name": "Mail"}]})
    (place, reason), = told(loose)
    assert place == "services 1 (Mail)"
    assert reason.startswith("vendor_id: 'ELECTRE' could be any of these: Electre (")
    assert "Électre (" in reason


def test_a_vendor_is_found_by_its_other_names(register: Register) -> None:
    note = {"vendor_id": "google", "author": "A", "written_at": "2025-01-01T00:00:00Z"}
    lists = {"vendors": [{"id": "v", "legal_name": "Alphabet"}], "vendor_names": [{"vendor_id": "v", "name": "Google"}]}
    assert counts(take(register, {**lists, "notes": [note]})) == (3, 0, 0)
    assert counts(take(register, {"notes": [{**note, "author": "B"}]})) == (1, 0, 0)


def test_one_wrong_record_keeps_everything_out_and_every_mistake_is_named(register: Register) -> None:
    outcome = take(register, {
        "vendors": [{"legal_name": "Alder"}, {"legal_name": "Birch", "stage": "Banana"}, {"legal_name": ""}, "Cedar"],
        "functions": [{"reference": "F1", "name": "Payments", "criticality": "Banana"}],
        "services": [{"vendor_id": "Dogwood", "name": "Hosting", "colour": "blue"}, {"vendor_id": 77, "name": "Mail"}],
    })
    assert told(outcome) == [
        ("vendors 4", "is not an object with fields"),
        ("vendors 2 (Birch)", "stage: 'Banana' is not one of: prospect, due_diligence, active, offboarding, terminated"),
        ("vendors 3", "legal_name: must not be empty"),
        ("functions 1 (F1)", "criticality: 'Banana' is not one of: " + criticalities()),
        ("services 1 (Hosting)", "vendor_id: no vendor is called 'Dogwood', in this file or in the register"),
        ("services 1 (Hosting)", "colour: there is no such field in a record of this kind (service)"),
        ("services 2 (Mail)", "vendor_id: no vendor has the id 77, in this file or in the register"),
    ]
    assert counts(outcome) == (0, 0, 0)
    assert register.head()[0] == 0


def criticalities() -> str:
    return ", ".join(term.value for term in Criticality)


def test_a_record_that_lacks_a_required_field_is_refused(register: Register) -> None:
    assert told(take(register, {"vendors": [{"country": "FR"}]})) == [("vendors 1", "legal_name: must be given")]


def test_a_reference_to_a_refused_record_is_not_a_second_mistake(register: Register) -> None:
    outcome = take(register, {
        "vendors": [{"id": "v", "legal_name": "Alder", "stage": "Banana"}], "services": [{"vendor_id": "v", "name": "Hosting"}],
    })
    assert [place for place, _ in outcome.rejected] == ["vendors 1 (v)"]


@pytest.mark.parametrize(("lists", "place", "reason"), [
    ({"vendors": [{"id": 5, "legal_name": "A"}, {"id": 5, "legal_name": "B"}]}, "vendors 2 (5)", "id: is the id of vendors 1 (5)"),
    ({"vendors": [{"id": 5, "legal_name": "A"}], "people": [{"id": 5, "name": "P"}]}, "vendors 1 (5)", "id: is the id of people 1"),
    ({"vendors": [{"id": -1, "legal_name": "A"}]}, "vendors 1 (A)", "id: -1 is not an id"),
    ({"vendors": [{"id": 2**53, "legal_name": "A"}]}, "vendors 1 (A)", "id: 9007199254740992 is not an id"),
    ({"vendors": [{"id": True, "legal_name": "A"}]}, "vendors 1 (A)", "id: is neither a whole number nor a key"),
    ({"vendors": [{"id": [1], "legal_name": "A"}]}, "vendors 1 (A)", "id: is neither a whole number nor a key"),
    ({"vendors": [{"legal_name": "A"}, {"legal_name": "a "}]}, "vendors 2 (a )", "is the same as vendors 1 (A)"),
    ({"vendors": [{"legal_name": "A", "owner_id": {"name": "P"}}]}, "vendors 1 (A)", "owner_id: '{'name': 'P'}' is not the id"),
    ({"vendors": [{"legal_name": "A", "country": ["FR"]}]}, "vendors 1 (A)", "country: must be text"),
    ({"vendors": [{"legal_name": "A"}], "vendor_names": [{"vendor_id": "A", "name": "B"}, {"vendor_id": "a", "name": "B"}]},
     "vendor_names 2 (B)", "name: is the same as vendor_names 1 (B)"),
    ({"evidence_links": [{"evidence_id": "e", "noun": "planet", "record_id": 1}]}, "evidence_links 1", "evidence_id: no evidence"),
    ({"evidence_links": [{"id": 9, "noun": "planet", "record_id": 1}]}, "evidence_links 1 (9)", "noun: 'planet' is not one of"),
    ({"evidence_links": [{"id": 9, "noun": "person", "record_id": 1}]}, "evidence_links 1 (9)", "record_id: no person has the id"),
])
def test_what_cannot_be_one_record_is_refused(register: Register, lists: dict[str, Any], place: str, reason: str) -> None:
    first = told(take(register, lists))[0]
    assert first[0] == place
    assert first[1].startswith(reason)


def test_an_id_that_the_register_uses_for_another_kind_is_refused(register: Register) -> None:
    take(register, {"vendors": [{"legal_name": "Alder"}]})
    taken = only(register, "vendors")["id"]
    (refusal,) = told(take(register, {"people": [{"id": taken, "name": "Ana Ruiz"}]}))
    assert refusal == (f"people 1 ({taken})", f"id: {taken} is the id of another record of the register (vendor)")


def test_a_renaming_that_would_make_twins_is_refused(register: Register) -> None:
    take(register, {"vendors": [{"legal_name": "Alder"}, {"legal_name": "Birch"}]})
    birch = export_facts(register)["vendors"][1]["id"]
    (refusal,) = told(take(register, {"vendors": [{"id": birch, "legal_name": "Alder"}]}))
    assert refusal[1] == "legal_name: another record of the register is the same in this (vendor)"


def test_what_is_never_changed_is_corrected_by_another_record(register: Register) -> None:
    take(register, SUPPLY_CHAIN)
    measured = only(register, "sla_measurements")
    (refusal,) = told(take(register, {"sla_measurements": [{**measured, "value": "99.99"}]}))
    assert refusal[1].startswith("value: differs from the record that is stored")
    again = {"sla_measurements": [{name: value for name, value in measured.items() if name != "id"} | {"value": "99.99"}]}
    assert counts(take(register, again)) == (1, 0, 0)


def test_two_records_that_are_alike_stay_two(register: Register) -> None:
    twice = {"vendors": [{"legal_name": "Alder"}], "notes": [
        {"vendor_id": "Alder", "author": "A", "written_at": "2025-01-01T00:00:00Z", "body": "Called."},
    ] * 2}
    assert counts(take(register, twice)) == (3, 0, 0)
    assert counts(take(register, twice)) == (0, 0, 3)


def test_vendors_that_own_each_other_in_a_circle_are_stored(register: Register) -> None:
    assert counts(take(register, {"vendors": [
        {"id": "a", "legal_name": "Alder", "parent_id": "b"}, {"id": "b", "legal_name": "Birch", "parent_id": "a"},
    ]})) == (2, 0, 0)
    alder, birch = export_facts(register)["vendors"]
    assert (alder["parent_id"], birch["parent_id"]) == (birch["id"], alder["id"])
    assert register.verify() == []


def test_many_records_are_stored_together(register: Register) -> None:
    questions = [{"question_set_id": "s", "question_id": f"Q{n}", "text": "?"} for n in range(500)]
    assert counts(take(register, {"question_sets": [{"id": "s", "family": "own"}], "questions": questions})) == (501, 0, 0)
    assert [question["question_id"] for question in export_facts(register)["questions"]] == [f"Q{n}" for n in range(500)]


def test_invisible_characters_are_replaced_and_said_in_one_message(register: Register) -> None:
    outcome = take(register, {"vendors": [
        {"reference": "V-560", "legal_name": "kr 4\x1600 000", "description": "vertical\x0btab"},
        {"reference": "V-561", "legal_name": "form\ffeed", "description": "null\x00byte"},
        {"reference": "V-562", "legal_name": "zero\u200bwidth", "description": "plain"},
    ]})
    assert counts(outcome) == (3, 0, 0)
    (note,) = outcome.notes
    assert str(note) == (
        "4 characters that no export can hold were replaced by '\ufffd' in 2 records: "
        "vendors 1 (V-560): legal_name, description; vendors 2 (V-561): legal_name, description"
    )
    with register.read() as connection:
        assert [found[3].split("\n")[0] for found in search.find(connection, "zerowidth")] == ["zerowidth"]
    assert "zero\u200bwidth" in {vendor["legal_name"] for vendor in export_facts(register)["vendors"]}


@pytest.mark.parametrize(("data", "words"), [
    ([], "names its schema"),
    ({"vendors": []}, "names its schema"),
    ({"schema": "risk-register-facts/9"}, "'risk-register-facts/9'"),
    ({"schema": SCHEMA, "planets": []}, "a list 'planets'"),
    ({"schema": SCHEMA, "vendors": {"legal_name": "A"}}, "must be a list"),
])
def test_what_is_no_file_of_facts_is_refused_in_words(register: Register, data: Any, words: str) -> None:
    with pytest.raises(RegisterError, match=words):
        import_facts(register, data, actor="Ana Ruiz")


def test_a_file_is_read_with_exact_numbers(tmp_path: Path, register: Register) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"schema": SCHEMA, "vendors": [{"legal_name": "A"}]})[:-1] + ', "contracts": [{"reference": "C",'
                    ' "vendor_id": "A", "annual_cost": 1200.10000000000000001}]}', encoding="utf-8")
    outcome = import_facts(register, read_facts(file), actor="Ana Ruiz")
    assert [reason for _, reason in told(outcome)] == ["annual_cost: 1200.10000000000000001 has more digits than a register keeps"]


def test_a_file_written_record_by_record_is_the_export(register: Register, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    assert write_facts(register, file) == 0
    assert read_facts(file) == {"schema": SCHEMA}
    stored = take(register, SUPPLY_CHAIN).created
    assert write_facts(register, file) == stored
    assert read_facts(file) == export_facts(register)
    assert [entry.name for entry in tmp_path.glob("*facts*")] == ["facts.json"]


def test_a_place_that_cannot_be_written_is_refused_in_words(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"facts.json could not be written: there is no such file or folder"):
        write_facts(register, tmp_path / "nowhere" / "facts.json")


JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.decimals(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)), max_leaves=4,
)
FIELDS = ["id", "legal_name", "parent_id", "vendor_id", "name", "noun", "record_id", "evidence_id", "since", "kind", "x"]
RECORDS = st.one_of(JSON_VALUES, st.dictionaries(st.sampled_from(FIELDS), JSON_VALUES, max_size=5))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(lists=st.dictionaries(
    st.sampled_from(["vendors", "services", "evidence_links", "identifiers"]), st.lists(RECORDS, max_size=4), max_size=4,
))
def test_whatever_a_file_holds_it_is_planned_or_refused_in_words(register: Register, lists: dict[str, Any]) -> None:
    outcome = take(register, lists, dry_run=True)
    assert all(place and reason.render("fr") and reason.render("en") for place, reason in outcome.rejected)


def test_an_export_of_the_past_holds_the_facts_of_then(tmp_path: Path) -> None:
    moments = iter([datetime(2025, 1, 1, 12, tzinfo=UTC), datetime(2025, 6, 1, 12, tzinfo=UTC)])
    with Register.create(tmp_path / "r.register", clock=lambda: next(moments, datetime(2025, 12, 1, tzinfo=UTC))) as register:
        with register.change("Add", actor="A", at=datetime(2025, 1, 1, 12, tzinfo=UTC)) as change:
            change.add(Vendor, legal_name="Alder")
        with register.change("Add", actor="A", at=datetime(2025, 6, 1, 12, tzinfo=UTC)) as change:
            change.add(Vendor, legal_name="Birch")
        with register.as_of(datetime(2025, 3, 1, tzinfo=UTC).date()) as then:
            assert [vendor["legal_name"] for vendor in export_facts(then)["vendors"]] == ["Alder"]


def test_many_records_with_ids_of_their_own_come_back_as_they_were_and_go_again_with_one_undo(tmp_path: Path) -> None:
    make_demonstration(tmp_path / "large.riskregister", vendors=40)
    with Register.open(tmp_path / "large.riskregister", write=False) as large:
        exported = export_facts(large)
    with create_register(tmp_path / "empty.riskregister") as register:
        before = export_facts(register)
        outcome = import_facts(register, exported, actor="Risk lead")
        assert not outcome.rejected
        assert export_facts(register)["answers"] == exported["answers"]
        assert register.verify() == []
        register.undo("Risk lead")
        assert export_facts(register) == before
        assert register.verify() == []


def test_announcements_of_an_incident_follow_each_other_and_none_takes_anothers_place(register: Register) -> None:
    first = {"incident_id": "leak", "announced_by_id": "Mixpanel", "received_on": "2025-11-26", "announcement": "A limited one."}
    later = {**first, "received_on": "2025-11-28", "announcement": "Names were exposed as well."}
    lists = {**SUPPLY_CHAIN, "incidents": [{"id": "leak", "title": "Leak", "announced_by_id": "Mixpanel"}]}
    take(register, {**lists, "incident_notices": [first]})
    assert counts(take(register, {**lists, "incident_notices": [first, later]}))[:2] == (1, 0)
    notices = export_facts(register)["incident_notices"]
    assert [notice["announcement"] for notice in notices] == ["A limited one.", "Names were exposed as well."]


def test_notice_is_kept_for_each_side_and_a_designation_by_authorities_with_its_day(register: Register) -> None:
    contract = {**SUPPLY_CHAIN["contracts"][0], "notice_days_ours": 60, "notice_form_ours": "Registered letter",
                "notice_counted_from_ours": "receipt", "notice_days_theirs": 180, "notice_form_theirs": "E-mail",
                "notice_counted_from_theirs": "sending"}
    vendors = [{**SUPPLY_CHAIN["vendors"][0], "designated_critical_on": "2025-11-18", "designated_critical_by": "ESAs"},
               *SUPPLY_CHAIN["vendors"][1:]]
    take(register, {**SUPPLY_CHAIN, "contracts": [contract], "vendors": vendors})
    facts = export_facts(register)
    (held,) = facts["contracts"]
    assert {name: held[name] for name in contract if name.startswith("notice")} == {
        name: value for name, value in contract.items() if name.startswith("notice")}
    assert [vendor["designated_critical_on"] for vendor in facts["vendors"] if "designated_critical_on" in vendor] == ["2025-11-18"]


@pytest.mark.parametrize(("names", "words"), [
    (["Alder"], "Import facts: 1 record added, 0 changed"), (["Alder", "Birch"], "Import facts: 2 records added, 0 changed")])
def test_the_journal_counts_one_record_as_one(register: Register, names: list[str], words: str) -> None:
    take(register, {"vendors": [{"legal_name": name} for name in names]})
    assert str(history(register)[0].reason) == words
