"""What people say enters the judgement: reviewers over vendors, overrides and acceptances; and what nobody knows stays unknown."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from risk_register import resources
from risk_register.model.facts import Clause, Contract, Finding, Override, RiskAcceptance, Tally
from risk_register.model.merit import REVIEWS
from risk_register.model.vocabulary import Confidence, ControlDomain, Decision, Polarity, RiskLevel, Tier, Verdict
from risk_register.risk import add_months, assess, load_method, parse_method
from risk_register.risk.findings import finding_figure
from tests.risk.making import ON, all_yes, answers, flow, received, report, service, vendor

HOUSE = load_method("house")
ACCESS = ControlDomain.ACCESS
CRITICAL = (service(criticality="critical_or_important", substitutability="none", reliance="full"),)
OLDER = parse_method(
    resources.read_text("methods", "house.toml").replace('reviewer = "prevails"', 'reviewer = "ignored"')
    .replace('rounds = "each"', 'rounds = "together"'), "older",
)


def reviewed(verdict: Verdict, review: str, polarity: Polarity = Polarity.YES_IS_GOOD) -> Tally:
    return answers(ACCESS, verdict, polarity=polarity)._replace(review=REVIEWS[review])


def effectiveness(*tallies: Tally, method=HOUSE, **values):
    return assess(vendor(tallies=tallies, **values), method, ON).control_effectiveness


@pytest.mark.parametrize(("verdict", "review", "expected"), [
    (Verdict.YES, "satisfactory", 60), (Verdict.YES, "partial", 30), (Verdict.YES, "unsatisfactory", 0),
    (Verdict.YES, "follow_up", 0), (Verdict.NO, "satisfactory", 60), (Verdict.NO, "partial", 30),
    (Verdict.TEXT, "satisfactory", 60), (Verdict.NOT_APPLICABLE, "unsatisfactory", 0), (Verdict.UNANSWERED, "satisfactory", 60),
])
def test_a_reviewers_verdict_goes_before_the_vendors_own_word(verdict, review, expected):
    assert effectiveness(reviewed(verdict, review)) == expected


def test_an_answer_to_be_followed_up_is_open_and_one_that_rightly_does_not_apply_stays_out():
    asked_again = assess(vendor(services=CRITICAL, tallies=(reviewed(Verdict.YES, "follow_up"),)), HOUSE, ON)
    assert asked_again.residual == 100 > asked_again.residual_low
    assert assess(vendor(tallies=(reviewed(Verdict.NOT_APPLICABLE, "satisfactory"),)), HOUSE, ON).completeness is None


def test_reasons_say_how_many_answers_our_reviewer_judged():
    tallies = (reviewed(Verdict.NO, "satisfactory"), answers(ACCESS, Verdict.NO))
    said = [str(reason.text) for reason in assess(vendor(tallies=tallies), HOUSE, ON).reasons if reason.factor == "controls.access"]
    assert "50.0% of what was asked is well answered" in said[0]
    assert "(1 as our reviewer judged)" in said[0]


def test_a_method_older_than_reviews_judges_as_it_did():
    assert effectiveness(reviewed(Verdict.YES, "unsatisfactory"), method=OLDER) == 60


def two_families(weight: int = 1):
    """One family finds all well with heavy weights, the other all bad with light ones."""
    return (
        answers(ACCESS, Verdict.YES, 10, 10 * weight)._replace(round=1), answers(ACCESS, Verdict.NO, 5)._replace(round=2),
    )


def test_no_familys_scale_of_weights_or_number_of_questions_drowns_another():
    rounds = (received(number=1, family="hecvat"), received(number=2, family="own"))
    assert effectiveness(*two_families(), rounds=rounds) == 30
    assert effectiveness(*two_families(weight=40), rounds=rounds) == 30
    assert effectiveness(*two_families(weight=40), rounds=rounds, method=OLDER) > 59
    assert assess(vendor(tallies=two_families(40), rounds=rounds), HOUSE, ON).answer_ratio == 50


def test_a_domain_asked_about_twice_names_each_questionnaire():
    rounds = (received(number=1, family="hecvat"), received(number=2, family="own"))
    result = assess(vendor(tallies=two_families(), rounds=rounds), HOUSE, ON)
    text = next(reason.text for reason in result.reasons if reason.factor == "controls.access")
    assert "hecvat: 100.0% well answered, worth 0.60 and own: 0.0% well answered, worth 0.60" in str(text)


def test_each_questionnaire_ages_by_itself():
    rounds = (received(number=1, family="caiq"), received(add_months(ON, -48), 2, "own"))
    tallies = (answers(ACCESS, Verdict.YES)._replace(round=1), answers(ControlDomain.PRIVACY, Verdict.YES)._replace(round=2))
    by_domain = {score.domain: score.effectiveness for score in assess(vendor(tallies=tallies, rounds=rounds), HOUSE, ON).domains}
    assert (by_domain[ACCESS], by_domain[ControlDomain.PRIVACY]) == (60, 30)


def test_evidence_of_today_does_not_make_answers_of_long_ago_hold():
    old = (received(add_months(ON, -42)),)
    assert effectiveness(*all_yes(), rounds=old, evidence=(report(),)) == 50
    assert effectiveness(*all_yes(), rounds=old, evidence=(report(),), method=OLDER) == 90


def test_confidence_falls_as_answers_grow_stale():
    def confidence(months):
        facts = vendor(tallies=all_yes(), rounds=(received(add_months(ON, -months)),), evidence=(report(),))
        return assess(facts, HOUSE, ON).confidence

    assert [confidence(months) for months in (36, 37, 42, 43)] == [
        Confidence.HIGH, Confidence.MEDIUM, Confidence.MEDIUM, Confidence.LOW,
    ]


def override(judgement: str, value: str, until: date = ON, **values) -> Override:
    return Override(**{"id": 9, "vendor_id": 1, "judgement": judgement, "value": value, "author": "Head of risk",
                       "reason": "Known better", "made_on": date(2025, 1, 1), "expires_on": until, **values})


def test_an_override_of_tier_or_level_changes_the_word_until_its_last_day_and_never_the_number():
    plain = vendor(services=CRITICAL)
    said = replace(plain, overrides=(override("tier", "T3"), override("level", "low", id=10)))
    before, after = assess(plain, HOUSE, ON), assess(said, HOUSE, ON)
    assert (after.tier, after.level) == (Tier.T3, RiskLevel.LOW)
    assert (after.tier_by_method, after.level_by_method) == (Tier.T1, RiskLevel.CRITICAL)
    assert (after.residual, after.residual_high, after.inherent) == (before.residual, before.residual_high, before.inherent)
    told = [str(reason.text) for reason in after.reasons if reason.factor.startswith("override")]
    assert "Tier set to T3 by Head of risk until 20 November 2025, where the method gives T1: Known better" in told
    later = assess(said, HOUSE, ON + timedelta(days=1))
    assert (later.tier, later.level, later.tier_by_method) == (Tier.T1, RiskLevel.CRITICAL, None)


def test_an_override_of_the_tier_moves_the_next_review():
    plain = vendor(services=CRITICAL, overrides=(override("tier", "T4"),))
    plain = replace(plain, vendor=replace(plain.vendor, next_review_on=None))
    from risk_register.model.facts import Review

    reviewed_once = replace(plain, reviews=(Review(1, 1, "periodic", completed_on=date(2025, 3, 10)),))
    assert assess(reviewed_once, HOUSE, ON).next_review_on == date(2028, 3, 10)


def test_an_override_of_criticality_grades_the_functions_anew():
    raised = assess(vendor(overrides=(override("criticality", "critical_or_important"),)), HOUSE, ON)
    assert (raised.tier, assess(vendor(), HOUSE, ON).tier) == (Tier.T1, Tier.T4)
    lowered = assess(vendor(services=(service(criticality="critical_or_important"),), overrides=(override("criticality", "low"),)),
                     HOUSE, ON)
    assert lowered.tier is Tier.T4
    for result in (raised, lowered):
        said = [str(reason.text) for reason in result.reasons if "Criticality set to" in str(reason.text)]
        assert len(said) == 1
        assert "by Head of risk until" in said[0]


def test_an_override_with_a_word_of_a_newer_program_is_left_alone():
    assert assess(vendor(overrides=(override("tier", "T9"), override("mood", "T1"))), HOUSE, ON) == assess(vendor(), HOUSE, ON)


def acceptance(score: str | None, **values) -> RiskAcceptance:
    return RiskAcceptance(**{"id": 4, "vendor_id": 1, "reason": "Replaced next year", "accepted_on": date(2025, 10, 1),
                             "expires_on": date(2026, 10, 1), "approver": "Head of risk",
                             "accepted_score": None if score is None else Decimal(score), **values})


def decided(*given: RiskAcceptance, on: date = ON, **values):
    return assess(vendor(services=(service(criticality="high", substitutability="hard", reliance="low"),), acceptances=given,
                         **values), HOUSE, on)


def test_an_acceptance_changes_the_decision_and_not_the_number():
    plain, accepted = decided(), decided(acceptance("55.56"))
    assert (plain.decision, accepted.decision) == (Decision.NONE, Decision.ACCEPTED)
    assert plain.residual == accepted.residual  # 55.5555..., printed as 55.56
    assert any("up to 55.56; the number stays" in str(reason.text) for reason in accepted.reasons)


def test_an_acceptance_turns_stale_when_the_number_moves_past_what_was_accepted():
    assert decided(acceptance("55.55")).decision is Decision.STALE
    more = Finding(1, 1, "Gap", "low", "open", date(2025, 1, 1), due_on=date(2025, 2, 1))
    moved = decided(acceptance("55.56"), findings=(more,))
    assert moved.decision is Decision.STALE
    assert any("at 55.56, and now 56.56: the acceptance no longer covers it" in str(reason.text) for reason in moved.reasons)
    assert decided(acceptance(None), findings=(more,)).decision is Decision.ACCEPTED


def test_an_acceptance_runs_out_and_a_later_one_takes_its_place():
    ran_out = acceptance("60", expires_on=ON - timedelta(days=1))
    assert decided(ran_out).decision is Decision.EXPIRED
    assert decided(ran_out, acceptance("60", id=5, accepted_on=ON)).decision is Decision.ACCEPTED
    assert decided(acceptance("60", accepted_on=ON + timedelta(days=1))).decision is Decision.NONE


def test_accepting_one_finding_decides_nothing_about_the_vendor():
    result = decided(acceptance("10", finding_id=3))
    assert result.decision is Decision.NONE
    assert [standing.decision for standing in result.acceptances] == [Decision.STALE]


def test_a_planned_effect_counts_only_while_the_risk_is_being_reduced_and_is_kept():
    gap = Finding(1, 1, "Gap", "medium", "open", ON, likelihood=3, impact=4, planned_effect=Decimal(50), treatment="mitigate")
    figures = [finding_figure(replace(gap, treatment=kind)) for kind in ("mitigate", "accept", "mitigate")]
    assert [figure and figure.residual for figure in figures] == [6, 12, 6]
    assert finding_figure(replace(gap, impact=None)) is None
    planned, plain = (assess(vendor(findings=(each,)), HOUSE, ON) for each in (gap, replace(gap, planned_effect=None)))
    assert planned.residual == plain.residual


def test_clauses_that_nobody_looked_for_are_unknown_and_widen_the_range():
    read = tuple(Clause(number, 1, topic, "present") for number, topic in enumerate(HOUSE.additions.clause_topics))
    known = assess(vendor(contracts=(Contract(1, "C-1", 1, clauses=read),)), HOUSE, ON)
    assert known.residual == known.residual_high
    unread = assess(vendor(contracts=(Contract(1, "C-1", 1, clauses=read[3:]),)), HOUSE, ON)
    assert (unread.residual, unread.residual_high - known.residual) == (known.residual, 6)
    not_read = (Clause(90, 1, "exit_support", "not_read"),)
    said = assess(vendor(contracts=(Contract(1, "C-1", 1, clauses=not_read),)), HOUSE, ON)
    assert said.residual_high - said.residual == 15  # the cap
    assert any("Clauses that nobody has looked for in the contracts in force: 14" in str(text) for text in said.missing)


def test_domains_that_nothing_was_asked_about_are_named_those_first_that_weigh_most_for_the_vendor():
    def unasked(**values):
        return [str(text) for text in assess(vendor(**values), HOUSE, ON).missing if "nothing was asked about" in str(text)]

    one = (answers(ControlDomain.ENCRYPTION, Verdict.YES),)
    (said,) = unasked(tallies=one)
    assert said.startswith("Control domains that nothing was asked about, so that the figure says nothing of them: 17, among them ")
    assert said.endswith("Identity and access, Privacy and data protection and Assets and data handling")
    assert "17, among them Continuity and backup" in unasked(tallies=one, services=(service(criticality="critical_or_important"),),
                                                             flows=())[0]
    whole = tuple(answers(domain, Verdict.NOT_APPLICABLE) for domain in ControlDomain)
    assert unasked(tallies=whole) == []  # who is asked and says that it does not apply has been asked
    assert unasked() == []  # that there is no questionnaire is said already


def test_a_reason_names_countries_and_not_their_codes():
    abroad = assess(vendor(flows=(flow(countries=("US", "IN"), transfer_mechanism="scc_2"),), country="BR"), HOUSE, ON)
    text = next(reason.text for reason in abroad.reasons if reason.factor == "location")
    assert "India and United States" in str(text)
    assert "Inde et États-Unis" in text.render("fr")
