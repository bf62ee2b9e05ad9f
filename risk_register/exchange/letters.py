"""Letters as files: the .eml of a draft with what the register keeps attached, and many of them into a folder."""

from collections.abc import Iterable
from pathlib import Path

from risk_register.exchange.mail import draft
from risk_register.exchange.workbooks import make_folder, write_whole
from risk_register.file_names import file_names
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
    make_folder(folder)
    letters = list(letters)
    paths = [folder / name for name in file_names((letter.subject for letter in letters), ".eml")]
    for path, letter in zip(paths, letters, strict=True):
        write_whole(path, eml(register, letter))
    return paths
