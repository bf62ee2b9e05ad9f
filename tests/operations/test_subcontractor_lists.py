"""A vendor's list of subcontractors: read as it comes, compared with what is recorded, decided about, and kept in each version."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from risk_register.errors import RegisterError
from risk_register.model.contracts import SubcontractorLink
from risk_register.model.parties import Vendor
from risk_register.model.vocabulary import SubcontractorDecision
from risk_register.operations.facts import vendor_facts
from risk_register.operations.subcontractors import (
    Listed,
    compare,
    compared,
    decide,
    lists,
    read_file,
    read_pasted,
    take_in,
    usual_deadline,
)
from risk_register.operations.subcontractors.listing import Listing, stored
from risk_register.store import Register

TABLE = """Our sub-processors
Last updated: 3 March 2026
Name\tPurpose\tLocation
Alder Cloud SAS\tHosting\tFrance, Germany
Birch Mail Ltd\tE-mail delivery\tUnited States
Cedar Analytics\tProduct analytics\tUSA; Ireland
"""
FRENCH = """Sous-traitant ultérieur | Finalité | Pays
--- | --- | ---
Électre Hébergement | Hébergement | France
Houx Relance | Relances par SMS | Allemagne
"""


def names(listing: Listing) -> list[str]:
    return [entry.name for entry in listing.entries]


def test_a_table_copied_from_a_page_is_read_with_its_places() -> None:
    listing = read_pasted(TABLE)
    assert names(listing) == ["Alder Cloud SAS", "Birch Mail Ltd", "Cedar Analytics"]
    assert [entry.countries for entry in listing.entries] == [("FR", "DE"), ("US",), ("US", "IE")]
    assert listing.entries[2].purpose == "Product analytics"
    assert listing.not_understood == (("1", "Our sub-processors"), ("2", "Last updated: 3 March 2026"))


def test_french_headings_and_upright_strokes_are_read() -> None:
    listing = read_pasted(FRENCH)
    assert [(entry.name, entry.purpose, entry.countries) for entry in listing.entries] == [
        ("Électre Hébergement", "Hébergement", ("FR",)), ("Houx Relance", "Relances par SMS", ("DE",))]


@pytest.mark.parametrize("text", ["- Alder Cloud\n- Birch Mail\n", "1. Alder Cloud\n2. Birch Mail", "Alder Cloud\n\nBirch Mail\n",
                                  "\u2022 Alder Cloud\n\u2022 Birch Mail"])
def test_a_bare_list_of_names_is_one_subcontractor_a_line(text: str) -> None:
    assert names(read_pasted(text)) == ["Alder Cloud", "Birch Mail"]


def test_dashes_between_name_purpose_and_country_are_understood_without_headings() -> None:
    listing = read_pasted("Alder Cloud \u2013 hosting \u2013 France\nBirch-Mail \u2013 e-mail \u2013 Germany")
    assert listing.entries[1] == Listed("Birch-Mail", "e-mail", ("DE",), "", "2")


def test_words_beside_a_country_are_kept() -> None:
    listing = read_pasted("Name\tLocation\nAlder\tFrance (Paris region)\n")
    assert listing.entries[0].address == "France (Paris region)"


def test_a_party_named_twice_is_one_with_what_both_lines_say() -> None:
    listing = read_pasted("Name\tPurpose\tCountry\nAlder\tHosting\tFrance\nALDER\tSupport\tIreland\n")
    assert listing.entries == (Listed("Alder", "Hosting; Support", ("FR", "IE"), "", "2"),)


def test_a_text_without_a_list_is_refused() -> None:
    with pytest.raises(RegisterError, match="Paste one a line"):
        read_pasted("\n---\n12\n")


def test_a_workbook_is_read_from_the_sheet_that_holds_the_list(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Read me"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Subprocessors")
    for row in (["Sub-processors of Example"], [], ["Entity name", "Service", "Country"], ["Alder", "Hosting", "FR"],
                ["Birch", "Mail", "DE"]):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    listing = read_file(tmp_path / "list.xlsx")
    assert [(entry.name, entry.countries, entry.place) for entry in listing.entries] == [
        ("Alder", ("FR",), "A4"), ("Birch", ("DE",), "A5")]
    assert listing.sha256 is not None


def test_a_workbook_without_a_list_is_refused_by_name(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(RegisterError, match=r"empty\.xlsx"):
        read_file(tmp_path / "empty.xlsx")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
CODES = st.lists(st.sampled_from(["FR", "DE", "US"]), unique=True).map(tuple)


@given(st.lists(st.builds(Listed, WORDS, WORDS, CODES, WORDS), max_size=8))
def test_a_list_is_stored_as_it_was_read(entries: list[Listed]) -> None:
    again = stored(Listing(tuple(entries)).written())
    assert again == tuple(replace(entry, place=str(number)) for number, entry in enumerate(entries, start=1))


def test_two_lists_are_compared_by_name_and_near_names_only_pointed_at() -> None:
    before = (Listed("Alder", "Hosting", ("FR",)), Listed("Birch Mail", "Mail", ("DE",)), Listed("Cedar", "", ("US",)))
    after = (Listed("ALDER", "Hosting", ("FR", "US")), Listed("Birch Mail GmbH", "Mail", ("DE",)), Listed("Cedar"), Listed("Fir"))
    found = compare(before, after)
    assert [entry.name for entry in found.added] == ["Birch Mail GmbH", "Fir"]
    assert [entry.name for entry in found.removed] == ["Birch Mail"]
    assert [(one.countries, other.countries) for one, other in found.changed] == [(("FR",), ("FR", "US"))]
    assert [entry.name for entry in found.same] == ["Cedar"]
    assert [(one.name, other.name) for one, other in found.perhaps] == [("Birch Mail GmbH", "Birch Mail")]


@pytest.fixture
def vendor(register: Register) -> int:
    """A vendor with one subcontractor known from its contract."""
    with register.change("Start", "Compliance lead") as change:
        vendor_id = change.add(Vendor, legal_name="Deskline")
        alder = change.add(Vendor, legal_name="Alder Cloud SAS")
        change.add(SubcontractorLink, provider_id=vendor_id, subcontractor_id=alder, confidence="contract", purpose="Hosting")
    return vendor_id


def links(register: Register, vendor: int) -> dict[str, SubcontractorLink]:
    return {link.subcontractor: link for link in vendor_facts(register, vendor).subcontractors}  # type: ignore[misc]


def test_a_notice_brings_new_subcontractors_in_undecided_with_their_deadline(register: Register, vendor: int) -> None:
    listing = read_pasted(TABLE)
    assert [entry.name for entry in compared(register, vendor, listing).added] == ["Birch Mail Ltd", "Cedar Analytics"]
    list_id = take_in(register, vendor, listing, "Compliance lead", received_on=date(2026, 3, 4), name="Sub-processors",
                      version="7", effective_on=date(2026, 4, 4), objection_until=date(2026, 4, 3))
    found = links(register, vendor)
    assert found["Birch Mail Ltd"].objection_until == date(2026, 4, 3)
    assert found["Birch Mail Ltd"].valid_from == date(2026, 4, 4)
    assert found["Birch Mail Ltd"].decision == "none"
    assert found["Birch Mail Ltd"].countries == ("US",)
    assert found["Alder Cloud SAS"].confidence == "contract"
    assert found["Alder Cloud SAS"].list_version == "7"
    assert found["Alder Cloud SAS"].objection_until is None
    decide(register, list_id, SubcontractorDecision.OBJECTED, "Risk lead", reason="No adequacy decision")
    found = links(register, vendor)
    assert found["Birch Mail Ltd"].decision == "objected"
    assert found["Alder Cloud SAS"].decision == "none"
    [row] = lists(register, vendor)
    assert (row.decision, row.decided_by, len(row.entries)) == ("objected", "Risk lead", 3)


def test_the_next_list_ends_who_is_gone_and_keeps_both_versions(register: Register, vendor: int) -> None:
    take_in(register, vendor, read_pasted(TABLE), "Compliance lead", received_on=date(2026, 3, 4), version="7",
            objection_until=date(2026, 4, 3))
    later = read_pasted("Name\tPurpose\tCountry\nAlder Cloud\tHosting\tFrance\nCedar Analytics\tProduct analytics\tIreland\n")
    take_in(register, vendor, later, "Compliance lead", received_on=date(2026, 9, 1), version="8", effective_on=date(2026, 10, 1),
            same_as={"Alder Cloud": "Alder Cloud SAS"})
    found = links(register, vendor)
    assert found["Birch Mail Ltd"].valid_to == date(2026, 9, 30)
    assert found["Alder Cloud SAS"].valid_to is None
    assert found["Cedar Analytics"].countries == ("IE",)
    assert [row.version for row in lists(register, vendor)] == ["8", "7"]
    assert usual_deadline(register, vendor, date(2026, 11, 1)) == date(2026, 12, 1)
    register.undo("Compliance lead")
    assert links(register, vendor)["Birch Mail Ltd"].valid_to is None
    assert [row.version for row in lists(register, vendor)] == ["7"]
    assert register.verify() == []


def test_one_subcontractor_under_two_vendors_is_one_party(register: Register, vendor: int) -> None:
    with register.change("Another", "Compliance lead") as change:
        other = change.add(Vendor, legal_name="Fernway")
    for each in (vendor, other):
        take_in(register, each, read_pasted(TABLE), "Compliance lead", received_on=date(2026, 3, 4))
    assert links(register, vendor)["Birch Mail Ltd"].subcontractor_id == links(register, other)["Birch Mail Ltd"].subcontractor_id
