"""What the lists on completeness show of suppliers and vendors, and how their figures are told."""

from decimal import Decimal
from typing import TYPE_CHECKING

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, amount, count, short_day, term
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import Stage
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.operations.completeness import Figures, Supplier, UnpaidVendor


def _paid(row: "Supplier", language: Language) -> str:
    return ", ".join(amount(value, currency, language) for value, currency in row.amounts)


def _most(row: "Supplier") -> Decimal | None:
    return max((value for value, _ in row.amounts if value is not None), default=None)


def _perhaps(row: "Supplier", _language: Language) -> str:
    return ", ".join(each.name for each in row.suggestions) or DASH


def _paid_or_not(row: "Supplier | UnpaidVendor", language: Language) -> str:
    amounts = getattr(row, "amounts", None)
    if amounts is None:
        return tr(language, "not paid")
    return ", ".join(amount(value, currency, language) for value, currency in amounts)


def _decision(row: "Supplier | UnpaidVendor", language: Language) -> str:
    if row.decision is not None:
        return row.decision.label(language)
    return tr(language, "Vendor: {name}", name=getattr(row, "vendor", None) or row.name)


UNREGISTERED_COLUMNS: "tuple[Column[Supplier], ...]" = (
    Column(Text("Supplier"), lambda row, _: row.name, lambda row: fold_accents(row.name), width=32),
    Column(Text("Paid"), _paid, _most, right=True, width=18),
    Column(Text("Perhaps this vendor"), _perhaps, lambda row: row.suggestions[0].name if row.suggestions else None, width=30,
           grows=True),
    Column(Text("Supplier number"), lambda row, _: row.account or DASH, lambda row: row.account, width=12),
    Column(Text("Registration"), lambda row, _: row.registration or DASH, lambda row: row.registration, width=18),
    Column(Text("Country"), lambda row, _: row.country or DASH, lambda row: row.country, width=10),
)
UNPAID_COLUMNS: "tuple[Column[UnpaidVendor], ...]" = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: fold_accents(row.name), width=36, grows=True),
    Column(Text("Stage"), lambda row, language: term(Stage, row.stage, language), lambda row: row.stage, width=16),
    Column(Text("Owner"), lambda row, _: row.owner or DASH, lambda row: row.owner, width=22),
    Column(Text("Since"), lambda row, language: short_day(row.since, language), lambda row: row.since, width=12),
)
DECIDED_COLUMNS: "tuple[Column[Supplier | UnpaidVendor], ...]" = (
    Column(Text("Name"), lambda row, _: row.name, lambda row: fold_accents(row.name), width=30),
    Column(Text("Paid"), _paid_or_not, lambda row: _paid_or_not(row, "en"), right=True, width=18),
    Column(Text("Decision"), _decision, lambda row: _decision(row, "en"), width=38),
    Column(Text("Reason"), lambda row, _: row.reason or DASH, lambda row: row.reason, width=24, grows=True),
    Column(Text("By"), lambda row, _: row.decided_by or DASH, lambda row: row.decided_by, width=14),
    Column(Text("On"), lambda row, language: short_day(row.decided_on, language), lambda row: row.decided_on, width=11),
)


def told_figures(figures: "Figures", language: Language) -> list[tuple[str, str]]:
    """The reconciliation as names and values, four a line: suppliers, vendors, then each currency."""
    told = [
        (tr(language, "Suppliers paid"), count(figures.paid, language)),
        (tr(language, "matched to vendors"), count(figures.matched, language)),
        (tr(language, "out of scope"), count(figures.out_of_scope, language)),
        (tr(language, "not registered"), count(figures.unregistered, language)),
        (tr(language, "Active vendors"), count(figures.registered, language)),
        (tr(language, "of them paid"), count(figures.registered_paid, language)),
        (tr(language, "not paid, decided"), count(figures.unpaid_decided, language)),
        (tr(language, "not paid, to decide"), count(figures.unpaid, language)),
    ]
    for each in figures.amounts:
        told += [
            (tr(language, "Amounts paid"), amount(each.paid, each.currency, language)),
            (tr(language, "to vendors"), amount(each.matched, each.currency, language)),
            (tr(language, "out of scope"), amount(each.out_of_scope, each.currency, language)),
            (tr(language, "not registered"), amount(each.undecided, each.currency, language)),
        ]
    return told
