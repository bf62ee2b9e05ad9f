"""Every kind of report, read back as an auditor reads it: from a register, in both languages, with nothing left out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.assurance import Evidence
from risk_register.model.questionnaires import AnswerReview
from risk_register.model.vocabulary import EvidenceKind, ExposureState, ReviewerVerdict
from risk_register.operations import incidents
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.facts import all_facts, answers, vendor_facts
from risk_register.operations.journal import extract, first_day
from risk_register.operations.records import add_record, records
from risk_register.operations.registers import create_register
from risk_register.operations.reviewing import link_evidence
from risk_register.operations.vendors import add_vendor, find_vendor
from risk_register.reports import ABOUT_A_VENDOR, KINDS, Wanted, build_report, write_report
from risk_register.reports.audiences import Audience
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading
from tests.reports.subjects import subject

ACTOR = "Compliance officer"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("kinds") / "northwind.register"
    make_demonstration(path, on=date(2025, 11, 20))
    with Register.open(path) as register:
        yield register


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_cover_an_outline_and_its_identity(
    demonstration: Register, tmp_path: Path, kind: str, language: Language
) -> None:
    path = tmp_path / "report.pdf"
    written = write_report(demonstration, kind, path, language=language, preparer=ACTOR, **subject(demonstration, kind))
    assert written.pages == len(reading.pages(path))
    assert written.notes == ()
    text = reading.text(path)
    assert demonstration.head()[1] in text
    assert {"en": "Contents", "fr": "Sommaire"}[language] in reading.outline(path)
    assert len(reading.outline(path)) > 3
    assert ("Page 1 of" in text) is False  # the cover has no running foot
    for other in {"en": (" the ", " of "), "fr": (" les ", " du ")}[language]:
        assert other in text


@pytest.mark.parametrize("kind", KINDS)
def test_two_reports_over_the_same_facts_are_the_same_to_the_byte(demonstration: Register, tmp_path: Path, kind: str) -> None:
    printed = []
    for second in (1, 59):
        now = datetime(2026, 3, 3, 10, 0, second, tzinfo=UTC)
        with Register.open(demonstration.path, write=False, clock=lambda now=now: now) as register:
            write_report(register, kind, tmp_path / "report.pdf", **subject(register, kind))
        printed.append((tmp_path / "report.pdf").read_bytes())
    assert printed[0] == printed[1]


@pytest.mark.parametrize("kind", sorted(ABOUT_A_VENDOR))
def test_a_kind_about_a_vendor_asks_for_the_vendor(demonstration: Register, tmp_path: Path, kind: str) -> None:
    with pytest.raises(RegisterError, match="name the vendor"):
        write_report(demonstration, kind, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_incident_report_tells_what_happened_and_what_was_done(demonstration: Register, tmp_path: Path) -> None:
    path, key = tmp_path / "incident.pdf", incidents.all_incidents(demonstration)[0]
    write_report(demonstration, "incident", path, incident_id=key)
    text = reading.text(path)
    judged = incidents.judge(demonstration, key)
    for element, _state, words in judged.elements:
        assert words is not None
        assert words in text, element
    for line in incidents.timeline(demonstration, key):
        assert " ".join(line.words.render("en").split())[:40] in text
    for noun, field in (
        ("task", "title"),
        ("decision", "reason"),
        ("notification", "recipient"),
        ("incident_notice", "announcement"),
    ):
        for row in records(demonstration, noun, incident_id=key):
            assert " ".join(str(row[field]).split()) in text
    assert "Northwind Analytics SA → Courrier Exemple SARL" in text
    assert "3,900" in text
    assert "No transfer outside the EEA" in text
    assert "Done on 16 April 2025" in text
    assert "The contract promises no notice" in text


def test_the_sections_of_an_incident_come_in_the_order_of_the_story(demonstration: Register, tmp_path: Path) -> None:
    write_report(demonstration, "incident", tmp_path / "incident.pdf", incident_id=incidents.all_incidents(demonstration)[0])
    titles = [title.lstrip("0123456789. ") for title in reading.outline(tmp_path / "incident.pdf")]
    wanted = [
        "Summary",
        "Timeline",
        "What is said of the data",
        "What it touches of ours",
        "Duties and deadlines",
        "Promised terms against what happened",
        "Tasks",
        "Notifications",
        "Decisions",
        "Announcements as they came",
        "History",
    ]
    assert [title for title in titles if title in wanted] == wanted


def test_an_incident_that_does_not_reach_us_says_what_was_looked_for(tmp_path: Path) -> None:
    with create_register(tmp_path / "small.register", organisation="Northwind") as register:
        vendor = add_vendor(register, {"legal_name": "Alder Ltd"}, ACTOR)
        other = add_vendor(register, {"legal_name": "Birch <b>Ltd</b>", "relation": "indirect"}, ACTOR)
        told = incidents.Told(
            "Mail of <i>Birch</i> read by others",
            datetime(2026, 1, 5, 9, tzinfo=UTC),
            (other,),
            elements=(("email", ExposureState.EXPOSED, "mail addresses were read"),),
        )
        found = incidents.record_incident(register, told, ACTOR)
        write_report(register, "incident", tmp_path / "incident.pdf", incident_id=found.id)
        assert vendor
    text = reading.text(tmp_path / "incident.pdf")
    assert "Checked: no way leads from it to us." in text
    assert "no data flow, no service, no subcontractor link leads to it" in text
    assert "Birch <b>Ltd</b>" in text
    assert "mail addresses were read" in text


def test_an_incident_looked_back_to_knows_only_what_was_known(demonstration: Register, tmp_path: Path) -> None:
    key = incidents.all_incidents(demonstration)[0]
    write_report(demonstration, "incident", tmp_path / "then.pdf", incident_id=key, as_of=date(2025, 4, 15))
    text = reading.text(tmp_path / "then.pdf")
    assert "Closed" not in text.split("History")[0]
    assert "58 of 61 letters" not in text
    assert "What the register knew at the end of 15 April 2025" in text


def test_an_assessment_prints_every_answer_with_its_place_review_and_evidence(tmp_path: Path) -> None:
    path = tmp_path / "northwind.register"
    make_demonstration(path, on=date(2025, 11, 20))
    with Register.open(path) as register:
        vendor = records(register, "review")[0]["vendor_id"]
        newest = vendor_facts(register, vendor).rounds[0]
        given = answers(register, newest.id)
        with register.change("Review", ACTOR) as change:
            change.add(
                AnswerReview,
                answer_id=given[0].id,
                verdict=next(iter(ReviewerVerdict)),
                note="Seen <in> the & report",
                reviewer=ACTOR,
                reviewed_at=register.clock(),
            )
            proof = change.add(
                Evidence, vendor_id=vendor, kind=EvidenceKind.SOC2_TYPE2, title="Minutes of the audit", file_sha256="ab" * 32
            )
        link_evidence(register, given[0].id, proof, ACTOR)
        write_report(register, "assessment", tmp_path / "assessment.pdf", vendor_id=vendor)
    text = reading.text(tmp_path / "assessment.pdf")
    every = text[text.rindex("Every answer") :]
    flat = "".join(every.split())
    for each in given:
        assert each.question_id in every
        assert "".join(each.words.split()) in flat
        assert "".join(f"{each.sheet}!{each.cell}".split()).strip("!") in flat
    assert "Seen <in> the & report" in text
    assert "Evidence: Minutes of the audit" in text
    assert "".join(["ab" * 32]) in "".join(text.split())
    assert "Last time: Oui" in text
    assert "left 2 without an answer" in text


def test_a_vendor_without_questionnaire_or_review_is_refused_in_words(tmp_path: Path) -> None:
    with create_register(tmp_path / "small.register", organisation="Northwind") as register:
        vendor = add_vendor(register, {"legal_name": "Alder"}, ACTOR)
        with pytest.raises(RegisterError, match="Alder has returned no questionnaire"):
            write_report(register, "assessment", tmp_path / "report.pdf", vendor_id=vendor)
        with pytest.raises(RegisterError, match="Alder has no review to print"):
            write_report(register, "review", tmp_path / "report.pdf", vendor_id=vendor)
        for kind in ("sla", "data-flows"):
            write_report(register, kind, tmp_path / f"{kind}.pdf", vendor_id=vendor)
    assert "No service level is recorded." in reading.text(tmp_path / "sla.pdf")
    assert "No data flow is recorded." in reading.text(tmp_path / "data-flows.pdf")
    assert not (tmp_path / "report.pdf").exists()


def test_service_levels_tell_missed_from_not_measured_and_what_to_claim(tmp_path: Path) -> None:
    now = datetime(2026, 2, 10, 9, tzinfo=UTC)
    with create_register(tmp_path / "small.register", organisation="Northwind", clock=lambda: now) as register:
        vendor = add_vendor(register, {"legal_name": "Alder"}, ACTOR)
        contract = add_record(
            register,
            "contract",
            {
                "vendor_id": vendor,
                "reference": "CT-1",
                "starts_on": date(2025, 11, 1),
                "annual_cost": Decimal(12000),
                "currency": "EUR",
            },
            ACTOR,
        )
        promise = add_record(
            register,
            "sla_term",
            {
                "contract_id": contract,
                "name": "Uptime",
                "metric": "availability",
                "target": Decimal("99.9"),
                "unit": "percent",
                "direction": "at_least",
                "window": "month",
                "claim_days": 60,
            },
            ACTOR,
        )
        add_record(register, "sla_credit_step", {"sla_term_id": promise, "beyond": Decimal("99.9"), "credit": Decimal(10)}, ACTOR)
        for start, end, value in ((date(2025, 11, 1), date(2025, 11, 30), "99.95"), (date(2026, 1, 1), date(2026, 1, 31), "98.2")):
            add_record(
                register,
                "sla_measurement",
                {"sla_term_id": promise, "starts_on": start, "ends_on": end, "value": Decimal(value), "source": "status page"},
                ACTOR,
            )
        write_report(register, "sla", tmp_path / "sla.pdf", vendor_id=vendor)
        write_report(register, "sla", tmp_path / "sla-fr.pdf", vendor_id=vendor, language="fr")
        claim = {"sla_term_id": promise, "asked_on": date(2026, 2, 3), "asked": Decimal(75), "currency": "EUR", "invoice": "INV-9"}
        add_record(register, "credit_claim", claim, ACTOR)
        write_report(register, "sla", tmp_path / "claimed.pdf", vendor_id=vendor)
        write_report(register, "sla", tmp_path / "told.pdf", vendor_id=vendor, audience=Audience.VENDOR)
    claimed, told = reading.text(tmp_path / "claimed.pdf"), reading.text(tmp_path / "told.pdf")
    assert "no window is named" in claimed
    assert "3 February 2026: 75.00 EUR, Asked invoice INV-9" in claimed
    assert "no window is named" in told
    assert "INV-9" not in told
    text = reading.text(tmp_path / "sla.pdf")
    assert "Windows kept: 1; missed: 1." in text
    assert "Windows that nobody measured: 1. They are neither kept nor missed." in text
    assert "Credits that can still be claimed come to 100.00 EUR." in text
    assert "January 2026 98.2% at least 99.9% status page" in text
    assert "December 2025 — Not measured" in text
    assert "1 April 2026" in text
    assert "10.0% where below 99.9%" in text
    assert "100,00 EUR" in reading.text(tmp_path / "sla-fr.pdf")


def test_a_journal_has_each_change_with_its_hash_and_the_chain_at_both_ends(demonstration: Register, tmp_path: Path) -> None:
    since, until = date(2025, 4, 1), date(2025, 4, 30)
    found = extract(demonstration, since, until)
    assert len(found.changes) > 3
    assert found.before[0] == found.changes[0].n - 1
    write_report(demonstration, "journal", tmp_path / "journal.pdf", since=since, until=until)
    text = "".join(reading.text(tmp_path / "journal.pdf").split())
    for change in found.changes:
        assert change.hash in text
        assert "".join(change.reason.render("en").split()) in text
    assert found.before[1] in text
    assert "itschainanditstablesagree" in text


def test_days_without_a_change_have_the_same_hash_at_both_ends(demonstration: Register, tmp_path: Path) -> None:
    day = date(2020, 1, 1)
    found = extract(demonstration, day, day)
    assert found.before == found.after == (0, "0" * 64)
    write_report(demonstration, "journal", tmp_path / "journal.pdf", since=day, until=day)
    assert "the register was not changed." in reading.text(tmp_path / "journal.pdf")
    with pytest.raises(RegisterError, match="lies before the first"):
        write_report(demonstration, "journal", tmp_path / "other.pdf", since=date(2025, 2, 1), until=date(2025, 1, 1))
    assert first_day(demonstration) > day


def test_a_data_flow_annex_names_each_flow_its_data_people_and_ground(demonstration: Register, tmp_path: Path) -> None:
    vendor = find_vendor(demonstration, "OpenAI")
    write_report(demonstration, "data-flows", tmp_path / "flows.pdf", vendor_id=vendor)
    text = reading.text(tmp_path / "flows.pdf")
    facts = all_facts(demonstration, [vendor])[0]
    assert facts.flows
    for flow in facts.flows:
        assert flow.name in text
    for link in facts.subcontractors:
        assert link.subcontractor in text
    titles = " ".join(reading.outline(tmp_path / "flows.pdf"))
    for title in ("Supply chain", "Data flows", "Countries and transfers", "Subcontractors", "Access"):
        assert title in titles


def test_a_review_names_scope_inputs_conclusion_and_two_people(demonstration: Register, tmp_path: Path) -> None:
    row = records(demonstration, "review")[0]
    write_report(demonstration, "review", tmp_path / "review.pdf", vendor_id=row["vendor_id"], review_id=None)
    newest = max(
        (each for each in records(demonstration, "review", vendor_id=row["vendor_id"])), key=lambda each: each["completed_on"]
    )
    text = reading.text(tmp_path / "review.pdf")
    for field in ("scope", "inputs", "conditions"):
        assert newest[field] in text
    assert "Security lead assessed; Managing director approved." in text
    assert "computed now from what the register knew at the end of 20 October 2025" in text
    write_report(demonstration, "review", tmp_path / "first.pdf", vendor_id=row["vendor_id"], review_id=row["id"])
    assert row["conditions"] in reading.text(tmp_path / "first.pdf")


def test_nothing_is_right_of_the_margin_in_any_kind(demonstration: Register, tmp_path: Path) -> None:
    from risk_register.reports.style import RIGHT

    for kind in ("incident", "assessment", "review", "data-flows", "sla"):
        write_report(demonstration, kind, tmp_path / f"{kind}.pdf", language="fr", **subject(demonstration, kind))
        assert reading.rightmost(tmp_path / f"{kind}.pdf") <= RIGHT + 0.5, kind


def test_a_report_can_be_built_without_being_written(demonstration: Register) -> None:
    content = build_report(demonstration, Wanted("register", preparer=ACTOR))
    assert content.kind == "register"
