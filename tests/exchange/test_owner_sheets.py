"""Sheets for business owners: sent, filled in as a person does it in a spreadsheet, and read back as proposals."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as OpenBook
from openpyxl import load_workbook

from risk_register.errors import RegisterError
from risk_register.exchange.owner_sheets import write_confirm_sheets, write_request_sheet
from risk_register.model.contracts import Contract
from risk_register.model.parties import Person, Vendor
from risk_register.operations import records
from risk_register.operations.owner_accepting import accept_proposals
from risk_register.operations.owner_proposals import Returned
from risk_register.operations.owner_returns import read_returned
from risk_register.operations.owner_sheets import vendors_of
from risk_register.operations.recognising import recognise
from risk_register.operations.registers import create_register
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language

Fill = Callable[..., Path]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor="anna",
                         clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as made:
        yield made


@pytest.fixture
def vendor(register: Register) -> int:
    with register.change("Vendor", "anna") as change:
        owner = change.add(Person, name="Olga Ownerly")
        vendor = change.add(Vendor, legal_name="Alder & Söhne", stage="active", owner_id=owner, country="DE",
                            website="alder.example")
        change.add(Contract, reference="CT-1", vendor_id=vendor, title="Hosting", ends_on=date(2026, 12, 31), annual_cost="1200.50",
                   currency="EUR")
    return vendor


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Opens a sheet as a spreadsheet program does and writes into the cells beside the lines named; saves it anew."""

    def write(path: Path, answers: dict[str, Any], right: dict[str, str] | None = None, name: str = "returned.xlsx") -> Path:
        book = load_workbook(path)
        for page in book.worksheets:
            for row in range(1, page.max_row + 1):
                for column, given in ((5, answers), (4, right or {})):
                    if page.sheet_state == "visible" and page.cell(row, 2).value in given:
                        page.cell(row, column).value = given[page.cell(row, 2).value]
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def _by_label(returned: Returned) -> dict[str, Any]:
    return {proposal.label: proposal for proposal in returned.proposals}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_that_comes_back_is_known_whatever_its_name(tmp_path: Path, language: Language, fill: Fill) -> None:
    write_request_sheet(tmp_path / "request.xlsx", language, "Northwind")
    assert recognise(tmp_path / "request.xlsx") == "owner_request"
    assert recognise(fill(tmp_path / "request.xlsx", {}, name="copy (2).xlsx")) == "owner_request"


def test_another_workbook_is_none_of_ours(tmp_path: Path, register: Register) -> None:
    book = OpenBook()
    book.active.append(["Supplier"])
    book.save(tmp_path / "other.xlsx")
    assert recognise(tmp_path / "other.xlsx") is None
    with pytest.raises(RegisterError, match="no sheet that this program made"):
        read_returned(register, tmp_path / "other.xlsx")


def test_only_the_answers_of_a_sheet_can_be_changed_and_its_keys_are_out_of_sight(
        tmp_path: Path, register: Register, vendor: int) -> None:
    write_confirm_sheets(register, [vendor], tmp_path / "confirm.xlsx", "en")
    page = load_workbook(tmp_path / "confirm.xlsx").worksheets[0]
    assert page.protection.sheet
    assert page.column_dimensions["A"].hidden
    website = next(row for row in range(1, page.max_row + 1) if page.cell(row, 2).value == "Website")
    assert [page.cell(website, column).protection.locked for column in (1, 2, 3, 4, 5)] == [True, True, True, False, False]
    lists = [rule.formula1 for rule in page.data_validations.dataValidation]
    assert '"Yes,No"' in lists


def test_a_request_becomes_a_prospect_with_what_was_accepted(tmp_path: Path, register: Register, fill: Fill) -> None:
    write_request_sheet(tmp_path / "request.xlsx", "en")
    path = fill(tmp_path / "request.xlsx", {
        "Your name": "Olga Ownerly", "The vendor's full name": "=Birch <Cloud>", "What do you need it for?": "Payslips",
        "What is the product or service called?": "PayRun", "How critical is the work that depends on it?": "High",
        "From which day is it needed?": date(2026, 5, 1), "What will it cost a year?": "12 000 EUR",
        "Which systems of ours will it reach?": "HR system", "What may it do there?": "Read and write", "Financial data": "Yes",
        "Health": "No", "Whose data is it mainly?": "Employees", "About how many people does it concern?": 250,
        "In which countries is the data kept or read?": "France, Irlande",
    })
    # A formula that a person typed has no stored result: the cell is left unanswered, so it is given as text here.
    book = load_workbook(path)
    page = book.worksheets[0]
    cell = next(page.cell(row, 5) for row in range(1, page.max_row + 1) if page.cell(row, 2).value == "The vendor's full name")
    cell.value, cell.data_type = "=Birch <Cloud>", "s"
    book.save(path)
    returned = read_returned(register, path)
    assert all(proposal.acceptable for proposal in returned.proposals)
    assert records.records(register, "vendor") == [], "nothing is stored before it is accepted"
    accept_proposals(register, path, returned, [each.id for each in returned.proposals], "anna")
    made = records.records(register, "vendor")[0]
    assert (made["legal_name"], made["stage"], made["description"], made["stated_criticality"]) == (
        "=Birch <Cloud>", "prospect", "Payslips", "high")
    assert records.record_name(register, "person", made["owner_id"]) == "Olga Ownerly"
    service = records.records(register, "service")[0]
    assert (service["name"], service["valid_from"]) == ("PayRun", date(2026, 5, 1))
    assert [(each["system"], each["privilege"]) for each in records.records(register, "access")] == [("HR system", "write")]
    assert {each["element"] for each in records.records(register, "flow_element")} >= {"salary", "bank_account"}
    assert [(each["subject"], each["count"]) for each in records.records(register, "flow_population")] == [("employee", 250)]
    assert {each["country"] for each in records.records(register, "flow_country")} == {"FR", "IE"}
    register.undo("anna")
    assert records.records(register, "vendor") == [], "one undo takes all of it back"


def test_one_line_of_a_request_needs_its_vendor(tmp_path: Path, register: Register, fill: Fill) -> None:
    write_request_sheet(tmp_path / "request.xlsx", "fr")
    path = fill(tmp_path / "request.xlsx", {"Nom complet du prestataire": "Birch", "Son site internet": "birch.example"})
    returned = read_returned(register, path)
    site = next(each for each in returned.proposals if each.field == "website")
    with pytest.raises(RegisterError, match="Accept the vendor, too"):
        accept_proposals(register, path, returned, [site.id], "anna")
    assert records.records(register, "vendor") == []


def test_a_request_for_a_vendor_we_have_is_told(tmp_path: Path, register: Register, vendor: int, fill: Fill) -> None:
    write_request_sheet(tmp_path / "request.xlsx", "en")
    returned = read_returned(register, fill(tmp_path / "request.xlsx", {"The vendor's full name": "ALDER & SÖHNE"}))
    assert "already" in str(returned.proposals[0].problem)
    near = read_returned(register, fill(tmp_path / "request.xlsx", {"The vendor's full name": "Alder und Sohne GmbH"}))
    assert "Alder & Söhne" in str(near.proposals[0].note)


def test_a_confirmation_shows_what_changes_and_keeps_the_file(tmp_path: Path, register: Register, vendor: int, fill: Fill) -> None:
    write_confirm_sheets(register, vendors_of(register, "olga ownerly"), tmp_path / "confirm.xlsx", "en")
    path = fill(tmp_path / "confirm.xlsx", {"Website": "alder-new.example", "Annual cost": "1 300,50", "Country": "Narnia"},
                {"Legal name": "Yes", "Website": "No", "Stage": "Yes", "Town": "No"})
    returned = read_returned(register, path)
    told = _by_label(returned)
    assert (told["Website"].current, told["Website"].proposed, told["Website"].who) == ("alder.example", "alder-new.example",
                                                                                      "Olga Ownerly")
    assert "'Narnia' is no country" in str(told["Country"].problem)
    assert "not what is right" in str(told["Town"].problem)
    assert returned.confirmed == 2
    accepted = accept_proposals(register, path, returned, [each.id for each in returned.proposals if each.acceptable], "anna")
    assert accepted == 3
    assert records.record(register, "vendor", vendor)["website"] == "alder-new.example"
    assert str(records.records(register, "contract")[0]["annual_cost"]) == "1300.50"
    confirmation = records.records(register, "vendor_confirmation")[0]
    assert (confirmation["confirmed_by"], confirmation["confirmed_on"], confirmation["remarks"]) == (
        "Olga Ownerly", date(2026, 3, 2), "Town")
    assert confirmation["person_id"] is not None
    assert register.file(confirmation["file_sha256"]) == path.read_bytes()
    assert register.verify() == []


def test_what_changed_in_the_register_since_is_marked(tmp_path: Path, register: Register, vendor: int, fill: Fill) -> None:
    write_confirm_sheets(register, [vendor], tmp_path / "confirm.xlsx", "en")
    records.edit_record(register, "vendor", vendor, {"website": "between.example"}, "ben")
    returned = read_returned(register, fill(tmp_path / "confirm.xlsx", {"Website": "alder-new.example"}))
    website = _by_label(returned)["Website"]
    assert website.conflict
    assert (website.sent, website.current, website.proposed) == ("alder.example", "between.example", "alder-new.example")


def test_a_key_that_was_tampered_with_reaches_no_other_record(tmp_path: Path, register: Register, vendor: int) -> None:
    other = records.add_record(register, "vendor", {"legal_name": "Other"}, "anna")
    write_confirm_sheets(register, [vendor], tmp_path / "confirm.xlsx", "en")
    book = load_workbook(tmp_path / "confirm.xlsx")
    page = book.worksheets[0]
    row = next(row for row in range(1, page.max_row + 1) if page.cell(row, 2).value == "Website")
    page.cell(row, 1).value, page.cell(row, 5).value = f"vendor:{other}:website", "evil.example"
    book.save(tmp_path / "confirm.xlsx")
    returned = read_returned(register, tmp_path / "confirm.xlsx")
    assert [proposal.field for proposal in returned.proposals] == []
    assert returned.unknown


def test_a_file_saved_again_meanwhile_is_not_accepted(tmp_path: Path, register: Register, vendor: int, fill: Fill) -> None:
    write_confirm_sheets(register, [vendor], tmp_path / "confirm.xlsx", "en")
    path = fill(tmp_path / "confirm.xlsx", {"Website": "a.example"})
    returned = read_returned(register, path)
    fill(tmp_path / "confirm.xlsx", {"Website": "b.example"})
    with pytest.raises(RegisterError, match="was changed while it was read"):
        accept_proposals(register, path, returned, [0], "anna")


def test_an_owner_nobody_knows_is_told(register: Register) -> None:
    with pytest.raises(RegisterError, match="owned by 'Nobody'"):
        vendors_of(register, "Nobody")
