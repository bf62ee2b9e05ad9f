"""How one vendor's score moved: as it was noted when it changed, or judged as the register stood at the end of each month."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from risk_register.operations import scoring
from risk_register.operations.today import today_of
from risk_register.risk.result import Assessment, Reason
from risk_register.store import Register
from risk_register.store.schema import derived_change
from risk_register.store.stopping import stoppable
from risk_register.texts import Text, number

MONTHS = 12
_ZERO = Decimal(0)
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The score on a day: residual risk 0 to 100, None where unassessed; level as stored value; what moved it since the last."""

    day: date
    residual: Decimal | None
    level: str
    why: Text | None = None


def noted_trend(register: Register, vendor_id: int) -> tuple[TrendPoint, ...]:
    """What was noted of late when the score changed, and the score of the day that is shown; quick, since nothing is rewound."""
    today = today_of(register)
    with register.read() as connection:
        rows = connection.execute(
            select(derived_change.c.day, derived_change.c.residual, derived_change.c.level)
            .where(derived_change.c.vendor_id == vendor_id, derived_change.c.day < today.isoformat())
            .order_by(derived_change.c.day)).all()
    before = [TrendPoint(date.fromisoformat(row.day), None if row.residual is None else Decimal(row.residual), row.level)
              for row in rows]
    return (*before, *(_point(each, today, None) for each in scoring.assess(register, [vendor_id], on=today, explain=False)))


def monthly_trend(register: Register, vendor_id: int, *, months: int = MONTHS,
                  progress: Callable[[int, int, Text], None] | None = None,
                  cancelled: Callable[[], bool] | None = None) -> tuple[TrendPoint, ...]:
    """The score at the end of each of the last months and today, with the reason that moved it most; none before it was known.

    Each month's facts are rewound from the journal, which takes about a second each in a small register. Raises `Cancelled`.
    """
    today = today_of(register)
    days = [*month_ends(today, months), today]
    points: list[TrendPoint] = []
    before: Assessment | None = None
    with stoppable(cancelled):
        for done, day in enumerate(days):
            if progress is not None:
                progress(done, len(days), Text("As it stood on {day}", day=day))
            for found in _as_it_stood(register, vendor_id, day, today):
                points.append(_point(found, day, before))
                before = found
    return tuple(points)


def _as_it_stood(register: Register, vendor_id: int, day: date, today: date) -> list[Assessment]:
    if day == today:
        return scoring.assess(register, [vendor_id], on=day)
    with register.as_of(day) as past:
        return scoring.assess(past, [vendor_id], on=day)


def month_ends(today: date, months: int) -> list[date]:
    """The last days of so many months before this one, the earliest first."""
    found = []
    for back in range(months, 0, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        found.append(date(year, month + 1, monthrange(year, month + 1)[1]))
    return found


def _point(found: Assessment, day: date, before: Assessment | None) -> TrendPoint:
    return TrendPoint(day, found.residual, found.level.value, None if before is None else _moved(before, found))


def _moved(before: Assessment, after: Assessment) -> Text | None:
    """The step of the score that counts most otherwise than before, in its own words."""
    then, now = _by_step(before.reasons), _by_step(after.reasons)
    steps = {step: now.get(step, (_ZERO, None))[0] - then.get(step, (_ZERO, None))[0] for step in (*then, *now)}
    if before.residual == after.residual or not steps:
        return None
    largest = max(steps, key=lambda each: abs(steps[each]))
    reason = (now.get(largest) or then[largest])[1]
    if reason is None or not steps[largest]:
        return None
    figure = number(abs(steps[largest]), "en", 1)
    return Text("{points} points: {words}", points=f"+{figure}" if steps[largest] > 0 else f"{_MINUS}{figure}", words=reason.text)


def _by_step(reasons: tuple[Reason, ...]) -> dict[str, tuple[Decimal, Reason | None]]:
    """Points by factor and the records it rests on: its words may hold figures, which are others on another day."""
    found: dict[str, tuple[Decimal, Reason | None]] = {}
    for reason in reasons:
        key = f"{reason.factor} {sorted((ref.noun, ref.id) for ref in reason.facts)}"
        found[key] = found.get(key, (_ZERO, None))[0] + reason.points, reason
    return found
