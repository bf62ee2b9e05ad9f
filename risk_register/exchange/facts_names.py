"""Whom a reference in a file of facts means: a record of the file by id or key, or one of the register by id or name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from risk_register.exchange.facts_keys import NAMED_BY
from risk_register.model.labels import NounLabel
from risk_register.model.names import fold_accents
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.model.parties import VendorName
from risk_register.texts import Text

_CANDIDATES = 5


@dataclass(slots=True)
class FactRow:
    """One record of the file. Its id is the register's where it is known there, the file's, or one below zero till it is stored."""

    noun: Noun
    position: int
    """Counted from 1 in its list."""
    given: dict[str, Any]
    handle: int | str | None
    """What the file calls it: an id, a key of the file's own, or nothing."""
    id: int
    current: Mapping[str, Any] | None = None
    """The register's record that this is, where there is one."""
    fields: dict[str, Any] = field(default_factory=dict)
    sound: bool = True

    @property
    def place(self) -> str:
        """Where it stands in the file, and what it is called there."""
        named = (self.handle, *(self.given.get(name) for name in ("reference", "legal_name", "name", "title", "family")))
        called = next((str(name) for name in named if name), "")
        return f"{self.noun.plural} {self.position}" + (f" ({called[:60]})" if called else "")


class Directory:
    """Finds the record that a reference means. Records of the file are entered as they are read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._handles: dict[tuple[str, int | str], FactRow] = {}
        self._exists: dict[tuple[str, int], bool] = {}
        self._names: dict[str, dict[str, dict[int, str]]] = {}
        self._folded: dict[str, dict[str, dict[int, str]]] = {}

    def enter_handle(self, row: FactRow) -> FactRow | None:
        """Note what the file calls a record; returns the record that is called so already, if any."""
        if row.handle is None:
            return None
        first = self._handles.setdefault((row.noun.name, row.handle), row)
        return None if first is row else first

    def enter_names(self, row: FactRow) -> None:
        """Let later records name this one by its name or reference, and a vendor by its other names."""
        target, record_id, names = row.noun.name, row.id, NAMED_BY.get(row.noun.name, ())
        if target == VendorName.__tablename__:
            target, record_id, names = "vendor", row.fields.get("vendor_id", 0), ("name",)
        self._note(target, ((record_id, row.fields[name]) for name in names if record_id and row.fields.get(name)))

    def resolve(self, target: str, value: Any) -> int | Text:
        """The id of the record of that table which a reference means, or why it means none."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            return Text("'{value}' is not the id of a record", value=str(value)[:60])
        if row := self._handles.get((target, value)):
            return row.id
        if isinstance(value, int):
            if self.exists(target, value):
                return value
            return Text("no {noun} has the id {id}, in this file or in the register", noun=NounLabel(target), id=str(value))
        return self._by_name(target, value)

    def exists(self, table: str, record_id: int) -> bool:
        """Whether the register holds that record."""
        known = self._exists.get((table, record_id))
        if known is None:
            column = BY_TABLE[table].table.c.id
            found = self._connection.execute(select(column).where(column == record_id)).first() if _storable(record_id) else None
            known = self._exists[table, record_id] = found is not None
        return known

    def _by_name(self, target: str, name: str) -> int | Text:
        if target not in NAMED_BY:
            return Text("no {noun} has the key '{name}' in this file", noun=NounLabel(target), name=name[:60])
        exact, folded = self._index(target)
        found = exact.get(name.strip()) or folded.get(fold_accents(name)) or {}
        if len(found) == 1:
            return next(iter(found))
        if not found:
            return Text("no {noun} is called '{name}', in this file or in the register", noun=NounLabel(target), name=name[:60])
        some = [f"{called} ({record_id})" if record_id > 0 else called for record_id, called in list(found.items())[:_CANDIDATES]]
        return Text("'{name}' could be any of these: {candidates}. Give its id.", name=name[:60], candidates="; ".join(some))

    def _index(self, target: str) -> tuple[dict[str, dict[int, str]], dict[str, dict[int, str]]]:
        if target not in self._names:
            self._names[target], self._folded[target] = defaultdict(dict), defaultdict(dict)
            table = BY_TABLE[target].table
            for name in NAMED_BY[target]:
                self._note(target, (tuple(row) for row in self._connection.execute(select(table.c.id, table.c[name]))))
            if target == "vendor":
                other = BY_TABLE[VendorName.__tablename__].table
                self._note(target, (tuple(row) for row in self._connection.execute(select(other.c.vendor_id, other.c.name))))
        return self._names[target], self._folded[target]

    def _note(self, target: str, pairs: Iterable[tuple[int, str]]) -> None:
        if target not in NAMED_BY:
            return
        if target not in self._names:
            self._index(target)
        for record_id, name in pairs:
            if name:
                self._names[target][name][record_id] = name
                self._folded[target][fold_accents(name)][record_id] = name


def _storable(record_id: int) -> bool:
    return 0 < record_id < 2**63
