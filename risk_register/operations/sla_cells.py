"""Cells of a table of measurements as the register takes them: each changed window is measured anew, in one change for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from risk_register.model.cells import RowEdit
from risk_register.model.facts import SlaMeasurement
from risk_register.model.vocabulary import MeasurementWindow
from risk_register.operations.sla import Measured, judge_measurements, promise, record_measurements
from risk_register.risk.sla import current
from risk_register.store import Register
from risk_register.texts import Text

Problems = dict[tuple[int, str], Text]
Days = tuple[date, date, str | None]
"""First and last day of a window; of promises for each event also the source, which tells events of a day apart."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What edits say was measured, the places of the edits that could be read, and what is wrong with the others."""

    measured: list[Measured]
    places: list[int]
    problems: Problems


def judge_cells(register: Register, term_id: int, edits: Sequence[RowEdit]) -> Problems:
    """What is wrong with each edit, by its place and field; nothing is stored. A row's identity is its `Days`."""
    read = _read(register, term_id, edits)
    found = judge_measurements(register, read.measured)
    return read.problems | {(read.places[place], name): text for (place, name), text in found.items()}


def store_cells(register: Register, term_id: int, edits: Sequence[RowEdit], actor: str) -> list[int]:
    """Record what the edits say; the ids of the new measurements. Raises `RegisterError` where nothing new was said."""
    return record_measurements(register, _read(register, term_id, edits).measured, actor)


def _read(register: Register, term_id: int, edits: Sequence[RowEdit]) -> _Read:
    term, _ = promise(register, term_id)
    by_event = term.window == MeasurementWindow.EVENT
    now = {_days(each, by_event=by_event): each for each in current(term)}
    read = _Read([], [], {})
    for place, edit in enumerate(edits):
        days = cast("Days | None", edit.record_id)  # rows of this table are known by their days
        known = now.get(days) if days is not None else None
        if days is not None and by_event and "source" in edit.values and edit.values["source"] != days[2]:
            read.problems[place, "source"] = Text("The source tells events of one day apart and is not changed. Add another "
                                                  "measurement instead.")
        elif days is None and (missing := [name for name in ("starts_on", "ends_on") if edit.values.get(name) is None]):
            read.problems.update({(place, name): Text("Say from which day to which was measured.") for name in missing})
        else:
            read.measured.append(_measured(term_id, days, known, edit.values))
            read.places.append(place)
    return read


def _measured(term_id: int, days: Days | None, known: SlaMeasurement | None, values: Mapping[str, Any]) -> Measured:
    """What stands for the window, with the fields that were edited in place of it."""
    starts_on, ends_on = days[:2] if days is not None else (values["starts_on"], values["ends_on"])
    return Measured(term_id, starts_on, ends_on, values.get("value", known.value if known else None),
                    values.get("source", known.source if known else None))


def _days(each: SlaMeasurement, *, by_event: bool) -> Days:
    return each.starts_on, each.ends_on, each.source if by_event else None
