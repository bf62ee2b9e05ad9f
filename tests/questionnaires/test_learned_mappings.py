"""A mapping made by hand: proposed, tried, saved, known again, handed on."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake.values import CellValue, Sheet, Workbook
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires import read_questionnaire, recognise
from risk_register.questionnaires.mapping import ROLES, SavedMapping, TableMapping, answer_words, propose, read_mapped

SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]
Rows = list[list[CellValue]]

STRANGE: Rows = [["Anything"], ["Kode", "Spørsmål", "Svar", "Vurdering"], ["a", "Har dere dette", "Ja", "grønn"],
                 ["b", "Har dere hint", "Nei", "rød"], ["c", "Og dette", "Vet ikke", None]]
BY_HAND = SavedMapping("Norsk skjema", (TableMapping(
    "Ark1", 1, {"id": 0, "question": 1, "answer": 2, "notes": 3}, {0: "Kode", 1: "Spørsmål", 2: "Svar", 3: "Vurdering"}, {}, 2),),
    {"Nei": Verdict.NO, "Vet ikke": Verdict.NOT_EVALUATED})


def test_a_mapping_reads_what_no_heading_told(sheet_of: SheetOf, book_of: BookOf) -> None:
    book = book_of(sheet_of(STRANGE, "Ark1"))
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book)
    read = read_mapped(book, BY_HAND)
    assert [(answer.question_id, answer.answer, answer.verdict.word, answer.notes, answer.cell) for answer in read.answers] == [
        ("a", "Ja", "yes", "grønn", "C3"), ("b", "Nei", "no", "rød", "C4"), ("c", "Vet ikke", "not_evaluated", "", "C5")]
    assert read.title == "Norsk skjema"


def test_the_same_structure_is_known_again_whatever_its_sheet_is_called(sheet_of: SheetOf, book_of: BookOf) -> None:
    later = book_of(sheet_of([["New"], ["year"], *STRANGE[1:]], "2027"))
    found = recognise(later, [BY_HAND])
    assert str(found[0].reasons[0]) == "Sheet 2027 has the structure saved as “Norsk skjema”."
    read = read_questionnaire(later, learned=[BY_HAND])
    assert [answer.verdict.word for answer in read.answers] == ["yes", "no", "not_evaluated"]
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(book_of(sheet_of([["Code", "Spørsmål", "Svar", "Vurdering"], *STRANGE[2:]], "2027")), learned=[BY_HAND])


def test_what_a_person_said_of_a_structure_outranks_what_we_would_guess(sheet_of: SheetOf, book_of: BookOf) -> None:
    book = book_of(sheet_of([["Ref", "Question", "Answer", "Status"], ["1", "A?", "see status", "Yes"]], "Form"))
    by_hand = SavedMapping("Ours", (TableMapping("Form", 0, {"question": 1, "answer": 3}, {1: "Question", 3: "Status"}, {}, 1),))
    assert read_questionnaire(book).answers[0].answer == "see status"
    assert read_questionnaire(book, learned=[by_hand]).answers[0].answer == "Yes"


def test_the_proposal_is_what_would_be_read_and_else_the_likeliest(sheet_of: SheetOf, book_of: BookOf) -> None:
    known = propose(book_of(sheet_of([["Ref", "Question", "Answer"], ["1", "A?", "Yes"]], "Form")), "Mine")
    assert known.tables[0] == TableMapping("Form", 0, {"id": 0, "question": 1, "answer": 2}, {0: "Ref", 1: "Question", 2: "Answer"},
                                           {}, 1)
    rows: Rows = [["Hva", "Resultat"], *[[f"Et langt utsagn om sak nummer {number}", "Yes"] for number in range(5)]]
    guessed = propose(book_of(sheet_of(rows, "Ark1")))
    assert (guessed.tables[0].columns, guessed.tables[0].first_row) == ({"question": 0, "answer": 1}, 1)
    assert propose(book_of(sheet_of([["Name", "Amount"], ["a", 1]]))).tables == ()


def test_the_words_of_the_answers_are_counted_with_what_they_would_mean(sheet_of: SheetOf, book_of: BookOf) -> None:
    book = book_of(sheet_of([*STRANGE, ["d", "Mer", "Ja", None]], "Ark1"))
    assert answer_words(book, BY_HAND) == [("Ja", 2, Verdict.YES), ("Nei", 1, Verdict.NO), ("Vet ikke", 1, Verdict.NOT_EVALUATED)]


def test_a_person_may_say_that_a_word_is_no_answer(sheet_of: SheetOf, book_of: BookOf) -> None:
    by_hand = SavedMapping(BY_HAND.name, BY_HAND.tables, {"Ja": Verdict.UNANSWERED, "Nei": Verdict.NO})
    read = read_mapped(book_of(sheet_of(STRANGE, "Ark1")), by_hand)
    assert [answer.verdict.word for answer in read.answers] == ["unanswered", "no", "text"]


def test_columns_to_mark_can_be_mapped(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows: Rows = [["Tema", "Grønt", "Rødt"], ["Om ting", "x", None], ["Om annet", None, "x"]]
    by_hand = SavedMapping("Farger", (TableMapping("Ark1", 0, {"question": 0}, {0: "Tema", 1: "Grønt", 2: "Rødt"},
                                                   {1: Verdict.YES, 2: Verdict.NO}, 1),))
    read = read_mapped(book_of(sheet_of(rows, "Ark1")), by_hand)
    assert [(answer.answer, answer.verdict.word) for answer in read.answers] == [("Grønt", "yes"), ("Rødt", "no")]


def test_a_mapping_that_does_not_fit_is_refused_in_words(sheet_of: SheetOf, book_of: BookOf) -> None:
    book = book_of(sheet_of(STRANGE, "Ark2"))
    with pytest.raises(RegisterError, match="has no sheet Ark1"):
        read_mapped(book, BY_HAND)
    with pytest.raises(RegisterError, match="which column of sheet Ark2 holds the answers"):
        read_mapped(book, SavedMapping("X", (TableMapping("Ark2", 1, {"question": 1}),)))


@pytest.mark.parametrize("data", [
    None, {}, {"format": 1}, {"format": 1, "name": "x", "answers": {"a": "perhaps"}, "tables": []},
    {"format": 1, "name": "x", "answers": {}, "tables": [{"sheet": "a"}]},
    {**BY_HAND.to_data(), "tables": [{**BY_HAND.to_data()["tables"][0], "columns": {"answer": "7"}}]}])
def test_what_is_no_mapping_is_refused(data: object) -> None:
    with pytest.raises(RegisterError, match="no mapping"):
        SavedMapping.from_data(data)
    with pytest.raises(RegisterError, match="newer program"):
        SavedMapping.from_data({**BY_HAND.to_data(), "format": 2})


COLUMN = st.integers(0, 700)
MAPPINGS = st.builds(SavedMapping, st.text(max_size=20), st.lists(st.builds(
    TableMapping, st.text(max_size=12), st.integers(-1, 90), st.dictionaries(st.sampled_from(ROLES), COLUMN),
    st.dictionaries(COLUMN, st.text(max_size=12), max_size=4), st.dictionaries(COLUMN, st.sampled_from(Verdict), max_size=4),
    st.integers(0, 99)), max_size=3).map(tuple), st.dictionaries(st.text(max_size=8), st.sampled_from(Verdict), max_size=4))


@given(MAPPINGS)
def test_a_mapping_comes_back_from_json_as_it_was(mapping: SavedMapping) -> None:
    assert SavedMapping.from_data(json.loads(json.dumps(mapping.to_data()))) == replace(mapping)


def test_a_form_in_a_language_we_do_not_read_is_proposed_by_its_shape(sheet_of: SheetOf, book_of: BookOf) -> None:
    rows = [["Beszállítói kérdőív"], [], ["Sorszám", "Terület", "Kérdés", "Válasz", "Megjegyzés"],
            ["K1", "Kulcsok", "Titkosítják az ügyfelek adatait", "Igen", "AES-256"],
            ["K2", "Napló", "Naplóznak minden hozzáférést", "Nem", None], ["K3", "Mentés", "Készül napi mentés", "Igen", "hetente"],
            ["K4", "MFA", "Kötelező a kétlépcsős azonosítás", "Igen", None]]
    [table] = propose(book_of(sheet_of(rows))).tables
    assert (table.heading_row, table.first_row) == (2, 3)
    assert dict(table.columns) == {"id": 0, "question": 2, "answer": 3, "notes": 4}
    assert recognise(book_of(sheet_of(rows))) == []
