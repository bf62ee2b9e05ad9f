"""Contracts whose day for notice comes, which renew themselves, end, or have ended without a word of what follows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select

from risk_register.model.items import Item
from risk_register.model.vocabulary import Renewal, Stage, TodayKind
from risk_register.operations.today_sources.base import Asked, VendorLine, of_vendor, table
from risk_register.risk.terms import ContractTerm, contract_term, term_words
from risk_register.texts import Text

_FIELDS = ("id", "vendor_id", "reference", "ends_on", "ended_on", "renewal", "renewal_months", "notice_days_ours",
           "notice_months_ours")


def terms(asked: Asked) -> Iterable[Item]:
    """One item for each contract whose current term asks for something within the time looked ahead."""
    source = table("contract")
    rows = asked.connection.execute(
        select(*(source.c[name] for name in _FIELDS))
        .where(or_(source.c.ends_on.is_not(None), source.c.ended_on >= asked.today)).order_by(source.c.id)).all()
    judged = [(row, contract_term(row, asked.today)) for row in rows]
    running = {row.vendor_id for row, term in judged if not term.over and not term.doubtful}
    running |= set(asked.connection.execute(
        select(source.c.vendor_id).where(source.c.ends_on.is_(None), source.c.ended_on.is_(None))).scalars())
    for row, term in judged:
        vendor = asked.served_by(row.vendor_id)
        if vendor is not None and (item := _item(asked, vendor, row, term, replaced=row.vendor_id in running)):
            yield item


def _item(asked: Asked, vendor: VendorLine, row: Any, term: ContractTerm, *, replaced: bool) -> Item | None:
    if term.over or term.doubtful:
        if row.ended_on is not None or replaced or vendor.stage != Stage.ACTIVE:
            return None
        text, due = Text("{reference}: record what follows its end", reference=row.reference), term.current_end
    elif term.days_left is not None:
        text, due = Text("{reference}: give notice, or let it renew", reference=row.reference), term.give_notice_by
    elif term.renews_on is not None:
        text, due = Text("{reference}: renews itself, too late for notice", reference=row.reference), term.renews_on
    elif row.renewal == Renewal.TACIT and row.ended_on is None:
        text, due = Text("{reference}: renews itself, its notice is not recorded", reference=row.reference), term.current_end
    else:
        text, due = Text("{reference}: comes to its end", reference=row.reference), term.current_end
    if due is None or due > asked.until:
        return None
    return Item(TodayKind.CONTRACT.value, text, "contract", row.id, **of_vendor(vendor), due_on=due, detail=term_words(term))
