"""Names for files that any system keeps, made from names that people typed: legal, readable, and each one only once."""

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in "123456789")})
_MOST_CHARACTERS = 120
_MOST_BYTES = 180
"""Systems count 255 bytes, some of them 143; the ending and a number for a second one are to fit, too."""


def file_name(words: str, ending: str = "") -> str:
    """A name as near to the words as systems allow, never empty, hidden, or one that stands for a device."""
    flat = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", words)).split())
    shown = "".join(sign for sign in flat if unicodedata.category(sign)[0] != "C")
    short = _shortened(shown).strip(" .")
    if not short or short.partition(".")[0].strip().casefold() in _DEVICES:
        short = f"_{short}"
    return f"{short}{ending}"


def file_names(names: Iterable[str], ending: str, *, taken: Iterable[str] = ()) -> list[str]:
    """A file name for each name, in order; those that would be the same, capitals aside, are numbered."""
    used = {each.casefold() for each in taken}
    found = []
    for words in names:
        stem = file_name(words)
        made, count = f"{stem}{ending}", 1
        while made.casefold() in used:
            count += 1
            made = f"{stem} ({count}){ending}"
        used.add(made.casefold())
        found.append(made)
    return found


def _shortened(text: str) -> str:
    text = text[:_MOST_CHARACTERS]
    while len(text.encode()) > _MOST_BYTES:
        text = text[:-1]
    return text
