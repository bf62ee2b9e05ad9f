"""What the page of reports asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from risk_register.desktop.tasks import Work
    from risk_register.model.rows import VendorRow
    from risk_register.reports.batch import BatchOutcome
    from risk_register.reports.content import Seal, Written
    from risk_register.reports.sealing.sealer import Sealer
    from risk_register.store import Register
    from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report the page asks for."""

    kind: str
    language: Language
    preparer: str
    vendor_id: int | None = None
    incident_id: int | None = None
    since: date | None = None
    as_of: date | None = None
    audience: str = "auditor"
    note: str = ""
    with_contacts: bool = False


@dataclass(frozen=True, slots=True)
class Subjects:
    """What reports may be about."""

    vendors: list[VendorRow]
    incidents: tuple[tuple[int, str], ...]


def subjects(register: Register) -> Subjects:
    """The vendors and incidents that the register holds."""
    from risk_register.desktop.jobs.register import vendor_list
    from risk_register.operations.incidents import all_incidents
    from risk_register.operations.records import records

    titles = {row["id"]: row["title"] for row in records(register, "incident")}
    return Subjects(vendor_list(register), tuple((key, titles[key]) for key in all_incidents(register)))


def write_report(register: Register, asked: Asked, path: Path, work: Work, seal: Seal | None = None) -> Written:
    """Writes one report as a PDF; one that names the certificate it is to be signed with where that is given."""
    from risk_register.reports import write_report as write
    from risk_register.reports.audiences import Audience

    return write(register, asked.kind, path, vendor_id=asked.vendor_id, incident_id=asked.incident_id, since=asked.since,
                 language=asked.language, as_of=asked.as_of, preparer=asked.preparer, with_contacts=asked.with_contacts,
                 audience=Audience.parse(asked.audience) or Audience.AUDITOR, note=asked.note, progress=work.progress,
                 cancelled=work.cancelled, seal=seal)


def write_all(register: Register, asked: Asked, vendors: Sequence[tuple[int, str]], target: Path, work: Work, *,
              critical: bool = False, sealer: Sealer | None = None) -> BatchOutcome:
    """Writes a report for each vendor, or for those alone behind critical functions, into a folder or one zip file.

    Each is signed where there is something to sign with.
    """
    from risk_register.operations.vendors import behind_critical_functions
    from risk_register.reports import Wanted
    from risk_register.reports.audiences import Audience
    from risk_register.reports.packing import write_reports

    if critical:
        chosen = behind_critical_functions(register)
        vendors = [each for each in vendors if each[0] in chosen]
        if not vendors:
            raise RegisterError("No critical or important function rests on a vendor, so there is nothing to save. Choose all "
                                "vendors, or record which functions they support.")
    wanted = Wanted(asked.kind, asked.language, as_of=asked.as_of, preparer=asked.preparer, with_contacts=asked.with_contacts,
                    audience=Audience.parse(asked.audience) or Audience.AUDITOR, note=asked.note)
    return write_reports(register, wanted, vendors, target, progress=work.progress, cancelled=work.cancelled, sealer=sealer)
