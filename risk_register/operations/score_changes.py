"""Which scores changed of late, from what to what, and why: by what was recorded meanwhile, or by what time did to the evidence.

What a score was before it first changed on a day is kept beside the scores that lists show. Where a register was never looked at
before, a small one is judged as it stood a month ago; of a large one the changes are told from now on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select

from risk_register.model.nouns import BY_TABLE
from risk_register.operations import scoring, touched
from risk_register.operations.score_log import differs, kept_scores
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.store.schema import derived_change, derived_score
from risk_register.texts import Text

DAYS_BACK = 30
_MOST = 40
"""Changes that are shown and explained, the largest first."""
_NOTICED = Decimal(1)
"""Points of residual risk from which on a change is told, where neither level nor tier moved."""
_QUICK_TO_REWIND = 16_000_000
"""Bytes of a register up to which it is judged as it stood a month ago, when it is first asked."""
_SINCE = "changes_since"
_VENDOR = BY_TABLE["vendor"].table
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A vendor's score then and now. Residual risk 0 to 100, None where unassessed; tier and level as stored values."""

    vendor_id: int
    vendor: str
    since: date
    before: Decimal | None
    before_level: str
    before_tier: str
    after: Decimal | None
    after_level: str
    after_tier: str
    why: tuple[Text, ...] = ()


def score_changes(register: Register, *, days: int = DAYS_BACK) -> list[ScoreChange]:
    """The scores that changed within so many days, the largest changes first, each with why. A look back has none."""
    if register.day is not None:
        return []
    _begin(register, days)
    since = register.today() - timedelta(days=days)
    with register.read() as connection:
        rows = connection.execute(
            select(derived_change, _VENDOR.c.legal_name, derived_score.c.tier.label("now_tier"),
                   derived_score.c.residual.label("now_residual"), derived_score.c.level.label("now_level"))
            .join(_VENDOR, _VENDOR.c.id == derived_change.c.vendor_id)
            .join(derived_score, derived_score.c.vendor_id == derived_change.c.vendor_id)
            .where(derived_change.c.day >= since.isoformat(), _VENDOR.c.archived_on.is_(None))
            .order_by(derived_change.c.day.desc())).all()
    first = {row.vendor_id: _change(row) for row in rows}
    found = sorted((each for each in first.values() if _is_told(each)), key=lambda each: (-abs(_step(each)), each.vendor))
    return _explained(register, found[:_MOST])


def _begin(register: Register, days: int) -> None:
    """The first time: judges a small register as it stood, and notes since when changes are known."""
    if register.read_only or _SINCE in register.derived_from():
        return
    today = register.today()
    if register.path.stat().st_size > _QUICK_TO_REWIND:
        register.derive({_SINCE: today.isoformat()}, derived_change, (), replacing=())
        return
    then = today - timedelta(days=days)
    with register.as_of(then) as past:
        before = {row["vendor_id"]: row for row in (scoring.row_of(each) for each in scoring.assess(past, on=then, explain=False))}
    now = kept_scores(register, None)
    names = ("vendor_id", "tier", "residual", "level")
    rows = [{**{name: row[name] for name in names}, "day": then.isoformat()}
            for key, row in before.items() if key in now and differs(row, now[key])]
    register.derive({_SINCE: then.isoformat()}, derived_change, rows, replacing=())


def _change(row: Any) -> ScoreChange:
    then = None if row.residual is None else Decimal(row.residual)
    now = None if row.now_residual is None else Decimal(row.now_residual)
    return ScoreChange(row.vendor_id, row.legal_name, date.fromisoformat(row.day), then, row.level, row.tier, now, row.now_level,
                       row.now_tier)


def _step(change: ScoreChange) -> Decimal:
    return (change.after or _ZERO) - (change.before or _ZERO)


def _is_told(change: ScoreChange) -> bool:
    moved = (change.before_level, change.before_tier) != (change.after_level, change.after_tier)
    return moved or abs(_step(change)) >= _NOTICED


def _explained(register: Register, changes: list[ScoreChange]) -> list[ScoreChange]:
    if not changes:
        return []
    wanted = {each.vendor_id for each in changes}
    recorded = touched.reasons_since(register, min(each.since for each in changes), wanted)
    untouched = [each for each in changes if each.vendor_id not in recorded]
    by_time = _by_time(register, untouched) if untouched else {}
    return [ScoreChange(each.vendor_id, each.vendor, each.since, each.before, each.before_level, each.before_tier, each.after,
                        each.after_level, each.after_tier, recorded.get(each.vendor_id) or by_time.get(each.vendor_id, ()))
            for each in changes]


def _by_time(register: Register, changes: Sequence[ScoreChange]) -> dict[int, tuple[Text, ...]]:
    """Of vendors nothing was recorded about: which steps of the score count otherwise today than they did then."""
    ids = [each.vendor_id for each in changes]
    since = min(each.since for each in changes) - timedelta(days=1)
    then = {each.vendor_id: each for each in scoring.assess(register, ids, on=since)}
    now = {each.vendor_id: each for each in scoring.assess(register, ids)}
    return {key: _moved(then[key], now[key]) for key in ids if key in then and key in now}


def _moved(then: Assessment, now: Assessment) -> tuple[Text, ...]:
    points: dict[str, Decimal] = {}
    for reason in then.reasons:
        points[reason.factor] = points.get(reason.factor, _ZERO) + reason.points
    found: dict[str, tuple[Decimal, Text]] = {}
    for reason in now.reasons:
        before, words = found.get(reason.factor, (_ZERO, reason.text))
        found[reason.factor] = before + reason.points, words
    moved = [(value - points.get(factor, _ZERO), words) for factor, (value, words) in found.items()]
    gone = {reason.factor: reason.text for reason in then.reasons if reason.factor not in found}
    moved += [(-points[factor], Text("counted no longer: {reason}", reason=words)) for factor, words in gone.items()]
    told = sorted((each for each in moved if each[0]), key=lambda each: -abs(each[0]))
    if not told:
        return (Text("The method counts otherwise than it did"),)
    return tuple(Text("With time, {points} points: {words}", points=_signed(step), words=words) for step, words in told[:2])


def _signed(step: Decimal) -> Text:
    points = abs(step).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Text("+{points}", points=points) if step > 0 else Text("\N{MINUS SIGN}{points}", points=points)
