"""A moment typed as people type day and time, in the organisation's time zone; kept as the instant that it is."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from risk_register.desktop.grid.kinds import Asked, CellRefusal
from risk_register.desktop.widgets.date_field import parse_day
from risk_register.desktop.words import short_day
from risk_register.texts import Text

_TYPED = re.compile(r"(?P<day>\S+?)[T\s,]+(?:at\s+|à\s+)?(?P<hour>\d{1,2})\s*[:hH.]\s*(?P<minute>\d{2})?(?::\d{2})?"
                    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?")


@dataclass(frozen=True, slots=True)
class Moments:
    """A day with its time. An hour that the clocks skip is refused; of one that comes twice, the offset says which."""

    zone: ZoneInfo

    def read(self, typed: str, asked: Asked) -> datetime:  # noqa: ARG002  # as every kind of cell
        """The instant. Raises `CellRefusal`."""
        moment = _moment(typed)
        if moment is None:
            raise CellRefusal(Text("'{typed}' is no day with its time. Write it as 2026-03-31 23:30 or 31/03/2026 23:30.",
                                   typed=typed))
        return moment.astimezone(UTC) if moment.tzinfo is not None else self._instant(moment, typed)

    def shown(self, value: Any, asked: Asked) -> str:
        """In the organisation's time zone; with its offset where the clock shows that hour twice."""
        if value is None:
            return ""
        local = value.astimezone(self.zone)
        words = f"{short_day(local.date(), asked.language)} {local:%H:%M}"
        return f"{words} {local.isoformat()[-6:]}" if _comes_twice(local) else words

    def offers(self, asked: Asked) -> tuple[str, ...]:  # noqa: ARG002
        """Nothing to choose from."""
        return ()

    def _instant(self, moment: datetime, typed: str) -> datetime:
        instant = moment.replace(tzinfo=self.zone).astimezone(UTC)
        if instant.astimezone(self.zone).replace(tzinfo=None) != moment:
            raise CellRefusal(Text("There was no {typed} in {zone}: the clocks were put forward over that hour.", typed=typed,
                                   zone=self.zone.key))
        if _comes_twice(instant.astimezone(self.zone)):
            early, late = (moment.replace(tzinfo=self.zone, fold=fold).isoformat()[-6:] for fold in (0, 1))
            raise CellRefusal(Text("{typed} came twice in {zone}. Write which: {early} or {late} after it.", typed=typed,
                                   zone=self.zone.key, early=early, late=late))
        return instant


def _moment(typed: str) -> datetime | None:
    """Day and time as written, with an offset where one is; None where it is none."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    try:
        day = parse_day(found["day"])
        if day is None:
            return None
        written = datetime.combine(day, time(int(found["hour"]), int(found["minute"] or 0))).isoformat()
        return datetime.fromisoformat(f"{written}{found['offset'] or ''}")
    except ValueError:  # a day that is none (`NotADate`) among them
        return None


def _comes_twice(local: datetime) -> bool:
    other = local.replace(fold=1 - local.fold)
    return local.utcoffset() != other.utcoffset()
