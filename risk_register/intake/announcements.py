"""Reading an announcement from outside, in the capped child process, as plain words with what the file says of itself."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from risk_register.characters import clean_text
from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import document_sentences, limits, sentences
from risk_register.intake.files import read_bytes
from risk_register.intake.process import ChildDied, ChildFailed, ChildStopped, ChildTooSlow, run_child
from risk_register.intake.refusals import OtherKind, Reason

KIND = "announcement"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What somebody announced, in their words."""

    text: str
    title: str | None = None
    sender: str | None = None
    sent: datetime | None = None
    file_name: str | None = None
    file_sha256: str | None = None


def pasted(text: str) -> Announcement:
    """An announcement that was pasted. Raises `RegisterError` where it says nothing or far too much."""
    if len(text) > limits.LONGEST_ANNOUNCEMENT:
        raise _too_long("")
    clean = clean_text(text)[0].strip()
    if not clean:
        raise RegisterError("The announcement is empty. Paste its text, or open the file or message it came in.")
    return Announcement(clean)


def read_announcement_file(path: Path, *, cancelled: Callable[[], bool] | None = None) -> Announcement:
    """The words of a text, PDF, web page, e-mail (.eml) or Outlook message (.msg).

    Raises `RegisterError` in a sentence for what cannot be read, and `Cancelled` where the person stopped it.
    """
    data = read_bytes(path, limits.LARGEST_FILE)
    if not data.strip():
        raise RegisterError("{file} is empty: there is not a word in it. Choose the file with the announcement.", file=path.name)
    try:
        answer: dict[str, Any] = json.loads(run_child(data, cancelled, KIND))
    except ChildStopped as error:
        raise Cancelled("Reading {file} was stopped. Nothing was stored.", file=path.name) from error
    except ChildTooSlow as error:
        raise document_sentences.too_much(path) from error
    except ChildDied as error:
        raise sentences.too_much_memory(path) from error
    except (ChildFailed, ValueError) as error:
        raise document_sentences.damaged(path) from error
    if "refused" in answer:
        raise _refused(path, answer)
    if not answer["text"]:
        raise RegisterError("{file} is empty: there is not a word in it. Choose the file with the announcement.", file=path.name)
    sent = answer.get("sent")
    return Announcement(answer["text"], answer.get("title"), answer.get("sender"), datetime.fromisoformat(sent) if sent else None,
                        path.name, hashlib.sha256(data).hexdigest())


def _refused(path: Path, answer: dict[str, Any]) -> RegisterError:
    match Reason(answer["refused"]):
        case Reason.NO_TEXT:
            return RegisterError("There is no text in {file}: its pages are pictures. Copy the words from where they were "
                                 "published, or type what they say.", file=path.name)
        case Reason.TOO_MUCH_TEXT:
            return _too_long(path.name)
        case Reason.OTHER_KIND:
            return RegisterError("{file} is {kind}, which is not read as an announcement. Announcements are read from text, web "
                                 "pages (HTML), PDF, e-mail (.eml) and Outlook messages (.msg); or paste the words.",
                                 file=path.name, kind=sentences.kind_words(OtherKind(answer["kind"])))
        case Reason.PROTECTED:
            return sentences.protected(path)
        case Reason.TOO_MUCH_MEMORY:
            return sentences.too_much_memory(path)
        case _:
            return document_sentences.damaged(path)


def _too_long(name: str) -> RegisterError:
    if name:
        return RegisterError("{file} holds more than {limit} characters, which no announcement does. Paste the part that is about "
                             "the incident.", file=name, limit=limits.LONGEST_ANNOUNCEMENT)
    return RegisterError("What was pasted is longer than {limit} characters, which no announcement is. Paste the part that is "
                         "about the incident.", limit=limits.LONGEST_ANNOUNCEMENT)
