"""What the window asks of the register to practise a breach, in the worker: whose would hurt most, and what one would hit.

Nothing of the engine is imported before it is needed: the window stands before the database does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from risk_register.desktop.words import DASH, first_lines

if TYPE_CHECKING:
    from risk_register.operations.exposure import Drilled
    from risk_register.store import Register
    from risk_register.texts import Language


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
        return DASH if value is None else tr(language, "{count} h", count=number(value, language))

    paths = [" \N{RIGHTWARDS ARROW} ".join(way.names) for way in found.ways]
    functions = [tr(language, "{name} (RTO {rto}, RPO {rpo})", name=each.name, rto=hours(each.rto_hours), rpo=hours(each.rpo_hours))
                 for each in found.critical_functions]
    promises = [(each.reference, clause.hours if (clause := each.clause(ClauseTopic.BREACH_NOTICE)) is not None else None)
                for each in found.contracts]
    return [
        (tr(language, "Paths"), "\n".join(first_lines(paths, language)) or DASH),
        (tr(language, "Data flows hit"), "\n".join(first_lines([hit.flow.name for hit in found.flows], language)) or DASH),
        (tr(language, "People concerned"), people_words(found.people_low, found.people_high, language)),
        (tr(language, "Categories"), ", ".join(each.label(language) for each in found.categories) or DASH),
        (tr(language, "Critical functions"), "\n".join(functions) or DASH),
        (tr(language, "Countries"), ", ".join(country_names(found.countries, language)) or DASH),
        (tr(language, "Contracts"), "\n".join(
            tr(language, "{contract}: notice within {hours}", contract=reference, hours=hours(value))
            for reference, value in promises) or DASH),
        (tr(language, "Accesses to revoke"), ", ".join(each.system for each in found.accesses) or DASH),
    ]
