"""What the view of standards asks of the register, as plain functions that run in the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.operations.standards import StandardSheet
    from risk_register.store import Register


@dataclass(frozen=True, slots=True)
class Weighed:
    """A standard as a vendor's answers stand to it, with what a filter looks into for each control."""

    sheet: StandardSheet
    search: Mapping[str, str]


def offered() -> list[tuple[str, str]]:
    """The standards that can be chosen, by name and title."""
    from risk_register.questionnaires.crosswalk import frameworks

    return list(frameworks().items())


def weighed(register: Register, vendor_id: int, name: str) -> Weighed:
    """What the vendor's answers say to each control of a standard."""
    from risk_register.model.names import fold_accents
    from risk_register.operations.standards import standard_sheet

    sheet = standard_sheet(register, vendor_id, name)
    search = {}
    for line in sheet.lines:
        said = (f"{each.answer.question_id} {each.answer.question} {each.answer.words}" for each in line.exact)
        control = line.control
        search[control.number] = fold_accents(f"{control.number} a.{control.number} {control.en} {control.fr} {' '.join(said)}")
    return Weighed(sheet, search)
