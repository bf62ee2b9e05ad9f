"""Columns settled one by one and as a whole: what each holds, and every cell of it as a value or as a problem."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from risk_register.exchange.bringing import values
from risk_register.exchange.bringing.days import Order, day_meant, order_of
from risk_register.exchange.bringing.headings import Target, all_targets, heading_key, is_country_list, own_field
from risk_register.exchange.bringing.plan import CUSTOM, LEFT_OUT, ColumnPlan, How, Kind, RowProblem, Settings
from risk_register.exchange.bringing.sheets import Remembered, Table, known_target
from risk_register.exchange.bringing.values import NotUnderstood, NoValue, shown, text_of
from risk_register.exchange.safe_cells import restored
from risk_register.intake.values import CellProblem, CellValue, column_letters
from risk_register.operations.ledger_amounts import decimal_mark
from risk_register.texts import Text

Read = Callable[[CellValue], Any]
_SAMPLES = 4
_LONGEST_CUSTOM = 120
_PERIODS = {"contract.notice_days_ours": "days", "contract.notice_months_ours": "months", "contract.notice_days_theirs": "days",
            "contract.notice_months_theirs": "months", "contract.renewal_months": "months"}
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "phone": re.compile(r"[+(]?\d[\d\s().\-/]{4,}(?:\s*(?:x|ext|poste)\.?\s*\d+)?", re.IGNORECASE),
    "website": re.compile(r"(?:https?://)?[^\s/]+\.[^\s/]{2,}(?:/\S*)?", re.IGNORECASE),
}
"""What most cells of a column must look like; where few do, its heading means something else."""


@dataclass(slots=True)
class Cells:
    """All columns of one table as values. Lists run along the table's rows."""

    table: Table
    columns: list[ColumnPlan] = field(default_factory=list)
    by_target: dict[str, list[Any]] = field(default_factory=dict)
    custom: list[tuple[str, list[str | None]]] = field(default_factory=list)
    problems: dict[int, list[RowProblem]] = field(default_factory=dict)
    """By place in the table's rows."""
    notes: dict[int, list[RowProblem]] = field(default_factory=dict)
    undecided: list[ColumnPlan] = field(default_factory=list)
    apostrophes: bool = False
    """Whether those that keep text from being run are taken off."""

    def words(self, place: int, target: str) -> str:
        """What stands in a row's cell of the column with that target."""
        column = next((column.column for column in self.columns if column.target == target), None)
        value = None if column is None else self.table.value(self.table.rows[place], column)
        text = "" if value is None else text_of(value)
        return restored(text) if self.apostrophes else text

    def heading(self, target: str) -> str:
        """The heading of the column with that target, for problems about it."""
        return next((column.heading for column in self.columns if column.target == target), "")

    def add_problem(self, place: int, heading: str, value: str, reason: Text) -> None:
        """Something that keeps a row out."""
        self._add(self.problems, place, heading, value, reason)

    def add_note(self, place: int, heading: str, value: str, reason: Text) -> None:
        """Something worth knowing that does not."""
        self._add(self.notes, place, heading, value, reason)

    def _add(self, into: dict[int, list[RowProblem]], place: int, heading: str, value: str, reason: Text) -> None:
        said = reason if not heading else Text("{column}: {reason}", column=heading, reason=reason)
        into.setdefault(place, []).append(RowProblem(self.table.sheet.name, self.table.rows[place] + 1, heading, value, said))


def settle(tables: list[Table], settings: Settings, remembered: Remembered, *, apostrophes: bool,
           comma_likely: bool) -> list[Cells]:
    """All tables with their cells read. `apostrophes` says whether those against formulas are taken off, as in a CSV file."""
    chosen = [_assigned(table, settings, remembered) for table in tables]
    orders = {(index, column.column): order_of((row, table.value(row, column.column)) for row in table.rows)
              for index, table in enumerate(tables) for column in chosen[index] if column.kind is Kind.DATE}
    month_first = _whole_file(settings, list(orders.values()))
    settled = []
    for index, table in enumerate(tables):
        cells = Cells(table, apostrophes=apostrophes)
        for column in chosen[index]:
            order = orders.get((index, column.column))
            _Reading(cells, column, order, month_first, settings, comma_likely=comma_likely).read()
        settled.append(cells)
    return settled


def _whole_file(settings: Settings, orders: list[Order]) -> bool | None:
    """Day or month first for columns that do not say themselves."""
    if settings.month_first is not None:
        return settings.month_first
    said = {order.month_first for order in orders if order.month_first is not None}
    return said.pop() if len(said) == 1 and not any(order.torn for order in orders) else None


def _assigned(table: Table, settings: Settings, remembered: Remembered) -> list[ColumnPlan]:
    """What each column holds; of several for one field the first sure one has it."""
    plans: list[tuple[ColumnPlan, bool]] = []
    for column in table.columns:
        heading = column.heading or Text("column {letters}", letters=column_letters(column.place)).render("en")
        shown_heading = f"{column.above} {heading}" if column.above and not known_target(heading, "", table.kind, {}) else heading
        target, how, sure = _target(table, column.place, heading, column.above, settings, remembered)
        plan = ColumnPlan(table.sheet.name, column.place, column_letters(column.place), shown_heading, target, how,
                          all_targets()[target].kind if target in all_targets() else Kind.TEXT)
        plans.append((plan, sure))
    taken: dict[str, ColumnPlan] = {}
    for plan, _ in sorted(plans, key=lambda pair: (pair[0].how not in (How.CHOSEN, How.REMEMBERED), not pair[1], pair[0].column)):
        if plan.is_used:
            taken.setdefault(plan.target, plan)
    return [plan if not plan.is_used or taken[plan.target] is plan else replace(
        plan, target=CUSTOM, how=How.UNMATCHED, kind=Kind.TEXT,
        note=Text("Column {letters} has this field already.", letters=taken[plan.target].letters)) for plan, _ in plans]


def _target(table: Table, place: int, heading: str, above: str, settings: Settings,
            remembered: Remembered) -> tuple[str, How, bool]:
    key = heading_key(heading)
    for asked in ((table.sheet.name, place), heading, key):
        if asked in settings.mapping:
            return _possible(settings.mapping[asked]), How.CHOSEN, True
    if key in remembered and _possible(remembered[key]) == remembered[key]:
        return remembered[key], How.REMEMBERED, True
    found = known_target(heading, above, table.kind, {})
    return (found[0], How.RECOGNISED, found[1]) if found else (CUSTOM, How.UNMATCHED, False)


def _possible(target: str) -> str:
    return target if target in all_targets() or target == LEFT_OUT else CUSTOM


class _Reading:
    """Reads one column from its first row to its last."""

    def __init__(self, cells: Cells, column: ColumnPlan, order: Order | None, month_first: bool | None, settings: Settings, *,
                 comma_likely: bool) -> None:
        self._cells = cells
        self._column = column
        self._order = order
        self._month_first = month_first
        self._told = settings.month_first is not None
        self._comma_likely = comma_likely
        table, place = cells.table, column.column
        self._values = [table.value(row, place) for row in table.rows]
        if cells.apostrophes:
            self._values = [restored(value) if value.__class__ is str else value for value in self._values]

    def read(self) -> None:
        """Its values go where its target says, its problems to its rows."""
        filled = [value for value in self._values if value is not None]
        samples = tuple(dict.fromkeys(shown(value) for value in filled[:200]))[:_SAMPLES]
        column = replace(self._column, filled=len(filled), samples=samples)
        if column.is_used and (reason := misnamed(column.target, filled)):
            column = replace(column, target=CUSTOM, how=How.UNMATCHED, kind=Kind.TEXT, note=reason)
        if column.target == CUSTOM:
            self._keep(column)
        elif column.target != LEFT_OUT:
            target = all_targets()[column.target]
            column = self._with_note(column, target)
            self._cells.by_target[column.target] = self._parsed(column, target)
        self._cells.columns.append(column)

    def _keep(self, column: ColumnPlan) -> None:
        kept = [None if value is None else text_of(value) for value in self._values]
        for place in self._unusable():
            kept[place] = None
        if any(value is not None for value in kept):
            taken = {heading_key(name) for name, _ in self._cells.custom}
            name = (own_field(column.heading) or column.heading)[:_LONGEST_CUSTOM]
            if heading_key(name) in taken:
                name = f"{name[:_LONGEST_CUSTOM - 6]} ({column.letters})"
            self._cells.custom.append((name, kept))

    def _unusable(self) -> dict[int, Text]:
        """The cells that hold a formula without a result or an error, each noted or a problem."""
        table, found = self._cells.table, dict[int, Text]()
        if not table.sheet.problems:
            return found
        for place, row in enumerate(table.rows):
            if (problem := table.problem(row, self._column.column)) is not None:
                reason = (Text("formula without a stored result.") if problem.kind is CellProblem.FORMULA_WITHOUT_RESULT
                          else Text("the cell holds the error {error}.", error=problem.detail))
                found[place] = reason
                add = self._cells.add_problem if self._column.is_used else self._cells.add_note
                add(place, self._column.heading, problem.detail, reason)
        return found

    def _with_note(self, column: ColumnPlan, target: Target) -> ColumnPlan:
        if target.kind is not Kind.DATE or self._order is None:
            return column
        order, settled = self._order, self._settled()
        if settled is None and order.unsure:
            column = replace(column, note=Text("Each of its dates could be two days: is the day first or the month?")
                             if not order.torn else Text("Some of its dates have the day first, others the month."))
            self._cells.undecided.append(column)
            return column
        if settled is None or (order.shown_by is None and not order.unsure):
            return column
        if order.shown_by is not None and not self._told:
            return replace(column, note=Text("Month first, as row {row} shows.", row=order.shown_by + 1) if settled
                           else Text("Day first, as row {row} shows.", row=order.shown_by + 1))
        return replace(
            column, note=Text("Month first, as in the whole file.") if settled else Text("Day first, as in the whole file.")
        )

    def _settled(self) -> bool | None:
        if self._told or self._order is None or self._order.month_first is None:
            return self._month_first
        return self._order.month_first

    def _parsed(self, column: ColumnPlan, target: Target) -> list[Any]:
        read, unusable = self._reader(column, target), self._unusable()
        known: dict[Any, Any] = {}
        parsed: list[Any] = []
        for place, value in enumerate(self._values):
            if value is None or place in unusable:
                parsed.append(None)
                continue
            key = (value.__class__, value)
            if key not in known:
                try:
                    known[key] = read(value)
                except (NotUnderstood, NoValue) as error:
                    known[key] = error
            found = known[key]
            if isinstance(found, NotUnderstood):
                self._cells.add_problem(place, column.heading, shown(value), found.reason)
                found = None
            elif isinstance(found, NoValue):
                self._cells.add_note(
                    place, column.heading, shown(value), Text("'{value}' was taken for no value.", value=shown(value))
                )
                found = None
            parsed.append(found)
        return parsed

    def _reader(self, column: ColumnPlan, target: Target) -> Read:
        if target.name in _PERIODS:
            return lambda value: values.period_of(value, _PERIODS[target.name])
        if target.name == "contract.currency":
            return _currency
        if target.kind is Kind.DATE:
            return self._day_reader(target)
        if target.kind is Kind.NUMBER:
            return self._number_reader(column)
        if target.kind is Kind.TERM:
            terms = target.terms
            assert terms is not None
            return lambda value: values.term_of(terms, value)
        return _simple(target)

    def _day_reader(self, target: Target) -> Read:
        settled = self._settled()

        def read(value: CellValue) -> Any:
            if target.name == "contract.ends_on" and values.open_ended(value):
                return "open_ended"
            if values.no_value(value):
                raise NoValue
            return day_meant(value, settled)

        return read

    def _number_reader(self, column: ColumnPlan) -> Read:
        mark = decimal_mark(value for value in self._values if isinstance(value, str))
        if mark is None and self._comma_likely:
            mark = ","
        beside = re.findall(r"[^\W\d_]+|[€£$¥]", column.heading)
        headed = next((code for word in beside if (code := values.currencies().get(word.casefold()))), None)
        factor = 1000 if re.search(r"\bk(?:€|eur|\b)", column.heading, re.IGNORECASE) else 1

        def read(value: CellValue) -> Any:
            number, currency = values.number_of(value, mark)
            return number * factor, currency or headed

        return read


def misnamed(target: str, filled: Sequence[CellValue]) -> Text | None:
    """Why a column cannot hold what its heading says, where most of its cells look like something else."""
    shape = _SHAPES.get(target.rpartition(".")[2])
    if shape is None or not filled:
        return None
    fitting = sum(any(shape.fullmatch(part.strip()) for part in re.split(r"[;,\n]| or | ou ", text_of(value))) for value in filled)
    if fitting * 2 >= len(filled):
        return None
    return Text("Most of its cells do not look like what its heading says, so they are kept as they are.")


def _simple(target: Target) -> Read:
    if target.kind is Kind.COUNTRY:
        return _country
    if target.kind is Kind.PERCENT:
        return values.percent_of
    if target.kind is Kind.WHOLE:
        return values.whole_of
    if target.kind is Kind.YES_NO:
        return values.yes_or_no
    if target.kind is Kind.LIST:
        is_plain = target.terms is not None or is_country_list(target.name)
        return lambda value: values.list_of(value, names=not is_plain)
    if target.noun == "vendor" and target.name.startswith("identifier."):
        return values.several
    return lambda value: _text(value, target.longest)


def _country(value: CellValue) -> str:
    try:
        return values.country_of(value)
    except NotUnderstood:
        if values.no_value(value):
            raise NoValue from None
        raise


def _currency(value: CellValue) -> str:
    text = text_of(value).strip()
    code = values.currencies().get(text.casefold(), text.upper())
    if len(code) != 3 or not code.isalpha():
        if values.no_value(value):
            raise NoValue
        raise NotUnderstood(Text("'{value}' is no currency such as EUR.", value=shown(value)))
    return code


def _text(value: CellValue, longest: int) -> str:
    text = text_of(value).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if len(text) > longest:
        raise NotUnderstood(Text("'{value}' is longer than {most} characters.", value=shown(value), most=longest))
    return text
