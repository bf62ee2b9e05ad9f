"""What the list of vendors asks of the register, in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from risk_register.model.rows import VendorRow
    from risk_register.store import Register


def vendor_lines(register: Register) -> list[VendorRow]:
    """All vendors of ours with what the list's columns show, archived ones too: its filter leaves those out until asked."""
    from risk_register.desktop.models.vendors import know_sort_keys
    from risk_register.operations.offboarding import holding_vendors
    from risk_register.operations.vendors import list_vendors

    rows = list_vendors(register, archived=True, details=True)
    with register.read() as connection:
        holding = holding_vendors(connection)
    if holding:
        rows = [row._replace(holds_data=True) if row.id in holding else row for row in rows]
    know_sort_keys(rows)
    return rows
