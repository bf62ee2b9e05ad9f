"""What the page on completeness asks of the register, in the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import ScopeDecision

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.operations.completeness import Completeness
    from risk_register.operations.ledger_reading import Column, ReadLedger
    from risk_register.operations.ledgers import LoadedLedger
    from risk_register.store import Register


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides compared, with what a filter looks into; None where no ledger was loaded."""

    found: "Completeness | None"
    search: dict[int, str]
    """By a supplier's or vendor's id."""


@dataclass(frozen=True, slots=True)
class PreviewedLedger:
    """A ledger before it is loaded: read, or the columns of which somebody must say what they hold."""

    read: "ReadLedger | None"
    columns: "tuple[Column, ...]"


def compared(register: "Register") -> Compared:
    """The latest ledger compared with the vendors."""
    from risk_register.operations.completeness import NoLedger, completeness

    try:
        found = completeness(register)
    except NoLedger:
        return Compared(None, {})
    search = {each.id: fold_accents(f"{each.name} {each.account or ''} {each.registration or ''} {each.vendor or ''}")
              for each in found.suppliers}
    search.update({each.vendor_id: fold_accents(f"{each.name} {each.owner or ''}") for each in found.unpaid})
    return Compared(found, search)


def preview_ledger(register: "Register", path: Path, roles: Mapping[str, str], work: "Work") -> PreviewedLedger:
    """A ledger as it would be loaded."""
    from risk_register.operations.ledger_reading import UnknownColumns
    from risk_register.operations.ledgers import preview_ledger as preview

    try:
        read = preview(register, path, roles, cancelled=work.cancelled)
    except UnknownColumns as error:
        return PreviewedLedger(None, error.columns)
    return PreviewedLedger(read, read.columns)


def load_ledger(register: "Register", path: Path, actor: str, roles: Mapping[str, str], title: str,
                period: tuple[date | None, date | None], work: "Work") -> "LoadedLedger":
    """Stores a ledger."""
    from risk_register.operations.ledgers import load_ledger as load

    return load(register, path, actor, roles=roles, title=title, period=period, progress=work.progress, cancelled=work.cancelled)


def link(register: "Register", links: Mapping[int, int], actor: str) -> None:
    """Says which vendors suppliers are."""
    from risk_register.operations.scope import link_suppliers

    link_suppliers(register, links, actor)


def add_as_vendors(register: "Register", suppliers: Sequence[int], actor: str) -> list[int]:
    """Adds suppliers as prospects."""
    from risk_register.operations.scope import add_suppliers_as_vendors

    return add_suppliers_as_vendors(register, suppliers, actor)


def decide(register: "Register", suppliers: Sequence[int], vendors: Sequence[int], decision: ScopeDecision, reason: str | None,
           actor: str) -> None:
    """Records a decision on suppliers, or on vendors that nobody paid."""
    from risk_register.operations.scope import decide_on_vendors, put_suppliers_out_of_scope

    if suppliers:
        put_suppliers_out_of_scope(register, suppliers, decision, reason, actor)
    else:
        decide_on_vendors(register, vendors, decision, reason, actor)


def reopen(register: "Register", suppliers: Sequence[int], vendors: Sequence[int], actor: str) -> None:
    """Takes decisions back."""
    from risk_register.operations.scope import reopen as take_back

    take_back(register, suppliers, vendors, actor)
