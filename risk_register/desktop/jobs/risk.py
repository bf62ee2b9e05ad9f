"""What the Risk page asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from risk_register.desktop.tasks import Work
    from risk_register.operations.portfolio import Portfolio
    from risk_register.operations.portfolio_trend import MonthEnd
    from risk_register.operations.quantification import Quantification
    from risk_register.operations.score_trend import TrendPoint
    from risk_register.risk import Method
    from risk_register.store import Register
    from risk_register.texts import Language, Text

QUICK = 100
"""Vendors up to which the portfolio is worked out before the page shows anything."""

PROMPT = 1_000
"""Vendors up to which it is worked out by itself while the page shows the rest; of more it takes many seconds, and is asked for."""

MANY, FEWER_YEARS = 2_000, 1_000
"""Vendors above which fewer years are played: ten times as many would be waited for, and the sum over so many vendors is steady in
far fewer years."""

Cells = dict[tuple[str, str], tuple[int, ...]]
"""The vendors of each row and column of a heat map, by stored values."""


class RiskRow(NamedTuple):
    """One vendor on the Risk page. Figures 0 to 100, None where unassessed or not worked out; words as stored values."""

    id: int
    name: str
    tier: str
    residual: Decimal | None
    level: str
    owner: str | None
    inherent: Decimal | None = None
    inherent_level: str | None = None
    """The band that the inherent risk would lie in as a residual risk: the scale is the same."""


@dataclass(frozen=True, slots=True)
class RiskSheet:
    """What the page shows of all vendors. `portfolio` is None where it is still to be worked out."""

    rows: Mapping[int, RiskRow]
    method: str
    day: date
    changes: int
    """The journal's head when this was read."""
    by_tier: Cells
    by_inherent: Cells | None
    portfolio: Portfolio | None


def risk_sheet(register: Register, work: Work) -> RiskSheet:
    """The vendors by the scores that lists show, and of few vendors all the rest. Raises `Cancelled`."""
    from risk_register.store.stopping import stoppable

    with stoppable(work.cancelled):
        return _sheet(register, work, whole=False)


def whole_sheet(register: Register, work: Work) -> RiskSheet:
    """The same with the portfolio, however many vendors there are. Raises `Cancelled`."""
    from risk_register.store.stopping import stoppable

    with stoppable(work.cancelled):
        return _sheet(register, work, whole=True)


def _sheet(register: Register, work: Work, *, whole: bool) -> RiskSheet:
    from risk_register.operations.portfolio import portfolio
    from risk_register.operations.scoring import method_in_force
    from risk_register.operations.today import today_of
    from risk_register.operations.vendors import list_vendors

    listed, day, rule = list_vendors(register), today_of(register), method_in_force(register)
    found: Portfolio | None = None
    if whole or len(listed) <= QUICK:
        found = portfolio(register, on=day, progress=work.progress)
    inherent = {each.vendor_id: each.inherent for each in found.assessments} if found is not None else {}
    rows = {}
    for line in listed:
        figure = inherent.get(line.id)
        word = None if found is None else "unassessed" if figure is None else rule.levels.of(figure).value
        rows[line.id] = RiskRow(line.id, line.name, line.tier, line.residual, line.level, line.owner, figure, word)
    by_tier: dict[tuple[str, str], list[int]] = {}
    by_inherent: dict[tuple[str, str], list[int]] = {}
    for row in rows.values():
        by_tier.setdefault((row.tier, row.level), []).append(row.id)
        by_inherent.setdefault((row.inherent_level or "", row.level), []).append(row.id)
    return RiskSheet(rows, rule.label, day, register.head()[0], _frozen(by_tier),
                     None if found is None else _frozen(by_inherent), found)


def _frozen(cells: dict[tuple[str, str], list[int]]) -> Cells:
    return {place: tuple(ids) for place, ids in cells.items()}


def losses(register: Register, estimates: Path | None, work: Work) -> Quantification:
    """Years of losses played through, by the ranges of a file or by those that come with the program."""
    from risk_register.operations.quantification import YEARS, quantify, read_estimates
    from risk_register.operations.today import today_of
    from risk_register.operations.vendors import list_vendors
    from risk_register.store.stopping import stoppable

    own = read_estimates(estimates) if estimates is not None else None
    with stoppable(work.cancelled):
        years = YEARS if len(list_vendors(register)) <= MANY else FEWER_YEARS
        return quantify(register, on=today_of(register), years=years, estimates=own, progress=work.progress)


class MonthRow(NamedTuple):
    """How many vendors stood at each level, by its stored value, at the end of a day, and by which method that was judged."""

    day: date
    method: str
    levels: Mapping[str, int]

    @property
    def vendors(self) -> int:
        """How many there were."""
        return sum(self.levels.values())


def known_months(register: Register) -> tuple[tuple[MonthRow, ...], tuple[date, ...]]:
    """The last months as far as they were worked out before, and the days of those still to be, the newest first."""
    from risk_register.operations.portfolio_trend import known_trend

    found = known_trend(register, with_today=False)
    return tuple(map(_month_row, found.known)), found.missing


def month_end(register: Register, day: date, work: Work) -> MonthRow:
    """One month more, rewound and judged now."""
    from risk_register.operations.portfolio_trend import work_out_month

    return _month_row(work_out_month(register, day, cancelled=work.cancelled, progress=work.progress))


def _month_row(month: MonthEnd) -> MonthRow:
    return MonthRow(month.day, month.method, {level.value: vendors for level, vendors in month.levels.items()})


class ContradictionRow(NamedTuple):
    """Two records of a vendor that do not agree: by which rule that was found, and what they say."""

    number: int
    rule: str
    words: Text
    noun: str
    record_id: int
    """The record that somebody wants to see, which is the last of those named."""


def contradictions(register: Register, vendor_id: int) -> tuple[ContradictionRow, ...]:
    """What does not agree among one vendor's records."""
    from risk_register.operations.contradictions import find_contradictions
    from risk_register.operations.today import today_of

    found = find_contradictions(register, [vendor_id], on=today_of(register))
    return tuple(ContradictionRow(number, each.rule, each.text, each.facts[-1].noun, each.facts[-1].id)
                 for one in found for number, each in enumerate(one.found))


class MethodChoice(NamedTuple):
    """A method that may be chosen: its name, version, title in both languages, text, and whether it is in force."""

    name: str
    version: str
    title: Mapping[Language, str]
    text: str
    in_force: bool

    @property
    def label(self) -> str:
        """How judgements name it; no other text has the same."""
        return f"{self.name} {self.version}"


def method_choices(register: Register) -> list[MethodChoice]:
    """The methods that come with the program, and those that the register keeps beside them."""
    from risk_register.operations.method_texts import is_same, known_methods, method_in_force

    current = method_in_force(register)
    return [choice_of(each, in_force=is_same(each, current)) for each in known_methods(register)]


def read_method(register: Register, path: Path) -> MethodChoice:
    """A method of one's own, written as the program's own are. Raises `RegisterError` naming the line that is wrong."""
    from risk_register.operations.method_files import read_method_file
    from risk_register.operations.method_texts import is_same, method_in_force, refuse_a_name_taken

    method = read_method_file(register, path)
    refuse_a_name_taken(register, method)
    return choice_of(method, in_force=is_same(method, method_in_force(register)))


def write_method(choice: MethodChoice, path: Path) -> None:
    """Writes a method out as a file. Raises `RegisterError` where that cannot be done."""
    from risk_register.operations.method_files import write_method_file
    from risk_register.risk import parse_method

    write_method_file(parse_method(choice.text, choice.name), path)


def choice_of(method: Method, *, in_force: bool) -> MethodChoice:
    """A method as it is offered."""
    titles: dict[Language, str] = {"en": f"{method.title.label('en')} {method.version}",
                                   "fr": f"{method.title.label('fr')} {method.version}"}
    return MethodChoice(method.name, method.version, titles, method.text, in_force)


class MovedVendor(NamedTuple):
    """One vendor as the method in force judges it, and as another would; figures 0 to 100, words as stored values."""

    id: int
    name: str
    moved: bool
    tier: str
    residual: Decimal | None
    level: str
    then_tier: str
    then_residual: Decimal | None
    then_level: str


def method_preview(register: Register, choice: MethodChoice, work: Work) -> list[MovedVendor]:
    """Each vendor before and after, those first whose level or tier moves. Nothing is changed."""
    from risk_register.operations.methods import preview_method
    from risk_register.risk import parse_method

    found = preview_method(register, parse_method(choice.text, choice.name), progress=work.progress, cancelled=work.cancelled)
    return [MovedVendor(each.before.vendor_id, each.before.vendor, each.moved, each.before.tier.value, each.before.residual,
                        each.before.level.value, each.after.tier.value, each.after.residual, each.after.level.value)
            for each in found]


def use_method(register: Register, choice: MethodChoice, actor: str) -> None:
    """Judges by that method from now on, in one change that can be undone."""
    from risk_register.operations.methods import use_method as use
    from risk_register.risk import parse_method

    use(register, parse_method(choice.text, choice.name), actor)


def noted_trend(register: Register, vendor_id: int) -> tuple[TrendPoint, ...]:
    """How a vendor's score moved of late, as far as it was noted."""
    from risk_register.operations.score_trend import noted_trend as noted

    return noted(register, vendor_id)


def monthly_trend(register: Register, vendor_id: int, work: Work) -> tuple[TrendPoint, ...]:
    """How a vendor's score moved over a year, rewound month by month."""
    from risk_register.operations.score_trend import monthly_trend as rewound

    return rewound(register, vendor_id, progress=work.progress, cancelled=work.cancelled)
