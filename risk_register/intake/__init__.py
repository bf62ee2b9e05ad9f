"""Untrusted bytes to plain values, with limits.

The names below are loaded when first asked for: the child process that reads a workbook is a module of this package and
must start with nothing but what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.intake.jsonfile import read_json
    from risk_register.intake.kinds import sniff
    from risk_register.intake.workbooks import read_workbook

__all__ = ["read_json", "read_workbook", "sniff"]

_HOMES = {"read_json": "jsonfile", "read_workbook": "workbooks", "sniff": "kinds"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
