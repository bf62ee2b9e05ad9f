"""A method is refused, by line and key, before any vendor is judged by it."""

import hashlib
from decimal import Decimal
from typing import get_args

import pytest

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.risk import load_method, parse_method
from risk_register.risk.rule_file import line_of
from risk_register.texts import Language

TEXT = resources.read_text("methods", "house.toml")


def refusal(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1
    with pytest.raises(RegisterError) as caught:
        parse_method(TEXT.replace(old, new, 1), "house")
    return str(caught.value)


def test_the_house_method_names_itself_and_its_text():
    method = load_method("house")
    assert method.label == "house 1.1"
    assert method.text == TEXT
    assert method.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_each_factor_says_why_it_counts_in_both_languages():
    for factor in load_method("house").factors.values():
        assert all(len(factor.why.label(language)) > 40 for language in get_args(Language))


@pytest.mark.parametrize(("old", "new", "key", "problem"), [
    ("high = 40", "high = 20", "level.high", "above"),
    ("low = 0\n", "low = 5\n", "level.low", "left out"),
    ('from = "8/3"', 'from = "5/3"', "tier.T2.from", "above"),
    ('from = "1"', 'from = "3/2"', "tier.T4.from", "left out"),
    ("cap = 0.9", "cap = 1.2", "controls.cap", "between 0 and 1"),
    ("cap = 0.9", "cap = true", "controls.cap", "a number"),
    ("cap = 0.9\n", "", "controls.cap", "missing"),
    ("weight = 2\n", "weight = -1\n", "factor.data.weight", "between"),
    ("medium = 2, low = 1 }", "medium = 2, lowest = 1 }", "factor.criticality.grades.lowest", "'lowest'"),
    ("full = 4 }", "full = 5 }", "factor.reliance.grades.full", "between 1 and 4"),
    ("material = 3, ", "", "factor.reliance.grades", "'material' is missing"),
    ("[1000, 10000, 100000]", "[1000, 100, 100000]", "factor.people.from", "rise"),
    ('worth = "report"', 'worth = "gold"', "evidence.kinds.soc2_type2.worth", "'gold'"),
    ("points = { low = 3, medium = 6", "points = { low = 7, medium = 6", "additions.incidents.points", "rise"),
    ("word = 0.6", "word = 0.2", "evidence.word", "floor"),
    ("review_months = 12", 'review_months = "12"', "tier.T1.review_months", "whole number"),
    ("months_to_nothing = 12", "months_to_nothing = 12\nmonths_to_noting = 3", "evidence.months_to_noting", "not a key"),
    ('group = "business"', 'group = "busyness"', "factor.criticality.group", "'business'"),
])
def test_a_wrong_entry_is_named_with_its_line(old, new, key, problem):
    changed = TEXT.replace(old, new, 1)
    said = refusal(old, new)
    assert f"key '{key}'" in said
    assert problem in said
    assert f"line {line_of(changed, key)}," in said


def test_the_line_is_where_the_key_stands():
    assert TEXT.splitlines()[line_of(TEXT, "controls.cap") - 1].startswith("cap = ")
    assert TEXT.splitlines()[line_of(TEXT, "tier.T2.from") - 1] == 'from = "8/3"'


def test_weights_that_add_up_to_nothing_are_refused():
    text = TEXT.replace("weight = 1", "weight = 0").replace("weight = 2", "weight = 0")
    with pytest.raises(RegisterError, match="line") as caught:
        parse_method(text, "house")
    assert "add up to nothing" in str(caught.value)


def test_text_that_is_no_toml_is_refused_with_its_line():
    assert "line 6" in refusal('version = "1.1"', 'version = "1.1')


def test_an_unknown_method_is_refused_with_those_there_are():
    with pytest.raises(RegisterError) as caught:
        load_method("guess")
    assert "house" in str(caught.value)


def test_another_cap_is_another_judgement():
    assert parse_method(TEXT.replace("cap = 0.9", "cap = 0.75", 1), "strict").controls.cap == Decimal("0.75")
