"""Which data goes where, about whom."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Population:
    """How many people of one kind, in one country or US state, a flow concerns."""

    id: int
    flow_id: int
    subject: str
    count: int
    region: str | None = None
    exact: bool = False
    counted_on: date | None = None


@dataclass(frozen=True, slots=True)
class FlowCountry:
    """A country in which a flow's data is stored, processed or reached from afar."""

    id: int
    flow_id: int
    country: str
    use: str


@dataclass(frozen=True, slots=True)
class DataFlow:
    """Data going from one party to another; an end without a vendor is ourselves. Needs are graded 0 to 4."""

    id: int
    name: str
    from_vendor_id: int | None = None
    to_vendor_id: int | None = None
    own_entity_id: int | None = None
    service_id: int | None = None
    activity_id: int | None = None
    our_role: str | None = None
    their_role: str | None = None
    customers: str | None = None
    customer_notice_hours: int | None = None
    purpose: str | None = None
    legal_basis: str | None = None
    confidentiality: int | None = None
    integrity: int | None = None
    availability: int | None = None
    transfer_mechanism: str | None = None
    transfer_checked_on: date | None = None
    transfer_assessed_on: date | None = None
    in_transit: str | None = None
    at_rest: str | None = None
    pseudonymised: bool | None = None
    retention: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    elements: tuple[str, ...] = ()
    populations: tuple[Population, ...] = ()
    countries: tuple[FlowCountry, ...] = ()

    @property
    def people(self) -> int | None:
        """How many people the flow concerns; None where nobody counted."""
        return sum([population.count for population in self.populations]) if self.populations else None
