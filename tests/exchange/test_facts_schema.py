"""The published schema is what the program accepts, no more and no less."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from risk_register import resources
from risk_register.exchange.facts_json import export_facts, import_facts
from risk_register.exchange.facts_keys import key_fields, owner_field
from risk_register.exchange.facts_plan import ORDER
from risk_register.exchange.facts_schema import SCHEMA, build, text
from risk_register.model.nouns import NOUNS, references
from risk_register.operations.demonstration import make_demonstration
from risk_register.store import Register
from tests.exchange.test_facts_import import SUPPLY_CHAIN

VALIDATOR = Draft202012Validator(build())


def test_the_published_schema_is_the_one_the_drafts_give() -> None:
    published = resources.read_text("schema", "facts-1.json")
    assert published == text(), "print it anew: python -m risk_register.exchange.facts_schema > resources/schema/facts-1.json"


def test_the_schema_is_a_schema_and_names_no_host() -> None:
    Draft202012Validator.check_schema(build())
    assert build()["$id"] == "urn:risk-register:facts:1"


def test_every_noun_is_in_it_with_its_meaning() -> None:
    schema = build()
    assert set(schema["properties"]) == {"schema", *(noun.plural for noun in NOUNS)}
    assert all(schema["$defs"][noun.name]["description"] for noun in NOUNS)


def test_a_file_written_by_hand_and_an_export_both_follow_it(tmp_path: Path) -> None:
    written = {"schema": SCHEMA, **SUPPLY_CHAIN}
    assert list(VALIDATOR.iter_errors(written)) == []
    with Register.create(tmp_path / "r.register") as register:
        import_facts(register, written, actor="Ana Ruiz")
        assert list(VALIDATOR.iter_errors(export_facts(register))) == []


def test_the_demonstration_follows_it_and_comes_back_the_same_from_a_file(tmp_path: Path) -> None:
    make_demonstration(tmp_path / "demo.register")
    with Register.open(tmp_path / "demo.register", write=False) as register, Register.create(tmp_path / "copy.register") as copy:
        facts = export_facts(register)
        assert list(VALIDATOR.iter_errors(facts)) == []
        assert import_facts(copy, facts, actor="Ana Ruiz").rejected == ()
        assert export_facts(copy) == facts
        again = import_facts(copy, facts, actor="Ana Ruiz")
        assert (again.created, again.updated) == (0, 0)


@pytest.mark.parametrize("lists", [
    {"vendors": [{"legal_name": "Birch", "stage": "Banana"}]},
    {"vendors": [{"legal_name": ""}]},
    {"vendors": [{"country": "FR"}]},
    {"vendors": [{"legal_name": "A", "colour": "blue"}]},
    {"vendors": [{"legal_name": "A", "owner_id": 1.5}]},
    {"findings": [{"vendor_id": 1, "title": "t", "opened_on": "2025-01-01", "likelihood": 6}]},
    {"flow_populations": [{"flow_id": 1, "subject": "other", "count": -1}]},
    {"planets": []},
])
def test_what_the_program_refuses_the_schema_refuses(lists: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors({"schema": SCHEMA, **lists}))


def test_nothing_comes_before_what_it_refers_to() -> None:
    place = {noun.name: number for number, noun in enumerate(ORDER)}
    for noun in NOUNS:
        assert all(place[target] <= place[noun.name] for target in references(noun).values()), noun.plural


def test_every_noun_is_recognised_by_fields_that_it_has() -> None:
    for noun in NOUNS:
        assert set(key_fields(noun)) <= set(noun.draft.model_fields), noun.plural
        owner = owner_field(noun)
        assert owner is None or noun.draft.model_fields[owner].is_required()
