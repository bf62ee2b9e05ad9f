"""Relations that end, until nothing of ours is left with the vendor; and what vendors reach of ours while they last."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import Privilege, TodayKind
from risk_register.operations.today_sources.base import Asked, named, of_vendor, table
from risk_register.risk.dates import add_months
from risk_register.risk.holding import ENDING, Ending, still_holds
from risk_register.texts import Text

_YEAR = 12
"""Months after which an access is looked at again (ISO/IEC 27002, 5.18: at planned intervals)."""


def offboarding(asked: Asked) -> Iterable[Item]:
    """Vendors that are leaving or gone and may still hold data, since no certificate of deletion is filed."""
    source, flow = table("offboarding"), table("data_flow")
    steps = {row.vendor_id: row for row in asked.connection.execute(select(source).order_by(source.c.id))}
    ending = [vendor for vendor in asked.vendors.values() if vendor.stage in ENDING]
    if not ending:
        return
    with_data = set(asked.connection.execute(select(flow.c.to_vendor_id).distinct()).scalars())
    for vendor in ending:
        row = steps.get(vendor.id)
        recorded = None if row is None else Ending(
            row.access_off_on, row.data_returned_on, bool(row.certificate_on or row.certificate_id), row.backups_included,
            row.subcontractors_included)
        why = still_holds(vendor.stage, had_data=vendor.id in with_data, ending=recorded)
        if why is not None:
            yield Item(TodayKind.OFFBOARDING.value, Text("May still hold data: get the deletion certificate"),
                       "vendor" if row is None else "offboarding", vendor.id if row is None else row.id, **of_vendor(vendor),
                       detail=why)


def accesses(asked: Asked) -> Iterable[Item]:
    """Accesses not revoked that nobody has looked at for a year."""
    source = table("access")
    rows = asked.connection.execute(
        select(source).where(source.c.revoked_on.is_(None), source.c.privilege != Privilege.NONE.value,
                             or_(source.c.reviewed_on.is_not(None), source.c.granted_on.is_not(None))).order_by(source.c.id))
    for row in rows:
        vendor, last = asked.served_by(row.vendor_id), row.reviewed_on or row.granted_on
        if vendor is None or last is None or (again := add_months(last, _YEAR)) > asked.until:
            continue
        privilege = named(Privilege, row.privilege)
        detail = (Text("{privilege}; last reviewed on {day}", privilege=privilege, day=last) if row.reviewed_on
                  else Text("{privilege}; granted on {day}, never reviewed", privilege=privilege, day=last))
        yield Item(TodayKind.ACCESS.value, Text("Review the access to {system}", system=row.system), "access", row.id,
                   **of_vendor(vendor), due_on=again, detail=detail)
