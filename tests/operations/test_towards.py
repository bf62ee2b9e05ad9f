"""What is read only of those on the way to a party says the same as the whole supply chain and all facts do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.incidents.exposure import Exposure, elements_of, exposure, first_vendors
from risk_register.model import contracts, flows, parties
from risk_register.operations.exposure import expose
from risk_register.operations.facts import all_facts
from risk_register.operations.offboarding import holding_vendors
from risk_register.operations.registers import create_register
from risk_register.operations.supply_chain import supply_chain
from risk_register.risk.supply_chain import reached
from risk_register.store import Register

ON, SINCE = date(2025, 11, 27), date(2025, 11, 3)
MANY = 6
_party = st.integers(0, MANY - 1)
_days = st.sampled_from([(None, None), (None, date(2025, 11, 10)), (None, date(2025, 6, 1)), (date(2025, 12, 1), None)])
_elements = st.lists(st.sampled_from(("name", "email", "usage", "password")), unique=True, max_size=3)
_vendors = st.lists(
    st.fixed_dictionaries({"relation": st.sampled_from(("direct", "indirect")), "stage": st.sampled_from(("active", "terminated")),
                           "archived_on": st.sampled_from((None, SINCE))}), min_size=MANY, max_size=MANY)
_links = st.lists(st.tuples(_party, _party, _days, _elements, st.booleans(), st.sampled_from(("accepted", "objected"))), max_size=9)
_flows = st.lists(st.tuples(st.none() | _party, _party, _days, _elements, st.lists(st.integers(1, 90), max_size=2)), max_size=7)


# Without shrinking: each example is a register of its own, and a failure would take minutes.
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(_vendors, _links, _flows, st.sampled_from(((), ("contact",), ("password",))))
def test_an_exposure_read_towards_its_origin_is_that_of_the_whole_register(
        vendors: list[dict[str, Any]], links: list[Any], drawn: list[Any], asked: tuple[str, ...]) -> None:
    with TemporaryDirectory() as folder, _made(Path(folder), vendors, links, drawn) as (register, ids):
        for origin in ids:
            expected = _of_everything(register, origin, asked)
            if expected is None:
                with pytest.raises(RegisterError, match=str(origin)):
                    expose(register, origin, since=SINCE, on=ON)
            else:
                assert expose(register, origin, categories=asked, since=SINCE, on=ON) == expected


@contextmanager
def _made(folder: Path, vendors: list[dict[str, Any]], links: list[Any],
          drawn: list[Any]) -> Iterator[tuple[Register, list[int]]]:
    with create_register(folder / "chain.riskregister", organisation="Northwind", actor="Compliance officer") as register:
        with register.change("Make a chain", "Compliance officer") as change:
            ids = [change.add(parties.Vendor, legal_name=f"Party {number}", **values) for number, values in enumerate(vendors)]
            for one, other, (start, end), elements, everything, decision in links:
                if one != other:
                    link = change.add(
                        contracts.SubcontractorLink, provider_id=ids[one], subcontractor_id=ids[other], decision=decision,
                        passes_all_elements=everything, valid_from=start, valid_to=end)
                    change.add_many(contracts.LinkElement, [{"link_id": link, "element": each} for each in elements])
            for number, (sender, receiver, (start, end), elements, counts) in enumerate(drawn):
                if sender != receiver:
                    flow = change.add(
                        flows.DataFlow, name=f"Flow {number}", from_vendor_id=None if sender is None else ids[sender],
                        to_vendor_id=ids[receiver], valid_from=start, valid_to=end)
                    change.add_many(flows.FlowElement, [{"flow_id": flow, "element": each} for each in elements])
                    change.add_many(flows.FlowPopulation, [
                        {"flow_id": flow, "subject": subject, "region": "FR", "count": count}
                        for subject, count in zip(("customer", "employee"), counts, strict=False)])
        yield register, ids


def _of_everything(register: Register, origin: int, asked: tuple[str, ...]) -> Exposure | None:
    """By the whole chain and everything known of the vendors, but for what a breach does not touch; None for who is archived."""
    with register.read() as connection:
        holding = holding_vendors(connection)
    chain = supply_chain(register, on=ON, since=SINCE, judged=False, holding=holding)
    if origin not in chain.parties:
        return None
    reach = reached(chain, origin)
    known = {each.vendor.id: replace(each, subcontractors=()) for each in all_facts(register, first_vendors(reach))}
    return exposure(chain, origin, known, since=SINCE, asked=elements_of(asked) or (), holding=holding, reach=reach)
