"""The list of vendors, and the verbs on one vendor's own fields."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.model.contracts import Contract
from risk_register.model.names import fold, fold_accents
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Person, Vendor, VendorName
from risk_register.model.services import Function, Service, ServiceFunction
from risk_register.model.vocabulary import Criticality
from risk_register.operations.rows import VendorRow
from risk_register.operations.scoring import refresh_scores
from risk_register.risk.terms import contract_term
from risk_register.store import Register
from risk_register.store.quick import list_sql, row_of
from risk_register.texts import Text


class UnknownVendor(RegisterError):
    """The register has no vendor of that name."""


_LONGEST_ID = 19
"""Digits of the largest id that a register can hold."""
_VENDOR = BY_RECORD[Vendor].table
_NAME = BY_RECORD[VendorName].table
_PERSON = BY_RECORD[Person].table
_SERVICE, _SUPPORTS, _FUNCTION = (BY_RECORD[each].table for each in (Service, ServiceFunction, Function))
_CONTRACT = BY_RECORD[Contract].table


def list_vendors(register: Register, *, include_indirect: bool = False, archived: bool = False,
                 details: bool = False) -> list[VendorRow]:
    """The vendors of ours by name, with their scores of today (or of the day a look back shows).

    `archived` adds those put aside, which have no score; `details` what only the window's own list shows.
    """
    unkept = refresh_scores(register)
    with register.read() as connection:
        statement = list_sql(indirect=include_indirect, archived=archived, details=details)
        rows = [row_of(tuple(values)) for values in connection.exec_driver_sql(statement)]
        notices = _notices(connection, register.today()) if details else {}
    if unkept is not None:
        scores = {score["vendor_id"]: score for score in unkept}
        rows = [_with_score(row, scores) for row in rows]
    if notices:
        rows = [row._replace(notice_on=notices[row.id]) if row.id in notices else row for row in rows]
    rows.sort(key=lambda row: row.search)
    return rows


def _notices(connection: Connection, on: date) -> dict[int, date]:
    """For each vendor the next day until which notice can be given to one of its contracts."""
    wanted = ("vendor_id", "ends_on", "ended_on", "renewal", "renewal_months", "notice_days_ours", "notice_months_ours")
    found: dict[int, date] = {}
    for row in connection.execute(select(*(_CONTRACT.c[name] for name in wanted)).where(_CONTRACT.c.ended_on.is_(None))):
        term = contract_term(row, on)
        day = term.next_notice_by if term.renews_on else term.give_notice_by
        if day is not None and day < found.get(row.vendor_id, date.max):
            found[row.vendor_id] = day
    return found


def _with_score(row: VendorRow, scores: Mapping[int, Mapping[str, Any]]) -> VendorRow:
    score = scores.get(row.id)
    if score is None:
        return row
    residual = None if score["residual"] is None else Decimal(score["residual"])
    review = score["next_review_on"]
    return row._replace(tier=score["tier"], residual=residual, level=score["level"],
                   next_review_on=date.fromisoformat(review) if review else None)


def matching(rows: list[VendorRow], words: str) -> list[VendorRow]:
    """The rows whose names or reference hold every one of the words, whatever their accents and case."""
    wanted = fold_accents(words).split()
    return [row for row in rows if all(word in row.search for word in wanted)]


def find_vendor(register: Register, named: str) -> int:
    """The vendor that a person names by id, legal name or other name: an exact name wins, else case and accents are ignored.

    A name that is another vendor's id is not guessed at.

    Raises `RegisterError` where none or several fit, naming the candidates.
    """
    with register.read() as connection:
        names = [(row.id, row.legal_name) for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.legal_name))]
        others = [(row.vendor_id, row.name) for row in connection.execute(select(_NAME.c.vendor_id, _NAME.c.name))]
    legal = dict(names)
    by_id = {int(named)} & legal.keys() if named.isdecimal() and len(named) <= _LONGEST_ID else set()
    for same in (str, fold, fold_accents):
        found = {key for key, name in (*names, *others) if same(name) == same(named)} | by_id
        if len(found) == 1:
            return int(found.pop())
        if found:
            raise RegisterError("'{name}' may be any of these vendors: {candidates}. Name one by its full name or its id.",
                                name=named, candidates="; ".join(sorted(f"{legal[key]} ({key})" for key in found)))
    near = sorted(name for _, name in names if fold_accents(named) and fold_accents(named) in fold_accents(name))[:5]
    if near:
        raise UnknownVendor("There is no vendor named '{name}' in this register. Is it one of these: {candidates}?", name=named,
                            candidates="; ".join(near))
    raise UnknownVendor("There is no vendor named '{name}' in this register. List them to see their names, or add it first.",
                        name=named)


def add_vendor(register: Register, values: Mapping[str, Any], actor: str) -> int:
    """Add a vendor; returns its id. Raises `DraftError` with the problem of each field."""
    with register.change(Text("Add vendor {name}", name=str(values.get("legal_name", ""))), actor) as change:
        return change.add(Vendor, **values)


def edit_vendor(register: Register, vendor_id: int, values: Mapping[str, Any], actor: str) -> None:
    """Change some of a vendor's own fields. Raises `DraftError` with the problem of each field."""
    with register.change(Text("Edit vendor {name}", name=vendor_name(register, vendor_id)), actor) as change:
        change.update(Vendor, vendor_id, **values)


def vendor_name(register: Register, vendor_id: int) -> str:
    """A vendor's legal name. Raises `RegisterError` where it is gone."""
    with register.read() as connection:
        name = connection.execute(select(_VENDOR.c.legal_name).where(_VENDOR.c.id == vendor_id)).scalar()
    if name is None:
        raise RegisterError("There is no vendor with the id {id} in this register.", id=str(vendor_id))
    return str(name)


def people(register: Register) -> list[tuple[int, str]]:
    """People of ours who may own a vendor, by name."""
    with register.read() as connection:
        return [(row.id, row.name) for row in connection.execute(select(_PERSON.c.id, _PERSON.c.name).order_by(_PERSON.c.name))]


def behind_critical_functions(register: Register) -> frozenset[int]:
    """The vendors on whose services a critical or important function rests today."""
    today = register.today()
    linked = (
        select(_SERVICE.c.vendor_id)
        .join(_SUPPORTS, _SUPPORTS.c.service_id == _SERVICE.c.id)
        .join(_FUNCTION, _FUNCTION.c.id == _SUPPORTS.c.function_id)
        .where(_FUNCTION.c.criticality == Criticality.CRITICAL_OR_IMPORTANT.value)
    )
    for table in (_SERVICE, _SUPPORTS):
        linked = linked.where((table.c.valid_from.is_(None)) | (table.c.valid_from <= today),
                              (table.c.valid_to.is_(None)) | (table.c.valid_to >= today))
    with register.read() as connection:
        return frozenset(connection.execute(linked).scalars())
