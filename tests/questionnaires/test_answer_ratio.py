"""What the answers alone amount to: worked cases, and what must hold for any answers."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.intake.values import Workbook
from risk_register.model.vocabulary import Polarity, Verdict
from risk_register.questionnaires import adverse, answer_ratio, completeness, read_questionnaire, standing_by
from risk_register.texts import percent

At = Callable[[str], Workbook]


@dataclass(frozen=True)
class Given:
    verdict: Verdict
    polarity: Polarity = Polarity.YES_IS_GOOD
    weight: int = 1


def test_not_applicable_leaves_the_bottom_of_the_fraction(workbook_at: At) -> None:
    answers = read_questionnaire(workbook_at("cases/c16-fifteen-answers.csv")).answers
    assert answer_ratio(answers) == 70
    assert completeness(answers) == 100


def test_a_section_that_does_not_apply_is_not_scored_and_leaves_the_rest_alone(workbook_at: At) -> None:
    answers = read_questionnaire(workbook_at("cases/c17-all-not-applicable.csv")).answers
    sections = standing_by(answers, lambda answer: answer.section)
    assert sections["Resilience"].ratio is None
    assert sections["Resilience"].completeness is None
    assert sections["Access"].ratio == 50
    assert (sections["Access"].answered, sections["Access"].applicable) == (2, 3)
    assert answer_ratio(answers) == 50
    assert completeness(answers) == Decimal(200) / 3


def test_a_no_stays_a_no(workbook_at: At) -> None:
    answers = read_questionnaire(workbook_at("cases/c18-yes-no.csv")).answers
    assert [(answer.question_id, answer.answer, answer.verdict.word, answer.weight) for answer in answers] == [
        ("Y-1", "No", "no", 1), ("Y-2", "No", "no", 1), ("Y-3", "Yes", "yes", 1), ("Y-4", "see annex", "text", 0)]
    ratio = answer_ratio(answers)
    assert ratio is not None
    assert percent(ratio, "en") == "33.3%"
    assert completeness(answers) == 100


def test_a_partial_answer_earns_half_and_no_can_be_the_good_answer() -> None:
    assert answer_ratio([Given(Verdict.PARTIAL, weight=2), Given(Verdict.NO, Polarity.NO_IS_GOOD, 2)]) == 75


@pytest.mark.parametrize("verdict", [Verdict.UNANSWERED, Verdict.NOT_EVALUATED])
def test_what_is_left_open_earns_nothing_and_lowers_completeness(verdict: Verdict) -> None:
    answers = [Given(Verdict.YES), Given(verdict)]
    assert answer_ratio(answers) == 50
    assert completeness(answers) == 50


def test_words_and_neutral_questions_are_answered_but_not_scored() -> None:
    answers = [Given(Verdict.TEXT), Given(Verdict.YES, Polarity.NEUTRAL), Given(Verdict.NO, Polarity.NEUTRAL)]
    assert answer_ratio(answers) is None
    assert completeness(answers) == 100
    assert not any(map(adverse, answers))


def test_the_bad_answer_is_adverse_whichever_it_is() -> None:
    assert adverse(Given(Verdict.NO))
    assert adverse(Given(Verdict.YES, Polarity.NO_IS_GOOD))
    assert not adverse(Given(Verdict.NO, Polarity.NO_IS_GOOD))
    assert not adverse(Given(Verdict.PARTIAL))
    assert not adverse(Given(Verdict.UNANSWERED))


ANSWERS = st.lists(st.builds(Given, st.sampled_from(Verdict), st.sampled_from(Polarity), st.integers(0, 40)))


@given(ANSWERS)
def test_both_shares_lie_between_nothing_and_all(answers: list[Given]) -> None:
    for share in (answer_ratio(answers), completeness(answers)):
        assert share is None or 0 <= share <= 100


@given(ANSWERS, st.sampled_from(Polarity), st.integers(1, 40))
def test_answering_not_applicable_changes_neither(answers: list[Given], polarity: Polarity, weight: int) -> None:
    more = [*answers, Given(Verdict.NOT_APPLICABLE, polarity, weight)]
    assert (answer_ratio(more), completeness(more)) == (answer_ratio(answers), completeness(answers))


@given(ANSWERS, st.integers(1, 40))
def test_leaving_a_question_open_never_helps(answers: list[Given], weight: int) -> None:
    more = [*answers, Given(Verdict.UNANSWERED, weight=weight)]
    before, after = answer_ratio(answers), answer_ratio(more)
    assert after is not None
    assert before is None or after <= before
