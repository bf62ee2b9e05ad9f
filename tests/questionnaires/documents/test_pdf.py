"""PDF forms that a vendor filled in with any viewer."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from tests.questionnaires.documents import making

Draw = Callable[[Any], None]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReadQuestionnaire]:
    """Reads a form laid out by a function and filled in."""

    def make(draw: Draw, fill: Mapping[str, str] | None = None) -> ReadQuestionnaire:
        return read_questionnaire(read_source(making.pdf(tmp_path / "received.pdf", draw, fill)))

    return make


Read = Callable[..., ReadQuestionnaire]


def _form(canvas: Any) -> None:
    form = canvas.acroForm
    canvas.drawString(60, 760, "Company name:")
    form.textfield(name="company", x=200, y=750, width=200, height=20)
    canvas.drawString(60, 730, "Date completed:")
    form.textfield(name="day", x=200, y=720, width=200, height=20)
    canvas.drawString(60, 690, "1. Where is data kept?")
    form.textfield(name="q1", x=200, y=680, width=200, height=20)
    form.textfield(name="q2", tooltip="2. Describe your backups", x=200, y=650, width=200, height=20)
    form.textfield(name="q2_comments", x=200, y=620, width=200, height=20)
    canvas.drawString(60, 600, "3. Which region applies to you and yours?")
    form.choice(name="q3", x=60, y=570, width=200, height=20, options=["-", "EU", "US"], value="-")
    canvas.drawString(60, 540, "4. Is there a second factor?")
    form.radio(name="q4", value="Yes", x=260, y=535, selected=False)
    form.radio(name="q4", value="No", x=320, y=535, selected=False)
    form.checkbox(name="q5_yes", tooltip="5. Is data encrypted? Yes", x=60, y=500)
    form.checkbox(name="q5_no", tooltip="5. Is data encrypted? No", x=120, y=500)
    form.checkbox(name="q6", tooltip="6. We keep logs for a year", x=60, y=470)
    canvas.showPage()
    form.textfield(name="q7", tooltip="7. Anything else?", x=60, y=700, width=200, height=20)
    canvas.showPage()


FILLED = {"company": "Société Exemple", "day": "2026-02-03", "q1": "France", "q2": "Nightly", "q2_comments": "Tested in May",
          "q3": "EU", "q4": "/No", "q5_yes": "/Yes", "q6": "/Yes", "q7": "Nothing"}


def test_every_field_of_a_filled_form_is_an_answer_under_its_label(read: Read) -> None:
    found = read(_form, FILLED)
    assert (found.family, found.vendor_name, found.completed_on) == ("pdf_form", "Société Exemple", date(2026, 2, 3))
    said = [(answer.question_id, answer.question, answer.answer, answer.verdict.word, answer.notes) for answer in found.answers]
    assert said == [
        ("q1", "1. Where is data kept?", "France", "text", ""),
        ("q2", "2. Describe your backups", "Nightly", "text", "Tested in May"),
        ("q3", "3. Which region applies to you and yours?", "EU", "text", ""),
        ("q4", "4. Is there a second factor?", "No", "no", ""),
        ("q5", "5. Is data encrypted?", "yes", "yes", ""),
        ("q6", "6. We keep logs for a year", "Yes", "yes", ""),
        ("q7", "7. Anything else?", "Nothing", "text", "")]
    assert [(answer.sheet, answer.cell) for answer in found.answers][-1] == ("q7", "p2")


def test_a_form_half_filled_keeps_its_blanks_as_unanswered(read: Read) -> None:
    found = read(_form, {"q1": "France"})
    assert [answer.question_id for answer in found.answers if answer.verdict.word != "unanswered"] == ["q1"]
    assert len(found.answers) == 7


def test_a_form_that_nobody_filled_is_refused(read: Read) -> None:
    with pytest.raises(RegisterError, match="blank form"):
        read(_form)


def test_a_pdf_without_fields_says_what_to_ask_for(read: Read) -> None:
    with pytest.raises(RegisterError, match="is a PDF without form fields"):
        read(lambda canvas: canvas.drawString(60, 700, "Is data encrypted? Yes"))


def test_a_pdf_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    path = making.pdf(tmp_path / "form.pdf", _form, FILLED)
    writer = PdfWriter()
    writer.append(PdfReader(path))
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "locked.pdf").open("wb") as file:
        writer.write(file)
    with pytest.raises(RegisterError, match="is protected by a password"):
        read_source(tmp_path / "locked.pdf")


def _boxes(canvas: Any) -> None:
    form = canvas.acroForm
    canvas.drawString(40, 800, "Supplier name")
    form.textfield(name="Text1", x=300, y=796, width=200, height=16)
    for number, question in enumerate(["1. Is there a policy?", "2. Is data encrypted?", "3. Is MFA enforced?"]):
        line = 770 - 30 * number
        canvas.drawString(40, line, question)
        for place, choice in enumerate(["Yes", "No"]):
            form.checkbox(name=f"Check Box{2 * number + place + 1}", x=330 + 60 * place, y=line - 2, size=12)
            canvas.drawString(346 + 60 * place, line, choice)
        form.textfield(name=f"Text{number + 2}", x=440, y=line - 4, width=120, height=16)


def test_a_ticked_box_beside_the_word_no_says_no_whatever_its_own_value(read: Read) -> None:
    found = read(_boxes, {"Text1": "Oak Ltd", "Check Box1": "/Yes", "Check Box4": "/Yes", "Text3": "next year"})
    assert [(answer.question, answer.answer, answer.verdict.word, answer.notes) for answer in found.answers] == [
        ("1. Is there a policy?", "Yes", "yes", ""), ("2. Is data encrypted?", "No", "no", "next year"),
        ("3. Is MFA enforced?", "", "unanswered", "")]
    assert found.vendor_name == "Oak Ltd"


def _letters(canvas: Any) -> None:
    form = canvas.acroForm
    for number, question in enumerate(["Is there a policy?", "Is MFA used?"], start=1):
        line = 800 - 90 * number
        canvas.drawString(40, line + 30, f"Part {number}")
        form.checkbox(name=f"q{number}y", tooltip=f"{question} Yes", x=330, y=line)
        form.checkbox(name=f"q{number}n", tooltip=f"Question {number}, second box", x=330, y=line - 30)
        form.textfield(name=f"q{number}c", tooltip=f"Field {number}", x=330, y=line - 60, width=100, height=16)


def test_boxes_whose_names_end_in_y_and_n_are_one_question(read: Read) -> None:
    found = read(_letters, {"q1y": "/Yes", "q2n": "/Yes", "q2c": "planned"})
    assert [(answer.answer, answer.verdict.word, answer.notes) for answer in found.answers] == [
        ("Yes", "yes", ""), ("No", "no", "planned")]
