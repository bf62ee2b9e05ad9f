"""The first list of a starting window, read with nothing heavier than the raw driver.

Importing the tables takes several times as long as an empty window's whole start. This reads the scores that were derived
last; the worker makes them anew a moment later.
"""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

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
DIRECT_ONLY = "AND vendor.relation = 'direct'"


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


def row_of(values: tuple[str | int | None, ...]) -> VendorRow:
    """A line of the list from the columns of `LIST_SQL`."""
    vendor_id, name, stage, tier, residual, level, owner, review, country, reference, others = values
    words = " ".join(str(part) for part in (name, reference, others) if part)
    return VendorRow(
        id=int(vendor_id or 0), name=str(name), stage=str(stage), tier=str(tier),
        residual=None if residual is None else Decimal(str(residual)), level=str(level),
        owner=None if owner is None else str(owner), next_review_on=None if review is None else date.fromisoformat(str(review)),
        country=None if country is None else str(country), reference=None if reference is None else str(reference),
        search=fold_accents(words),
    )
