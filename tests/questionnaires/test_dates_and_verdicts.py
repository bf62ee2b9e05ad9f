"""Days and choices as vendors write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires import verdict_of
from risk_register.questionnaires.dates import day_of


@pytest.mark.parametrize(("written", "day"), [
    ("September 29, 2022", date(2022, 9, 29)),
    ("29 septembre 2022", date(2022, 9, 29)),
    ("3. März 2025", date(2025, 3, 3)),
    ("2025-11-20", date(2025, 11, 20)),
    ("20/11/2025", date(2025, 11, 20)),
    ("11/20/2025", date(2025, 11, 20)),
    ("05/05/2025", date(2025, 5, 5)),
    ("31/03/26", date(2026, 3, 31)),
    (datetime(2025, 11, 20, 15, 30), date(2025, 11, 20)),  # noqa: DTZ001 - a cell's date has no zone
    ("03/04/2025", None),
    ("30/02/2025", None),
    ("about March 2025", None),
    ("soon", None),
    (time(0, 0), None),
    (45000, None),
])
def test_a_day_is_read_only_where_it_can_mean_one_day(written: object, day: date | None) -> None:
    assert day_of(written) == day  # type: ignore[arg-type]


def test_the_forms_country_settles_which_number_is_the_month() -> None:
    assert day_of("03/04/2025", month_first=True) == date(2025, 3, 4)
    assert day_of("03/04/2025", month_first=False) == date(2025, 4, 3)
    assert day_of("14/08/2024", month_first=True) == date(2024, 8, 14)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_the_way_it_is_usually_written(day: date) -> None:
    assert day_of(day.isoformat()) == day
    assert day_of(day.strftime("%d/%m/%Y"), month_first=False) == day
    assert day_of(f"{day:%B} {day.day}, {day.year}") == day


@pytest.mark.parametrize(("words", "verdict"), [
    ("YES", Verdict.YES), (" yes. ", Verdict.YES), ("1) Yes", Verdict.YES), ("(2) No", Verdict.NO), ("2 - Non", Verdict.NO),
    ("N/A", Verdict.NOT_APPLICABLE), ("n.a.", Verdict.NOT_APPLICABLE), ("Sans objet", Verdict.NOT_APPLICABLE),
    ("Supports with Exceptions", Verdict.PARTIAL), ("ＹＥＳ", Verdict.YES), ("NT", Verdict.NOT_EVALUATED), ("", Verdict.UNANSWERED),
    ("✅ Yes", Verdict.YES), ("❌", Verdict.NO), ("❌ No", Verdict.NO), ("A) Yes", Verdict.YES), ("b) Non", Verdict.NO),
    ("Yes,", Verdict.YES), ("-- Select --", Verdict.UNANSWERED), ("—", Verdict.UNANSWERED),
    ("N/A - Not applicable", Verdict.NOT_APPLICABLE), ("Not Applicable (N/A)", Verdict.NOT_APPLICABLE), ("Yes (Y)", Verdict.YES),
    ("Yes - No", Verdict.TEXT), ("Yes – partially", Verdict.TEXT), ("Partially meets", Verdict.PARTIAL),
    ("Does not meet", Verdict.NO),
    ("C", Verdict.TEXT), ("NULL", Verdict.TEXT), ("Not yet", Verdict.NO), ("Yes [see note]", Verdict.TEXT), ("10", Verdict.TEXT),
])
def test_known_choices_are_normalised_and_nothing_else_is(words: str, verdict: Verdict) -> None:
    assert verdict_of(words) is verdict


@given(st.text(max_size=200))
def test_any_words_have_a_verdict_and_only_space_is_nothing(words: str) -> None:
    verdict = verdict_of(words)
    assert (verdict is Verdict.UNANSWERED) >= (not words.strip())
