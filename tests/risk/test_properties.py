"""What must hold of every method whatever the facts are."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from risk_register.model.facts import (
    Clause,
    Contract,
    Finding,
    Incident,
    Override,
    RiskAcceptance,
    SlaMeasurement,
    SlaTerm,
    VendorFacts,
)
from risk_register.model.merit import REVIEWS
from risk_register.model.vocabulary import (
    ClauseState,
    ClauseTopic,
    Criticality,
    DataElement,
    FindingSeverity,
    MeasurementWindow,
    Polarity,
    Privilege,
    Reliance,
    Renewal,
    RiskLevel,
    SlaDirection,
    Substitutability,
    Tier,
    TransferMechanism,
    Verdict,
)
from risk_register.risk import assess, load_method
from risk_register.risk.dates import add_months
from risk_register.risk.method import Method
from risk_register.risk.points import hundredths
from tests.risk.making import ON, access, all_yes, answers, flow, received, report, service, vendor

METHODS = [load_method(name) for name in ("house", "nist-800-30", "ebios-rm")]
each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
unhurried = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other work besides is no failure."""
SCORED = (Polarity.YES_IS_GOOD, Polarity.NO_IS_GOOD)


def word(vocabulary, unknown=True):
    values = [term.value for term in vocabulary]
    return st.sampled_from([*values, None, "from a newer program"] if unknown else values)


SERVICES = st.builds(
    service, st.integers(1, 50), word(Criticality), reliance=word(Reliance), substitutability=word(Substitutability),
)
FLOWS = st.builds(
    flow, st.integers(1, 50), st.none() | st.integers(0, 300_000),
    st.lists(st.sampled_from(["FR", "JP", "US", "IN"]), max_size=2, unique=True).map(tuple),
    elements=st.lists(word(DataElement, unknown=False) | st.just("novel"), max_size=3, unique=True).map(tuple),
    transfer_mechanism=word(TransferMechanism), confidentiality=st.none() | st.integers(0, 4),
)
ACCESSES = st.builds(access, st.integers(1, 50), word(Privilege, unknown=False) | st.just("from a newer program"))
TALLIES = st.builds(
    lambda round_id, *values: answers(*values)._replace(round=round_id), st.sampled_from([1, 2, 0]),
    st.sampled_from([1, 5, 6, 15, 17, 19, 0]), st.sampled_from(Verdict), st.integers(1, 9), st.integers(0, 20),
    st.sampled_from(Polarity),
)
CLAUSES = st.builds(
    lambda number, topic, state: Clause(number, 1, topic, state), st.integers(1, 50), word(ClauseTopic, unknown=False),
    word(ClauseState, unknown=False),
)
MEASUREMENTS = st.builds(
    lambda number, months, value: SlaMeasurement(number, 1, add_months(ON, -months - 1), add_months(ON, -months), value),
    st.integers(1, 50), st.integers(-1, 14), st.none() | st.integers(0, 100).map(Decimal),
)
INCIDENTS = st.builds(
    lambda number, state, severity, days: Incident(number, "Incident", state, severity, ON - timedelta(days=days)),
    st.integers(1, 50), st.sampled_from(["open", "closed"]), word(FindingSeverity), st.integers(0, 900),
)
FINDINGS = st.builds(
    lambda number, severity, days: Finding(number, 1, "Finding", severity, "open", ON - timedelta(days=99),
                                           due_on=ON - timedelta(days=days)),
    st.integers(1, 50), word(FindingSeverity, unknown=False), st.integers(-9, 90),
)
AGES = st.integers(0, 1800).map(lambda days: ON - timedelta(days=days))


TARGET = Decimal(10)


def some(strategy, most=3):
    return st.lists(strategy, max_size=most, unique_by=lambda fact: getattr(fact, "id", id(fact))).map(tuple)


@st.composite
def contracts(draw, number: int) -> Contract:
    ends = draw(st.none() | st.integers(-60, 400))
    return Contract(number, f"C-{number}", 1, starts_on=ON - timedelta(days=900), renewal=draw(word(Renewal)),
                    ends_on=None if ends is None else ON + timedelta(days=ends), clauses=draw(some(CLAUSES, 4)))


@st.composite
def terms(draw, number: int) -> SlaTerm:
    return SlaTerm(number, 1, "availability", TARGET, "percent", draw(word(SlaDirection)),
                   draw(word(MeasurementWindow, unknown=False)), measurements=draw(some(MEASUREMENTS, 4)))


@st.composite
def vendors(draw) -> VendorFacts:
    return vendor(
        services=draw(some(SERVICES)), flows=draw(some(FLOWS)), accesses=draw(some(ACCESSES, 2)), tallies=draw(some(TALLIES, 8)),
        rounds=(received(draw(AGES)), *((received(draw(AGES), 2, "hecvat"),) if draw(st.booleans()) else ())),
        incidents=draw(some(INCIDENTS)), findings=draw(some(FINDINGS, 5)),
        contracts=tuple(draw(contracts(number)) for number in range(1, draw(st.integers(1, 3)))),
        sla_terms=tuple(draw(terms(number)) for number in range(1, draw(st.integers(1, 3)))),
        evidence=(report(draw(AGES)),) if draw(st.booleans()) else (), country=draw(st.sampled_from([None, "FR", "US"])),
    )


def residual(facts: VendorFacts, method: Method) -> Decimal:
    return assess(facts, method, ON, explain=False).residual or Decimal(0)


@each_method
@unhurried
@given(vendors())
def test_figures_keep_their_bounds_and_a_range_holds_its_figure(method, facts):
    result = assess(facts, method, ON)
    if result.residual is None:
        return
    assert 0 <= result.residual_low <= result.residual <= result.residual_high <= 100
    assert 0 <= result.inherent_low <= result.inherent <= result.inherent_high <= 100
    if method.combination is None:
        assert result.residual >= result.inherent * Decimal("0.0999999999999999")
    if not (facts.incidents or facts.findings or facts.contracts or facts.sla_terms):
        assert result.residual <= result.inherent


@each_method
@unhurried
@given(vendors())
def test_the_points_add_up_exactly_to_the_printed_residual(method, facts):
    result = assess(facts, method, ON)
    if result.residual is not None:
        assert sum(reason.points for reason in result.reasons) == Decimal(hundredths(Fraction(result.residual))).scaleb(-2)
        assert all(reason.text.render("fr") for reason in result.reasons)


@each_method
@unhurried
@given(vendors())
def test_unassessed_is_never_low(method, facts):
    result = assess(facts, method, ON, explain=False)
    assert (result.residual is None) == (result.tier is Tier.UNASSESSED) == (result.level is RiskLevel.UNASSESSED)


@each_method
@unhurried
@given(vendors(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(method, facts, random):
    def shuffled(records):
        return tuple(random.sample(records, len(records)))

    def within(record, *names):
        return replace(record, **{name: shuffled(getattr(record, name)) for name in names})

    other = within(
        replace(facts, services=tuple(within(each, "functions") for each in facts.services),
                flows=tuple(within(each, "elements", "populations", "countries") for each in facts.flows),
                contracts=tuple(within(each, "clauses") for each in facts.contracts)),
        "services", "flows", "accesses", "tallies", "rounds", "incidents", "findings", "evidence", "contracts", "sla_terms",
    )
    assert assess(other, method, ON) == assess(facts, method, ON)


@each_method
@unhurried
@given(vendors(), FLOWS)
def test_adding_a_flow_lowers_neither_inherent_nor_residual_risk(method, facts, added):
    before, after = (assess(each, method, ON, explain=False) for each in (facts, replace(facts, flows=(*facts.flows, added))))
    assert (before.inherent or 0) <= after.inherent
    assert (before.residual or 0) <= after.residual


@each_method
@unhurried
@given(vendors(), SERVICES)
def test_adding_a_service_never_lowers_inherent_risk(method, facts, added):
    before, after = (assess(each, method, ON, explain=False) for each in (facts, replace(facts, services=(*facts.services, added))))
    assert (before.inherent or 0) <= (after.inherent or 0)


def goodness(verdict: Verdict, polarity: Polarity) -> int:
    if verdict in (Verdict.YES, Verdict.NO):
        return 2 if (verdict is Verdict.YES) == (polarity is Polarity.YES_IS_GOOD) else 0
    return 1 if verdict is Verdict.PARTIAL else 0


@each_method
@unhurried
@given(vendors(), TALLIES, st.sampled_from(SCORED), st.sampled_from(Verdict), st.sampled_from(Verdict))
def test_a_worse_answer_never_lowers_risk_and_a_blank_is_no_better_than_a_bad_one(method, facts, tally, polarity, better, worse):
    assume(Verdict.NOT_APPLICABLE not in (better, worse))
    assume(goodness(better, polarity) >= goodness(worse, polarity))
    good, bad = (
        replace(facts, tallies=(*facts.tallies, tally._replace(polarity=int(polarity), verdict=int(verdict))))
        for verdict in (better, worse)
    )
    assert residual(good, method) <= residual(bad, method)


@each_method
@unhurried
@given(vendors(), st.integers(0, 19), st.integers(1, 50))
def test_not_applicable_and_weightless_questions_change_nothing(method, facts, domain, count):
    before = assess(facts, method, ON, explain=False)
    for tally in (answers(domain, Verdict.NOT_APPLICABLE, count), answers(domain, Verdict.NO, count, weight=0)):
        assert assess(replace(facts, tallies=(*facts.tallies, tally)), method, ON, explain=False) == before


@each_method
@unhurried
@given(vendors(), st.integers(0, 900))
def test_ageing_evidence_and_answers_never_lower_the_risk(method, facts, days):
    assume(facts.evidence)
    older = replace(
        facts, evidence=tuple(replace(each, period_to=each.period_to - timedelta(days=days)) for each in facts.evidence),
        rounds=tuple(replace(each, received_on=each.received_on - timedelta(days=days)) for each in facts.rounds),
    )
    assert residual(facts, method) <= residual(older, method)


@each_method
@unhurried
@given(vendors(), INCIDENTS, FINDINGS)
def test_an_incident_or_an_overdue_finding_never_lowers_the_risk(method, facts, incident, finding):
    more = replace(facts, incidents=(*facts.incidents, incident), findings=(*facts.findings, finding))
    assert residual(facts, method) <= residual(more, method)


@each_method
@unhurried
@given(vendors(), CLAUSES)
def test_a_clause_that_is_missing_and_a_target_that_is_missed_never_lower_the_risk(method, facts, clause):
    def measured(value):
        return tuple(replace(term, direction="at_least", measurements=tuple(
            replace(each, value=each.value and value) for each in term.measurements)) for term in facts.sla_terms)

    assume(facts.contracts)
    first, *others = facts.contracts
    absent = tuple(replace(each, state="absent") for each in (*first.clauses, clause))
    before = replace(facts, sla_terms=measured(TARGET))
    worse = replace(before, contracts=(replace(first, clauses=absent), *others))
    assert residual(before, method) <= residual(worse, method) <= residual(replace(worse, sla_terms=measured(Decimal(0))), method)


@each_method
@unhurried
@given(vendors(), word(Criticality, unknown=False), word(Substitutability, unknown=False), word(Reliance, unknown=False))
def test_learning_what_was_open_stays_within_the_range(method, facts, criticality, substitutability, reliance):
    before = assess(facts, method, ON, explain=False)
    assume(before.residual is not None)

    def learnt(record):
        known = {
            "substitutability": record.substitutability if Substitutability.parse(record.substitutability) else substitutability,
            "reliance": record.reliance if Reliance.parse(record.reliance) else reliance,
            "functions": tuple(
                f if Criticality.parse(f.criticality) else replace(f, criticality=criticality) for f in record.functions
            ),
        }
        return replace(record, **known)

    after = assess(replace(facts, services=tuple(learnt(each) for each in facts.services)), method, ON, explain=False)
    assert before.inherent_low <= after.inherent <= before.inherent_high
    assert before.residual_low <= after.residual <= before.residual_high


@each_method
@unhurried
@given(vendors())
def test_no_setting_of_the_machine_changes_a_figure(method, facts):
    with localcontext() as context:
        context.prec = 7
        coarse = assess(facts, method, ON)
    assert coarse == assess(facts, method, ON)


@each_method
@unhurried
@given(vendors())
def test_without_explanation_the_figures_are_the_same(method, facts):
    explained, quick = assess(facts, method, ON), assess(facts, method, ON, explain=False)
    assert replace(explained, reasons=(), domains=(), missing=()) == quick


@each_method
@unhurried
@given(vendors(), TALLIES, st.sampled_from(SCORED))
def test_answering_well_what_was_unanswered_never_raises_the_risk(method, facts, tally, polarity):
    good = Verdict.YES if polarity is Polarity.YES_IS_GOOD else Verdict.NO
    blank, answered, yes = (
        replace(facts, tallies=(*facts.tallies, tally._replace(polarity=int(polarity), verdict=int(verdict))))
        for verdict in (Verdict.UNANSWERED, good, Verdict.YES)
    )
    assert residual(answered, method) <= residual(blank, method)
    assert residual(yes, method) <= residual(blank, method)


@each_method
@unhurried
@given(vendors(), TALLIES, st.integers(1, 30))
def test_more_bad_answers_never_lower_the_risk(method, facts, tally, more):
    bad = tally._replace(polarity=int(Polarity.YES_IS_GOOD), verdict=int(Verdict.NO), weight=max(1, tally.weight))
    few, many = (replace(facts, tallies=(*facts.tallies, bad._replace(count=bad.count * times, weight=bad.weight * times)))
                 for times in (1, more))
    assert residual(few, method) <= residual(many, method)


@each_method
@unhurried
@given(vendors(), st.sampled_from(sorted(REVIEWS.values())), st.sampled_from(sorted(REVIEWS.values())))
def test_a_worse_verdict_of_our_reviewer_never_lowers_the_risk(method, facts, one, other):
    better, worse = sorted((one, other), key=lambda review: (REVIEWS["satisfactory"], REVIEWS["partial"]).index(review)
                           if review in (REVIEWS["satisfactory"], REVIEWS["partial"]) else 2)
    assume(all(tally.verdict != Verdict.NOT_APPLICABLE for tally in facts.tallies))
    good, bad = (replace(facts, tallies=tuple(tally._replace(review=review) for tally in facts.tallies))
                 for review in (better, worse))
    assert residual(good, method) <= residual(bad, method)


@each_method
@unhurried
@given(vendors(), st.sampled_from(["tier", "level"]), st.sampled_from(["T1", "T4", "low", "critical"]))
def test_an_override_of_a_word_and_an_acceptance_move_no_number(method, facts, judgement, value):
    said = Override(1, 1, judgement, value, "Head of risk", "Known better", ON, ON)
    accepted = RiskAcceptance(2, 1, "Known", ON, ON, accepted_score=Decimal(1))
    before, after = (assess(each, method, ON, explain=False)
                     for each in (facts, replace(facts, overrides=(said,), acceptances=(accepted,))))
    numbers = ("inherent", "inherent_low", "inherent_high", "control_effectiveness", "residual", "residual_low", "residual_high")
    assert [getattr(before, name) for name in numbers] == [getattr(after, name) for name in numbers]


@each_method
def test_the_scale_ends_at_nothing_and_at_a_hundred(method):
    worst = vendor(
        services=(service(1, "critical_or_important", substitutability="none", reliance="full"),), country="US",
        flows=(flow(1, 10**6, ("US",), elements=("health_record",), transfer_mechanism="none"),), accesses=(access(1, "admin"),),
        incidents=tuple(Incident(number, "Leak", "open", "critical", ON) for number in (1, 2)),
    )
    best = vendor(flows=(), tallies=all_yes(), evidence=(report(),))
    assert (residual(worst, method), residual(best, method)) == (100, 0)
