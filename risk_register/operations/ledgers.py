"""Taking finance's ledger of suppliers in: each supplier matched to a vendor, and what was decided about it before carried over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import read_workbook
from risk_register.intake.files import read_again
from risk_register.model.completeness import HeadingMapping, LedgerSupplier, SupplierLedger
from risk_register.model.matching import Matcher, identifier_keys
from risk_register.model.names import fold
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Identifier, Vendor, VendorName
from risk_register.operations import ledger_reading
from risk_register.operations.fetch import grouped
from risk_register.operations.ledger_reading import ReadLedger, heading_key, read_ledger
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

Progress = Callable[[int, int, Text], None]
SHEET_KIND = "supplier_ledger"
_LEDGER = BY_RECORD[SupplierLedger].table
_SUPPLIER = BY_RECORD[LedgerSupplier].table
_MAPPING = BY_RECORD[HeadingMapping].table
_VENDOR = BY_RECORD[Vendor].table
_NAME = BY_RECORD[VendorName].table
_IDENTIFIER = BY_RECORD[Identifier].table
_ALIKE = 65
"""How near two names must be, of 100, for a number that is no registration to settle it."""
_DECISION = ("vendor_id", "scope_decision", "scope_reason", "decided_by", "decided_on")


@dataclass(frozen=True, slots=True)
class LoadedLedger:
    """What loading a ledger brought in, or would."""

    ledger_id: int | None
    title: str
    read: ReadLedger
    matched: int
    carried_over: int
    """Suppliers about which something was decided on an earlier ledger, which holds for this one, too."""


def preview_ledger(register: Register, path: Path, roles: Mapping[str, str] | None = None, *,
                   cancelled: Callable[[], bool] | None = None) -> ReadLedger:
    """A ledger as it would be taken in, its columns by their headings, by what was once said of them, and by `roles`.

    `roles` says of a heading as it stands what its column holds: one of `ledger_reading.ROLES`, or '' for nothing of use.

    Raises `UnknownColumns` where no column names suppliers, and `RegisterError` for what cannot be read.
    """
    return read_ledger(read_workbook(path, cancelled=cancelled), {**_remembered(register), **_by_key(roles)})


def load_ledger(register: Register, path: Path, actor: str, *, roles: Mapping[str, str] | None = None, title: str | None = None,
                period: tuple[date | None, date | None] = (None, None), dry_run: bool = False, progress: Progress | None = None,
                cancelled: Callable[[], bool] | None = None) -> LoadedLedger:
    """Read a ledger and store it in one change: every supplier, the vendor it is, and the decisions that still hold.

    `roles` as in `preview_ledger`; what it says is remembered. Raises as that does, and where the same file was loaded before.
    """
    _tell(progress, 0, Text("Reading {file}", file=path.name))
    read = preview_ledger(register, path, roles, cancelled=cancelled)
    _refuse_known(register, read)
    content = b"" if dry_run else read_again(path, read.file_sha256)
    _tell(progress, 1, Text("Matching {count} suppliers", count=len(read.suppliers)))
    rows = _matched_rows(register, read)
    matched = sum(row["vendor_id"] is not None for row in rows)
    carried = sum(row["decided_on"] is not None for row in rows)
    name = title or Path(read.file_name).stem
    ledger_id = None
    if cancelled is not None and cancelled():
        raise Cancelled("Loading the ledger was stopped. Nothing was stored.")
    if not dry_run:
        _tell(progress, 2, Text("Storing {count} suppliers", count=len(rows)))
        with register.change(Text("Load supplier ledger {file}", file=read.file_name), actor) as change:
            ledger_id = change.add(
                SupplierLedger, title=name, period_from=period[0], period_to=period[1], loaded_on=register.today(),
                file_name=read.file_name, file_sha256=change.keep_file(content, read.file_name))
            change.add_many(LedgerSupplier, [{**row, "ledger_id": ledger_id} for row in rows])
            _remember(change, _by_key(roles))
    _tell(progress, 3, Text("Done"))
    return LoadedLedger(ledger_id, name, read, matched, carried)


def vendor_matcher(connection: Connection) -> Matcher:
    """All vendors, also those known only through others, with every name and number by which a supplier may be recognised."""
    others = grouped(connection.execute(select(_NAME.c.vendor_id, _NAME.c.name)), lambda row: row.vendor_id)
    numbers = grouped(connection.execute(select(_IDENTIFIER.c.vendor_id, _IDENTIFIER.c.value)), lambda row: row.vendor_id)
    return Matcher(
        (row.id, [row.legal_name, *(other.name for other in others.get(row.id, ()))],
         [*(number.value for number in numbers.get(row.id, ())), *([row.reference] if row.reference else [])])
        for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.legal_name, _VENDOR.c.reference)))


def same_supplier_keys(name: str, registration: str | None) -> list[str]:
    """Under what a supplier is known from one ledger to the next: its number where it has one, and its name."""
    numbers = sorted({key for value in _numbers(registration) for key in identifier_keys(value)})
    return [*(f"number {key}" for key in numbers), f"name {fold(name)}"]


def _matched_rows(register: Register, read: ReadLedger) -> list[dict[str, Any]]:
    with register.read() as connection:
        matcher = vendor_matcher(connection)
        decided = _earlier_decisions(connection)
    return [_row(supplier, matcher, decided) for supplier in read.suppliers]


def _row(supplier: ledger_reading.LedgerSupplier, matcher: Matcher, decided: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_DECISION)
    keys = same_supplier_keys(supplier.name, supplier.registration)
    earlier = next((decided[key] for key in keys if key in decided), None)
    if earlier is not None and earlier["vendor_id"] is not None:
        row.update(earlier)
    else:
        row["vendor_id"] = matched_vendor(matcher, supplier.name, supplier.registration, supplier.account)
        if row["vendor_id"] is None and earlier is not None:
            row.update(earlier)
    return {"name": supplier.name, "account": supplier.account, "registration": supplier.registration, "country": supplier.country,
            "amount": supplier.amount, "currency": supplier.currency, **row}


def matched_vendor(matcher: Matcher, name: str, registration: str | None, account: str | None) -> int | None:
    """The vendor that a supplier surely is: by its registration number, else by just its name.

    Finance's own number counts only where the names are near, too: a vendor's reference '1001' may be anybody's.
    """
    found = matcher.exact(None, _numbers(registration)) or matcher.exact(name)
    if found is None and account:
        numbered = matcher.exact(None, _numbers(account))
        found = next((near for near, _ in matcher.near(name, at_least=_ALIKE) if near == numbered), None)
    return found


def _numbers(written: str | None) -> list[str]:
    return [piece for piece in (written or "").split(", ") if piece]


def _earlier_decisions(connection: Connection) -> dict[str, dict[str, Any]]:
    """What people decided about suppliers on earlier ledgers, the latest word on each."""
    found: dict[str, dict[str, Any]] = {}
    query = (select(_SUPPLIER).join(_LEDGER, _LEDGER.c.id == _SUPPLIER.c.ledger_id).where(_SUPPLIER.c.decided_on.is_not(None))
             .order_by(_SUPPLIER.c.decided_on, _LEDGER.c.loaded_on, _SUPPLIER.c.id))
    for row in connection.execute(query).mappings():
        decision = {name: row[name] for name in _DECISION}
        found.update(dict.fromkeys(same_supplier_keys(row["name"], row["registration"]), decision))
    return found


def _remembered(register: Register) -> dict[str, str]:
    with register.read() as connection:
        query = select(_MAPPING.c.heading, _MAPPING.c.target).where(_MAPPING.c.sheet_kind == SHEET_KIND)
        return {row.heading: "" if row.target == _LEFT_OUT else row.target for row in connection.execute(query)}


_LEFT_OUT = "-"
"""What is remembered of a column that somebody said to leave out."""


def _remember(change: ChangeDoor, roles: Mapping[str, str]) -> None:
    query = select(_MAPPING.c.heading, _MAPPING.c.id).where(_MAPPING.c.sheet_kind == SHEET_KIND)
    known = {row.heading: row.id for row in change.connection.execute(query)}
    for heading, role in roles.items():
        if heading in known:
            change.update(HeadingMapping, known[heading], target=role or _LEFT_OUT)
        else:
            change.add(HeadingMapping, sheet_kind=SHEET_KIND, heading=heading, target=role or _LEFT_OUT)


def _by_key(roles: Mapping[str, str] | None) -> dict[str, str]:
    return {heading_key(heading): role for heading, role in (roles or {}).items()}


def _refuse_known(register: Register, read: ReadLedger) -> None:
    with register.read() as connection:
        known = connection.execute(select(_LEDGER.c.title, _LEDGER.c.loaded_on)
                                   .where(_LEDGER.c.file_sha256 == read.file_sha256)).first()
    if known is not None:
        raise RegisterError("{file} was loaded before, on {day}. Its suppliers are in the register; nothing was changed.",
                            file=read.file_name, day=known.loaded_on)


def _tell(progress: Progress | None, done: int, words: Text) -> None:
    if progress is not None:
        progress(done, 3, words)
