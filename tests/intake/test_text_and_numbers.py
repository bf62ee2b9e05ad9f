"""Text made fit to keep, and numbers read only where they can mean one thing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.characters import clean_text
from risk_register.intake.numbers import parse_number, parse_percent


@pytest.mark.parametrize(("text", "value"), [
    ("99.5", "99.5"), ("99.5%", "99.5"), ("99,87 %", "99.87"), ("99,875\N{NO-BREAK SPACE}%", "99.875"),
    ("100", "100"), ("0 %", "0"),
])
def test_a_percentage_is_read_with_either_mark(text: str, value: str) -> None:
    assert parse_percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "%", "n/a", "99.5%%", "1,234.5", "1e2", "٩٩"])
def test_what_is_no_percentage_is_none(text: str) -> None:
    assert parse_percent(text) is None


@pytest.mark.parametrize(("text", "value"), [
    ("1234.5", "1234.5"), ("1234,5", "1234.5"), ("12\N{NO-BREAK SPACE}500,50", "12500.50"), ("12 500.50", "12500.50"),
    ("1,234.56", "1234.56"), ("1.234,56", "1234.56"), ("1’234.50", "1234.50"), ("1,234,567", "1234567"), ("0,125", "0.125"),
    ("-5.00", "-5.00"), ("\N{MINUS SIGN}0.02", "-0.02"), ("+7", "7"), ("0", "0"),
])
def test_a_number_is_read_with_either_mark(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


@pytest.mark.parametrize("text", ["1,234", "1.234", "-999,999", "1,23,456", "1.234.56", "1 2",
                                  "", "-", "abc", "1e10", "0x10", "1" * 90])
def test_a_number_that_could_mean_two_things_or_none_is_not_guessed(text: str) -> None:
    assert parse_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=2))
def test_both_marks_mean_the_same_amount(value: Decimal) -> None:
    assert parse_number(f"{value:f}") == parse_number(f"{value:f}".replace(".", ",")) == value
    assert parse_number(f"{value:,f}") == value


@given(st.text(st.characters(codec=None)))
def test_clean_text_holds_nothing_an_export_would_fail_on(text: str) -> None:
    clean, replaced = clean_text(text)
    assert clean_text(clean) == (clean, 0)
    clean.encode("utf-8")
    assert not any(character < " " and character not in "\t\n" for character in clean)
    if replaced == 0:
        assert clean == text.replace("\r\n", "\n").replace("\r", "\n")
