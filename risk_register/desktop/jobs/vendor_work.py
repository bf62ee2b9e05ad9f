"""What is done with a vendor beyond its records' own forms: documents, lists of subcontractors, the end of the relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from risk_register.desktop.jobs.questionnaires import Letter
    from risk_register.operations.documents import Guess
    from risk_register.operations.offboarding import Checklist
    from risk_register.operations.subcontractors import Comparison, Listing, ListRow
    from risk_register.store import Register
    from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What the page of a vendor's lists starts from."""

    vendor: str
    today: date
    versions: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read, beside what is recorded, and until when an objection is usually possible."""

    listing: Listing
    comparison: Comparison
    usual: date | None


def guesses(paths: list[Path]) -> list[Guess]:
    """What each document seems to be."""
    from risk_register.operations.documents import guess

    return [guess(path) for path in paths]


def list_sheet(register: Register, vendor_id: int) -> ListSheet:
    """The vendor's name and its lists so far."""
    from risk_register.operations.subcontractors import lists
    from risk_register.operations.vendors import vendor_name

    return ListSheet(vendor_name(register, vendor_id), register.today(), tuple(lists(register, vendor_id)))


def read_list(register: Register, vendor_id: int, source: Path | str) -> ReadList:
    """A list from a file or as pasted, compared with what is recorded; nothing is stored."""
    from risk_register.operations.subcontractors import compared, read_file, read_pasted, usual_deadline

    listing = read_pasted(source) if isinstance(source, str) else read_file(source)
    return ReadList(listing, compared(register, vendor_id, listing), usual_deadline(register, vendor_id, register.today()))


def compared_versions(before: ListRow, after: ListRow) -> Comparison:
    """What the later of two lists says otherwise than the earlier one."""
    from risk_register.operations.subcontractors import compare

    return compare(before.entries, after.entries)


def owners_letter(register: Register, vendor_id: int, sender: str, language: Language) -> Letter:
    """What waits for a vendor's owner, as a letter. Raises `RegisterError` where it has none, or nothing waits."""
    from risk_register.desktop.jobs.questionnaires import Letter
    from risk_register.errors import RegisterError
    from risk_register.exchange.letters import eml
    from risk_register.file_names import file_name
    from risk_register.operations.records import record
    from risk_register.operations.reminders import owner_reminder

    vendor = record(register, "vendor", vendor_id)
    if vendor["owner_id"] is None:
        raise RegisterError("{vendor} has no owner who could be reminded. Name one in its form first.", vendor=vendor["legal_name"])
    letter = owner_reminder(register, vendor["owner_id"], language, sender=sender)
    return Letter(eml(register, letter), file_name(letter.subject))


def checklist(register: Register, vendor_id: int) -> Checklist:
    """How far the end of the relation has come."""
    from risk_register.operations.offboarding import checklist as steps

    return steps(register, vendor_id)
