"""What the tab of service levels asks of the register, in the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from risk_register.model.cells import RowEdit
    from risk_register.model.facts import SlaTerm, VendorFacts
    from risk_register.operations.sla import ServiceLevels
    from risk_register.operations.sla_reading import Line
    from risk_register.store import Register
    from risk_register.texts import Text


def service_levels(register: Register, known: VendorFacts) -> ServiceLevels:
    """How each promise of a vendor stands, and what the vendor answered about service levels."""
    from risk_register.operations.sla import service_levels as ask

    return ask(register, known.vendor.id, facts=known)


def judge(register: Register, term_id: int, edits: Sequence[RowEdit]) -> Mapping[tuple[int, str], Text]:
    """What is wrong with cells of measurements."""
    from risk_register.operations.sla_cells import judge_cells

    return judge_cells(register, term_id, edits)


def store(register: Register, term_id: int, edits: Sequence[RowEdit], actor: str) -> list[int]:
    """Records what cells say was measured, as one change."""
    from risk_register.operations.sla_cells import store_cells

    return store_cells(register, term_id, edits, actor)


def record_one(register: Register, term_id: int, starts_on: date, ends_on: date, value: Decimal | None, source: str | None,
               actor: str) -> list[int]:
    """Records one measurement."""
    from risk_register.operations.sla import Measured, record_measurements

    return record_measurements(register, [Measured(term_id, starts_on, ends_on, value, source)], actor)


def read_measure(typed: str, term: SlaTerm) -> Decimal:
    """What a text says was measured. Raises `RegisterError`."""
    from risk_register.operations.sla_reading import read_measure as read

    return read(typed, term)


def read_lines(block: Sequence[Sequence[str]], term: SlaTerm) -> list[Line] | None:
    """A pasted block whose lines begin with their windows; None where they do not."""
    from risk_register.operations.sla_reading import read_lines as read

    return read(block, term)
