"""The worked example in the README is what the program prints."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.model.assurance import Evidence, Finding
from risk_register.model.flows import DataFlow, FlowCountry, FlowElement, FlowPopulation
from risk_register.model.parties import Vendor
from risk_register.model.questionnaires import Answer, Question, Questionnaire, QuestionSet
from risk_register.model.services import Access, Function, Service, ServiceFunction
from risk_register.model.vocabulary import ControlDomain, Verdict
from risk_register.operations.registers import create_register
from risk_register.store.change import ChangeDoor
from tests.cli.conftest import Run

README = Path(__file__).parents[2] / "README.md"
ANSWERS = (
    (ControlDomain.ACCESS, (Verdict.YES, Verdict.YES)),
    (ControlDomain.ENCRYPTION, (Verdict.YES, Verdict.YES, Verdict.PARTIAL, Verdict.UNANSWERED)),
    (ControlDomain.CONTINUITY, (Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE)),
)
DAY = date(2025, 11, 20)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "example.riskregister"
    with (create_register(path, organisation="Northwind", actor="Compliance officer",
                          clock=lambda: datetime(2025, 11, 20, 9, tzinfo=UTC)) as register,
          register.change("The worked example", "Compliance officer") as change):
        vendor = change.add(Vendor, legal_name="Payroll Example", country="FR")
        _dependence(change, vendor)
        _assurance(change, vendor)
    return path


def _dependence(change: ChangeDoor, vendor: int) -> None:
    function = change.add(Function, reference="F-1", name="Paying salaries", criticality="critical_or_important")
    service = change.add(Service, vendor_id=vendor, name="Payroll", substitutability="hard", reliance="full")
    change.add(ServiceFunction, service_id=service, function_id=function)
    flow = change.add(DataFlow, name="Salaries", to_vendor_id=vendor)
    change.add(FlowElement, flow_id=flow, element="salary")
    change.add(FlowPopulation, flow_id=flow, subject="employee", count=800)
    change.add(FlowCountry, flow_id=flow, country="FR", use="storage")
    change.add(Access, vendor_id=vendor, system="Everything", privilege="none")


def _assurance(change: ChangeDoor, vendor: int) -> None:
    asked = change.add(QuestionSet, family="own")
    answered = change.add(Questionnaire, vendor_id=vendor, question_set_id=asked, state="received", received_on=date(2025, 6, 2))
    for domain, verdicts in ANSWERS:
        for number, verdict in enumerate(verdicts):
            question = change.add(Question, question_set_id=asked, question_id=f"{domain.word}-{number}", domain=domain)
            change.add(Answer, questionnaire_id=answered, question_id=question, verdict=verdict, domain=domain)
    change.add(Evidence, vendor_id=vendor, kind="iso27001", title="ISO/IEC 27001", issued_on=date(2024, 3, 1),
               expires_on=date(2027, 2, 28))
    change.add(Finding, vendor_id=vendor, title="Restore never tried", severity="medium", opened_on=date(2025, 6, 10),
               due_on=date(2025, 9, 30))


def test_the_worked_example_in_the_readme_is_what_the_program_prints(run: Run, example: Path) -> None:
    said = run("score", example, "--vendor", "Payroll Example", "--valid-on", DAY, "--explain", "--lang", "en")
    assert said.code == 0
    printed = "\n".join(line.rstrip() for line in said.out.splitlines())
    assert f"```\n{printed}\n```" in README.read_text(encoding="utf-8")


def test_its_points_add_up_to_its_score(run: Run, example: Path) -> None:
    (found,) = run("score", example, "--explain", "--valid-on", DAY, "--json").document
    assert round(sum(reason["points"] for reason in found["reasons"]), 2) == found["residual"] == 40.89
