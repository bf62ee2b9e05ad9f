"""Every noun, field and stored value is called something a person reads, in both languages."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from risk_register import resources
from risk_register.model.labels import field_label, noun_label, value_label, vocabulary_of
from risk_register.model.nouns import BY_PLURAL, BY_TABLE, NOUNS
from risk_register.texts import LANGUAGES, Language

FIELDS = sorted({name for noun in NOUNS for name in noun.draft.model_fields} | {"id"})


def labels(language: Language) -> dict[str, Any]:
    return json.loads(resources.read_text("labels", f"{language}.json"))  # type: ignore[no-any-return]


def test_every_noun_and_field_has_its_french() -> None:
    french = labels("fr")
    assert sorted(french["nouns"]) == sorted(BY_TABLE)
    assert sorted(french["fields"]) == FIELDS


def test_no_label_is_kept_for_what_is_gone() -> None:
    english = labels("en")
    assert set(english["nouns"]) <= set(BY_TABLE)
    assert set(english["fields"]) <= set(FIELDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_shows_the_names_in_the_code(language: Language) -> None:
    spoken = [noun_label(name, language, count) for name in BY_TABLE for count in (1, 2)]
    spoken += [field_label(name, language) for name in FIELDS]
    assert [words for words in spoken if not words.strip() or "_" in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_of_one_noun_can_be_told_apart(language: Language) -> None:
    for noun in NOUNS:
        spoken = [field_label(name, language) for name in noun.draft.model_fields]
        assert len(set(spoken)) == len(spoken), noun.plural


def test_nouns_are_counted() -> None:
    assert noun_label("data_flow", "en") == "data flow"
    assert noun_label("own_entity", "en", 3) == "own entities"
    assert noun_label("vendor", "fr", 0) == "prestataire"
    assert noun_label("vendor", "fr", 2) == "prestataires"


def test_the_traps_of_the_field_are_avoided_in_french() -> None:
    assert noun_label("treatment", "fr") == "traitement du risque"
    assert noun_label("evidence", "fr") == "élément de preuve"
    assert field_label("subcontractor_id", "fr") == "sous-traitant de rang n"


def test_a_field_from_elsewhere_is_still_readable() -> None:
    assert field_label("review_started_on", "fr") == "review started"


@pytest.mark.parametrize(("plural", "field", "value", "english", "french"), [
    ("vendors", "stage", "due_diligence", "Due diligence", "Évaluation préalable"),
    ("vendors", "stage", "SUPERHIGH", "unknown: SUPERHIGH", "inconnu\u00a0: SUPERHIGH"),
    ("vendors", "country", None, "—", "—"),
    ("vendors", "since", date(2025, 11, 1), "1 November 2025", "1er novembre 2025"),
    ("vendors", "owner_id", 123456, "123456", "123456"),
    ("answers", "verdict", 2, "Partial", "Partiel"),
    ("answers", "verdict", 99, "unknown: 99", "inconnu\u00a0: 99"),
    ("flow_populations", "count", 12500, "12,500", "12\u202f500"),
    ("flow_populations", "exact", True, "yes", "oui"),
    ("flow_populations", "exact", 0, "no", "non"),
    ("sla_terms", "target", Decimal("99.950"), "99.950", "99,950"),
    ("notes", "written_at", datetime(2025, 11, 1, 9, 30, tzinfo=UTC),
     "1 November 2025, 09:30 UTC", "1er novembre 2025 à 09:30 UTC"),
    ("vendors", "legal_name", "Alder", "Alder", "Alder"),
])
def test_a_stored_value_is_shown_as_a_person_reads_it(plural: str, field: str, value: Any, english: str, french: str) -> None:
    noun = BY_PLURAL[plural]
    assert value_label(noun, field, value, "en") == english
    assert value_label(noun, field, value, "fr") == french


def test_every_vocabulary_field_knows_its_vocabulary() -> None:
    assert vocabulary_of(BY_PLURAL["vendors"], "stage") is not None
    assert vocabulary_of(BY_PLURAL["vendors"], "legal_name") is None
    assert vocabulary_of(BY_PLURAL["vendors"], "colour") is None
    found = [(noun, name) for noun in NOUNS for name in noun.draft.model_fields if vocabulary_of(noun, name)]
    for noun, name in found:
        for term in vocabulary_of(noun, name) or ():
            assert value_label(noun, name, term, "en") == term.en
