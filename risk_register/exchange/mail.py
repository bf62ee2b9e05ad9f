"""Letters as unsent mail: an .eml file that the person's own mail program opens as a draft, to be read and sent by hand.

Nothing is sent from here. `X-Unsent: 1` is what mail programs take for "not sent yet"; the same letter gives the same bytes.
"""

import hashlib
from collections.abc import Iterable, Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from mimetypes import guess_type

from risk_register.characters import cleaned

Attachment = tuple[str, bytes]
"""A file's name and its bytes."""


def draft(to: str | Sequence[str], subject: str, body: str, attachments: Iterable[Attachment] = (), *,
          cc: Sequence[str] = ()) -> bytes:
    """The .eml file of a letter that waits to be sent.

    What is no mail address is left out of the heading, which the person then fills in; no text can add a heading of its own.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    for heading, people in (("To", [to] if isinstance(to, str) else to), ("Cc", cc)):
        if addresses := [found for each in people if (found := _address(each)) is not None]:
            message[heading] = tuple(addresses)
    message["Subject"] = _one_line(subject)
    message.set_content(cleaned(body), cte="quoted-printable")
    for name, content in attachments:
        main, _, sub = (guess_type(name)[0] or "application/octet-stream").partition("/")
        if main == "text":
            main, sub = "application", "octet-stream"  # so that no mail program changes line ends or shows it in the letter
        message.add_attachment(content, maintype=main, subtype=sub, filename=_one_line(name))
    if message.is_multipart():
        message.set_boundary(f"=={hashlib.sha256(body.encode()).hexdigest()[:32]}==")
    return message.as_bytes()


def _address(text: str) -> Address | None:
    """'Head of IT <it@example.org>' or a bare address; None for anything else."""
    words = _one_line(text)
    name, mark, rest = words.rpartition("<")
    spec = rest.removesuffix(">") if mark else words
    user, at, domain = spec.strip().rpartition("@")
    if not (user and at and domain) or any(letter.isspace() for letter in spec.strip()):
        return None
    try:
        return Address(display_name=name.strip().strip('"'), addr_spec=f"{user.encode('ascii').decode()}@{_ascii(domain)}")
    except (MessageError, UnicodeError, ValueError, IndexError):
        return None


def _ascii(domain: str) -> str:
    """A domain with letters beyond ASCII as mail servers know it."""
    return domain if domain.isascii() else domain.encode("idna").decode("ascii")


def _one_line(text: str) -> str:
    return " ".join(cleaned(text).split())
