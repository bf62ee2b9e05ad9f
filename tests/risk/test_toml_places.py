"""Where values stand in a TOML text, and one of them changed with all else left as it is."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register import resources
from risk_register.risk.toml_places import TomlText, literal

METHODS = [resources.read_text("methods", name) for name in resources.names("methods", ending=".toml")]


def leaves(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def read(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


@pytest.mark.parametrize("text", METHODS)
def test_every_value_of_the_methods_is_found_where_it_stands(text: str) -> None:
    places = TomlText(text)
    for path, value in leaves(read(text)):
        place = places.values[tuple(path.split("."))]
        assert read(f"x = {text[place.start:place.end]}")["x"] == value
        assert path.rsplit(".", 1)[-1] in text.splitlines()[places.line_of(path) - 1]


@pytest.mark.parametrize("text", METHODS)
def test_a_value_changed_changes_nothing_else_and_keeps_every_remark(text: str) -> None:
    for path, value in leaves(read(text)):
        after = TomlText(text).with_value(path, value)
        assert read(after) == read(text)
        assert after.count("#") == text.count("#")


@pytest.mark.parametrize(("path", "value"), [
    ("name", "own"), ("changed.from", "house 1.2"), ("additions.findings.more", 3), ("factor.location.home.more", ["FR"]),
    ("level.more", Decimal("0.5")),
])
def test_a_key_that_is_not_there_yet_is_added_to_its_table(path: str, value: Any) -> None:
    found: Any = read(TomlText(METHODS[0]).with_value(path, value))
    for part in path.split("."):
        found = found[part]
    assert found == value


@pytest.mark.parametrize("text", METHODS)
def test_a_key_taken_out_takes_nothing_else_with_it(text: str) -> None:
    for path, _ in leaves(read(text)):
        table, key = (wanted := read(text)), path.split(".")
        for part in key[:-1]:
            table = table[part]
        del table[key[-1]]
        assert read(TomlText(text).without(path)) == wanted


@pytest.mark.parametrize("text", [
    "a = 1\n[t]\nkinds = { one = { w = 1, d = [2] }, two = { w = 3 } }\n",
    "a = 1\n[t.kinds]\none = { w = 1, d = [2] }  # why\ntwo = { w = 3 }\n",
    "a = 1\n[t.kinds.one]\nw = 1\nd = [\n  2,\n]\n\n[t.kinds.two]\nw = 3",
    "a = 1\n[t.kinds]\none.w = 1\ntwo.w = 3\none.d = [2]\n",
])
def test_a_whole_table_is_taken_out_however_it_is_written(text: str) -> None:
    assert read(TomlText(text).without("t.kinds.one")) == {"a": 1, "t": {"kinds": {"two": {"w": 3}}}}
    assert read(TomlText(TomlText(text).without("t.kinds.two")).without("t.kinds.one")).get("t", {}).get("kinds", {}) == {}
    assert TomlText(text).without("t.kinds.three") == text


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",))))
def test_any_text_is_written_so_that_it_is_read_back(words: str) -> None:
    assert read(f"x = {literal(words)}")["x"] == words


@given(st.dictionaries(st.sampled_from("abcd"), st.one_of(
    st.integers(-10**6, 10**6), st.booleans(), st.decimals(0, 100, places=3), st.lists(st.integers(0, 9), max_size=4))))
def test_tables_numbers_and_lists_are_written_so_that_they_are_read_back(value: dict[str, Any]) -> None:
    assert read(f"x = {literal(value)}")["x"] == value
