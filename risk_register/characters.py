"""Characters that no file, PDF or spreadsheet can carry, replaced where text enters so that nothing fails on them later."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_search = _UNFIT.search


def clean_text(text: str) -> tuple[str, int]:
    """The text with each character that cannot be stored or printed shown as U+FFFD, and how many there were.

    Those are the control characters but for tab and line feed, halves of surrogate pairs, and U+FFFE and U+FFFF, which
    XML forbids. Line ends become line feeds, which is not counted as a change. Invisible characters that are legal text
    (U+200B) stay, and searching looks past them.
    """
    if text.isprintable():  # most are, and this is told several times as fast
        return text, 0
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if not _search(text):
        return text, 0
    return _UNFIT.subn(REPLACEMENT, text)


def cleaned(text: str) -> str:
    """`clean_text` where nobody counts."""
    return clean_text(text)[0]


def unfit_count(text: str) -> int:
    """How many characters `clean_text` replaces."""
    return clean_text(text)[1]
