"""What a report of the demonstration register is about."""

from risk_register.operations.incidents import all_incidents
from risk_register.operations.records import records
from risk_register.reports import ABOUT_A_VENDOR
from risk_register.store import Register


def subject(register: Register, kind: str) -> dict[str, int]:
    """The vendor with reviews, service levels and questionnaires, or the incident."""
    if kind == "incident":
        return {"incident_id": all_incidents(register)[0]}
    return {"vendor_id": records(register, "review")[0]["vendor_id"]} if kind in ABOUT_A_VENDOR else {}
