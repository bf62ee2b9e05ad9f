"""The demonstration's supply chain as it is read from the register."""

from datetime import UTC, datetime
from pathlib import Path

from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.supply_chain import supply_chain
from risk_register.operations.vendors import find_vendor
from risk_register.risk.supply_chain import ranks, reached
from risk_register.store import Register


def test_a_breach_far_down_the_payroll_chain_reaches_what_was_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "demo.register"
    make_demonstration(path)
    with Register.open(path, clock=lambda: datetime(2025, 11, 20, 9, tzinfo=UTC)) as register:
        chain = supply_chain(register)
        payroll = next(link for link in chain.links if link.purpose == "Digital safe for payslips")
        found = reached(chain, payroll.subcontractor)
        assert [each.flow.name for each in found.flows] == ["Payroll data of staff"]
        assert set(found.elements) == {"name", "social_security_number", "salary"}
        assert ranks(chain)[payroll.subcontractor] == 3
        assert chain.parties[find_vendor(register, "OpenAI")].tier != "unassessed"
