"""Which controls of common frameworks a question bears on: what is this vendor's evidence for ISO/IEC 27001 A.8.24?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Term
from risk_register.questionnaires.cells import normal
from risk_register.questionnaires.families import FAMILIES, family, shorter

_PIVOT = "iso27001"
"""Through whose controls questions lead to the other frameworks where nothing leads there directly."""
_CSF = re.compile(r"[A-Z]{2}\.[A-Z]{2}(?:-\d+)?")
_OLDER_CSF = re.compile(r"-\d\Z|-1\d\Z|\A(?:ID\.(?:BE|GV|RM|SC)|PR\.(?:AC|IP|MA|PT)|DE\.DP|RS\.(?:RP|IM)|RC\.IM)")
_LEVELS_OF_2013 = 3
_HIGHEST_OF_2022 = 8
_LONGEST_QUESTION = 2_000


class Basis(Term):
    """By what a question leads to a control, the surest first."""

    NUMBER = "number", "Its own number", "Son propre numéro"
    FORM = "form", "The form's crosswalk", "Table du formulaire"
    MAPPED = "mapped", "Our own mapping", "Notre correspondance"
    WORDS = "words", "Its words", "Ses mots"
    DOMAIN = "domain", "Its domain only", "Son domaine seulement"


@dataclass(frozen=True, slots=True)
class Reference:
    """A control of a framework: 'iso27001', '8.24'."""

    framework: str
    control: str
    basis: Basis

    @property
    def exact(self) -> bool:
        """Whether more than the question's domain led to it."""
        return self.basis is not Basis.DOMAIN


def frameworks() -> dict[str, str]:
    """The frameworks that questions lead to, with what people call them; in the order in which they are offered."""
    return {name: str(entry["label"]) for name, entry in _table()["frameworks"].items()}


def references(family_name: str, question_id: str, domain: ControlDomain, *, question: str = "",
               beside: Mapping[str, str] | None = None) -> tuple[Reference, ...]:
    """The controls that the question bears on, of each framework by the surest way that leads there.

    `question` is its wording, and `beside` what the form relates it to by the name of a framework, in the form's words.
    """
    pivot = list(_direct(_PIVOT, family_name, question_id, beside or {})) or _by_words(question)
    found: list[Reference] = []
    for framework in frameworks():
        of = pivot if framework == _PIVOT else [*_direct(framework, family_name, question_id, beside or {})]
        found += of or [*_through(framework, pivot)] or [*_by_domain(framework, domain)]
    return tuple(dict.fromkeys(found))


def covers(control: str, wanted: str) -> bool:
    """Whether evidence for one control is evidence for another: 'PR.AA-01' for the category 'PR.AA', '8.24' for '8.24'."""
    return control == wanted or control.startswith((f"{wanted}-", f"{wanted}."))


def _direct(framework: str, family_name: str, question_id: str, beside: Mapping[str, str]) -> Iterator[Reference]:
    """By the question's own number, or by what this program or the form says of it."""
    if own := _own_numbers(framework, family_name, question_id):
        yield from (Reference(framework, control, Basis.NUMBER) for control in own)
        return
    yield from (Reference(framework, control, Basis.FORM) for control in _said_beside(framework, beside))
    mapped = _longest(_table().get(framework, {}).get(family_name, {}), question_id)
    yield from (Reference(framework, control, Basis.MAPPED) for control in mapped)


def _through(framework: str, pivot: list[Reference]) -> Iterator[Reference]:
    table: Mapping[str, list[str]] = _table().get(framework, {}).get(_PIVOT, {})
    yield from (Reference(framework, control, Basis.MAPPED if each.basis is Basis.NUMBER else each.basis)
                for each in pivot for control in table.get(each.control, ()))


def _by_domain(framework: str, domain: ControlDomain) -> Iterator[Reference]:
    table: Mapping[str, list[str]] = _table().get(framework, {}).get("domains", {})
    yield from (Reference(framework, control, Basis.DOMAIN) for control in table.get(domain.word, ()))


def _own_numbers(framework: str, family_name: str, question_id: str) -> list[str]:
    """The controls that the question's own id means, where the form asks by the framework's numbers."""
    if _table()["frameworks"][framework].get("by_id") != family_name or family_name not in FAMILIES:
        return []
    lead = family(family_name).data.get("id_lead")
    number = re.sub(lead, "", question_id) if lead else question_id
    if family_name == "caiq":
        return [number.rpartition(".")[0] or number]
    if found := _CSF.match(number):
        return [found[0]]
    return _of_2013(number) if number.count(".") + 1 >= _LEVELS_OF_2013 else [number] if number else []


def _said_beside(framework: str, beside: Mapping[str, str]) -> Iterator[str]:
    named, number = _own(framework)
    for name, text in beside.items():
        if named.search(name):
            for given in number.findall(text):
                yield from _in_force(framework, name, given)


def _in_force(framework: str, name: str, given: str) -> list[str]:
    """The number as the framework in force has it, where an older edition numbered otherwise."""
    if framework == _PIVOT:
        older = "2013" in name or given.count(".") + 1 >= _LEVELS_OF_2013 or int(given.partition(".")[0]) > _HIGHEST_OF_2022
        return _of_2013(given) if older and "2022" not in name else [given]
    if framework == "nist_csf":
        older = "2.0" not in name and ("1.1" in name or _OLDER_CSF.search(given) is not None)
        return _longest(_numbers("csf11"), given) if older else [given]
    if framework == "cis":
        return [given] if "8" in re.findall(r"\d+", name) else _numbers("cis6").get(given, [])
    return [given]


def _of_2013(number: str) -> list[str]:
    """What Annex A of 2022 has in place of a control of 2013, or of all controls under a heading of it."""
    table = _numbers("iso2013")
    if number in table:
        return table[number]
    return list(dict.fromkeys(control for old, controls in table.items() if old.startswith(f"{number}.") for control in controls))


def _by_words(question: str) -> list[Reference]:
    return [Reference(_PIVOT, control, Basis.WORDS) for control in _spoken_of(question[:_LONGEST_QUESTION])]


@lru_cache(maxsize=4096)
def _spoken_of(question: str) -> tuple[str, ...]:
    """The controls whose words the question uses; words are looked for where they begin."""
    plain = f" {normal(question)}"
    return tuple(control for control, pattern in _words().items() if any(all(each.search(plain) for each in of) for of in pattern))


@cache
def _words() -> dict[str, tuple[tuple[re.Pattern[str], ...], ...]]:
    table: Mapping[str, list[str]] = resources.read_toml("families", "standards.toml")[_PIVOT]["words"]
    return {control: tuple(tuple(map(_beginning, entry.split("+"))) for entry in entries) for control, entries in table.items()}


def _beginning(word: str) -> re.Pattern[str]:
    whole = word.endswith(".")
    return re.compile(rf"(?<!\w){re.escape(word.removesuffix('.'))}" + (r"(?!\w)" if whole else ""))


def _longest(table: Mapping[str, list[str]], question_id: str) -> list[str]:
    beginning = question_id
    while beginning:
        if beginning in table:
            return table[beginning]
        beginning = shorter(beginning)
    return []


@cache
def _own(framework: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    entry = _table()["own"][framework]
    return re.compile(entry["named"], re.IGNORECASE), re.compile(entry["number"])


def _numbers(name: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = _table()["numbers"][name]
    return table


@cache
def _table() -> dict[str, Any]:
    return resources.read_toml("families", "crosswalk.toml")
