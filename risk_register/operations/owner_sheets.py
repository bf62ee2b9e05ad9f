"""Sheets for business owners: what is asked of one who wants a new vendor, and what one is shown to confirm once a year.

A sheet is known again by its hidden sheet; each of its lines carries a key that says which field of which record it is about,
and what the register held when it was sent, so that a change made meanwhile is noticed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from risk_register.errors import RegisterError
from risk_register.intake.values import Workbook
from risk_register.model.countries import country_name
from risk_register.model.labels import field_label, value_label, vocabulary_of
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE
from risk_register.model.vocabulary import DataCategory, DataElement, DataSubject, Privilege, StatedCriticality
from risk_register.operations import records
from risk_register.operations.vendors import vendor_name
from risk_register.questionnaires.cells import words
from risk_register.store import Register
from risk_register.texts import Language, Text, listed, tr

KEPT_SHEET = "_owner_sheet"
MARK = "risk-register owner sheet"
FORMAT = "1"
REQUEST, CONFIRM = "request", "confirm"
KEY, LABEL, CURRENT, RIGHT, ANSWER = range(5)
"""The columns of a sheet. A request has no current values and no question whether they are right."""
REMARKS, WHO = "remarks", "who"
_VENDOR_FIELDS = ("legal_name", "description", "owner_id", "stage", "stated_criticality", "country", "town", "website")
_SERVICE_FIELDS = ("name", "reliance", "substitutability", "valid_to")
_CONTRACT_FIELDS = ("ends_on", "annual_cost", "currency")
_CONTACT_FIELDS = ("name", "email", "phone")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: its key, its words, what the register holds, and what may be answered."""

    key: str
    label: str
    value: str = ""
    """As a person reads it."""
    raw: str = ""
    """As the register holds it."""
    choices: tuple[str, ...] = ()
    help: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class VendorSheet:
    """The sheet on one vendor."""

    vendor_id: int
    name: str
    owner: str
    lines: tuple[Line, ...]


def kind_of(workbook: Workbook) -> str | None:
    """'request' or 'confirm' where the workbook is a sheet of ours, whatever became of its name; else None."""
    for sheet in workbook.sheets:
        if words(sheet.value(0, 0)) == MARK:
            return words(sheet.value(1, 1)) or None
    return None


def request_lines(language: Language) -> list[Line]:
    """What is asked of somebody who wants a new vendor, in words of the business."""
    return [*_about(language), *_use(language), *_data(language)]


def _about(language: Language) -> Iterator[Line]:
    about = tr(language, "The vendor")
    yield Line(WHO, tr(language, "Your name"), group=about)
    yield Line("vendor.legal_name", tr(language, "The vendor's full name"), group=about,
               help=tr(language, "As on its invoice or contract."))
    yield Line("vendor.website", tr(language, "Its website"), group=about)
    yield Line("contact.email", tr(language, "E-mail address of your contact there"), group=about)


def _use(language: Language) -> Iterator[Line]:
    use = tr(language, "The use you make of it")
    yield Line("vendor.description", tr(language, "What do you need it for?"), group=use,
               help=tr(language, "One or two sentences."))
    yield Line("service.name", tr(language, "What is the product or service called?"), group=use)
    yield Line("vendor.stated_criticality", tr(language, "How critical is the work that depends on it?"), group=use,
               choices=_labels(StatedCriticality, language),
               help=tr(language, "Critical: within a day without it, customers or obligations suffer."))
    yield Line("service.valid_from", tr(language, "From which day is it needed?"), help=tr(language, "As 2026-01-31."), group=use)
    yield Line("note.cost", tr(language, "What will it cost a year?"), group=use,
               help=tr(language, "A rough figure, with its currency."))
    yield Line("access.system", tr(language, "Which systems of ours will it reach?"), group=use,
               help=tr(language, "Leave empty if none."))
    yield Line("access.privilege", tr(language, "What may it do there?"), choices=_labels(Privilege, language), group=use)


def _data(language: Language) -> Iterator[Line]:
    data = tr(language, "The data it gets")
    for category in DataCategory:
        told = listed((element.label(language) for element in DataElement if element.category is category), language)
        yield Line(f"element.{category.value}", category.label(language), help=told, group=data,
                   choices=(tr(language, "Yes"), tr(language, "No")))
    yield Line("population.subject", tr(language, "Whose data is it mainly?"), choices=_labels(DataSubject, language), group=data)
    yield Line("population.count", tr(language, "About how many people does it concern?"), group=data,
               help=tr(language, "A whole number."))
    yield Line("flow.countries", tr(language, "In which countries is the data kept or read?"), group=data,
               help=tr(language, "Names or codes, with commas between them."))
    yield Line(REMARKS, tr(language, "Anything else we should know?"), group=data)


def confirm_sheets(register: Register, vendor_ids: Sequence[int], language: Language) -> list[VendorSheet]:
    """What owners are shown of these vendors, each fact with its value today. Raises `RegisterError` where there is none."""
    if not vendor_ids:
        raise RegisterError("No vendor was chosen, so there is nothing to confirm.")
    return [_confirm_sheet(register, vendor_id, language) for vendor_id in vendor_ids]


def vendors_of(register: Register, owner: str) -> list[int]:
    """The vendors that a person owns, archived ones left out. Raises `RegisterError` where the person owns none."""
    people = [person["id"] for person in records.records(register, "person") if fold(person["name"]) == fold(owner)]
    found = records.records(register, "vendor", owner_id=people, archived_on=None) if people else []
    if not found:
        raise RegisterError("No vendor in this register is owned by '{name}'. Check the name in the list of vendors.", name=owner)
    return [vendor["id"] for vendor in sorted(found, key=lambda each: fold(each["legal_name"]))]


def stored_text(value: Any) -> str:
    """A field as a sheet carries it unseen, to notice later whether the register changed."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def shown(register: Register, noun: str, field: str, value: Any, language: Language) -> str:
    """A field as the owner reads it; '' where nothing is recorded."""
    if value in (None, ""):
        return ""
    if field == "owner_id":
        return records.record_name(register, "person", int(value), language)
    if field == "country":
        return country_name(str(value), language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value_label(BY_TABLE[noun], field, value, language)


def _confirm_sheet(register: Register, vendor_id: int, language: Language) -> VendorSheet:
    vendor = records.record(register, "vendor", vendor_id)
    name = vendor_name(register, vendor_id)
    owner = "" if vendor["owner_id"] is None else records.record_name(register, "person", vendor["owner_id"], language)
    lines = list(_lines(register, "vendor", vendor, _VENDOR_FIELDS, tr(language, "The vendor"), language))
    for service in records.records(register, "service", vendor_id=vendor_id):
        title = tr(language, "Service: {name}", name=service["name"])
        lines += _lines(register, "service", service, _SERVICE_FIELDS, title, language)
    for contract in records.records(register, "contract", vendor_id=vendor_id, ended_on=None):
        title = tr(language, "Contract: {name}", name=contract["title"] or contract["reference"])
        lines += _lines(register, "contract", contract, _CONTRACT_FIELDS, title, language)
    for contact in records.records(register, "contact", vendor_id=vendor_id):
        title = tr(language, "Contact: {name}", name=value_label(BY_TABLE["contact"], "purpose", contact["purpose"], language))
        lines += _lines(register, "contact", contact, _CONTACT_FIELDS, title, language)
    return VendorSheet(vendor_id, name, owner, tuple(lines))


def _lines(register: Register, noun: str, record: Mapping[str, Any], fields: Sequence[str], group: str,
           language: Language) -> Iterator[Line]:
    for field in fields:
        vocabulary = vocabulary_of(BY_TABLE[noun], field)
        label = field_label(field, language)
        yield Line(
            key=f"{noun}:{record['id']}:{field}", label=label[:1].upper() + label[1:],
            value=shown(register, noun, field, record[field], language), raw=stored_text(record[field]),
            choices=_labels(vocabulary, language) if vocabulary else (), group=group)


def _labels(vocabulary: Any, language: Language) -> tuple[str, ...]:
    return tuple(term.label(language) for term in vocabulary)


INSTRUCTIONS: dict[str, tuple[Text, ...]] = {
    REQUEST: (
        Text("Request a new vendor"),
        Text("Fill in the yellow cells and send this file back to the compliance team. Leave empty what you do not know."),
    ),
    CONFIRM: (
        Text("Are these facts still right?"),
        Text("Answer Yes or No on each line; where it is No, write the right value beside it. Then send this file back."),
    ),
}
