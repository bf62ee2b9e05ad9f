"""When two spellings are one name."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.model.names import fold, fold_accents


def test_case_composition_and_every_kind_of_space_do_not_make_another_name() -> None:
    spellings = [
        "Électre Services", "électre services ", "E\u0301lectre\u00a0 Services", "ÉLECTRE\u2009\tSERVICES",
        "Élec\u200btre Services",
    ]
    assert len({fold(each) for each in spellings}) == 1
    assert fold("STRASSE") == fold("Straße")


def test_an_accent_makes_another_name_but_is_not_needed_to_find_it() -> None:
    assert fold("Electre") != fold("Électre")
    assert fold_accents("Electre") == fold_accents("Électre")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the first text loads Unicode's tables
@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
