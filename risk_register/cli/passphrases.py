"""Passphrases on the command line: from a file, from the environment, or asked; never an argument, which others could read."""

import codecs
import os
import sys
from getpass import getpass
from pathlib import Path

from risk_register.cli.output import Output
from risk_register.errors import RegisterError
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

KEY = "RISK_REGISTER_KEY_PASSPHRASE"
FILE = "RISK_REGISTER_FILE_PASSPHRASE"
_LARGEST = 10_000
"""Bytes of a file with a passphrase."""


def passphrase(path: Path | None, variable: str, prompt: Text, output: Output, *, twice: bool = False) -> str:
    """The passphrase, asked a second time where a slip would lock somebody out. Raises `RegisterError` where there is none."""
    if path is not None:
        return _first_line(path)
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise RegisterError("There is nobody to ask for the passphrase. Give it in a file with --key-passphrase-file, or in the "
                            "variable {variable}.", variable=variable)
    first = getpass(f"{prompt.render(output.language)} ")
    if twice and getpass(f"{Text('Once more:').render(output.language)} ") != first:
        raise RegisterError("The two passphrases are not the same. Nothing was changed.")
    return first


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as error:
        raise RegisterError("The file with the passphrase, {file}, could not be read: {reason}.", file=path.name,
                            reason=reason_of(error)) from None
    # Windows' own tools write UTF-16 where nothing else is asked of them.
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError:
        raise RegisterError("{file} is not written in UTF-8, so that its passphrase cannot be told. Save it anew with the encoding "
                            "UTF-8.", file=path.name) from None
    return words.replace("\r", "\n").partition("\n")[0]
