"""Which known party a name or number from outside may be."""


import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.model.matching import Matcher, core_name, identifier_keys, nearest

KNOWN = Matcher([
    (1, ["Électre Services"], ["FR40 303 265 045"]),
    (2, ["Amazon Web Services EMEA SARL", "AWS"], []),
    (3, ["Salesforce, Inc."], ["HRB 12345"]),
    (4, ["Plant 12"], []),
    (5, ["Müller & Söhne GmbH & Co. KG"], []),
])


@pytest.mark.parametrize("name", ["Électre Services", " électre\u00a0 services", "ÉLECTRE SERVICES", "E\u0301lectre Services"])
def test_capitals_composition_and_spaces_make_no_other_party(name: str) -> None:
    assert KNOWN.exact(name) == 1


@pytest.mark.parametrize("name", ["Electre Services", "Électre Services SAS", "ELECTRE SERVICES S.A.S."])
def test_an_accent_or_a_legal_form_is_near_and_never_the_same_unasked(name: str) -> None:
    assert KNOWN.exact(name) is None
    assert KNOWN.near(name) == [(1, 100)]


def test_a_registration_number_settles_what_the_name_leaves_open() -> None:
    assert KNOWN.exact("Quite another name", ["fr40303265045"]) == 1
    assert KNOWN.exact("Quite another name", ["303 265 045"]) == 1, "a French VAT number holds the SIREN"
    assert KNOWN.exact("Quite another name", ["303265045 00013"]) is None, "a SIRET whose check digits are wrong is none"


def test_nine_digits_of_elsewhere_are_no_siren() -> None:
    assert not {key for key in identifier_keys("DE303265046") if key.startswith("SIREN")}


def test_short_references_are_compared_sign_by_sign() -> None:
    matcher = Matcher([(1, ["One"], ["3-4"]), (2, ["Two"], ["00123"])])
    assert matcher.exact(None, ["34"]) is None
    assert matcher.exact(None, ["123"]) is None
    assert matcher.exact(None, ["3-4 "]) == 1


@pytest.mark.parametrize(("name", "vendor"), [
    ("Sales force", 3), ("Amazon Web Services", 2), ("Amazon", 2), ("Muller und Sohne", 5), ("Plant 12 Ltd", 4), ("Salseforce", 3),
])
def test_what_a_person_would_take_for_the_same_is_offered(name: str, vendor: int) -> None:
    assert [found for found, _ in KNOWN.near(name)] == [vendor]


@pytest.mark.parametrize("name", ["Plant 13", "Microsoft", "", "  ", "SARL"])
def test_what_is_not_the_same_is_not_offered(name: str) -> None:
    assert KNOWN.near(name) == []


def test_a_name_of_two_parties_is_no_answer_but_two_suggestions() -> None:
    matcher = Matcher([(1, ["Alder"], []), (2, ["Alder Group", "alder"], [])])
    assert matcher.exact("Alder") is None
    assert matcher.all_exact("Alder") == {1, 2}
    assert {found for found, _ in matcher.near("Alder")} == {1, 2}


def test_the_nearest_of_several_names_comes_first() -> None:
    assert [found for found, _ in nearest(KNOWN, ["Salesforce", "Amazon"])] == [3, 2]


def test_a_name_that_is_only_a_legal_form_stays_a_name() -> None:
    assert core_name("SA") == "sa"
    assert core_name("The A. B. C. Company Ltd.") == "abc"
    assert core_name("東京クラウド株式会社")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_every_name_finds_itself(names: list[str]) -> None:
    matcher = Matcher((number, [name], []) for number, name in enumerate(names))
    for number, name in enumerate(names):
        found = dict(matcher.near(name, limit=20))
        if core_name(name):
            assert found.get(number) == 100
        assert number in matcher.all_exact(name) or not matcher.all_exact(name)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(alphabet="ABCDabcd éàü", min_size=1))
def test_legal_forms_and_capitals_never_move_a_name_away(name: str) -> None:
    assert core_name(f"{name} SAS") == core_name(name) or not core_name(name)
    assert core_name(name.upper()) == core_name(name)
