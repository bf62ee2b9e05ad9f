"""What recording and moving findings asks of the register, in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.model.vocabulary import FindingState, TreatmentState
    from risk_register.store import Register
    from risk_register.texts import Language, Text


def finding_values(register: Register, noun: str, record_id: int, vendor_id: int | None, language: Language) -> dict[str, Any]:
    """What a finding begins with that is recorded on seeing a record."""
    from risk_register.operations.findings import finding_values as begin

    return begin(register, noun, record_id, language, vendor_id=vendor_id)


def contradiction_values(register: Register, vendor_id: int, rule: str, words: Text, language: Language) -> dict[str, Any]:
    """What a finding begins with where two records do not agree."""
    from risk_register.operations.findings import contradiction_values as begin

    return begin(register, vendor_id, rule, words, language)


def treatment_values(register: Register, finding_id: int) -> dict[str, Any]:
    """What a treatment of a finding begins with."""
    from risk_register.operations.findings import treatment_values as begin

    return begin(register, finding_id)


def acceptance_values(register: Register, finding_id: int) -> dict[str, Any]:
    """What accepting a finding's risk begins with."""
    from risk_register.operations.findings import acceptance_values as begin

    return begin(register, finding_id)


def move_treatment(register: Register, treatment_id: int, state: TreatmentState, actor: str) -> None:
    """Says how far a treatment has come."""
    from risk_register.operations.findings import move_treatment as say

    say(register, treatment_id, state, actor)


def move(register: Register, finding_id: int, state: FindingState, actor: str) -> None:
    """Moves a finding to a state."""
    from risk_register.operations.findings import move_finding

    move_finding(register, finding_id, state, actor)
