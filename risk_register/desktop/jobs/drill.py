"""What the window asks of the register to practise a breach, in the worker: whose would hurt most, and what one would hit.

Nothing of the engine is imported before it is needed: the window stands before the database does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from risk_register.operations.exposure import Drilled
    from risk_register.store import Register
    from risk_register.texts import Language

_MOST = 12
"""Paths and flows listed each: the rest is counted."""


def ranking(register: Register) -> list[Drilled]:
    """All vendors and subcontractors, the one whose breach would hurt most first."""
    from risk_register.operations.exposure import drill

    return drill(register)


def told(register: Register, vendor_id: int, language: Language) -> list[tuple[str, str]]:
    """What a breach there would hit today, as names and values; nothing is recorded."""
    from risk_register.model.countries import country_names
    from risk_register.model.people import people_words
    from risk_register.model.vocabulary import ClauseTopic
    from risk_register.operations.exposure import expose
    from risk_register.texts import number, tr

    found = expose(register, vendor_id)
    if not found.affected:
        return [(tr(language, "Paths"), tr(language, "none: nothing of ours would be hit"))]

    def hours(value: int | None) -> str:
        return "—" if value is None else tr(language, "{count} h", count=number(value, language))

    functions = [tr(language, "{name} (RTO {rto}, RPO {rpo})", name=each.name, rto=hours(each.rto_hours), rpo=hours(each.rpo_hours))
                 for each in found.critical_functions]
    promises = [(each.reference, clause.hours if (clause := each.clause(ClauseTopic.BREACH_NOTICE)) is not None else None)
                for each in found.contracts]
    return [
        (tr(language, "Paths"), _lines([" \N{RIGHTWARDS ARROW} ".join(way.names) for way in found.ways], language)),
        (tr(language, "Data flows hit"), _lines([hit.flow.name for hit in found.flows], language)),
        (tr(language, "People concerned"), people_words(found.people_low, found.people_high, language)),
        (tr(language, "Categories"), ", ".join(each.label(language) for each in found.categories) or "—"),
        (tr(language, "Critical functions"), "\n".join(functions) or "—"),
        (tr(language, "Countries"), ", ".join(country_names(found.countries, language)) or "—"),
        (tr(language, "Contracts"), "\n".join(
            tr(language, "{contract}: notice within {hours}", contract=reference, hours=hours(value))
            for reference, value in promises) or "—"),
        (tr(language, "Accesses to revoke"), ", ".join(each.system for each in found.accesses) or "—"),
    ]


def _lines(lines: Sequence[str], language: Language) -> str:
    from risk_register.texts import tr

    shown = list(lines[:_MOST])
    if len(lines) > _MOST:
        shown.append(tr(language, "and {count} more", count=len(lines) - _MOST))
    return "\n".join(shown) or "—"
