"""Breach day: vendors' public events, incidents with their stamps, decisions, tasks and notifications."""

from datetime import date

from sqlalchemy import UniqueConstraint

from risk_register.model.base import Draft, Moment, Record, moment, not_blank, prose, ref, text, word
from risk_register.model.vocabulary import (
    Affected,
    DataElement,
    DecisionKind,
    ExposureState,
    FindingSeverity,
    IncidentState,
    NotificationStage,
    RecipientKind,
    StampName,
    TaskState,
)


class VendorEventDraft(Draft):
    """A public incident of a vendor, and what our check of it found."""

    vendor_id: int = ref("vendor")
    title: str = text()
    happened_on: date | None = None
    published_on: date | None = None
    source: str | None = prose()
    affected: Affected = word(Affected.NOT_CHECKED)
    checked_on: date | None = None
    checked_by: str | None = text(None)
    searched: str | None = prose()


class VendorEvent(Record, VendorEventDraft, table=True):
    """See `VendorEventDraft`."""

    __tablename__ = "vendor_event"
    __table_args__ = (not_blank("title"),)


class IncidentDraft(Draft):
    """An incident that reached us, or may have, through a vendor."""

    title: str = text()
    reference: str | None = text(None, most=60)
    announced_by_id: int | None = ref("vendor", None)
    origin_id: int | None = ref("vendor", None)
    received_on: date | None = None
    """The calendar day on which the first announcement reached us; it never moves with a time zone."""
    state: IncidentState = word(IncidentState.OPEN)
    severity: FindingSeverity | None = word(None)
    outcome: str | None = prose()
    lessons: str | None = prose()


class Incident(Record, IncidentDraft, table=True):
    """See `IncidentDraft`."""

    __tablename__ = "incident"
    __table_args__ = (not_blank("title"),)


class IncidentNoticeDraft(Draft):
    """An announcement of an incident as it came, of which there may be several. Never changed once stored."""

    incident_id: int = ref("incident")
    announced_by_id: int | None = ref("vendor", None)
    published_on: date | None = None
    received_on: date
    source: str | None = prose()
    announcement: str = text(most=200_000)
    file_name: str | None = text(None, most=255)
    file_sha256: str | None = text(None, most=64)


class IncidentNotice(Record, IncidentNoticeDraft, table=True):
    """See `IncidentNoticeDraft`."""

    __tablename__ = "incident_notice"
    __table_args__ = (not_blank("announcement"),)


class IncidentVendorDraft(Draft):
    """A vendor that an incident concerns."""

    incident_id: int = ref("incident")
    vendor_id: int = ref("vendor")


class IncidentVendor(Record, IncidentVendorDraft, table=True):
    """See `IncidentVendorDraft`."""

    __tablename__ = "incident_vendor"
    __table_args__ = (UniqueConstraint("incident_id", "vendor_id"),)


class IncidentElementDraft(Draft):
    """What is known of one data element in an incident, and the words it rests on."""

    incident_id: int = ref("incident")
    element: DataElement = word()
    state: ExposureState = word()
    quotation: str | None = prose()


class IncidentElement(Record, IncidentElementDraft, table=True):
    """See `IncidentElementDraft`."""

    __tablename__ = "incident_element"
    __table_args__ = (UniqueConstraint("incident_id", "element"),)


class IncidentStampDraft(Draft):
    """One of the separate moments of an incident. A later row of the same name corrects an earlier one; both are kept."""

    incident_id: int = ref("incident")
    name: StampName = word()
    at: Moment = moment()
    source: str | None = prose()


class IncidentStamp(Record, IncidentStampDraft, table=True):
    """See `IncidentStampDraft`."""

    __tablename__ = "incident_stamp"


class DecisionDraft(Draft):
    """What a person decided about an incident, and answers for."""

    incident_id: int = ref("incident")
    kind: DecisionKind = word()
    value: str = text()
    author: str = text()
    reason: str = text(most=5000)
    decided_at: Moment = moment()


class Decision(Record, DecisionDraft, table=True):
    """See `DecisionDraft`."""

    __tablename__ = "decision"
    __table_args__ = (not_blank("reason"),)


class TaskDraft(Draft):
    """Something to be done about an incident."""

    incident_id: int = ref("incident")
    title: str = text(most=1000)
    owner_id: int | None = ref("person", None)
    due_at: Moment | None = moment(None)
    done_at: Moment | None = moment(None)
    state: TaskState = word(TaskState.OPEN)
    rule: str | None = text(None, most=120)


class Task(Record, TaskDraft, table=True):
    """See `TaskDraft`."""

    __tablename__ = "task"


class NotificationDraft(Draft):
    """A message owed to, or sent to, somebody about an incident."""

    incident_id: int = ref("incident")
    recipient_kind: RecipientKind = word()
    recipient: str = text()
    stage: NotificationStage = word(NotificationStage.INITIAL)
    rule: str | None = text(None, most=120)
    sent_at: Moment | None = moment(None)
    receipt_number: str | None = text(None, most=100)
    body: str | None = prose()


class Notification(Record, NotificationDraft, table=True):
    """See `NotificationDraft`."""

    __tablename__ = "notification"
    __table_args__ = (not_blank("recipient"),)
