"""A draft opens in any mail program as a letter not sent yet, whatever words it holds."""

from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from risk_register.exchange.mail import draft


def test_a_draft_is_marked_unsent_and_says_every_letter_it_was_given() -> None:
    words = "Bonjour,\n\nÉchéance\N{NO-BREAK SPACE}: 1er mai.\n"
    content = draft("Zoë Béranger <zoe@example.org>", "Questionnaire à rendre — rappel", words,
                    [("Questions d'été.xlsx", b"PK\x03\x04")], cc=["ana@example.org"])
    letter = message_from_bytes(content, policy=default)
    assert letter["X-Unsent"] == "1"
    assert letter["To"].addresses[0].display_name == "Zoë Béranger"
    assert letter["To"].addresses[0].addr_spec == "zoe@example.org"
    assert letter["Cc"] == "ana@example.org"
    assert letter["Subject"] == "Questionnaire à rendre — rappel"
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == words
    [attached] = letter.iter_attachments()
    assert attached.get_filename() == "Questions d'été.xlsx"
    assert attached.get_content() == b"PK\x03\x04"
    assert "Date" not in letter


def test_the_same_letter_gives_the_same_bytes() -> None:
    once, again = (draft("a@example.org", "S", "B", [("f.xlsx", b"x")]) for _ in range(2))
    assert once == again


def test_a_subject_cannot_add_a_heading() -> None:
    letter = message_from_bytes(draft("a@example.org", "Hello\r\nBcc: thief@example.org", "B"), policy=default)
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hello Bcc: thief@example.org"


def test_what_is_no_address_is_left_for_the_person_to_fill_in() -> None:
    people = ["Security team", "x@y@", "ok@example.org\nBcc: t@example.org", ""]
    letter = message_from_bytes(draft(people, "S", "B"), policy=default)
    assert letter["To"] is None
    assert letter["Bcc"] is None


def test_an_address_in_a_domain_with_accents_is_written_as_servers_know_it() -> None:
    letter = message_from_bytes(draft("contact@société.example", "S", "B"), policy=default)
    assert letter["To"].addresses[0].domain == "xn--socit-esab.example"


@given(st.text(max_size=60), st.text(max_size=200), st.lists(st.tuples(st.text(max_size=30), st.binary(max_size=50)), max_size=2),
       st.text(max_size=40))
def test_any_words_make_a_letter_that_reads_back(subject: str, body: str, attachments: list[tuple[str, bytes]], to: str) -> None:
    letter = message_from_bytes(draft(to, subject, body, attachments), policy=default)
    assert letter["X-Unsent"] == "1"
    assert [part.get_content() for part in letter.iter_attachments()] == [content for _, content in attachments]
