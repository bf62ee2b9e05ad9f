"""Data files of every family, in other versions and hands than the ones at hand."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict
from risk_register.questionnaires import Flag, ReadQuestionnaire, adverse, compare, read_questionnaire
from risk_register.questionnaires.documents.conditions import holds

ReadText = Callable[[str, str], ReadQuestionnaire]


def _said(read: ReadQuestionnaire) -> dict[str, tuple[str, str]]:
    return {answer.question_id: (answer.answer, answer.verdict.word) for answer in read.answers}


# OpenSSF badge

BADGE = {
    "id": 1, "name": "Example tool", "repo_url": "https://code.example/tool", "badge_level": "silver",
    "updated_at": "2026-02-03T10:00:00Z",
    "tests_are_added_status": "Met", "tests_are_added_justification": "See CONTRIBUTING.", "crypto_keylength_status": "Unmet",
    "hardening_status": "?", "hardening_justification": "", "two_person_review_status": None, "sites_https_status": "N/A",
    "sites_https_justification": "There is no site.", "dco_justification": "Signed-off-by is asked for.",
    "osps_ac_01_01_status": "Met",
}


def test_a_badge_as_its_site_exports_it_is_read_with_its_level_and_particulars(read_text: ReadText) -> None:
    read = read_text(json.dumps(BADGE), "projects-1.json")
    assert (read.family, read.version, read.product) == ("openssf_badge", "silver", "Example tool")
    assert read.completed_on == date(2026, 2, 3)
    assert _said(read) == {
        "tests_are_added": ("Met", "yes"), "crypto_keylength": ("Unmet", "no"), "hardening": ("?", "unanswered"),
        "two_person_review": ("", "unanswered"), "sites_https": ("N/A", "not_applicable"), "dco": ("", "unanswered"),
        "osps_ac_01_01": ("Met", "yes")}
    assert [answer.question_id for answer in read.answers if adverse(answer)] == ["crypto_keylength"]
    assert {item.label: item.value for item in read.metadata}["repo_url"] == "https://code.example/tool"


def test_a_justification_without_a_status_is_a_note_to_be_asked_about(read_text: ReadText) -> None:
    dco = next(answer for answer in read_text(json.dumps(BADGE), "b.json").answers if answer.question_id == "dco")
    assert dco.notes == "Signed-off-by is asked for."
    assert Flag.NOTE_WITHOUT_ANSWER in dco.flags


def test_a_badge_with_nothing_but_question_marks_is_a_blank_form(read_text: ReadText) -> None:
    with pytest.raises(RegisterError, match="blank form"):
        read_text(json.dumps({f"criterion_{number}_status": "?" for number in range(9)}), "b.json")


# Security Insights

INSIGHTS_2 = """\
header:
  schema-version: 2.0.0
  last-updated: '2025-03-01'
  last-reviewed: '2025-04-01'
  url: https://code.example/tool
project:
  name: Example tool
  vulnerability-reporting:
    reports-accepted: true
    bug-bounty-available: no
    comment: Reports are answered in five days.
  steward:
    uri: https://steward.example
repository:
  status: active
  accepts-change-request: true
  security:
    assessments:
      self:
        evidence: https://code.example/self
        comment: |
          Done every year.
    tools:
      - name: Scanner
        type: SCA
        version: 1.10
        integration: {adhoc: false, ci: true, release: true}
"""


def test_security_insights_2_is_read_with_its_remarks_as_notes(read_text: ReadText) -> None:
    read = read_text(INSIGHTS_2, "security-insights.yml")
    assert (read.family, read.version, read.product, read.completed_on) == (
        "security_insights", "2.0.0", "Example tool", date(2025, 3, 1))
    said = _said(read)
    assert said["project.vulnerability-reporting.reports-accepted"] == ("true", "yes")
    assert said["project.vulnerability-reporting.bug-bounty-available"] == ("no", "no")
    assert said["repository.security.tools.1.version"] == ("1.10", "text")
    first = next(answer for answer in read.answers if answer.question_id == "project.vulnerability-reporting.reports-accepted")
    assert first.notes == "Reports are answered in five days."
    assert first.polarity is Polarity.YES_IS_GOOD
    assert first.domain is ControlDomain.VULNERABILITIES


def test_an_empty_object_asks_nothing_and_an_empty_value_is_unanswered(read_text: ReadText) -> None:
    read = read_text(INSIGHTS_2.replace("status: active", "status:\n  results: {}"), "security-insights.yml")
    assert _said(read)["repository.status"] == ("", "unanswered")
    assert "repository.results" not in _said(read)


def test_a_remark_with_no_value_beside_it_is_kept_as_a_note(read_text: ReadText) -> None:
    read = read_text(INSIGHTS_2, "security-insights.yml")
    answer = next(answer for answer in read.answers if answer.question_id == "repository.security.assessments.self")
    assert answer.notes == "https://code.example/self\nDone every year."
    assert answer.verdict is Verdict.UNANSWERED


# OpenACR

def _acr(level: str, *, components: str = "web", disabled: bool = False, extra: str = "") -> str:
    criteria = "".join(
        f"      - num: {num}\n        components:\n          - name: {components}\n            adherence:\n"
        f"              level: {level}\n              notes: Tested.\n{extra}" for num in ("1.1.1", "1.10", "4.1.2"))
    return (f"title: Report\nproduct:\n  name: Tool\nvendor:\n  company_name: Example Ltd\nreport_date: 2026-01-31\n"
            f"catalog: 2.5-edition-wcag-2.2-508-eu-en\nchapters:\n  success_criteria_level_a:\n    notes: On the whole.\n"
            f"    criteria:\n{criteria}    disabled: {str(disabled).lower()}\n")


@pytest.mark.parametrize(("level", "verdict"), [
    ("supports", "yes"), ("partially-supports", "partial"), ("does-not-support", "no"), ("not-applicable", "not_applicable"),
    ("something else", "text")])
def test_each_level_of_an_openacr_has_its_verdict(level: str, verdict: str, read_text: ReadText) -> None:
    read = read_text(_acr(level), "report.yaml")
    assert (read.family, read.version, read.vendor_name) == ("openacr", "2.5-edition-wcag-2.2-508-eu-en", "Example Ltd")
    # A criterion's number is never a decimal fraction: 1.10 is not 1.1.
    assert _said(read) == {"1.1.1": (level, verdict), "1.10": (level, verdict), "4.1.2": (level, verdict)}
    assert {item.label: item.value for item in read.metadata}["notes"] == "On the whole."


def test_an_openacr_whose_chapters_are_all_disabled_holds_no_answers(read_text: ReadText) -> None:
    with pytest.raises(RegisterError, match="has the form of Report and holds no answers"):
        read_text(_acr("supports", disabled=True), "report.yaml")


def test_a_component_dropped_in_the_next_round_does_not_shift_the_others(read_text: ReadText) -> None:
    more = "        components:\n          - name: electronic-docs\n            adherence: {level: does-not-support}\n"
    both = _acr("supports").replace("        components:\n", more)
    before, after = read_text(both, "before.yaml"), read_text(_acr("supports"), "after.yaml")
    changes = compare(before.answers, after.answers)
    assert not changes.answers
    assert {key[0] for key in changes.dropped} == {"1.1.1", "1.10", "4.1.2"}


def test_a_key_that_openacr_does_not_have_is_listed(read_text: ReadText) -> None:
    read = read_text(_acr("supports", extra="            tester: Team B\n"), "report.yaml")
    assert [(item.text, item.cell[0]) for item in read.unmapped] == [("Team B", "L")] * 3


# VSAQ

TREE = """\
// A template of our own.
{
  "questionnaire": [ // the tree
    {"type": "block", "text": "Access", "items": [
      {"type": "radiogroup", "text": "Is there " + 'a second factor?', "id": "mfa", "choices": [
        {"mfa_yes": "Yes, <b>everywhere</b>."}, {"mfa_no": "No."},]},
      {"type": "tip", "text": "Add one.", "warn": "yes", "severity": "high", "cond": "mfa_no"},
      {"type": "checkgroup", "text": "Which?", "cond": "mfa_yes", "choices": [{"mfa_kind_app": "App"}, {"mfa_kind_key": "Key"}]},
      {"type": "box", "text": "Anything else?", "id": "mfa_more"},
    ]},
  ],
%s}
"""


def test_a_vsaq_tree_with_answers_in_it_is_read_by_its_own_wording(read_text: ReadText) -> None:
    ticked = ("mfa_yes", "mfa_kind_app", "mfa_kind_key")
    answers = f'"answers": {json.dumps(dict.fromkeys(ticked, "checked") | {"mfa_no": "", "mfa_more": "", "stray": "words"})},'
    read = read_text(TREE % answers, "filled.json")
    assert read.family == "vsaq"
    assert _said(read) == {"mfa": ("Yes, everywhere.", "yes"), "mfa_kind": ("App\nKey", "text"), "mfa_more": ("", "unanswered")}
    assert read.answers[0].question == "Is there a second factor?"
    assert [(item.text, item.sheet) for item in read.unmapped] == [("words", "/answers/stray")]


def test_what_a_vsaq_does_not_ask_after_an_answer_is_excused(read_text: ReadText) -> None:
    read = read_text(TREE % '"answers": {"mfa_no": "checked"},', "filled.json")
    flags = {answer.question_id: answer.flags for answer in read.answers}
    assert flags == {"mfa": (), "mfa_kind": (Flag.NOT_REQUIRED,), "mfa_more": ()}
    assert (read.account.answered, read.account.excused, read.account.blank) == (1, 1, 1)


@pytest.mark.parametrize(("condition", "said"), [
    ("a", True), ("b", False), ("a && b", False), ("a || b", True), ("!b", True), ("!(a || b)", False), ("b || a && !c", True),
    ("", True), ("a &&", True), ("(b", True), ("b b", True)])
def test_conditions_hold_as_they_are_written_and_malformed_ones_always(condition: str, said: bool) -> None:
    assert holds(condition, {"a"}) is said


@pytest.mark.parametrize("name", ["webapp", "infrastructure", "physical_and_datacenter", "security_privacy_programs"])
def test_every_id_of_a_published_vsaq_finds_its_question(name: str, read_text: ReadText) -> None:
    questions = resources.read_toml("families", "vsaq_ids.toml")[name]
    given = {choices[0] if choices else question: "checked" if choices else "Words" for question, choices in questions.items()}
    read = read_text(json.dumps(given), "answers.json")
    assert (read.version, len(read.answers)) == (name, len(questions))
    assert all(answer.answer for answer in read.answers)
    assert not read.unmapped


def test_a_vsaq_template_is_a_question_set(read_text: ReadText) -> None:
    with pytest.raises(RegisterError, match="template of VSAQ"):
        read_text(TREE % "", "template.json")


def test_answers_to_a_published_vsaq_are_known_by_its_ids(read_text: ReadText) -> None:
    answers = {"application_name": "Shop", "application_vm_securitycontact_yes": "checked", "application_vm_securitycontact_no": "",
               "application_ssl_exclusively": "", "application_ssl_mixed": "checked", "application_ssl_none": "",
               "own_remark": "Later"}
    read = read_text(json.dumps(answers), "answers.json")
    said = _said(read)
    assert (read.family, read.version, len(read.answers)) == ("vsaq", "webapp", 74)
    assert said["application_name"] == ("Shop", "text")
    assert said["application_vm_securitycontact"] == ("application_vm_securitycontact_yes", "yes")
    assert ("application_ssl_mixed", "text") in said.values()
    assert said["own_remark"] == ("Later", "text")


def test_answers_to_a_vsaq_of_somebodys_own_are_grouped_by_their_endings(read_text: ReadText) -> None:
    read = read_text(json.dumps({"backup_yes": "checked", "backup_no": "", "exit_no": "checked", "vault": "checked", "who": "We"}),
                     "answers.json")
    assert _said(read) == {"backup": ("yes", "yes"), "exit": ("no", "no"), "vault": ("checked", "yes"),
                           "who": ("We", "text")}


# OSCAL

RESULTS = {"assessment-results": {
    "uuid": "1",
    "metadata": {"title": "Assessment of the shop", "last-modified": "2026-03-04T00:00:00Z", "version": "2",
                 "oscal-version": "1.0.4",
                 "parties": [{"uuid": "p", "type": "organization", "name": "Assessor Ltd"}]},
    "results": [{
        "uuid": "r", "title": "Year 2026", "start": "2026-01-01T00:00:00Z",
        "observations": [{"uuid": "o1", "description": "Keys are rotated by hand."}, {"uuid": "o2", "description": "Never cited."}],
        "risks": [{"uuid": "k1", "title": "Stale keys", "statement": "A key may leak."}],
        "findings": [
            {"uuid": "f1", "title": "Keys", "description": "Rotation.", "target": {
                "type": "objective-id", "target-id": "sc-12_obj", "status": {"state": "not-satisfied", "reason": "fail"}},
             "related-observations": [{"observation-uuid": "o1"}], "related-risks": [{"risk-uuid": "k1"}]},
            {"uuid": "f2", "title": "Access", "description": "Reviewed.", "target": {
                "type": "statement-id", "target-id": "ac-2_smt.a", "status": {"state": "satisfied"}}}]}]}}


def test_findings_of_oscal_assessment_results_are_answers(read_text: ReadText) -> None:
    read = read_text(json.dumps(RESULTS), "results.json")
    assert (read.family, read.version, read.title) == ("oscal", "2", "Assessment of the shop")
    assert _said(read) == {"sc-12_obj": ("not-satisfied", "no"), "ac-2_smt.a": ("satisfied", "yes")}
    keys, access = read.answers
    assert keys.notes == "Rotation.\nfail\nKeys are rotated by hand.\nStale keys: A key may leak."
    assert (keys.domain, access.domain) == (ControlDomain.NETWORK, ControlDomain.ACCESS)
    assert [item.text for item in read.unmapped] == ["Never cited."]
    assert {entry.reason.render("en"): entry.count for entry in read.skipped} == {"values that say how the assessment was made": 3}


def test_a_security_plan_answers_how_far_each_control_is_put_to_work(read_text: ReadText) -> None:
    plan = """\
system-security-plan:
  metadata: {title: Plan, version: '1', oscal-version: 1.1.2}
  system-characteristics: {system-name: Shop}
  control-implementation:
    implemented-requirements:
      - control-id: ac-2
        statements:
          - by-components: [{description: Done by the platform., implementation-status: {state: implemented}}]
      - control-id: cp-9
        props: [{name: implementation-status, value: planned}]
        remarks: Next year.
      - control-id: ir-4
        remarks: A team is on call.
"""
    read = read_text(plan, "plan.yaml")
    assert read.product == "Shop"
    assert _said(read) == {"ac-2": ("implemented", "yes"), "cp-9": ("planned", "no"), "ir-4": ("A team is on call.", "text")}
    assert [answer.notes for answer in read.answers] == ["Done by the platform.", "Next year.", ""]


def test_enhancements_within_a_control_are_questions_of_their_own(tmp_path: Path) -> None:
    from risk_register.questionnaires.recognition import read_questions

    path = tmp_path / "catalog.json"
    accounts = {"id": "ac-2", "title": "Accounts", "controls": [{"id": "ac-2.1", "title": "By machine"}]}
    path.write_text(json.dumps({"catalog": {"metadata": {"title": "T", "oscal-version": "1.1.0"},
                                            "groups": [{"title": "Access", "controls": [accounts]}]}}))
    assert [answer.question_id for answer in read_questions(read_source(path)).answers] == ["ac-2", "ac-2.1"]


# Data files of no family

def test_a_list_of_questions_and_answers_in_json_is_read_by_its_keys(read_text: ReadText) -> None:
    text = json.dumps({"vendor": "Example Ltd", "sections": [{"name": "Access", "questions": [
        {"id": "A-1", "question": "Is there a second factor?", "answer": "Yes", "comment": "Everywhere.", "weight": 3,
         "evidence": ["a.pdf", "b.pdf"]},
        {"id": "A-2", "question": "Are accounts reviewed?", "answer": False, "comment": None},
        {"id": "A-3", "question": "Where are logs kept?", "answer": ""}]}]})
    read = read_text(text, "answers.json")
    assert (read.family, read.vendor_name) == ("answers_data", "Example Ltd")
    assert _said(read) == {"A-1": ("Yes", "yes"), "A-2": ("false", "no"), "A-3": ("", "unanswered")}
    first = read.answers[0]
    assert (first.notes, first.weight, first.extra) == ("Everywhere.", 3, {"evidence": "a.pdf; b.pdf"})


def test_keys_run_together_and_answers_in_objects_are_read(read_text: ReadText) -> None:
    text = json.dumps({"sections": [{"questions": [
        {"questionId": 7, "questionText": "Is data encrypted?", "vendorResponse": {"value": "Yes", "comment": "AES", "by": "J"}},
        {"questionId": 8, "questionText": "Which regions?", "vendorResponse": {"value": ["EU", "US"]}}]}]})
    read = read_text(text, "export.json")
    assert [(answer.question_id, answer.question, answer.answer, answer.notes, dict(answer.extra)) for answer in read.answers] == [
        ("7", "Is data encrypted?", "Yes", "AES", {"vendorResponse": "J"}), ("8", "Which regions?", "EU\nUS", "", {})]


def test_answers_in_french_yaml_are_read_too(read_text: ReadText) -> None:
    text = """\
prestataire: Exemple SARL
réponses:
  - question: Avez-vous un PCA ?
    réponse: Oui
    commentaire: Testé.
  - question: Et un PRA ?
    réponse: non
"""
    read = read_text(text, "réponses.yaml")
    assert read.vendor_name == "Exemple SARL"
    assert [(answer.answer, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("Oui", "yes", "Testé."), ("non", "no", "")]


def test_a_value_that_a_later_one_of_its_key_replaces_is_listed(read_text: ReadText) -> None:
    read = read_text('{"answers": {"backup": "No", "backup": "Yes", "exit": "No"}}', "a.json")
    assert _said(read)["backup"] == ("Yes", "yes")
    assert [(item.text, item.sheet) for item in read.unmapped] == [("No", "/answers/backup")]


@pytest.mark.parametrize(("text", "name"), [
    ('{"a": {"b": 1}}', "config.json"), ("services:\n  web:\n    image: x\n", "compose.yaml")])
def test_a_data_file_that_is_no_questionnaire_is_refused(text: str, name: str, read_text: ReadText) -> None:
    with pytest.raises(RegisterError, match="nothing in it reads as questions"):
        read_text(text, name)


def test_a_file_of_more_questions_than_anybody_asks_is_refused(read_text: ReadText) -> None:
    with pytest.raises(RegisterError, match="holds more than 20,000 questions"):
        read_text(json.dumps({f"criterion_{number}_status": "Met" for number in range(20_001)}), "b.json")


def test_a_file_is_read_the_same_under_any_ending(tmp_path: Path) -> None:
    for name in ("a.json", "a.txt", "a"):
        (tmp_path / name).write_text(json.dumps(BADGE), encoding="utf-8")
        assert read_questionnaire(read_source(tmp_path / name)).family == "openssf_badge"
