"""Each letter of many gets a file of its own, on every system."""

from pathlib import Path

import pytest

from risk_register.exchange.documents import Ending, write_drafts
from risk_register.exchange.letters import write_letters
from risk_register.operations.incidents.letters import Letter, LetterKind
from risk_register.operations.letters import Draft, form_name
from risk_register.operations.registers import create_register

LONG = "\N{CJK UNIFIED IDEOGRAPH-4E2D}" * 200
MOST_BYTES = 255
"""As most systems count a file's name."""


def test_letters_whose_subjects_differ_by_capitals_alone_do_not_replace_each_other(tmp_path: Path) -> None:
    subjects = ["Questionnaire for ACME", "Questionnaire for Acme", f"Questionnaire for {LONG}"]
    with create_register(tmp_path / "small.register", organisation="Northwind") as register:
        paths = write_letters(register, [Draft((), subject, subject, "en") for subject in subjects], tmp_path / "letters")
    assert [path.name for path in paths[:2]] == ["Questionnaire for ACME.eml", "Questionnaire for Acme (2).eml"]
    assert len({path.name.casefold() for path in (tmp_path / "letters").iterdir()}) == len(subjects)


@pytest.mark.parametrize("ending", ["docx", "txt"])
def test_drafts_to_recipients_who_differ_by_capitals_alone_do_not_replace_each_other(tmp_path: Path, ending: Ending) -> None:
    drafts = [Letter(LetterKind.VENDOR, who, "Breach", "Body", "en") for who in ("ACME", "Acme", LONG)]
    paths = write_drafts(drafts, tmp_path / "letters", ending)
    assert len({path.name.casefold() for path in paths}) == len(drafts)
    assert {path.name for path in (tmp_path / "letters").iterdir()} == {path.name for path in paths}


def test_a_form_is_named_after_its_vendor_however_long_the_name() -> None:
    assert form_name("A/B: Ltd.", None) == "Questionnaire A B Ltd.xlsx"
    assert len(form_name(LONG, None).encode()) <= MOST_BYTES
