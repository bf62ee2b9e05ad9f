"""How many vendors stood at each level, month by month: each month's end judged as the register stood then, by the method of then.

A month that is over never changes again, since the journal only grows; so what was found is kept beside the scores that lists show,
with the journal's hash at that point, and is judged once only. Months are worked out one at a time: thousands of vendors take
seconds each, and other work may come in between.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from risk_register.model.vocabulary import RiskLevel
from risk_register.operations import scoring
from risk_register.operations.score_trend import MONTHS, month_ends
from risk_register.operations.today import today_of
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.store.schema import derived_change
from risk_register.store.stopping import stoppable
from risk_register.texts import Text

_KEPT = "levels_by_month"


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """How many vendors of ours stood at each level at the end of a day, and by which method that was judged."""

    day: date
    method: str
    levels: Mapping[RiskLevel, int]

    @property
    def vendors(self) -> int:
        """How many there were."""
        return sum(self.levels.values())


@dataclass(frozen=True, slots=True)
class PortfolioTrend:
    """The months that are known, in time order with today last, and the days of those still to be worked out, the newest first."""

    known: tuple[MonthEnd, ...]
    missing: tuple[date, ...]


def known_trend(register: Register, *, months: int = MONTHS, with_today: bool = True) -> PortfolioTrend:
    """What was found before, and today: quick, since nothing is rewound. Months before the register's first change are left out."""
    today, kept = today_of(register), _kept(register)
    ends = [(day, head) for day in month_ends(today, months) if (head := register.head_on(day)[1])]
    known = [_month(day, kept[day.isoformat()]) for day, head in ends if _holds(kept, day, head)]
    missing = [day for day, head in ends if not _holds(kept, day, head)]
    if with_today:
        known.append(_counted(today, scoring.assess(register, on=today, explain=False), scoring.method_in_force(register).label))
    return PortfolioTrend(tuple(known), tuple(reversed(missing)))


def work_out_month(register: Register, day: date, *, cancelled: Callable[[], bool] | None = None,
                   progress: Callable[[int, int, Text], None] | None = None) -> MonthEnd:
    """Judges all vendors as the register stood at the end of a month, and keeps what was found. Raises `Cancelled`."""
    _, head = register.head_on(day)
    with stoppable(cancelled), register.as_of(day) as past:
        found = scoring.assess(past, on=day, explain=False, progress=progress)
        month = _counted(day, found, scoring.method_in_force(past).label)
    kept = {**_kept(register), day.isoformat(): {
        "head": head, "method": month.method, "levels": {level.value: count for level, count in month.levels.items()}}}
    register.derive({_KEPT: json.dumps(kept, sort_keys=True)}, derived_change, (), replacing=())
    return month


def portfolio_trend(register: Register, *, months: int = MONTHS, progress: Callable[[int, int, Text], None] | None = None,
                    cancelled: Callable[[], bool] | None = None) -> tuple[MonthEnd, ...]:
    """All of it at once: each month that is not known yet is judged as the register stood. Raises `Cancelled`."""
    found = known_trend(register, months=months)
    worked_out: list[MonthEnd] = []
    for done, day in enumerate(found.missing):
        if progress is not None:
            progress(done, len(found.missing), Text("As it stood on {day}", day=day))
        worked_out.append(work_out_month(register, day, cancelled=cancelled))
    return tuple(sorted((*found.known, *worked_out), key=lambda each: each.day))


def _counted(day: date, judged: Sequence[Assessment], method: str) -> MonthEnd:
    counts = Counter(each.level for each in judged)
    return MonthEnd(day, method, {level: counts[level] for level in RiskLevel})


def _kept(register: Register) -> dict[str, Any]:
    try:
        found = json.loads(register.derived_from().get(_KEPT, "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _holds(kept: Mapping[str, Any], day: date, head: str) -> bool:
    """Whether what was kept of a month is what the journal of today says of it, and can be read."""
    found = kept.get(day.isoformat())
    return isinstance(found, dict) and found.get("head") == head and isinstance(found.get("method"), str) and (
        isinstance(found.get("levels"), dict) and all(isinstance(found["levels"].get(level.value), int) for level in RiskLevel))


def _month(day: date, found: Mapping[str, Any]) -> MonthEnd:
    return MonthEnd(day, found["method"], {level: found["levels"][level.value] for level in RiskLevel})
