"""What an acceptance does to a risk: while it runs nothing is due; when it has run out the risk is open again, its term anew.

It changes the decision and never the number. Where the number moves past what was accepted, the acceptance is stale: nobody has
said yes to that much.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from risk_register.model.facts import RiskAcceptance
from risk_register.model.vocabulary import Decision
from risk_register.risk.points import hundredths

_DAY = timedelta(days=1)


class Accepted(Protocol):
    """A decision to live with a risk; `facts.RiskAcceptance` is one, and so is a row read for a list."""

    @property
    def accepted_on(self) -> date:
        """The first day it holds."""

    @property
    def expires_on(self) -> date:
        """The last day it holds."""


@dataclass(frozen=True, slots=True)
class RiskStanding:
    """Whether a risk is accepted on a day, and if not, since when it is open and when it is due."""

    accepted_until: date | None = None
    reopened_on: date | None = None
    """The day after the last acceptance ran out, where one did."""
    due_on: date | None = None
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class AcceptanceStanding:
    """One acceptance on a day: whether it holds for a residual risk of `now` where `accepted` was (0 to 100, None: unknown)."""

    acceptance: RiskAcceptance
    decision: Decision
    accepted: Decimal | None
    now: Decimal | None


def risk_standing(opened_on: date, due_on: date | None, acceptances: Iterable[Accepted], on: date) -> RiskStanding:
    """How a risk stands on a day, by the acceptances given for it.

    The term is the time from opening to the due day; after an acceptance ran out it is counted anew from the next day, unless
    somebody has set a due day that lies after that. Extending an acceptance, or giving another, accepts again.
    """
    begun = [each for each in acceptances if each.accepted_on <= on]
    if holds := [each.expires_on for each in begun if each.expires_on >= on]:
        return RiskStanding(accepted_until=max(holds))
    reopened = max((each.expires_on for each in begun), default=None)
    reopened = reopened + _DAY if reopened is not None else None
    due = due_on
    if reopened is not None and due_on is not None and due_on < reopened:
        due = reopened + (due_on - opened_on)
    return RiskStanding(reopened_on=reopened, due_on=due, days_late=max(0, (on - due).days) if due else 0)


def standings(acceptances: Iterable[RiskAcceptance], residual: Decimal | None, on: date) -> tuple[AcceptanceStanding, ...]:
    """The last acceptance of the vendor's risk and of each finding that was given by that day, each with whether it still holds.

    An acceptance is stale where the residual risk, as printed to 0.01, is above what was accepted or can no longer be told.
    """
    last: dict[int | None, RiskAcceptance] = {}
    for each in sorted(acceptances, key=lambda each: (each.accepted_on, each.expires_on, each.id)):
        if each.accepted_on <= on:
            last[each.finding_id] = each
    return tuple(
        AcceptanceStanding(each, _decision(each, residual, on), each.accepted_score, residual)
        for _, each in sorted(last.items(), key=lambda item: item[0] or 0)
    )


def decision_of(found: Iterable[AcceptanceStanding]) -> Decision:
    """What is decided about the vendor's risk as a whole."""
    return next((each.decision for each in found if each.acceptance.finding_id is None), Decision.NONE)


def _decision(acceptance: RiskAcceptance, residual: Decimal | None, on: date) -> Decision:
    if acceptance.expires_on < on:
        return Decision.EXPIRED
    if acceptance.accepted_score is None:
        return Decision.ACCEPTED
    if residual is None or hundredths(Fraction(residual)) > hundredths(Fraction(acceptance.accepted_score)):
        return Decision.STALE
    return Decision.ACCEPTED
