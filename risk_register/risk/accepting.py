"""What an acceptance does to a risk: while it runs nothing is due; when it has run out the risk is open again, its term anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

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
