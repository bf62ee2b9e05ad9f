"""Relations that end, until nothing of ours is left with the vendor; and what vendors reach of ours while they last."""

from collections.abc import Iterable

from sqlalchemy import or_, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import Privilege, TodayKind
from risk_register.operations.offboarding import holding_vendors
from risk_register.operations.today_sources.base import Asked, named, of_vendor, table
from risk_register.risk.dates import add_months
from risk_register.texts import Text

_YEAR = 12
"""Months after which an access is looked at again (ISO/IEC 27002, 5.18: at planned intervals)."""


def offboarding(asked: Asked) -> Iterable[Item]:
    """Vendors that are leaving or gone and may still hold data, since no certificate of deletion is filed."""
    for vendor_id, holding in holding_vendors(asked.connection).items():
        vendor = asked.vendors.get(vendor_id)
        if vendor is not None:
            begun = holding.offboarding_id
            yield Item(TodayKind.OFFBOARDING.value, Text("May still hold data: get the deletion certificate"),
                       "vendor" if begun is None else "offboarding", vendor_id if begun is None else begun, **of_vendor(vendor),
                       detail=holding.why)


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
