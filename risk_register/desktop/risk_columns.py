"""What the tables of the Risk page say in their columns."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from risk_register.desktop.jobs.risk import RiskRow
from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, amount, count, score, term
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.texts import Language, Text, number, percent, show, tr

if TYPE_CHECKING:
    from risk_register.operations.quantification import VendorLosses
    from risk_register.risk.portfolio import Action, Sensitivity
    from risk_register.risk.portfolio.concentration import Ending

RESIDUAL = 1
"""Where the residual risk of a vendor stands, which is painted with its level's plate."""
NOW, WORST = 2, 3
"""Where an unknown has the residual risk as it counts, and at worst."""


def level_figures(row: RiskRow, language: Language) -> tuple[str, str, str]:
    """The residual risk as number, stored level and the level's word."""
    return "" if row.residual is None else score(row.residual, language), row.level, term(RiskLevel, row.level, language)


def now_figures(row: "Sensitivity", language: Language) -> tuple[str, str, str]:
    """The residual risk of a vendor as its unknowns count."""
    return "" if row.before is None else score(row.before, language), row.level.value, row.level.label(language)


def worst_figures(row: "Sensitivity", language: Language) -> tuple[str, str, str]:
    """The residual risk of a vendor if one unknown turned out badly."""
    return score(row.after, language), row.worst_level.value, row.worst_level.label(language)


def _spoken(figures: tuple[str, str, str]) -> str:
    return " ".join(filter(None, figures[::2]))


VENDORS: tuple[Column[RiskRow], ...] = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: fold_accents(row.name), width=16, grows=True),
    Column(Text("Residual risk"), lambda row, language: _spoken(level_figures(row, language)),
           lambda row: row.residual, width=18),
    Column(Text("Inherent risk"), lambda row, language: score(row.inherent, language), lambda row: row.inherent, right=True,
           width=8),
    Column(Text("Tier"), lambda row, language: term(Tier, row.tier, language), lambda row: row.tier, width=10),
)


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One row of a heat map as a line of a table: its word, and how many vendors each level has."""

    word: str
    counts: tuple[int, ...]
    row: int


def cross_columns(heading: Text) -> tuple[Column[CrossRow], ...]:
    """A heat map as a table: rows by their word, a column for each level, and all of them."""
    def of(place: int, level: RiskLevel) -> Column[CrossRow]:
        return Column(Text("{level}", level=level), lambda row, language: count(row.counts[place], language),
                      lambda row: row.counts[place], right=True, width=5)

    return (Column(heading, lambda row, _: row.word, lambda row: row.row, width=10, grows=True),
            *(of(place, level) for place, level in enumerate(RiskLevel)),
            Column(Text("All"), lambda row, language: count(sum(row.counts), language), lambda row: sum(row.counts), right=True,
                   width=6))


def _drop(action: "Action", language: Language) -> str:
    return number(_decimal(action.drop), language, 2)


def _decimal(value: Fraction | Decimal) -> Decimal:
    from risk_register.risk.points import decimal_of

    return value if isinstance(value, Decimal) else Decimal(decimal_of(value))


def _sure(action: "Action", language: Language) -> str:
    return tr(language, "at best") if action.at_best else tr(language, "surely")


ACTIONS: "tuple[Column[Action], ...]" = (
    Column(Text("Points less"), _drop, lambda row: row.drop, right=True, width=7),
    Column(Text("Vendor"), lambda row, _: row.vendor, lambda row: fold_accents(row.vendor), width=22),
    Column(Text("What to do"), lambda row, language: row.text.render(language), lambda row: row.text.render("en"), width=34,
           grows=True),
    Column(Text("Before"), lambda row, language: number(_decimal(row.before), language, 2), lambda row: row.before, right=True,
           width=6),
    Column(Text("After"), lambda row, language: number(_decimal(row.after), language, 2), lambda row: row.after, right=True,
           width=6),
    Column(Text("Effect"), _sure, lambda row: row.at_best, width=9),
)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A provider, a shared subcontractor or a country with the critical services that end there."""

    kind: str
    ending: "Ending"

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same row."""
        return self.kind, self.ending.key


_KINDS = {"provider": Text("Provider"), "subcontractor": Text("Shared subcontractor"), "country": Text("Country")}


def gathering_name(row: Gathering, language: Language) -> str:
    """What the party or country is called."""
    return show(row.ending.name, language)


GATHERINGS: tuple[Column[Gathering], ...] = (
    Column(Text("Where"), gathering_name, lambda row: fold_accents(gathering_name(row, "en")), width=24, grows=True),
    Column(Text("Kind"), lambda row, language: _KINDS[row.kind].render(language), lambda row: row.kind, width=20),
    Column(Text("Critical services that end there"), lambda row, language: count(row.ending.services, language),
           lambda row: row.ending.services, right=True, width=18),
    Column(Text("Share of them"), lambda row, language: percent(row.ending.share, language), lambda row: row.ending.share,
           right=True, width=9),
    Column(Text("Critical functions"), lambda row, language: count(row.ending.functions, language),
           lambda row: row.ending.functions, right=True, width=11),
    Column(Text("Vendors"), lambda row, language: count(row.ending.vendors, language), lambda row: row.ending.vendors, right=True,
           width=8),
)

UNKNOWNS: "tuple[Column[Sensitivity], ...]" = (
    Column(Text("Vendor"), lambda row, _: row.vendor, lambda row: fold_accents(row.vendor), width=24),
    Column(Text("What is not known"), lambda row, language: row.text.render(language), lambda row: row.text.render("en"), width=34,
           grows=True),
    Column(Text("Now"), lambda row, language: _spoken(now_figures(row, language)), lambda row: row.before, width=14),
    Column(Text("At worst"), lambda row, language: _spoken(worst_figures(row, language)), lambda row: row.after, width=14),
)


@dataclass(frozen=True, slots=True)
class Exceeded:
    """Once in so many years more than an amount is lost."""

    years: int
    amount: Decimal
    currency: str


def _exceeded(row: Exceeded, language: Language) -> str:
    return amount(row.amount, row.currency, language) if row.amount else tr(language, "no loss")


def _beyond(value: Decimal, language: Language) -> str:
    return count_of(value, language) if value else tr(language, "no loss")


EXCEEDED: tuple[Column[Exceeded], ...] = (
    Column(Text("One year in"), lambda row, language: count(row.years, language), lambda row: row.years, right=True, width=9),
    Column(Text("More than"), _exceeded, lambda row: row.amount, right=True, width=13, grows=True),
)
LOSERS: "tuple[Column[VendorLosses], ...]" = (
    Column(Text("Vendor"), lambda row, _: row.vendor, lambda row: fold_accents(row.vendor), width=20, grows=True),
    Column(Text("On average a year"), lambda row, language: count_of(row.losses.mean, language), lambda row: row.losses.mean,
           right=True, width=12),
    Column(Text("One year in ten, more than"), lambda row, language: _beyond(row.losses.p90, language),
           lambda row: row.losses.p90, right=True, width=14),
    Column(Text("One year in a hundred, more than"), lambda row, language: _beyond(row.losses.p99, language),
           lambda row: row.losses.p99, right=True, width=16),
)


def count_of(value: Decimal | None, language: Language) -> str:
    """A whole amount without its currency, which the heading of the table names."""
    return DASH if value is None else number(value, language)
