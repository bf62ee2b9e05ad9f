"""Suppliers that are paid and of whom nobody has said whether they are vendors."""

from collections.abc import Iterable

from sqlalchemy import func, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import TodayKind
from risk_register.operations.today_sources.base import Asked, table
from risk_register.texts import Text


def unmatched(asked: Asked) -> Iterable[Item]:
    """One item for each ledger with suppliers that are neither a vendor nor decided about."""
    ledger, supplier = table("supplier_ledger"), table("ledger_supplier")
    rows = asked.connection.execute(
        select(ledger.c.id, ledger.c.title, func.count(supplier.c.id).label("left"))
        .join(supplier, supplier.c.ledger_id == ledger.c.id)
        .where(supplier.c.vendor_id.is_(None), supplier.c.scope_decision.is_(None)).group_by(ledger.c.id, ledger.c.title)
        .order_by(ledger.c.id))
    for row in rows:
        yield Item(TodayKind.LEDGER.value, Text("Decide about suppliers that are paid and not registered: {count}", count=row.left),
                   "supplier_ledger", row.id, detail=Text("{words}", words=row.title))
