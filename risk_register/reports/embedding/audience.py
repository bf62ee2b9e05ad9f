"""Which facts a report may carry: those that it prints, or that its scores rest on, and nothing more for its readers."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from risk_register.model.facts import Override, Round, SlaMeasurement, Vendor, VendorFacts

_T = TypeVar("_T")
_PROSE = frozenset({
    "description", "scope", "exclusions", "exceptions", "carve_outs", "conditions", "reason", "wording", "purpose", "retention",
    "customers", "substitutability_reason", "alternatives", "credit_scale", "termination_trigger", "source", "scope_reason",
    "website", "town", "address", "issuer", "file_name", "summary", "recipient", "reviewer", "assessor", "approver", "owner",
    "read_by", "author", "page", "invoice", "list_name", "list_version", "scope_decided_by", "designated_critical_by",
    "criticality_reason", "governing_law",
})
"""What people wrote, and who: no score reads what it says."""
_COUNTS_WHERE_WRITTEN = frozenset({"exclusions", "exceptions", "carve_outs", "credit_scale"})
"""Of those, what a score asks whether there is any of: a mark stands in its place."""
_NAMES = frozenset({"name", "title", "reference", "system", "version", "method", "provider", "subcontractor"})
"""What records are called, in the reasons of a score alone; a vendor keeps its own."""


def for_a_dossier(facts: VendorFacts, *, with_contacts: bool = False) -> VendorFacts:
    """What a dossier prints of its vendor. Persons to reach stay out unless asked for, and what an import kept of a form's rest."""
    vendor = replace(facts.vendor, website=None, town=None, address=None, scope_decided_by=None, scope_reason=None)
    return replace(
        facts,
        vendor=vendor,
        sla_terms=tuple(replace(each, measurements=tuple(map(_measurement, each.measurements))) for each in facts.sla_terms),
        evidence=tuple(each if each.file_sha256 else replace(each, file_name=None) for each in facts.evidence),
        rounds=tuple(_round(each) for each in facts.rounds),
        overrides=tuple(_override(each) for each in facts.overrides),
        contacts=facts.contacts if with_contacts else (),
    )


def for_a_summary(facts: VendorFacts) -> VendorFacts:
    """What a vendor's score in a summary rests on: grades, dates and counts, without prose and without any name but its own."""
    bare: VendorFacts = without_prose(facts)
    return replace(bare, contacts=(), names=(), identifiers=())


def without_prose(value: _T) -> _T:
    """The same facts with what people wrote taken out."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(without_prose(each) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for name, blank in _written(type(value)):
        found = getattr(value, name)
        if name not in _PROSE and name not in _NAMES:
            if (type(found) is tuple and found) or is_dataclass(found):
                changed[name] = without_prose(found)
        elif found:
            changed[name] = "…" if name in _COUNTS_WHERE_WRITTEN else blank
    return replace(value, **changed) if changed else value


@cache
def _written(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a fact that hold prose, each with what stands in its place; and those that may hold further facts."""
    return tuple(
        (each.name, None if each.default is None else "")
        for each in fields(kind)
        if each.name in _PROSE
        or (each.name in _NAMES and kind is not Vendor)
        or "tuple" in str(each.type)
        or str(each.type)[:1].isupper()
        or "." in str(each.type)
    )


def _round(each: Round) -> Round:
    return replace(each, summary=None, recipient=None, issued_sha256=None, reviewer=None)


def _measurement(each: SlaMeasurement) -> SlaMeasurement:
    return replace(each, source=None) if each.source else each


def _override(each: Override) -> Override:
    return replace(each, author="", reason="")
