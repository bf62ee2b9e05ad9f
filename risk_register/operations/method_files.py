"""Methods as files: one's own read and checked before anything is judged by it, and any that is known written out to be edited."""

import re
from contextlib import suppress
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.operations.method_texts import known_methods, method_in_force
from risk_register.risk import Method
from risk_register.risk.loading import MOST_OF_NAME
from risk_register.risk.soundness import sound_method
from risk_register.store import Register
from risk_register.system_reasons import reason_of

ENDING = ".toml"
_LARGEST = 1_000_000
"""Bytes of a method's file; those that come with the program have 30,000."""
_NO_NAME = re.compile(r"[^\w.-]+")


def read_method_file(register: Register, path: Path) -> Method:
    """The method in a file, sound enough to be put into force. Raises `RegisterError` naming the line that is wrong.

    It is called what it calls itself, else by its file's name; a text that is known already keeps the name it has.
    """
    text = _text(path)
    method = sound_method(text, path.name)  # its complaints name the file as the person knows it
    known = next((each for each in known_methods(register) if each.text.strip() == text.strip()), None)
    if known is not None:
        return known
    return method if method.name != path.name else sound_method(text, _named(path))


def asked_method(register: Register, wanted: str | None) -> Method:
    """The method that a person names: by its name, with its version or without, or by a file; the one in force for None."""
    if wanted is not None and wanted.lower().endswith(ENDING):
        return read_method_file(register, Path(wanted))
    return method_in_force(register, wanted)


def write_method_file(method: Method, path: Path) -> None:
    """Write a method out as it is kept. Raises `RegisterError` where the file is there already or cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(method.text.rstrip() + "\n")
    except FileExistsError:
        raise RegisterError("{file} exists already and is not overwritten. Choose another name.", file=path.name) from None
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise RegisterError("{file} could not be written: {reason}. Choose another place.", file=path.name,
                            reason=reason_of(error)) from None


def _text(path: Path) -> str:
    if not path.exists():
        raise RegisterError("There is no file {file}. Check its name and folder.", file=path)
    try:
        if path.stat().st_size <= _LARGEST:
            return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        pass
    raise RegisterError("'{file}' cannot be read as a text file. Save it as plain text (UTF-8) and try again.", file=path.name)


def _named(path: Path) -> str:
    return _NO_NAME.sub("-", path.stem).strip("-.")[:MOST_OF_NAME] or "method"
