"""What the Settings page asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from risk_register.store import Register


def is_nameless(register: Register) -> bool:
    """Whether no own entity is recorded yet, while the register may be written."""
    from risk_register.operations.records import records

    return not register.read_only and not records(register, "own_entity")


def add_own_entity(register: Register, values: Mapping[str, Any], actor: str) -> int:
    """Records whose register this is."""
    from risk_register.operations.records import add_record

    return add_record(register, "own_entity", values, actor)


@dataclass(frozen=True, slots=True)
class Brand:
    """What reports carry of the organisation."""

    logo: bytes | None
    address: str
    classification: str


def brand(register: Register) -> Brand:
    """The organisation's logo, address and label."""
    from risk_register.operations.branding import branding

    found = branding(register)
    return Brand(found.logo, found.address, found.classification)


def set_brand(register: Register, address: str, classification: str, actor: str) -> None:
    """Keeps address and label for reports."""
    from risk_register.operations.branding import set_branding

    set_branding(register, actor, address=address, classification=classification)


def set_logo(register: Register, path: Path, actor: str) -> None:
    """Keeps the picture as the organisation's logo."""
    from risk_register.operations.logo import set_logo as keep

    keep(register, path, actor)


def remove_logo(register: Register, actor: str) -> None:
    """Prints no logo from now on."""
    from risk_register.operations.logo import remove_logo as remove

    remove(register, actor)


def method_text(register: Register) -> str:
    """The file of the method in force, as this register keeps it."""
    from risk_register.operations.scoring import method_in_force

    return method_in_force(register).text


@dataclass(frozen=True, slots=True)
class Heading:
    """A remembered heading of a spreadsheet and what it holds, or a remembered way of reading questionnaires."""

    id: int
    heading: str
    target: str
    noun: str = "heading_mapping"


def headings(register: Register) -> list[Heading]:
    """The remembered headings and ways of reading, in their order."""
    from risk_register.operations.records import records

    told = [Heading(row["id"], row["heading"], row["target"]) for row in records(register, "heading_mapping")]
    noun = "question_mapping"
    ways = [Heading(row["id"], row["name"], noun, noun) for row in records(register, noun)]
    return sorted([*told, *ways], key=lambda each: each.heading)
