"""Tables in announcements, as pages, mails and sheets bring them: what is said of each thing stays beside it."""

from pathlib import Path

import pytest

from risk_register.incidents.notice import Names, Reading, read_notice
from risk_register.intake.announcements import pasted, read_announcement_file
from risk_register.model.vocabulary import ExposureState


def said(reading: Reading) -> dict[str, str]:
    return {each.element.value: each.state.value for each in reading.elements}


def page(tmp_path: Path, table: str) -> Reading:
    file = tmp_path / "notice.html"
    file.write_text(f"<html><body><p>We are writing to you about an incident at our provider.</p>{table}</body></html>")
    return read_notice(read_announcement_file(file), Names([]))


@pytest.mark.parametrize("between", ["\t", " | "])
def test_a_pasted_table_says_yes_and_no(between: str) -> None:
    rows = [("Data", "Affected?"), ("E-mail addresses", "Yes"), ("Passwords", "No"), ("Phone numbers", "Under review")]
    text = "What we know of the incident.\n" + "\n".join(between.join(row) for row in rows)
    reading = read_notice(pasted(text), Names([]))
    assert said(reading) == {"email": "exposed", "password": "denied", "phone": "possible"}
    assert all(each.quotation in text for each in reading.elements)


def test_a_french_table_says_oui_and_non() -> None:
    text = "Données\tConcernées ?\nNoms et prénoms\tOui\nMots de passe\tNon\nAdresses IP\tEn cours d'analyse\nIBAN\tPeu probable"
    assert said(read_notice(pasted(text), Names([]))) == {
        "name": "exposed", "password": "denied", "ip_address": "possible", "bank_account": "unlikely"}


def test_a_head_that_asks_whether_data_is_safe_turns_the_answers() -> None:
    text = "Data\tSafe?\nE-mail addresses\tNo\nPasswords\tYes"
    assert said(read_notice(pasted(text), Names([]))) == {"email": "exposed", "password": "denied"}


def test_columns_may_say_it_in_their_heads(tmp_path: Path) -> None:
    table = """<table><tr><th>Exposed</th><th>Not exposed</th></tr>
        <tr><td>Names, e-mail addresses</td><td>Passwords and API keys</td></tr></table>"""
    assert said(page(tmp_path, table)) == {"name": "exposed", "email": "exposed", "password": "denied", "api_key": "denied"}


def test_rows_without_end_tags_are_rows_too(tmp_path: Path) -> None:
    table = "<table><tr><th>Data<th>Affected<tr><td>E-mail addresses<td>Yes<tr><td>Passwords<td>No</table>"
    assert said(page(tmp_path, table)) == {"email": "exposed", "password": "denied"}


def test_a_table_that_only_lays_the_page_out_is_read_as_its_text(tmp_path: Path) -> None:
    words = "The following data was exposed: e-mail addresses and phone numbers of our customers, as far as we know today. " * 2
    table = f"<table><tr><td><p>{words}</p><p>Passwords were not affected.</p></td><td>Menu</td></tr></table>"
    assert said(page(tmp_path, table)) == {"email": "exposed", "phone": "exposed", "password": "denied"}


def test_a_table_within_a_table_keeps_its_rows(tmp_path: Path) -> None:
    inner = "<table><tr><td>Data</td><td>Affected?</td></tr><tr><td>Passwords</td><td>No</td></tr></table>"
    assert said(page(tmp_path, f"<table><tr><td>{inner}</td></tr></table>")) == {"password": "denied"}


def test_a_table_of_something_else_says_nothing_of_the_data() -> None:
    text = "Plan\tPrice\nPassword manager\t3 EUR\nPhone support\tYes, by phone"
    assert said(read_notice(pasted(text), Names([]))) == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Passwords: No", {"password": ExposureState.DENIED}),
        ("Passwords – not affected.", {"password": ExposureState.DENIED}),
        ("E-mail addresses: under investigation", {"email": ExposureState.POSSIBLE}),
        ("Cannot be ruled out: phone numbers", {"phone": ExposureState.POSSIBLE}),
        ("Mots de passe : non concernés", {"password": ExposureState.DENIED}),
        ("Adresses e-mail : oui", {"email": ExposureState.EXPOSED}),
    ],
)
def test_a_word_before_or_after_a_colon_says_it_too(line: str, expected: dict[str, ExposureState]) -> None:
    first = "Point sur l'incident de ce jour" if " : " in line else "Incident of today"
    reading = read_notice(pasted(f"{first}\n{line}"), Names([]))
    assert {each.element.value: each.state for each in reading.elements} == expected
