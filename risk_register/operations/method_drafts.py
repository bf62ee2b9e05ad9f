"""A method in the making: a copy of one that is known, changed value by value, under a name and version of its own."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from risk_register.errors import RegisterError
from risk_register.operations.method_texts import known_methods, refuse_a_name_taken, shipped_methods
from risk_register.risk import Method
from risk_register.risk.rule_file import RuleError
from risk_register.risk.soundness import sound_method
from risk_register.risk.toml_places import TomlText
from risk_register.store import Register
from risk_register.texts import Text

_LAST_NUMBER = re.compile(r"(\d+)(?!.*\d)")
_FIRST = "1.0"
_OWN = "own"
_OTHER = {"en": "fr", "fr": "en"}
_TRIAL = {"name": "-", "version": "-", "changed.why.en": "-", "changed.why.fr": "-"}


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """Why a draft cannot be put into force: at which key, '' where it is none's alone, and what is wrong."""

    key: str
    words: Text


def begin_draft(register: Register, method: Method) -> str:
    """The text of a copy to be edited: another name where the method is the program's, another version where it is our own.

    It says of which method it is a copy, and leaves blank why it is changed: that is for its author to say.
    """
    taken = {each.label for each in known_methods(register)}
    own = all(method.name != each.name for each in shipped_methods())
    name = method.name if own else f"{method.name}-{_OWN}"
    values: dict[str, Any] = {"name": name, "version": _free_version(name, method.version if own else None, taken),
                              "changed.from": method.label, "changed.why.en": "", "changed.why.fr": ""}
    if not own:
        values |= {"title.en": f"{method.title.en} (our own)", "title.fr": f"{method.title.fr} (la nôtre)"}
    return with_values(method.text, values)


def with_values(text: str, changes: Mapping[str, Any]) -> str:
    """A method's text with some values changed, by dotted path; None takes a key or a whole table out. Remarks stay where they are.

    A sentence given in one language alone stands in the other, too, where nothing stands there: better read twice than missing.
    """
    for path, value in {**changes, **_in_both_languages(text, changes)}.items():
        text = TomlText(text).without(path) if value is None else TomlText(text).with_value(path, value)
    return text


def problem_of(register: Register, text: str, name: str) -> DraftProblem | None:
    """The first thing that keeps a draft from being put into force; None where nothing does."""
    try:
        method = sound_method(text, name)
    except RuleError as error:
        return DraftProblem(error.key, error.problem)
    try:
        refuse_a_name_taken(register, method)
    except RegisterError as error:
        return DraftProblem("version", error.text)
    return None


def is_about_names(problem: DraftProblem) -> bool:
    """Whether only what a draft is called, or why it was changed, keeps it from being used."""
    return problem.key in _TRIAL


def for_trial(text: str) -> str:
    """A draft with a name and reason to be tried out with, which are never stored."""
    return with_values(text, _TRIAL)


def _in_both_languages(text: str, changes: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for path, words in changes.items():
        sentence, _, language = path.rpartition(".")
        if language in _OTHER and words:
            other = f"{sentence}.{_OTHER[language]}"
            if not changes.get(other, _table(text, sentence).get(_OTHER[language])):
                found[other] = words
    return found


def _free_version(name: str, version: str | None, taken: Iterable[str]) -> str:
    """The next version that no method of that name has."""
    found = _FIRST if version is None else _next(version)
    while f"{name} {found}" in taken:
        found = _next(found)
    return found


def _next(version: str) -> str:
    counted = _LAST_NUMBER.sub(lambda last: str(int(last[1]) + 1), version)
    return counted if counted != version else f"{version}.1"


def _table(text: str, path: str) -> Mapping[str, Any]:
    value: Any = tomllib.loads(text, parse_float=Decimal)
    for part in path.split("."):
        value = value.get(part, {}) if isinstance(value, Mapping) else {}
    return value if isinstance(value, Mapping) else {}
