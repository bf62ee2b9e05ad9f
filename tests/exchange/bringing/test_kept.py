"""What a row says that has no place of its own, or that another row says otherwise: kept or told, never lost."""

from decimal import Decimal

import pytest

from risk_register.errors import RegisterError
from risk_register.exchange.bringing import Decisions
from risk_register.model.nouns import BY_TABLE
from tests.exchange.bringing.conftest import Bringer


def told(bringer: Bringer, text: str) -> list[tuple[int, str, str]]:
    return [(note.row, note.column, note.reason.render("en")) for row in bringer.plan(text).rows for note in row.notes]


def test_two_names_under_one_reference_are_one_vendor_with_another_name(bringer: Bringer) -> None:
    text = "Vendor ID,Vendor\nV-1,Alder\nV-1,Birch\n"
    assert [(row, column) for row, column, _ in told(bringer, text)] == [(3, "Vendor")]
    bringer.bring(text)
    assert list(bringer.vendors()) == ["V-1"]
    assert [row["name"] for row in bringer.of_vendor("vendor_name", "V-1")] == ["Birch"]


def test_two_references_under_one_name_are_refused_by_row(bringer: Bringer) -> None:
    plan = bringer.plan("Vendor ID,Vendor\nV-1,Alder\nV-2,Alder\n")
    assert [each.row for row in plan.rows for each in row.problems] == [3]
    bringer.bring("Vendor ID,Vendor\nV-1,Alder\nV-2,Alder\n")
    assert list(bringer.vendors()) == ["V-1"]


def test_a_reference_on_a_later_row_reaches_a_vendor_that_is_there_already(bringer: Bringer) -> None:
    bringer.bring("Vendor\nAlder\n")
    bringer.bring("Vendor ID,Vendor\n,Alder\nV-1,Alder\n")
    assert list(bringer.vendors()) == ["V-1"]


def test_a_currency_without_a_contract_is_kept_in_words(bringer: Bringer) -> None:
    text = "Vendor,Currency\nAlder,EUR\n"
    assert told(bringer, text) == [(2, "Currency", "Currency: 'EUR' belongs to no contract of this row; it was kept in words.")]
    bringer.bring(text)
    assert bringer.custom("Alder") == {"Currency": "EUR"}


def test_a_measurement_without_a_target_is_kept_in_words(bringer: Bringer) -> None:
    bringer.bring("Vendor,SLA name,Measured availability\nAlder,Uptime,99.5\n")
    assert {"99.5", "Uptime"} <= set(bringer.custom("Alder").values())


def test_a_second_row_about_one_contract_that_differs_is_told(bringer: Bringer) -> None:
    text = "Vendor,Contract reference,Annual cost,Contract end\nAlder,C-1,10,2026-12-31\nAlder,C-1,20,2027-12-31\n"
    assert [(row, column) for row, column, _ in told(bringer, text)] == [(3, "Contract end"), (3, "Annual cost")]
    bringer.bring(text)
    assert [row["annual_cost"] for row in bringer.rows("contract")] == [Decimal(10)]


def test_a_second_contact_of_one_kind_is_told(bringer: Bringer) -> None:
    text = "Vendor,Contact e-mail,Town\nAlder,a@alder.example,Lyon\nAlder,b@alder.example,Lyon\n"
    assert [(row, column) for row, column, _ in told(bringer, text)] == [(3, "Contact e-mail")]


def test_a_vendor_that_is_said_to_be_its_own_parent_is_told(bringer: Bringer) -> None:
    assert [column for _, column, _ in told(bringer, "Vendor,Parent company\nAlder,Alder\n")] == ["Parent company"]


def test_an_overarching_contract_that_nobody_knows_is_told(bringer: Bringer) -> None:
    text = "Vendor,Contract reference,Overarching contract\nAlder,C-1,C-0\n"
    assert [(row, column) for row, column, _ in told(bringer, text)] == [(2, "Overarching contract")]


def test_columns_of_their_own_on_a_sheet_of_subcontractors_stay_with_the_provider(bringer: Bringer) -> None:
    bringer.bring("Subcontracted by,Subcontractor,Remarks\nAlder,Cedar,since spring\n")
    [link] = bringer.rows("subcontractor_link")
    kept = [row for row in bringer.rows("custom_field") if row["vendor_id"] == link["provider_id"]]
    assert [row["value"] for row in kept] == ["since spring"]


@pytest.mark.parametrize("item", ["[a]", "a|b", "a; b", "O'Neil; Sons", "back\\slash; b", "['x']"])
def test_names_with_any_sign_come_back_whole(bringer: Bringer, item: str) -> None:
    from risk_register.exchange.bringing.values import joined, list_of, several

    for read in (several, lambda text: list_of(text, names=True)):
        for items in ([item], [item, "Birch"], ["Alder", item]):
            cell = joined(items, read)
            assert cell is not None
            assert read(cell) == items


def test_rows_left_out_by_hand_are_counted(bringer: Bringer) -> None:
    outcome = bringer.bring("Vendor\nAlder\nBirch\n", Decisions(rows={("list", 2): "skip"}))
    assert (outcome.counts.created, outcome.counts.skipped) == (1, 1)


def test_a_plan_made_before_the_register_changed_is_not_carried_out(bringer: Bringer) -> None:
    from risk_register.exchange.bringing import apply

    plan = bringer.plan("Vendor\nAlder\n")
    bringer.bring("Vendor\nBirch\n")
    with pytest.raises(RegisterError, match="has changed since"):
        apply(plan, bringer.register, "Compliance officer")


def test_two_rows_of_a_file_merged_into_one_new_vendor_keep_what_both_say(bringer: Bringer) -> None:
    text = ("Vendor ID,Vendor,Country,Other names,VAT number,Contact e-mail,Colour\nV-1,Alder,FR,Al,FR1,a@alder.example,blue\n"
            "V-2,Alder SAS,DE,Al,FR1,b@alder.example,red\n")
    outcome = bringer.bring(text, Decisions(duplicates="merge"))
    assert (outcome.counts.created, outcome.counts.merged) == (1, 1)
    assert list(bringer.vendors()) == ["V-1"]
    assert bringer.vendors()["V-1"]["country"] == "FR"
    assert bringer.custom("V-1") == {"Colour": "blue", "Colour (Alder SAS)": "red", "Country (Alder SAS)": "DE"}
    assert sorted(row["name"] for row in bringer.rows("vendor_name")) == ["Al", "Alder SAS"]
    assert {row["value"] for row in bringer.rows("identifier")} == {"FR1", "V-2"}
    assert {row["email"] for row in bringer.rows("contact")} == {"a@alder.example", "b@alder.example"}


def test_a_row_merged_into_a_vendor_of_the_register_is_known_as_that_one_from_then_on(bringer: Bringer) -> None:
    bringer.bring("Vendor ID,Vendor,Country,Colour\nV-1,Alder,FR,blue\n")
    again = "Vendor ID,Vendor,Country,Colour\nV-2,Alder SAS,DE,red\n"
    bringer.bring(again, Decisions(duplicates="merge"))
    assert (bringer.vendors()["V-1"]["legal_name"], bringer.vendors()["V-1"]["country"]) == ("Alder", "DE")
    assert bringer.custom("V-1") == {"Colour": "red"}
    counts = bringer.plan(again).counts
    assert (counts.unchanged, counts.nothing_to_do) == (1, True)


def test_a_word_that_is_one_vendors_name_and_anothers_reference_is_asked_about(bringer: Bringer) -> None:
    bringer.bring("Vendor reference,Vendor\n,Atlas\nATLAS,Birch\n,Cedar\n")
    flows = "Data flow,Data to,Data elements\nPayroll,{},Name\n"
    plan = bringer.plan(flows.format("atlas"))
    assert [row.state.value for row in plan.rows] == ["rejected"]
    assert "'atlas' is the name of one vendor and the reference of another; write 'name: atlas' or 'reference: atlas'" in str(
        plan.rows[0].problems[0].reason)
    bringer.bring(flows.format("name: atlas"))
    assert bringer.rows("data_flow")[0]["to_vendor_id"] == bringer.vendors()["Atlas"]["id"]
    bringer.bring("Flux de données,Données vers,Données personnelles\nPaie,référence : atlas,Nom\n")
    assert bringer.rows("data_flow")[1]["to_vendor_id"] == bringer.vendors()["ATLAS"]["id"]


def test_two_vendors_that_only_capitals_tell_apart_keep_their_own_rows(bringer: Bringer) -> None:
    bringer.bring("Vendor reference,Vendor\nV-1,Alder\nV-2,ALDER\n")
    bringer.bring("Vendor,Country\nALDER,FR\nAlder,DE\n")
    assert {name: row["country"] for name, row in bringer.vendors().items()} == {"V-1": "DE", "V-2": "FR"}
    refused = bringer.plan("Vendor,Country\nalder,IT\n")
    assert "may be several vendors of the register" in str(refused.rows[0].problems[0].reason)


def test_of_several_people_of_one_name_the_owner_stays_who_it_is(bringer: Bringer) -> None:
    with bringer.register.change("Fill", "Compliance officer") as change:
        people = [change.add(BY_TABLE["person"].record, name="Head of IT") for _ in range(2)]
        change.add(BY_TABLE["vendor"].record, legal_name="Alder", owner_id=people[1])
    assert bringer.plan("Vendor,Business owner\nAlder,head of IT\n").counts.nothing_to_do
