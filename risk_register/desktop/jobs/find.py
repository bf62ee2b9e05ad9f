"""What the search asks of the register, in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from risk_register.operations.search import Found, KnownVendor
    from risk_register.store import Register


def known_vendors(register: Register) -> list[KnownVendor]:
    """All vendors by name, to be kept while nothing changes."""
    from risk_register.operations.search import known_vendors as read

    return read(register)


def records(register: Register, typed: str, known: Sequence[KnownVendor]) -> list[Found]:
    """All else that fits what was typed, the best of each kind first."""
    from risk_register.operations.search import find_records

    return find_records(register, typed, known)
