"""Which controls of common frameworks a question bears on: what is this vendor's evidence for ISO/IEC 27001 A.8.24?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires.families import FAMILIES, family, shorter

_CSF = re.compile(r"[A-Z]{2}\.[A-Z]{2}(?:-\d+)?")
_LEVELS_OF_2013 = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """A control of a framework: 'iso27001', '8.24'. `exact` is False where only the question's domain led to it."""

    framework: str
    control: str
    exact: bool


def frameworks() -> dict[str, str]:
    """The frameworks that questions lead to, with what people call them; in the order in which they are offered."""
    return {name: str(entry["label"]) for name, entry in _table()["frameworks"].items()}


def references(family_name: str, question_id: str, domain: ControlDomain) -> tuple[Reference, ...]:
    """The controls that the question bears on: by its id where that is the framework's or is mapped, else by its domain."""
    return tuple(found for framework in frameworks() for found in _of(framework, family_name, question_id, domain))


def covers(control: str, wanted: str) -> bool:
    """Whether evidence for one control is evidence for another: 'PR.AA-01' for the category 'PR.AA', '8.24' for '8.24'."""
    return control == wanted or control.startswith((f"{wanted}-", f"{wanted}."))


def _of(framework: str, family_name: str, question_id: str, domain: ControlDomain) -> Iterator[Reference]:
    if own := _own_number(framework, family_name, question_id):
        yield Reference(framework, own, exact=True)
        return
    table = _table().get(framework, {})
    if mapped := _longest(table.get(family_name, {}), question_id):
        yield from (Reference(framework, control, exact=True) for control in mapped)
        return
    yield from (Reference(framework, control, exact=False) for control in table.get("domains", {}).get(domain.word, ()))


def _own_number(framework: str, family_name: str, question_id: str) -> str:
    """The control that the question's own id is, where the form asks by the framework's numbers."""
    if _table()["frameworks"][framework].get("by_id") != family_name or family_name not in FAMILIES:
        return ""
    lead = family(family_name).data.get("id_lead")
    number = re.sub(lead, "", question_id) if lead else question_id
    if family_name == "caiq":
        return number.rpartition(".")[0] or number
    if found := _CSF.match(number):
        return found[0]
    return "" if number.count(".") + 1 >= _LEVELS_OF_2013 else number  # numbers of 2013 mean other controls than those of 2022


def _longest(table: Mapping[str, list[str]], question_id: str) -> list[str]:
    beginning = question_id
    while beginning:
        if beginning in table:
            return table[beginning]
        beginning = shorter(beginning)
    return []


@cache
def _table() -> dict[str, Any]:
    return resources.read_toml("families", "crosswalk.toml")
