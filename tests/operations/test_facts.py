"""What the register knows comes out as the organisation reads it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from risk_register.model.incidents import Incident, IncidentStamp, IncidentVendor
from risk_register.model.merit import REVIEWS
from risk_register.model.parties import OwnEntity, Vendor
from risk_register.model.services import Function, Service, ServiceFunction
from risk_register.model.vocabulary import ReviewerVerdict
from risk_register.operations.facts import vendor_facts
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.reviewing import Judgement, judge, review_sheet
from risk_register.operations.score_log import kept_scores
from risk_register.operations.scoring import refresh_scores
from risk_register.risk.additions import incident_date
from risk_register.store import Register
from tests.operations.conftest import Form
from tests.store.looking import tables


def test_the_moments_of_an_incident_keep_the_day_they_had_where_the_organisation_is(register: Register) -> None:
    (entity,) = tables(register)["own_entity"]
    with register.change("Record an incident", "anna") as change:
        change.update(OwnEntity, entity, time_zone="America/New_York")
        alder = change.add(Vendor, legal_name="Alder")
        incident = change.add(Incident, title="Leak")
        change.add(IncidentVendor, incident_id=incident, vendor_id=alder)
        change.add(IncidentStamp, incident_id=incident, name="aware", at="2026-03-31T23:30:00-04:00")
    (held,) = vendor_facts(register, alder).incidents
    ((name, at),) = held.stamps
    assert (name, at) == ("aware", datetime(2026, 4, 1, 3, 30, tzinfo=UTC))
    assert incident_date(held) == at.date() == date(2026, 3, 31)


def test_a_reviewers_last_verdict_on_an_answer_is_counted_apart_and_moves_the_kept_score(register: Register, form: Form) -> None:
    taken = import_questionnaire(register, form(), new_vendor="Alder", actor="anna")
    (vendor_id,) = tables(register)["vendor"]
    with register.change("A function depends on it", "anna") as change:
        function = change.add(Function, reference="F-1", name="Payments", criticality="high")
        service = change.add(Service, vendor_id=vendor_id, name="Hosting")
        change.add(ServiceFunction, service_id=service, function_id=function)
    before = set(vendor_facts(register, vendor_id).tallies)
    refresh_scores(register)
    (kept,) = kept_scores(register, [vendor_id]).values()
    yes = next(line.id for line in review_sheet(register, taken.questionnaire_id or 0).lines if line.answer.words == "Yes")
    judge(register, {yes: Judgement(ReviewerVerdict.PARTIAL)}, "anna")
    judge(register, {yes: Judgement(ReviewerVerdict.UNSATISFACTORY)}, "anna")
    after = set(vendor_facts(register, vendor_id).tallies)
    assert sum(tally.weight for tally in before) == sum(tally.weight for tally in after)
    assert [tally.review for tally in after - before] == [REVIEWS["unsatisfactory"]]
    refresh_scores(register)
    (moved,) = kept_scores(register, [vendor_id]).values()
    assert Decimal(moved["residual"]) > Decimal(kept["residual"])
