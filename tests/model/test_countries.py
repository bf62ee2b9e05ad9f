"""Countries as people write them."""

import pytest

from risk_register.model.countries import country_code


@pytest.mark.parametrize(("written", "code"), [
    ("NA", "NA"), ("Namibie", "NA"), ("deu", "DE"), ("Allemagne", "DE"), ("ÉTATS-UNIS", "US"), ("U.S.A.", "US"), ("UK", "GB"),
    ("Côte d'Ivoire", "CI"), (" the  Netherlands ", "NL"), ("irlande", "IE"),
])
def test_a_country_is_known_by_its_name_in_either_language_or_by_its_code(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize("written", ["", "ZZ", "EU", "worldwide", "Freedonia"])
def test_what_is_no_country_is_not_taken_for_one(written: str) -> None:
    assert country_code(written) is None
