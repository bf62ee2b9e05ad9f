"""Whether all vendors are there: who was paid and is not registered, who is registered and was not paid, and the decision on each.

It is the auditor's first question. The population is finance's latest ledger on one side and our active vendors on the
other; what is on both sides is matched, and the rest waits for a decision or has one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from risk_register.errors import RegisterError
from risk_register.model.completeness import LedgerSupplier, SupplierLedger
from risk_register.model.matching import Matcher
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Person, Vendor
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import ScopeDecision, Stage, VendorRelation
from risk_register.operations.fetch import pairs, recorded
from risk_register.operations.ledgers import matched_vendor, same_supplier_keys, vendor_matcher
from risk_register.store import Register

_LEDGER = BY_RECORD[SupplierLedger].table
_SUPPLIER = BY_RECORD[LedgerSupplier].table
_VENDOR = BY_RECORD[Vendor].table
_PERSON = BY_RECORD[Person].table
_IN_USE = (Stage.ACTIVE.value, Stage.OFFBOARDING.value)
MATCHED, UNREGISTERED, DECIDED = "matched", "unregistered", "decided"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vendor that a supplier may be."""

    vendor_id: int
    name: str
    score: int
    """How near the names are, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier that was paid: the vendor it is, why it needs none, or neither yet."""

    id: int
    """Of the first of its records."""
    ids: tuple[int, ...]
    """Its records in the ledger, one a currency."""
    name: str
    account: str | None
    registration: str | None
    country: str | None
    amounts: tuple[tuple[Decimal | None, str | None], ...]
    vendor_id: int | None
    vendor: str | None
    vendor_stage: str | None
    decision: ScopeDecision | None
    reason: str | None
    decided_by: str | None
    decided_on: date | None
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def state(self) -> str:
        """Where it stands: 'matched' to a vendor, 'decided' to need none, or 'unregistered'."""
        return MATCHED if self.vendor_id is not None else DECIDED if self.decision is not None else UNREGISTERED


@dataclass(frozen=True, slots=True)
class UnpaidVendor:
    """An active vendor of ours that the ledger does not know."""

    vendor_id: int
    name: str
    stage: str
    owner: str | None
    since: date | None
    decision: ScopeDecision | None
    """What was decided, or None while nobody has."""
    reason: str | None
    decided_by: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger that is compared with."""

    id: int
    title: str
    period_from: date | None
    period_to: date | None
    loaded_on: date
    file_name: str | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was paid in one currency, and to whom of which standing; a supplier whose sum is not known is in none of them."""

    currency: str | None
    paid: Decimal
    matched: Decimal
    out_of_scope: Decimal
    undecided: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """The reconciliation: paid = matched + out of scope + undecided; registered = paid among them + decided + undecided."""

    paid: int
    matched: int
    out_of_scope: int
    unregistered: int
    registered: int
    registered_paid: int
    unpaid_decided: int
    unpaid: int
    amounts: tuple[Amounts, ...]
    unknown_amounts: int

    @property
    def undecided(self) -> int:
        """How many suppliers and vendors still wait for a decision."""
        return self.unregistered + self.unpaid


@dataclass(frozen=True, slots=True)
class Completeness:
    """Both sides compared. Lists stand in the order of names; suppliers without a vendor with the most money first."""

    ledger: Ledger
    suppliers: tuple[Supplier, ...]
    unpaid: tuple[UnpaidVendor, ...]
    figures: Figures

    def in_state(self, state: str) -> list[Supplier]:
        """The suppliers of one state."""
        return [supplier for supplier in self.suppliers if supplier.state == state]


class NoLedger(RegisterError):
    """Nothing was loaded yet to compare with."""


def completeness(register: Register, ledger_id: int | None = None) -> Completeness:
    """The latest ledger, or the one given, compared with the vendors. Raises `NoLedger` where none was loaded."""
    with register.read() as connection:
        ledger = _ledger(connection, ledger_id)
        if ledger is None:
            raise NoLedger("No supplier ledger was loaded yet. Load the list of suppliers that were paid, as finance has it.")
        suppliers = _suppliers(connection, ledger.id)
        unpaid, registered = _registered(connection, {each.vendor_id for each in suppliers})
    return Completeness(ledger, tuple(suppliers), tuple(unpaid), _figures(suppliers, unpaid, registered))


def ledgers(register: Register) -> list[Ledger]:
    """All ledgers, the latest first."""
    with register.read() as connection:
        return [_as_ledger(row) for row in connection.execute(
            select(_LEDGER).order_by(_LEDGER.c.loaded_on.desc(), recorded(_LEDGER).desc())).mappings()]


def _ledger(connection: Connection, ledger_id: int | None) -> Ledger | None:
    query = select(_LEDGER).order_by(_LEDGER.c.loaded_on.desc(), recorded(_LEDGER).desc()).limit(1)
    if ledger_id is not None:
        query = query.where(_LEDGER.c.id == ledger_id)
    row = connection.execute(query).mappings().first()
    return None if row is None else _as_ledger(row)


def _as_ledger(row: RowMapping) -> Ledger:
    return Ledger(row["id"], row["title"], row["period_from"], row["period_to"], row["loaded_on"], row["file_name"])


def _suppliers(connection: Connection, ledger_id: int) -> list[Supplier]:
    vendors = {row.id: row for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.legal_name, _VENDOR.c.stage,
                                                                _VENDOR.c.relation, _VENDOR.c.archived_on))}
    records: dict[str, list[RowMapping]] = defaultdict(list)
    query = select(_SUPPLIER).where(_SUPPLIER.c.ledger_id == ledger_id).order_by(_SUPPLIER.c.id)
    for row in connection.execute(query).mappings():
        records[same_supplier_keys(row["name"], row["registration"])[0]].append(row)
    matcher: Matcher | None = None
    suppliers: list[Supplier] = []
    for rows in records.values():
        vendor_id: int | None = rows[0]["vendor_id"]
        suggestions: tuple[Suggestion, ...] = ()
        if vendor_id is None and rows[0]["scope_decision"] is None:
            # Also who became a vendor after the ledger was loaded.
            matcher = matcher or vendor_matcher(connection)
            vendor_id = matched_vendor(matcher, rows[0]["name"], rows[0]["registration"], rows[0]["account"])
            if vendor_id is None:
                suggestions = tuple(Suggestion(found, vendors[found].legal_name, score)
                                    for found, score in matcher.near(rows[0]["name"]))
        suppliers.append(_supplier(rows, vendors.get(vendor_id), suggestions))
    return sorted(suppliers, key=_by_weight)


def _supplier(rows: list[RowMapping], vendor: Any, suggestions: tuple[Suggestion, ...]) -> Supplier:
    first = rows[0]
    return Supplier(
        id=first["id"], ids=tuple(row["id"] for row in rows), name=first["name"], account=first["account"],
        registration=first["registration"], country=first["country"],
        amounts=tuple((row["amount"], row["currency"]) for row in rows), vendor_id=None if vendor is None else vendor.id,
        vendor=None if vendor is None else vendor.legal_name, vendor_stage=None if vendor is None else vendor.stage,
        decision=ScopeDecision.parse(first["scope_decision"]) if first["scope_decision"] else None, reason=first["scope_reason"],
        decided_by=first["decided_by"], decided_on=first["decided_on"], suggestions=suggestions)


def _by_weight(supplier: Supplier) -> tuple[Any, ...]:
    largest = max((amount for amount, _ in supplier.amounts if amount is not None), default=Decimal(0))
    return (-largest, natural_key(supplier.name))


def _registered(connection: Connection, paid: Iterable[int | None]) -> tuple[list[UnpaidVendor], int]:
    """The active vendors of ours that were not paid, and how many active ones there are in all."""
    owners = pairs(connection, _PERSON.c.id, _PERSON.c.name)
    known = set(paid)
    rows = connection.execute(select(_VENDOR).where(
        _VENDOR.c.relation == VendorRelation.DIRECT.value, _VENDOR.c.stage.in_(_IN_USE), _VENDOR.c.archived_on.is_(None),
    )).mappings().all()
    unpaid = [UnpaidVendor(
        row["id"], row["legal_name"], row["stage"], owners.get(row["owner_id"]), row["since"],
        ScopeDecision.parse(row["scope_decision"]) if row["scope_decided_on"] else None, row["scope_reason"],
        row["scope_decided_by"], row["scope_decided_on"]) for row in rows if row["id"] not in known]
    return sorted(unpaid, key=lambda each: natural_key(each.name)), len(rows)


def _figures(suppliers: list[Supplier], unpaid: list[UnpaidVendor], registered: int) -> Figures:
    states = [supplier.state for supplier in suppliers]
    decided = sum(vendor.decision is not None for vendor in unpaid)
    sums: dict[str | None, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for supplier in suppliers:
        for amount, currency in supplier.amounts:
            if amount is not None:
                sums[currency][supplier.state] += amount
    amounts = [Amounts(currency, sum(by.values(), Decimal()), by[MATCHED], by[DECIDED], by[UNREGISTERED])
               for currency, by in sums.items()]
    amounts.sort(key=lambda each: (-abs(each.paid), each.currency or ""))
    return Figures(
        paid=len(suppliers), matched=states.count(MATCHED), out_of_scope=states.count(DECIDED),
        unregistered=states.count(UNREGISTERED), registered=registered, registered_paid=registered - len(unpaid),
        unpaid_decided=decided, unpaid=len(unpaid) - decided, amounts=tuple(amounts),
        unknown_amounts=sum(any(amount is None for amount, _ in supplier.amounts) for supplier in suppliers))
