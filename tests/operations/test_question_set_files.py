"""Questions of a file kept to be sent: blank forms, libraries, catalogues."""

import json
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.operations.journal import undo
from risk_register.operations.question_set_files import keep_question_set
from risk_register.operations.question_sets import questions_of, sets_to_send
from risk_register.store import Register

LIBRARY = """\
name: Fournisseurs
version: 2
objects:
  framework:
    name: Questions aux fournisseurs
    requirement_nodes:
      - {urn: a, assessable: false, name: Gouvernance}
      - {urn: b, assessable: true, parent_urn: a, ref_id: GOV.01, description: Une personne est responsable.}
      - {urn: c, assessable: true, parent_urn: a, ref_id: GOV.02, description: Une politique est en place.}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.yaml"
    path.write_text(LIBRARY, encoding="utf-8")
    return path


def test_the_questions_of_a_library_can_be_sent(register: Register, library: Path) -> None:
    kept = keep_question_set(register, library, actor="Compliance officer")
    assert (kept.row.questions, kept.known, kept.left_out) == (2, False, 0)
    [own, offered] = sets_to_send(register)
    assert (own.id, offered.id, offered.label("en")) == (None, kept.row.id, "Questions aux fournisseurs")
    asked = questions_of(register, kept.row.id, "fr")
    assert [(question.question_id, question.text, question.section) for question in asked] == [
        ("GOV.01", "Une personne est responsable.", "Gouvernance"), ("GOV.02", "Une politique est en place.", "Gouvernance")]


def test_a_set_is_kept_once_and_taken_back_whole(register: Register, library: Path) -> None:
    first = keep_question_set(register, library, actor="Compliance officer")
    again = keep_question_set(register, library, actor="Compliance officer")
    assert (again.row.id, again.known) == (first.row.id, True)
    undo(register, "Compliance officer")
    assert [row.id for row in sets_to_send(register)] == [None]


def test_a_trial_stores_nothing(register: Register, library: Path) -> None:
    before = register.head()
    kept = keep_question_set(register, library, actor="Compliance officer", dry_run=True)
    assert (kept.row.id, kept.row.questions) == (0, 2)
    assert register.head() == before


def test_a_file_that_asks_nothing_is_refused(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps({"catalog": {"metadata": {"title": "Empty", "oscal-version": "1.1.2"}}}))
    with pytest.raises(RegisterError, match="asks nothing"):
        keep_question_set(register, path, actor="Compliance officer")


@pytest.mark.parametrize(("path", "questions", "label"), [
    ("vsaq/webapp.json", 73, "Web Application Security Questionnaire"), ("mvsp-oscal/mvsp_v3.0-20231109-catalog.json", 25, "MVSP"),
    ("ciso-assistant-libraries/cisa-vendor-scrm.en.yaml", 260, "VENDOR SUPPLY CHAIN"),
    ("ciso-assistant-libraries/vendor-due-diligence.fr.yaml", 46, "Vendor Due Diligence")])
def test_real_question_sets_are_kept_under_their_own_titles(
        path: str, questions: int, label: str, register: Register, shared: Path) -> None:
    kept = keep_question_set(register, shared / "questionnaires" / path, actor="Compliance officer")
    assert kept.row.questions == questions
    assert kept.row.label("en").startswith(label)
