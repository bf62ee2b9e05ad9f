"""How single values are put into words in tables and forms: terms, dates, amounts, and a dash for what is not known."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal

from risk_register.model.vocabulary.terms import Code, Term, label
from risk_register.texts import Language, day, number, tr

DASH = "\N{EM DASH}"
_MOST_LINES = 12
"""Ways and flows that are listed each: the rest is counted."""


def term(vocabulary: type[Term], value: str | None, language: Language) -> str:
    """A stored word by its label, or a dash."""
    return label(vocabulary, value, language) or DASH


def code(vocabulary: type[Code], value: int | None, language: Language) -> str:
    """A stored number by its label; one this program does not know is shown as it is."""
    found = vocabulary.parse(value)
    return found.label(language) if found is not None else DASH if value is None else str(value)


def on(value: date | None, language: Language) -> str:
    """A day in words, or a dash."""
    return DASH if value is None else day(value, language)


def short_day(value: date | None, language: Language) -> str:
    """A day in figures, which line up in a column, or a dash."""
    if value is None:
        return DASH
    return value.strftime("%d/%m/%Y") if language == "fr" else value.isoformat()


def moment(value: datetime, language: Language, zone: tzinfo | None = None) -> str:
    """A moment in figures, in a time zone; in this computer's where none is named."""
    local = value.astimezone(zone)
    return f"{short_day(local.date(), language)} {local:%H:%M}"


def score(value: Decimal | None, language: Language, places: int = 0) -> str:
    """A figure from 0 to 100, or a dash."""
    return DASH if value is None else number(value, language, places)


def signed(points: Decimal, language: Language) -> str:
    """Points of a reason, with their sign and two places."""
    figures = number(abs(points), language, 2)
    return f"+{figures}" if points > 0 else f"\N{MINUS SIGN}{figures}" if points < 0 else figures


def amount(value: Decimal | None, currency: str | None, language: Language) -> str:
    """An amount of money with its currency, or a dash."""
    if value is None:
        return DASH
    figures = number(value, language, 0 if value == value.to_integral_value() else 2)
    return f"{figures}\N{NO-BREAK SPACE}{currency}" if currency else figures


def count(value: int | None, language: Language) -> str:
    """A whole number with its thousands, or a dash."""
    return DASH if value is None else number(value, language)


def yes_no(value: bool | None, language: Language) -> str:
    """Yes, no, or a dash where nobody said."""
    return DASH if value is None else tr(language, "Yes") if value else tr(language, "No")


def capitalised(phrase: str) -> str:
    """A phrase that stands alone, with its first letter large."""
    return phrase[:1].upper() + phrase[1:]


def words(value: str | None) -> str:
    """Text as it was typed, or a dash."""
    return value or DASH


def one_line(text: str) -> str:
    """Text as a cell of a table shows it: its lines and spaces run together."""
    return " ".join(text.split())


def first_lines(lines: Sequence[str], language: Language) -> list[str]:
    """The first of many lines, and how many more there are."""
    shown = list(lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        shown.append(tr(language, "and {count} more", count=len(lines) - _MOST_LINES))
    return shown
