"""Lines between boxes cross no box, and the picture as a file is whole, steady XML."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from risk_register.reports.supply_chain.layout import lay_out
from risk_register.reports.supply_chain.routes import routes
from risk_register.reports.supply_chain.svg import svg
from risk_register.risk.supply_chain import US, Flow, Link, Party, SupplyChain

PAIRS = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)).filter(lambda pair: pair[0] != pair[1]), max_size=80)


def web(pairs: list[tuple[int, int]], name: str = "Vendor") -> SupplyChain:
    known = {US: Party(US, "Ourselves")} | {n: Party(n, f"{name} {n}", n % 3 != 0) for n in range(1, 61)}
    return SupplyChain(known, (Flow(1, "Payroll", US, 1, elements=("salary",), countries=("FR",)),),
                       tuple(Link(n, *pair) for n, pair in enumerate(pairs)), date(2026, 3, 2))


@given(PAIRS)
def test_no_line_crosses_a_box(pairs: list[tuple[int, int]]) -> None:
    layout = lay_out(web(pairs))
    for route in routes(layout).values():
        for (x1, y1), (x2, y2) in pairwise(route.points):
            for box in layout.boxes.values():
                across = min(x1, x2) < box.x + layout.sizes.box_width - 0.01 and max(x1, x2) > box.x + 0.01
                down = min(y1, y2) < box.y + layout.sizes.box_height - 0.01 and max(y1, y2) > box.y + 0.01
                assert not (across and down)


@given(st.text(min_size=1, max_size=60))
def test_the_picture_is_valid_xml_whatever_parties_are_called(name: str) -> None:
    chain = web([(1, 3), (3, 6), (6, 1)], name)
    layout = lay_out(chain)
    made = svg(chain, layout, routes(layout), "fr")
    assert made == svg(chain, layout, routes(layout), "fr")
    assert len([each for each in ET.fromstring(made).iter() if each.get("class") == "party"]) == len(layout.boxes)
