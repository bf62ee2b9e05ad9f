"""Finance's ledger of suppliers as finance gave it: any spreadsheet, its columns found by their headings, its lines added up."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.intake.values import Sheet, Workbook, cell_name, column_letters
from risk_register.model.matching import identifier_keys
from risk_register.model.names import fold
from risk_register.operations.ledger_amounts import amount_of, decimal_mark
from risk_register.questionnaires.cells import filled_cells, normal, words
from risk_register.texts import Text

ROLES = ("name", "account", "registration", "country", "amount", "currency", "kind")
"""What a column of a ledger may hold; `kind` tells a credit note from an invoice."""
_HEADINGS_WITHIN = 40
_LETTERS = re.compile(r"[^\W\d_]|[€£$]")
_CODE = re.compile("[A-Z]{3}")
_TEXT_ROLES = {"name": 300, "account": 100, "registration": 100, "country": 60}
"""What is kept of a supplier as text, and how many characters of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the ledger: where it stands, what heads it, what was understood of it."""

    index: int
    heading: str
    role: str | None = None
    samples: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """As a spreadsheet names it."""
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class LedgerSupplier:
    """One supplier of the ledger, its lines in one currency added up."""

    name: str
    account: str | None
    registration: str | None
    country: str | None
    amount: Decimal | None
    """None where a line of it could not be read: a sum with a part left out would be a wrong figure."""
    currency: str | None
    lines: int
    row: int
    """Its first line, as the spreadsheet counts rows."""


@dataclass(frozen=True, slots=True)
class ReadLedger:
    """A ledger read whole; nothing is stored yet."""

    file_name: str
    file_sha256: str
    sheet: str
    columns: tuple[Column, ...]
    suppliers: tuple[LedgerSupplier, ...]
    lines: int
    problems: tuple[tuple[str, Text], ...] = ()
    """Cells that could not be used, each with why."""
    skipped: tuple[tuple[Text, int], ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def unused(self) -> tuple[Column, ...]:
        """Columns that hold something and were not used."""
        return tuple(column for column in self.columns if column.role is None)


class UnknownColumns(RegisterError):
    """No column is headed as one that names suppliers; somebody must say which one does."""

    def __init__(self, file: str, columns: Sequence[Column]) -> None:
        super().__init__(
            "No column of {file} is headed as one with the suppliers' names. Its headings: {headings}. Say which of them names the "
            "suppliers.", file=file, headings="; ".join(column.heading for column in columns[:30]))
        self.columns = tuple(columns)


def read_ledger(workbook: Workbook, roles: Mapping[str, str] | None = None) -> ReadLedger:
    """The suppliers of a ledger. `roles` says of headings, folded by `heading_key`, what they hold ('' for nothing of use).

    Raises `UnknownColumns` where no column names suppliers, and `RegisterError` for a ledger without a line.
    """
    given = roles or {}
    found = [table for sheet in workbook.sheets if not sheet.hidden and (table := _table(sheet, given))]
    if not found:
        columns = next((all_columns for sheet in workbook.sheets if not sheet.hidden
                        if (all_columns := _guessed_columns(sheet))), ())
        raise UnknownColumns(workbook.file_name, columns)
    table = max(found, key=lambda each: (len(each.columns_by_role), len(each.sheet.rows)))
    return _Reading(workbook, table).read()


def heading_key(heading: str) -> str:
    """A heading as it is compared and remembered: without capitals, brackets and a currency at its end."""
    return _split_currency(heading)[0]


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: Sheet
    heading_row: int
    columns: tuple[Column, ...]
    currency: str | None
    """What the heading of the amounts says they are in."""

    @property
    def columns_by_role(self) -> dict[str, int]:
        return {column.role: column.index for column in self.columns if column.role}


def _table(sheet: Sheet, given: Mapping[str, str]) -> _Table | None:
    best: _Table | None = None
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        made = _headed(sheet, row, given)
        roles = made.columns_by_role
        if "name" in roles and (best is None or len(roles) > len(best.columns_by_role)):
            best = made
    return best


def _headed(sheet: Sheet, row: int, given: Mapping[str, str]) -> _Table:
    ranked: dict[str, tuple[int, int]] = {}
    cells = [(index, value) for index, value in filled_cells(sheet, row) if isinstance(sheet.value(row, index), str)]
    for index, heading in cells:
        if found := _role(heading_key(heading), given):
            role, rank = found
            ranked[role] = min(ranked.get(role, (rank, index)), (rank, index))
    by_index = {index: role for role, (_, index) in ranked.items()}
    columns = tuple(Column(index, heading, by_index.get(index), _samples(sheet, row, index)) for index, heading in cells)
    amount = next((heading for index, heading in cells if by_index.get(index) == "amount"), "")
    return _Table(sheet, row, columns, _split_currency(amount)[1])


def _role(heading: str, given: Mapping[str, str]) -> tuple[str, int] | None:
    """What a heading says its column holds, and how surely: the less, the surer."""
    if heading in given:
        return (given[heading], -1) if given[heading] in ROLES else None
    return _known_headings().get(heading)


def _guessed_columns(sheet: Sheet) -> tuple[Column, ...]:
    """The columns of a sheet whose headings say nothing: its first row with more than one cell is taken to be the headings."""
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        cells = filled_cells(sheet, row)
        if len(cells) > 1 or (cells and row + 1 < len(sheet.rows)):
            return tuple(Column(index, heading, None, _samples(sheet, row, index)) for index, heading in cells)
    return ()


def _samples(sheet: Sheet, heading_row: int, column: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in range(heading_row + 1, min(heading_row + 60, len(sheet.rows))):
        if (text := words(sheet.value(row, column))) and text not in found:
            found.append(text)
        if len(found) == 3:
            break
    return tuple(found)


@dataclass(slots=True)
class _Sum:
    name: str
    row: int
    currency: str | None
    texts: dict[str, list[str]] = field(default_factory=dict)
    amount: Decimal | None = None
    unreadable: bool = False
    lines: int = 0

    def supplier(self) -> LedgerSupplier:
        """What the lines come to."""
        def joined(role: str) -> str | None:
            return ", ".join(self.texts.get(role, ()))[: _TEXT_ROLES[role]] or None

        return LedgerSupplier(self.name, joined("account"), joined("registration"), joined("country"),
                              None if self.unreadable else self.amount, self.currency, self.lines, self.row)


class _Reading:
    """Goes through the lines of one table once."""

    def __init__(self, workbook: Workbook, table: _Table) -> None:
        self._workbook = workbook
        self._table = table
        self._sheet = table.sheet
        self._places = table.columns_by_role
        self._problems: list[tuple[str, Text]] = []
        self._skipped: Counter[str] = Counter()
        self._sums: dict[tuple[str, str, str | None], _Sum] = {}
        self._numbers: dict[str, list[str]] = {}
        self._mark = self._amount_mark()

    def read(self) -> ReadLedger:
        """All suppliers in the order of their first lines. Raises `RegisterError` where there is none."""
        for row in range(self._table.heading_row + 1, len(self._sheet.rows)):
            self._line(row)
        if not self._sums:
            raise RegisterError("{file} has headings and no supplier under them. Nothing was loaded.",
                                file=self._workbook.file_name)
        others = tuple(sheet.name for sheet in self._workbook.sheets if sheet is not self._sheet and any(sheet.filled()))
        return ReadLedger(
            self._workbook.file_name, self._workbook.sha256, self._sheet.name, self._table.columns,
            tuple(each.supplier() for each in self._sums.values()), sum(each.lines for each in self._sums.values()),
            tuple(self._problems), tuple(self._told_skipped()), others)

    def _told_skipped(self) -> Iterator[tuple[Text, int]]:
        if count := self._skipped["blank"]:
            yield Text("blank rows"), count
        if count := self._skipped["total"]:
            yield Text("rows that add up others"), count
        if count := self._skipped["nameless"]:
            yield Text("rows without a supplier's name"), count

    def _line(self, row: int) -> None:
        name = self._text(row, "name")
        if not name or normal(name) in _totals():
            self._leave_out(row)
            return
        currency = self._currency(row)
        registration = self._text(row, "registration")
        key = (fold(name), self._number_of(fold(name), registration), currency)
        known = self._sums.setdefault(key, _Sum(name[: _TEXT_ROLES["name"]], row + 1, currency))
        known.lines += 1
        for role in ("account", "registration", "country"):
            text = self._text(row, role)
            held = known.texts.setdefault(role, [])
            if text and fold(text) not in map(fold, held):
                held.append(text)
        self._add_amount(known, row)

    def _leave_out(self, row: int) -> None:
        filled = filled_cells(self._sheet, row)
        if not filled:
            self._skipped["blank"] += 1
        elif any(normal(text) in _totals() for _, text in filled):
            self._skipped["total"] += 1
        else:
            self._skipped["nameless"] += 1
            self._problems.append((cell_name(row, self._places["name"]), Text("Row {row} names no supplier.", row=row + 1)))

    def _number_of(self, name: str, registration: str) -> str:
        """Which of several suppliers of one name a line belongs to: one without a number goes to the first."""
        numbers = identifier_keys(registration)
        known = self._numbers.setdefault(name, [])
        found = next((number for number in known if not numbers or not number or number in numbers), None)
        if found is None:
            found = min(numbers, default="")
            known.append(found)
        return found

    def _add_amount(self, known: _Sum, row: int) -> None:
        if "amount" not in self._places:
            return
        column = self._places["amount"]
        value = self._sheet.value(row, column)
        if value in (None, "") and (row, column) not in self._sheet.problems:
            return
        amount = self._amount(row, column)
        if amount is None:
            known.unreadable = True
            problem = self._sheet.problems.get((row, column))
            held = words(value) or (problem.detail if problem else "") or "?"
            self._problems.append((cell_name(row, column), Text(
                "The amount '{value}' of {supplier} could not be read, so its sum is not known.", value=held[:60],
                supplier=known.name)))
            return
        if amount > 0 and normal(self._text(row, "kind")) in _credits():
            amount = -amount
        known.amount = amount if known.amount is None else known.amount + amount

    def _amount(self, row: int, column: int) -> Decimal | None:
        value = self._sheet.value(row, column)
        if isinstance(value, bool) or (row, column) in self._sheet.problems:
            return None
        return Decimal(value) if isinstance(value, (int, Decimal)) else amount_of(words(value), self._mark)

    def _currency(self, row: int) -> str | None:
        """From its own column, else from beside the amount, else from the heading of the amounts."""
        if written := self._text(row, "currency"):
            return _currencies().get(written.casefold()) or written[:3].upper()
        beside = "".join(_LETTERS.findall(self._text(row, "amount")))
        code = _currencies().get(beside.casefold()) or (beside if _CODE.fullmatch(beside) else None)
        return code or self._table.currency

    def _text(self, row: int, role: str) -> str:
        column = self._places.get(role)
        return "" if column is None else words(self._sheet.value(row, column))

    def _amount_mark(self) -> str | None:
        if "amount" not in self._places:
            return None
        column = self._places["amount"]
        return decimal_mark(value for row in range(self._table.heading_row + 1, len(self._sheet.rows))
                            if isinstance(value := self._sheet.value(row, column), str))


@cache
def _resource() -> Mapping[str, Any]:
    return resources.read_toml("headings", "ledger.toml")


@cache
def _known_headings() -> Mapping[str, tuple[str, int]]:
    return {normal(heading): (role, rank) for role, headings in reversed(_resource()["headings"].items())
            for rank, heading in reversed(list(enumerate(headings)))}


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(normal, _resource()["words"]["totals"]))


@cache
def _credits() -> frozenset[str]:
    return frozenset(map(normal, _resource()["words"]["credit"]))


@cache
def _currencies() -> Mapping[str, str]:
    return {sign.casefold(): str(code) for sign, code in _resource()["currencies"].items()}


def _split_currency(heading: str) -> tuple[str, str | None]:
    """A heading without the currency it ends in, and the currency: 'Montant (EUR)', 'Amount €'."""
    plain = normal(heading)
    for piece in reversed(heading.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ").split()):
        if code := _currencies().get(piece.casefold()):
            words_left = [word for word in plain.split() if word != piece.casefold()]
            return " ".join(words_left) or plain, code
    return plain, None
