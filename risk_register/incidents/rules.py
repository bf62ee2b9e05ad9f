"""The duties to notify as data: `resources/clocks/*.toml`, one entry a duty with its source. Checked when loaded."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.vocabulary import (
    DataElement,
    EntityKind,
    NotificationStage,
    ProcessingRole,
    RecipientKind,
    RegimeName,
    StampName,
    Term,
)
from risk_register.risk.method import Words
from risk_register.texts import Text

W = TypeVar("W", bound=Term)
_DECISIONS = ("high_risk", "major", "significant", "material")


@dataclass(frozen=True, slots=True)
class ElementSet:
    """Which data elements a law speaks of: any of `any_of` (together with `with_element`, where given), or a whole pair."""

    any_of: tuple[str, ...]
    with_element: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()

    def matches(self, elements: frozenset[str]) -> bool:
        """Whether the elements hit are what the law speaks of."""
        if any(set(pair) <= elements for pair in self.pairs):
            return True
        return bool(elements & set(self.any_of)) and (self.with_element is None or self.with_element in elements)

    @property
    def listed(self) -> tuple[str, ...]:
        """All elements it names, in the vocabulary's order."""
        named = {*self.any_of, *(each for pair in self.pairs for each in pair), self.with_element}
        return tuple(element.value for element in DataElement if element.value in named)


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One duty: who owes it to whom, when it starts, how long it takes. At most one of the periods is set; none means in words."""

    id: str
    source: str
    evidence: str
    checked: date
    recipient: RecipientKind
    to: Words
    duty: Words
    when: Words
    starts: tuple[StampName, ...]
    """The moment it counts from: the first of these that is known."""
    hours: int | None = None
    days: int | None = None
    months: int | None = None
    business_days: int | None = None
    within: Mapping[StampName, int] = field(default_factory=dict)
    """Hours from several moments: the earliest, but no earlier than counted from the first named."""
    period: Words | None = None
    counted_from: str | None = None
    holidays: str | None = None
    relief: bool = False
    """Ending on a weekend or holiday, it moves to noon of the next working day."""
    relief_not_for: tuple[str, ...] = ()
    stage: NotificationStage = NotificationStage.INITIAL
    after: str | None = None
    """The duty it follows: until that is fulfilled, this one has not started."""
    regimes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    role: ProcessingRole | None = None
    personal: bool = False
    insured: bool = False
    region: str | None = None
    elements: ElementSet | None = None
    more_than: int | None = None
    at_least: int | None = None
    fewer_than: int | None = None
    decision: str | None = None
    """A person has to decide this first: 'high_risk', 'major', 'significant' or 'material'."""
    waivable: bool = False
    judged_by_hand: bool = False
    from_day: date | None = None
    proposal: bool = False
    owed_by_vendor: bool = False
    """Vendors owe it to us; `role` is theirs."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All duties that this program knows, by id."""

    clocks: Mapping[str, ClockRule]

    @property
    def in_force(self) -> tuple[ClockRule, ...]:
        """What we owe: all but proposals, which never run."""
        return tuple(rule for rule in self.clocks.values() if not rule.proposal and not rule.owed_by_vendor)

    @property
    def of_vendors(self) -> tuple[ClockRule, ...]:
        """What vendors owe us."""
        return tuple(rule for rule in self.clocks.values() if rule.owed_by_vendor)


@cache
def load_rules() -> Rules:
    """The duties of `resources/clocks/`. Raises `RegisterError` naming the file and the entry that is wrong."""
    return rules_from(rule_files())


def rule_files() -> dict[str, str]:
    """The texts of `resources/clocks/` by their names."""
    return {name: resources.read_text("clocks", name) for name in resources.names("clocks", ending=".toml")}


def rules_from(files: Mapping[str, str]) -> Rules:
    """The duties of several files by their names. Raises `RegisterError` naming the file and the entry that is wrong."""
    found: dict[str, ClockRule] = {}
    for name, text in files.items():
        for rule in parse_rules(text, name):
            if rule.id in found:
                raise _wrong(name, rule.id, Text("the id is there twice"))
            found[rule.id] = rule
    for rule in found.values():
        if rule.after is not None and rule.after not in found:
            raise _wrong("clocks", rule.id, Text("'{word}' is not a duty this program knows", word=rule.after))
    return Rules(found)


def parse_rules(text: str, name: str) -> list[ClockRule]:
    """The duties of one file. Raises `RegisterError` naming the file and the entry that is wrong."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _wrong(name, "", Text("it is not readable TOML ({problem})", problem=str(problem))) from None
    sets = {key: _element_set(name, key, value) for key, value in values.get("elements", {}).items()}
    rules = [_rule(name, entry, values["checked"], sets) for entry in values.get("clock", [])]
    return rules + _of_states(name, values, sets)


def _of_states(name: str, values: Mapping[str, Any], sets: Mapping[str, ElementSet]) -> list[ClockRule]:
    """States whose laws differ in their number of days only."""
    states = values.get("states")
    if states is None:
        return []
    shared = {key: value for key, value in states.items() if key != "days"}
    return [
        _rule(name, {**shared, "id": region.lower(), "region": region, "days": state["days"], "recipient": "data_subjects",
                     "to": {"en": state["en"], "fr": state["fr"]}}, values["checked"], sets)
        for region, state in states["days"].items()]


_PLAIN = ("hours", "days", "months", "business_days", "more_than", "at_least", "fewer_than", "counted_from", "holidays", "after",
          "region", "source", "evidence", "id", "decision", "personal", "insured", "waivable", "judged_by_hand", "proposal",
          "owed_by_vendor")
_LISTS: Mapping[str, Any] = {"regimes": RegimeName, "kinds": EntityKind, "countries": None, "relief_not_for": None}
_WORDS = ("to", "duty", "when", "period")
_OTHERS = ("starts", "within", "role", "recipient", "stage", "elements", "relief", "from")


def _rule(name: str, entry: Mapping[str, Any], checked: date, sets: Mapping[str, ElementSet]) -> ClockRule:
    key = str(entry.get("id", ""))
    if unknown := [each for each in entry if each not in (*_PLAIN, *_LISTS, *_WORDS, *_OTHERS)]:
        raise _wrong(name, key, Text("'{word}' is not a key of a duty", word=unknown[0]))
    try:
        made: dict[str, Any] = {each: entry[each] for each in _PLAIN if each in entry}
        made |= {each: tuple(_word(kind, word).value if kind else word for word in entry[each])
                 for each, kind in _LISTS.items() if each in entry}
        made |= {each: Words(entry[each]["en"], entry[each]["fr"]) for each in _WORDS if each in entry}
        made["starts"] = tuple(_word(StampName, word) for word in entry["starts"])
        made["within"] = {_word(StampName, word): hours for word, hours in entry.get("within", {}).items()}
        made["role"] = None if entry.get("role", "any") == "any" else _word(ProcessingRole, entry["role"])
        made["recipient"] = _word(RecipientKind, entry["recipient"])
        made["stage"] = _word(NotificationStage, entry.get("stage", "initial"))
        made["elements"] = sets[entry["elements"]] if "elements" in entry else None
        made["relief"] = entry.get("relief") == "noon_next_working_day"
        rule = ClockRule(**made, from_day=entry.get("from"), checked=checked)
    except (KeyError, ValueError, TypeError) as problem:
        raise _wrong(name, key, Text("{problem} is missing or not known", problem=str(problem))) from None
    if (doubt := _problem(rule)) is not None:
        raise _wrong(name, key, doubt)
    return rule


def _problem(rule: ClockRule) -> Text | None:
    periods = [each for each in (rule.hours, rule.days, rule.months, rule.business_days, rule.within or None, rule.period)
               if each is not None]
    if len(periods) != 1:
        return Text("exactly one period is expected")
    if rule.decision is not None and rule.decision not in _DECISIONS:
        return Text("'{word}' is not a decision this program knows", word=rule.decision)
    return None


def _element_set(name: str, key: str, value: Mapping[str, Any]) -> ElementSet:
    try:
        named = [_word(DataElement, word).value for word in value["any"]]
        pairs = tuple((_word(DataElement, first).value, _word(DataElement, second).value)
                      for first, second in value.get("pairs", []))
        return ElementSet(tuple(named), value.get("with"), pairs)
    except (KeyError, ValueError) as problem:
        raise _wrong(name, key, Text("{problem} is missing or not known", problem=str(problem))) from None


def _word(kind: type[W], value: Any) -> W:
    """The term of a vocabulary. Raises `ValueError` naming a word that is not one."""
    term = kind.parse(value)
    if term is None:
        raise ValueError(str(value))
    return term


def _wrong(name: str, key: str, problem: Text) -> RegisterError:
    return RegisterError("The file of notification duties '{name}', entry '{key}': {problem}.", name=name, key=key, problem=problem)
