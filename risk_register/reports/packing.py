"""A batch of reports as one zip file, which is there whole or not at all."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from risk_register.errors import Cancelled, RegisterError
from risk_register.reports import Wanted
from risk_register.reports.batch import BatchFile, BatchOutcome, write_batch
from risk_register.reports.files import refusal, written_whole
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.reports.sealing.sealer import Sealer
    from risk_register.store import Register

ENDING = ".zip"
_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
"""The time of each file in it: the same reports are to give the same bytes."""


def write_reports(
    register: "Register",
    wanted: Wanted,
    vendors: Sequence[tuple[int, str]],
    target: Path,
    *,
    progress: Callable[[int, int, Text], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    sealer: "Sealer | None" = None,
) -> BatchOutcome:
    """One report for each vendor: into a folder, or into one zip file where the target is named so.

    Raises `RegisterError` where there is no place for it, and `Cancelled`; of a zip file nothing is then left.
    """
    if target.suffix.lower() != ENDING:
        return write_batch(register, wanted, vendors, target, progress=progress, cancelled=cancelled, sealer=sealer)
    if target.is_dir():
        raise RegisterError("{file} is a folder; give the zip file another name.", file=str(target))
    if not target.parent.is_dir():
        raise RegisterError(
            "There is no folder {folder} to put the reports in; make it, or choose another place.", folder=str(target.parent)
        )
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".reports-") as folder:
            found = write_batch(register, wanted, vendors, Path(folder), progress=progress, cancelled=cancelled, sealer=sealer)
            if found.files:
                _pack(found, target)
    except Cancelled:
        raise Cancelled("The batch was stopped; no zip file was written.") from None
    except OSError as error:
        raise refusal(target, error) from error
    files = tuple(BatchFile(each.vendor_id, each.vendor, replace(each.written, file=Path(each.written.file).name))
                  for each in found.files)
    return BatchOutcome(str(target), files, found.refused)


def _pack(found: BatchOutcome, target: Path) -> None:
    """The reports in one file. They are packed already."""
    with written_whole(target) as file, ZipFile(file, "w", ZIP_STORED) as archive:
        for each in found.files:
            path = Path(each.written.file)
            archive.writestr(ZipInfo(path.name, _DAY_ZERO), path.read_bytes())
