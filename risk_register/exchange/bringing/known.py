"""What the register holds of what a file may be about, read once, so that a plan can be made and changed without it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from risk_register.exchange.bringing.headings import NOUNS, heading_key
from risk_register.exchange.bringing.plan import LEFT_OUT, LEFT_OUT_WORD
from risk_register.model.identifiers import normal_identifier
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE
from risk_register.model.vocabulary import IdentifierKind

Row = Mapping[str, Any]

_ALWAYS = ("person", "own_entity", "vendor", "vendor_name", "identifier", "function", "heading_mapping")
_WITH: Mapping[str, tuple[str, ...]] = {
    "custom_field": ("custom_field",), "contact": ("contact",), "service": ("service", "service_function"),
    "contract": ("contract", "contract_service", "contract_entity", "service"),
    "sla_term": ("sla_term", "sla_measurement", "contract", "contract_service", "service"),
    "data_flow": ("data_flow", "flow_element", "flow_country", "flow_population"),
    "subcontractor_link": ("subcontractor_link", "link_element", "link_country"),
}
"""Which tables are read where a file has columns of which nouns."""
_BY: Mapping[str, tuple[str, ...]] = {
    "vendor_name": ("vendor_id",), "identifier": ("vendor_id",), "contact": ("vendor_id",), "custom_field": ("vendor_id",),
    "service": ("vendor_id",), "contract": ("vendor_id",), "sla_term": ("contract_id",), "sla_measurement": ("sla_term_id",),
    "data_flow": ("from_vendor_id", "to_vendor_id"), "subcontractor_link": ("provider_id", "subcontractor_id"),
    "service_function": ("service_id", "function_id"), "contract_service": ("contract_id", "service_id"),
    "contract_entity": ("contract_id", "own_entity_id"), "flow_element": ("flow_id",), "flow_country": ("flow_id",),
    "flow_population": ("flow_id",), "link_element": ("link_id",), "link_country": ("link_id",),
}
"""The references by which records are looked up when their owners are known."""


@dataclass(slots=True)
class Known:
    """The register's records by what a file may call them."""

    today: date
    rows: dict[str, list[Row]] = field(default_factory=dict)
    vendors: dict[int, Row] = field(default_factory=dict)
    by_reference: dict[str, list[int]] = field(default_factory=dict)
    by_number_of_ours: dict[str, list[int]] = field(default_factory=dict)
    """By internal numbers, under which references of vendors that were merged go on."""
    by_name: dict[str, list[int]] = field(default_factory=dict)
    by_other_name: dict[str, list[int]] = field(default_factory=dict)
    exact_names: dict[str, int] = field(default_factory=dict)
    identifiers: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    other_names: dict[int, list[str]] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    names_of_people: dict[int, str] = field(default_factory=dict)
    """By their ids, folded."""
    functions: dict[str, int] = field(default_factory=dict)
    function_rows: dict[int, Row] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    contracts: dict[str, Row] = field(default_factory=dict)
    told_apart: dict[str, frozenset[str]] = field(default_factory=dict)
    """By noun the folded references that several of its records have: only capitals or spaces tell these apart."""
    _owned: dict[str, dict[tuple[Any, ...], list[Row]]] = field(default_factory=dict)

    def owned(self, noun: str, *owners: Any) -> list[Row]:
        """The records of a noun that belong to these."""
        return self._owned.get(noun, {}).get(owners, [])

    def key(self, noun: str, reference: str) -> str:
        """The form in which references of a noun are compared: folded, or to the letter where that tells two records apart."""
        return reference if (folded := fold(reference)) in self.told_apart.get(noun, ()) else folded

    def vendors_of_row(self, reference: str | None, name: str | None) -> set[int]:
        """The vendors that a row with these in its columns may be about."""
        found: set[int] = set()
        if reference:
            found.update(self.by_reference.get(fold(reference)) or self.merged_before(reference, name))
        if name:
            named = self.by_name.get(fold(name)) or self.by_other_name.get(fold(name)) or []
            found.update([self.exact_names[name]] if len(named) > 1 and name in self.exact_names else named)
        return found

    def merged_before(self, reference: str, name: str | None) -> list[int]:
        """The vendors that have both as another name and as a number of ours, as those have that a merged one became part of."""
        named = {*self.by_other_name.get(fold(name), ()), *self.by_name.get(fold(name), ())} if name else ()
        return [each for each in self.by_number_of_ours.get(fold(reference), ()) if each in named]

    def is_owned_by(self, vendor_id: int | None, name: str) -> bool:
        """Whether a vendor's owner is called so; of several people of one name it stays the one it is."""
        owner = self.vendors[vendor_id]["owner_id"] if vendor_id is not None else None
        return owner is not None and self.names_of_people.get(owner) == fold(name)

    def enter(self, noun: str, rows: list[Row]) -> None:
        """Take in the records of one noun."""
        self.rows[noun] = rows
        if noun in _BY:
            owned: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
            for row in rows:
                owned[tuple(row[name] for name in _BY[noun])].append(row)
            self._owned[noun] = dict(owned)


def read_known(connection: Connection, nouns: Iterable[str], today: date) -> Known:
    """The register's records of these nouns and of what they hang on."""
    known = Known(today)
    wanted = dict.fromkeys([*_ALWAYS, *(table for noun in nouns for table in _WITH.get(noun, ()))])
    for noun in wanted:
        table = BY_TABLE[noun].table
        known.enter(noun, [dict(row) for row in connection.execute(select(table)).mappings()])
    _index_vendors(known)
    for row in known.rows["person"]:
        known.people.setdefault(fold(row["name"]), row["id"])
        known.names_of_people[row["id"]] = fold(row["name"])
    for row in known.rows["function"]:
        known.function_rows[row["id"]] = row
        known.functions.setdefault(fold(row["name"]), row["id"])
    for noun in ("function", "contract"):
        counts = Counter(fold(row["reference"]) for row in known.rows.get(noun, ()))
        known.told_apart[noun] = frozenset(key for key, count in counts.items() if count > 1)
    for row in known.rows["function"]:
        known.functions[known.key("function", row["reference"])] = row["id"]
    for row in known.rows["own_entity"]:
        for name in (row["legal_name"], row["lei"]):
            if name:
                known.entities.setdefault(fold(name), row["id"])
    for row in known.rows.get("contract", ()):
        known.contracts[known.key("contract", row["reference"])] = row
    return known


def read_remembered(connection: Connection) -> dict[str, str]:
    """What headings were said to hold before, by their keys."""
    table = BY_TABLE["heading_mapping"].table
    return {heading_key(row.heading): LEFT_OUT if row.target == LEFT_OUT_WORD else row.target for row in connection.execute(
        select(table.c.heading, table.c.target).where(table.c.sheet_kind.in_(NOUNS)))}


def _index_vendors(known: Known) -> None:
    references, names, others = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in known.rows["vendor"]:
        known.vendors[row["id"]] = row
        known.exact_names[row["legal_name"]] = row["id"]
        names[fold(row["legal_name"])].append(row["id"])
        if row["reference"]:
            references[fold(row["reference"])].append(row["id"])
    for row in known.rows["vendor_name"]:
        others[fold(row["name"])].append(row["vendor_id"])
        known.other_names.setdefault(row["vendor_id"], []).append(row["name"])
    for row in known.rows["identifier"]:
        known.identifiers.setdefault(row["vendor_id"], []).append((row["kind"], normal_identifier(row["kind"], row["value"])))
        if row["kind"] == IdentifierKind.INTERNAL:
            known.by_number_of_ours.setdefault(fold(row["value"]), []).append(row["vendor_id"])
    known.by_reference, known.by_name, known.by_other_name = dict(references), dict(names), dict(others)
