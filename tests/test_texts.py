"""Every text is there in both languages, says the same with the same values, and is set as French is set."""

import inspect
import re
from typing import Any

import pytest

from risk_register.model import vocabulary
from risk_register.model.vocabulary import Code, Term
from tests.packaging_tools import load

translations: Any = load("translations")
FOUND = translations.uses()
FRENCH: dict[str, dict[str, str]] = translations.catalogues()
ENTRIES = [(package, english, french) for package, entries in FRENCH.items() for english, french in entries.items()]
VOCABULARIES: list[type[Term] | type[Code]] = [
    each for _, each in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(each, Term | Code) and each not in (Term, Code)
]


def test_every_text_in_the_code_is_a_literal() -> None:
    assert [use.place for use in FOUND if use.template is None] == []


def test_every_text_is_given_the_values_it_asks_for() -> None:
    assert {use.place: use.lacking for use in FOUND if use.lacking} == {}


def test_every_text_has_its_french() -> None:
    assert translations.missing(FOUND, FRENCH) == {}


def test_no_french_is_kept_for_a_text_that_is_gone() -> None:
    assert translations.stale(FOUND, FRENCH) == {}


def test_the_french_names_the_same_values() -> None:
    assert [english for _, english, french in ENTRIES if translations.fields(english) != translations.fields(french)] == []


def test_one_english_text_has_one_french() -> None:
    spoken: dict[str, set[str]] = {}
    for _, english, french in ENTRIES:
        spoken.setdefault(english, set()).add(french)
    assert {english: french for english, french in spoken.items() if len(french) > 1} == {}


def test_no_french_is_empty_or_left_in_english() -> None:
    assert [english for _, english, french in ENTRIES if not french.strip()] == []
    assert [english for _, english, french in ENTRIES if french == english and len(english.split()) > 3] == []


def mistypeset(french: str) -> bool:
    """A break would be possible where French forbids one: before a double mark or inside guillemets."""
    return bool(re.search(r" [:;?!»]|« |«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»", french))


@pytest.mark.parametrize(("french", "wrong"), [
    ("Fichier\u00a0: {file}", False), ("Fichier : {file}", True), ("Vraiment\u202f?", False), ("Vraiment ?", True),
    ("«\u00a0Ouvrir\u00a0»", False), ("« Ouvrir »", True), ("«Ouvrir»", True), ("à 12:30", False),
])
def test_the_check_of_french_spaces_knows_right_from_wrong(french: str, wrong: bool) -> None:
    assert mistypeset(french) is wrong


def test_the_tool_sets_french_spaces() -> None:
    assert translations.typeset("« Ouvrir » : oui ?") == "«\u00a0Ouvrir\u00a0»\u00a0: oui\u202f?"


def test_french_marks_keep_to_their_word() -> None:
    terms = [("vocabulary", term.en, term.fr) for each in VOCABULARIES for term in each]
    assert [(package, french) for package, _, french in [*ENTRIES, *terms] if mistypeset(french)] == []


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda each: each.__name__)
def test_the_terms_of_a_vocabulary_can_be_told_apart(terms: type[Term] | type[Code]) -> None:
    for language in ("en", "fr"):
        labels = [term.label(language) for term in terms]
        assert all(label.strip() == label and label for label in labels)
        assert len({label.casefold() for label in labels}) == len(labels), labels
