"""Every real file that is no workbook, against its right values; those without answers as question sets, or refused in words."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.questionnaires import Flag, ReadQuestionnaire, adverse, read_questionnaire

Real = Callable[[str], ReadQuestionnaire]
Right = dict[tuple[str, str], tuple[str, str, int, str, int]]

BADGE = "openssf-badge-answered/eirctl.bestpractices.json"
OPENACR = "openacr-answered/drupal-10-16.openacr.yaml"
VPAT = "vpat-docx-answered/microbetrace-vpat-2.3.docx"
INSIGHTS = "security-insights-answered/argo-cd.SECURITY-INSIGHTS.yml"
INTAKE = "yaml-intake-example/sample_vendor.yaml"
QUESTION_SETS = {
    "vsaq/webapp.json": ("vsaq", 73),
    "vsaq/security_privacy_programs.json": ("vsaq", 46),
    "vsaq/infrastructure.json": ("vsaq", 96),
    "vsaq/physical_and_datacenter.json": ("vsaq", 30),
    "ciso-assistant-libraries/vendor-due-diligence.fr.yaml": ("ciso_assistant_library", 46),
    "ciso-assistant-libraries/dynamic-questionnaire.fr.yaml": ("ciso_assistant_library", 16),
    "ciso-assistant-libraries/cisa-vendor-scrm.en.yaml": ("ciso_assistant_library", 260),
    "mvsp-oscal/mvsp_v3.0-20231109-catalog.json": ("oscal", 25),
    "mvsp-oscal/MVSP_v3.0-20231109-mapping-catalog.json": ("oscal", 25),
    "mvsp-oscal/csa_ccm_4.0.7-catalog.json": ("oscal", 197),
    "yaml-intake-example/crosswalk.yaml": ("answers_data", 10),
}
_OURS = {"na": "not_applicable", "blank": "unanswered"}


@pytest.fixture(scope="session")
def right_values(shared: Path) -> dict[str, Right]:
    values: dict[str, Right] = {}
    with (shared / "questionnaires" / "expected-answers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "question":
                values.setdefault(row["file"], {})[row["id"], row["component"]] = (
                    _OURS.get(row["normalised"], row["normalised"]), " ".join(row["raw_answer"].split()),
                    int(row["note_chars"] or 0), row["sheet"], int(row["row"]))
    return values


@pytest.mark.parametrize("path", [BADGE, OPENACR, VPAT])
def test_every_answer_has_its_right_id_component_verdict_words_and_note(
        path: str, real: Real, right_values: dict[str, Right]) -> None:
    read, right = real(path), right_values[path]
    found = {(answer.question_id, answer.extra.get("component", "")): answer for answer in read.answers}
    assert found.keys() == right.keys()
    assert len(read.answers) == len(right)
    for key, (verdict, words, note, _, _) in right.items():
        answer = found[key]
        assert (answer.verdict.word, " ".join(answer.answer.split())[:60], len(answer.notes)) == (verdict, words, note), key


def test_an_answer_of_a_word_table_stands_where_the_table_and_row_say(real: Real, right_values: dict[str, Right]) -> None:
    # The right values count tables and rows from 0, people from 1.
    places = {(answer.question_id, answer.extra.get("component", "")): (answer.sheet, answer.row) for answer in real(VPAT).answers}
    for key, (_, _, _, sheet, row) in right_values[VPAT].items():
        assert places[key] == (f"Table {int(sheet.removeprefix('table ')) + 1}", row + 1)


def test_an_answer_of_a_data_file_stands_at_its_pointer_and_line(real: Real, shared: Path) -> None:
    lines = (shared / "questionnaires" / BADGE).read_text(encoding="utf-8").splitlines()
    for answer in real(BADGE).answers:
        assert answer.sheet == f"/{answer.question_id}_status"
        assert answer.cell == f"L{answer.row}"
        assert f'"{answer.question_id}_status": "{answer.answer}"' in lines[answer.row - 1]


def test_the_accessibility_report_is_accounted_for(real: Real) -> None:
    read = real(VPAT)
    assert (read.family, read.version, read.vendor_name) == ("vpat", "2.3", "MicrobeTrace")
    assert (read.product, read.completed_on) == ("MicrobeTrace v0.6.0", date(2019, 9, 12))
    assert len({answer.question_id for answer in read.answers}) == 76
    assert {entry.reason.render("en"): entry.count for entry in read.skipped}["rows to which the form asks no response"] == 11
    assert not read.unmapped
    assert not read.problems


def test_disabled_chapters_of_an_openacr_are_counted_and_not_read(real: Real) -> None:
    read = real(OPENACR)
    assert (read.family, read.version) == ("openacr", "2.4-edition-wcag-2.1-en")
    assert (read.vendor_name, read.product, read.completed_on) == ("CivicActions", "Drupal", date(2023, 5, 12))
    assert [entry.count for entry in read.skipped] == [202]
    assert len({answer.question_id for answer in read.answers}) == 55


def test_security_insights_says_what_is_true_what_is_false_and_until_when(real: Real) -> None:
    read = real(INSIGHTS)
    assert (read.family, read.version, read.product) == ("security_insights", "1.0.0", "argo-cd")
    said = Counter(answer.answer for answer in read.answers if answer.answer in ("true", "false"))
    assert said == {"true": 10, "false": 8}
    years = [answer.answer for answer in read.answers if answer.question_id.endswith("report-year")]
    assert years == ["2021", "2022", "2022", "2023"]
    assert next(item.value for item in read.metadata if item.key == "expires") == "2024-10-31"
    assert [answer.question_id for answer in read.answers if adverse(answer)] == [
        "security-artifacts.self-assessment.self-assessment-created"]
    assert not read.unmapped


def test_nothing_of_security_insights_is_lost(real: Real, shared: Path) -> None:
    read = real(INSIGHTS)
    kept = "\n".join([*(f"{answer.answer}\n{answer.notes}" for answer in read.answers), *(item.value for item in read.metadata)])
    leaves = list(read_source(shared / "questionnaires" / INSIGHTS).content.root.leaves())  # type: ignore[union-attr]
    assert len(leaves) == 93
    assert all(leaf.text in kept for leaf in leaves)


def test_the_intake_example_gives_its_ten_answers_and_its_vendor(real: Real) -> None:
    read = real(INTAKE)
    assert read.vendor_name == "Acme Cloud Analytics, Inc."
    assert read.completed_on == date(2026, 7, 27)
    assert len(read.answers) == 10
    answers = {answer.question_id: (answer.answer, answer.verdict.word) for answer in read.answers}
    assert answers["data_scope_disclosure"] == ("full", "yes")
    assert answers["residency_tenancy_keys"] == ("partial", "partial")
    assert answers["external_rating_tier"] == ("C", "text")


@pytest.mark.parametrize("path", QUESTION_SETS)
def test_a_question_set_is_read_whole_and_refused_as_answers(path: str, real: Real, shared: Path) -> None:
    family, questions = QUESTION_SETS[path]
    read = real(path)
    assert (read.family, len(read.answers)) == (family, questions)
    assert all(answer.question for answer in read.answers)
    assert read.questions_only is not None
    with pytest.raises(RegisterError, match="holds no answers"):
        read_questionnaire(read_source(shared / "questionnaires" / path))


def test_the_choices_of_vsaq_are_all_there(real: Real) -> None:
    names = ("webapp", "security_privacy_programs", "infrastructure", "physical_and_datacenter")
    choices = [sum(len(answer.choices) for answer in real(f"vsaq/{name}.json").answers) for name in names]
    assert choices == [132, 91, 178, 60]


def test_links_of_the_mapping_catalogue_go_under_the_standards_own_names(real: Real) -> None:
    read = real("mvsp-oscal/MVSP_v3.0-20231109-mapping-catalog.json")
    standards = {standard for answer in read.answers for standard in answer.extra}
    assert standards == {"ISO 27001:2013", "ISO 27001:2022", "ISO 27017:2015", "ISO 27018:2019", "NIST CSF 1.1", "NIST CSF 2.0",
                         "CSA CCM 4"}


def test_the_worked_case_of_word_controls_is_read_to_the_letter(shared: Path) -> None:
    read = read_questionnaire(read_source(shared / "cases" / "c11-content-controls.docx"))
    assert [(answer.question_id, answer.answer) for answer in read.answers] == [
        ("1", "Brix Hosting"), ("2", "Yes"), ("3", "2025-11-14"), ("4", "120"), ("5", "No")]
    assert [answer.verdict.word for answer in read.answers] == ["text", "yes", "text", "text", "no"]
    assert not any(flag is Flag.NOTE_WITHOUT_ANSWER for answer in read.answers for flag in answer.flags)
