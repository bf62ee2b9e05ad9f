"""What another program wrote into the file, and this one cannot read, closes no list: it is not known, and `verify` names it."""

from pathlib import Path

import pytest

from risk_register.exchange.facts_json import export_facts
from risk_register.model.assurance import Finding, RiskAcceptance
from risk_register.model.contracts import Contract, SlaMeasurement, SlaTerm
from risk_register.model.incidents import Incident, IncidentStamp, IncidentVendor
from risk_register.model.parties import Person, Vendor
from risk_register.model.services import Function, Service, ServiceFunction
from risk_register.operations.facts import vendor_facts
from risk_register.operations.journal import history, verify
from risk_register.operations.scoring import assess
from risk_register.operations.today import items
from risk_register.operations.vendors import list_vendors
from risk_register.store import Register
from tests.store.looking import behind_its_back

WRONG = {
    "vendor.next_review_on": "31/12/2026", "finding.opened_on": "last week", "finding.due_on": "soon",
    "risk_acceptance.expires_on": "never", "contract.annual_cost": "ninety", "contract.ends_on": "2026-13-01",
    "sla_term.target": "NaN", "sla_measurement.value": "n/a", "sla_measurement.ends_on": "31.1.2026", "incident_stamp.at": "noon",
    "vendor.stage": "from-the-future", "vendor.relation": "cousin",
}


@pytest.fixture
def path(register: Register) -> Path:
    with register.change("Fill", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
        function = change.add(Function, reference="F-1", name="Payments", criticality="high")
        service = change.add(Service, vendor_id=alder, name="Payments", substitutability="hard")
        change.add(ServiceFunction, service_id=service, function_id=function)
        contract = change.add(Contract, vendor_id=alder, reference="C-1", annual_cost="90", ends_on="2027-01-01")
        term = change.add(SlaTerm, contract_id=contract, metric="availability", target="99.5", unit="percent")
        change.add(SlaMeasurement, sla_term_id=term, starts_on="2026-01-01", ends_on="2026-01-31", value="99.1")
        finding = change.add(Finding, vendor_id=alder, title="No backups", opened_on="2026-01-10", due_on="2026-02-01",
                             likelihood=4, impact=4)
        change.add(RiskAcceptance, vendor_id=alder, finding_id=finding, approver_id=change.add(Person, name="Bruno"),
                   reason="Leaving", accepted_on="2026-01-15", expires_on="2026-12-31")
        incident = change.add(Incident, title="Leak", announced_by_id=alder)
        change.add(IncidentVendor, incident_id=incident, vendor_id=alder)
        change.add(IncidentStamp, incident_id=incident, name="aware", at="2026-02-01T10:00:00Z")
    return register.path


def write(path: Path, place: str, wrong: str) -> None:
    table, column = place.split(".")
    assert behind_its_back(path, f'UPDATE "{table}" SET "{column}" = ?', (wrong,)) == 1


@pytest.mark.parametrize(("place", "wrong"), WRONG.items())
def test_a_value_that_cannot_be_read_closes_no_list(register: Register, path: Path, place: str, wrong: str) -> None:
    write(path, place, wrong)
    assert [row.name for row in list_vendors(register)] == ["Alder"]
    assert [result.vendor for result in assess(register)] == ["Alder"]
    assert [item.vendor for item in items(register, days=4000)].count("Alder") >= 1
    assert history(register)
    assert export_facts(register)["vendors"]
    assert len(verify(register)) == 1


def test_an_amount_or_a_day_that_cannot_be_read_is_not_known(register: Register, path: Path) -> None:
    write(path, "contract.annual_cost", "ninety")
    write(path, "contract.ends_on", "31/12/2026")
    (vendor,) = [row.id for row in list_vendors(register)]
    (contract,) = vendor_facts(register, vendor).contracts
    assert (contract.annual_cost, contract.ends_on) == (None, None)


def test_a_finding_opened_nobody_knows_when_lowers_no_risk(register: Register, path: Path) -> None:
    (before,) = assess(register)
    write(path, "finding.opened_on", "last week")
    (unknown,) = assess(register)
    write(path, "finding.state", "closed")
    (closed,) = assess(register)
    assert before.residual is not None
    assert closed.residual is not None
    assert unknown.residual == before.residual > closed.residual
