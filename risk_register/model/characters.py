"""Characters that no file, PDF or spreadsheet can carry, replaced where text enters so that nothing fails on them later."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_search = _UNFIT.search


def cleaned(text: str) -> str:
    """The text with line ends as line feeds and each character that cannot be stored or printed shown as U+FFFD.

    Those are the control characters but for tab and line feed, halves of surrogate pairs, and U+FFFE and U+FFFF, which
    XML forbids. Invisible characters that are legal text (U+200B) stay.
    """
    if not _search(text):
        return text
    return _UNFIT.sub(REPLACEMENT, _unix(text))


def unfit_count(text: str) -> int:
    """How many characters `cleaned` replaces; a carriage return is a line end and does not count."""
    return len(_UNFIT.findall(_unix(text))) if _search(text) else 0


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
