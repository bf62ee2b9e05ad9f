"""Records of any noun: added, edited, deleted with what belongs to them, and named in lists."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from risk_register.errors import RegisterError
from risk_register.model.cells import NewName
from risk_register.model.nouns import NOUNS
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import ClauseTopic, SlaMetric, SlaUnit, Stage
from risk_register.operations import records
from risk_register.operations.journal import history, redo, undo, verify
from risk_register.operations.record_names import THE
from risk_register.store import Register


@pytest.fixture
def alder(register: Register) -> int:
    return records.add_record(register, "vendor", {"legal_name": "Alder", "stage": Stage.ACTIVE}, "anna")


def a_contract(register: Register, vendor: int, **values: object) -> int:
    return records.add_record(register, "contract", {"reference": "C-7", "vendor_id": vendor, **values}, "anna")


def last_reason(register: Register, language: str = "en") -> str:
    return history(register, limit=1)[0].reason.render(language)  # type: ignore[arg-type]


def test_a_record_comes_back_as_it_was_added_with_a_sentence_in_both_languages(register: Register, alder: int) -> None:
    contract = a_contract(register, alder, annual_cost=Decimal("1200.50"), starts_on=date(2026, 1, 1))
    known = records.record(register, "contract", contract)
    assert (known["reference"], known["annual_cost"], known["starts_on"]) == ("C-7", Decimal("1200.50"), date(2026, 1, 1))
    assert last_reason(register) == "Add the contract C-7"
    assert last_reason(register, "fr") == "Ajouter le contrat C-7"


def test_an_edit_is_one_change_that_names_the_record(register: Register, alder: int) -> None:
    contract = a_contract(register, alder)
    records.edit_record(register, "contract", contract, {"title": "Hosting"}, "anna")
    assert last_reason(register) == "Edit the contract C-7"
    undo(register, "anna")
    assert records.record(register, "contract", contract)["title"] is None


def test_many_records_are_edited_in_one_change_or_not_at_all(register: Register, alder: int) -> None:
    birch = records.add_record(register, "vendor", {"legal_name": "Birch"}, "anna")
    records.edit_many(register, "vendor", {alder: {"country": "FR"}, birch: {"country": "DE"}}, "anna")
    assert last_reason(register) == "Edit the vendor Alder and 1 more"
    with pytest.raises(DraftError):
        records.edit_many(register, "vendor", {alder: {"country": "IT"}, birch: {"legal_name": ""}}, "anna")
    assert records.record(register, "vendor", alder)["country"] == "FR"
    undo(register, "anna")
    assert [row["country"] for row in records.records(register, "vendor")] == [None, None]


def test_deleting_takes_along_what_belongs_and_undo_and_redo_bring_all_of_it_back_and_away(register: Register, alder: int) -> None:
    contract = a_contract(register, alder)
    below = a_contract(register, alder, reference="C-8", overarching_id=contract)
    term = records.add_record(register, "sla_term", {"contract_id": contract, "metric": SlaMetric.AVAILABILITY, "target": "99.5",
                                                     "unit": SlaUnit.PERCENT}, "anna")
    records.add_record(register, "sla_measurement", {"sla_term_id": term, "starts_on": date(2026, 1, 1),
                                                     "ends_on": date(2026, 1, 31), "value": "98"}, "anna")
    records.add_record(register, "clause", {"contract_id": contract, "topic": ClauseTopic.AUDIT_RIGHT}, "anna")
    assert records.dependants(register, "contract", contract) == [("clause", 1), ("sla_term", 1), ("sla_measurement", 1)]

    records.delete_record(register, "contract", contract, "anna")
    assert last_reason(register) == "Delete the contract C-7"
    assert [row["id"] for row in records.records(register, "contract")] == [below]
    assert records.record(register, "contract", below)["overarching_id"] is None
    assert records.records(register, "sla_measurement") == []
    undo(register, "anna")
    assert records.record(register, "contract", below)["overarching_id"] == contract
    assert len(records.records(register, "sla_measurement", sla_term_id=term)) == 1
    redo(register, "anna")
    assert records.records(register, "sla_term") == []
    assert verify(register) == []


def test_a_vendor_goes_with_all_it_has_and_leaves_what_only_mentions_it(register: Register, alder: int) -> None:
    birch = records.add_record(register, "vendor", {"legal_name": "Birch", "parent_id": alder}, "anna")
    contract = a_contract(register, alder)
    a_contract(register, alder, reference="C-8", overarching_id=contract)
    records.add_record(register, "data_flow", {"name": "Claims", "from_vendor_id": alder, "to_vendor_id": birch}, "anna")
    evidence = records.add_record(register, "evidence", {"vendor_id": alder, "kind": "iso27001", "title": "ISO"}, "anna")
    records.add_record(register, "evidence_link", {"evidence_id": evidence, "noun": "contract", "record_id": contract}, "anna")
    records.delete_record(register, "vendor", alder, "anna")
    assert [row["legal_name"] for row in records.records(register, "vendor")] == ["Birch"]
    assert records.record(register, "vendor", birch)["parent_id"] is None
    # A flow without one of its ends would say that the data came from us.
    assert records.records(register, "data_flow") == []
    assert records.records(register, "evidence") == []
    undo(register, "anna")
    redo(register, "anna")
    undo(register, "anna")
    assert records.record(register, "vendor", birch)["parent_id"] == alder
    assert len(records.records(register, "evidence_link")) == 1
    assert verify(register) == []


def test_an_acceptance_goes_with_its_finding_and_never_becomes_one_of_everything(register: Register, alder: int) -> None:
    approver = records.add_record(register, "person", {"name": "Anna"}, "anna")
    opened = {"vendor_id": alder, "title": "No MFA", "opened_on": date(2026, 1, 1)}
    finding = records.add_record(register, "finding", opened, "anna")
    records.add_record(register, "risk_acceptance", {
        "vendor_id": alder, "finding_id": finding, "approver_id": approver, "reason": "Small", "accepted_on": date(2026, 1, 1),
        "expires_on": date(2026, 6, 1)}, "anna")
    records.delete_record(register, "finding", finding, "anna")
    assert records.records(register, "risk_acceptance") == []


def test_what_is_only_ever_added_to_is_not_deleted_alone(register: Register, alder: int) -> None:
    contract = a_contract(register, alder)
    term = records.add_record(register, "sla_term", {"contract_id": contract, "metric": SlaMetric.AVAILABILITY, "target": "99.5",
                                                     "unit": SlaUnit.PERCENT}, "anna")
    measured = records.add_record(register, "sla_measurement", {"sla_term_id": term, "starts_on": date(2026, 1, 1),
                                                                "ends_on": date(2026, 1, 31)}, "anna")
    with pytest.raises(RegisterError, match="kept as it came"):
        records.delete_record(register, "sla_measurement", measured, "anna")


def test_a_record_that_is_gone_is_said_to_be_gone(register: Register, alder: int) -> None:
    records.delete_record(register, "vendor", alder, "anna")
    for verb in (lambda: records.record(register, "vendor", alder), lambda: records.dependants(register, "vendor", alder),
                 lambda: records.delete_record(register, "vendor", alder, "anna")):
        with pytest.raises(RegisterError, match="no longer in the register"):
            verb()


def test_what_belongs_to_a_record_is_saved_with_it_in_one_change(register: Register, alder: int) -> None:
    def countries(*rows: dict[str, object]) -> list[records.Part]:
        return [records.Part("flow_country", "flow_id", rows)]

    flow = records.save_record(register, "data_flow", None, {"name": "Claims", "to_vendor_id": alder}, "anna",
                               parts=countries({"country": "FR", "use": "storage"}, {"country": "DE", "use": "storage"}))
    held = records.records(register, "flow_country", flow_id=flow)
    assert [row["country"] for row in held] == ["FR", "DE"]
    records.save_record(register, "data_flow", flow, {"name": "Claims data"}, "anna",
                        parts=countries({"id": held[1]["id"], "country": "AT", "use": "storage"},
                                        {"country": "US", "use": "remote_access"}))
    assert sorted(row["country"] for row in records.records(register, "flow_country")) == ["AT", "US"]
    undo(register, "anna")
    assert sorted(row["country"] for row in records.records(register, "flow_country")) == ["DE", "FR"]
    assert records.record(register, "data_flow", flow)["name"] == "Claims"


def test_a_new_person_is_added_with_the_record_that_names_them_and_a_known_one_is_found(register: Register) -> None:
    first = records.save_record(register, "vendor", None, {"legal_name": "Alder"}, "anna", people={"owner_id": "Head of IT"})
    second = records.save_record(register, "vendor", None, {"legal_name": "Birch"}, "anna", people={"owner_id": "head  of it"})
    owners = {records.record(register, "vendor", each)["owner_id"] for each in (first, second)}
    assert len(owners) == 1
    undo(register, "anna")
    assert [row["name"] for row in records.records(register, "person")] == ["Head of IT"]


def test_a_person_named_in_what_belongs_to_a_record_is_found_or_added_too(register: Register, alder: int) -> None:
    treatments = records.Part("treatment", "finding_id", [
        {"kind": "mitigate", "description": "Test a restore", "owner_id": NewName("person", "Head of backups")},
        {"kind": "mitigate", "description": "Test it again", "owner_id": NewName("person", "head of backups")}])
    finding = {"vendor_id": alder, "title": "No test of restore", "severity": "medium", "opened_on": date(2026, 3, 2)}
    records.save_record(register, "finding", None, finding, "anna", parts=[treatments])
    owners = {row["owner_id"] for row in records.records(register, "treatment")}
    assert owners == {row["id"] for row in records.records(register, "person", name="Head of backups")}
    assert len(owners) == 1
    undo(register, "anna")
    assert records.records(register, "person", name="Head of backups") == []


def test_a_note_without_a_moment_is_of_now(register: Register, alder: int) -> None:
    note = records.add_record(register, "note", {"vendor_id": alder, "author": "anna", "body": "Called."}, "anna")
    assert records.record(register, "note", note)["written_at"] == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_records_to_choose_from_read_as_people_count_and_say_whose_they_are(register: Register, alder: int) -> None:
    for name in ("Hosting 10", "Hosting 2"):
        records.add_record(register, "service", {"vendor_id": alder, "name": name}, "anna")
    contract = a_contract(register, alder, title="Frame")
    records.add_record(register, "sla_term", {"contract_id": contract, "metric": SlaMetric.AVAILABILITY, "target": "99.5",
                                              "unit": SlaUnit.PERCENT}, "anna")
    assert [name for _, name in records.choices(register, "service")] == ["Hosting 2 (Alder)", "Hosting 10 (Alder)"]
    assert records.choices(register, "service", vendor_id=0) == []
    assert [name for _, name in records.choices(register, "sla_term", "fr")] == ["Disponibilité (C-7 Frame)"]


def test_records_are_found_by_the_vendor_they_belong_to_through_others(register: Register, alder: int) -> None:
    birch = records.add_record(register, "vendor", {"legal_name": "Birch"}, "anna")
    for vendor in (alder, birch):
        opened = {"vendor_id": vendor, "title": "No MFA", "opened_on": date(2026, 1, 1)}
        finding = records.add_record(register, "finding", opened, "anna")
        records.add_record(register, "treatment", {"finding_id": finding, "kind": "mitigate", "description": str(vendor)}, "anna")
    records.add_record(register, "data_flow", {"name": "In", "from_vendor_id": alder}, "anna")
    records.add_record(register, "data_flow", {"name": "Out", "to_vendor_id": alder}, "anna")
    incident = records.add_record(register, "incident", {"title": "Leak"}, "anna")
    records.add_record(register, "incident_vendor", {"incident_id": incident, "vendor_id": birch}, "anna")
    assert [row["description"] for row in records.records(register, "treatment", vendor_id=birch)] == [str(birch)]
    assert sorted(row["name"] for row in records.records(register, "data_flow", vendor_id=alder)) == ["In", "Out"]
    assert [row["title"] for row in records.records(register, "incident", vendor_id=birch)] == ["Leak"]
    assert records.records(register, "incident", vendor_id=alder) == []
    assert records.records(register, "person", vendor_id=alder) == []


def test_what_is_wrong_with_a_part_says_which_line_it_is(register: Register, alder: int) -> None:
    part = records.Part("vendor_name", "vendor_id", ({"name": "Alder Inc"}, {"name": ""}))
    with pytest.raises(records.PartError) as refused:
        records.save_record(register, "vendor", alder, {"country": "FR"}, "anna", parts=[part])
    assert (refused.value.part, refused.value.line) == ("vendor_name", 1)
    assert records.record(register, "vendor", alder)["country"] is None


def test_every_noun_has_its_words_in_the_reasons() -> None:
    assert {noun.name for noun in NOUNS} == set(THE)


@pytest.mark.parametrize(("noun", "field", "values"), [
    ("incident_stamp", "at", {"name": "aware"}),
    ("notification", "sent_at", {"recipient": "CNIL", "recipient_kind": "authority", "stage": "initial", "rule": "gdpr-33-1"}),
])
def test_what_happened_cannot_have_happened_at_a_moment_to_come(register: Register, noun: str, field: str,
                                                                values: dict[str, object]) -> None:
    incident = records.add_record(register, "incident", {"title": "Outage"}, "anna")
    given = {"incident_id": incident, **values}
    with pytest.raises(DraftError) as refused:
        records.add_record(register, noun, {**given, field: register.clock() + timedelta(hours=1)}, "anna")
    assert [name for name, _words in refused.value.problems] == [field]
    assert "has not come yet" in str(refused.value)
    assert "n'est pas encore arrivé" in refused.value.render("fr")
    record = records.add_record(register, noun, {**given, field: register.clock()}, "anna")
    with pytest.raises(DraftError, match="has not come yet"):
        records.edit_record(register, noun, record, {field: register.clock() + timedelta(days=365)}, "anna")
