"""What an auditor asks for beyond the score: exit plans, the end of the relation, treatments, and who read the evidence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from risk_register.model.facts.follow_up import FollowUp, Offboarding
from risk_register.operations.records import records
from risk_register.reports import write_report
from risk_register.reports.audiences import Audience
from risk_register.reports.dossier import DossierInputs, dossier_content, write
from risk_register.reports.recomputing import embedded, recompute
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language, Text
from tests.reports import reading, samples
from tests.reports.filling import filled

NO_PLAN = "No exit plan is recorded for what critical or important functions rest on: ChatGPT API platform (DORA Art. 28(8))."
OVER = Offboarding(131, date(2025, 2, 20), date(2025, 4, 1), None, 102, date(2025, 5, 2), "Their operations lead",
                   "All production data", backups_included=False, subcontractors_included=True)


def printed(inputs: DossierInputs, folder: Path, language: Language = "en") -> str:
    write(dossier_content(inputs, language), folder / "dossier.pdf")
    return reading.text(folder / "dossier.pdf")


def ended(stage: str = "terminated", **changes: object) -> DossierInputs:
    inputs = samples.dossier_inputs()
    vendor = replace(inputs.facts.vendor, stage=stage)
    found = replace(FollowUp(), **changes)  # type: ignore[arg-type]
    return replace(inputs, facts=replace(inputs.facts, vendor=vendor), follow_up=found)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Change of owner, or prices doubled", "25,000.00 EUR", "tested on 15 May 2025", "Treatment: Mitigate",
                "overdue since 15 October 2025", "done on 12 June 2025", "Security lead",
                "Controls expected of us (CUEC): We remove")),
        ("fr", ("Plan de sortie et ses déclencheurs", "25 000,00 EUR", "testé le 15 mai 2025", "Traitement du risque : Réduire",
                "fait le 12 juin 2025", "Éléments de preuve lus", "Contrôles complémentaires attendus de nous (CUEC) : We remove")),
    ],
)
def test_plans_treatments_and_readings_are_printed(tmp_path: Path, language: Language, words: tuple[str, ...]) -> None:
    text = printed(samples.dossier_inputs(), tmp_path, language)
    plain = " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())
    for each in words:
        assert each in plain


def test_a_treatment_stands_under_its_finding(tmp_path: Path) -> None:
    printed(samples.dossier_inputs(), tmp_path)
    told = {each["key"]: each for each in embedded(tmp_path / "dossier.pdf")["sections"]}
    [table] = [each for each in told["findings"]["blocks"] if each["title"] == "Findings"]
    first = [row[0].split("\n") for row in table["rows"]]
    assert [each[0] for each in first] == [
        "FND-12 No audit right in the contract", "Treatment: Mitigate", "Treatment: Mitigate", "Retention was not stated"]
    assert [each[1] for each in first[1:3]] == ["Audit right asked for", "Audit report read in its place"]


def test_what_is_printed_is_carried_inside_in_the_same_words(tmp_path: Path) -> None:
    printed(samples.dossier_inputs(), tmp_path)
    told = {each["key"]: each for each in embedded(tmp_path / "dossier.pdf")["sections"]}
    [plan] = told["exit-plans"]["blocks"][0]["rows"]
    assert plan == ["ChatGPT API platform\nChange of owner, or prices doubled", "Mistral AI behind the same interface",
                    "25,000.00 EUR", "tested on 15 May 2025\nAnswers compared on 200 requests; four days of work."]
    read = told["evidence"]["blocks"][1]
    assert read["rows"] == [["SOC 2 type 2 report 2024", "Security lead\n14 March 2025", "Access control of the API platform"]]


def test_a_critical_function_without_an_exit_plan_is_worth_a_sentence(tmp_path: Path) -> None:
    inputs = samples.dossier_inputs(follow_up=FollowUp())
    assert NO_PLAN in printed(inputs, tmp_path)
    about_another = replace(samples.follow_up().exit_plans[0], service_id=12)
    assert NO_PLAN in printed(replace(inputs, follow_up=FollowUp(exit_plans=(about_another,))), tmp_path)
    about_all = replace(about_another, service_id=None)
    assert NO_PLAN not in printed(replace(inputs, follow_up=FollowUp(exit_plans=(about_all,))), tmp_path)


def test_nothing_is_said_of_leaving_a_vendor_on_which_no_critical_function_rests(tmp_path: Path) -> None:
    text = printed(samples.unknown_inputs(), tmp_path)
    assert "Exit plan" not in text.split("Contents", 1)[1]
    assert "End of the relation" not in text


def test_a_plan_never_tested_says_so(tmp_path: Path) -> None:
    untested = replace(samples.follow_up().exit_plans[0], tested_on=None, result=None)
    assert "no test is recorded" in printed(samples.dossier_inputs(follow_up=FollowUp(exit_plans=(untested,))), tmp_path)


def test_a_report_of_auditors_that_nobody_read_is_named(tmp_path: Path) -> None:
    said = "Nobody is recorded to have read these auditors' reports: SOC 2 type 2 report 2024."
    assert said in printed(samples.dossier_inputs(follow_up=FollowUp()), tmp_path)
    assert said not in printed(samples.dossier_inputs(), tmp_path)


def test_the_end_of_a_relation_is_told_step_by_step_with_what_is_missing(tmp_path: Path) -> None:
    text = printed(ended(offboarding=OVER, holds=Text("Deletion is certified, but not for backups")), tmp_path)
    for words in ("Access off 1 April 2025", "Data returned —", "signed by Their operations lead", "All production data",
                  "backups not included", "its subcontractors included",
                  "Data of ours may still be with the vendor. Deletion is certified, but not for backups."):
        assert words in text
    bare = printed(ended(offboarding=Offboarding(131, date(2025, 2, 20))), tmp_path)
    assert "Deletion certificate none is recorded" in bare


def test_a_relation_that_ended_without_a_step_says_so_and_misses_no_exit_plan(tmp_path: Path) -> None:
    text = printed(ended(), tmp_path)
    assert "No step of the end of the relation is recorded." in text
    assert "No exit plan is recorded for" not in text
    assert "No step of the end of the relation is recorded." not in printed(ended("active"), tmp_path)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which each text of this kind says what it is."""
    told = {"exit_plan", "offboarding", "treatment", "evidence_review"}
    return filled(tmp_path_factory.mktemp("told") / "told.riskregister",
                  lambda noun, field, _key: f"Zq-{noun}-{field}" if noun in told else None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
def test_each_audience_is_told_what_is_meant_for_it(marked: Path, tmp_path: Path, audience: Audience, language: Language) -> None:
    path = tmp_path / "report.pdf"
    found = ""
    with Register.open(marked, write=False) as register:
        findings = {each["id"]: each["vendor_id"] for each in records(register, "finding")}
        vendors = [records(register, noun)[0]["vendor_id"] for noun in ("exit_plan", "offboarding")]
        vendors.append(findings[records(register, "treatment")[0]["finding_id"]])
        evidence = {each["id"]: each["vendor_id"] for each in records(register, "evidence")}
        vendors.append(evidence[records(register, "evidence_review")[0]["evidence_id"]])
        for vendor in dict.fromkeys(vendors):
            write_report(register, "dossier", path, vendor_id=vendor, audience=audience, language=language)
            assert recompute(path).ok
            found += str([each for each in embedded(path)["sections"] if each["key"] != "history"])
    ours = audience is not Audience.VENDOR
    assert "Zq-offboarding-certificate_signatory" in found
    assert "Zq-offboarding-certificate_scope" in found
    for text in ("exit_plan-triggers", "exit_plan-alternatives", "exit_plan-result", "treatment-description",
                 "evidence_review-relied_on_for"):
        assert (f"Zq-{text}" in found) is ours
    assert ("Zq-evidence_review-reader" in found) is (audience in (Audience.AUDITOR, Audience.BOARD))
