"""A register in which each kind of thing needs somebody on the day the test runs."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from risk_register.operations import offboarding
from risk_register.operations.records import add_record
from risk_register.operations.registers import create_register
from risk_register.store import Register

ME = "Compliance officer"


def today() -> date:
    """The reader's own day."""
    return datetime.now().astimezone().date()


def days(count: int) -> date:
    """A day so many days from today."""
    return today() + timedelta(days=count)


@dataclass
class Filled:
    """The ids of what was recorded, by the kind of thing it needs."""

    path: Path
    vendor: int = 0
    record: dict[str, int] = field(default_factory=dict)


def fill(path: Path) -> Filled:
    """Records one of each kind for one vendor, and a second vendor that leaves."""
    made = Filled(path)
    with create_register(path, organisation="Northwind", actor=ME) as register:
        _fill(register, made)
    return made


def _fill(register: Register, made: Filled) -> None:
    def add(noun: str, **values: Any) -> int:
        return add_record(register, noun, values, ME)

    record = made.record
    officer, approver = add("person", name="Compliance officer"), add("person", name="Chief risk officer")
    vendor = made.vendor = add("vendor", legal_name="Alder", stage="active", owner_id=officer, next_review_on=days(-12))
    birch = add("vendor", legal_name="Birch", relation="indirect")
    record["review"] = vendor
    add("vendor_confirmation", vendor_id=vendor, confirmed_by="Head of IT", confirmed_on=days(-400))
    record["confirmation"] = vendor
    house, caiq = add("question_set", family="house", version="1", title="Our questions"), add(
        "question_set", family="caiq", version="4.0.3", title="CAIQ")
    record["questionnaire"] = add("questionnaire", vendor_id=vendor, question_set_id=house, state="sent", sent_on=days(-40),
                                  due_on=days(-10), recipient="security@alder.example", language="en")
    record["answers"] = add("questionnaire", vendor_id=vendor, question_set_id=caiq, state="received", received_on=days(-5))
    record["evidence"] = add("evidence", vendor_id=vendor, kind="iso27001", title="Certificate", expires_on=days(30))
    record["finding"] = add("finding", vendor_id=vendor, title="No backups", opened_on=days(-90), due_on=days(-3),
                            severity="high", owner_id=officer)
    accepted = add("finding", vendor_id=vendor, title="No encryption", opened_on=days(-90), due_on=days(-60))
    record["acceptance"] = add("risk_acceptance", vendor_id=vendor, finding_id=accepted, approver_id=approver,
                               reason="Replaced soon", accepted_on=days(-60), expires_on=days(4))
    restoring = add("finding", vendor_id=vendor, title="Restoring is not tried", opened_on=days(-90), due_on=days(200))
    record["treatment"] = add("treatment", finding_id=restoring, kind="mitigate", due_on=days(2),
                              description="Restore backups once a quarter")
    record["override"] = add("override", vendor_id=vendor, judgement="tier", value="T1", author=ME, reason="Group-wide",
                             made_on=days(-30), expires_on=days(20))
    record["contract"] = add("contract", vendor_id=vendor, reference="C-1", starts_on=days(-300), ends_on=days(95),
                             renewal="tacit", renewal_months=12, notice_days_ours=90, annual_cost=Decimal(12000), currency="EUR")
    record["subcontractors"] = add("subcontractor_list", provider_id=vendor, received_on=days(-9), objection_until=days(6))
    add("subcontractor_link", provider_id=vendor, subcontractor_id=birch, list_id=record["subcontractors"],
        objection_until=days(6))
    term = add("sla_term", contract_id=record["contract"], metric="availability", target=Decimal("99.9"), unit="percent",
               claim_days=45)
    record["credit"] = add("sla_measurement", sla_term_id=term, starts_on=days(-40), ends_on=days(-10), value=Decimal("99.1"))
    record["access"] = add("access", vendor_id=vendor, system="Ticketing", privilege="write", granted_on=days(-500))
    incident = record["incident"] = add("incident", title="Ransomware", announced_by_id=vendor, received_on=days(0))
    record["clock"] = add("notification", incident_id=incident, recipient_kind="authority", recipient="CNIL", rule="gdpr-33")
    add("task", incident_id=incident, title="Notify the authority", rule="gdpr-33", due_at=datetime.now(UTC) + timedelta(hours=30))
    record["task"] = add("task", incident_id=incident, title="Change the passwords", due_at=datetime.now(UTC) + timedelta(days=3))
    cedar = add("vendor", legal_name="Cedar", stage="active")
    add("data_flow", name="Customer files", to_vendor_id=cedar)
    offboarding.begin(register, cedar, ME)
    with register.read() as connection:
        record["offboarding"] = offboarding.holding_vendors(connection)[cedar].offboarding_id or 0
    ledger = record["ledger"] = add("supplier_ledger", title="Payments", loaded_on=days(0))
    add("ledger_supplier", ledger_id=ledger, name="Caterer")
