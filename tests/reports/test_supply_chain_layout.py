"""Where parties stand in the picture of the supply chain."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from risk_register.reports.supply_chain.layout import lay_out
from risk_register.risk.supply_chain import US, Link, Party, SupplyChain, ranks


def web(parties: int, pairs: list[tuple[int, int]]) -> SupplyChain:
    known = {US: Party(US, "Ourselves")} | {n: Party(n, f"Vendor {n}", n % 3 != 0) for n in range(1, parties + 1)}
    return SupplyChain(known, (), tuple(Link(n, *pair) for n, pair in enumerate(pairs)), date(2026, 3, 2))


PAIRS = st.lists(st.tuples(st.integers(1, 120), st.integers(1, 120)).filter(lambda pair: pair[0] != pair[1]), max_size=200)


@given(PAIRS)
def test_each_party_stands_once_and_no_two_boxes_overlap(pairs: list[tuple[int, int]]) -> None:
    chain = web(120, pairs)
    found = lay_out(chain)
    assert set(found.boxes) == set(ranks(chain))
    places = {(round(box.x, 3), round(box.y, 3)) for box in found.boxes.values()}
    assert len(places) == len(found.boxes)
    for box in found.boxes.values():
        assert 0 <= box.x <= found.width - found.sizes.box_width
        assert -0.001 <= box.y <= found.height - found.sizes.box_height + 0.001
    cells = {(box.column, box.row) for box in found.boxes.values()}
    assert len(cells) == len(found.boxes)


def test_a_tall_rank_is_wrapped_into_columns_and_ranks_stand_from_left_to_right() -> None:
    found = lay_out(web(200, [(1, 3), (2, 6)]))
    assert max(box.row for box in found.boxes.values()) < found.sizes.most_rows
    assert found.boxes[US].x < found.boxes[1].x < found.boxes[3].x
