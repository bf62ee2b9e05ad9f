"""The first list of a starting window, read with nothing heavier than the raw driver.

Importing the tables takes several times as long as an empty window's whole start. This reads the scores that were derived
last; the worker makes them anew a moment later.
"""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.store import sqlite

LIST_SQL = """
SELECT vendor.id, vendor.legal_name, vendor.stage, coalesce(derived_score.tier, 'unassessed'), derived_score.residual,
       coalesce(derived_score.level, 'unassessed'), person.name,
       CASE WHEN derived_score.vendor_id IS NULL THEN vendor.next_review_on ELSE derived_score.next_review_on END,
       vendor.country, vendor.reference, other.names
FROM vendor
LEFT JOIN derived_score ON derived_score.vendor_id = vendor.id
LEFT JOIN person ON person.id = vendor.owner_id
LEFT JOIN (SELECT vendor_id, group_concat(name, ' ') AS names FROM vendor_name GROUP BY vendor_id) AS other
       ON other.vendor_id = vendor.id
WHERE vendor.archived_on IS NULL {condition}
"""
DIRECT_ONLY = "AND vendor.relation <> 'indirect'"


def first_list(path: Path) -> list[VendorRow]:
    """The vendors of ours with the scores last derived, by name. Raises `NotARegister` as opening would."""
    sqlite.check_file(path)
    try:
        connection = sqlite.connect(path, "read")
        try:
            rows = [row_of(values) for values in connection.execute(LIST_SQL.format(condition=DIRECT_ONLY))]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise sqlite.explain(error, path) or sqlite.damaged(path) from None
    rows.sort(key=lambda row: row.search)
    return rows


def row_of(values: Any) -> VendorRow:
    """A line of the list from the columns of `LIST_SQL`."""
    vendor_id, name, stage, tier, residual, level, owner, review, country, reference, others = values
    words = name if reference is None and others is None else " ".join(part for part in (name, reference, others) if part)
    return VendorRow(
        vendor_id, name, stage, tier, None if residual is None else Decimal(residual), level, owner,
        None if review is None else _day(review), country, reference, fold_accents(words))


def _day(text: str) -> date | None:
    """A day as stored; None for what a foreign hand wrote there and is none, so that one row never stops the list."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
