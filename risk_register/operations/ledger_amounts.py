"""Amounts as accounting programs write them: with the sign before, behind or as brackets, and a mark settled by the column.

'1,234' alone may be a thousand or one and a bit. Where another amount of the same column says which mark is the decimal
one, that settles it; where none does, the amount is not known, rather than off by a thousand.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from risk_register.intake.numbers import parse_number

_UNSURE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_MARKED = re.compile(r"[.,](\d+)$", re.ASCII)
_AROUND = re.compile(r"^[^\d(+\-\N{MINUS SIGN}.,]+|[^\d)\-\N{MINUS SIGN}]+$")
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}]")


def decimal_mark(texts: Iterable[str]) -> str | None:
    """The mark, '.' or ',', that a column writes before its cents; None where nothing says which, or it says both."""
    marks = {mark for text in texts if (mark := _mark_of(_digits(text)[1]))}
    return marks.pop() if len(marks) == 1 else None


def amount_of(text: str, mark: str | None) -> Decimal | None:
    """The amount that a cell's text means, or None where it is none or may be two. `mark` is the column's decimal mark."""
    sign, digits = _digits(text)
    if mark is not None and _UNSURE.fullmatch(digits):
        digits = digits.replace(mark, "_").replace("." if mark == "," else ",", "").replace("_", ".")
        value: Decimal | None = Decimal(digits)
    else:
        value = parse_number(digits)
    return None if value is None else sign * value


def _digits(text: str) -> tuple[int, str]:
    """The sign, and what is left without it, without spaces at home in numbers, and without a currency around it."""
    bare = _SPACES.sub("", _AROUND.sub("", text.strip()))
    if bare.startswith("(") and bare.endswith(")"):
        return -1, _AROUND.sub("", bare[1:-1])
    bare = bare.replace("\N{MINUS SIGN}", "-")
    negative = bare.startswith("-") or bare.endswith("-")
    return (-1 if negative else 1), _AROUND.sub("", bare.strip("-+"))


def _mark_of(digits: str) -> str | None:
    """Which mark is the decimal one in this number alone."""
    last = _MARKED.search(digits)
    if last is None or _UNSURE.fullmatch(digits):
        return None
    mark = digits[last.start()]
    if digits.count(mark) > 1:
        return "." if mark == "," else ","
    return mark
