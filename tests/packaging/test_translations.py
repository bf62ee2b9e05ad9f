"""The tool that finds texts in the code, on a small program of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.packaging_tools import load

translations: Any = load("translations")

PROGRAM = '''
from sqlalchemy import Text as Column
from risk_register import texts
from risk_register.errors import NotARegister, RegisterError
from risk_register.texts import Text, tr

class Refused(RegisterError): ...

class Named(Refused):
    def __init__(self, name):
        super().__init__("Refused to {name}.", name=name)

Column("no text of ours")
a = Text("A {colour} door", colour="red")
b = tr(language, "Open")
c = texts.tr(language, "Closed")
d = Refused("No.")
e = Named("anyone")
f = NotARegister("{file} is none.")
g = Text(f"{a}")
h = Text("{a}{b}", **everything)
'''


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one module and no French yet."""
    (tmp_path / "doors").mkdir()
    (tmp_path / "fr").mkdir()
    (tmp_path / "doors" / "front.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "errors.py").write_text("class NotARegister(RegisterError): ...", encoding="utf-8")
    monkeypatch.setattr(translations, "SOURCES", tmp_path)
    monkeypatch.setattr(translations, "FRENCH", tmp_path / "fr")
    monkeypatch.setattr(translations, "DEMONSTRATION", tmp_path / "changes")
    return tmp_path


def test_each_way_of_speaking_to_a_person_is_found(program: Path) -> None:
    found = {use.template for use in translations.uses()}
    assert found == {"A {colour} door", "Open", "Closed", "No.", "Refused to {name}.", "{file} is none.", "{a}{b}", None}


def test_a_text_that_is_no_literal_is_found_with_its_place(program: Path) -> None:
    hidden = [use.place for use in translations.uses() if use.template is None]
    line = PROGRAM.splitlines().index('g = Text(f"{a}")') + 1
    assert hidden == [f"doors/front.py:{line}"]


def test_a_value_that_is_asked_for_and_not_given_is_found(program: Path) -> None:
    assert [use.lacking for use in translations.uses() if use.lacking] == [{"file"}]


def test_what_misses_its_french_is_told_apart_from_what_has_no_words(program: Path) -> None:
    found = translations.uses()
    assert translations.missing(found, {"doors": {"Open": "Ouvrir", "Closed": "Fermé"}}) == {
        "doors": ["A {colour} door", "No.", "Refused to {name}.", "{file} is none."],
    }


def test_pruning_takes_out_what_is_gone_and_sorts_the_rest(program: Path) -> None:
    french = {"doors": {"Open": "Ouvrir : oui", "Gone": "Parti", "Closed": "Fermé"}}
    unused = translations.stale(translations.uses(), french)
    assert unused == {"doors": ["Gone"]}
    translations.prune(french, unused)
    kept = json.loads((program / "fr" / "doors.json").read_text(encoding="utf-8"))
    assert list(kept.items()) == [("Closed", "Fermé"), ("Open", "Ouvrir\u00a0: oui")]
