"""What a breach hits: every way, only what was there in the period, people as a range; held against a plain search of all paths."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register.incidents.exposure import DIRECT, Exposure, elements_of, exposure, first_vendors, is_personal, regions_of
from risk_register.model import facts
from risk_register.model.vocabulary import DataCategory, LinkConfidence
from risk_register.risk.supply_chain import US, Flow, Link, Party, SupplyChain, reached

ON = date(2026, 3, 2)
SINCE = ON - timedelta(days=10)


def flow(
    number: int, vendor: int, elements: tuple[str, ...] = ("name", "email"), people: int | None = 10, **values: Any
) -> facts.DataFlow:
    populations = () if people is None else (facts.Population(number, number, "customer", people, "FR"),)
    return facts.DataFlow(number, f"Flow {number}", to_vendor_id=vendor, elements=elements, populations=populations, **values)


def vendor(number: int, *flows: facts.DataFlow, **values: Any) -> facts.VendorFacts:
    return facts.VendorFacts(facts.Vendor(number, f"Vendor {number}"), flows=flows, **values)


def chain(parties: int, flows: tuple[facts.DataFlow, ...], links: tuple[Link, ...], direct: tuple[int, ...]) -> SupplyChain:
    known = {US: Party(US, "Us"), **{key: Party(key, f"Vendor {key}", key in direct) for key in range(1, parties + 1)}}
    drawn = tuple(
        Flow(each.id, each.name, US, each.to_vendor_id or US, each.service_id, None, each.elements, (), each.people)
        for each in flows
    )
    return SupplyChain(known, drawn, links, ON)


def exposed(drawn: SupplyChain, origin: int, *vendors: facts.VendorFacts, **values: Any) -> Exposure:
    reach = reached(drawn, origin)
    known = {each.vendor.id: each for each in vendors}
    return exposure(
        drawn, origin, {key: known[key] for key in first_vendors(reach) if key in known}, since=SINCE, reach=reach, **values
    )


def test_people_of_several_flows_are_a_range_from_the_largest_to_their_sum() -> None:
    flows = (flow(1, 1, people=10), flow(2, 1, people=30), flow(3, 1, people=None))
    found = exposed(chain(1, flows, (), (1,)), 1, vendor(1, *flows))
    assert (found.people_low, found.people_high, found.uncounted) == (30, 40, 1)


def test_only_the_elements_announced_are_in_question_and_flows_without_any_are_left_out() -> None:
    flows = (flow(1, 1, ("name", "password")), flow(2, 1, ("iban",)))
    found = exposed(chain(1, flows, (), (1,)), 1, vendor(1, *flows), asked=("password",))
    assert [(each.flow.id, each.elements) for each in found.flows] == [(1, ("password",))]
    assert found.categories == (DataCategory.CREDENTIALS,)


def test_a_link_that_passes_little_on_passes_no_more() -> None:
    flows = (flow(1, 1, ("name", "email", "password")),)
    drawn = chain(2, flows, (Link(1, 1, 2, elements=("email",)),), (1,))
    found = exposed(drawn, 2, vendor(1, *flows))
    assert found.elements == ("email",)
    assert [way.parties for way in found.ways] == [(1, 2)]


def test_a_link_we_objected_to_is_no_way() -> None:
    flows = (flow(1, 1),)
    found = exposed(chain(2, flows, (Link(1, 1, 2, objected=True),), (1,)), 2, vendor(1, *flows))
    assert not found.affected
    assert found.flows == ()


@pytest.mark.parametrize(
    ("confidences", "expected"),
    [
        ((), DIRECT),
        (("contract",), "contract"),
        (("contract", "assumed"), "assumed"),
        (("list", "questionnaire"), "questionnaire"),
        (("something newer",), "assumed"),
    ],
)
def test_a_way_is_as_sure_as_its_weakest_link(confidences: tuple[str, ...], expected: str) -> None:
    flows = (flow(1, 1),)
    links = tuple(Link(place, place, place + 1, confidence=each) for place, each in enumerate(confidences, 1))
    found = exposed(chain(len(links) + 1, flows, links, (1,)), len(links) + 1, vendor(1, *flows))
    assert [way.confidence for way in found.ways] == [expected]
    assert DIRECT not in [each.value for each in LinkConfidence]


def test_a_vendor_that_is_gone_and_may_still_hold_data_is_a_way_of_its_own() -> None:
    ended = flow(1, 1, valid_to=SINCE - timedelta(days=30))
    found = exposed(chain(1, (ended,), (), (1,)), 1, vendor(1, ended), holding={1})
    assert [way.held for way in found.ways] == [True]
    assert [hit.held for hit in found.flows] == [True]


def test_of_a_vendor_only_the_service_that_the_subcontractor_serves_is_hit() -> None:
    services = (facts.Service(5, 1, "Payroll"), facts.Service(6, 1, "Time sheets"))
    contracts = (facts.Contract(7, "C-7", 1), facts.Contract(8, "C-8", 1, ended_on=SINCE - timedelta(days=1)))
    whole = vendor(1, flow(1, 1), services=services, contracts=contracts)
    drawn = chain(2, whole.flows, (Link(1, 1, 2, service_id=5),), (1,))
    through = exposed(drawn, 2, whole)
    assert [each.name for each in through.services] == ["Payroll"]
    assert [each.reference for each in through.contracts] == ["C-7"], "a contract that ended before the period is not hit"
    directly = exposed(drawn, 1, whole)
    assert [each.name for each in directly.services] == ["Payroll", "Time sheets"]


def test_the_same_people_in_two_flows_are_counted_once_by_region() -> None:
    one = facts.DataFlow(
        1, "A", populations=(facts.Population(1, 1, "customer", 10, "US-CA"), facts.Population(2, 1, "employee", 5, "FR"))
    )
    two = facts.DataFlow(2, "B", populations=(facts.Population(3, 2, "customer", 30, "US-CA"),))
    from risk_register.incidents.exposure import HitFlow

    assert regions_of([HitFlow(one, (), ()), HitFlow(two, (), ())]) == {"US-CA": 30, "US": 30, "FR": 5}


def test_words_of_categories_and_elements_are_understood_and_others_are_not() -> None:
    assert elements_of(["contact"]) == ("email", "phone", "postal_address")
    assert elements_of(["password", "email"]) == ("email", "password")
    assert elements_of(["shoes"]) is None
    assert is_personal(("email",))
    assert not is_personal(("source_code",))


def brute_force(links: list[tuple[int, int]], direct: tuple[int, ...], origin: int) -> set[tuple[int, ...]]:
    """Every way from a vendor of ours to the origin that passes nobody twice, found by trying all."""

    def walk(path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if path[-1] == origin:
            yield path
            return
        for provider, subcontractor in links:
            if provider == path[-1] and subcontractor not in path:
                yield from walk((*path, subcontractor))

    return {way for first in direct for way in walk((first,))}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_way_is_found_and_no_other_in_any_web_circles_included(data: st.DataObject) -> None:
    parties = data.draw(st.integers(1, 6))
    ids = st.integers(1, parties)
    pairs = data.draw(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=9, unique=True))
    direct = tuple(sorted(data.draw(st.sets(ids, min_size=1))))
    origin = data.draw(ids)
    flows = tuple(flow(key, key, people=key) for key in direct)
    drawn = chain(parties, flows, tuple(Link(place, *pair) for place, pair in enumerate(pairs)), direct)
    found = exposed(drawn, origin, *(vendor(key, *(each for each in flows if each.to_vendor_id == key)) for key in direct))
    ways = brute_force(pairs, direct, origin)
    assert {way.parties for way in found.ways} == ways
    assert found.affected == bool(ways)
    assert {hit.flow.id for hit in found.flows} == {way[0] for way in ways}


ELEMENTS = ("name", "email", "password")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_of_each_flow_just_the_elements_that_some_way_passes_on_are_hit(data: st.DataObject) -> None:
    """Against trying, for each element, all ways on which every link passes it on; what we objected to is none."""
    parties = data.draw(st.integers(2, 5))
    ids = st.integers(1, parties)
    some = st.lists(st.sampled_from(ELEMENTS), unique=True).map(tuple)
    drawn_links = data.draw(st.lists(
        st.tuples(ids, ids, st.none() | some, st.booleans()).filter(lambda each: each[0] != each[1]), max_size=8))
    links = tuple(Link(place, provider, to, elements=passed, objected=objected)
                  for place, (provider, to, passed, objected) in enumerate(drawn_links))
    direct = tuple(sorted(data.draw(st.sets(ids, min_size=1))))
    origin = data.draw(ids)
    flows = tuple(flow(key, key, data.draw(some), people=key) for key in direct)
    asked = data.draw(some)
    found = exposed(chain(parties, flows, links, direct), origin,
                    *(vendor(key, *(each for each in flows if each.to_vendor_id == key)) for key in direct), asked=asked)
    expected = {}
    for each in flows:
        hit = {element for element in each.elements if (not asked or element in asked) and brute_force(
            [(link.provider, link.subcontractor) for link in links
             if not link.objected and (link.elements is None or element in link.elements)], (each.to_vendor_id or 0,), origin)}
        if hit:
            expected[each.id] = hit
    assert {hit.flow.id: set(hit.elements) for hit in found.flows if hit.elements} == expected
    assert (found.people_high or 0) >= sum(expected)
    assert found.people_low is None or found.people_low <= (found.people_high or 0)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_one_flow_more_never_makes_less_of_it(data: st.DataObject) -> None:
    people = data.draw(st.lists(st.integers(0, 1000), min_size=1, max_size=5))
    flows = tuple(flow(number, 1, people=count) for number, count in enumerate(people, 1))
    whole = exposed(chain(1, flows, (), (1,)), 1, vendor(1, *flows))
    fewer = exposed(chain(1, flows[:-1], (), (1,)), 1, vendor(1, *flows[:-1]))
    assert (whole.people_low or 0) >= (fewer.people_low or 0)
    assert (whole.people_high or 0) >= (fewer.people_high or 0)
    assert whole.people_low is None or whole.people_high is None or whole.people_low <= whole.people_high
