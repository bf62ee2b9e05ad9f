"""The order of lists: levels by rank, references as people count, blanks last."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from risk_register.model.sorting import blanks_last, natural_key, sorted_in_turns

RANKS = {"Low": 0, "Medium": 1, "High": 2, "Critical": 3}


def rows_of(shared):
    with (shared / "cases/c22-sort.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def references(rows):
    return [row["vendor_ref"] for row in rows]


def test_levels_sort_by_rank_and_a_blank_one_is_last_both_ways(shared):
    rows = rows_of(shared)
    falling = references(blanks_last(rows, lambda row: RANKS.get(row["residual"]), descending=True))
    rising = references(blanks_last(rows, lambda row: RANKS.get(row["residual"])))
    assert falling == ["V-1", "V-2", "V-100", "V-20", "V-10", "V-11", "V-3"]
    assert rising == ["V-10", "V-11", "V-20", "V-2", "V-100", "V-1", "V-3"]


def test_scores_sort_as_numbers(shared):
    rows = blanks_last(rows_of(shared), lambda row: int(row["score"]) if row["score"] else None, descending=True)
    assert [row["score"] for row in rows] == ["16", "10", "9", "6", "2", "1", ""]


def test_references_sort_as_people_count(shared):
    rows = blanks_last(rows_of(shared), lambda row: natural_key(row["vendor_ref"]))
    assert references(rows) == ["V-1", "V-2", "V-3", "V-10", "V-11", "V-20", "V-100"]


def test_a_longer_reference_follows_the_one_it_continues():
    assert sorted(["V-2a", "V-2", "V-10", "V"], key=natural_key) == ["V", "V-2", "V-2a", "V-10"]


def test_a_reference_of_any_shape_can_be_compared_with_any_other():
    assert sorted(["b", "10", "", "V-٣", "B2", "b2", "2"], key=natural_key) == ["", "2", "10", "b", "B2", "b2", "V-٣"]


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 7))
def test_sorting_in_turns_gives_what_sorting_at_once_gives_and_equals_keep_their_order(keys, at_once):
    pairs = [(key, place) for place, key in enumerate(keys)]
    assert sorted_in_turns(pairs, at_once=at_once) == [place for _, place in sorted(pairs, key=lambda pair: pair[0])]
