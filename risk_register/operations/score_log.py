"""What scores were before they changed, noted beside the scores that lists show, and no facts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from risk_register.store import Register
from risk_register.store.schema import derived_change, derived_score

_NAMES = ("vendor_id", "tier", "residual", "level")


def kept_scores(register: Register, only: Sequence[int] | None) -> dict[int, dict[str, Any]]:
    """The scores as lists show them now, of some vendors or of all."""
    query = select(*(derived_score.c[name] for name in _NAMES))
    with register.read() as connection:
        rows = connection.execute(query if only is None else query.where(derived_score.c.vendor_id.in_(only)))
        return {row[0]: dict(zip(_NAMES, row, strict=True)) for row in rows}


def note(register: Register, before: Mapping[int, Mapping[str, Any]], after: Iterable[Mapping[str, Any]], day: date) -> None:
    """Keeps what each score was that has just changed, unless it changed on that day already. A look back keeps nothing."""
    changed = [row["vendor_id"] for row in after if row["vendor_id"] in before and differs(before[row["vendor_id"]], row)]
    if not changed or register.day is not None:
        return
    with register.read() as connection:
        known = set(connection.execute(
            select(derived_change.c.vendor_id).where(derived_change.c.day == day.isoformat())).scalars())
    rows = [{**before[key], "day": day.isoformat()} for key in changed if key not in known]
    if rows:
        register.derive({}, derived_change, rows, replacing=())


def differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two scores of a vendor are not the same."""
    return any(before[name] != after[name] for name in ("tier", "residual", "level"))
