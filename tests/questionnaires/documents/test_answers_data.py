"""Answers in data files as tools write them: keys of any order, parts with titles, questions as keys."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from risk_register.errors import RegisterError
from risk_register.questionnaires import ReadQuestionnaire

ReadText = Callable[[str, str], ReadQuestionnaire]


def test_of_two_keys_that_fit_the_surer_one_counts_in_whatever_order(read_text: ReadText) -> None:
    entries = [
        {"answer": "Yes", "criterion": "CC6.1", "question_id": "Q1", "question_text": "Is access reviewed?", "rationale": "r",
         "reason": "", "status": "answered"},
        {"answer": None, "criterion": "", "question_id": "Q2", "question_text": "Is data kept in the EU?", "rationale": "",
         "reason": "nothing found", "status": "not covered"}]
    read = read_text(json.dumps({"total": 2, "responses": entries}, indent=1), "answers.json")
    assert [(answer.question_id, answer.question, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("Q1", "Is access reviewed?", "Yes", "yes", "r"), ("Q2", "Is data kept in the EU?", "", "unanswered", "nothing found")]


def test_the_title_of_the_part_is_the_section_and_the_vendors_object_names_it(read_text: ReadText) -> None:
    parts = [{"title": "Access", "questions": [
                {"id": "A1", "text": "Is MFA used?", "required": True, "answer": {"value": True, "comment": "by key"}},
                {"id": "A2", "text": "Are accounts reviewed?", "required": True, "answer": {"value": False, "comment": ""}}]},
             {"title": "Encryption", "questions": [
                {"id": "E1", "text": "Is data encrypted?", "required": True, "answer": None},
                {"id": "E2", "text": "Where are keys kept?", "required": False, "answer": {"value": "in the EU"}}]}]
    cover = {"vendor": {"name": "Cedar Cloud"}, "submittedAt": "2025-05-04T10:00:00Z"}
    read = read_text(json.dumps({**cover, "sections": parts}, indent=1), "answers.json")
    assert [(answer.section, answer.question_id, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("Access", "A1", "yes", "by key"), ("Access", "A2", "no", ""), ("Encryption", "E1", "unanswered", ""),
        ("Encryption", "E2", "text", "")]
    assert (read.vendor_name, read.completed_on) == ("Cedar Cloud", date(2025, 5, 4))


def test_the_option_selected_is_the_answer_and_required_is_none(read_text: ReadText) -> None:
    asked = [("Is MFA used?", "Yes"), ("Is data encrypted?", "No"), ("Is there a DPO?", None)]
    entries = [{"questionId": str(number), "questionText": text, "isRequired": True, "selectedOption": said, "explanation": "e"}
               for number, (text, said) in enumerate(asked)]
    read = read_text(json.dumps(entries, indent=1), "answers.json")
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read.answers] == [
        ("0", "Yes", "yes"), ("1", "No", "no"), ("2", "", "unanswered")]


def test_a_key_that_asks_is_the_question_and_no_id(read_text: ReadText) -> None:
    text = "responses:\n  Do you encrypt data at rest?: Yes, with AES-256\n  Is there a SOC 2 report?: 'No'\n"
    read = read_text(text, "answers.yaml")
    assert [(answer.question_id, answer.question, answer.verdict.word) for answer in read.answers] == [
        ("", "Do you encrypt data at rest?", "yes"), ("", "Is there a SOC 2 report?", "no")]


def test_a_template_with_required_and_expected_answers_holds_no_answers(read_text: ReadText) -> None:
    entries = [{"id": "1", "question": "Is MFA used?", "required": True, "expectedAnswer": "Yes"},
               {"id": "2", "question": "Is data encrypted?", "required": True, "expectedAnswer": "Yes"}]
    with pytest.raises(RegisterError, match="has no place for answers"):
        read_text(json.dumps({"questions": entries}, indent=1), "template.json")


def test_a_part_with_a_single_question_is_read_like_the_others(read_text: ReadText) -> None:
    parts = [{"domain": "Access", "controls": [{"id": "A1", "question": "MFA?", "response": "yes"},
                                               {"id": "A2", "question": "PAM?", "response": "partial"}]},
             {"domain": "Data", "controls": [{"id": "D1", "question": "Encrypted?", "response": "no"}]}]
    read = read_text(json.dumps({"domains": parts}, indent=1), "answers.json")
    assert [(answer.section, answer.question_id, answer.verdict.word) for answer in read.answers] == [
        ("Access", "A1", "yes"), ("Access", "A2", "partial"), ("Data", "D1", "no")]


def test_a_code_under_control_is_the_id_where_a_title_asks(read_text: ReadText) -> None:
    text = ("organization: Fir\ncontrols:\n  - control: AC-2\n    title: Accounts\n    implementation_status: implemented\n"
            "    narrative: by hand\n  - control: SC-28\n    title: Data at rest\n    implementation_status: not-applicable\n")
    read = read_text(text, "controls.yaml")
    assert [(answer.question_id, answer.question, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("AC-2", "Accounts", "yes", "by hand"), ("SC-28", "Data at rest", "not_applicable", "")]
    assert read.vendor_name == "Fir"
