"""Reading, adding, editing and deleting records of any noun, which is named by its table: what forms, tables and lists use.

Every write is one change with a sentence for its reason, and is undone as one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model.base import Instant
from risk_register.model.cells import NewName
from risk_register.model.labels import NounLabel
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.model.parties import Person
from risk_register.model.sorting import natural_key
from risk_register.model.validation import DraftError
from risk_register.operations.belonging import conditions
from risk_register.operations.completing import day_by_hand_is_done_with
from risk_register.operations.deciding import with_method
from risk_register.operations.deleting import leaving, take_away
from risk_register.operations.moments import refuse_field_to_come
from risk_register.operations.record_names import THE, name_of, name_of_new, names_of
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Part:
    """Records that belong to one that is saved and are edited with it: a flow's countries.

    Rows with an id are changed, rows without one added, and records that are not among the rows go. A `NewName` of a person
    stands for whoever has it, added in the same change where nobody has.
    """

    noun: str
    parent_field: str
    rows: Sequence[Mapping[str, Any]]


class PartError(DraftError):
    """What is wrong with one of the records that belong to the one that is saved."""

    def __init__(self, part: str, line: int, error: DraftError) -> None:
        super().__init__(BY_TABLE[part], error.problems)
        self.part = part
        self.line = line
        """Which of the rows it is, from 0."""


def record(register: Register, noun: str, record_id: int) -> dict[str, Any]:
    """All fields of one record, its id included. Raises `RegisterError` where it is gone."""
    found = records(register, noun, id=record_id)
    if not found:
        raise _gone(noun)
    return found[0]


def records(register: Register, noun: str, **where: Any) -> list[dict[str, Any]]:
    """All records of a noun that hold the given values, oldest id first; a list, tuple or set of values means any of them.

    A field that the noun has not is looked for in what it belongs to: `records(register, "treatment", vendor_id=…)`.
    """
    table = BY_TABLE[noun].table
    with register.read() as connection:
        rows = connection.execute(select(table).where(*conditions(table, where)).order_by(table.c.id)).mappings()
        return [dict(row) for row in rows]


def choices(register: Register, noun: str, language: Language = "en", **where: Any) -> list[tuple[int, str]]:
    """The records of a noun to choose from: ids with readable names, in natural order."""
    table = BY_TABLE[noun].table
    with register.read() as connection:
        named = names_of(connection, noun, language, where=conditions(table, where))
    return sorted(named.items(), key=lambda each: natural_key(each[1]))


def record_name(register: Register, noun: str, record_id: int, language: Language = "en") -> str:
    """What one record is called, without whose it is; '' where it is gone."""
    with register.read() as connection:
        return name_of(connection, noun, record_id, language)


def dependants(register: Register, noun: str, record_id: int) -> list[tuple[str, int]]:
    """What would go along with a record, if it were deleted: tables' names with how many of each. Empty where nothing would."""
    with register.read() as connection:
        counts = leaving(connection, noun, record_id).count()
    counts[noun] -= 1
    return [(name, counts[name]) for name in BY_TABLE if counts[name] > 0]


def add_record(register: Register, noun: str, values: Mapping[str, Any], actor: str, *, reason: Text | None = None) -> int:
    """Add one record; returns its id. Raises `DraftError` with the problem of each field.

    A moment that must stand and is not given, as a note's, is now.
    """
    return save_record(register, noun, None, values, actor, reason=reason)


def edit_record(register: Register, noun: str, record_id: int, values: Mapping[str, Any], actor: str, *,
                reason: Text | None = None) -> None:
    """Change some fields of one record. Raises `DraftError` with the problem of each field."""
    save_record(register, noun, record_id, values, actor, reason=reason)


def edit_many(register: Register, noun: str, changes: Mapping[int, Mapping[str, Any]], actor: str, *,
              reason: Text | None = None) -> None:
    """Change some fields of many records in one change: all, or none where one is refused."""
    kind = BY_TABLE[noun]
    if not changes:
        return
    name, others = _first_name(register, noun, changes), len(changes) - 1
    several = Text("Edit {noun} {name} and {count} more", noun=THE[noun], name=name, count=others)
    one = Text("Edit {noun} {name}", noun=THE[noun], name=name)
    for values in changes.values():
        refuse_field_to_come(register, noun, values)
    decided = {record_id: with_method(register, noun, record_id, values) for record_id, values in changes.items()}
    with register.change(reason or (several if others else one), actor) as change:
        for record_id, values in decided.items():
            _follow_up(change, noun, record_id, values)
            change.update(kind.record, record_id, **values)


def save_record(register: Register, noun: str, record_id: int | None, values: Mapping[str, Any], actor: str, *,
                parts: Iterable[Part] = (), people: Mapping[str, str] | None = None, reason: Text | None = None) -> int:
    """Add a record (`record_id` None) or change one, with what belongs to it, in one change; returns its id.

    `people` names persons by the field that refers to them; who is not known yet is added in the same change.
    """
    kind = BY_TABLE[noun]
    refuse_field_to_come(register, noun, values)
    decided = with_method(register, noun, record_id, values)
    with register.change(reason or _saving(register, noun, record_id, values), actor) as change:
        given = {**decided, **_people(change, people or {})}
        _follow_up(change, noun, record_id, given)
        if record_id is None:
            record_id = change.add(kind.record, **_with_moments(kind, given, register.clock))
        elif given:
            change.update(kind.record, record_id, **given)
        for part in parts:
            _save_part(change, part, record_id)
    return record_id


def delete_record(register: Register, noun: str, record_id: int, actor: str) -> None:
    """Delete a record and all that belongs to it (see `dependants`), in one change that is undone as one.

    Raises `RegisterError` for what is only ever added to: a measurement or an answer goes with what it belongs to.
    """
    delete_many(register, noun, [record_id], actor)


def delete_many(register: Register, noun: str, record_ids: Sequence[int], actor: str) -> None:
    """As `delete_record`, for several records of one noun in one change."""
    if BY_TABLE[noun].append_only:
        raise RegisterError("A record of this kind ({noun}) is kept as it came and is not deleted. Undo the change that brought "
                            "it in, or add one that corrects it.", noun=NounLabel(noun))
    if not record_ids:
        return
    name, others = _first_name(register, noun, record_ids), len(record_ids) - 1
    several = Text("Delete {noun} {name} and {count} more", noun=THE[noun], name=name, count=others)
    one = Text("Delete {noun} {name}", noun=THE[noun], name=name)
    with register.change(several if others else one, actor) as change:
        for record_id in record_ids:
            take_away(change, leaving(change.connection, noun, record_id))


def _follow_up(change: ChangeDoor, noun: str, record_id: int | None, given: Mapping[str, Any]) -> None:
    """What saving a record of some nouns does to another, in the same change."""
    if noun == "review":
        day_by_hand_is_done_with(change, record_id, given)


def _save_part(change: ChangeDoor, part: Part, parent_id: int) -> None:
    kind = BY_TABLE[part.noun]
    parent = kind.table.c[part.parent_field]
    known = set(change.connection.execute(select(kind.table.c.id).where(parent == parent_id)).scalars())
    kept = {row["id"] for row in part.rows if row.get("id") is not None}
    for gone in sorted(known - kept):
        take_away(change, leaving(change.connection, part.noun, gone))
    for line, row in enumerate(part.rows):
        new = {name: value.name for name, value in row.items() if isinstance(value, NewName)}
        values = {**{name: value for name, value in row.items() if name != "id"}, **_people(change, new)}
        try:
            if row.get("id") in known:
                change.update(kind.record, row["id"], **values)
            else:
                change.add(kind.record, **{**values, part.parent_field: parent_id})
        except DraftError as error:
            raise PartError(part.noun, line, error) from None


def _people(change: ChangeDoor, people: Mapping[str, str]) -> dict[str, int]:
    """The persons of those names, so that nobody is recorded twice for a capital letter; who is new is added."""
    table = BY_TABLE["person"].table
    known = {fold(row.name): row.id for row in change.connection.execute(select(table.c.id, table.c.name))} if people else {}
    found: dict[str, int] = {}
    for field, name in people.items():
        if fold(name) not in known:
            known[fold(name)] = change.add(Person, name=name)
        found[field] = known[fold(name)]
    return found


def _with_moments(kind: Noun, values: Mapping[str, Any], clock: Callable[[], datetime]) -> dict[str, Any]:
    missing = (column.name for column in kind.table.columns
               if isinstance(column.type, Instant) and not column.nullable and values.get(column.name) is None)
    return {**values, **{name: clock() for name in missing}}


def _saving(register: Register, noun: str, record_id: int | None, values: Mapping[str, Any]) -> Text:
    with register.read() as connection:
        if record_id is None:
            return Text("Add {noun} {name}", noun=THE[noun], name=name_of_new(connection, noun, values))
        return Text("Edit {noun} {name}", noun=THE[noun], name=name_of(connection, noun, record_id))


def _first_name(register: Register, noun: str, record_ids: Iterable[int]) -> str:
    with register.read() as connection:
        return name_of(connection, noun, next(iter(record_ids)))


def _gone(noun: str) -> RegisterError:
    return RegisterError("This {noun} is no longer in the register; it may have been deleted meanwhile. Refresh the page.",
                         noun=NounLabel(noun))
