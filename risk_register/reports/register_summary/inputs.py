"""Everything a register summary is made from, and the orders in which vendors are listed."""

from dataclasses import dataclass
from decimal import Decimal

from risk_register.model.facts import VendorFacts
from risk_register.model.sorting import natural_key
from risk_register.operations.rows import HistoryRow
from risk_register.reports.embedding.document import PackedFacts
from risk_register.reports.register_summary.since import Before
from risk_register.reports.wording import Basis
from risk_register.risk.result import Assessment

TOP_RISKS = 15
"""How many of the highest risks are shown with what weighs most in them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A vendor with the judgement on it; reasons are needed of the highest risks alone."""

    facts: VendorFacts
    """What its lists name; the rest may be left out."""
    assessment: Assessment
    inside: PackedFacts | None = None
    """What the file carries of it; made of the facts where it is not given."""


@dataclass(frozen=True, slots=True)
class Population:
    """How many third parties the register holds, and how many of them are no part of the report for each reason."""

    total: int
    indirect: int = 0
    archived: int = 0


@dataclass(frozen=True, slots=True)
class RegisterInputs:
    """All judged vendors of one register on one day."""

    basis: Basis
    vendors: tuple[Judged, ...]
    population: Population
    history: tuple[HistoryRow, ...] = ()
    before: Before | None = None
    """How its vendors stood on the day since which changes are told."""


def by_risk(judged: Judged) -> tuple[object, ...]:
    """A key that puts the highest residual risk first and the unassessed last; equals by reference, then by name."""
    residual = judged.assessment.residual
    vendor = judged.facts.vendor
    return (
        residual is None,
        -residual if residual is not None else Decimal(0),
        not vendor.reference,
        natural_key(vendor.reference or ""),
        vendor.legal_name.casefold(),
        vendor.id,
    )
