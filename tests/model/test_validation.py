"""What may be stored, and the words in which anything else is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.model.labels import vocabulary_of
from risk_register.model.nouns import BY_PLURAL, NOUNS, Noun
from risk_register.model.validation import DraftError, validated, validated_changes, validated_many
from risk_register.model.vocabulary import ControlDomain, Stage, Verdict

VENDOR, ANSWER, FINDING = BY_PLURAL["vendors"], BY_PLURAL["answers"], BY_PLURAL["findings"]
REPLY = {"questionnaire_id": 1, "question_id": 2, "verdict": 1, "words": "Yes, yearly", "sheet": "CAIQ", "cell": "F12"}


def refusal(noun: Noun, values: dict[str, Any]) -> DraftError:
    with pytest.raises(DraftError) as caught:
        validated(noun, values)
    return caught.value


def test_a_draft_comes_back_whole_with_its_defaults_as_python_values() -> None:
    vendor = validated(VENDOR, {"legal_name": "  OpenAI ", "stage": "active", "since": "2024-10-01"})
    assert vendor["legal_name"] == "OpenAI"
    assert vendor["stage"] is Stage.ACTIVE
    assert vendor["since"] == date(2024, 10, 1)
    assert vendor["archived_on"] is None
    assert set(vendor) == set(VENDOR.draft.model_fields)


def test_a_level_that_is_none_is_refused_with_the_levels_that_are() -> None:
    error = refusal(VENDOR, {"legal_name": "Alder", "stage": "Banana"})
    assert str(error) == (
        "vendor, stage: 'Banana' is not one of: prospect, due_diligence, active, offboarding, terminated"
    )
    assert error.render("fr").startswith("prestataire, étape\u00a0: «\u00a0Banana\u00a0» n'est pas l'une des valeurs")


def test_every_field_that_is_wrong_is_named_so_that_a_form_can_show_each_beside_it() -> None:
    error = refusal(VENDOR, {"legal_name": " ", "country": "FRA", "next_review_on": "31/03/26", "colour": "blue"})
    assert {name: str(problem) for name, problem in error.problems} == {
        "legal_name": "must not be empty",
        "country": "is longer than 2 characters",
        "next_review_on": "'31/03/26' is not a date such as 2026-03-31",
        "colour": "there is no such field in a record of this kind (vendor)",
    }


@pytest.mark.parametrize(("plural", "values", "problem"), [
    ("vendors", {}, "must be given"),
    ("vendors", {"legal_name": None}, "must not be empty"),
    ("vendors", {"legal_name": 12}, "must be text"),
    ("vendors", {"legal_name": "A", "owner_id": "somebody"}, "'somebody' is not the id of a record"),
    ("findings", {"vendor_id": 1, "title": "t", "opened_on": "2025-01-01", "likelihood": 9}, "9 is more than 5"),
    ("findings", {"vendor_id": 1, "title": "t", "opened_on": "2025-01-01", "likelihood": 0}, "0 is less than 1"),
    ("findings", {"vendor_id": 1, "title": "t", "opened_on": "2025-01-01", "impact": 2.5}, "'2.5' is not a whole number"),
    ("flow_populations", {"flow_id": 1, "subject": "other", "count": -1}, "-1 is less than 0"),
    ("contracts", {"reference": "C", "vendor_id": 1, "annual_cost": "a lot"}, "'a lot' is not a number such as 99.5"),
    ("contracts", {"reference": "C", "vendor_id": 1, "annual_cost": "1e4000"}, "1e4000 has more digits than a register keeps"),
    ("offboardings", {"vendor_id": 1, "backups_included": "perhaps"}, "'perhaps' is neither true nor false"),
    ("notes", {"vendor_id": 1, "author": "A", "written_at": "2026-03-31T14:30:00"},
     "'2026-03-31T14:30:00' is not a moment with its time zone, such as 2026-03-31T14:30:00+02:00"),
    ("answers", {"questionnaire_id": 1, "question_id": 2, "verdict": "maybe"},
     "'maybe' is not one of: unanswered, yes, partial, no, not_applicable, not_evaluated, text"),
])
def test_each_kind_of_mistake_has_its_words(plural: str, values: dict[str, Any], problem: str) -> None:
    error = refusal(BY_PLURAL[plural], values)
    assert [str(text) for _, text in error.problems] == [problem]
    assert error.problems[0][1].render("fr") != problem


@pytest.mark.parametrize("number", [20260331, 1_774_915_200, "1774915200", "20260331", 1.5, True])
def test_a_number_is_never_taken_for_a_date(number: Any) -> None:
    assert [name for name, _ in refusal(VENDOR, {"legal_name": "A", "since": number}).problems] == ["since"]


def test_dates_out_of_order_are_refused_at_the_later_one() -> None:
    error = refusal(BY_PLURAL["accesses"], {
        "vendor_id": 1, "system": "CRM", "privilege": "read", "granted_on": "2025-02-01", "revoked_on": "2025-01-01",
    })
    assert error.problems[0][0] == "revoked_on"
    assert str(error) == "access, revoked on: 1 January 2025 is before 1 February 2025 (granted on)"


def test_what_two_fields_must_hold_together_is_said_before_the_database_says_it() -> None:
    assert "must be a vendor" in str(refusal(BY_PLURAL["data_flows"], {"name": "Usage data"}))
    assert "another person" in str(
        refusal(BY_PLURAL["reviews"], {"vendor_id": 1, "kind": "periodic", "assessor_id": 7, "approver_id": 7}))
    assert "its own subcontractor" in str(
        refusal(BY_PLURAL["subcontractor_links"], {"provider_id": 7, "subcontractor_id": 7}))


def test_a_blank_text_that_nobody_asks_for_is_nothing() -> None:
    assert validated(VENDOR, {"legal_name": "A", "website": "  "})["website"] is None


def test_characters_that_no_export_can_hold_are_replaced() -> None:
    vendor = validated(VENDOR, {"legal_name": "form\ffeed", "description": "one\r\ntwo\tthree\x00\ud800"})
    assert vendor["legal_name"] == "form\N{REPLACEMENT CHARACTER}feed"
    assert vendor["description"] == "one\ntwo\tthree\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"


def test_number_vocabularies_take_their_words() -> None:
    answer = validated(ANSWER, {**REPLY, "verdict": "no", "domain": "access"})
    assert (answer["verdict"], answer["domain"]) == (Verdict.NO, ControlDomain.ACCESS)


def test_a_change_gives_back_only_what_was_given() -> None:
    current = {"legal_name": "Alder", "stage": "active", "since": date(2024, 1, 1)}
    assert validated_changes(VENDOR, current, {"country": "FR"}) == {"country": "FR"}


def test_a_change_elsewhere_leaves_a_word_from_a_newer_program_alone() -> None:
    assert validated_changes(VENDOR, {"legal_name": "Alder", "stage": "SUPERHIGH"}, {"country": "FR"}) == {"country": "FR"}


def test_a_change_is_judged_on_the_record_as_it_would_become() -> None:
    with pytest.raises(DraftError) as caught:
        validated_changes(FINDING, {"opened_on": date(2025, 3, 1)}, {"closed_on": "2025-01-01"})
    assert caught.value.problems[0][0] == "closed_on"


def test_a_change_names_all_its_mistakes() -> None:
    with pytest.raises(DraftError) as caught:
        validated_changes(VENDOR, {"legal_name": "Alder"}, {"legal_name": "", "stage": "Banana", "colour": "blue"})
    assert [name for name, _ in caught.value.problems] == ["legal_name", "stage", "colour"]


def test_the_wrong_row_of_many_is_named() -> None:
    with pytest.raises(DraftError) as caught:
        validated_many(ANSWER, [REPLY, REPLY, {**REPLY, "weight": -1}])
    assert str(caught.value) == "Row 3: answer, weight: -1 is less than 0"
    assert caught.value.render("fr").startswith("Ligne 3\u00a0: réponse, poids")


def test_many_rows_and_one_row_are_judged_alike() -> None:
    rows = [REPLY, {**REPLY, "verdict": "partial", "notes": "a\x0bb", "extra": " "}]
    assert validated_many(ANSWER, rows) == [validated(ANSWER, row) for row in rows]


@pytest.mark.parametrize(("noun", "values", "words"), [
    ("contracts", {"reference": "C-1", "vendor_id": 1, "annual_cost": "-5"}, "-5 is less than 0"),
    ("sla_terms", {"contract_id": 1, "metric": "availability", "target": "150", "unit": "percent"}, "more than 100 percent"),
    ("sla_terms", {"contract_id": 1, "metric": "availability", "target": "-1", "unit": "hour"}, "-1 is less than 0"),
    ("sla_measurements", {"sla_term_id": 1, "starts_on": "2026-01-01", "ends_on": "2026-01-31", "value": "-99"}, "less than 0"),
    ("credit_claims", {"sla_term_id": 1, "asked_on": "2026-01-01", "asked": "-99"}, "less than 0"),
])
def test_an_amount_that_cannot_be_is_refused_in_words(noun: str, values: dict[str, Any], words: str) -> None:
    assert words in str(refusal(BY_PLURAL[noun], values))


def test_a_term_of_more_than_a_hundred_hours_is_one() -> None:
    values = {"contract_id": 1, "metric": "rto", "target": "150", "unit": "hour", "direction": "at_most"}
    assert validated(BY_PLURAL["sla_terms"], values)["target"] == Decimal(150)


def test_exact_values_stay_exact() -> None:
    term = validated(BY_PLURAL["sla_terms"], {"contract_id": 1, "metric": "availability", "target": "99.950", "unit": "percent"})
    assert str(term["target"]) == "99.950"
    note = validated(BY_PLURAL["notes"], {"vendor_id": 1, "author": "A", "written_at": "2026-03-31T14:30:00+02:00"})
    assert note["written_at"] == datetime(2026, 3, 31, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.plural)
def test_what_was_validated_is_valid(noun: Noun) -> None:
    offered: dict[str, Any] = {}
    for name, field in noun.draft.model_fields.items():
        if field.is_required() or (noun.name == "data_flow" and name == "to_vendor_id"):
            offered[name] = _example(noun, name, len(offered) + 1)
    checked = validated(noun, offered)
    assert validated(noun, checked) == checked
    assert validated_many(noun, [offered]) == [checked]


def _example(noun: Noun, name: str, number: int) -> Any:
    if vocabulary := vocabulary_of(noun, name):
        return next(iter(vocabulary))
    kind = noun.draft.model_fields[name].annotation
    examples = {str: "FR", int: number, date: date(2025, 1, 1), Decimal: Decimal("1.5")}
    return examples.get(kind, number if name.endswith("_id") else datetime(2025, 1, 1, tzinfo=UTC))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the first text loads Unicode's tables
@given(values=st.dictionaries(
    st.sampled_from([*VENDOR.draft.model_fields, "colour"]),
    st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.lists(st.integers(), max_size=2)),
))
def test_whatever_is_offered_it_is_taken_or_refused_in_words(values: dict[str, Any]) -> None:
    try:
        checked = validated(VENDOR, values)
    except DraftError as error:
        words = error.render("en"), error.render("fr"), error.problems
    else:
        words = (checked["legal_name"].strip(),)
        assert all(abs(value) < 2**63 for value in checked.values() if isinstance(value, int))
    assert all(words)
