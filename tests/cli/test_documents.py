"""Questionnaires that are no workbooks, from the file a vendor sent to the answers a script reads."""

import hashlib
import json
from pathlib import Path

import pytest

from risk_register.store import Register
from tests.cli.conftest import Run
from tests.questionnaires.documents import making
from tests.questionnaires.documents.making import control, paragraph, table
from tests.questionnaires.documents.making import run as words

INSIGHTS = """\
header: {schema-version: 1.0.0, expiration-date: '2020-01-31T00:00:00.000Z', project-url: https://code.example/tool}
vulnerability-reporting: {accepts-vulnerability-reports: false, security-policy: https://code.example/policy}
"""


@pytest.fixture
def register(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "r.riskregister"
    assert run("new", path).code == 0
    return path


def _word(path: Path, answer: str = "Yes") -> Path:
    return making.docx(path, table([["Ref", "Question", "Answer", "Comments"], ["A-1", "Is data encrypted?", answer, "AES"]])
                       + paragraph(words("Where is data kept? ") + control("France")))


def _pdf(path: Path) -> Path:
    def draw(canvas: object) -> None:
        canvas.acroForm.textfield(name="q1", tooltip="Where is data kept?", x=60, y=700)  # type: ignore[attr-defined]
        canvas.showPage()  # type: ignore[attr-defined]
    return making.pdf(path, draw, {"q1": "France"})


def _data(path: Path) -> Path:
    path.write_text(json.dumps({"vendor": "Example", "answers": {"backup": "Yes", "exit_plan": "No"}}), encoding="utf-8")
    return path


@pytest.mark.parametrize(("make", "name", "family", "places"), [
    (_word, "form.docx", "word_form", ["Table 1!C2", "Text!§1"]), (_pdf, "form.pdf", "pdf_form", ["q1!p1"]),
    (_data, "form.json", "answers_data", ["/answers/backup!L1", "/answers/exit_plan!L1"])])
def test_a_document_is_imported_kept_as_evidence_and_its_answers_have_their_places(
        make: object, name: str, family: str, places: list[str], register: Path, tmp_path: Path, run: Run) -> None:
    path = make(tmp_path / name)  # type: ignore[operator]
    said = run("import", "questionnaire", register, path, "--vendor", "Example", "--create", "--json")
    assert (said.code, said.document["family"], said.document["unmapped"]) == (0, family, [])
    answers = run("answers", register, "--vendor", "Example", "--json").document
    assert [f"{answer['sheet']}!{answer['cell']}" for answer in answers] == places
    with Register.open(register) as opened:
        assert opened.file(hashlib.sha256(path.read_bytes()).hexdigest()) == path.read_bytes()
    shown = run("answers", register, "--vendor", "Example").out
    assert all(place in shown for place in places)


def test_the_same_document_again_is_refused_and_a_later_one_says_what_changed(register: Path, tmp_path: Path, run: Run) -> None:
    run("import", "questionnaire", register, _word(tmp_path / "first.docx"), "--vendor", "Example", "--create")
    again = run("import", "questionnaire", register, tmp_path / "first.docx", "--vendor", "Example")
    assert (again.code, again.out) == (1, "")
    assert "was imported for Example before" in again.err
    later = run("import", "questionnaire", register, _word(tmp_path / "later.docx", "No"), "--vendor", "Example", "--json")
    assert later.document["changed_since_last"] == [{"question_id": "A-1", "what": "answer", "before": "Yes", "after": "No"}]


def test_a_file_that_has_expired_by_its_own_words_is_taken_in_and_said_to_be(register: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "SECURITY-INSIGHTS.yml"
    path.write_text(INSIGHTS, encoding="utf-8")
    said = run("import", "questionnaire", register, path, "--vendor", "Example", "--create", "--json")
    assert said.document["remarks"] == ["The file has expired: it says of itself that it holds until 31 January 2020."]
    assert said.document["answers"]["no"] == 1
    french = run("import", "questionnaire", register, path, "--vendor", "Other", "--create", "--lang", "fr")
    assert "périmé" in french.out


def test_a_question_set_is_refused_as_answers_in_both_languages(register: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps({"catalog": {"metadata": {"title": "T", "oscal-version": "1.1.2"}, "controls": [
        {"id": "ac-1", "title": "Access"}]}}), encoding="utf-8")
    said = run("import", "questionnaire", register, path, "--vendor", "Example", "--create")
    assert (said.code, said.out) == (1, "")
    assert said.err.strip() == ("“catalog.json” holds no answers. It is a catalogue of controls: questions to send, without a "
                                "place for answers.")
    french = run("import", "questionnaire", register, path, "--vendor", "Example", "--create", "--lang", "fr")
    assert "catalogue de mesures" in french.err
