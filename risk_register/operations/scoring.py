"""Scores of a register's vendors: asked for on a day by a method, and kept beside the lists as long as the facts stand."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import select

from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.operations import score_log, touched
from risk_register.operations.each_vendor import of_each
from risk_register.operations.facts import OURS, ours
from risk_register.operations.method_texts import method_in_force as method_in_force
from risk_register.risk import Method
from risk_register.risk import assess as judge
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.store.schema import derived_score
from risk_register.store.stopping import stoppable
from risk_register.texts import Text

_VENDOR = BY_RECORD[Vendor].table
_MOST_AT_ONCE = 500
"""Above this many vendors it is quicker to read all of them than to ask for each."""


def assess(register: Register, vendor_ids: Sequence[int] | None = None, *, on: date | None = None, method: str | None = None,
           explain: bool = True, cancelled: Callable[[], bool] | None = None,
           progress: Callable[[int, int, Text], None] | None = None) -> list[Assessment]:
    """Judge the given vendors, or all vendors of ours, on a day (today in the organisation's time zone by default)."""
    return judged_by(register, method_in_force(register, method), vendor_ids, on=on, explain=explain, cancelled=cancelled,
                     progress=progress)


def judged_by(register: Register, rule: Method, vendor_ids: Sequence[int] | None = None, *, on: date | None = None,
              explain: bool = False, cancelled: Callable[[], bool] | None = None,
              progress: Callable[[int, int, Text], None] | None = None) -> list[Assessment]:
    """As `assess`, by a method in hand, which need not be one that the register keeps."""
    day = on or register.today()
    found: list[Assessment] = []
    total = ours(register) if progress is not None else 0
    with stoppable(cancelled):
        for some in of_each(register, partial(judge, method=rule, on=day, explain=explain), vendor_ids):
            found.extend(some)
            if progress is not None:
                progress(len(found), total, Text("As they stood on {day}", day=day))
    return sorted(found, key=lambda result: (result.vendor.lower(), result.vendor_id))


def refresh_scores(register: Register, *, cancelled: Callable[[], bool] | None = None) -> list[dict[str, Any]] | None:
    """Make the scores that lists show anew where facts, method or day have moved.

    Where only some vendors' facts changed since, only those are judged again. Returns the scores where they could not be kept,
    since another program has the register for writing; else None.
    """
    method = method_in_force(register)
    key = {"head": register.head()[1], "method": method.sha256, "day": register.today().isoformat()}
    known = register.derived_from()
    if {name: known.get(name) for name in key} == key:
        return None
    only: list[int] | None = None
    if known.get("method") == key["method"] and known.get("day") == key["day"]:
        only = touched.vendors_since(register, known.get("head", ""))
    if only is not None and len(only) > _MOST_AT_ONCE:
        only = None
    before = score_log.kept_scores(register, only)
    rows = [row_of(result) for result in assess(register, _listed(register, only), explain=False, cancelled=cancelled)]
    if not register.derive(key, derived_score, rows, replacing=only):
        return rows
    score_log.note(register, before, rows, register.today())
    return None


def altered_scores(register: Register) -> list[Text]:
    """The kept scores that are not what facts, method and day give, a line each: they stand outside the journal, so only judging
    again can tell. Scores that are out of date anyway are not looked at: no list shows them before they are made anew.
    """
    key = {"head": register.head()[1], "method": method_in_force(register).sha256}
    known = register.derived_from()
    if {name: known.get(name) for name in key} != key or not known.get("day"):
        return []
    with register.read() as connection:
        kept = {row["vendor_id"]: dict(row) for row in connection.execute(select(derived_score)).mappings()}
    judged = {result.vendor_id: result for result in assess(register, on=date.fromisoformat(known["day"]), explain=False)}
    return [
        Text("The score that lists show for {vendor} (record {record}) was altered outside the program; "
             "it is judged anew when the vendor is next changed, or on the next day.",
             vendor=judged[record].vendor if record in judged else "?", record=str(record))
        for record in sorted(kept.keys() | judged.keys())
        if record not in judged or kept.get(record) != row_of(judged[record])
    ]


def _listed(register: Register, only: list[int] | None) -> list[int] | None:
    """Of some vendors those of ours that are not archived: the same that are judged where all are."""
    if only is None:
        return None
    with register.read() as connection:
        ours = set(connection.execute(select(_VENDOR.c.id).where(_VENDOR.c.id.in_(only), *OURS)).scalars())
    return [vendor_id for vendor_id in only if vendor_id in ours]


def row_of(result: Assessment) -> dict[str, Any]:
    """A score as lists keep it."""
    return {
        "vendor_id": result.vendor_id, "tier": result.tier.value, "level": result.level.value,
        "residual": None if result.residual is None else format(_shortened(result.residual), "f"),
        "next_review_on": result.next_review_on.isoformat() if result.next_review_on else None,
    }


def _shortened(value: Decimal) -> Decimal:
    """Enough digits to sort and show by, without the hundreds an exact quotient may have."""
    return value.quantize(Decimal("0.000001")) if abs(Decimal(str(value.as_tuple().exponent))) > 6 else value
