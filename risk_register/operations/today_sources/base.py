"""What a source of Today is given, and the small steps that sources share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Table

from risk_register.model.items import Item
from risk_register.model.nouns import BY_TABLE
from risk_register.model.vocabulary import Stage
from risk_register.model.vocabulary.terms import Term

if TYPE_CHECKING:
    from risk_register.incidents import Clock


class VendorLine(NamedTuple):
    """What sources need of a vendor: its name, who owns it, where it stands, how closely it is watched."""

    id: int
    name: str
    stage: str
    in_scope: bool
    owner: str | None
    tier: str
    next_review_on: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a source: what needs somebody on a day, or will until another."""

    connection: Connection
    today: date
    """The reader's own calendar day."""
    now: datetime
    until: date
    vendors: Mapping[int, VendorLine]
    """All that are not archived, subcontractors known only through others included."""
    people: Mapping[int, str]
    duties: Mapping[int, "tuple[Clock, ...]"] = field(default_factory=dict)
    """What open incidents oblige us to, by incident."""

    def served_by(self, vendor_id: int | None) -> VendorLine | None:
        """The vendor, where the relation with it is not over."""
        vendor = self.vendors.get(vendor_id) if vendor_id is not None else None
        return vendor if vendor is not None and vendor.stage != Stage.TERMINATED else None


Source = Callable[[Asked], Iterable[Item]]
"""A source reads sets, never vendor by vendor, and words its items so that they are true however late they are."""


def table(noun: str) -> Table:
    """The table of a noun."""
    return BY_TABLE[noun].table


def of_vendor(vendor: VendorLine, owner: str | None = None) -> dict[str, Any]:
    """The part of an item that says whose it is; the vendor's owner where nobody nearer is named."""
    return {"vendor_id": vendor.id, "vendor": vendor.name, "owner": owner or vendor.owner}


def named(vocabulary: type[Term], value: str | None) -> Term | str:
    """A stored word with its labels; one from a newer program as it is."""
    return vocabulary.parse(value) or value or ""
