"""What the window asks of sheets for owners, in the worker."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import Language

if TYPE_CHECKING:
    from risk_register.operations.owner_proposals import Returned
    from risk_register.store import Register


def write_request(path: Path, language: Language) -> Path:
    """Writes the sheet on which an owner asks for a new vendor."""
    from risk_register.exchange.owner_sheets import write_request_sheet

    write_request_sheet(path, language)
    return path


def write_confirm(register: "Register", vendors: Sequence[int], path: Path, language: Language) -> Path:
    """Writes what the register says of these vendors, for their owner to confirm."""
    from risk_register.exchange.owner_sheets import write_confirm_sheets

    write_confirm_sheets(register, vendors, path, language)
    return path


def owned_with(register: "Register", vendor_id: int) -> tuple[str, tuple[int, ...]]:
    """The owner of a vendor and all vendors of the same owner; '' and the vendor alone where nobody owns it."""
    from risk_register.operations import records
    from risk_register.operations.owner_sheets import vendors_of

    owner_id = records.record(register, "vendor", vendor_id)["owner_id"]
    if owner_id is None:
        return "", (vendor_id,)
    owner = records.record_name(register, "person", owner_id)
    return owner, tuple(vendors_of(register, owner))


def read_returned(register: "Register", path: Path) -> "Returned":
    """A sheet that came back, as proposals."""
    from risk_register.operations.owner_returns import read_returned as read

    return read(register, path)


def accept(register: "Register", path: Path, returned: "Returned", chosen: Collection[int], actor: str) -> int:
    """Stores the proposals chosen."""
    from risk_register.operations.owner_accepting import accept_proposals

    return accept_proposals(register, path, returned, chosen, actor)
