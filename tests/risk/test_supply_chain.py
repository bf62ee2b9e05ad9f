"""The chain walked: circles are harmless, each party comes once, and a breach reaches what links pass on."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from risk_register.risk.supply_chain import (
    US,
    Flow,
    Link,
    Narrowing,
    Party,
    SupplyChain,
    chain_of,
    edges,
    foremost,
    narrowed,
    ranks,
    reached,
    surroundings,
)

ON = date(2026, 3, 2)
PAY = Flow(11, "Payroll", US, 1, 5, "Payroll", ("name", "salary", "social_security_number"), ("FR",), 300)
NEWS = Flow(12, "Newsletter", US, 1, 6, "Mailing", ("email",), ("IE",), 5000)


def made(parties: int, links: tuple[Link, ...], flows: tuple[Flow, ...] = (), direct: tuple[int, ...] = (1,)) -> SupplyChain:
    known = {US: Party(US, "Ourselves")} | {n: Party(n, f"V-{400 + n}", n in direct) for n in range(1, parties + 1)}
    return SupplyChain(known, flows, links, ON)


def test_a_chain_that_bites_its_tail_is_walked_once_and_says_where_it_leads_back() -> None:
    """Case C32: V-401 to 402 to 403 and back to 401, and V-401 to 405."""
    chain = made(5, (Link(1, 1, 2), Link(2, 2, 3), Link(3, 3, 1), Link(4, 1, 5)))
    assert [(chain.name(step.party), step.rank, step.back_to) for step in chain_of(chain, 1)] == [
        ("V-402", 1, ()), ("V-403", 2, (1,)), ("V-405", 1, ())]
    assert [(edge.near, edge.far) for edge in edges(chain) if edge.back] == [(1, 3)]


def test_one_subcontractor_under_many_vendors_is_one_party_with_a_line_from_each() -> None:
    chain = made(4, (Link(1, 1, 4), Link(2, 2, 4), Link(3, 3, 4)), direct=(1, 2, 3))
    assert ranks(chain) == {US: 0, 1: 1, 2: 1, 3: 1, 4: 2}
    assert sorted(edge.key for edge in edges(chain) if edge.far == 4) == [(1, 4), (2, 4), (3, 4)]


def test_a_breach_reaches_only_the_flow_and_elements_that_are_passed_on() -> None:
    chain = made(3, (Link(1, 1, 2, flow_id=11, elements=("name", "salary")), Link(2, 2, 3)), (PAY, NEWS))
    found = reached(chain, 3)
    assert [(each.flow.name, each.elements) for each in found.flows] == [("Payroll", ("name", "salary"))]
    assert (found.paths, found.via, found.people_low, found.people_high) == (((US, 1, 2, 3),), (1,), 300, 300)


def test_people_of_several_flows_are_a_range_for_they_may_be_the_same_persons() -> None:
    found = reached(made(1, (), (PAY, NEWS)), 1)
    assert (found.people_low, found.people_high, found.uncounted) == (5000, 5300, 0)


def test_what_was_objected_to_carries_nothing() -> None:
    found = reached(made(2, (Link(1, 1, 2, objected=True),), (PAY,)), 2)
    assert (found.flows, found.paths, found.people_high) == ((), (), None)


def test_a_breach_in_a_circle_is_reckoned_once() -> None:
    found = reached(made(3, (Link(1, 1, 2), Link(2, 2, 3), Link(3, 3, 1)), (PAY,)), 3)
    assert [each.flow.id for each in found.flows] == [11]
    assert found.paths == ((US, 1, 2, 3),)


def test_a_country_keeps_only_flows_that_name_it_and_the_vendors_they_touch() -> None:
    swiss = Flow(13, "Archive", US, 2, countries=("CH",))
    kept = narrowed(made(2, (), (PAY, swiss), direct=(1, 2)), Narrowing(country="CH"))
    assert (set(kept.parties), [flow.id for flow in kept.flows]) == ({US, 2}, [13])


def test_words_keep_the_way_to_us_and_what_lies_below() -> None:
    kept = narrowed(made(4, (Link(1, 1, 2), Link(2, 2, 3)), direct=(1, 4)), Narrowing(words="v-402"))
    assert set(kept.parties) == {US, 1, 2, 3}


def test_what_is_left_out_of_a_large_chain_is_counted() -> None:
    kept, left = foremost(made(50, (), direct=tuple(range(1, 51))), 20)
    assert (len(kept.parties) - 1, left) == (20, 30)


def test_the_surroundings_of_a_vendor_leave_out_its_neighbours_own() -> None:
    chain = made(4, (Link(1, 1, 3), Link(2, 2, 3), Link(3, 2, 4)), direct=(1, 2))
    assert set(surroundings(chain, 1).parties) == {US, 1, 3}


PAIRS = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] != pair[1]), max_size=25)


@given(PAIRS)
def test_in_any_web_each_party_below_a_vendor_is_met_once(pairs: list[tuple[int, int]]) -> None:
    chain = made(8, tuple(Link(n, *pair) for n, pair in enumerate(pairs)), (PAY,))
    met = [step.party for step in chain_of(chain, 1)]
    assert len(met) == len(set(met))
    assert set(met) | {1, US} == set(ranks(chain))
    for party in met:
        assert [each.flow.id for each in reached(chain, party).flows] == [11]
