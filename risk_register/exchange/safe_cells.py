"""Text that a spreadsheet would run, made harmless in files that cannot say 'this is text' (CSV), and made whole again when read.

An apostrophe is set before what a spreadsheet takes for a formula: text that begins with =, +, -, @ or a tab. Numbers and
telephone numbers begin so too and stay as they are. What begins with apostrophes and would run without them gets one more, so
that taking one away always gives back what was there.
"""

import re

_RUNS = re.compile("'*[ \t\r\n\N{NO-BREAK SPACE}]*[=+\\-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
                   "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+)(?:[.,]\d+)?(?:[eE][-+]?\d+)?(?: ?%)?", re.ASCII)
_TELEPHONE = re.compile(r"\+\d{1,4}(?: \d{1,12})+", re.ASCII)
_QUICK = frozenset("=+-@\t\r\n '\N{NO-BREAK SPACE}\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
                   "\N{FULLWIDTH COMMERCIAL AT}")


def neutralised(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return f"'{text}" if text[:1] in _QUICK and _would_run(text) else text


def restored(text: str) -> str:
    """What a text from a CSV file was before `neutralised`; other programs' apostrophes against formulas go as well."""
    return text[1:] if text[:1] == "'" and _would_run(text[1:]) else text


def _would_run(text: str) -> bool:
    return _RUNS.match(text) is not None and not _NUMBER.fullmatch(text) and not _TELEPHONE.fullmatch(text)
