"""What merging two vendors asks of the register, in the worker."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.model.rows import VendorRow
    from risk_register.operations.merging import MergePreview, Side
    from risk_register.store import Register


def vendors(register: "Register") -> "list[VendorRow]":
    """All who may be merged, by name: also those known only through others, and archived ones."""
    from risk_register.operations.vendors import list_vendors

    return list_vendors(register, include_indirect=True, archived=True)


def preview(register: "Register", keep: int, other: int, language: Language) -> "MergePreview":
    """What merging them would do."""
    from risk_register.operations.merging import preview_merge

    return preview_merge(register, keep, other, language)


def merge(register: "Register", keep: int, other: int, actor: str, choices: "Mapping[str, Side]", language: Language) -> Text:
    """Makes one of two: one change."""
    from risk_register.operations.merging import merge_vendors

    return merge_vendors(register, keep, other, actor, choices, language=language)
