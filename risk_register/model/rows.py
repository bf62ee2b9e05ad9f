"""The line that every list of vendors shows. It imports nothing, so that a starting window can read its first list at once."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class VendorRow(NamedTuple):
    """One line of the list of vendors. Residual risk 0 to 100, None where unassessed; vocabulary as stored values.

    A plain tuple, since a starting window makes ten thousand of them before it is painted.
    """

    id: int
    name: str
    stage: str
    tier: str
    residual: Decimal | None
    level: str
    owner: str | None = None
    next_review_on: date | None = None
    country: str | None = None
    reference: str | None = None
    search: str = ""
    """Folded names and reference, for filtering as one types."""
    owner_id: int | None = None
    """This and what follows only the list of vendors itself reads, once its first rows are on screen."""
    review_set_on: date | None = None
    """The next review as somebody set it by hand; `next_review_on` is the method's where nobody did."""
    stated_criticality: str | None = None
    scope: str | None = None
    town: str | None = None
    website: str | None = None
    since: date | None = None
    archived_on: date | None = None
    findings: int = 0
    """How many findings are not closed."""
    notice_on: date | None = None
    """The next day until which notice can be given to one of its contracts."""
    holds_data: bool = False
    """Whether it may still hold data of ours, though the relation with it ends or is over."""
