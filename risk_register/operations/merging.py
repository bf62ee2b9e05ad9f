"""Two records of one vendor made one: everything of both is kept, what they disagree about is chosen or noted, one undo."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, UniqueConstraint, select

from risk_register.errors import RegisterError
from risk_register.model.assurance import Note
from risk_register.model.labels import FieldLabel, value_label
from risk_register.model.names import fold
from risk_register.model.nouns import BY_RECORD, BY_TABLE, Noun
from risk_register.model.parties import CustomField, Identifier, Vendor, VendorName
from risk_register.model.vocabulary import IdentifierKind
from risk_register.operations.deleting import leaving, take_away
from risk_register.store import Register
from risk_register.store.change import POLYMORPHIC, ChangeDoor, references_to
from risk_register.store.codec import Stored, stored_row
from risk_register.texts import Language, Text, tr

_VENDOR = BY_RECORD[Vendor]
_LINK = BY_TABLE["subcontractor_link"]
_RELATIVES = ("parent_id", "ultimate_parent_id")
_LONGEST_NAME = 120

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What making one vendor of two would do."""

    keep: str
    gone: str
    differences: tuple[tuple[str, Any, Any], ...]
    """Fields about which both say something else: the field, what the kept one says, what the other says. By default the kept
    one's stays, and the other's is written into a note."""
    filled: tuple[tuple[str, Any], ...]
    """Fields that only the other one fills, which go over."""
    moved: Mapping[str, int]
    """Records that go over, by noun."""


def preview_merge(register: Register, keep_id: int, gone_id: int) -> MergePreview:
    """What `merge_vendors` would do. Raises `RegisterError` where one of them is gone, or both are the same."""
    with register.read() as connection:
        keep, gone = _both(connection, keep_id, gone_id)
        moved = Counter(noun.name for noun, _, _ in _referring(connection, gone_id))
    return MergePreview(
        keep["legal_name"], gone["legal_name"], tuple((name, keep[name], gone[name]) for name in _differing(keep, gone)),
        tuple((name, gone[name]) for name in _filled(keep, gone)), dict(moved))


def merge_vendors(register: Register, keep_id: int, gone_id: int, actor: str, choices: Fields | None = None, *,
                  language: Language = "en") -> Text:
    """Make one vendor of two; returns the sentence of the change. What belongs to the second goes over to the first.

    `choices` says of fields what the one vendor shall say; elsewhere the kept one's word stays and the other's is noted, in
    `language`. The other's name stays as another name, its reference as an internal number. Raises `RegisterError`.
    """
    with register.read() as connection:
        keep, gone = _both(connection, keep_id, gone_id)
    reason = Text("Merge vendor {gone} into {keep}", gone=gone["legal_name"], keep=keep["legal_name"])
    with register.change(reason, actor) as change:
        merge = _Merge(change, keep, gone, language)
        merge.records()
        merge.fields(choices or {})
        merge.note(actor, register.clock())
    return reason


class _Merge:
    """One merge under way; what cannot stand beside what is there already is collected for the note."""

    def __init__(self, change: ChangeDoor, keep: Fields, gone: Fields, language: Language) -> None:
        self._change = change
        self._keep = keep
        self._gone = gone
        self._language: Language = language
        self._said: list[str] = []

    def records(self) -> None:
        """Everything that refers to the one that goes refers to the other from now on."""
        between = self._links_between()
        for record_id in between:
            self._say(Text("was recorded as the other's subcontractor"))
            take_away(self._change, leaving(self._change.connection, _LINK.name, record_id))
        for noun, column, row in list(_referring(self._change.connection, self._gone["id"])):
            if not (noun is _VENDOR and row["id"] in (self._keep["id"], self._gone["id"])):
                self._move(noun, column, row)

    def _links_between(self) -> list[int]:
        table, both = _LINK.table, (self._keep["id"], self._gone["id"])
        return list(self._change.connection.execute(
            select(table.c.id).where(table.c.provider_id.in_(both), table.c.subcontractor_id.in_(both))).scalars())

    def _move(self, noun: Noun, column: str, row: dict[str, Stored]) -> None:
        now = self._change.current(noun, int(row["id"] or 0))
        moved = {**now, column: self._keep["id"]}
        twin = self._twin(noun, moved)
        if twin is not None and noun.record is CustomField and twin["value"] != now["value"]:
            name = f"{str(now['name'])[:_LONGEST_NAME - 30]} ({self._gone['legal_name'][:25]})"
            self._change.update_stored(
                noun, int(row["id"] or 0), {column: [now[column], self._keep["id"]], "name": [now["name"], name]}
            )
        elif twin is not None:
            self._join(noun, twin, now, column)
        else:
            self._change.update_stored(noun, int(row["id"] or 0), {column: [now[column], self._keep["id"]]})

    def _twin(self, noun: Noun, moved: Mapping[str, Stored]) -> dict[str, Stored] | None:
        """The record there already that a moved one would be the same as, where only one of them may be."""
        for constraint in noun.table.constraints:
            if isinstance(constraint, UniqueConstraint):
                columns = [column.name for column in constraint.columns]
                found = self._change.connection.execute(select(noun.table).where(
                    *(noun.table.c[name] == moved[name] for name in columns), noun.table.c.id != moved["id"])).mappings().first()
                if found is not None:
                    return stored_row(dict(found))
        return None

    def _join(self, noun: Noun, twin: dict[str, Stored], other: Mapping[str, Stored], column: str) -> None:
        """Of two records that must be one, the first is completed by the second; what they disagree about is noted."""
        differences: dict[str, list[Stored]] = {}
        for name, value in other.items():
            if name in ("id", column) or value is None or value == twin[name]:
                continue
            if twin[name] is None:
                differences[name] = [None, value]
            else:
                self._say_value(noun, name, value)
        if differences:
            self._change.update_stored(noun, int(twin["id"] or 0), differences)
        found = leaving(self._change.connection, noun.name, int(other["id"] or 0))
        take_away(self._change, found)

    def fields(self, choices: Fields) -> None:
        """The vendor that goes is deleted, and the one that stays says what both said."""
        keep, gone = self._keep, self._gone
        wanted = {name: gone[name] for name in _filled(keep, gone)} | dict(choices)
        for name in _differing(keep, gone):
            left = gone[name] if wanted.get(name, keep[name]) != gone[name] else keep[name]
            if name not in ("legal_name", "reference"):
                self._say_value(_VENDOR, name, left)
        if (keep["archived_on"] is None) != (gone["archived_on"] is None):
            wanted.setdefault("archived_on", None)
        for name in _RELATIVES:
            if wanted.get(name, keep[name]) in (keep["id"], gone["id"]):
                wanted[name] = None
        now = self._change.current(_VENDOR, keep["id"])
        freed = {name: [now[name], None] for name in _RELATIVES if now[name] == gone["id"]}
        if freed:
            self._change.update_stored(_VENDOR, keep["id"], dict(freed))
        self._change.delete(Vendor, gone["id"])
        self._change.update(Vendor, keep["id"], **wanted)
        self._names(str(wanted.get("legal_name", keep["legal_name"])), wanted.get("reference", keep["reference"]))

    def _names(self, name: str, reference: str | None) -> None:
        names, numbers = BY_RECORD[VendorName].table, BY_RECORD[Identifier].table
        read = self._change.connection.execute
        known = {fold(each) for each in read(select(names.c.name).where(names.c.vendor_id == self._keep["id"])).scalars()} | {
            fold(name)
        }
        for each in (self._keep["legal_name"], self._gone["legal_name"]):
            if fold(each) not in known:
                known.add(fold(each))
                self._change.add(VendorName, vendor_id=self._keep["id"], name=each)
        held = set(read(select(numbers.c.value).where(numbers.c.vendor_id == self._keep["id"],
                                                      numbers.c.kind == IdentifierKind.INTERNAL)).scalars())
        for each in (self._keep["reference"], self._gone["reference"]):
            if each and each != reference and each not in held:
                held.add(each)
                self._change.add(Identifier, vendor_id=self._keep["id"], kind=IdentifierKind.INTERNAL, value=each)

    def note(self, actor: str, now: Any) -> None:
        """What one of the two said and the other now says otherwise, so that nothing of it is lost."""
        if self._said:
            body = tr(self._language, "Merged with {name}, of which was recorded:", name=self._gone["legal_name"])
            self._change.add(Note, vendor_id=self._keep["id"], author=actor, written_at=now, body="\n".join([body, *self._said]))

    def _say(self, text: Text) -> None:
        self._said.append(f"- {text.render(self._language)}")

    def _say_value(self, noun: Noun, name: str, value: Any) -> None:
        self._say(Text("{field}: {value}", field=FieldLabel(name), value=self._shown(noun, name, value)))

    def _shown(self, noun: Noun, name: str, value: Any) -> str:
        target = next((key.column.table for key in noun.table.c[name].foreign_keys), None)
        if target is not None:
            called = next(
                (target.c[each] for each in ("legal_name", "name", "reference", "title") if each in target.c), target.c.id
            )
            return str(self._change.connection.execute(select(called).where(target.c.id == value)).scalar())
        return value_label(noun, name, value, self._language)


def _both(connection: Connection, keep_id: int, gone_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    if keep_id == gone_id:
        raise RegisterError("A vendor cannot be merged with itself. Choose two vendors.")
    found = []
    for vendor_id in (keep_id, gone_id):
        row = connection.execute(select(_VENDOR.table).where(_VENDOR.table.c.id == vendor_id)).mappings().first()
        if row is None:
            raise RegisterError("There is no vendor with the id {id} in this register.", id=str(vendor_id))
        found.append(dict(row))
    return found[0], found[1]


def _referring(connection: Connection, vendor_id: int) -> Iterator[tuple[Noun, str, dict[str, Stored]]]:
    """Every record that refers to a vendor, once for each field by which it does."""
    for noun, column in references_to(_VENDOR):
        query = select(noun.table).where(noun.table.c[column] == vendor_id)
        if column == POLYMORPHIC:
            query = query.where(noun.table.c.noun == _VENDOR.name)
        for row in connection.execute(query.order_by(noun.table.c.id)).mappings().all():
            yield noun, column, stored_row(dict(row))


def _differing(keep: Fields, gone: Fields) -> list[str]:
    return [
        name
        for name in keep
        if name not in ("id", "archived_on", *_RELATIVES)
        and keep[name] is not None
        and gone[name] is not None
        and keep[name] != gone[name]
    ]


def _filled(keep: Fields, gone: Fields) -> list[str]:
    related = (keep["id"], gone["id"])
    return [name for name in keep if name not in ("id", "archived_on") and keep[name] is None and gone[name] is not None
            and not (name in _RELATIVES and gone[name] in related)]
