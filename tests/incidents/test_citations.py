"""Sources of duties as each language cites them."""

import re

from risk_register.incidents.citations import Citation, french
from risk_register.incidents.rules import load_rules

ENGLISH = re.compile(r"\b(Regulation|Directive \(EU|Law no|as amended|to be|Art\. \d+\()|;(?! )|[^\N{NARROW NO-BREAK SPACE}];")


def test_every_source_of_a_rule_is_cited_in_french_and_no_other() -> None:
    assert set(french()) == {rule.source for rule in load_rules().clocks.values()}


def test_no_french_citation_keeps_english_words_or_a_common_space_before_its_semicolon() -> None:
    assert [cited for cited in french().values() if ENGLISH.search(cited)] == []


def test_a_source_that_nobody_translated_stays_as_it_is() -> None:
    assert Citation("Code of Somewhere, 1").label("fr") == "Code of Somewhere, 1"
    assert Citation("UK GDPR, Art. 33(1)").label("en") == "UK GDPR, Art. 33(1)"
