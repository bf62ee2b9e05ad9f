"""Which vendors' facts a stretch of the journal touched, so that only their scores are made anew."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, func, select

from risk_register.model.base import instant_text
from risk_register.model.nouns import BY_TABLE
from risk_register.store import Register, journal
from risk_register.store.register import zone_of
from risk_register.store.schema import journal_change
from risk_register.texts import Text

_OF_A_VENDOR = ("vendor_id", "provider_id", "to_vendor_id", "from_vendor_id")
_PARENTS = {
    "contract_id": "contract", "sla_term_id": "sla_term", "flow_id": "data_flow", "link_id": "subcontractor_link",
    "service_id": "service", "questionnaire_id": "questionnaire", "finding_id": "finding", "answer_id": "answer",
}
_OF_NO_SCORE = frozenset({"file_blob", "rule_text", "note", "contact", "custom_field", "vendor_name", "identifier", "evidence_link",
                          "question_set", "question", "person_approval", "incident_notice",
                          "supplier_ledger", "ledger_supplier", "heading_mapping", "vendor_confirmation", "subcontractor_list",
                          "sla_credit_step", "question_mapping"})
_MOST_FOLLOWED = 100
"""How many records of one batch are followed to their vendors: each that went with a batch of its own costs the reading of that
batch, so that after the undoing of a large import judging all vendors anew is the quicker way."""
_MOST_READ, _MOST_TOLD = 2_000, 2
"""How many changes are read for reasons, the newest, and how many reasons are told of one vendor."""


def vendors_since(register: Register, head: str) -> list[int] | None:
    """The vendors whose facts changed since the journal's head was `head`; None where that cannot be told apart."""
    with register.read() as connection:
        n = connection.execute(select(journal_change.c.n).where(journal_change.c.hash == head)).scalar()
        if n is None:
            return None
        found: set[int] = set()
        for entry in journal.entries(connection, after=n):
            if entry.noun in _OF_NO_SCORE and not (entry.noun == "question_set" and entry.kind == "update"):
                continue
            owners = _owners(connection, entry, most=_MOST_FOLLOWED)
            if not owners:
                return None
            found |= owners
        return sorted(found)


def reasons_since(register: Register, since: date, wanted: AbstractSet[int]) -> dict[int, tuple[Text, ...]]:
    """Why the facts of some vendors changed from a day on, in the journal's own words, the newest first; two at most for each."""
    found: dict[int, list[Text]] = {}
    with register.read() as connection:
        begins = instant_text(datetime.combine(since, time(), zone_of(connection)))
        first = connection.execute(select(func.min(journal_change.c.n)).where(journal_change.c.at >= begins)).scalar()
        if first is None:
            return {}
        last = connection.execute(select(func.max(journal_change.c.n))).scalar() or first
        reasons = {change.n: change.reason for change in journal.changes(connection, max(first - 1, last - _MOST_READ))}
        for entry in journal.entries(connection, after=max(first - 1, last - _MOST_READ), newest_first=True):
            if entry.noun in _OF_NO_SCORE:
                continue
            for vendor_id in _owners(connection, entry) & wanted:
                told = found.setdefault(vendor_id, [])
                reason = reasons[entry.change]
                if reason not in told and len(told) < _MOST_TOLD:
                    told.append(reason)
    return {vendor_id: tuple(told) for vendor_id, told in found.items()}


def _owners(connection: Connection, entry: journal.Entry, most: int | None = None) -> set[int]:
    """The vendors that an entry is about; none where that cannot be told, or more than `most` ways would have to be followed."""
    if entry.raw is not None and entry.kind in ("unbatch", "rebatch"):
        entry = journal.entry(connection, entry.body["batch"])
    if entry.raw is None:
        return set()
    if entry.kind == "batch":
        columns = entry.body["columns"]
        owning = [name for name in (*_OF_A_VENDOR, *_PARENTS) if name in columns]
        distinct = {tuple(row[columns.index(name)] for name in owning) for row in entry.body["rows"]}
        if most is not None and len(distinct) > most:
            return set()
        return set().union(*(_of_row(connection, entry.noun, dict(zip(owning, values, strict=True))) for values in distinct))
    if entry.kind == "update":
        # As it is now, and as it was on both sides of the change: a record may have moved from one vendor to another.
        now = _row(connection, entry.noun, entry.record)
        sides = ({**now, **{name: pair[side] for name, pair in entry.body.items()}, "id": entry.record} for side in (0, 1))
        return _of_record(connection, entry.noun, entry.record).union(*(_of_row(connection, entry.noun, side) for side in sides))
    return _of_row(connection, entry.noun, {**entry.body, "id": entry.record})


def _named(row: dict[str, Any]) -> set[int]:
    return {row[name] for name in _OF_A_VENDOR if row.get(name)}


def _of_row(connection: Connection, noun: str, row: dict[str, Any]) -> set[int]:
    if noun == "vendor":
        return {row["id"]} if row.get("id") else set()
    if owners := _named(row):
        return owners
    for column, parent in _PARENTS.items():
        if row.get(column):
            return _of_record(connection, parent, row[column])
    return set()


def _of_record(connection: Connection, noun: str, record: int | None) -> set[int]:
    row = _row(connection, noun, record)
    return _of_row(connection, noun, row) if row else ({record} if noun == "vendor" and record else set())


def _row(connection: Connection, noun: str, record: int | None) -> dict[str, Any]:
    """A record as it is, or as it was when it went: the round of answers that were taken back went along with them."""
    table = BY_TABLE[noun].table
    row = connection.execute(select(table).where(table.c.id == record)).mappings().first()
    if row is not None or record is None:
        return dict(row or {})
    gone = [entry for entry in journal.entries_of(connection, record) if entry.kind == "delete" and entry.body]
    return {**gone[-1].body, "id": record} if gone else {}
