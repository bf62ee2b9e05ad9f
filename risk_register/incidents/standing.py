"""How a duty with a deadline stands: running, overdue, done in time or late; and what is said of it once the incident is closed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from risk_register.incidents.counting import Due
from risk_register.model.vocabulary import ClockState, StampName
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.incidents.clocks import Clock

UNDONE = frozenset({ClockState.OVERDUE, ClockState.RUNNING, ClockState.NO_PERIOD, ClockState.DECISION_NEEDED, ClockState.TO_JUDGE})
"""How duties stand that closing an incident leaves unrecorded."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a duty stands, why, and how much later than due it was done or is by now."""

    state: ClockState
    reason: Text
    late_by: timedelta | None = None
    by_roles: bool = False
    """Whether it waits for a decision on whose processing was breached."""


def standing(due: Due | None, done: datetime | None, now: datetime, zone: tzinfo | None) -> Standing | None:
    """By its deadline and when it was done; None where neither is known. Moments are told in `zone`."""
    if done is not None:
        at = done.astimezone(zone)
        if due is not None and done > due.at:
            return Standing(ClockState.LATE, Text("Done on {moment}, after it was due", moment=at), done - due.at)
        return Standing(ClockState.DONE, Text("Done on {moment}", moment=at))
    if due is None:
        return None
    if due.at < now:
        return Standing(ClockState.OVERDUE, Text("It was due on {moment}", moment=due.at), now - due.at)
    return Standing(ClockState.RUNNING, Text("It runs since {moment}", moment=due.started.astimezone(zone)))


def not_started(stamp: StampName) -> Standing:
    """A duty whose first moment nobody recorded."""
    return Standing(ClockState.NOT_STARTED, Text("It starts with '{stamp}', which is not recorded", stamp=stamp))


def when_closed(clock: "Clock", closed: datetime | None) -> "Clock":
    """A duty of a closed incident: no time runs out any more, but what was never recorded as done is said to be so.

    What had not started by then never will; what waited for a decision stayed without one.
    """
    if clock.state is ClockState.NOT_STARTED:
        return replace(clock, state=ClockState.NOT_TRIGGERED)
    if clock.state not in UNDONE:
        return clock
    if clock.state in (ClockState.DECISION_NEEDED, ClockState.TO_JUDGE):
        reason = Text("The incident was closed without a decision on it")
    elif clock.due is not None and closed is not None and clock.due.at > closed:
        reason = Text("The incident was closed on {closed}, before it was due on {due}",
                      closed=closed.astimezone(clock.due.at.tzinfo), due=clock.due.at)
    elif clock.due is not None:
        reason = Text("It was due on {moment}", moment=clock.due.at)
    else:
        reason = Text("It had no number of hours")
    return replace(clock, state=ClockState.UNRECORDED, reason=reason, late_by=None)
