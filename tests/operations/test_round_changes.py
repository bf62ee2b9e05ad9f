"""A vendor's round beside the one before it, and what answers say to standards, from the register."""

import json
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.assurance import Evidence
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.reviewing import link_evidence, review_sheet
from risk_register.operations.round_changes import Otherwise, latest_like, round_changes
from risk_register.operations.standards import standard_sheet
from risk_register.operations.vendors import add_vendor
from risk_register.questionnaires import Flag
from risk_register.questionnaires.standards import Cover, Speaks
from risk_register.store import Register

FIRST = ("Ref,Question,Answer,Comments,ISO 27001\n1,Do you encrypt data?,Yes,AES-128,A.10.1.1\n2,Do you keep logs?,Yes,Not yet,\n"
         "3,Do you have a mascot?,No,,\n4,Is it tested?,,N/A,A.8.29\n")
SECOND = ("Ref,Question,Answer,Comments,ISO 27001\n1,Do you encrypt data?,No,AES-256,A.10.1.1\n2,Do you keep audit logs?,Yes,,\n"
          "4,Is it tested?,Yes,,A.8.29\n5,Do you back up data?,Yes,,\n")


@pytest.fixture
def alder(register: Register) -> int:
    return add_vendor(register, {"legal_name": "Alder"}, "anna")


def take(register: Register, vendor: int, path: Path, text: str) -> int:
    path.write_text(text, encoding="utf-8")
    return import_questionnaire(register, path, vendor_id=vendor, actor="anna").questionnaire_id or 0


def test_every_difference_is_listed_with_the_words_before_and_after(register: Register, alder: int, tmp_path: Path) -> None:
    first = take(register, alder, tmp_path / "a.csv", FIRST)
    second = take(register, alder, tmp_path / "b.csv", SECOND)
    found = round_changes(register, second)
    assert found.before is not None
    assert found.before.id == first
    assert [(each.kind, each.question_id, each.before, each.after) for each in found.changes] == [
        (Otherwise.ANSWER, "1", "Yes", "No"), (Otherwise.ANSWER, "4", "", "Yes"),
        (Otherwise.NOTES, "1", "AES-128", "AES-256"), (Otherwise.NOTES, "2", "Not yet", ""), (Otherwise.NOTES, "4", "N/A", ""),
        (Otherwise.WORDING, "2", "Do you keep logs?", "Do you keep audit logs?"),
        (Otherwise.ADDED, "5", "", "Yes"), (Otherwise.DROPPED, "3", "No", "")]
    assert [each.question for each in found.changes[-2:]] == ["Do you back up data?", "Do you have a mascot?"]
    assert found.counts[Otherwise.NOTES] == 3
    assert round_changes(register, first).before is None
    assert round_changes(register, first).changes == ()
    with pytest.raises(RegisterError, match="no questionnaire with the id 99"):
        round_changes(register, 99)


def test_what_an_import_says_of_the_last_round_is_what_is_listed_later(register: Register, alder: int, tmp_path: Path) -> None:
    take(register, alder, tmp_path / "a.csv", FIRST)
    (tmp_path / "b.csv").write_text(SECOND, encoding="utf-8")
    outcome = import_questionnaire(register, tmp_path / "b.csv", vendor_id=alder, actor="anna")
    listed = round_changes(register, outcome.questionnaire_id or 0).changes
    assert [(each["question_id"], each["before"], each["after"]) for each in outcome.changed_since_last] == [
        (each.question_id, each.before, each.after) for each in listed]


def test_a_form_is_compared_with_one_of_its_own_edition(register: Register, alder: int, tmp_path: Path) -> None:
    from risk_register.operations.facts import rounds

    take(register, alder, tmp_path / "a.csv", FIRST)
    [kept] = rounds(register, alder)
    lite, full = (type(kept)(**{name: getattr(kept, name) for name in kept.__slots__} | {"id": number, "version": version})
                  for number, version in ((7, "Lite 3.01"), (8, "Full 3.06")))
    assert latest_like([full, lite], kept.family, "Lite 3.04") is lite
    assert latest_like([full], kept.family, "Lite 3.04") is full
    assert latest_like([full], "caiq", "4.0.3") is None


def test_doubts_are_told_anew_from_the_register_and_what_only_the_file_showed_is_kept(
        register: Register, alder: int, tmp_path: Path) -> None:
    sheet = review_sheet(register, take(register, alder, tmp_path / "a.csv", FIRST))
    lines = {line.answer.question_id: line for line in sheet.lines}
    assert lines["2"].doubts == (Flag.CONTRADICTED,)
    assert lines["4"].doubts == (Flag.NOTE_WITHOUT_ANSWER, Flag.NOT_APPLICABLE_IN_NOTE)
    assert (lines["1"].doubtful, lines["2"].doubtful, lines["4"].open, lines["3"].open) == (False, True, True, False)
    assert lines["3"].bears_on == {}
    assert "8.15" in lines["2"].bears_on["ISO/IEC 27001:2022"]


def test_blanks_that_the_forms_rules_excuse_stay_excused(register: Register, alder: int, shared: Path) -> None:
    path = shared / "questionnaires/hecvat-full-3.04-answered/canvas-lms-hecvat-full-3.04.xlsx"
    outcome = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    lines = review_sheet(register, outcome.questionnaire_id or 0).lines
    assert sum(line.doubts == (Flag.NOT_REQUIRED,) for line in lines) == 52
    assert not any(line.open for line in lines)
    assert not any(line.doubtful for line in lines if Flag.NOT_REQUIRED in line.doubts)
    assert any(line.answer.guidance for line in lines)


def test_the_newest_round_of_each_form_speaks_to_a_standard(register: Register, alder: int, tmp_path: Path, shared: Path) -> None:
    take(register, alder, tmp_path / "a.csv", FIRST)
    second = take(register, alder, tmp_path / "b.csv", SECOND)
    lite = shared / "questionnaires/hecvat-lite-3.04-answered/canvas-catalog-hecvat-lite-3.04.xlsx"
    import_questionnaire(register, lite, vendor_id=alder, actor="anna")
    before = standard_sheet(register, alder, "iso27001")
    [line] = standard_sheet(register, alder, "iso27001", "A.8.24").lines
    assert [(each.family, each.answer.question_id, each.basis.value, each.speaks) for each in line.exact] == [
        ("hecvat", "HLDA-02", "form", Speaks.FOR), ("hecvat", "HLDA-03", "form", Speaks.FOR),
        ("plain_table", "1", "form", Speaks.AGAINST)]
    assert line.cover is Cover.MIXED
    assert {each.family for each in before.rounds} == {"plain_table", "hecvat"}
    assert sum(before.covers.values()) == 93
    with register.change("Evidence", "anna") as change:
        evidence = change.add(Evidence, vendor_id=alder, kind="iso27001", title="Certificate 2026")
    answer = line.exact[-1].answer
    assert answer.questionnaire_id == second
    link_evidence(register, answer.id, evidence, "anna")
    after = standard_sheet(register, alder, "iso27001", "8.24")
    assert after.cited[answer.id] == ("Certificate 2026",)
    assert [each.title for each in after.certificates] == ["Certificate 2026"]
    assert json.loads(answer.extra or "{}") == {"ISO 27001": "A.10.1.1"}


def test_a_vendor_who_answered_nothing_leaves_every_control_a_gap(register: Register, alder: int) -> None:
    sheet = standard_sheet(register, alder, "cis")
    assert sheet.covers[Cover.GAP] == 18
    assert sheet.rounds == ()
