"""`completeness`, as a script and as a person meet it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.csv"
    path.write_text("Fournisseur;N° TVA;Montant (EUR);Service\nAlder;;1 200,50;IT\nBirch;;80;HR\n", encoding="utf-8")
    return path


def test_without_a_ledger_the_way_out_is_said(run: Run, empty: Path) -> None:
    said = run("completeness", empty)
    assert (said.code, said.out) == (1, "")
    assert "Load the list of suppliers" in said.err


def test_a_ledger_is_loaded_and_both_sides_are_listed(run: Run, empty: Path, ledger: Path) -> None:
    said = run("completeness", empty, "--ledger", ledger, "--json")
    assert (said.code, said.err) == (0, "")
    document = said.document
    assert {"suppliers", "matched", "unregistered", "unpaid", "undecided"} <= set(document)
    assert [each["name"] for each in document["unregistered"]] == ["Alder", "Birch"]
    assert document["undecided"] == ["Alder", "Birch"]
    assert document["figures"]["amounts"] == [
        {"currency": "EUR", "paid": 1280.5, "matched": 0, "out_of_scope": 0, "undecided": 1280.5}]
    assert document["loaded"]["unused_columns"] == ["Service"]
    again = run("completeness", empty, "--json").document
    assert "loaded" not in again
    assert again["suppliers"] == document["suppliers"]


def test_a_person_reads_the_figures_and_the_lists_in_their_language(run: Run, demo: Path, ledger: Path) -> None:
    said = run("completeness", demo, "--ledger", ledger, "--lang", "fr")
    assert said.code == 0
    assert "Alder (1\u202f200,50 EUR)" in said.out
    assert "Payés, non enregistrés" in said.out
    assert "Service" in said.out


def test_a_column_is_named_where_its_heading_says_nothing(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wer,Wieviel\nAlder,5\n", encoding="utf-8")
    refused = run("completeness", empty, "--ledger", path)
    assert refused.code == 1
    assert "Wer; Wieviel" in refused.err
    said = run("completeness", empty, "--ledger", path, "--column", "Wer=name", "--column", "Wieviel=amount", "--json")
    assert [each["amounts"] for each in said.document["suppliers"]] == [[{"amount": 5, "currency": None}]]
    assert run("completeness", empty, "--ledger", path, "--column", "Wer").code == 2


def test_sums_without_a_currency_are_said_to_have_none(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("Supplier;Amount\nAlder;80\n", encoding="utf-8")
    assert "Without a currency: paid 80.00" in run("completeness", empty, "--ledger", path).out
