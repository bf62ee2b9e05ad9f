"""Two records of one vendor made one: everything of both is kept, what they disagree about is chosen or noted, one undo."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.model.assurance import Note
from risk_register.model.countries import country_name
from risk_register.model.labels import FieldLabel, value_label
from risk_register.model.nouns import BY_RECORD, BY_TABLE, Noun, references
from risk_register.model.parties import Identifier, Vendor, VendorName
from risk_register.model.vocabulary import IdentifierKind, VendorRelation
from risk_register.operations.deleting import leaving, take_away
from risk_register.operations.merging_records import Moving, referring
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.store.codec import Stored
from risk_register.texts import Language, Text, tr

Side = Literal["keep", "other"]
Fields = Mapping[str, Any]

_VENDOR = BY_RECORD[Vendor]
_LINK = BY_TABLE["subcontractor_link"]
_RELATIVES = ("parent_id", "ultimate_parent_id")
_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "scope_decision": ("scope_reason", "scope_decided_by", "scope_decided_on"),
    "designated_critical_on": ("designated_critical_by",),
}
"""Fields that only mean something beside another: where that one is disputed, they come from whoever has the word about it."""
_NAMED_APART = ("legal_name", "reference")
"""Fields whose other value stays as another name or number, and so is not noted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field about which both say something else, in words."""

    field: str
    keep: str
    other: str
    stays: Side = "keep"
    """Whose word stays unless somebody chooses."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What making one vendor of two would do."""

    keep: str
    other: str
    differences: tuple[Difference, ...]
    filled: tuple[tuple[str, str], ...]
    """Fields that only the other one fills, which go over: field and value in words."""
    moved: Mapping[str, int]
    """Records that go over, by noun."""
    between: tuple[str, ...]
    """Of which link between the two nothing can be left but a note, as nobody is their own subcontractor."""


def preview_merge(register: Register, keep_id: int, other_id: int, language: Language = "en",
                  choices: Mapping[str, Side] | None = None) -> MergePreview:
    """What `merge_vendors` would do. Raises `RegisterError` as that does."""
    wanted = dict(choices or {})
    with register.read() as connection:
        two = _Two(connection, keep_id, other_id)
        two.refuse_idle(wanted)
        moved = {(noun.name, row["id"]) for noun, _, row in referring(connection, _VENDOR, other_id) if row["id"] != keep_id}
        links = _links_between(connection, keep_id, other_id)
        moved -= {(_LINK.name, row["id"]) for row in links}
        return MergePreview(
            two.keep["legal_name"], two.other["legal_name"],
            tuple(Difference(name, _shown(connection, name, two.keep[name], language),
                             _shown(connection, name, two.other[name], language), wanted.get(name, two.default(name)))
                  for name in two.disputed()),
            tuple((name, _shown(connection, name, two.other[name], language)) for name in two.filled()),
            dict(Counter(noun for noun, _ in moved)),
            tuple(_link_words(connection, row).render(language) for row in links))


def merge_vendors(register: Register, keep_id: int, other_id: int, actor: str, choices: Mapping[str, Side] | None = None, *,
                  language: Language = "en") -> Text:
    """Make one vendor of two; returns the sentence of the change. What belongs to the second goes over to the first.

    `choices` says of disputed fields whose word stays; where it says nothing, `Difference.stays` does. The word that does not
    stay is written into a note in `language`; names stay as other names, references as internal numbers. Raises `RegisterError`
    where a vendor is gone or both are the same, and where a choice is about a field that is not disputed.
    """
    with register.read() as connection:
        two = _Two(connection, keep_id, other_id)
    wanted = dict(choices or {})
    two.refuse_idle(wanted)
    reason = Text("Merge vendor {gone} into {keep}", gone=two.other["legal_name"], keep=two.keep["legal_name"])
    with register.change(reason, actor) as change:
        merge = _Merge(change, two, wanted, language)
        merge.records()
        merge.fields()
        merge.note(actor, register.clock())
    return reason


class _Two:
    """The two vendors as they stand, and what each field becomes by whose word stays."""

    def __init__(self, connection: Connection, keep_id: int, other_id: int) -> None:
        if keep_id == other_id:
            raise RegisterError("A vendor cannot be merged with itself. Choose two vendors.")
        self.keep, self.other = (_vendor(connection, each) for each in (keep_id, other_id))
        self.ids = frozenset((keep_id, other_id))

    def disputed(self) -> list[str]:
        """The fields about which both say something else."""
        led = {name for head, names in _TOGETHER.items() if self._differ(head) for name in names}
        return [name for name in self.keep if name not in {"id", "archived_on", *led} and self._differ(name)]

    def filled(self) -> list[str]:
        """The fields that only the other one fills."""
        final = self.final({})
        return [name for name in self.keep
                if name != "archived_on" and self._said(self.keep, name) is None and final[name] is not None]

    def default(self, name: str) -> Side:
        """Whose word stays unless somebody chooses: with whom we have contracts is known as such afterwards too."""
        direct = name == "relation" and self.other["relation"] == VendorRelation.DIRECT
        return "other" if direct else "keep"

    def refuse_idle(self, choices: Mapping[str, Side]) -> None:
        """Raises `RegisterError` where a choice is about a field that is not disputed."""
        if idle := sorted(set(choices) - set(self.disputed())):
            raise RegisterError("There is nothing to choose about {field}: {keep} and {other} do not differ in it.",
                                field=FieldLabel(idle[0]), keep=self.keep["legal_name"], other=self.other["legal_name"])

    def final(self, choices: Mapping[str, Side]) -> dict[str, Any]:
        """What the vendor that stays says in the end."""
        found = {name: self._said(self.keep, name) if self._said(self.keep, name) is not None else self._said(self.other, name)
                 for name in self.keep}
        for name in self.disputed():
            source = self.other if choices.get(name, self.default(name)) == "other" else self.keep
            found.update({each: source[each] for each in (name, *_TOGETHER.get(name, ()))})
        if self.keep["archived_on"] is None or self.other["archived_on"] is None:
            found["archived_on"] = None
        return found

    def _differ(self, name: str) -> bool:
        mine, theirs = self._said(self.keep, name), self._said(self.other, name)
        return mine is not None and theirs is not None and mine != theirs

    def _said(self, vendor: Fields, name: str) -> Any:
        """A field's value; that one of the two is the other's parent says nothing once they are one."""
        value = vendor[name]
        return None if name in _RELATIVES and value in self.ids else value


class _Merge:
    """One merge under way; what cannot stand beside what is there already is collected for the note."""

    def __init__(self, change: ChangeDoor, two: _Two, choices: Mapping[str, Side], language: Language) -> None:
        self._change = change
        self._two = two
        self._keep_id: int = two.keep["id"]
        self._other_id: int = two.other["id"]
        self._choices = choices
        self._language: Language = language
        self._said: list[str] = []

    def records(self) -> None:
        """Everything that refers to the one that goes refers to the other from now on."""
        connection = self._change.connection
        for row in _links_between(connection, self._keep_id, self._other_id):
            self._say(_link_words(connection, row))
            take_away(self._change, leaving(connection, _LINK.name, int(row["id"] or 0)))
        moving = Moving(self._change, self._two.other["legal_name"], self._say)
        for noun, column, row in list(referring(connection, _VENDOR, self._other_id)):
            if noun is not _VENDOR or row["id"] not in self._two.ids:
                moving.move(noun, column, int(row["id"] or 0), self._keep_id)
        self._say_inner_flows()

    def _say_inner_flows(self) -> None:
        flows = BY_TABLE["data_flow"].table
        for name in self._change.connection.execute(select(flows.c.name).where(
                flows.c.from_vendor_id == self._keep_id, flows.c.to_vendor_id == self._keep_id)).scalars():
            self._say(Text("the data flow '{name}' ran between the two", name=name))

    def fields(self) -> None:
        """The vendor that goes is deleted, and the one that stays says what both said."""
        two, final = self._two, self._two.final(self._choices)
        if self._closes_a_circle(final["parent_id"]):
            final["parent_id"] = None
        for vendor in (two.keep, two.other):
            for name, value in vendor.items():
                if name not in ("id", *_NAMED_APART) and value is not None and value != final[name]:
                    self._say(Text("{field}: {value}", field=FieldLabel(name),
                                   value=_shown(self._change.connection, name, value, self._language)))
        now = self._change.current(_VENDOR, self._keep_id)
        freed: dict[str, list[Stored]] = {name: [now[name], None] for name in _RELATIVES if now[name] == self._other_id}
        if freed:
            self._change.update_stored(_VENDOR, self._keep_id, freed)
        self._change.delete(Vendor, self._other_id)
        self._change.update(Vendor, self._keep_id, **{name: value for name, value in final.items()
                                                      if name != "id" and value != two.keep[name]})
        self._names(final["legal_name"])
        self._numbers(final["reference"])

    def _closes_a_circle(self, parent: int | None) -> bool:
        """Whether the vendor would be its own parent's parent, since one of both stood between."""
        vendors = BY_RECORD[Vendor].table
        seen: set[int] = set()
        while parent is not None and parent not in seen:
            if parent in self._two.ids:
                return True
            seen.add(parent)
            parent = self._change.connection.execute(select(vendors.c.parent_id).where(vendors.c.id == parent)).scalar()
        return False

    def _names(self, legal_name: str) -> None:
        names = BY_RECORD[VendorName].table
        held = {row.name: row.id for row in self._change.connection.execute(
            select(names.c.id, names.c.name).where(names.c.vendor_id == self._keep_id))}
        if legal_name in held:
            self._change.delete(VendorName, held.pop(legal_name))
        for each in (self._two.keep["legal_name"], self._two.other["legal_name"]):
            if each != legal_name and each not in held:
                held[each] = 0
                self._change.add(VendorName, vendor_id=self._keep_id, name=each)

    def _numbers(self, reference: str | None) -> None:
        numbers = BY_RECORD[Identifier].table
        held = set(self._change.connection.execute(select(numbers.c.value).where(
            numbers.c.vendor_id == self._keep_id, numbers.c.kind == IdentifierKind.INTERNAL)).scalars())
        for each in (self._two.keep["reference"], self._two.other["reference"]):
            if each and each != reference and each not in held:
                held.add(each)
                self._change.add(Identifier, vendor_id=self._keep_id, kind=IdentifierKind.INTERNAL, value=each)

    def note(self, actor: str, now: datetime) -> None:
        """What one of the two said and the other now says otherwise, so that nothing of it is lost."""
        if self._said:
            head = tr(self._language, "Merged with {name}. What no longer stands elsewhere:", name=self._two.other["legal_name"])
            self._change.add(Note, vendor_id=self._keep_id, author=actor, written_at=now, body="\n".join([head, *self._said]))

    def _say(self, text: Text) -> None:
        self._said.append(f"- {text.render(self._language)}")


def _vendor(connection: Connection, vendor_id: int) -> dict[str, Any]:
    row = connection.execute(select(_VENDOR.table).where(_VENDOR.table.c.id == vendor_id)).mappings().first()
    if row is None:
        raise RegisterError("There is no vendor with the id {id} in this register.", id=str(vendor_id))
    return dict(row)


def _shown(connection: Connection, name: str, value: Any, language: Language) -> str:
    """A field of a vendor in words; a record that it refers to by its name."""
    if name == "country" and value is not None:
        return country_name(value, language)
    target = references(_VENDOR).get(name)
    return (_name_of(connection, BY_TABLE[target], value) if target is not None and value is not None
            else value_label(_VENDOR, name, value, language))


def _name_of(connection: Connection, noun: Noun, record_id: Any) -> str:
    called = next(noun.table.c[each] for each in ("legal_name", "name", "reference", "title") if each in noun.table.c)
    return str(connection.execute(select(called).where(noun.table.c.id == record_id)).scalar())


def _links_between(connection: Connection, keep_id: int, other_id: int) -> list[Mapping[str, Any]]:
    table, both = _LINK.table, (keep_id, other_id)
    return [dict(row) for row in connection.execute(select(table).where(
        table.c.provider_id.in_(both), table.c.subcontractor_id.in_(both)).order_by(table.c.id)).mappings()]


def _link_words(connection: Connection, row: Mapping[str, Any]) -> Text:
    """Everything a link between two vendors says, as one line."""
    provider, other = (_name_of(connection, _VENDOR, row[name]) for name in ("provider_id", "subcontractor_id"))
    return Text("{other} was recorded as subcontractor of {provider}{details}", other=other, provider=provider,
                details=_Details(tuple(_details(connection, row))))


def _details(connection: Connection, row: Mapping[str, Any]) -> Iterator[tuple[Noun, str, Any]]:
    targets = references(_LINK)
    for name, value in row.items():
        if name in ("id", "provider_id", "subcontractor_id") or value is None:
            continue
        target = targets.get(name)
        yield _LINK, name, value if target is None else _called(connection, BY_TABLE[target], value)
    for noun, field in (("link_element", "element"), ("link_country", "country")):
        table = BY_TABLE[noun].table
        for value in connection.execute(select(table.c[field]).where(table.c.link_id == row["id"]).order_by(table.c.id)).scalars():
            yield BY_TABLE[noun], field, value


def _called(connection: Connection, noun: Noun, record_id: Any) -> str:
    named = any(each in noun.table.c for each in ("legal_name", "name", "reference", "title"))
    return _name_of(connection, noun, record_id) if named else str(record_id)


@dataclass(frozen=True, slots=True)
class _Details:
    """Fields with their values, worded in the language of whoever reads them."""

    fields: tuple[tuple[Noun, str, Any], ...]

    def label(self, language: Language) -> str:
        """'; purpose: payments; country: FR', or nothing."""
        return "".join(self._each(language))

    def _each(self, language: Language) -> Iterable[str]:
        for noun, name, value in self.fields:
            words = value if isinstance(value, str) and name.endswith("_id") else value_label(noun, name, value, language)
            yield "; " + Text("{field}: {value}", field=FieldLabel(name), value=words).render(language)
