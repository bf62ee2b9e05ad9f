"""Registration numbers that are right, wrong, and nearly right."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.model.identifiers import normal_identifier, problem_of_identifier, what_is_known
from risk_register.model.vocabulary import IdentifierKind

LEI, VAT, SIREN = IdentifierKind.LEI, IdentifierKind.VAT, IdentifierKind.SIREN


def test_leis_that_are_nearly_right_are_told_from_those_that_are(shared: Path) -> None:
    rows = list(csv.DictReader((shared / "cases" / "c30-lei.csv").read_text(encoding="utf-8").splitlines()))
    problems = {row["vendor_ref"]: problem_of_identifier(LEI, row["lei"]) for row in rows}
    assert {ref for ref, problem in problems.items() if problem is None} == {"V-401", "V-403", "V-405", "V-407", "V-408"}
    assert "check digits" in str(problems["V-402"])
    assert "9845TESTVENDOR000147" in str(problems["V-404"])
    assert "letter" in str(problems["V-404"])
    assert str(problems["V-406"]) == "An LEI has 20 characters, this one has 19."
    assert normal_identifier(LEI, rows[2]["lei"]) == "9845TESTVENDOR000244"
    assert normal_identifier(LEI, rows[4]["lei"]) == "9845TESTBANKGRP00194"


def test_a_right_lei_comes_with_what_it_does_not_tell() -> None:
    assert "cannot be known offline" in str(what_is_known(LEI, "9845TESTVENDOR000147"))
    assert what_is_known(LEI, "9845TESTVENDOR001047") is None
    assert what_is_known(VAT, "FR40303265045") is None


@pytest.mark.parametrize(("kind", "value"), [
    (VAT, "FR 40 303 265 045"), (VAT, "fr40303265045"), (VAT, "US-12345"), (SIREN, "303 265 045"), ("duns", "15-048-3782"),
    ("euid", "FRIS7501.123456789"), ("national", "012345678901234567"), ("internal", "00123"), ("lei", ""),
    ("from_the_future", "?"),
])
def test_what_can_be_right_is_left_alone(kind: str, value: str) -> None:
    assert problem_of_identifier(kind, value) is None


@pytest.mark.parametrize(("kind", "value", "words"), [
    (VAT, "FR00123456789", "rules of FR"), (VAT, "123456", "two letters"), (SIREN, "303 265 046", "check digit"),
    (SIREN, "3032650", "nine digits"), ("duns", "1504837", "nine digits"), ("euid", "FR123", "full stop"),
    (LEI, "9845TESTVENDÖR000147", "letters from A to Z"),
])
def test_what_cannot_be_right_is_said_in_words(kind: str, value: str, words: str) -> None:
    problem = problem_of_identifier(kind, value)
    assert words in str(problem)


def test_numbers_without_a_form_of_their_own_stay_digit_for_digit() -> None:
    assert normal_identifier("national", " 00 12-3 ") == "00 12-3"
    assert normal_identifier("siren", "303 265 045") == "303265045"


@given(st.sampled_from(list(IdentifierKind)), st.text())
def test_whatever_is_typed_gets_an_answer_and_a_form_that_stays(kind: IdentifierKind, typed: str) -> None:
    problem_of_identifier(kind, typed)
    once = normal_identifier(kind, typed)
    assert normal_identifier(kind, once) == once


@given(st.integers(0, 19), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), st.sampled_from("0123456789"))
def test_a_wrong_letter_or_digit_of_an_lei_is_always_found(place: int, letter: str, digit: str) -> None:
    right = "9845TESTVENDOR000147"
    wrong = right[:place] + (digit if right[place].isdigit() else letter) + right[place + 1:]
    assert (problem_of_identifier(LEI, wrong) is None) == (wrong == right)
