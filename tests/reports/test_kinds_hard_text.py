"""Every kind of report over texts that break other programs': markup, code, scripts, control characters, no spaces, no end."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.model.vocabulary import DecisionKind, ExposureState, Polarity, Verdict
from risk_register.operations import incidents
from risk_register.operations.records import add_record
from risk_register.operations.registers import create_register
from risk_register.operations.vendors import add_vendor
from risk_register.reports import ABOUT_A_VENDOR, KINDS, write_report
from risk_register.reports.recomputing import recompute
from risk_register.reports.style import RIGHT
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading
from tests.reports.test_hard_text import CODE

ACTOR = "Compliance <officer> & co"
NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)
NAME = "Müller & <b>Söhne</b> 東京 ✓ &copy; " + "x" * 90
ENDLESS = "no-spaces" * 1000
LONG = " ".join(f"sentence{number:05}." for number in range(6000))


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Register, int, int]]:
    folder = tmp_path_factory.mktemp("hard")
    marker = folder / "executed"
    with create_register(folder / "hard.register", organisation="N & <i>W</i>", clock=lambda: NOW) as register:
        vendor = add_vendor(register, {"legal_name": NAME, "description": CODE.format(marker=marker)}, ACTOR)
        incident = _filled(register, vendor, CODE.format(marker=marker))
        yield register, vendor, incident
    assert not marker.exists()


def _filled(register: Register, vendor: int, code: str) -> int:
    add = lambda noun, **values: add_record(register, noun, values, ACTOR)  # noqa: E731 - one line beats ten
    service = add("service", vendor_id=vendor, name=f"<service> {ENDLESS[:150]}", description=LONG[:4000])
    contract = add("contract", vendor_id=vendor, reference="CT & <1>", starts_on=date(2025, 1, 1), annual_cost=Decimal(9999999),
                   currency="EUR")
    promise = add("sla_term", contract_id=contract, name="Up<time>", metric="availability", target=Decimal("99.9"), unit="percent",
                  direction="at_least", window="month", exclusions=LONG[:3000])
    add("sla_measurement", sla_term_id=promise, starts_on=date(2025, 12, 1), ends_on=date(2025, 12, 31), value=Decimal("1.23"),
        source=ENDLESS[:300])
    flow = add("data_flow", name="<flow> & more", to_vendor_id=vendor, service_id=service, purpose=code)
    add("flow_element", flow_id=flow, element="email")
    add("flow_country", flow_id=flow, country="US", use="storage")
    questions = add("question_set", family="own", title="<Questions>")
    question = add("question", question_set_id=questions, question_id="Q-1", text=f"Is it <b>safe</b>? {ENDLESS[:2000]}")
    sent = add("questionnaire", vendor_id=vendor, question_set_id=questions, state="received", received_on=date(2026, 1, 5))
    add("answer", questionnaire_id=sent, question_id=question, verdict=Verdict.YES, polarity=Polarity.NO_IS_GOOD, words=LONG,
        notes=code, sheet="<A>", cell="B2")
    add("review", vendor_id=vendor, kind="periodic", scope=LONG[:9000], inputs=ENDLESS, completed_on=date(2026, 1, 20),
        started_on=date(2026, 1, 2), conditions=code)
    told = incidents.Told("Leak <of> everything & more", NOW, (vendor,), origin_id=vendor,
                          elements=(("email", ExposureState.EXPOSED, f"they said {code}"),))
    incident = incidents.record_incident(register, told, ACTOR).id
    add("incident_notice", incident_id=incident, announced_by_id=vendor, received_on=date(2026, 2, 9), announcement=LONG)
    incidents.decide(register, incident, DecisionKind.RISK, "high", f"since {ENDLESS[:4000]}", ACTOR)
    return incident


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_hard_texts_are_printed_whole_inside_the_margins_and_never_run(
    hard: tuple[Register, int, int], tmp_path: Path, kind: str, language: Language
) -> None:
    register, vendor, incident = hard
    path = tmp_path / "report.pdf"
    written = write_report(register, kind, path, vendor_id=vendor if kind in ABOUT_A_VENDOR else None,
                           incident_id=incident if kind == "incident" else None, language=language, preparer=ACTOR)
    text = reading.text(path)
    assert "N & <i>W</i>" in text
    assert "Müller & <b>Söhne</b> \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} ✓ &copy;" in text
    assert "Compliance <officer> & co" in text
    assert reading.rightmost(path) <= RIGHT + 0.5
    assert len(written.notes) == 1
    assert recompute(path).ok


@pytest.mark.parametrize(("kind", "times"), [("assessment", 2), ("incident", 1)])
def test_a_text_of_a_hundred_thousand_characters_is_printed_to_its_end(
    hard: tuple[Register, int, int], tmp_path: Path, kind: str, times: int
) -> None:
    register, vendor, incident = hard
    write_report(register, kind, tmp_path / "report.pdf", vendor_id=vendor, incident_id=incident)
    text = reading.text(tmp_path / "report.pdf")
    missing = [number for number in range(6000) if text.count(f"sentence{number:05}.") < times]
    assert missing == []
