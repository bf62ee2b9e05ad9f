"""Letters as files: the .eml of a draft with what the register keeps attached, and many of them into a folder."""

from collections.abc import Iterable
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.exchange.mail import draft
from risk_register.exchange.workbooks import write_whole
from risk_register.operations.letters import Draft
from risk_register.store import Register


def eml(register: Register, letter: Draft) -> bytes:
    """The .eml file of a letter. Raises `RegisterError` where the register no longer holds what is attached."""
    attached = [(name, register.file(sha256)) for name, sha256 in letter.attachments]
    return draft(letter.to, letter.subject, letter.body, attached, cc=letter.cc)


def write_letters(register: Register, letters: Iterable[Draft], folder: Path) -> list[Path]:
    """Write each letter into the folder under its subject; what stood there under that name is replaced.

    Raises `RegisterError` where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError("The folder {folder} could not be made: {reason}. Choose another place.", folder=str(folder),
                            reason=error.strerror or str(error)) from None
    written: list[Path] = []
    for letter in letters:
        name = letter_name(letter)
        path = folder / f"{name}.eml"
        number = 2
        while path in written:
            path, number = folder / f"{name} ({number}).eml", number + 1
        write_whole(path, eml(register, letter))
        written.append(path)
    return written


def letter_name(letter: Draft) -> str:
    """A letter's file name, without its ending: its subject, in letters that every system allows."""
    plain = "".join(" " if mark in '<>:"/\\|?*' or not mark.isprintable() else mark for mark in letter.subject)
    return " ".join(plain.split())[:120].strip(" .") or "letter"
