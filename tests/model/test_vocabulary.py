"""The words of the field: what is stored never changes its meaning, and what is not known is shown as unknown."""

import inspect

import pytest

from risk_register.model import vocabulary
from risk_register.model.labels import vocabulary_of
from risk_register.model.nouns import NOUNS
from risk_register.model.vocabulary import Code, ControlDomain, Stage, Term, Verdict

VOCABULARIES = [
    each for _, each in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(each, Term | Code) and each not in (Term, Code)
]


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda each: each.__name__)
def test_every_vocabulary_says_what_it_is_and_fits_its_column(terms: type[Term] | type[Code]) -> None:
    assert inspect.getdoc(terms)
    for term in terms:
        stored = term.word if isinstance(term, Code) else term.value
        assert stored.isascii()
        assert 0 < len(stored) <= 60
        assert terms.parse(term.value) is term  # type: ignore[arg-type]


def test_a_word_of_a_newer_program_is_no_term_here() -> None:
    assert Stage.parse("SUPERHIGH") is None
    assert Stage.parse(None) is None
    assert Verdict.parse(99) is None
    assert vocabulary.label(Stage, "SUPERHIGH", "en") == "unknown: SUPERHIGH"
    assert vocabulary.label(Stage, None, "fr") == ""


def test_codes_are_called_by_their_words_in_rules() -> None:
    assert ControlDomain.from_word("access") is ControlDomain.ACCESS
    assert "not_applicable" in Verdict.words()
    with pytest.raises(KeyError):
        Verdict.from_word("maybe")


def test_the_numbers_that_millions_of_answers_hold_stay_what_they_are() -> None:
    assert {term.word: term.value for term in Verdict} == {
        "unanswered": 0, "yes": 1, "partial": 2, "no": 3, "not_applicable": 4, "not_evaluated": 5, "text": 6,
    }
    assert len({term.value for term in ControlDomain}) == len({term.word for term in ControlDomain}) == len(ControlDomain)


def test_the_fields_with_a_vocabulary_hold_its_stored_values() -> None:
    fields = [(noun, name) for noun in NOUNS for name in noun.draft.model_fields if vocabulary_of(noun, name)]
    assert len(fields) > 60
    for noun, name in fields:
        column = noun.table.columns[name]
        assert column.type.python_type in (str, int), (noun.plural, name)
