"""The words by which announcements are understood, compiled from `resources/notices/`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from risk_register import resources

SPOKEN = ("en", "fr")
Pattern = re.Pattern[str]
_CAPITAL = r"(?-i:[A-Z][\w&-]*(?:\.[a-z]{2,3}\b)?(?: [A-Z][\w&-]*){0,3})"


@dataclass(frozen=True, slots=True)
class Cues:
    """The rules as patterns."""

    exposure: Pattern
    denied: Pattern
    unlikely: Pattern
    possible: Pattern
    conditional: Pattern
    hypothetical: Pattern
    measures: Pattern
    list_intro: Pattern
    dates: Mapping[str, Pattern]
    """By kind of date."""
    roles: Mapping[str, tuple[str, ...]]
    """By role, patterns with `{name}` in them."""
    subjects: Mapping[str, Pattern]
    elements: Mapping[str, Pattern]
    unknown_company: tuple[Pattern, ...]
    common_words: frozenset[str]
    acts: Pattern
    """What only a company does, as it follows its name without accents."""
    no_company: frozenset[str]
    small_words: Mapping[str, frozenset[str]]
    """By language, ours and others that announcements come in."""
    verdicts: Mapping[str, Pattern]
    """By state, what a table's cell, or a word before or after a colon, says of the data beside it."""


@cache
def cues(language: str | None = None) -> Cues:
    """The rules, read once: what is said of data in both languages, how data and people are called in the one asked for.

    An announcement mixes languages, but without accents 'salaries' is pay in one and people in the other. None: both.
    """
    spoken = (language,) if language else SPOKEN

    def both(words: Mapping[str, Any]) -> list[str]:
        return [pattern for each in SPOKEN for pattern in words[each]]

    rules = resources.read_toml("notices", "cues.toml")
    elements = resources.read_toml("notices", "elements.toml")
    return Cues(
        exposure=_any(both(rules["exposure"])), denied=_any(both(rules["denied"])), unlikely=_any(both(rules["unlikely"])),
        possible=_any(both(rules["possible"])), conditional=_any(both(rules["conditional"])),
        hypothetical=_any(both(rules["hypothetical"])), measures=_any(both(rules["measures"])),
        list_intro=_any(both(rules["list_intro"])),
        dates={kind: _any(both(words)) for kind, words in rules["kind_of_date"].items()},
        roles={role: tuple(both(words)) for role, words in rules["role"].items()},
        subjects={name: _whole(pattern for each in spoken for pattern in words[each]) for name, words in rules["subjects"].items()},
        elements={name: _whole(pattern for each in spoken for pattern in elements[each][name]) for name in elements["en"]},
        unknown_company=tuple(re.compile(each.replace("{capital}", _CAPITAL), re.IGNORECASE)
                              for each in both(rules["unknown_company"])),
        common_words=frozenset(rules["common_words"]["words"]), acts=_any(both(rules["acts"])),
        no_company=frozenset(rules["no_company"]["words"]),
        small_words={each: frozenset(words) for each, words in rules["small_words"].items()},
        verdicts={state: _any(both(words)) for state, words in rules["verdict"].items()})


def _any(patterns: Iterable[str]) -> Pattern:
    return re.compile("|".join(f"(?:{each})" for each in patterns))


def _whole(patterns: Iterable[str]) -> Pattern:
    """Only whole words; the longest of several that begin at the same place."""
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile(r"(?<![\w'])(?:[dl]')?(" + "|".join(f"(?:{each})" for each in longest_first) + r")(?!\w)")
