"""The rules of contradictions as loaded: what a question's answer claims, and what is set beside the claim."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from risk_register import resources
from risk_register.risk.method import Words

FILE = "contradictions.toml"
_MOST_QUESTIONS = 5000
"""Questions whose claims are kept in mind: vendors by the hundred answer the same ones."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an answer is about: known by a question's id in a family of questionnaires, or by the words of the question."""

    name: str
    ids: Mapping[str, frozenset[str]]
    asks: tuple[tuple[str, ...], ...]
    hours: Mapping[str, int]
    """Of a promise to tell within so many hours: those that a question itself names, by its id."""

    def is_about(self, family: str, question_id: str, question: str) -> bool:
        """Whether the question asks this. Families whose ids are listed are known by ids alone."""
        if family in self.ids:
            return question_id in self.ids[family]
        words = question.lower()
        return bool(self.asks) and all(any(word in words for word in group) for group in self.asks)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the claim and how it is answered (none: two records of the register), and which records speak against it."""

    name: str
    claim: str | None
    says: str | None
    record: str
    settings: Mapping[str, Any]
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All rules, with the claims they rest on."""

    version: str
    claims: Mapping[str, Claim]
    rules: tuple[Rule, ...]

    def claims_of(self, family: str, question_id: str, question: str) -> tuple[str, ...]:
        """The claims that an answer to a question makes."""
        return _claims(self, family, question_id, question)


@lru_cache(_MOST_QUESTIONS)
def _claims(rules: Rules, family: str, question_id: str, question: str) -> tuple[str, ...]:
    return tuple(name for name, claim in rules.claims.items() if claim.is_about(family, question_id, question))


@cache
def load_rules() -> Rules:
    """The rules that come with the program. Raises `KeyError` or `ValueError` for a file that is not well formed: a test looks."""
    found = tomllib.loads(resources.read_text(FILE))
    claims = {name: _claim(name, said) for name, said in found["claim"].items()}
    rules = tuple(_rule(name, said, claims) for name, said in found["rule"].items())
    return Rules(found["version"], claims, rules)


def _claim(name: str, said: Mapping[str, Any]) -> Claim:
    ids = {family: frozenset(listed) for family, listed in said.get("ids", {}).items()}
    return Claim(name, ids, tuple(tuple(group) for group in said.get("asks", ())), said.get("hours", {}))


def _rule(name: str, said: Mapping[str, Any], claims: Mapping[str, Claim]) -> Rule:
    claim = said.get("claim")
    if claim is not None and (claim not in claims or said["says"] not in ("yes", "no")):
        raise ValueError(name)
    settings = {key: value for key, value in said.items() if key not in ("claim", "says", "record", "text")}
    return Rule(name, claim, said.get("says"), said["record"], settings, Words(said["text"]["en"], said["text"]["fr"]))
