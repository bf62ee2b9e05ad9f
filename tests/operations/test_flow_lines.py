"""Lines of the data-flow table as the register takes them."""

from datetime import date

import pytest

from risk_register.model.cells import RowEdit
from risk_register.model.contracts import SubcontractorLink
from risk_register.model.flows import DataFlow, FlowCountry
from risk_register.model.parties import Vendor
from risk_register.model.validation import DraftError
from risk_register.model.vocabulary import CountryUse
from risk_register.operations.flow_lines import judge_lines, store_lines
from risk_register.operations.journal import undo
from risk_register.operations.records import records
from risk_register.store import Register


@pytest.fixture
def ids(register: Register) -> dict[str, int]:
    with register.change("Add a chain", "anna") as change:
        alder, birch = change.add(Vendor, legal_name="Alder"), change.add(Vendor, legal_name="Birch")
        flow = change.add(DataFlow, name="Requests", to_vendor_id=alder, valid_from=date(2025, 1, 1))
        change.add(FlowCountry, flow_id=flow, country="FR", use=CountryUse.PROCESSING)
        link = change.add(SubcontractorLink, provider_id=alder, subcontractor_id=birch)
    return {"alder": alder, "birch": birch, "flow": flow, "link": link}


def countries(register: Register, flow: int) -> set[tuple[str, str]]:
    return {(row["country"], row["use"]) for row in records(register, "flow_country", flow_id=flow)}


def test_flows_links_and_countries_change_in_one_change_that_is_undone_as_one(register: Register, ids: dict[str, int]) -> None:
    head = register.head()[0]
    store_lines(register, [
        RowEdit(ids["flow"], {"name": "Requests of users", "countries": ("FR", "IE")}), RowEdit(ids["link"], {"name": "Hosting"}),
        RowEdit(None, {"name": "Back", "from_vendor_id": ids["birch"], "countries": ("DE",)})], "anna")
    assert register.head()[0] == head + 1
    assert countries(register, ids["flow"]) == {("FR", "processing"), ("IE", "storage")}
    assert records(register, "subcontractor_link")[0]["purpose"] == "Hosting"
    assert {row["name"] for row in records(register, "data_flow")} == {"Requests of users", "Back"}
    undo(register, "anna")
    assert countries(register, ids["flow"]) == {("FR", "processing")}
    assert [row["name"] for row in records(register, "data_flow")] == ["Requests"]


def test_a_country_that_is_named_no_more_goes(register: Register, ids: dict[str, int]) -> None:
    store_lines(register, [RowEdit(ids["flow"], {"countries": None})], "anna")
    assert countries(register, ids["flow"]) == set()


def test_what_cannot_be_stored_is_said_by_line_and_nothing_is_stored(register: Register, ids: dict[str, int]) -> None:
    edits = [RowEdit(ids["flow"], {"to_vendor_id": None}), RowEdit(ids["link"], {"to_vendor_id": ids["birch"]}),
             RowEdit(ids["birch"], {"name": "x"}), RowEdit(ids["flow"], {"name": None}), RowEdit(ids["link"], {"name": "Hosting"})]
    problems = judge_lines(register, edits)
    assert set(problems) == {(0, "from_vendor_id"), (1, ""), (2, ""), (3, "name")}
    assert "only its purpose" in problems[1, ""].render("en").lower()
    head = register.head()
    with pytest.raises(DraftError):
        store_lines(register, edits, "anna")
    assert register.head() == head
