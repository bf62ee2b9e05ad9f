"""What editable tables ask of the register, in the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from risk_register.desktop.grid.kinds import Choices

if TYPE_CHECKING:
    from risk_register.store import Register
    from risk_register.texts import Language


def cell_choices(register: Register, nouns: Sequence[str], language: Language) -> dict[str, Choices]:
    """What references to records of these nouns may name."""
    from risk_register.operations.records import choices

    return {noun: Choices(choices(register, noun, language)) for noun in nouns}
