"""Finding anything: what is found, in which order, and what is bounded."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.model.parties import Vendor, VendorName
from risk_register.model.services import Service
from risk_register.operations import search
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.search import Found
from risk_register.store import Register


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "demonstration.riskregister"
    make_demonstration(path)
    return path


def found(path: Path, words: str) -> list[Found]:
    with Register.open(path, write=False) as register:
        known = search.known_vendors(register)
        return [*search.matching_vendors(known, words), *search.find_records(register, words, known)]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.riskregister"
    with Register.create(path) as register, register.change("set up", "Ana") as change:
        for name in ("Zeta Alder", "Alder Société", "Big Alderney Ltd", "Walder"):
            change.add(Vendor, legal_name=name)
        other = change.add(Vendor, legal_name="Kestrel")
        change.add(VendorName, vendor_id=other, name="Alder Hosting")
        change.add(Service, vendor_id=other, name="Alder backup")
    return path


def test_a_name_that_begins_so_comes_before_a_word_that_does_and_both_before_a_middle(own: Path) -> None:
    names = [each.name for each in found(own, "alder") if each.noun == "vendor"]
    assert names == ["Alder Société", "Big Alderney Ltd", "Zeta Alder", "Walder", "Kestrel"]


@pytest.mark.parametrize("typed", ["societe", "SOCIÉTÉ", "Société", "  societe  alder "])
def test_accents_case_spaces_and_the_order_of_words_make_no_difference(own: Path, typed: str) -> None:
    assert [each.name for each in found(own, typed)] == ["Alder Société"]


def test_a_vendor_is_found_by_another_name_of_its(own: Path) -> None:
    assert [each.name for each in found(own, "alder hosting")] == ["Kestrel"]


def test_a_record_comes_with_whose_it_is(own: Path) -> None:
    assert [(each.noun, each.name, each.vendor) for each in found(own, "backup")] == [("service", "Alder backup", "Kestrel")]


@pytest.mark.parametrize(("typed", "noun"), [
    ("hosting agreement", "contract"), ("cloud hosting", "service"), ("soc 2", "evidence"), ("finance lead", "person"),
    ("evaluation prealable", "questionnaire"), ("datalac questions", "questionnaire"), ("trust", "contact")])
def test_every_kind_of_record_is_found_by_its_words(made: Path, typed: str, noun: str) -> None:
    assert noun in {each.noun for each in found(made, typed)}


def test_an_answer_is_found_by_the_vendors_own_words_and_leads_to_its_round(made: Path) -> None:
    answers = [each for each in found(made, "jeux de données") if each.noun == "answer"]
    assert answers
    assert all(each.within is not None and each.vendor and "donn" in each.text.lower() for each in answers)


def test_two_letters_do_not_search_the_answers(made: Path) -> None:
    assert not [each for each in found(made, "do") if each.noun == "answer"]


def test_a_look_back_finds_what_was_known_then_and_not_what_came_later(tmp_path: Path) -> None:
    days = [datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)]
    path = tmp_path / "own.riskregister"
    with Register.create(path, clock=lambda: days[0]) as register, register.change("first", "Ana") as change:
        vendor = change.add(Vendor, legal_name="Kestrel")
        early = change.add(Service, vendor_id=vendor, name="Alder backup")
    with Register.open(path, clock=lambda: days[1]) as register:
        with register.change("later", "Ana") as change:
            change.add(Service, vendor_id=vendor, name="Alder mail")
            change.add(Vendor, legal_name="Alder Late")
        with register.as_of(date(2026, 2, 1)) as past:
            known = search.known_vendors(past)
            assert search.matching_vendors(known, "alder") == []
            assert [each.record for each in search.find_records(past, "alder", known)] == [early]


def test_at_most_a_few_of_each_kind_are_shown(own: Path) -> None:
    with Register.open(own) as register, register.change("many", "Ana") as change:
        change.add_many(Vendor, [{"legal_name": f"Alder {number}"} for number in range(40)])
    assert len([each for each in found(own, "alder") if each.noun == "vendor"]) == search.VENDORS


@given(st.text(st.characters(), max_size=30))
def test_no_words_upset_the_search(own_for_words: Register, typed: str) -> None:
    known = search.known_vendors(own_for_words)
    found = [*search.matching_vendors(known, typed), *search.find_records(own_for_words, typed, known)]
    assert {each.name for each in found} <= {'A "quoted" NEAR(name) OR *', "words AND words"}


@pytest.mark.parametrize(("typed", "finds"), [
    ("\0", True), ("\ud800", True), ('"', True), ("*", True), ("-", True),
    ("NEAR(", False), ("a AND", False), ("^x", False), ("words:x", False),
])
def test_what_means_something_to_the_index_is_only_text(own_for_words: Register, typed: str, finds: bool) -> None:
    found = search.find_records(own_for_words, f"{typed} words", search.known_vendors(own_for_words))
    assert [each.name for each in found] == (["words AND words"] if finds else [])


@pytest.fixture(scope="module")
def own_for_words(tmp_path_factory: pytest.TempPathFactory) -> Register:
    register = Register.create(tmp_path_factory.mktemp("words") / "own.riskregister")
    with register.change("set up", "Ana") as change:
        vendor = change.add(Vendor, legal_name='A "quoted" NEAR(name) OR *')
        change.add(Service, vendor_id=vendor, name="words AND words")
    return register


def test_a_piece_of_a_long_text_is_shown_around_what_was_looked_for() -> None:
    piece = search.piece_around(f"{'before ' * 60}the needle here {'after ' * 60}", ["needle"])
    assert "needle" in piece
    assert len(piece) < 130
    assert piece.startswith("… ")
    assert piece.endswith(" …")
