"""The list of vendors as one statement that the raw driver can read, with the scores that were derived last."""

from datetime import date
from decimal import Decimal
from typing import Any

from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow

_LIST_SQL = """
SELECT vendor.id, vendor.legal_name, vendor.stage, coalesce(derived_score.tier, 'unassessed'), derived_score.residual,
       coalesce(derived_score.level, 'unassessed'), person.name,
       CASE WHEN derived_score.vendor_id IS NULL THEN vendor.next_review_on ELSE derived_score.next_review_on END,
       vendor.country, vendor.reference, other.names{more}
FROM vendor
LEFT JOIN derived_score ON derived_score.vendor_id = vendor.id
LEFT JOIN person ON person.id = vendor.owner_id
LEFT JOIN (SELECT vendor_id, group_concat(name, ' ') AS names FROM vendor_name GROUP BY vendor_id) AS other
       ON other.vendor_id = vendor.id
{joined}
WHERE {condition}
"""
_CURRENT, _DIRECT = "vendor.archived_on IS NULL", "vendor.relation <> 'indirect'"
_MORE = """, vendor.owner_id, vendor.next_review_on, vendor.stated_criticality, vendor.scope_decision, vendor.town, vendor.website,
       vendor.since, vendor.archived_on, coalesce(open_finding.count, 0)"""
_JOINED = """LEFT JOIN (SELECT vendor_id, count(*) AS count FROM finding WHERE state <> 'closed' GROUP BY vendor_id) AS open_finding
       ON open_finding.vendor_id = vendor.id"""
_FEW = 11
"""How many columns a list has without details."""


def list_sql(*, indirect: bool = False, archived: bool = False, details: bool = False) -> str:
    """The statement that lists vendors: those known as subcontractors only too, archived ones too, with what only lists show."""
    wanted = [each for each, all_of_them in ((_CURRENT, archived), (_DIRECT, indirect)) if not all_of_them]
    return _LIST_SQL.format(more=_MORE if details else "", joined=_JOINED if details else "", condition=" AND ".join(wanted) or "1")


def row_of(values: Any) -> VendorRow:
    """A line of the list from the columns of `list_sql`."""
    vendor_id, name, stage, tier, residual, level, owner, review, country, reference, others = values[:_FEW]
    words = name if reference is None and others is None else " ".join(part for part in (name, reference, others) if part)
    return VendorRow(
        vendor_id, name, stage, tier, None if residual is None else Decimal(residual), level, owner,
        None if review is None else _day(review), country, reference, fold_accents(words), *_details(values[_FEW:]))


def _details(values: Any) -> tuple[Any, ...]:
    if not values:
        return ()
    owner_id, review, criticality, scope, town, website, since, archived, findings = values
    return (owner_id, review and _day(review), criticality, scope, town, website, since and _day(since),
            archived and _day(archived), findings)


def _day(text: str) -> date | None:
    """A day as stored; None for what a foreign hand wrote there and is none, so that one row never stops the list."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
