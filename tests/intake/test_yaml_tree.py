"""YAML as words: nothing becomes another type, nothing is made or run."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.intake import limits
from risk_register.intake.refusals import Reason, Refused
from risk_register.intake.tree_builder import Builder
from risk_register.intake.yaml_tree import parse_yaml
from tests.intake.test_json_tree import plain


def read(text: str) -> object:
    return plain(parse_yaml(text, Builder()))


def test_words_keep_their_spelling() -> None:
    assert read("a: no\nb: 1.10\nc: 2026-01-02\nd: ~\ne: 'null'\nf: 0x1F\ng: 012\nh: yes\ni:\nj: \"\"") == {
        "a": "no", "b": "1.10", "c": "2026-01-02", "d": None, "e": "null", "f": "0x1F", "g": "012", "h": "yes",
        "i": None, "j": ""}


def test_tags_make_nothing() -> None:
    assert read("a: !!python/object/apply:os.system ['echo']\nb: !Ref x\nc: !!binary aGk=") == {
        "a": ["echo"], "b": "x", "c": "aGk="}


def test_aliases_and_merged_keys_say_what_they_stand_for() -> None:
    assert read("base: &b {x: one, y: two}\nown:\n  <<: *b\n  y: three\nlist: [*b]") == {
        "base": {"x": "one", "y": "two"}, "own": {"y": "three", "x": "one"}, "list": [{"x": "one", "y": "two"}]}


def test_several_documents_are_a_list_and_each_value_has_its_line() -> None:
    assert read("---\na: b\n---\nc: d\n") == [{"a": "b"}, {"c": "d"}]
    assert parse_yaml("a: b\nc:\n  - d\n", Builder())[1]["c"][1][0][0] == 3


def test_a_key_twice_keeps_both_values_apart() -> None:
    builder = Builder()
    parse_yaml("x:\n  a: first\n  a: second\n", builder)
    assert builder.repeated == [["/x/a", [2, "first"]]]


@pytest.mark.parametrize(("text", "line"), [("a: b: c", "1"), ("a: [", "1"), ("a:\n\t- b", "2"), ("a: *nobody", "1"),
                                            ("a: &a [*a]", "1"), ("? [x]\n: b", "1"), ("a: \x07b", "1")])
def test_what_is_no_yaml_is_refused_with_its_line(text: str, line: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert refused.value.reason is Reason.SYNTAX
    assert int(refused.value.values["line"]) in (int(line), int(line) + 1)


def test_an_alias_counts_as_often_as_it_is_used() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10))
    with pytest.raises(Refused, match="too_many_cells"):
        read(bomb)


def test_nesting_is_limited() -> None:
    with pytest.raises(Refused, match="too_deep"):
        read("[" * (limits.DEEPEST_NESTING + 1) + "]" * (limits.DEEPEST_NESTING + 1))


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufeff\u2028\u2029\x85"),
                max_size=20)
_VALUE = st.recursive(_TEXT, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4), max_leaves=12)


@settings(deadline=None)
@given(_VALUE, st.booleans())
def test_what_yaml_says_is_what_is_read(value: object, flow: bool) -> None:
    assert read(yaml.safe_dump([value], default_flow_style=flow, allow_unicode=True)) == [value]
