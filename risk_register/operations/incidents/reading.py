"""An announcement against this register: whom it names, and what would be recorded if a person agreed to all of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from risk_register.incidents.notice import Known, Names, Reading, read_notice
from risk_register.intake.announcements import Announcement
from risk_register.model.contracts import SubcontractorLink
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor, VendorName
from risk_register.model.vocabulary import ExposureState, LinkConfidence, VendorRelation
from risk_register.operations.fetch import plain_rows
from risk_register.store import Register
from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an announcement proposes to record. Each field is confirmed, changed or struck by a person."""

    title: str
    announced_by_id: int | None
    origin_id: int | None
    published_on: date | None
    occurred_on: date | None
    detected_on: date | None
    aware_on: date | None
    """When the vendor that passes the news on was told of it: since then it is aware."""
    notified_on: date | None
    """When it told us: where the announcement is a message to us, the day it was sent."""
    elements: tuple[tuple[str, ExposureState, str], ...]
    """Element, what is said of it, and the words that rests on."""
    unknown: tuple[str, ...]
    """Companies named with a part in it that the register does not know."""


def known_names(register: Register) -> Names:
    """All vendors and subcontractors, archived ones too, with all their names."""
    vendor, other = BY_RECORD[Vendor].table, BY_RECORD[VendorName].table
    with register.read() as connection:
        names: dict[int, tuple[str, ...]] = {key: (name,) for key, name in plain_rows(
            connection, select(vendor.c.id, vendor.c.legal_name).order_by(vendor.c.id))}
        for key, name in plain_rows(connection, select(other.c.vendor_id, other.c.name).order_by(other.c.id)):
            names[key] += (name,)
    return Names(Known(key, values) for key, values in names.items())


def read(register: Register, announcement: Announcement) -> Reading:
    """What the announcement says, with the parties that this register knows."""
    return read_notice(announcement, known_names(register), received=register.today())


def proposal(reading: Reading, announcement: Announcement | None = None) -> Proposal:
    """What to record of a reading, as it was found."""
    announcer, origin = reading.announcer, reading.origin
    passed_on = announcer is not None and origin is not None and announcer is not origin
    sent = announcement.sent.date() if announcement is not None and announcement.sent is not None else None
    return Proposal(
        (reading.title or "")[:300], announcer.vendor_id if announcer else None, origin.vendor_id if origin else None,
        reading.announced_on, reading.day("occurred"), reading.day("detected"),
        reading.day("notified") if passed_on else None, sent,
        tuple((each.element.value, each.state, each.quotation) for each in reading.elements),
        tuple(each.name for each in reading.parties if each.vendor_id is None and (each.announcer or each.origin)))


def add_named(register: Register, name: str, provider_id: int | None, actor: str) -> int:
    """Takes a company that an announcement names into the register: as a vendor, or as a subcontractor of one; its id.

    That it works for the provider is what the announcement says, which nobody has declared: the link is recorded as assumed.
    """
    with register.change(Text("Take '{name}' into the register, named in an announcement", name=name), actor) as change:
        if provider_id is None:
            return change.add(Vendor, legal_name=name)
        vendor_id = change.add(Vendor, legal_name=name, relation=VendorRelation.INDIRECT)
        change.add(SubcontractorLink, provider_id=provider_id, subcontractor_id=vendor_id, confidence=LinkConfidence.ASSUMED)
        return vendor_id
