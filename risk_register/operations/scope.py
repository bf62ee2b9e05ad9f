"""Deciding about suppliers and vendors: which vendor a supplier is, or why it needs no review. Each verb is one change for many."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model.completeness import LedgerSupplier
from risk_register.model.countries import country_code
from risk_register.model.labels import NounLabel
from risk_register.model.matching import identifier_keys
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Identifier, Vendor
from risk_register.model.vocabulary import IdentifierKind, ScopeDecision, Stage
from risk_register.operations.ledgers import same_supplier_keys
from risk_register.operations.vendors import vendor_name
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_SUPPLIER = BY_RECORD[LedgerSupplier].table


def link_suppliers(register: Register, links: Mapping[int, int], actor: str) -> None:
    """Say which vendor each supplier is: records of a ledger by vendor. The supplier's other currencies go along."""
    with register.change(_told(register, links, lambda name: Text("Link {name} to a vendor", name=name),
                               Text("Link {count} suppliers to vendors", count=len(links))), actor) as change:
        for supplier_id, vendor_id in links.items():
            _decide(register, change, supplier_id, actor, vendor_id=vendor_id, scope_decision=None, scope_reason=None)


def add_suppliers_as_vendors(register: Register, supplier_ids: Sequence[int], actor: str) -> list[int]:
    """Add suppliers as prospects, with the number and country that the ledger knows; returns the vendors' ids."""
    added: list[int] = []
    with register.change(_told(register, supplier_ids, lambda name: Text("Add vendor {name}", name=name),
                               Text("Add {count} suppliers as vendors", count=len(supplier_ids))), actor) as change:
        for supplier_id in supplier_ids:
            row = change.connection.execute(select(_SUPPLIER).where(_SUPPLIER.c.id == supplier_id)).mappings().one()
            vendor_id = change.add(Vendor, legal_name=row["name"], stage=Stage.PROSPECT, country=country_code(row["country"] or ""))
            for value in (row["registration"] or "").split(", "):
                if value:
                    change.add(Identifier, vendor_id=vendor_id, kind=_kind_of(value), value=value)
            _decide(register, change, supplier_id, actor, vendor_id=vendor_id, scope_decision=None, scope_reason=None)
            added.append(vendor_id)
    return added


def put_suppliers_out_of_scope(register: Register, supplier_ids: Sequence[int], decision: ScopeDecision, reason: str | None,
                               actor: str) -> None:
    """Record why suppliers need no review. Raises `RegisterError` where the kind of decision says nothing without a reason."""
    if decision is ScopeDecision.IN_SCOPE:
        raise RegisterError("A supplier that is in scope must be a vendor of the register. Link it to one, or add it.")
    _refuse_without_reason(decision, reason)
    with register.change(_told(register, supplier_ids, lambda name: Text("Put {name} out of scope", name=name),
                               Text("Put {count} suppliers out of scope", count=len(supplier_ids))), actor) as change:
        for supplier_id in supplier_ids:
            _decide(register, change, supplier_id, actor, vendor_id=None, scope_decision=decision, scope_reason=reason)


def decide_on_vendors(register: Register, vendor_ids: Sequence[int], decision: ScopeDecision, reason: str | None,
                      actor: str) -> None:
    """Record whether vendors that nobody paid stay in scope, and why. Raises `RegisterError` as the verb for suppliers does."""
    _refuse_without_reason(decision, reason)
    one = len(vendor_ids) == 1
    with register.change(Text("Decide on the scope of {name}", name=vendor_name(register, vendor_ids[0])) if one else
                         Text("Decide on the scope of {count} vendors", count=len(vendor_ids)), actor) as change:
        for vendor_id in vendor_ids:
            change.update(Vendor, vendor_id, scope_decision=decision, scope_reason=reason, scope_decided_by=actor,
                          scope_decided_on=register.today())


def reopen(register: Register, supplier_ids: Iterable[int], vendor_ids: Iterable[int], actor: str) -> None:
    """Take decisions back, so that the suppliers and vendors wait for one again."""
    with register.change(Text("Take scope decisions back"), actor) as change:
        for supplier_id in supplier_ids:
            for same in _records_of(change, supplier_id):
                change.update(LedgerSupplier, same, vendor_id=None, scope_decision=None, scope_reason=None, decided_by=None,
                              decided_on=None)
        for vendor_id in vendor_ids:
            change.update(Vendor, vendor_id, scope_decision=ScopeDecision.IN_SCOPE, scope_reason=None, scope_decided_by=None,
                          scope_decided_on=None)


def _decide(register: Register, change: ChangeDoor, supplier_id: int, actor: str, **decision: object) -> None:
    for record_id in _records_of(change, supplier_id):
        change.update(LedgerSupplier, record_id, **decision, decided_by=actor, decided_on=register.today())


def _records_of(change: ChangeDoor, supplier_id: int) -> list[int]:
    """All records of the same supplier in the same ledger: one a currency."""
    row = change.connection.execute(select(_SUPPLIER).where(_SUPPLIER.c.id == supplier_id)).mappings().first()
    if row is None:
        raise RegisterError("This {noun} is no longer in the register; it may have been deleted meanwhile. Refresh the page.",
                            noun=NounLabel("ledger_supplier"))
    wanted = same_supplier_keys(row["name"], row["registration"])[0]
    query = select(_SUPPLIER.c.id, _SUPPLIER.c.name, _SUPPLIER.c.registration).where(
        _SUPPLIER.c.ledger_id == row["ledger_id"], _SUPPLIER.c.currency.is_distinct_from(row["currency"]))
    return [supplier_id, *(other.id for other in change.connection.execute(query)
                           if same_supplier_keys(other.name, other.registration)[0] == wanted)]


def _refuse_without_reason(decision: ScopeDecision, reason: str | None) -> None:
    if decision in (ScopeDecision.OTHER, ScopeDecision.IN_SCOPE) and not (reason or "").strip():
        raise RegisterError("Say why in a few words: an auditor will ask.")


def _kind_of(value: str) -> IdentifierKind:
    keys = identifier_keys(value)
    plain = max((key for key in keys if not key.startswith("SIREN ")), key=len, default="")
    if plain[:2].isalpha() and plain[2:].isalnum() and any(sign.isdigit() for sign in plain[2:]) and len(plain) <= 14:
        return IdentifierKind.VAT
    if len(plain) == 9 and len(keys) > 1:
        return IdentifierKind.SIREN
    return IdentifierKind.LEI if len(plain) == 20 and plain.isalnum() else IdentifierKind.NATIONAL


def _told(register: Register, ids: Collection[int], one: Callable[[str], Text], many: Text) -> Text:
    """The sentence for the journal: by name where it is one supplier."""
    if len(ids) != 1:
        return many
    with register.read() as connection:
        name = connection.execute(select(_SUPPLIER.c.name).where(_SUPPLIER.c.id == next(iter(ids)))).scalar()
    return one(str(name or ""))
