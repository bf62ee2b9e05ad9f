"""From what people write in cells to values of the register: terms, countries, yes and no, lists, periods, amounts.

Each reading gives the value, or raises `NotUnderstood` with a sentence. What words mean is data: `resources/headings/values.toml`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from risk_register import resources
from risk_register.intake.numbers import parse_number, parse_percent
from risk_register.intake.values import CellValue
from risk_register.model.countries import country_code
from risk_register.model.matching import core_name
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import Term
from risk_register.operations.ledger_amounts import amount_of
from risk_register.questionnaires.cells import words
from risk_register.texts import Text

T = TypeVar("T", bound=Term)
_SHOWN = 60
_SIGNS = re.compile(r"[^\w%€£$<>=≥≤✓✔✗&]+|_+")
_PERIOD = re.compile(r"(?P<count>\d+|[^\W\d_]+(?: [^\W\d_]+)*?)\s*(?P<unit>[^\W\d_]+(?: [^\W\d_]+)?)?")
_ITEM = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,\[\]'"]+))\s*(?:,|$)""")
_QUOTED_LIST = re.compile(r"""\[\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*"""
                          r"""(?:,\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*)*,?\s*\]""", re.DOTALL)
_BULLET = re.compile(r"^[-–•*·]\s+|^\d+[.)]\s+")
_CURRENCY = re.compile(r"[^\W\d_]+|[€£$¥]")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}


class NotUnderstood(ValueError):
    """A cell's words have no meaning for their column; `reason` is a whole sentence about value and column."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.template)
        self.reason = reason


class NoValue(Exception):
    """The cell says that there is nothing: 'n/a' in a column of dates."""


def plain(text: str) -> str:
    """Words as terms are compared: without accents, capitals and signs."""
    return " ".join(_SIGNS.sub(" ", fold_accents(text)).split())


def shown(value: CellValue) -> str:
    """What stands in a cell, short enough for a sentence."""
    text = words(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def text_of(value: CellValue) -> str:
    """A cell's text as it is kept. Whole numbers have no decimal point, days no time."""
    if value.__class__ is str:
        return value
    return words(value)


def no_value(value: CellValue) -> bool:
    """Whether a cell says that there is no value, where a date, number or term is asked for."""
    return isinstance(value, str) and (value.strip().casefold() in _empty() or plain(value) in _empty())


def open_ended(value: CellValue) -> bool:
    """Whether an end date says that there is none."""
    if isinstance(value, date):
        return value.year == 9999
    return isinstance(value, str) and plain(value) in _open_ended()


def term_of(vocabulary: type[Term], value: CellValue) -> Term | None:
    """The term that words mean, by label in either language, stored value or synonym. Raises `NotUnderstood` or `NoValue`."""
    key = plain(words(value))
    found = _terms(vocabulary).get(key)
    if found is not None:
        if found == "-":
            raise NoValue
        return vocabulary.parse(found)
    if no_value(value):
        raise NoValue
    raise NotUnderstood(Text("'{value}' is none of: {words}.", value=shown(value), words=_Labels(vocabulary)))


class _Labels:
    """The labels of a vocabulary, in the language of whoever reads the sentence."""

    def __init__(self, vocabulary: type[Term]) -> None:
        self._vocabulary = vocabulary

    def label(self, language: Any) -> str:
        """All of them, as long as they are few."""
        labels = [term.label(language) for term in self._vocabulary]
        return ", ".join(labels[:12]) + ("…" if len(labels) > 12 else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Labels) and self._vocabulary is other._vocabulary

    def __hash__(self) -> int:
        return hash(self._vocabulary)


def country_of(value: CellValue) -> str:
    """A country's two letters. 'NA' is Namibia. Raises `NotUnderstood`."""
    text = words(value)
    found = country_code(text)
    if found is None:
        raise NotUnderstood(Text("'{value}' is no country; write its name in English or French, or its code of two letters.",
                                 value=shown(value)))
    return found


def yes_or_no(value: CellValue) -> bool:
    """Raises `NotUnderstood` or `NoValue`."""
    if isinstance(value, bool):
        return value
    answer = _yes_no().get(words(value).casefold(), _yes_no().get(plain(words(value))))
    if answer is None:
        if no_value(value):
            raise NoValue
        raise NotUnderstood(Text("'{value}' is neither yes nor no.", value=shown(value)))
    return answer


def number_of(value: CellValue, mark: str | None) -> tuple[Decimal, str | None]:
    """A number, and the currency written beside it. `mark` is the column's decimal mark. Raises `NotUnderstood` or `NoValue`."""
    if isinstance(value, (bool, date, time)):
        raise NotUnderstood(Text("'{value}' is no number.", value=shown(value)))
    if isinstance(value, (int, Decimal)):
        return _not_negative(Decimal(value), value), None
    text = words(value)
    found = amount_of(text, mark)
    currency = None
    factor = 1
    for piece in _CURRENCY.findall(text):
        code = currencies().get(piece.casefold())
        currency = currency or code
        factor = _THOUSANDS.get(piece.casefold(), factor) if code is None else factor
    if found is None:
        if no_value(value):
            raise NoValue
        if re.search(r"\d", text) and parse_number("".join(ch for ch in text if ch.isdigit())) is not None:
            raise NotUnderstood(Text("'{value}' could be two numbers, or none; write it without marks between thousands.",
                                     value=shown(value)))
        raise NotUnderstood(Text("'{value}' is no number.", value=shown(value)))
    return _not_negative(found * factor, value), currency


def _not_negative(number: Decimal, value: CellValue) -> Decimal:
    """No figure that a register keeps of a vendor can be below nothing. Raises `NotUnderstood`."""
    if number < 0:
        raise NotUnderstood(Text("'{value}' is less than nothing; write it without its sign, or leave it empty.",
                                 value=shown(value)))
    return number


def percent_of(value: CellValue) -> Decimal:
    """A percentage as 99.5; what a cell formatted as a percentage shows counts. Raises `NotUnderstood` or `NoValue`."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _not_negative(Decimal(value), value)
    found = parse_percent(words(value).lstrip("<>=≥≤ "))
    if found is None:
        if no_value(value):
            raise NoValue
        raise NotUnderstood(Text("'{value}' is no percentage such as 99.5.", value=shown(value)))
    return _not_negative(found, value)


def whole_of(value: CellValue) -> int:
    """A whole number, in figures or as a word. Raises `NotUnderstood` or `NoValue`."""
    if isinstance(value, str) and (found := _numbers().get(plain(value))) is not None:
        return found
    number, _ = number_of(value, None)
    if number != number.to_integral_value():
        raise NotUnderstood(Text("'{value}' is no whole number.", value=shown(value)))
    return int(number)


def period_of(value: CellValue, unit: str) -> tuple[int, str]:
    """A period as so many 'days' or 'months': '3 months', 'trois mois', '90'; `unit` is what the heading says."""
    if not isinstance(value, str):
        return whole_of(value), unit
    text = plain(value)
    for name in ("days", "months"):
        for word, factor in _periods()[name].items():
            if text.endswith(word) and (count := _count(text.removesuffix(word).strip())) is not None:
                return count * factor, name
    return whole_of(value), unit


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else _numbers().get(text)


def list_of(value: CellValue, *, names: bool) -> list[str]:
    """The items of a cell: one a line, with semicolons between, or as a program prints a list. Commas part what is no name."""
    text = words(value)
    if (quoted := _in_quotes(text)) is not None:
        return quoted
    if text.startswith("[") and text.endswith("]"):
        items = ["".join(found) for found in _ITEM.findall(text[1:-1])]
    elif ";" in text or "\n" in text or "|" in text:
        items = re.split(r"[;\n|]", text)
    elif names:
        items = list(_rejoined(text.split(",")))
    else:
        items = re.split(r"[,/]| et | and |\+|&", text)
    found = (_BULLET.sub("", item.strip()).strip() for item in items)
    return list(dict.fromkeys(item for item in found if item))


def several(value: CellValue) -> list[str]:
    """Numbers or names of which a cell holds one or more, one a line or with semicolons between, or as a program prints a list."""
    text = words(value)
    if (quoted := _in_quotes(text)) is not None:
        return quoted
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    return parts or ([text] if text else [])  # of a lone semicolon something is said, as of anything that is in a cell


def joined(items: Sequence[str], read: Callable[[str], list[str]]) -> str | None:
    """Several texts as one cell that `read` takes apart again: with semicolons, or in quotes where that would not do."""
    plainly = "; ".join(items)
    if not items or read(plainly) == list(items):
        return plainly or None
    return "[" + ", ".join("'" + re.sub(r"(['\\])", r"\\\1", item) + "'" for item in items) + "]"


def _in_quotes(text: str) -> list[str] | None:
    """The items of a list as programs print them, each in quotes; None for any other text."""
    if not _QUOTED_LIST.fullmatch(text):
        return None
    found = (single or double for single, double, _ in _ITEM.findall(text[1:-1]))
    return list(dict.fromkeys(item for each in found if (item := re.sub(r"\\(.)", r"\1", each, flags=re.DOTALL).strip())))


def _rejoined(pieces: list[str]) -> Iterator[str]:
    """'Acme, Inc.' is one name: what follows a comma and is a legal form alone belongs to what stands before."""
    held = ""
    for piece in pieces:
        if held and piece.strip() and core_name(f"x {piece}") == "x":
            held = f"{held},{piece}"
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def in_brackets(item: str) -> tuple[str, str | None]:
    """A name and the country behind it, in brackets or after a dash: 'Alder (Ireland)'."""
    if found := re.fullmatch(r"(.*\S)\s*[(\[]([^)\]]+)[)\]]", item):
        return (found[1], code) if (code := country_code(found[2])) else (item, None)
    if found := re.fullmatch(r"(.*\S)\s+[-–—:]\s+(\S.*)", item):
        return (found[1], code) if (code := country_code(found[2])) else (item, None)
    return item, None


def day_in_cell(value: CellValue) -> date | None:
    """The day of a cell that is a date to the spreadsheet."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


@cache
def _data() -> Mapping[str, Any]:
    return resources.read_toml("headings", "values.toml")


@cache
def currencies() -> Mapping[str, str]:
    """Currency codes by the signs and words for them."""
    return dict(_data()["currencies"])


@cache
def _terms(vocabulary: type[Term]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for term in vocabulary:
        for said in (term.value, term.en, term.fr):
            found.setdefault(plain(said), term.value)
    for value, synonyms in _data()["terms"].get(vocabulary.__name__, {}).items():
        for said in synonyms:
            found.setdefault(plain(said), value)
    return found


@cache
def _empty() -> frozenset[str]:
    return frozenset(_data()["empty"]["words"])


@cache
def _open_ended() -> frozenset[str]:
    return frozenset(map(plain, _data()["open_ended"]["words"]))


@cache
def _yes_no() -> Mapping[str, bool]:
    return {said: answer for name, answer in (("yes", True), ("no", False)) for said in _data()["yes_no"][name]}


@cache
def _numbers() -> Mapping[str, int]:
    return dict(_data()["numbers"])


@cache
def _periods() -> Mapping[str, Mapping[str, int]]:
    return {name: dict(sorted(units.items(), key=lambda unit: -len(unit[0]))) for name, units in _data()["periods"].items()}


def elements_of(vocabulary: type[T], item: str) -> list[T]:
    """The terms of a list's item; some words mean several ('contact details'). Empty where it means none."""
    found = (vocabulary.parse(value) for value in _several(vocabulary).get(plain(item), ()))
    return [term for term in found if term is not None]


@cache
def _several(vocabulary: type[Term]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term in vocabulary:
        for said in {plain(term.value), plain(term.en), plain(term.fr)}:
            found.setdefault(said, []).append(term.value)
    for value, synonyms in _data()["terms"].get(vocabulary.__name__, {}).items():
        for said in synonyms:
            terms = found.setdefault(plain(said), [])
            if value not in terms:
                terms.append(value)
    return {said: tuple(terms) for said, terms in found.items()}
