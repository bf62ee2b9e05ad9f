"""The duties as data: what the files say, and how they are refused when wrong."""

import json
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.incidents import load_rules
from risk_register.incidents.rules import parse_rules

GOOD = """
checked = 2026-11-24
[[clock]]
id = "x-1"
starts = ["aware"]
hours = 24
recipient = "authority"
source = "A law, Art. 1"
evidence = "seen"
to = { en = "Authority", fr = "Autorité" }
duty = { en = "Notify", fr = "Notifier" }
when = { en = "Always.", fr = "Toujours." }
"""
OURS = {
    "fr-l12-10-1", "gdpr-33-5", "fr-cnil-supplementary", "vendor-gdpr-33-2", "vendor-uk-gdpr-33-2", "vendor-ch-24-3",
    "vendor-hipaa"}
"""Duties that are not in the published collection."""
ELSEWHERE = {"dora-cannot", "contract-sla"}
"""A remark there, which a rule's text stands for here, and what contracts promise, which has a clock of its own."""


def test_the_numbers_are_those_of_the_published_collection(shared: Path) -> None:
    published = {
        each["id"]: each for each in json.loads((shared / "regulation" / "clocks.json").read_text(encoding="utf-8"))["clocks"]
    }
    rules = load_rules().clocks
    assert set(published) - ELSEWHERE == set(rules) - OURS
    units = {"hour": "hours", "calendar_day": "days", "month": "months", "business_day": "business_days"}
    for key, rule in rules.items():
        if key in OURS:
            continue
        deadline = published[key]["deadline"]
        if deadline["unit"] in units:
            assert getattr(rule, units[deadline["unit"]]) == deadline["value"], key
        elif deadline["unit"] == "qualitative":
            assert rule.period is not None, key
        assert (rule.from_day.isoformat() if rule.from_day else None) == published[key]["effective_from"], key


def test_a_good_file_is_read() -> None:
    (rule,) = parse_rules(GOOD, "mine.toml")
    assert (rule.id, rule.hours, rule.to.fr) == ("x-1", 24, "Autorité")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("hours = 24", "hours = 24\ndays = 3", "exactly one period"),
        ("hours = 24\n", "", "exactly one period"),
        ('starts = ["aware"]', 'starts = ["lunch"]', "lunch"),
        ("hours = 24", "hours = 24\nhuors = 3", "huors"),
        ('recipient = "authority"', 'recipient = "nobody"', "nobody"),
        ("hours = 24", 'hours = 24\ndecision = "perhaps"', "perhaps"),
        ("[[clock]]", "[[clock", "TOML"),
        ("hours = 24", 'hours = 24\nelements = "secret"', "secret"),
    ],
)
def test_a_wrong_file_is_refused_naming_the_entry(before: str, after: str, words: str) -> None:
    with pytest.raises(RegisterError) as refusal:
        parse_rules(GOOD.replace(before, after), "mine.toml")
    said = refusal.value.render("en")
    assert words in said
    assert "mine.toml" in said
