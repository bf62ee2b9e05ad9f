"""What is to be done about a breach, as data: the entries of `resources/playbooks/` that fit what is hit."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.incidents.exposure import Exposure, is_personal
from risk_register.model.vocabulary import DataCategory, DataElement, Privilege
from risk_register.texts import Language, listed, tr

_MOST, _LONGEST = 4, 60
_NEEDS = frozenset({"credentials", "accesses", "personal", "contract", "subcontractor", "siblings", "critical"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One task of the playbook: when it makes sense, in how many hours from awareness, in both languages."""

    id: str
    hours: int
    needs: frozenset[str]
    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A task to do, with its words in one language."""

    id: str
    title: str
    due_at: datetime


@cache
def playbook() -> tuple[Entry, ...]:
    """The tasks for a breach, in order. Raises `RegisterError` where an entry asks for something unknown."""
    entries = resources.read_toml("playbooks", "breach.toml")["task"]
    found = tuple(Entry(each["id"], each["hours"], frozenset(each.get("needs", ())), each["en"], each["fr"]) for each in entries)
    for entry in found:
        if unknown := entry.needs - _NEEDS:
            raise RegisterError("The playbook's task '{key}' needs '{word}', which is not known.", key=entry.id, word=min(unknown))
    return found


def tasks_for(exposures: tuple[Exposure, ...], announced: tuple[str, ...], aware: datetime, language: Language) -> list[Proposed]:
    """What to do, by what is hit and what was announced as exposed or possible."""
    has = _has(exposures, announced)
    vendors = list(dict.fromkeys(way.names[0] for each in exposures for way in each.ways)) or [each.name for each in exposures]
    words = {
        "vendors": _some(vendors, language), "origin": _some([each.name for each in exposures], language),
        "systems": _some([access.system for each in exposures for access in each.accesses], language),
        "contracts": _some([contract.reference for each in exposures for contract in each.contracts], language),
    }
    return [Proposed(entry.id, (entry.fr if language == "fr" else entry.en).format(**words),
                     (aware.astimezone(UTC) + timedelta(hours=entry.hours)))
            for entry in playbook() if entry.needs <= has]


def _some(names: list[str], language: Language) -> str:
    """The first of many names, and how many more there are."""
    each = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in dict.fromkeys(names)]
    if len(each) <= _MOST:
        return listed(each, language)
    return tr(language, "{names} and {count} others", names=", ".join(each[:_MOST - 1]), count=len(each) - _MOST + 1)


def _has(exposures: tuple[Exposure, ...], announced: tuple[str, ...]) -> set[str]:
    categories = {element.category for word in announced if (element := DataElement.parse(word)) is not None}
    ways = [way for each in exposures for way in each.ways]
    found = {
        "credentials": DataCategory.CREDENTIALS in categories,
        "accesses": any(access.privilege != Privilege.NONE for each in exposures for access in each.accesses),
        "personal": any(is_personal(each.elements) for each in exposures),
        "contract": any(each.contracts for each in exposures),
        "subcontractor": any(len(way.parties) > 1 for way in ways),
        "siblings": len({way.parties[0] for way in ways if len(way.parties) > 1}) > 1,
        "critical": any(each.critical_functions for each in exposures),
    }
    return {name for name, holds in found.items() if holds}
