"""Cells of a table as the register takes them: many fields of many records, and new records, in one change undone as one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, UniqueConstraint, select

from risk_register.model.base import Record
from risk_register.model.cells import NewName, RowEdit
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.model.validation import DraftError, validated, validated_changes
from risk_register.operations.record_names import THE, name_of
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.store.codec import stored_row, typed_row
from risk_register.texts import Text

Problems = dict[tuple[int, str], Text]
_KNOWN_BY = {"person": "name", "vendor": "legal_name"}
_PIECE = 500


def judge_rows(register: Register, noun: str, edits: Sequence[RowEdit]) -> Problems:
    """What is wrong with each edit, by its place in the list and the field ('' for the whole row); nothing is stored."""
    with register.read() as connection:
        return _judged(connection, BY_TABLE[noun], edits)


def store_rows(register: Register, noun: str, edits: Sequence[RowEdit], actor: str, reason: Text | None = None) -> list[int]:
    """Set the fields and add the records, all in one change; their ids. Raises `DraftError` where one cannot be stored."""
    kind = BY_TABLE[noun]
    with register.read() as connection:
        problems = _judged(connection, kind, edits)
        words = reason or _reason(connection, noun, edits)
    if problems:
        raise DraftError(kind, [(name, text) for (_, name), text in problems.items()])
    with register.change(words, actor) as change:
        names = _Names(change)
        ids = []
        for edit in edits:
            values = {name: names.id_of(value) if isinstance(value, NewName) else value for name, value in edit.values.items()}
            if edit.record_id is None:
                ids.append(change.add(kind.record, **values))
            else:
                change.update(kind.record, edit.record_id, **values)
                ids.append(edit.record_id)
        return ids


class _Names:
    """Records referred to by name: known ones are found whatever their capitals, new ones added once."""

    def __init__(self, change: ChangeDoor) -> None:
        self._change = change
        self._known: dict[str, dict[str, int]] = {}

    def id_of(self, new: NewName) -> int:
        noun, field = BY_TABLE[new.noun], _KNOWN_BY[new.noun]
        if new.noun not in self._known:
            rows = self._change.connection.execute(select(noun.table.c[field], noun.table.c.id))
            self._known[new.noun] = {fold(row[0]): row[1] for row in rows}
        known = self._known[new.noun]
        if fold(new.name) not in known:
            record: type[Record] = noun.record
            [known[fold(new.name)]] = self._change.add_many(record, [{field: new.name}])
        return known[fold(new.name)]


def _reason(connection: Connection, noun: str, edits: Sequence[RowEdit]) -> Text:
    new = [edit for edit in edits if edit.record_id is None]
    if len(edits) == 1 and edits[0].record_id is not None:
        return Text("Edit {noun} {name}", noun=THE[noun], name=name_of(connection, noun, edits[0].record_id))
    if len(edits) == 1:
        name = edits[0].values.get(_KNOWN_BY.get(noun, "name"), "")
        return Text("Add {noun} {name}", noun=THE[noun], name=str(name or ""))
    if not new:
        return Text("Edit {count} records ({noun})", count=len(edits), noun=THE[noun])
    return Text("Edit {count} and add {new} records ({noun})", count=len(edits) - len(new), new=len(new), noun=THE[noun])


def _judged(connection: Connection, kind: Noun, edits: Sequence[RowEdit]) -> Problems:
    current = _current(connection, kind, [edit.record_id for edit in edits if edit.record_id is not None])
    problems: Problems = {}
    for place, edit in enumerate(edits):
        values = {name: 1 if isinstance(value, NewName) else value for name, value in edit.values.items()}
        problems.update({(place, name): text for name, text in _of_one(kind, edit, values, current)})
        for name, value in edit.values.items():
            if isinstance(value, NewName) and (text := _of_new(value)) is not None:
                problems[place, name] = text
    for place, name in _doubled(connection, kind, edits):
        text = Text("Another record has the same already: {value}", value=str(edits[place].values[name]))
        problems.setdefault((place, name), text)
    return problems


def _of_one(kind: Noun, edit: RowEdit, values: Mapping[str, Any], current: Mapping[int, Mapping[str, Any]]) -> (
        Sequence[tuple[str, Text]]):
    try:
        if edit.record_id is None:
            validated(kind, values)
        elif edit.record_id not in current:
            return [("", Text("This record is no longer in the register; it may have been deleted meanwhile."))]
        elif kind.append_only:
            return [("", Text("A record of this kind is never changed. Add one that corrects it."))]
        else:
            validated_changes(kind, current[edit.record_id], values)
    except DraftError as error:
        return error.problems
    return ()


def _of_new(new: NewName) -> Text | None:
    try:
        validated(BY_TABLE[new.noun], {_KNOWN_BY[new.noun]: new.name})
    except DraftError as error:
        return error.problems[0][1]
    return None


def _current(connection: Connection, kind: Noun, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(ids), _PIECE):
        query = select(kind.table).where(kind.table.c.id.in_(ids[start:start + _PIECE]))
        for row in connection.execute(query).mappings():
            found[row["id"]] = typed_row(kind.table, stored_row(dict(row)))
    return found


def _doubled(connection: Connection, kind: Noun, edits: Sequence[RowEdit]) -> list[tuple[int, str]]:
    """The edits that give a value which only one record may have to a second one."""
    found = []
    for name in _unique_fields(kind):
        offered = [(place, edit.record_id, value.strip() if isinstance(value, str) else value) for place, edit in enumerate(edits)
                   if (value := edit.values.get(name)) is not None]
        if not offered:
            continue
        leaving = {record_id for _, record_id, _ in offered if record_id is not None}
        held = _holders(connection, kind, name, [value for _, _, value in offered], leaving)
        for place, _, value in offered:
            if value in held:
                found.append((place, name))
            held.add(value)
    return found


def _holders(connection: Connection, kind: Noun, name: str, values: Sequence[Any], leaving: set[int]) -> set[Any]:
    column, held = kind.table.c[name], set()
    for start in range(0, len(values), _PIECE):
        query = select(kind.table.c.id, column).where(column.in_(values[start:start + _PIECE]))
        held |= {row[1] for row in connection.execute(query) if row[0] not in leaving}
    return held


def _unique_fields(kind: Noun) -> list[str]:
    return [constraint.columns[0].name for constraint in kind.table.constraints
            if isinstance(constraint, UniqueConstraint) and len(constraint.columns) == 1]
