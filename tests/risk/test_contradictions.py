"""Records that cannot both be right are found, named with their rule, and only where they do not agree."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from risk_register.model.facts import Answer, Clause, Contract, Evidence, Incident, SlaMeasurement, SlaTerm, SubcontractorLink
from risk_register.model.vocabulary import Verdict
from risk_register.risk import load_method
from risk_register.risk.contradicting import contradictions, load_rules
from risk_register.risk.contradicting.records import KINDS
from risk_register.risk.contradicting.words import hours_in
from tests.risk.making import ON, access, flow, received, vendor

HOUSE, RULES = load_method("house"), load_rules()
YESTERDAY = ON - timedelta(days=1)


def said(question: str, verdict: Verdict = Verdict.YES, words: str = "", round_id: int = 1, text: str = "",
         number: int = 70) -> Answer:
    return Answer(number, round_id, question, text, None, int(verdict), 0, 1, 1, words, "", "", "")


def found(*answers: Answer, family: str = "own", **values):
    facts = vendor(rounds=(received(family=family),), **values)
    return [(each.rule, str(each.text), [ref.noun for ref in each.facts])
            for each in contradictions(facts, answers, RULES, HOUSE, ON)]


def contract(**clause) -> tuple[Contract, ...]:
    return (Contract(1, "C-1", 1, clauses=(Clause(**{"id": 5, "contract_id": 1, "state": "absent", **clause}),)),)


def certificate(until: date, **values) -> Evidence:
    return Evidence(**{"id": 3, "kind": "iso27001", "title": "ISO", "expires_on": until, **values})


def availability(value: str, ends: date = ON) -> SlaTerm:
    measured = (SlaMeasurement(8, 1, ends - timedelta(days=30), ends, Decimal(value)),)
    return SlaTerm(1, 1, "availability", Decimal("99.9"), "percent", "at_least", "month", measurements=measured)


NO = Verdict.NO
CASES = [
    ("encrypted_at_rest", said("ENC-01"), {"flows": (flow(at_rest="not_encrypted"),)}, {"flows": (flow(at_rest="encrypted"),)}),
    ("encrypted_in_transit", said("ENC-02"), {"flows": (flow(in_transit="not_encrypted"),)}, {"flows": (flow(),)}),
    ("not_encrypted", said("ENC-01", NO), {"flows": (flow(at_rest="encrypted"),)}, {"flows": (flow(at_rest="not_encrypted"),)}),
    ("certificate_expired", said("CMP-01"), {"evidence": (certificate(YESTERDAY),)},
     {"evidence": (certificate(YESTERDAY), certificate(ON, id=4))}),
    ("penetration_test_old", said("VUL-01"),
     {"evidence": (certificate(None, kind="penetration_test", issued_on=date(2024, 11, 19)),)},
     {"evidence": (certificate(None, kind="penetration_test", issued_on=date(2024, 11, 20)),)}),
    ("audit_exceptions", said("CMP-04", NO), {"evidence": (certificate(ON, exceptions="Leavers kept access"),)},
     {"evidence": (certificate(ON, opinion="unqualified"),)}),
    ("no_subcontractors", said("SUP-04", NO), {"subcontractors": (SubcontractorLink(6, 1, 2, "Alder", "Birch"),)},
     {"subcontractors": (SubcontractorLink(6, 1, 2, "Alder", "Birch", valid_to=YESTERDAY),)}),
    ("notice_term", said("INC-01"), {"contracts": contract(topic="breach_notice", state="present", hours=72)},
     {"contracts": contract(topic="breach_notice", state="present", hours=24)}),
    ("region", said("PRV-05", NO), {"flows": (flow(countries=("FR", "US"), transfer_mechanism="dpf"),)}, {"flows": (flow(),)}),
    ("incidents", said("INC-03", NO), {"incidents": (Incident(7, "Leak", "closed", "low", date(2023, 1, 1)),)},
     {"incidents": (Incident(7, "Leak", "closed", "low", date(2022, 1, 1)),)}),
    ("outages", said("CON-04", NO), {"sla_terms": (availability("97"),)}, {"sla_terms": (availability("99.95"),)}),
    ("audit_clause", said("CMP-02"), {"contracts": contract(topic="audit_right")},
     {"contracts": contract(topic="audit_right", state="present")}),
    ("subcontractor_clause", said("SUP-02"), {"contracts": contract(topic="subprocessor_authorisation")},
     {"contracts": contract(topic="audit_right")}),
    ("deletion_clause", said("EXI-02"), {"contracts": contract(topic="deletion_return")},
     {"contracts": tuple(replace(each, ended_on=YESTERDAY) for each in contract(topic="deletion_return"))}),
    ("exit_clause", said("EXI-03"), {"contracts": contract(topic="exit_support")}, {"contracts": contract(topic="liability")}),
    ("instructions_clause", said("PRV-01"), {"contracts": contract(topic="instructions")}, {}),
    ("transfer_denied", None, {"flows": (flow(countries=("IN",), transfer_mechanism="not_transferred"),)},
     {"flows": (flow(countries=("IN",), transfer_mechanism="scc_2"),)}),
    ("access_after_end", None, {"stage": "terminated", "accesses": (access(privilege="admin"),)},
     {"stage": "terminated", "accesses": (access(privilege="admin", revoked_on=ON),)}),
]


@pytest.mark.parametrize(("rule", "answer", "disagreeing", "agreeing"), CASES, ids=[case[0] for case in CASES])
def test_a_rule_finds_what_does_not_agree_and_nothing_where_it_does(rule, answer, disagreeing, agreeing):
    answers = () if answer is None else (answer,)
    ((name, text, nouns),) = found(*answers, **disagreeing)
    assert name == rule
    assert (nouns[0] == "answer") == (answer is not None)
    assert answer is None or answer.question_id in text
    assert found(*answers, **agreeing) == []


def test_the_same_rule_stays_silent_where_the_vendor_says_otherwise_or_nothing():
    plain = {"flows": (flow(at_rest="not_encrypted"),)}
    assert found(said("ENC-01", Verdict.PARTIAL), **plain) == found(said("ENC-01", Verdict.TEXT), **plain) == found(**plain) == []


def test_every_rule_is_tried_here_and_names_a_kind_of_record_there_is():
    assert len(RULES.rules) >= 8
    assert {rule.name for rule in RULES.rules} == {case[0] for case in CASES} | {"questionnaires_disagree"}
    assert {rule.record for rule in RULES.rules} - set(KINDS) == {"other_answer"}
    assert all(rule.words.en and rule.words.fr for rule in RULES.rules)


def test_a_question_of_any_form_is_known_by_its_words_in_both_languages():
    bare = {"flows": (flow(at_rest="not_encrypted"),), "family": "answers"}
    for text in ("Do you encrypt customer data at rest?", "Les données sont-elles chiffrées au repos ?"):
        assert [rule for rule, *_ in found(said("Q-9", text=text), **bare)] == ["encrypted_at_rest"]
    assert found(said("Q-9", text="Do you encrypt laptops?"), **bare) == []


def test_the_hours_a_vendor_names_in_its_answer_count_before_those_of_the_question():
    longer = contract(topic="breach_notice", state="present", hours=72)
    assert [rule for rule, *_ in found(said("INC-01", words="Yes, within 48 hours"), contracts=longer)] == ["notice_term"]
    assert found(said("INC-01", words="Yes, within 3 days"), contracts=longer) == []
    assert (hours_in("sous 72 heures"), hours_in("2 jours"), hours_in("promptly")) == (72, 48, None)


def test_two_questionnaires_that_answer_one_question_differently_do_not_agree():
    rounds = (received(number=1, family="own"), received(number=2, family="answers"))
    answers = (said("ENC-01"), said("Q-4", NO, round_id=2, text="Is data encrypted at rest?", number=71))
    (only,) = contradictions(vendor(rounds=rounds), answers, RULES, HOUSE, ON)
    assert str(only.text) == "ENC-01 says yes and Q-4 says no to the same question"
    assert [ref.id for ref in only.facts] == [70, 71]
    older = (received(number=1, family="own"),)
    assert contradictions(vendor(rounds=older), answers, RULES, HOUSE, ON) == []


def test_a_contradiction_reads_in_french_with_countries_by_name():
    (only,) = contradictions(vendor(rounds=(received(family="own"),), flows=(flow(countries=("US",), transfer_mechanism="dpf"),)),
                             (said("PRV-05", NO),), RULES, HOUSE, ON)
    assert only.text.render("fr").endswith("parvient dans\N{NO-BREAK SPACE}: États-Unis")
