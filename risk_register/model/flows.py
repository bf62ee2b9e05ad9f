"""Which data goes where: processing activities and data flows with their elements, people and countries."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from risk_register.model.base import Draft, Record, Validity, at_least, in_order, not_blank, prose, ref, text, word
from risk_register.model.vocabulary import (
    CountryUse,
    DataElement,
    DataSubject,
    LegalBasis,
    ProcessingRole,
    Protection,
    TransferMechanism,
)


class ProcessingActivityDraft(Draft):
    """A unit of the record of processing activities (GDPR Art. 30)."""

    reference: str = text(most=60)
    name: str = text()
    own_entity_id: int | None = ref("own_entity", None)
    purpose: str | None = prose()
    legal_basis: LegalBasis | None = word(None)
    retention: str | None = prose()
    role: ProcessingRole = word(ProcessingRole.CONTROLLER)


class ProcessingActivity(Record, ProcessingActivityDraft, table=True):
    """See `ProcessingActivityDraft`."""

    __tablename__ = "processing_activity"
    __table_args__ = (not_blank("name"), UniqueConstraint("reference"))


class DataFlowDraft(Validity):
    """Data going from one party to another; an end without a vendor is ourselves. Needs are graded 0 (none) to 4."""

    name: str = text()
    from_vendor_id: int | None = ref("vendor", None)
    to_vendor_id: int | None = ref("vendor", None)
    own_entity_id: int | None = ref("own_entity", None)
    service_id: int | None = ref("service", None)
    activity_id: int | None = ref("processing_activity", None)
    our_role: ProcessingRole | None = word(None)
    their_role: ProcessingRole | None = word(None)
    customers: str | None = prose()
    """For whom we process, where we are a processor ourselves."""
    customer_notice_hours: int | None = None
    purpose: str | None = prose()
    legal_basis: LegalBasis | None = word(None)
    confidentiality: int | None = None
    integrity: int | None = None
    availability: int | None = None
    transfer_mechanism: TransferMechanism | None = word(None)
    transfer_checked_on: date | None = None
    transfer_assessed_on: date | None = None
    in_transit: Protection | None = word(None)
    at_rest: Protection | None = word(None)
    pseudonymised: bool | None = None
    retention: str | None = prose()


class DataFlow(Record, DataFlowDraft, table=True):
    """See `DataFlowDraft`."""

    __tablename__ = "data_flow"
    __table_args__ = (
        not_blank("name"), in_order("valid_from", "valid_to"), at_least("confidentiality", 0, 4), at_least("integrity", 0, 4),
        at_least("availability", 0, 4), at_least("customer_notice_hours", 0),
        CheckConstraint("from_vendor_id IS NOT NULL OR to_vendor_id IS NOT NULL", name="one_end_is_a_vendor"),
    )


class FlowElementDraft(Draft):
    """A data element that a flow carries."""

    flow_id: int = ref("data_flow")
    element: DataElement = word()


class FlowElement(Record, FlowElementDraft, table=True):
    """See `FlowElementDraft`."""

    __tablename__ = "flow_element"
    __table_args__ = (UniqueConstraint("flow_id", "element"),)


class FlowPopulationDraft(Draft):
    """How many people of one kind, in one country or US state ('US-CA'), a flow concerns."""

    flow_id: int = ref("data_flow")
    subject: DataSubject = word()
    region: str | None = text(None, most=6)
    count: int
    exact: bool = False
    counted_on: date | None = None


class FlowPopulation(Record, FlowPopulationDraft, table=True):
    """See `FlowPopulationDraft`."""

    __tablename__ = "flow_population"
    __table_args__ = (at_least("count", 0),)


class FlowCountryDraft(Draft):
    """A country in which a flow's data is stored, processed or reached from afar."""

    flow_id: int = ref("data_flow")
    country: str = text(most=2)
    use: CountryUse = word(CountryUse.STORAGE)


class FlowCountry(Record, FlowCountryDraft, table=True):
    """See `FlowCountryDraft`."""

    __tablename__ = "flow_country"
    __table_args__ = (UniqueConstraint("flow_id", "country", "use"),)
