"""JSON facts: every digit kept, every refusal placed."""

from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.characters import clean_text
from risk_register.errors import RegisterError
from risk_register.intake import limits, read_json


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "facts.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    facts = read_json(written(tmp_path, '\ufeff{"cost": 12500.50, "people": 12345678901234567890, "yes": true, "none": null}'))
    assert facts == {"cost": Decimal("12500.50"), "people": 12345678901234567890, "yes": True, "none": None}
    assert str(facts["cost"]) == "12500.50"


@pytest.mark.parametrize(("text", "sentence"), [
    ('{"a": 1,\n "b": }', "line 2, column 7"),
    ('{"a": 1, "b": 2, "a": 3}', "names “a” twice"),
    ('{"a": NaN}', "holds NaN"),
    ('{"a": ' + "9" * 5000 + "}", "more than 1,000 digits"),
    ('{"a": 1.' + "9" * 5000 + "}", "more than 1,000 digits"),
    ("", "is empty"),
    (b'{\n"a": "\xe9"}', "line 2, column 7 holds other bytes"),
    ("[" * 5_000_000, "nested more than 100 levels deep at line 1, column 101"),
    ('{"a":' * 200 + "1" + "}" * 200, "nested more than 100 levels"),
], ids=["broken", "twice", "nan", "long-integer", "long-fraction", "empty", "not-utf-8", "deep-lists", "deep-objects"])
def test_what_cannot_be_read_is_placed(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    with pytest.raises(RegisterError, match=r"^facts\.json ") as caught:
        read_json(written(tmp_path, text))
    assert sentence in str(caught.value)


def test_brackets_within_texts_are_no_nesting(tmp_path: Path) -> None:
    text = "[" * 500 + '\\"' + "{" * 500
    assert read_json(written(tmp_path, f'{{"a": "{text}"}}')) == {"a": text.replace('\\"', '"')}


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_JSON", 1_000_000)
    with pytest.raises(RegisterError, match="larger than 1 MB"):
        read_json(written(tmp_path, "[" + " " * 1_000_000 + "]"))


def test_c38_four_characters_in_two_records_are_replaced(shared: Path) -> None:
    vendors = read_json(shared / "cases" / "c38-control-characters.json")["vendors"]
    counts = {vendor["ref"]: sum(clean_text(value)[1] for value in vendor.values()) for vendor in vendors}
    assert counts == {"V-560": 2, "V-561": 2, "V-562": 0}
    assert clean_text(vendors[0]["note"])[0] == "vertical\N{REPLACEMENT CHARACTER}tab"
