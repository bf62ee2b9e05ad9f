"""A method is refused, by line and key, before any vendor is judged by it."""

import hashlib
from decimal import Decimal
from typing import get_args

import pytest

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.risk import load_method, parse_method
from risk_register.risk.rule_file import line_of
from risk_register.risk.soundness import sound_method
from risk_register.texts import Language

TEXT = resources.read_text("methods", "house.toml")


def refusal(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1
    with pytest.raises(RegisterError) as caught:
        parse_method(TEXT.replace(old, new, 1), "house")
    return str(caught.value)


def test_the_house_method_names_itself_and_its_text():
    method = load_method("house")
    assert method.label == "house 1.2"
    assert method.text == TEXT
    assert method.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("kept", [TEXT.strip(), f"\n{TEXT}\n\n", TEXT.replace("\n", "\r\n")],
                         ids=["trimmed", "padded", "other line ends"])
def test_a_methods_fingerprint_is_of_what_it_says(kept: str) -> None:
    method = parse_method(kept, "house")
    assert method.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert method.text == TEXT


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
    assert "line 6" in refusal('version = "1.2"', 'version = "1.1')


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999999999", '"1e999999999"', '"1/0"', "9" * 40, '"٣"', '" 1 / 2 "'])
def test_a_number_that_no_rule_has_is_refused_at_once_with_its_line(number):
    said = refusal("cap = 0.9", f"cap = {number}")
    assert "key 'controls.cap'" in said


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "9" * 5_000, "a = {" * 3_000])
def test_a_text_made_to_choke_on_is_refused_in_words(text):
    with pytest.raises(RegisterError, match=r"The method 'mine\.toml'.* is not readable TOML"):
        parse_method(text, "mine.toml")


def test_text_that_is_no_toml_names_its_line_first():
    assert refusal("cap = 0.9", "cap 0.9").startswith(
        f"The method 'house', line {TEXT[:TEXT.index('cap = 0.9')].count(chr(10)) + 1}, is not readable TOML: ")


def test_a_method_may_name_itself_and_say_of_which_it_is_a_copy_and_why():
    text = TEXT.replace('version = "1.2"', 'name = "own"\nversion = "2"')
    text += '\n[changed]\nfrom = "house 1.2"\nwhy.en = "Ours"\nwhy.fr = "Nôtre"'
    method = parse_method(text, "some file.toml")
    assert (method.label, method.changed.of, method.changed.why.label("fr")) == ("own 2", "house 1.2", "Nôtre")


@pytest.mark.parametrize(("old", "new", "key"), [
    ('version = "1.2"', 'name = "my own"\nversion = "1.2"', "name"), ('version = "1.2"', 'name = ""\nversion = "1.2"', "name"),
    ('version = "1.2"', 'version = "1\\n1"', "version"), ('version = "1.2"', f'version = "{"1" * 61}"', "version"),
])
def test_a_name_or_version_that_would_not_fit_a_judgement_is_refused(old, new, key):
    assert f"key '{key}'" in refusal(old, new)


@pytest.mark.parametrize(("old", "new", "key"), [
    ("high = 3, medium = 2, low = 1 }", "high = 1, medium = 2, low = 1 }", "factor.criticality.grades.high"),
    ("hard = 3, none = 4 }", "hard = 3, none = 1 }", "factor.substitutability.grades.none"),
    ("certificate = 0.9", "certificate = 0.7", "evidence.certificate"),
    ("review_months = 18", "review_months = 6", "tier.T2.review_months"),
    ("halved_after_months = 12", "halved_after_months = 36", "additions.incidents.months"),
    ("high = { completeness = 90", "high = { completeness = 10", "confidence.high.completeness"),
])
def test_a_method_that_would_reward_what_is_worse_is_not_put_into_force_but_one_kept_already_goes_on_judging(old, new, key):
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    assert parse_method(changed, "own")
    with pytest.raises(RegisterError) as caught:
        sound_method(changed, "own")
    assert f"key '{key}'" in str(caught.value)


@pytest.mark.parametrize("name", ["house", "ebios-rm", "nist-800-30"])
def test_the_methods_that_come_with_the_program_are_sound(name):
    assert sound_method(load_method(name).text, name) == load_method(name)


def test_an_unknown_method_is_refused_with_those_there_are():
    with pytest.raises(RegisterError) as caught:
        load_method("guess")
    assert "house" in str(caught.value)


def test_another_cap_is_another_judgement():
    assert parse_method(TEXT.replace("cap = 0.9", "cap = 0.75", 1), "strict").controls.cap == Decimal("0.75")
