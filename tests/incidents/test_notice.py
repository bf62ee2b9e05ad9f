"""What is found in announcements: who, where, when, which data, and what is said of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.incidents.notice import Known, Names, Reading, read_notice
from risk_register.intake.announcements import pasted, read_announcement_file
from risk_register.model.vocabulary import ExposureState

NOTICES = Path(__file__).parent / "notices"
REGISTERED = [
    "Ledgerly Example Ltd",
    "Helpdesk Example Inc.",
    "Nuvola Example SpA",
    "Colissimple Exemple SAS",
    "Mailflux Exemple SARL",
    "Rendezvous Exemple SA",
    "Paywise Example plc",
    "Docteo Exemple",
    "Buildbox Example",
    "Chartly Example",
    "Clinidata Example LLC",
    "Lakeside Example Hospital",
    "La Banque Exemple",
    "Titan Exemple Informatique",
    "Box, Inc.",
    "Target",
    "Free",
    "Square",
    "Slack",
    "Pixelmetrics Example",
    "Gestiplan Exemple",
    "Rechnungsdienst Beispiel GmbH",
    "Sondage Exemple",
    "Harbour Metrics",
    "Tallow Cloud BV",
    "Exemple Archivage SAS",
    "Exemple Infogérance",
    "Example Learning",
    "Example Mailer Ltd",
]
EXPECTED: dict[str, dict[str, Any]] = {
    "status_log.en.txt": {
        "announcer": "Harbour Metrics",
        "origin": "Tallow Cloud BV",
        "detected": "2025-11-22",
        "exposed": {"name", "email", "ip_address", "user_agent"},
        "possible": {"billing", "support_tickets"},
        "denied": {"password", "api_key", "card_number"},
    },
    "legal_letter.fr.txt": {
        "announcer": "Exemple Archivage SAS",
        "origin": "Exemple Infogérance",
        "published": "2025-12-03",
        "occurred": "2025-11-17",
        "detected": "2025-11-27",
        "exposed": {"name", "postal_address", "social_security_number", "bank_account"},
        "possible": {"salary"},
        "denied": {"password", "health_record"},
    },
    "newsletter.en.html": {
        "announcer": "Example Learning",
        "origin": "Example Mailer Ltd",
        "notified": "2025-12-04",
        "occurred": "2025-11-29",
        "exposed": {"name", "email"},
        "possible": {"phone", "date_of_birth"},
        "denied": {"password", "card_number"},
    },
    "own_breach_letter.en.txt": {
        "announcer": "Ledgerly Example Ltd",
        "origin": "Ledgerly Example Ltd",
        "detected": "2026-03-03",
        "occurred": "2026-02-27",
        "exposed": {"name", "email", "postal_address", "bank_account", "billing"},
        "denied": {"password", "card_number"},
    },
    "passed_on.en.txt": {
        "announcer": "Helpdesk Example Inc.",
        "origin": "Nuvola Example SpA",
        "notified": "2026-05-04",
        "occurred": "2026-04-29",
        "possible": {"support_tickets", "documents"},
        "denied": {"password", "api_key"},
    },
    "own_breach.fr.txt": {
        "announcer": "Colissimple Exemple SAS",
        "origin": "Colissimple Exemple SAS",
        "published": "2026-01-12",
        "detected": "2026-01-09",
        "occurred": "2026-01-07",  # 'dans la nuit du 7 au 8'
        "exposed": {"name", "postal_address", "phone", "email"},
        "denied": {"bank_account", "password"},
    },
    "passed_on.fr.txt": {
        "announcer": "Rendezvous Exemple SA",
        "origin": "Mailflux Exemple SARL",
        "notified": "2025-11-26",
        "detected": "2025-11-24",
        "possible": {"name", "email"},
        "denied": {"messages", "password", "bank_account", "card_number"},
    },
    "press_article.en.txt": {
        "announcer": "Paywise Example plc",
        "origin": "Paywise Example plc",
        "announced": "2026-02-13",
        "published": "2026-02-14",
        "exposed": {"name", "date_of_birth", "national_id", "salary", "bank_account"},
        "possible": {"passport"},
        "denied": {"health_record"},
    },
    "press_article.fr.txt": {
        "announcer": "Docteo Exemple",
        "origin": "Docteo Exemple",
        "announced": "2026-04-01",
        "published": "2026-04-02",
        "exposed": {"health_record", "social_security_number"},
    },
    "status_page.en.txt": {
        "announcer": None,
        "origin": "Buildbox Example",
        "detected": "2026-06-18",
        "exposed": {"source_code", "system_configuration"},
        "possible": {"session_token"},
        "denied": {"billing"},
    },
    "short_post.en.txt": {"announcer": None, "origin": "Chartly Example", "exposed": {"email", "username"}, "denied": {"password"}},
    "hospital.en.txt": {
        "announcer": None,
        "origin": "Clinidata Example LLC",
        "detected": "2026-08-11",
        "occurred": "2026-08-02",
        "exposed": {
            "name",
            "date_of_birth",
            "medical_record_number",
            "health_insurance_number",
            "social_security_number",
            "documents",
        },
    },
    "bank.fr.txt": {
        "announcer": "La Banque Exemple",
        "origin": "Titan Exemple Informatique",
        "announced": "2026-05-05",
        "occurred": "2026-04-20",
        "possible": {"bank_account", "name", "postal_address"},
        "denied": {"card_security_code", "password"},
    },
    "common_words.en.txt": {"announcer": None, "origin": "Box, Inc.", "detected": "2026-07-03", "exposed": {"email"}},
    "widened.en.txt": {
        "announcer": None,
        "origin": "Pixelmetrics Example",
        "published": "2025-12-19",
        "exposed": {"name", "email", "phone"},
    },
    "mail.fr.eml": {
        "announcer": "Gestiplan Exemple",
        "origin": "Gestiplan Exemple",
        "detected": "2026-02-08",
        "exposed": {"name", "email", "phone"},
        "denied": {"salary"},
    },
    "page.fr.html": {
        "announcer": "Sondage Exemple",
        "origin": "Sondage Exemple",
        "announced": "2026-04-21",
        "exposed": {"ip_address", "date_of_birth"},
        "possible": {"political_opinion"},
        "denied": {"password"},
    },
}
STATES = {
    "exposed": ExposureState.EXPOSED,
    "possible": ExposureState.POSSIBLE,
    "unlikely": ExposureState.UNLIKELY,
    "denied": ExposureState.DENIED,
}


@pytest.fixture(scope="module")
def names() -> Names:
    return Names([Known(number, (name,)) for number, name in enumerate(REGISTERED, 1)])


def said(reading: Reading, state: str) -> set[str]:
    return {each.element.value for each in reading.elements_said(STATES[state])}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_announcement_is_read_as_a_person_would(name: str, names: Names) -> None:
    reading = read_notice(read_announcement_file(NOTICES / name), names)
    expected = EXPECTED[name]
    assert (reading.announcer and reading.announcer.name) == expected["announcer"]
    assert reading.origin is not None
    assert reading.origin.name == expected["origin"]
    for state in STATES:
        assert said(reading, state) == expected.get(state, set()), state
    for kind in ("announced", "published", "detected", "occurred", "notified"):
        if kind in expected:
            assert reading.day(kind) == date.fromisoformat(expected[kind]), kind


@pytest.mark.parametrize("name", EXPECTED)
def test_everything_found_rests_on_words_of_the_announcement(name: str, names: Names) -> None:
    announcement = read_announcement_file(NOTICES / name)
    reading = read_notice(announcement, names)
    text = " ".join(announcement.text.split())
    for quotation in [
        *(each.quotation for each in reading.elements),
        *(each.quotation for each in reading.dates),
        *(each.quotation for each in reading.parties),
        *(each.quotation for each in reading.subjects),
    ]:
        assert " ".join(quotation.split()) in text


def test_companies_named_like_everyday_words_are_found_where_they_are_meant(names: Names) -> None:
    reading = read_notice(read_announcement_file(NOTICES / "common_words.en.txt"), names)
    assert {each.name for each in reading.parties} == {"Box, Inc."}


def test_a_press_article_in_french_tells_what_is_said_possible_and_unlikely(shared: Path) -> None:
    names = Names([Known(1, ("OpenAI", "ChatGPT")), Known(2, ("Mixpanel",))])
    reading = read_notice(read_announcement_file(shared / "cases" / "notices" / "openai-mixpanel.fr.txt"), names)
    assert reading.language == "fr"
    assert reading.announcer is not None
    assert reading.announcer.name == "OpenAI"
    assert reading.origin is not None
    assert reading.origin.name == "Mixpanel"
    assert reading.announced_on == date(2025, 11, 26)
    assert {"usage", "account_id", "ip_address", "user_agent"} <= said(reading, "exposed") | said(reading, "possible")
    assert "billing" in said(reading, "possible")
    assert said(reading, "unlikely") == {"api_key"}
    assert "password" not in {each.element.value for each in reading.elements}


def test_what_a_page_would_run_or_fetch_is_no_part_of_what_it_says(names: Names) -> None:
    announcement = read_announcement_file(NOTICES / "page.fr.html")
    assert "passports" not in announcement.text
    assert "passwords" not in announcement.text
    assert "tracker" not in announcement.text


def test_an_unknown_provider_is_offered_as_a_new_company(names: Names) -> None:
    reading = read_notice(
        pasted("Our provider Newcomer Analytics told us on 3 June 2026 that email addresses were exposed."), names
    )
    assert [(each.name, each.vendor_id) for each in reading.parties] == [("Newcomer Analytics", None)]
    assert reading.origin is not None
    assert reading.origin.name == "Newcomer Analytics"


def test_a_misspelt_vendor_is_offered_with_a_doubt(names: Names) -> None:
    reading = read_notice(
        pasted("An incident at Nuvola Exemple exposed names of customers, as our provider Nuvola Exampel told us."), names
    )
    assert any(each.name == "Nuvola Example SpA" and each.near for each in reading.parties)
    assert reading.doubts


def test_a_third_language_is_said_and_names_are_still_found(names: Names) -> None:
    reading = read_notice(read_announcement_file(NOTICES / "third_language.de.txt"), names)
    assert reading.language is None
    assert reading.origin is not None
    assert reading.origin.name == "Rechnungsdienst Beispiel GmbH"
    assert "neither English nor French" in reading.doubts[0].render("en")


def test_a_retraction_is_kept_beside_what_is_said_now(names: Names) -> None:
    reading = read_notice(read_announcement_file(NOTICES / "widened.en.txt"), names)
    phone = next(each for each in reading.elements if each.element == "phone")
    assert phone.state == ExposureState.EXPOSED
    assert [state for state, _words in phone.also] == [ExposureState.DENIED]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("announced on 26 novembre 2025", "2025-11-26"),
        ("annoncé le 1er mai 2026", "2026-05-01"),
        ("announced on Nov 26, 2025", "2025-11-26"),
        ("announced on November 26th, 2025", "2025-11-26"),
        ("annoncé le 26/11/2025", "2025-11-26"),
        ("announced on 2025-11-26", "2025-11-26"),
        ("announced on the 3rd of March 2026", "2026-03-03"),
        ("annoncé le 26.11.2025", "2025-11-26"),
        ("annoncé le 14 août 2026", "2026-08-14"),
    ],
)
def test_dates_are_read_in_the_habits_of_both_languages(words: str, day: str, names: Names) -> None:
    reading = read_notice(pasted(f"Paywise Example {words} that data was exposed."), names)
    assert reading.day("announced") == date.fromisoformat(day)


def test_a_date_without_a_year_is_the_last_one_before_the_news(names: Names) -> None:
    reading = read_notice(pasted("We detected on 20 December that names were exposed."), names, received=date(2026, 1, 5))
    assert reading.dates[0].day == date(2025, 12, 20)
    assert reading.dates[0].doubtful


@pytest.mark.parametrize("text", ["", "   \n\t  ", "\x00\x01"])
def test_an_empty_announcement_is_refused(text: str) -> None:
    if text == "\x00\x01":
        assert pasted(text).text  # shown as replaced characters, which say that something was there
        return
    with pytest.raises(RegisterError, match="empty"):
        pasted(text)


def test_far_too_much_text_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="longer than"):
        pasted("breach " * 750_000)
    file = tmp_path / "long.txt"
    file.write_text("breach " * 750_000, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"long\.txt holds more than"):
        read_announcement_file(file)


def test_a_pdf_of_pictures_is_refused_with_a_way_out(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "scan.pdf"))
    page.rect(10, 10, 100, 100, fill=1)
    page.save()
    with pytest.raises(RegisterError, match=r"There is no text in scan\.pdf"):
        read_announcement_file(tmp_path / "scan.pdf")


def test_the_words_of_a_pdf_are_read(tmp_path: Path, names: Names) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "notice.pdf"))
    for line, words in enumerate(["Paywise Example announced on 13 February 2026 that", "salaries of employees were exposed."]):
        page.drawString(72, 700 - 14 * line, words)
    page.save()
    reading = read_notice(read_announcement_file(tmp_path / "notice.pdf"), names)
    assert said(reading, "exposed") == {"salary"}
    assert reading.day("announced") == date(2026, 2, 13)


@pytest.mark.parametrize(
    "content", [b"\x7fELF" + bytes(range(256)) * 20, b"PK\x03\x04" + b"\x00" * 200, b"\x89PNG\r\n\x1a\n" + b"\x00" * 50]
)
def test_a_binary_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notice.bin"
    file.write_bytes(content)
    with pytest.raises(RegisterError, match=r"notice\.bin"):
        read_announcement_file(file)


@given(st.text(max_size=400))
def test_no_text_stops_the_reading(text: str) -> None:
    names = Names([Known(1, ("Paywise Example plc",))])
    try:
        announcement = pasted(text)
    except RegisterError:
        return
    reading = read_notice(announcement, names)
    assert all(each.quotation in announcement.text.replace("\n", " ") or each.quotation for each in reading.elements)


def test_ten_thousand_names_are_searched_as_fast_as_ten() -> None:
    many = Names([Known(number, (f"Vendor {number} Example",)) for number in range(10_000)])
    text = "Vendor 77 Example announced that email addresses were exposed. " * 200
    reading = read_notice(pasted(text), many)
    assert [each.vendor_id for each in reading.parties] == [77]
