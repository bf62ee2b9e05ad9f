"""Text from outside, made fit for tables, PDFs and exports without losing what a person wrote."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


def clean_text(text: str) -> tuple[str, int]:
    """The text with each character that no export can hold replaced by U+FFFD, and how many were replaced.

    Replaced are the control characters U+0000 to U+001F but tab and line break, halves of surrogate pairs and the two
    non-characters that XML forbids. Line ends become a plain line break, which is not counted as a change. Zero-width
    characters are kept: they are text, and searching looks past them.
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if _FORBIDDEN.search(text) is None:
        return text, 0
    return _FORBIDDEN.subn(REPLACEMENT, text)
