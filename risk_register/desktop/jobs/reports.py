"""What the page of reports asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from risk_register.desktop.tasks import Work
    from risk_register.model.rows import VendorRow
    from risk_register.reports.batch import BatchOutcome
    from risk_register.reports.content import Written
    from risk_register.reports.recomputing import Recomputed
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


def write_report(register: Register, asked: Asked, path: Path, work: Work) -> Written:
    """Writes one report as a PDF."""
    from risk_register.reports import write_report as write

    return write(register, asked.kind, path, vendor_id=asked.vendor_id, incident_id=asked.incident_id, since=asked.since,
                 language=asked.language, as_of=asked.as_of, preparer=asked.preparer, progress=work.progress,
                 cancelled=work.cancelled)


def write_all(register: Register, asked: Asked, vendors: Sequence[tuple[int, str]], folder: Path, work: Work) -> BatchOutcome:
    """Writes a report for each vendor into a folder."""
    from risk_register.reports import Wanted
    from risk_register.reports.batch import write_batch

    wanted = Wanted(asked.kind, asked.language, as_of=asked.as_of, preparer=asked.preparer)
    return write_batch(register, wanted, vendors, folder, progress=work.progress, cancelled=work.cancelled)


def check_report(path: Path) -> Recomputed:
    """Judges the facts inside a report anew and compares them with what it prints."""
    from risk_register.reports.recomputing import recompute

    return recompute(path)
