"""What was done about one vendor, and about no other."""

from datetime import date

import pytest

from risk_register.model.assurance import Evidence, EvidenceReview, ExitPlan, Finding, Treatment
from risk_register.model.facts.follow_up import FollowUp
from risk_register.model.parties import Person, Vendor
from risk_register.operations.facts import vendor_facts
from risk_register.operations.follow_up import follow_up
from risk_register.operations.offboarding import begin
from risk_register.store import Register


@pytest.fixture
def vendors(register: Register) -> tuple[int, int]:
    """Two vendors, each with a finding that is treated, evidence that was read, and an exit plan."""
    made = []
    with register.change("Start", "Compliance lead") as change:
        lead = change.add(Person, name="Security lead")
        for name in ("Alder Cloud", "Birch Hosting"):
            vendor = change.add(Vendor, legal_name=name, stage="active")
            finding = change.add(Finding, vendor_id=vendor, title="No restore test", opened_on=date(2026, 1, 5))
            change.add(Treatment, finding_id=finding, kind="mitigate", description=f"{name} tests", owner_id=lead)
            change.add(Treatment, finding_id=finding, kind="mitigate", description="Nobody's", due_on=date(2026, 4, 1))
            report = change.add(Evidence, vendor_id=vendor, kind="soc2_type2", title="Report", user_entity_controls=f"At {name}")
            change.add(EvidenceReview, evidence_id=report, reader="Security lead", read_on=date(2026, 2, 1))
            change.add(ExitPlan, vendor_id=vendor, triggers=f"{name} is sold")
            made.append(vendor)
    return made[0], made[1]


def test_it_is_of_the_one_vendor_with_the_owners_of_what_is_done(register: Register, vendors: tuple[int, int]) -> None:
    begin(register, vendors[0], "Compliance lead", on=date(2026, 2, 20))
    found = follow_up(register, vendor_facts(register, vendors[0]))
    owners = {each.description: each.owner for each in found.treatments}
    assert owners == {"Alder Cloud tests": "Security lead", "Nobody's": None}
    assert [(each.reader, each.read_on) for each in found.evidence_reviews] == [("Security lead", date(2026, 2, 1))]
    assert list(found.user_controls.values()) == ["At Alder Cloud"]
    assert [each.triggers for each in found.exit_plans] == ["Alder Cloud is sold"]
    assert found.offboarding is not None
    assert found.offboarding.started_on == date(2026, 2, 20)
    assert found.holds is not None
    assert follow_up(register, vendor_facts(register, vendors[1])).offboarding is None


def test_of_a_vendor_about_which_nothing_was_done_it_is_empty(register: Register) -> None:
    with register.change("Start", "Compliance lead") as change:
        vendor = change.add(Vendor, legal_name="Cedar Print")
    assert follow_up(register, vendor_facts(register, vendor)) == FollowUp()
