"""Many vendors' files at once, in the worker, the threads beside it and the children that these ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from risk_register.desktop.tasks import Work
    from risk_register.operations.question_batch import BatchFile
    from risk_register.store import Register


def look_through(register: Register, paths: Sequence[Path], work: Work) -> list[BatchFile]:
    """Every file, also those in folders, with what it holds and whose it is. Raises `RegisterError` where there is none."""
    from risk_register.operations.question_batch import files_in
    from risk_register.operations.question_batch import look_through as look

    files = files_in(paths)
    if not files:
        raise RegisterError("There is no file in {folder}.", folder=paths[0].name)
    return look(register, files, progress=work.progress, cancelled=work.cancelled)


def of_vendor(register: Register, file: BatchFile, vendor_id: int | None, vendor: str) -> BatchFile:
    """The file as one of the vendor that the person said."""
    from risk_register.operations.question_batch import as_of_vendor

    return as_of_vendor(file, vendor_id, vendor, register)


def store(register: Register, files: Sequence[BatchFile], actor: str, work: Work) -> dict[Path, Text | None]:
    """Stores each file as a change of its own, so that each can be undone; for those refused, why.

    Stopping keeps what was stored until then; files that were not come to are not among what is returned.
    """
    from risk_register.operations.question_batch import Storing

    store_one = Storing(register, actor)
    came: dict[Path, Text | None] = {}
    for place, file in enumerate(files):
        if work.cancelled():
            break
        work.progress(place, len(files), Text("Importing {file}", file=file.path.name))
        try:
            store_one(file)
        except RegisterError as error:
            came[file.path] = error.text
        else:
            came[file.path] = None
    return came
