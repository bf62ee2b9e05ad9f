"""A file from outside as bytes, or a sentence that says why not; and what no file of ours may take the place of."""

import hashlib
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.system_reasons import reason_of


def read_bytes(path: Path, largest: int) -> bytes:
    """The whole file, once, so that what is fingerprinted is what is read. `largest` is in bytes.

    Raises RegisterError where it is missing, a folder, not allowed, too large or on a failing disk.
    """
    try:
        if path.is_dir():
            raise RegisterError("{file} is a folder. Choose one file in it.", file=path.name or str(path))
        if path.exists() and not path.is_file():
            raise RegisterError("{file} is a device, not a file that can be read whole. Choose a file.", file=path.name)
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as error:
        raise RegisterError("There is no file {file}. Check its name and folder.", file=str(path)) from error
    except PermissionError as error:
        raise RegisterError(
            "You are not allowed to read {file}. Ask its owner for permission, or copy it to a folder of your own.", file=path.name,
        ) from error
    except OSError as error:
        raise RegisterError("{file} could not be read: {reason}. Copy it to this computer and try again.", file=path.name,
                            reason=reason_of(error)) from error
    if len(data) > largest:
        raise too_large(path.name, largest)
    return data


def read_again(path: Path, sha256: str) -> bytes:
    """The bytes of a file that was read before, which must be those of then: an office program may be saving it this moment.

    Raises RegisterError where they are not, or where it cannot be read any more.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RegisterError("{file} could not be read again: {reason}. Nothing was stored.", file=path.name,
                            reason=reason_of(error)) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RegisterError("{file} was changed while it was read. Nothing was stored. Close it elsewhere and import it again.",
                            file=path.name)
    return content


def refuse_no_file(target: Path) -> None:
    """Raises RegisterError where something stands that is no file: what is written whole would take a device's or pipe's place."""
    if target.exists() and not target.is_file() and not target.is_dir():
        raise RegisterError("{file} is a device or a pipe and no file, and nothing is put in its place. Choose a file.",
                            file=str(target))


def too_large(name: str, largest: int) -> RegisterError:
    """The sentence for a file of more than `largest` bytes."""
    return RegisterError("{file} is larger than {limit} MB, which is more than this program reads. Keep only what is to be "
                         "imported, save it, and import it again.", file=name, limit=largest // 1_000_000)
