"""How risk is spread over the vendors: the heat map of tiers by levels, and how many lie in each tenth of the scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from risk_register.model.vocabulary import Confidence, Decision, RiskLevel, Tier
from risk_register.risk.points import percent_of
from risk_register.risk.result import Assessment

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """The vendors of one tier and level, the highest residual risk first."""

    tier: Tier
    level: RiskLevel
    vendors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """All vendors by tier and level; those that are judged by tenths of the scale of 0 to 100, the last with its upper end."""

    vendors: int
    cells: tuple[Cell, ...]
    tiers: dict[Tier, int]
    levels: dict[RiskLevel, int]
    tenths: tuple[int, ...]
    decisions: dict[Decision, int]
    confidences: dict[Confidence, int]
    median: Decimal | None
    unassessed_share: Decimal | None
    """Percent of the vendors of whom too little is known."""


def spread(found: Iterable[Assessment]) -> Spread:
    """How the given assessments are spread."""
    judged = sorted(found, key=lambda each: (-(each.residual or Decimal(-1)), each.vendor_id))
    cells: dict[tuple[Tier, RiskLevel], list[int]] = {}
    for each in judged:
        cells.setdefault((each.tier, each.level), []).append(each.vendor_id)
    figures = sorted(each.residual for each in judged if each.residual is not None)
    tenths = [0] * _TENTHS
    for figure in figures:
        tenths[min(_TENTHS - 1, int(figure) // _TENTHS)] += 1
    unassessed = len(judged) - len(figures)
    return Spread(
        vendors=len(judged),
        cells=tuple(Cell(tier, level, tuple(cells.get((tier, level), ()))) for tier in Tier for level in RiskLevel),
        tiers={tier: sum(each.tier is tier for each in judged) for tier in Tier},
        levels={level: sum(each.level is level for each in judged) for level in RiskLevel}, tenths=tuple(tenths),
        decisions={decision: sum(each.decision is decision for each in judged) for decision in Decision},
        confidences={confidence: sum(each.confidence is confidence for each in judged) for confidence in Confidence},
        median=_median(figures), unassessed_share=percent_of(unassessed, len(judged)) if judged else None,
    )


def _median(figures: list[Decimal]) -> Decimal | None:
    middle = len(figures) // 2
    if not figures:
        return None
    return figures[middle] if len(figures) % 2 else (figures[middle - 1] + figures[middle]) / 2
