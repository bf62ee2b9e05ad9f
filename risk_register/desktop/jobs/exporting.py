"""What the window asks of the register when vendors are taken out."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.store import Register


def write(register: "Register", target: Path, language: Language) -> tuple[int, tuple[Text, ...]]:
    """Writes the vendors; how many they are, and what had to be left out."""
    from risk_register.exchange.vendor_sheets import write_vendors

    return write_vendors(register, target, language)
