"""Bands compare the unrounded figure; only what is shown is rounded, half up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.risk import Bands
from risk_register.risk.points import apportion, decimal_of, hundredths
from risk_register.texts import number, percent

BANDS = Bands(((Decimal(0), "Low"), (Decimal(2), "Medium"), (Decimal(3), "High")))


def test_a_mean_of_exactly_two_is_medium():
    weights = [Decimal(weight) for weight in ("0.15", "0.25", "0.35", "0.25")]
    mean = sum(weight * score for weight, score in zip(weights, (3, 1, 3, 1), strict=True))
    assert mean == Decimal("2.00")
    assert BANDS.of(mean) == "Medium"
    assert BANDS.of(Decimal("1.9999999999999998")) == "Low"


def test_halves_are_shown_rounded_up():
    assert percent(Decimal("42.5"), "en", 0).startswith("43")
    assert number(Decimal("2.5"), "en", 0) == "3"


def test_bands_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="rise"):
        Bands(((0, "a"), (0, "b")))


@settings(deadline=None)
@given(st.lists(st.fractions(-100, 100, max_denominator=997), max_size=30))
def test_points_add_up_exactly_and_none_is_off_by_a_hundredth(parts):
    points = apportion(parts)
    assert sum(points, Decimal(0)) == Decimal(hundredths(sum(parts, Fraction(0)))).scaleb(-2)
    assert all(abs(Fraction(point) - part) < Fraction(1, 100) for point, part in zip(points, parts, strict=True))


def test_a_figure_that_a_decimal_can_hold_is_exact():
    assert decimal_of(Fraction(100) * (1 - Fraction(8, 10))) == 20
