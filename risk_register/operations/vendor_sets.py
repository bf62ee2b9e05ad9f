"""What is done to several vendors at once, and a vendor's set-up taken as the template of another: each one undoable change."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from risk_register.model.cells import RowEdit
from risk_register.model.nouns import BY_RECORD, NOUNS, references
from risk_register.model.parties import Vendor
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import Stage
from risk_register.operations.cells import judge_rows
from risk_register.operations.records import record
from risk_register.operations.vendors import vendor_name
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_SET_UP = frozenset({
    "service", "service_function", "access", "contract", "contract_service", "contract_entity", "clause", "sla_term",
    "sla_credit_step", "data_flow", "flow_element", "flow_population", "flow_country",
})
"""What makes up the set-up of a vendor. Answers, evidence, reviews and findings are about the one vendor and stay with it."""
_OWN_NAMES = {"contract": "reference"}
"""Fields that only one record may have: a copy's is marked."""
_KEPT_BACK = {"contract": ("document_id", "ended_on", "end_reason")}
"""What is true of the first one alone."""


def archive_vendors(register: Register, vendor_ids: Sequence[int], actor: str) -> None:
    """Put vendors aside: lists and reports no longer show them, and all that is known of them stays."""
    _set_archived(register, vendor_ids, actor, archive=True)


def restore_vendors(register: Register, vendor_ids: Sequence[int], actor: str) -> None:
    """Bring archived vendors back into the lists."""
    _set_archived(register, vendor_ids, actor, archive=False)


def _set_archived(register: Register, vendor_ids: Sequence[int], actor: str, *, archive: bool) -> None:
    name, count = vendor_name(register, vendor_ids[0]), len(vendor_ids)
    if archive:
        reason = (Text("Archive vendor {name}", name=name) if count == 1 else Text("Archive {count} vendors", count=count))
    else:
        reason = (Text("Restore vendor {name}", name=name) if count == 1 else Text("Restore {count} vendors", count=count))
    day = register.today() if archive else None
    with register.change(reason, actor) as change:
        for vendor_id in vendor_ids:
            change.update(Vendor, vendor_id, archived_on=day)


def duplicate_vendor(register: Register, vendor_id: int, new_name: str, actor: str) -> int:
    """Add a vendor with the set-up of another: its services, contracts, terms and flows; returns the new id.

    The new one is a prospect with no reference and no review yet. Raises `DraftError` where the name is taken or empty.
    """
    if problems := judge_rows(register, "vendor", [RowEdit(None, {"legal_name": new_name})]):
        raise DraftError(BY_RECORD[Vendor], [(name, text) for (_, name), text in problems.items()])
    source = record(register, "vendor", vendor_id)
    values = {name: value for name, value in source.items()
              if name not in {"id", "legal_name", "reference", "archived_on", "next_review_on", "since"}}
    reason = Text("Add vendor {name} with the set-up of {source}", name=new_name, source=source["legal_name"])
    with register.change(reason, actor) as change:
        new_id = change.add(Vendor, **{**values, "legal_name": new_name, "stage": Stage.PROSPECT.value})
        _copy_set_up(change, {("vendor", vendor_id): new_id}, new_name)
    return new_id


def _copy_set_up(change: ChangeDoor, copies: dict[tuple[str, int], int], new_name: str) -> None:
    """Copies what belongs to what was copied; nouns come in an order in which none stands before what it refers to."""
    for noun in NOUNS:
        if noun.name not in _SET_UP:
            continue
        referring = references(noun)
        columns = [noun.table.c[field] for field, target in referring.items() if target == "vendor" or target in _SET_UP]
        found: dict[int, Mapping[str, Any]] = {}
        for column in columns:
            ids = [old for name, old in copies if name == referring[column.name]]
            query = select(noun.table).where(column.in_(ids)) if ids else None
            if query is not None:
                found.update({row["id"]: dict(row) for row in change.connection.execute(query).mappings()})
        for old_id, row in sorted(found.items()):
            values = {field: _copied(copies, referring.get(field), value) for field, value in row.items()
                      if field != "id" and field not in _KEPT_BACK.get(noun.name, ())}
            if (own := _OWN_NAMES.get(noun.name)) is not None:
                values[own] = f"{values[own]} ({new_name})"[:100]
            copies[noun.name, old_id] = change.add(noun.record, **values)


def _copied(copies: Mapping[tuple[str, int], int], target: str | None, value: Any) -> Any:
    return copies.get((target, value), value) if target is not None and value is not None else value
