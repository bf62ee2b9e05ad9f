"""Whether all vendors are there: finance's ledger of suppliers, each matched to a vendor or decided about."""

from datetime import date
from decimal import Decimal

from risk_register.model.base import Draft, Record, amount, in_order, not_blank, prose, ref, text, word
from risk_register.model.vocabulary import ScopeDecision


class SupplierLedgerDraft(Draft):
    """An extract of who was paid in a period, as finance gave it."""

    title: str = text()
    period_from: date | None = None
    period_to: date | None = None
    loaded_on: date
    file_name: str | None = text(None, most=255)
    file_sha256: str | None = text(None, most=64)


class SupplierLedger(Record, SupplierLedgerDraft, table=True):
    """See `SupplierLedgerDraft`."""

    __tablename__ = "supplier_ledger"
    __table_args__ = (not_blank("title"), in_order("period_from", "period_to"))


class LedgerSupplierDraft(Draft):
    """A supplier in a ledger: the vendor it is, or why it needs none; no decision means that nobody looked at it yet."""

    ledger_id: int = ref("supplier_ledger")
    name: str = text()
    account: str | None = text(None, most=100)
    registration: str | None = text(None, most=100)
    """Its VAT or registration number as the ledger has it."""
    country: str | None = text(None, most=60)
    amount: Decimal | None = amount()
    currency: str | None = text(None, most=3)
    vendor_id: int | None = ref("vendor", None)
    scope_decision: ScopeDecision | None = word(None)
    scope_reason: str | None = prose()
    decided_by: str | None = text(None)
    decided_on: date | None = None


class LedgerSupplier(Record, LedgerSupplierDraft, table=True):
    """See `LedgerSupplierDraft`."""

    __tablename__ = "ledger_supplier"
    __table_args__ = (not_blank("name"),)


class HeadingMappingDraft(Draft):
    """What a column of somebody's spreadsheet was once said to hold, so that nobody is asked again."""

    sheet_kind: str = text(most=60)
    heading: str = text(most=300)
    """Folded, so that capitals and spaces make no difference."""
    target: str = text(most=120)


class HeadingMapping(Record, HeadingMappingDraft, table=True):
    """See `HeadingMappingDraft`."""

    __tablename__ = "heading_mapping"
