"""Ways of reading that were said by hand: kept, used for the next file of the same structure, undone, handed on."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from risk_register.errors import RegisterError
from risk_register.model.vocabulary import Verdict
from risk_register.operations.question_mappings import keep_mapping, kept_mappings, mapping_text, read_mapping_file
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.vendors import list_vendors
from risk_register.questionnaires.mapping import SavedMapping, TableMapping
from risk_register.store import Register

BY_HAND = SavedMapping("Norsk skjema", (TableMapping(
    "Ark1", 1, {"id": 0, "question": 1, "answer": 2, "notes": 3}, {0: "Kode", 1: "Spørsmål", 2: "Svar", 3: "Vurdering"}, {}, 2),),
    {"Nei": Verdict.NO})
WHO = "Compliance officer"


def _written(path: Path, *, sheet: str = "Ark1", extra: str = "rød") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (["Anything"], ["Kode", "Spørsmål", "Svar", "Vurdering"], ["a", "Har dere dette", "Ja", "grønn"],
                ["b", "Har dere hint", "Nei", extra], ["c", "Og dette", None, None]):
        book.active.append(row)
    book.save(path)
    return path


def test_a_mapping_kept_with_an_import_reads_the_next_file_of_that_structure(register: Register, tmp_path: Path) -> None:
    first = _written(tmp_path / "a.xlsx")
    with pytest.raises(RegisterError, match="holds no answers"):
        import_questionnaire(register, first, new_vendor="Alder", actor=WHO)
    outcome = import_questionnaire(register, first, new_vendor="Alder", actor=WHO, mapping=BY_HAND, learn=True)
    assert (outcome.counts["yes"], outcome.counts["no"], outcome.counts["unanswered"]) == (1, 1, 1)
    assert outcome.account is not None
    assert (outcome.account.questions, outcome.account.answered, outcome.account.blank) == (3, 2, 1)
    [kept] = kept_mappings(register)
    assert (kept.mapping, kept.made_by, kept.made_on) == (BY_HAND, WHO, register.today())
    again = import_questionnaire(register, _written(tmp_path / "b.xlsx", sheet="2027", extra="gul"), new_vendor="Birch", actor=WHO)
    assert str(again.notes[0]) == "Sheet 2027 has the structure saved as “Norsk skjema”."


def test_undoing_the_import_forgets_the_mapping_kept_with_it(register: Register, tmp_path: Path) -> None:
    before = len(list_vendors(register))
    import_questionnaire(register, _written(tmp_path / "a.xlsx"), new_vendor="Alder", actor=WHO, mapping=BY_HAND, learn=True)
    register.undo(WHO)
    assert kept_mappings(register) == []
    assert len(list_vendors(register)) == before
    register.redo(WHO)
    assert [kept.mapping.name for kept in kept_mappings(register)] == ["Norsk skjema"]
    assert register.verify() == []


def test_a_mapping_of_the_same_name_takes_the_place_of_the_earlier_one(register: Register) -> None:
    first = keep_mapping(register, BY_HAND, WHO)
    assert keep_mapping(register, SavedMapping(BY_HAND.name, BY_HAND.tables), WHO) == first
    [kept] = kept_mappings(register)
    assert kept.mapping.answers == {}
    with pytest.raises(RegisterError, match="a name"):
        keep_mapping(register, SavedMapping(" ", BY_HAND.tables), WHO)
    with pytest.raises(RegisterError, match="reads no sheet"):
        keep_mapping(register, SavedMapping("Empty", ()), WHO)


def test_a_mapping_is_handed_on_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(mapping_text(BY_HAND), encoding="utf-8")
    assert read_mapping_file(path) == BY_HAND
    path.write_text("[", encoding="utf-8")
    with pytest.raises(RegisterError, match="not JSON"):
        read_mapping_file(path)
    with pytest.raises(RegisterError, match="could not be read"):
        read_mapping_file(tmp_path / "none.json")


def test_a_mapping_whose_sheet_is_not_there_or_that_reads_a_blank_form_changes_nothing(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="has no sheet Ark1"):
        import_questionnaire(register, _written(tmp_path / "a.xlsx", sheet="Other"), new_vendor="A", actor=WHO, mapping=BY_HAND)
    blank = tmp_path / "blank.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Ark1"
    for row in (["Anything"], ["Kode", "Spørsmål", "Svar"], ["a", "Har dere dette", None]):
        book.active.append(row)
    book.save(blank)
    with pytest.raises(RegisterError, match="blank form"):
        import_questionnaire(register, blank, new_vendor="A", actor=WHO, mapping=BY_HAND, learn=True)
    assert kept_mappings(register) == []


def test_what_a_form_says_beside_its_questions_is_kept_with_them(register: Register, tmp_path: Path) -> None:
    table = replace(BY_HAND.tables[0], columns={"id": 0, "question": 1, "answer": 2, "guidance": 3})
    import_questionnaire(register, _written(tmp_path / "a.xlsx"), new_vendor="Alder", actor=WHO,
                         mapping=SavedMapping("With help", (table,)))
    with register.read() as connection:
        rows = connection.exec_driver_sql("SELECT question_id, guidance FROM question ORDER BY id DESC LIMIT 3").all()
    assert sorted(tuple(row) for row in rows) == [("a", "grønn"), ("b", "rød"), ("c", None)]
