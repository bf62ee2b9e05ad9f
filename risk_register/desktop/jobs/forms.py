"""What forms and sections of records ask of the register, in the worker: a record with its parts, what may be picked, rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from risk_register.desktop.forms.layouts import Part
    from risk_register.desktop.grid.kinds import Choices
    from risk_register.store import Register
    from risk_register.texts import Language

_SHARED = frozenset({"person", "own_entity", "vendor", "function", "processing_activity", "question_set", "incident",
                     "subcontractor_list"})
"""What is picked from among all of the register, not only from what belongs to the vendor at hand."""
_TOO_MANY = frozenset({"answer", "question", "sla_measurement"})
"""What is never picked from a list: there may be millions; only the one recorded is named."""


@dataclass(frozen=True, slots=True)
class FormData:
    """What a form starts from: the record ({} for a new one), what belongs to it, and what may be picked, by noun."""

    noun: str
    record_id: int | None
    record: Mapping[str, Any]
    parts: Mapping[str, Sequence[Mapping[str, Any]]]
    choices: Mapping[str, Choices]
    name: str
    today: date
    zone: ZoneInfo
    """The organisation's time zone, in which moments are typed."""
    vendor: int | None = None
    """The vendor that the record belongs to, or is."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as a table shows it: its fields, and what the records it refers to are called, by field."""

    id: int
    values: Mapping[str, Any]
    names: Mapping[str, str]


def form_data(register: Register, noun: str, record_id: int | None, values: Mapping[str, Any], language: Language) -> FormData:
    """Reads what a form needs. Raises `RegisterError` where the record is gone."""
    from risk_register.desktop.forms.layouts import LAYOUTS
    from risk_register.operations import records
    from risk_register.operations.belonging import vendor_of

    found = records.record(register, noun, record_id) if record_id is not None else {}
    with register.read() as connection:
        vendor = vendor_of(connection, noun, found or values) or values.get("vendor_id")
    parts = LAYOUTS[noun].parts
    return FormData(
        noun=noun, record_id=record_id, record=found,
        parts={part.noun: records.records(register, part.noun, **{part.parent_field: record_id}) if record_id is not None else ()
               for part in parts},
        choices=_choices(register, noun, found or values, vendor, parts, language),
        name=records.record_name(register, noun, record_id, language) if record_id is not None else "",
        today=register.today(), zone=register.time_zone(), vendor=vendor,
    )


def save(register: Register, noun: str, record_id: int | None, values: Mapping[str, Any],
         parts: Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]], people: Mapping[str, str], actor: str) -> int:
    """Adds or changes a record with what belongs to it: noun, the field that refers to the record, rows. Its id."""
    from risk_register.operations.records import Part, save_record

    return save_record(register, noun, record_id, values, actor, parts=[Part(*part) for part in parts], people=people)


def holders(register: Register, numbers: Sequence[tuple[str, str]], vendor: int | None) -> dict[str, list[str]]:
    """The other vendors that registration numbers are recorded for: by number, their names. Numbers are (kind, as stored)."""
    from risk_register.operations.records import records
    from risk_register.operations.vendors import vendor_name

    found: dict[str, list[str]] = {}
    for kind, number in numbers:
        others = {row["vendor_id"] for row in records(register, "identifier", kind=kind, value=number)} - {vendor}
        if others:
            found[number] = sorted(vendor_name(register, each) for each in others)
    return found


def section_rows(register: Register, noun: str, where: Mapping[str, Any], columns: Sequence[str],
                 language: Language) -> list[RecordRow]:
    """The records of a section, with the names of what they refer to, their moments told in the organisation's time zone."""
    from risk_register.model.nouns import BY_TABLE, references
    from risk_register.operations.record_names import names_of
    from risk_register.operations.records import records

    found = records(register, noun, **where)
    targets = {field: target for field, target in references(BY_TABLE[noun]).items() if field in columns}
    with register.read() as connection:
        names = {field: names_of(connection, target, language, ids={row[field] for row in found if row[field]}, whose=False)
                 for field, target in targets.items()}
    zone = register.time_zone()
    return [RecordRow(row["id"], {name: value.astimezone(zone) if isinstance(value, datetime) else value
                                  for name, value in row.items()},
                      {field: known.get(row[field], "") for field, known in names.items()}) for row in found]


def delete(register: Register, noun: str, record_ids: Sequence[int], actor: str) -> Mapping[str, int]:
    """Deletes records with what belongs to them; how many of each noun went along."""
    from collections import Counter

    from risk_register.operations.records import delete_many, dependants

    along: Counter[str] = Counter()
    for record_id in record_ids:
        along.update(dict(dependants(register, noun, record_id)))
    delete_many(register, noun, record_ids, actor)
    return along


def duplicate_values(register: Register, noun: str, record_id: int) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The fields of a record and of what belongs to it, as a new one may begin with them."""
    from risk_register.desktop.forms.layouts import LAYOUTS
    from risk_register.operations import records

    values = {name: value for name, value in records.record(register, noun, record_id).items() if name != "id"}
    parts = {part.noun: [{name: value for name, value in row.items() if name not in ("id", part.parent_field)}
                         for row in records.records(register, part.noun, **{part.parent_field: record_id})]
             for part in LAYOUTS[noun].parts}
    return values, parts


def _choices(register: Register, noun: str, values: Mapping[str, Any], vendor: int | None, parts: Sequence[Part],
             language: Language) -> dict[str, Choices]:
    from risk_register.desktop.forms.layouts import Checklist
    from risk_register.desktop.grid.kinds import Choices
    from risk_register.model.nouns import BY_TABLE, references
    from risk_register.operations import records

    wanted = {target: values.get(field) for field, target in references(BY_TABLE[noun]).items()}
    for part in parts:
        fields = {} if isinstance(part, Checklist) else references(BY_TABLE[part.noun])
        wanted.update({fields[field]: None for field in part.fields if field in fields})
    found: dict[str, Choices] = {}
    for target, chosen in wanted.items():
        if target in _TOO_MANY:
            named = records.choices(register, target, language, id=chosen) if chosen is not None else []
        elif target in _SHARED or vendor is None:
            named = records.choices(register, target, language)
        else:
            named = records.choices(register, target, language, vendor_id=vendor)
        found[target] = Choices(named)  # here in the worker: folding the names of ten thousand vendors takes its time
    return found
