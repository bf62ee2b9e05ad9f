"""Numbers as people write them, with either decimal mark, read only where they can mean one thing."""

import re
from decimal import Decimal

_SPACES = re.compile("[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}]")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})*(?:(?!(?P=group))[.,]\d+)?", re.ASCII)
_SPACED = re.compile(r"\d{1,3}(?:_\d{3})+(?:[.,]\d+)?", re.ASCII)
_LONGEST = 60


def parse_number(text: str) -> Decimal | None:
    """The number a text means, or None where it is none or could mean two.

    '1234.5', '1234,5', '12 500,50', '1,234.56' and '1.234,56' are read; '1,234' and '1.234' are not, as one country's
    thousand is another's one and a bit. '0,125' can only be a fraction, and '1,234,567' only millions.
    """
    sign, digits = _split(text)
    grouped = _SPACED.fullmatch(digits)
    if grouped is None and "_" in digits:
        return None
    digits = digits.replace("_", "")
    if grouped is None:
        if _ambiguous(digits):
            return None
        match = _GROUPED.fullmatch(digits)
        if match and not digits.startswith("0"):
            digits = digits.replace(match["group"], "")
    if not _PLAIN.fullmatch(digits):
        return None
    return Decimal(sign + digits.replace(",", "."))


def parse_percent(text: str) -> Decimal | None:
    """A percentage, 0 to 100 and beyond, with or without its sign: '99.5', '99.5%' and '99,87 %'; None where it is none.

    The mark is always the decimal one: nobody writes a percentage in thousands.
    """
    sign, digits = _split(text.strip().removesuffix("%"))
    if not _PLAIN.fullmatch(digits):
        return None
    return Decimal(sign + digits.replace(",", "."))


def _split(text: str) -> tuple[str, str]:
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if len(text) > _LONGEST:
        return "", ""
    sign = "-" if text.startswith("-") else ""
    return sign, _SPACES.sub("_", text[1:].lstrip() if text.startswith(("-", "+")) else text)


def _ambiguous(digits: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits) is not None
