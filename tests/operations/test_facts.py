"""What the register knows comes out as the organisation reads it."""

from datetime import UTC, date, datetime

from risk_register.model.incidents import Incident, IncidentStamp, IncidentVendor
from risk_register.model.parties import OwnEntity, Vendor
from risk_register.operations.facts import vendor_facts
from risk_register.risk.additions import incident_date
from risk_register.store import Register
from tests.store.looking import tables


def test_the_moments_of_an_incident_keep_the_day_they_had_where_the_organisation_is(register: Register) -> None:
    (entity,) = tables(register)["own_entity"]
    with register.change("Record an incident", "anna") as change:
        change.update(OwnEntity, entity, time_zone="America/New_York")
        alder = change.add(Vendor, legal_name="Alder")
        incident = change.add(Incident, title="Leak")
        change.add(IncidentVendor, incident_id=incident, vendor_id=alder)
        change.add(IncidentStamp, incident_id=incident, name="aware", at="2026-03-31T23:30:00-04:00")
    (held,) = vendor_facts(register, alder).incidents
    ((name, at),) = held.stamps
    assert (name, at) == ("aware", datetime(2026, 4, 1, 3, 30, tzinfo=UTC))
    assert incident_date(held) == at.date() == date(2026, 3, 31)
