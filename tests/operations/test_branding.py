"""What reports carry of the organisation: address and label are kept as settings, and are on the pages."""

from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.operations.branding import Branding, branding, set_branding
from risk_register.operations.registers import create_register
from risk_register.reports import write_report
from risk_register.reports.audiences import Audience
from risk_register.reports.recomputing import embedded
from risk_register.store import Register
from tests.reports import reading


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return create_register(tmp_path / "own.riskregister", organisation="Northwind", actor="Ana")


def test_address_and_label_are_kept_changed_and_taken_away(register: Register) -> None:
    assert branding(register) == Branding()
    set_branding(register, "Ana", address="  1 Quay\n\n 75001 Paris ", classification=" Strictly \n confidential")
    assert branding(register) == Branding(None, "1 Quay\n\n75001 Paris", "Strictly confidential")
    set_branding(register, "Ana", classification="Internal")
    assert branding(register).address == "1 Quay\n\n75001 Paris"
    assert branding(register).classification == "Internal"
    register.undo("Ana")
    assert branding(register).classification == "Strictly confidential"
    set_branding(register, "Ana", address="", classification="")
    assert branding(register) == Branding()
    assert register.verify() == []


@pytest.mark.parametrize(("what", "text", "says"), [
    ("classification", "x" * 41, "The classification has 41 characters; a report has room for 40."),
    ("address", "x" * 401, "The address has 401 characters; a report has room for 400.")])
def test_what_finds_no_room_on_a_page_is_refused(register: Register, what: str, text: str, says: str) -> None:
    with pytest.raises(RegisterError, match=says):
        set_branding(register, "Ana", **{what: text})
    assert branding(register) == Branding()


def test_the_label_is_on_every_page_the_address_on_the_cover_and_a_note_on_page_2(register: Register, tmp_path: Path) -> None:
    set_branding(register, "Ana", address="1 Quay\n75001 Paris", classification="Confidential")
    write_report(register, "register", tmp_path / "report.pdf", audience=Audience.BOARD, note="For <b>May</b> & later")
    pages = reading.pages(tmp_path / "report.pdf")
    assert len(pages) > 3
    assert all(page.count("Confidential") == 1 for page in pages)
    assert "75001 Paris" in pages[0]
    assert "For <b>May</b> & later" in pages[1]
    told = embedded(tmp_path / "report.pdf")
    assert (told["cover"]["address"], told["cover"]["classification"]) == ("1 Quay\n75001 Paris", "Confidential")


def test_a_report_may_carry_another_label_than_the_usual_one_or_none(register: Register, tmp_path: Path) -> None:
    set_branding(register, "Ana", classification="Confidential")
    for label in ("Public", ""):
        write_report(register, "register", tmp_path / "report.pdf", classification=label, audience=Audience.BOARD)
        text = reading.text(tmp_path / "report.pdf")
        assert "Confidential" not in text
        assert ("Public" in text) == (label == "Public")
