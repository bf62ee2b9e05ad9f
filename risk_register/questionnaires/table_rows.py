"""Small questions about a table's rows and cells, as reading asks them."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache

from risk_register.intake.values import Sheet
from risk_register.questionnaires.families import FAMILIES, family
from risk_register.questionnaires.layout import ID, QUESTION, WEIGHT, Layout

DIGIT = re.compile(r"\d")
_MOST_PLACES = 4
_MOSTLY = 0.6


def id_of(pattern: re.Pattern[str], text: str) -> str:
    """The id that the cell's words are, or begin with where the pattern has a group for it; '' where there is none."""
    squeezed = "".join(text.split())
    found = pattern.match(squeezed) if pattern.groups else pattern.fullmatch(squeezed)
    return found[pattern.groups and 1] if found else ""


def weight_scale(layouts: Iterable[Layout]) -> int:
    """The power of ten that makes every weight in these tables a whole number, so that ratios stay exact."""
    places = 0
    for layout in layouts:
        if WEIGHT in layout.columns:
            for row in layout.rows:
                weight = number_in(layout.text(row, WEIGHT))
                exponent = weight.normalize().as_tuple().exponent if weight else 0
                places = max(places, -exponent if isinstance(exponent, int) else 0)
    return int(10 ** min(places, _MOST_PLACES))


def merged_down(sheet: Sheet, column: int) -> dict[int, int]:
    """For each row below the first that an area merged down from this column's own cell reaches, that first row."""
    return {row: top for top, left, bottom, _ in sheet.merged if left == column for row in range(top + 1, bottom + 1)}


def number_in(text: str) -> Decimal | None:
    """The number that words are, a percentage and a comma for the point included; None where they are none."""
    if not text:
        return None
    try:
        number = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def mostly_numbered(layout: Layout) -> bool:
    """Whether most ids have a digit, in a table that asks in a column of its own."""
    if ID not in layout.columns or QUESTION not in layout.columns:
        return False
    ids = [text for row in layout.rows if layout.text(row, QUESTION) and (text := layout.text(row, ID))]
    return bool(ids) and sum(1 for text in ids if DIGIT.search(text)) >= _MOSTLY * len(ids)


@cache
def sums() -> frozenset[str]:
    """The words that begin a row which sums up and asks nothing."""
    return frozenset(family(FAMILIES[-1]).data["sums"]["words"])
