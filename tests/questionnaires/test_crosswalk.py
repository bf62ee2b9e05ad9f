"""Answers of different forms meet at the controls of common frameworks."""

from collections.abc import Callable

import pytest

from risk_register import resources
from risk_register.intake.values import Workbook
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires import read_questionnaire
from risk_register.questionnaires.crosswalk import Basis, Reference, covers, frameworks, references

At = Callable[[str], Workbook]
TABLE = resources.read_toml("families", "crosswalk.toml")
STANDARDS = resources.read_toml("families", "standards.toml")
ANNEX_A = {*(f"5.{number}" for number in range(1, 38)), *(f"6.{number}" for number in range(1, 9)),
           *(f"7.{number}" for number in range(1, 15)), *(f"8.{number}" for number in range(1, 35))}
CSF = {"GV.OC", "GV.RM", "GV.RR", "GV.PO", "GV.OV", "GV.SC", "ID.AM", "ID.RA", "ID.IM", "PR.AA", "PR.AT", "PR.DS", "PR.PS", "PR.IR",
       "DE.CM", "DE.AE", "RS.MA", "RS.AN", "RS.CO", "RS.MI", "RC.RP", "RC.CO"}


def _controls(framework: str) -> set[str]:
    return {control for table in TABLE[framework].values() for controls in table.values() for control in controls}


def _numbers(name: str) -> set[str]:
    return {control for controls in TABLE["numbers"][name].values() for control in controls}


def test_every_control_named_exists_in_its_framework() -> None:
    assert len(ANNEX_A) == 93
    assert _controls("iso27001") <= ANNEX_A
    assert _controls("nist_csf") <= CSF
    assert _controls("cis") <= set(map(str, range(1, 19)))
    assert _numbers("iso2013") <= ANNEX_A
    assert len(TABLE["numbers"]["iso2013"]) == 114
    assert _numbers("csf11") <= CSF
    assert _numbers("cis6") <= set(map(str, range(1, 19)))
    assert set(STANDARDS["iso27001"]["controls"]) == ANNEX_A
    assert set(STANDARDS["iso27001"]["words"]) <= ANNEX_A
    assert set(STANDARDS["nist_csf"]["controls"]) == CSF
    assert sum(STANDARDS["ccm"]["counts"].values()) == 197
    assert _controls("ccm") <= {*STANDARDS["ccm"]["counts"], *(
        f"{domain}-{number:02}" for domain, count in STANDARDS["ccm"]["counts"].items() for number in range(1, count + 1))}


def test_every_domain_but_accessibility_leads_to_a_control() -> None:
    for domain in set(ControlDomain) - {ControlDomain.OTHER, ControlDomain.ACCESSIBILITY}:
        assert any(found.framework == "iso27001" for found in references("plain_table", "1", domain))
    assert references("plain_table", "1", ControlDomain.OTHER) == ()


@pytest.mark.parametrize(("family", "question_id", "domain", "wanted"), [
    ("caiq", "CEK-03.1", ControlDomain.ENCRYPTION, Reference("iso27001", "8.24", Basis.MAPPED)),
    ("caiq", "IAM-14.2", ControlDomain.ACCESS, Reference("iso27001", "8.5", Basis.MAPPED)),
    ("caiq", "IAM-14.2", ControlDomain.ACCESS, Reference("ccm", "IAM-14", Basis.NUMBER)),
    ("iso27001", "A.8.24", ControlDomain.ENCRYPTION, Reference("iso27001", "8.24", Basis.NUMBER)),
    ("iso27001", "A.10.1.1", ControlDomain.OTHER, Reference("iso27001", "8.24", Basis.NUMBER)),
    ("cyfun", "PR.AA-01.1", ControlDomain.ACCESS, Reference("nist_csf", "PR.AA-01", Basis.NUMBER)),
    ("hecvat", "HLDA-04", ControlDomain.ENCRYPTION, Reference("iso27001", "8.24", Basis.DOMAIN)),
])
def test_a_question_leads_to_the_control_it_is_about(
        family: str, question_id: str, domain: ControlDomain, wanted: Reference) -> None:
    assert wanted in references(family, question_id, domain)


@pytest.mark.parametrize(("name", "said", "wanted"), [
    ("ISO/IEC 27002:2013", "8.2.3, 10.1.1", {("iso27001", "5.10"), ("iso27001", "8.24"), ("nist_csf", "PR.DS"), ("cis", "3")}),
    ("ISO/IEC 27002:2013", "12.4", {("iso27001", "8.15"), ("iso27001", "8.17")}),
    ("ISO 27001 ref", "A.8.24; A.5.31", {("iso27001", "8.24"), ("iso27001", "5.31")}),
    ("ISO 27001", "A.12.3.1", {("iso27001", "8.13"), ("cis", "11")}),
    ("NIST CSF 1.1", "PR.AC-1, PR.IP-9", {("nist_csf", "PR.AA"), ("nist_csf", "ID.IM")}),
    ("NIST Cybersecurity Framework", "GV.SC-07", {("nist_csf", "GV.SC-07")}),
    ("CIS Controls", "CSC 10, CSC 13", {("cis", "11"), ("cis", "3")}),
    ("CIS v8", "11", {("cis", "11")}),
    ("CCM control", "CEK-03", {("ccm", "CEK-03")}),
])
def test_what_a_form_relates_its_questions_to_leads_to_the_editions_in_force(
        name: str, said: str, wanted: set[tuple[str, str]]) -> None:
    found = references("plain_table", "1", ControlDomain.OTHER, beside={name: said})
    assert wanted <= {(each.framework, each.control) for each in found}
    assert {each.basis for each in found} == {Basis.FORM}


@pytest.mark.parametrize(("question", "control"), [
    ("Do you encrypt customer data at rest?", "8.24"), ("Les données sont-elles chiffrées ?", "8.24"),
    ("¿Se cifran los datos en reposo?", "8.24"), ("Werden Daten verschlüsselt übertragen?", "8.24"),
    ("Do all employees use MFA?", "8.5"), ("Réalisez-vous des tests d'intrusion chaque année ?", "8.29"),
    ("Are backups tested at least yearly?", "8.13"), ("Do you carry out background checks?", "6.1"),
])
def test_the_words_of_a_question_lead_to_the_control_it_is_about(question: str, control: str) -> None:
    found = references("plain_table", "1", ControlDomain.OTHER, question=question)
    assert Reference("iso27001", control, Basis.WORDS) in found
    assert {each.framework for each in found} >= {"iso27001", "nist_csf"}


def test_words_that_only_resemble_those_of_a_control_lead_nowhere() -> None:
    for question in ("Is the vendor's agenda public?", "What is your fiscal year?", "Do you use catalogs?", "Firewood is sold?"):
        assert references("plain_table", "1", ControlDomain.OTHER, question=question) == (), question


def test_evidence_for_a_control_is_evidence_for_its_category() -> None:
    assert covers("PR.AA-01", "PR.AA")
    assert covers("8.24", "8.24")
    assert not covers("8.24", "8.2")
    assert not covers("PR.AT-01", "PR.AA")


def test_every_question_of_a_real_caiq_leads_to_annex_a_by_its_own_id(workbook_at: At) -> None:
    read = read_questionnaire(workbook_at("questionnaires/caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx"))
    for answer in read.answers:
        found = [item for item in references("caiq", answer.question_id, answer.domain) if item.framework == "iso27001"]
        assert found
        assert all(item.exact for item in found)
    assert len({item.control for answer in read.answers for item in references("caiq", answer.question_id, answer.domain)
                if item.framework == "ccm"}) == 197


def test_frameworks_have_names() -> None:
    assert list(frameworks()) == ["iso27001", "nist_csf", "cis", "ccm"]
    assert frameworks()["iso27001"] == "ISO/IEC 27001:2022"


def test_a_hecvat_brings_the_crosswalk_of_its_own_sheet(workbook_at: At) -> None:
    read = read_questionnaire(workbook_at("questionnaires/hecvat-lite-3.04-answered/canvas-catalog-hecvat-lite-3.04.xlsx"))
    related = [answer.references["ISO/IEC 27002:2013"] for answer in read.answers if "ISO/IEC 27002:2013" in answer.references]
    assert len(related) == 31
    assert {name for answer in read.answers for name in answer.references} == {
        "CIS Controls", "HIPAA", "ISO/IEC 27002:2013", "NIST CSF 1.1", "NIST SP 800-171r1", "NIST SP 800-171r2", "NIST SP 800-53r4",
        "Trusted CI"}
