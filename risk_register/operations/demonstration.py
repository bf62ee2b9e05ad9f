"""The demonstration register: an invented organisation's year with its vendors, the same facts at every run.

It is written through the same door as anything else, each change dated as its source says, so that the journal, looks back
and trends have something to show.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from risk_register.errors import Cancelled, RegisterError
from risk_register.model.base import Record
from risk_register.model.flows import DataFlow
from risk_register.model.incidents import Incident
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.model.questionnaires import Answer, Questionnaire
from risk_register.model.services import Service
from risk_register.model.vocabulary import VendorRelation
from risk_register.operations.deciding import DECISION_DAYS
from risk_register.operations.demonstration_scale import grow
from risk_register.operations.demonstration_source import Change, KeptFile, Ref, Spelled, Step, read_source, shifted
from risk_register.operations.registers import HOUSE_METHOD, create_register
from risk_register.operations.scoring import refresh_scores
from risk_register.risk import load_method
from risk_register.store.change import ChangeDoor
from risk_register.store.ids import IdAllocator
from risk_register.store.register import Register
from risk_register.texts import Text

_FIRST_PREFIX = 20_241_007
_BATCHED = ("question", "answer", "sla_measurement")
_COUNTED: dict[str, type[Record]] = {
    "services": Service, "data_flows": DataFlow, "questionnaires": Questionnaire, "answers": Answer, "incidents": Incident,
}

Progress = Callable[[int, int, Text], None]
Ids = dict[tuple[str, str], int]


def make_demonstration(path: Path, *, vendors: int | None = None, on: date | None = None, progress: Progress | None = None,
                       cancelled: Callable[[], bool] | None = None) -> dict[str, int]:
    """Create the demonstration register at `path`; returns how many records of the main nouns it holds.

    `vendors` grows it to that many direct vendors, with 300 answers for each one more; `on` moves all dates so that the last
    change falls on that day. Raises `RegisterError` for an existing file or too small a number of vendors, and `Cancelled`;
    then no file is left behind.
    """
    source = read_source()
    own = _direct(source)
    if vendors is not None and vendors < own:
        raise RegisterError("The demonstration has {own} vendors of its own, so it cannot be made with {wanted}. Ask for {own} or "
                            "more.", own=own, wanted=vendors)
    last = source[-1].at.date()
    if on is not None:
        source, last = shifted(source, (on - last).days), on
    with _new_register(path, source[0]) as register:
        ids: Ids = {}
        for number, change in enumerate(source):
            _go_on(progress, cancelled, number, len(source), Text("Writing the year of the demonstration"))
            _write(register, change, ids)
        if vendors is not None and vendors > own:
            _grow(register, range(own, vendors), source[-1], last, ids, progress, cancelled)
        counts = _counts(register)
    with Register.open(path) as made:
        refresh_scores(made)  # by today's clock, so that the first list a window shows of it has its scores
    return counts


def _direct(source: Iterable[Change]) -> int:
    """How many vendors of our own the source adds."""
    steps = itertools.chain.from_iterable(change.steps for change in source)
    return sum(
        step.kind == "add" and step.noun.record is Vendor and step.values.get("relation") != VendorRelation.INDIRECT
        for step in steps
    )


@contextmanager
def _new_register(path: Path, first: Change) -> Iterator[Register]:
    """A new register that disappears again where it is not finished."""
    register = create_register(path, actor=first.actor, clock=lambda: first.at, allocator=IdAllocator.seeded(_FIRST_PREFIX))
    try:
        yield register
    except BaseException:
        register.close()
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    register.close()


def _write(register: Register, change: Change, ids: Ids) -> None:
    with register.change(Text(change.reason), change.actor, at=change.at) as door:
        for record, steps in itertools.groupby(change.steps, lambda step: (step.kind, step.noun.name)):
            if record[0] == "add" and record[1] in _BATCHED:
                _add_together(door, list(steps), ids)
                continue
            for step in steps:
                _do(door, step, ids)


def _add_together(door: ChangeDoor, steps: list[Step], ids: Ids) -> None:
    noun = steps[0].noun
    made = door.add_many(noun.record, [_resolved(door, step, ids) for step in steps])
    ids.update(((noun.name, step.key), record) for step, record in zip(steps, made, strict=True) if step.key)


def _do(door: ChangeDoor, step: Step, ids: Ids) -> None:
    record, place = step.noun.record, (step.noun.name, step.key)
    values = _resolved(door, step, ids)
    if step.kind == "add":
        if step.noun.name in DECISION_DAYS and values.get(DECISION_DAYS[step.noun.name]) is not None:
            values.setdefault("method", load_method(HOUSE_METHOD).label)  # as it is noted with every decision
        made = door.add(record, **values)
        if step.key:
            ids[place] = made
    elif step.kind == "update":
        door.update(record, ids[place], **values)
    else:
        door.delete(record, ids[place])


def _resolved(door: ChangeDoor, step: Step, ids: Ids) -> dict[str, Any]:
    return {name: _value(door, value, ids) for name, value in step.values.items()}


def _value(door: ChangeDoor, value: Any, ids: Ids) -> Any:
    if isinstance(value, Ref):
        return ids[value.table, value.key]
    if isinstance(value, Spelled):
        return str(value)
    if isinstance(value, KeptFile):
        return door.keep_file(value.content(), value.name)
    return value


def _grow(register: Register, numbers: range, newest: Change, last: date, ids: Ids, progress: Progress | None,
          cancelled: Callable[[], bool] | None) -> None:
    """Add invented vendors up to the number asked for, in pieces that can be stopped between."""
    for done in grow(register, numbers, at=newest.at, last=last, ids=ids):
        _go_on(progress, cancelled, done, len(numbers), Text("Inventing vendors"))


def _go_on(progress: Progress | None, cancelled: Callable[[], bool] | None, done: int, whole: int, what: Text) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled("Stopped; no register was made.")
    if progress is not None:
        progress(done, whole, what)


def _counts(register: Register) -> dict[str, int]:
    vendor = BY_RECORD[Vendor].table
    with register.read() as connection:
        direct = select(func.count()).select_from(vendor).where(vendor.c.relation == VendorRelation.DIRECT)
        counts = {"vendors": connection.execute(direct).scalar_one()}
        for name, record in _COUNTED.items():
            counts[name] = connection.execute(select(func.count()).select_from(BY_RECORD[record].table)).scalar_one()
    return counts
