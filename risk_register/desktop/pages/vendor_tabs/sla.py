"""What was promised in figures, and what was measured against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, VendorTab
from risk_register.desktop.words import DASH, short_day, term, words
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import MeasurementWindow, SlaDirection, SlaMetric, SlaUnit
from risk_register.risk.sla import current, is_missed
from risk_register.texts import Language, Text, number, tr


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A measurement beside the promise it is held against."""

    id: int
    term: facts.SlaTerm
    measured: facts.SlaMeasurement

    @property
    def kept(self) -> bool | None:
        """Whether the promise was kept; None where nothing was measured."""
        missed = is_missed(self.term, self.measured.value)
        return None if missed is None else not missed


def _name(row: facts.SlaTerm, language: Language) -> str:
    return row.name or term(SlaMetric, row.metric, language)


def _figure(value: Decimal | None, row: facts.SlaTerm, language: Language) -> str:
    if value is None:
        return DASH
    return f"{number(value, language)}\N{NO-BREAK SPACE}{term(SlaUnit, row.unit, language)}"


def _target(row: facts.SlaTerm, language: Language) -> str:
    return f"{term(SlaDirection, row.direction, language)} {_figure(row.target, row, language)}"


def _outcome(row: MeasuredRow, language: Language) -> str:
    if row.kept is None:
        return tr(language, "Not measured")
    return tr(language, "\N{CHECK MARK} Kept") if row.kept else tr(language, "\N{MULTIPLICATION X} Missed")


def _missed(row: facts.SlaTerm, language: Language) -> str:
    measured = [MeasuredRow(each.id, row, each) for each in current(row)]
    known = [each for each in measured if each.kept is not None]
    return tr(language, "{missed} of {known}", missed=sum(not each.kept for each in known), known=len(known)) if known else DASH


def _measured(sheet: VendorSheet) -> Iterator[MeasuredRow]:
    for promise in sheet.facts.sla_terms:
        for measured in reversed(current(promise)):
            yield MeasuredRow(measured.id, promise, measured)


_TERMS: tuple[Column[facts.SlaTerm], ...] = (
    Column(Text("Promise"), _name, lambda row: natural_key(row.name or row.metric), width=30),
    Column(Text("Metric"), lambda row, language: term(SlaMetric, row.metric, language), lambda row: row.metric, width=24),
    Column(Text("Target"), _target, lambda row: row.target, width=20),
    Column(Text("Measured over"), lambda row, language: term(MeasurementWindow, row.window, language),
           lambda row: row.window, width=14),
    Column(Text("Missed"), _missed, lambda row: sum(MeasuredRow(m.id, row, m).kept is False for m in current(row)), width=10),
    Column(Text("Credits"), lambda row, _: words(row.credit_scale), lambda row: row.credit_scale, width=20, grows=True),
)
_MEASURED: tuple[Column[MeasuredRow], ...] = (
    Column(Text("Promise"), lambda row, language: _name(row.term, language),
           lambda row: natural_key(row.term.name or row.term.metric), width=30),
    Column(Text("From"), lambda row, language: short_day(row.measured.starts_on, language),
           lambda row: row.measured.starts_on, width=9),
    Column(Text("To"), lambda row, language: short_day(row.measured.ends_on, language),
           lambda row: row.measured.ends_on, width=9),
    Column(Text("Measured"), lambda row, language: _figure(row.measured.value, row.term, language),
           lambda row: row.measured.value, right=True, width=16),
    Column(Text("Target"), lambda row, language: _target(row.term, language), lambda row: row.term.target, width=20),
    Column(Text("Outcome"), _outcome, lambda row: row.kept, width=14),
    Column(Text("Source"), lambda row, _: words(row.measured.source), lambda row: row.measured.source, width=18, grows=True),
)


class SlaTab(VendorTab):
    """Service levels promised and measured."""

    title = Text("Service levels")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (
            Section("sla_term", Text("What was promised"), Text("No service level is recorded for this vendor."), _TERMS,
                    lambda sheet: sheet.facts.sla_terms),
            Section("sla_measurement", Text("What was measured"), Text("Nothing has been measured yet."), _MEASURED, _measured),
        ))
