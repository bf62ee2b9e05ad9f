"""Finance's ledger as finance gave it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from risk_register.errors import RegisterError
from risk_register.intake import read_workbook
from risk_register.operations.ledger_amounts import amount_of, decimal_mark
from risk_register.operations.ledger_reading import ReadLedger, UnknownColumns, heading_key, read_ledger

Read = Callable[..., ReadLedger]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str, roles: dict[str, str] | None = None) -> ReadLedger:
        path = tmp_path / "ledger.csv"
        path.write_text(text, encoding="utf-8")
        return read_ledger(read_workbook(path), roles)

    return reading


def test_lines_of_one_supplier_are_added_up_exactly(read: Read) -> None:
    ledger = read("Supplier;Amount;Currency\nAlder;0.1;EUR\nALDER ;0.2;EUR\nAlder;-0.05;EUR\nBirch;7;EUR\n")
    assert [(each.name, each.amount, each.currency, each.lines) for each in ledger.suppliers] == [
        ("Alder", Decimal("0.25"), "EUR", 3), ("Birch", Decimal(7), "EUR", 1)]
    assert ledger.lines == 4


def test_a_credit_note_counts_against_whatever_its_sign(read: Read) -> None:
    ledger = read("Raison sociale;Montant TTC (EUR);Type de pièce\nAlder;1 250,50;Facture\nAlder;50,50;Avoir\n"
                  "Alder;-100,00;Avoir\n")
    assert [(each.amount, each.currency) for each in ledger.suppliers] == [(Decimal("1100.00"), "EUR")]


def test_two_currencies_are_two_sums(read: Read) -> None:
    ledger = read("Vendor,Amount,Currency\nAlder,10,EUR\nAlder,10,USD\nAlder,5,EUR\n")
    assert [(each.amount, each.currency) for each in ledger.suppliers] == [(Decimal(15), "EUR"), (Decimal(10), "USD")]


def test_two_registrations_are_two_suppliers_and_a_line_without_one_goes_to_the_first(read: Read) -> None:
    ledger = read("Supplier;VAT;Amount\nAlder;DE111111111;1\nAlder;DE222222222;2\nAlder;;4\n")
    assert [(each.registration, each.amount) for each in ledger.suppliers] == [
        ("DE111111111", Decimal(5)), ("DE222222222", Decimal(2))]


def test_a_column_says_once_which_mark_is_the_decimal_one(read: Read) -> None:
    ledger = read("Fournisseur;Montant\nAlder;1.234\nBirch;12,50\n")
    assert [each.amount for each in ledger.suppliers] == [Decimal(1234), Decimal("12.50")]


def test_an_amount_that_may_be_two_is_not_known_and_named_by_its_cell(read: Read) -> None:
    ledger = read("Supplier;Amount\nAlder;1,234\nAlder;10\nBirch;20\n")
    assert [each.amount for each in ledger.suppliers] == [None, Decimal(20)]
    assert [place for place, _ in ledger.problems] == ["B2"]
    assert "1,234" in str(ledger.problems[0][1])


def test_titles_blanks_totals_and_nameless_rows_are_left_out_and_counted(read: Read) -> None:
    ledger = read("Ledger 2025;;\n;;\nSupplier;No;Amount\nAlder;1;10\n;;\nTotal;;10\n;9;5\n")
    assert [each.name for each in ledger.suppliers] == ["Alder"]
    assert {str(words): count for words, count in ledger.skipped} == {
        "blank rows": 1, "rows that add up others": 1, "rows without a supplier's name": 1}
    assert [place for place, _ in ledger.problems] == ["A7"]


def test_columns_nobody_knows_are_listed_and_never_dropped_in_silence(read: Read) -> None:
    ledger = read("Supplier,Cost centre,Amount,Clerk\nAlder,12,1,Ann\n")
    assert [column.heading for column in ledger.unused] == ["Cost centre", "Clerk"]


def test_a_ledger_without_a_known_heading_says_which_it_has_and_can_be_told(read: Read) -> None:
    text = "Wer,Wieviel\nAlder,1\n"
    with pytest.raises(UnknownColumns, match="Wer; Wieviel") as raised:
        read(text)
    assert [(column.heading, column.samples) for column in raised.value.columns] == [("Wer", ("Alder",)), ("Wieviel", ("1",))]
    ledger = read(text, {heading_key("WER "): "name", heading_key("Wieviel"): "amount"})
    assert [(each.name, each.amount) for each in ledger.suppliers] == [("Alder", Decimal(1))]


def test_a_column_said_to_be_of_no_use_is_not_used(read: Read) -> None:
    ledger = read("Supplier,Amount\nAlder,1\n", {"amount": ""})
    assert ledger.suppliers[0].amount is None
    assert [column.heading for column in ledger.unused] == ["Amount"]


def test_a_ledger_of_headings_alone_is_refused(read: Read) -> None:
    with pytest.raises(RegisterError, match="no supplier under them"):
        read("Supplier,Amount\n")


def test_numbers_of_a_workbook_stay_digit_for_digit_and_other_sheets_are_named(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    page.title = "Paid"
    page.append(["Fournisseur", "N° fournisseur", "Montant payé"])
    page.append(["Alder", "00123", 0.1])
    page.append(["Alder", "00123", 0.2])
    book.create_sheet("Notes").append(["hello"])
    book.save(tmp_path / "ledger.xlsx")
    ledger = read_ledger(read_workbook(tmp_path / "ledger.xlsx"))
    assert [(each.account, each.amount) for each in ledger.suppliers] == [("00123", Decimal("0.3"))]
    assert ledger.other_sheets == ("Notes",)


@pytest.mark.parametrize(("text", "mark", "amount"), [
    ("(12.50)", None, "-12.50"), ("12.50-", None, "-12.50"), ("€ 1 250,50", None, "1250.50"), ("-€5", None, "-5"),
    ("CHF 1'250.00", None, "1250.00"),
    ("1,234", ".", "1234"), ("1,234", ",", "1.234"), ("1.234,56 EUR", None, "1234.56"), ("\N{MINUS SIGN}3", None, "-3"),
])
def test_amounts_are_read_as_accounting_writes_them(text: str, mark: str | None, amount: str) -> None:
    assert amount_of(text, mark) == Decimal(amount)


@pytest.mark.parametrize("text", ["abc", "", "1,234", "12.5.3", "--", "()", "1e5"])
def test_what_is_no_amount_or_may_be_two_is_none(text: str) -> None:
    assert amount_of(text, None) is None


@given(st.text(max_size=30), st.sampled_from([None, ".", ","]))
def test_no_text_stops_the_reading_of_amounts(text: str, mark: str | None) -> None:
    amount = amount_of(text, mark)
    assert amount is None or amount.is_finite()
    assert decimal_mark([text]) in (None, ".", ",")


@given(st.decimals(min_value=-10**9, max_value=10**9, places=2, allow_nan=False))
def test_an_amount_written_in_either_habit_comes_back(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    french = english.replace(",", "\u202f").replace(".", ",")
    german = english.replace(",", "_").replace(".", ",").replace("_", ".")
    assert amount_of(english, None) == amount_of(french, None) == amount_of(german, None) == amount
