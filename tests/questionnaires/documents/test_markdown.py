"""Answers that vendors publish as a text in Markdown: tables, questions with boxes or words below, labels."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake.markdown import read_markdown
from risk_register.intake.sources import read_source
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires import ReadQuestionnaire
from risk_register.questionnaires.recognition import read_questions

ReadText = Callable[[str, str], ReadQuestionnaire]
Said = list[tuple[str, str, str, str, str]]


def said(read: ReadQuestionnaire) -> Said:
    """Each answer's section, id, words, verdict and note."""
    return [(answer.section, answer.question_id, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers]


TABLES = """---
title: "Security answers"
vendor: "Cedar Cloud"
date: 2025-05-04
---

# Security answers

Asked by customers. See [our site](https://cedar.example).

## Access control

| ID | Question | Response | Evidence |
|----|:---------|:--------:|---------:|
| A-1 | Is **MFA** used? | ✅ Yes | [policy](https://cedar.example/p) |
| A-2 | Are `admin` accounts reviewed? | No | planned<br>for May |

## Backup and recovery

ID | Question | Response | Evidence
--- | --- | --- | ---
B-1 | Are backups tested \\| restored? | N/A |
"""


def test_tables_are_read_under_the_headings_above_them(read_text: ReadText) -> None:
    read = read_text(TABLES, "answers.md")
    assert said(read) == [
        ("Access control", "A-1", "✅ Yes", "yes", "policy (https://cedar.example/p)"),
        ("Access control", "A-2", "No", "no", "planned\nfor May"),
        ("Backup and recovery", "B-1", "N/A", "not_applicable", "")]
    assert [answer.question for answer in read.answers] == [
        "Is MFA used?", "Are admin accounts reviewed?", "Are backups tested | restored?"]
    assert [answer.domain for answer in read.answers] == [ControlDomain.ACCESS, ControlDomain.ACCESS, ControlDomain.CONTINUITY]
    assert (read.title, read.vendor_name, read.completed_on) == ("Security answers", "Cedar Cloud", date(2025, 5, 4))


BOXES = """# Vendor questionnaire

**Q1:** Do you have a data protection officer?
- [x] Yes
- [ ] No

**Q2:** Is data encrypted at rest?

- [ ] Yes
- [X] No

**Q3:** Which certificates do you hold?

ISO 27001, and SOC 2

**Q4:** Are systems tested for intrusion?
- [ ] Yes
- [ ] No
"""


def test_boxes_of_a_list_answer_the_question_above(read_text: ReadText) -> None:
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read_text(BOXES, "answers.md").answers] == [
        ("Q1", "Yes", "yes"), ("Q2", "No", "no"), ("Q3", "ISO 27001, and SOC 2", "text"), ("Q4", "", "unanswered")]


HEADED = """# Completed questionnaire

**Vendor:** Cedar Cloud
**Date Completed:** 2025-05-04

## Section A: Governance

### A1. Security leadership

**Response:** Yes. A head of security
reports to the board.

**Evidence Provided:** organisation chart

**Assessor Score:** 4 / 5

### A2. Risk management

**Response:** No.
"""


def test_a_heading_above_a_labelled_answer_asks(read_text: ReadText) -> None:
    read = read_text(HEADED.replace("Cloud\n", "Cloud  \n"), "answers.md")
    assert [(answer.section, answer.question, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("Section A: Governance", "A1. Security leadership", "Yes. A head of security reports to the board.", "yes",
         "organisation chart\nAssessor Score: 4 / 5"),
        ("Section A: Governance", "A2. Risk management", "No.", "no", "")]
    assert (read.vendor_name, read.completed_on) == ("Cedar Cloud", date(2025, 5, 4))


OLDER = """###Date:
9/25/2012

###Name of Product:
Example Reader

#Section 1194.21 Software - Detail

###(a) Product functions shall be executable from a keyboard.
Supports with Exceptions

* All standard keys work.

###(b) Applications shall not disrupt activated features.
Supports

###(c) Videos shall be captioned.
Does Not Support
"""


def test_headings_answered_by_a_choice_below_ask_and_labels_may_be_headings(read_text: ReadText) -> None:
    read = read_text(OLDER, "answers.md")
    assert [(answer.section, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("Section 1194.21 Software - Detail", "Supports with Exceptions", "partial", "All standard keys work."),
        ("Section 1194.21 Software - Detail", "Supports", "yes", ""),
        ("Section 1194.21 Software - Detail", "Does Not Support", "no", "")]
    assert (read.product, read.completed_on) == ("Example Reader", date(2012, 9, 25))


def test_questions_in_bold_with_their_answers_in_the_next_line_are_read(read_text: ReadText) -> None:
    text = "# Answers\n\n" + "\n".join(f"**{number}. {question}?**  \n{answer}\n" for number, (question, answer) in enumerate([
        ("Is MFA used", "✔ Yes — for all staff"), ("Are accounts reviewed", "No"), ("Where is data kept", "In the EU")], start=1))
    assert [(answer.question_id, answer.answer, answer.verdict.word) for answer in read_text(text, "answers.md").answers] == [
        ("1", "✔ Yes — for all staff", "yes"), ("2", "No", "no"), ("3", "In the EU", "text")]


def test_a_conformance_report_in_markdown_is_a_vpat(read_text: ReadText) -> None:
    levels = ["Supports", "Partially Supports", "Does Not Support", "Not Applicable"]
    rows = "".join(f"| [1.{number}.1 Something](https://w3.example) (Level A) | Web: {level} | Web: r{number} |\n"
                   for number, level in enumerate(levels, start=1))
    text = ("# Example Accessibility Conformance Report\n\n## WCAG Edition (Based on VPAT® Version 2.4)\n\n"
            "**Report Date:** 2025-02-03\n\n### Level A\n\n"
            f"| **Criteria** | **Conformance Level** | **Remarks and Explanations** |\n| --- | --- | --- |\n{rows}")
    read = read_text(text, "report.md")
    assert (read.family, read.version, read.completed_on) == ("vpat", "2.4", date(2025, 2, 3))
    assert [(answer.question_id, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("1.1.1", "yes", "r1"), ("1.2.1", "partial", "r2"), ("1.3.1", "no", "r3"), ("1.4.1", "not_applicable", "r4")]


def test_a_text_without_questions_is_refused_in_a_sentence(read_text: ReadText) -> None:
    with pytest.raises(RegisterError, match=r"readme\.md.* holds no answers"):
        read_text("---\ntitle: Notes\n---\n\n# Notes\n\nNothing is asked here.\n", "readme.md")


def test_a_blank_form_in_markdown_is_a_set_of_questions(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    text = "| No | Question | Response |\n|---|---|---|\n| 1 | Is MFA used? | |\n| 2 | Is data encrypted? | |\n"
    path.write_text(text, encoding="utf-8")
    assert [answer.question for answer in read_questions(read_source(path)).answers] == ["Is MFA used?", "Is data encrypted?"]


@given(st.text(alphabet="ab |*_`[]()<>!#-:\\\n>~=xX1.\"'&;", max_size=300))
def test_any_text_is_read_and_none_of_its_words_is_lost(text: str) -> None:
    found = read_markdown(text)
    kept = "".join([*(str(block[2]) for block in found["blocks"] if block[0] == "p"), *found["comments"],
                    *(cell for table in found["tables"] for row in table["rows"] for cell in row)])
    assert kept.count("a") <= text.count("a")
    if not set("<[&x") & set(text):
        assert kept.count("a") == text.count("a")
