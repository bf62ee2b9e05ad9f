"""JSON as people write it, read loosely and with the place of each value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.intake import limits
from risk_register.intake.json_tree import parse_json
from risk_register.intake.refusals import Reason, Refused
from risk_register.intake.tree_builder import Builder


def plain(wire: list[object]) -> object:
    """The values without their lines."""
    value = wire[1]
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    return [plain(child) for child in value] if isinstance(value, list) else value


def read(text: str) -> object:
    return plain(parse_json(text, Builder()))


@pytest.mark.parametrize("text", [
    '{"a": "b"}', "// remark\n{/* one */ \"a\": \"b\", # two\n}", "{'a': 'b'}", '{a: "b"}', '{"a": "" + "b"}', '{"a": "b",}',
    'var questionnaire = {"a": "b"};', "export default {\"a\": \"b\"}", "module.exports = ({\"a\": \"b\"});", "{\"a\"\n:\n\"b\"}",
])
def test_loose_spellings_say_the_same(text: str) -> None:
    assert read(text) == {"a": "b"}


def test_words_keep_their_spelling() -> None:
    assert read('{"a": 1.10, "b": 1e400, "c": true, "d": null, "e": "1", "f": -0, "g": "x\\n\\u00e9\\x41\\\'"}') == {
        "a": "1.10", "b": "1e400", "c": "true", "d": None, "e": "1", "f": "-0", "g": "x\néA'"}


def test_each_value_has_its_line() -> None:
    _, pairs = parse_json('\n{\n "a": [\n  1,\n  {"b":\n 2}]\n}', Builder())
    line, members = pairs["a"]
    assert (line, members[0][0], members[1][0], members[1][1]["b"][0]) == (3, 4, 5, 6)


def test_a_key_twice_keeps_both_values_apart() -> None:
    builder = Builder()
    assert plain(parse_json('{"x": {"a": "first", "a": "second"}}', builder)) == {"x": {"a": "second"}}
    assert builder.repeated == [["/x/a", [1, "first"]]]


@pytest.mark.parametrize(("text", "line", "column"), [
    ('{"a": }', "1", "7"), ('{\n"a" "b"}', "2", "5"), ('["a"', "1", "5"), ("{'a: 1}", "1", "2"), ('{"a": 1} x', "1", "10"),
    ('{"a": "b" + 1}', "1", "13"), ("words", "1", "6")])
def test_what_breaks_even_the_loose_rules_is_refused_with_its_place(text: str, line: str, column: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    assert (refused.value.reason, refused.value.values) == (Reason.SYNTAX, {"line": line, "column": column})


def test_nesting_and_size_are_limited() -> None:
    read("[" * limits.DEEPEST_NESTING + "]" * limits.DEEPEST_NESTING)
    with pytest.raises(Refused, match="too_deep"):
        read("[" * (limits.DEEPEST_NESTING + 1))
    with pytest.raises(Refused, match="too_many_cells"):
        read("[" + "0," * (limits.MOST_VALUES + 1) + "]")


def test_a_number_of_a_million_digits_is_only_words() -> None:
    assert read("[" + "9" * 1_000_000 + "]") == ["9" * 1_000_000]


_LEAF = st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
_VALUE = st.recursive(_LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(
    st.characters(exclude_categories=("Cs", "Cc")), max_size=6), inner, max_size=4), max_leaves=12)


@given(_VALUE, st.sampled_from([None, 2]), st.booleans())
def test_what_json_says_is_what_is_read(value: object, indent: int | None, ascii_only: bool) -> None:
    assert read(json.dumps([value], indent=indent, ensure_ascii=ascii_only)) == [value]


@given(st.text(alphabet='{}[]:,"\'+/*#\\ \nab1-', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    reason = None
    try:
        read(text)
    except Refused as refused:
        reason = refused.reason
    assert reason in (None, Reason.SYNTAX)
