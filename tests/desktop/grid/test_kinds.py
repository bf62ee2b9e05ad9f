"""What people type into cells: read where it can mean one thing, refused in words where not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.desktop.grid.edits import CellEdit
from risk_register.desktop.grid.kinds import (
    Asked,
    CellKind,
    CellRefusal,
    Choices,
    Countries,
    Days,
    Numbers,
    Records,
    Terms,
    Words,
    YesNo,
)
from risk_register.model.cells import NewName
from risk_register.model.vocabulary import Stage
from risk_register.texts import Language

PEOPLE = {"person": Choices([(1, "Head of IT"), (2, "Buyer"), (3, "Héad of legal")])}
TYPED = Asked("en", PEOPLE, complete=True)
PASTED = Asked("en", PEOPLE)


@pytest.mark.parametrize(("kind", "typed", "value"), [
    (Terms(Stage), "Active", "active"), (Terms(Stage), "actif", "active"), (Terms(Stage), "due_diligence", "due_diligence"),
    (Terms(Stage), "ac", "active"), (Terms(Stage), "TERM", "terminated"),
    (Numbers(), "0,25", Decimal("0.25")), (Numbers(), "0.25", Decimal("0.25")), (Numbers(), "1.234,5", Decimal("1234.5")),
    (Numbers(whole=True), "12", 12), (Numbers(percent=True), "99,87 %", Decimal("99.87")),
    (Days(), "31/03/26", date(2026, 3, 31)), (Days(), "2026-12-31", date(2026, 12, 31)),
    (Countries(), "France", "FR"), (Countries(), "allemagne", "DE"), (Countries(), "be", "BE"), (Countries(), "etats-unis", "US"),
    (YesNo(), "oui", True), (YesNo(), "n", False),
    (Records("person", may_add=True), "head of it", 1), (Records("person"), "bu", 2),
    (Records("person", may_add=True), "Night  desk", NewName("person", "Night desk")),
    (Words(), "  kept as typed", "  kept as typed"),
])
def test_what_is_typed_is_understood(kind: CellKind, typed: str, value: Any) -> None:
    assert kind.read(typed, TYPED) == value


@pytest.mark.parametrize(("kind", "typed", "said"), [
    (Terms(Stage), "t", "'t' is not one of: Prospect, Due diligence, Active, Offboarding, Terminated."),
    (Numbers(), "1,234", "may be two"), (Numbers(), "abc", "no number"), (Numbers(whole=True), "1.5", "no whole number"),
    (Days(), "31/13/2026", "is no day"), (Countries(), "Narnia", "is no country"),
    (Records("person"), "zed", "There is none called 'zed'"), (Records("person"), "he", "Head of IT; Héad of legal"),
])
def test_what_can_mean_nothing_or_two_things_is_refused_in_words(kind: CellKind, typed: str, said: str) -> None:
    asked = TYPED if said.startswith(("There", "Head")) or typed == "he" else PASTED
    with pytest.raises(CellRefusal) as refused:
        kind.read(typed, asked)
    assert said in refused.value.text.render("en")
    assert refused.value.text.render("fr") != refused.value.text.render("en")


def test_what_is_pasted_is_not_completed() -> None:
    with pytest.raises(CellRefusal):
        Terms(Stage).read("act", PASTED)


def test_an_empty_cell_is_nothing_unless_something_must_stand() -> None:
    assert CellEdit("town", Words(), lambda row: row).read(" ", TYPED) is None
    assert CellEdit("since", Days(), lambda row: row).read("—", TYPED) is None
    with pytest.raises(CellRefusal):
        CellEdit("legal_name", Words(), lambda row: row, required=True).read("", TYPED)


@pytest.mark.parametrize("language", ["en", "fr"])
@given(value=st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-10**9, max_value=10**9))
def test_a_number_shown_in_an_editor_reads_back_or_is_refused_but_never_becomes_another(language: Language, value: Decimal) -> None:
    asked = Asked(language)
    try:
        assert Numbers().read(Numbers().shown(value, asked), asked) == value
    except CellRefusal:
        assert abs(value) >= 1


@pytest.mark.parametrize("language", ["en", "fr"])
@given(value=st.dates(min_value=date(1900, 1, 1)))
def test_a_day_shown_in_an_editor_reads_back(language: Language, value: date) -> None:
    asked = Asked(language)
    assert Days().read(Days().shown(value, asked), asked) == value


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_stage_and_country_shown_reads_back(language: Language) -> None:
    asked = Asked(language)
    for kind in (Terms(Stage), Countries()):
        for word in kind.offers(asked):
            assert kind.shown(kind.read(word, asked), asked) == word
