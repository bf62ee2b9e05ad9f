"""Outlook messages: Unicode and code pages, plain text, HTML and rich text, and what is damaged."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake import rtf
from risk_register.intake.announcements import Announcement, read_announcement_file
from risk_register.intake.refusals import Refused
from tests.intake.outlook_files import message, packed_rtf

SENT = datetime(2025, 11, 26, 17, 30, tzinfo=UTC)
WORDS = "Notre prestataire Exemple nous a informés le 26 novembre 2025. Les adresses e-mail ont été exposées — 12 € par dossier."
HEAD: dict[str, Any] = {"subject": "Incident de sécurité", "sender": "Équipe sécurité", "address": "security@vendor.example",
                        "sent": SENT}


def read(tmp_path: Path, data: bytes) -> Announcement:
    file = tmp_path / "notice.msg"
    file.write_bytes(data)
    return read_announcement_file(file)


@pytest.mark.parametrize(
    "values",
    [
        {"body": WORDS},
        {"body": WORDS, "narrow": "cp1252"},
        {"body": WORDS, "narrow": "cp1252", "code_page": 1252},
        {"body": WORDS * 60},
        {"html": f"<html><body><p>{WORDS}</p><script>fetch('x')</script></body></html>".encode(), "html_code_page": 65001},
        {"html": f"<html><body><p>{WORDS}</p></body></html>".encode("cp1252"), "html_code_page": 1252},
        {"html": f"<html><body><p>{WORDS}</p></body></html>".encode("cp1252")},
        {"rtf": (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 " + "".join(
            letter if ord(letter) < 128 else f"\\'{letter.encode('cp1252')[0]:02x}" for letter in WORDS) + r"\par}").encode()},
        {"rtf": (r"{\rtf1\ansi\uc1 " + "".join(
            letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in WORDS) + "}").encode()},
    ],
    ids=["unicode", "cp1252", "cp1252-said", "large", "html-utf-8", "html-cp1252", "html-unsaid", "rtf-code-page", "rtf-unicode"],
)
def test_a_message_is_read_however_its_words_are_kept(tmp_path: Path, values: dict[str, Any]) -> None:
    found = read(tmp_path, message(**HEAD, **values))
    assert WORDS in " ".join(found.text.split())
    assert "fetch" not in found.text
    assert found.title == "Incident de sécurité"
    assert found.sender == "Équipe sécurité <security@vendor.example>"
    assert found.sent == SENT


def test_a_message_of_another_code_page_says_so_itself(tmp_path: Path) -> None:
    found = read(tmp_path, message(subject="Łódź", body="Wyciek danych: imię i nazwisko", narrow="cp1250", code_page=1250))
    assert "imię" in found.text
    assert found.title == "Łódź"


def test_a_page_kept_inside_rich_text_is_read_by_what_it_shows(tmp_path: Path) -> None:
    inside = (rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Passwords were not affected."
              rb"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}")
    found = read(tmp_path, message(subject="Update", rtf=inside))
    assert found.text.split("\n")[-1] == "Passwords were not affected."


def test_repeated_words_are_unpacked_from_the_window() -> None:
    published = (b"\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125\x42\x32\x0a\xf3\x20hel\x09"
                 b"\x00\x20bw\x05\xb0ld}\x0a\x80\x0f\xa0")
    assert rtf.unpacked(published) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_a_message_without_a_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="not a word in it"):
        read(tmp_path, message(subject="  ", body=" \n ", sent=SENT))


def test_a_message_that_breaks_off_is_refused_in_words(tmp_path: Path) -> None:
    whole = message(**HEAD, body=WORDS * 60)
    for length in (600, 1100, len(whole) // 2):
        with pytest.raises(RegisterError, match=r"notice\.msg"):
            read(tmp_path, whole[:length])


@given(st.binary(max_size=300))
def test_rich_text_that_is_none_is_refused_or_read_and_never_fails(data: bytes) -> None:
    try:
        text = rtf.unpacked(data)
    except Refused:
        text = data
    assert isinstance(rtf.plain(text), str)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="\\{}"), max_size=200))
def test_plain_words_come_back_from_rich_text(words: str) -> None:
    assert rtf.plain(rtf.unpacked(packed_rtf(b"{\\rtf1\\ansi " + words.encode() + b"}"))) == words
