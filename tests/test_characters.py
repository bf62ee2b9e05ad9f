"""Text from outside is only ever text, and can be carried by everything the program writes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.characters import REPLACEMENT, cleaned, unfit_count


def test_invisible_characters_that_stop_exports_are_replaced_and_counted() -> None:
    assert cleaned("kr 4\x1600 000") == f"kr 4{REPLACEMENT}00 000"
    assert unfit_count("vertical\x0btab\x00") == 2


def test_tabs_line_breaks_and_zero_width_spaces_are_text() -> None:
    text = "one\ttwo\nzero\u200bwidth"
    assert cleaned(text) is text
    assert unfit_count("line\r\nline\rline") == 0
    assert cleaned("line\r\nline\rline") == "line\nline\nline"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the first text loads Unicode's tables
@given(st.text(alphabet=st.characters()))
def test_cleaned_text_can_be_written_and_needs_no_second_cleaning(text: str) -> None:
    once = cleaned(text)
    once.encode("utf-8")
    assert cleaned(once) == once
    assert unfit_count(once) == 0
    assert once.count(REPLACEMENT) == text.count(REPLACEMENT) + unfit_count(text)
