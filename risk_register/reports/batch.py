"""The same kind of report for many vendors, one file each in a folder, by as many processes as are worth it."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.errors import Cancelled, RegisterError
from risk_register.file_names import file_names
from risk_register.operations.looking_back import looking_back
from risk_register.processes import started
from risk_register.reports import Wanted, build_report
from risk_register.reports.content import Written
from risk_register.reports.files import write
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.reports.sealing.sealer import Sealer
    from risk_register.store import Register

_MOST_PROCESSES = 2
_WORTH_A_PROCESS = 12
"""Vendors below which starting a second process takes longer than it saves."""
_LOOK_EVERY = 0.2
"""Seconds between two looks at whether somebody stopped the batch."""


@dataclass(frozen=True, slots=True)
class BatchFile:
    """One report that was written, and whose it is."""

    vendor_id: int
    vendor: str
    written: Written


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What a batch left in its folder; for whom nothing could be printed, with the reason."""

    folder: str
    files: tuple[BatchFile, ...]
    refused: tuple[tuple[str, Text], ...] = ()

    @property
    def notes(self) -> tuple[tuple[str, Text], ...]:
        """What is to be told of single reports, with whose each is: that one got no time stamp, or lacks a letter."""
        return tuple((each.vendor, note) for each in self.files for note in each.written.notes)


def write_batch(
    register: "Register",
    wanted: Wanted,
    vendors: Sequence[tuple[int, str]],
    folder: Path,
    *,
    progress: Callable[[int, int, Text], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    processes: int | None = None,
    sealer: "Sealer | None" = None,
) -> BatchOutcome:
    """Write one report for each vendor, signed where there is something to sign with.

    Files that stand in the folder under these names are replaced.

    Raises `RegisterError` where there is no such folder, and `Cancelled` when the caller asks for it: whole reports written so far
    stay, none is left by half.
    """
    if not folder.is_dir():
        raise RegisterError(
            "There is no folder {folder} to put the reports in; make it, or choose another place.", folder=str(folder)
        )
    names = file_names((f"{wanted.kind} {name}" for _key, name in vendors), ".pdf")
    wanted = replace(wanted, as_of=wanted.as_of or register.day)  # a process that opens the register itself looks back as well
    jobs = [(replace(wanted, vendor_id=key), str(folder / file)) for (key, _name), file in zip(vendors, names, strict=True)]
    count = processes or min(_MOST_PROCESSES, os.cpu_count() or 1, -(-len(jobs) // _WORTH_A_PROCESS))
    done: dict[int, Written | Text] = {}
    results = _here(register, jobs, sealer) if count < 2 else _in_processes(register, jobs, count, sealer)
    with results as found:
        for place, each in found:
            if cancelled is not None and cancelled():
                raise Cancelled("The batch was stopped. The reports written so far are whole and stay in the folder.")
            if each is None:
                continue
            done[place] = each
            if progress is not None:
                progress(len(done), len(jobs), Text("{vendor}", vendor=vendors[place][1]))
    return _outcome(folder, vendors, done)


def _outcome(folder: Path, vendors: Sequence[tuple[int, str]], done: dict[int, Written | Text]) -> BatchOutcome:
    files, refused = [], []
    for place, (key, name) in enumerate(vendors):
        found = done[place]
        if isinstance(found, Written):
            files.append(BatchFile(key, name, found))
        else:
            refused.append((name, found))
    return BatchOutcome(str(folder), tuple(files), tuple(refused))


_Results = Iterator[tuple[int, Written | Text | None]]
"""The place of a job with what came of it; None where nothing is done yet and the caller may look around."""


@contextmanager
def _here(register: "Register", jobs: Sequence[tuple[Wanted, str]], sealer: "Sealer | None") -> Iterator[_Results]:
    with looking_back(register, jobs[0][0].as_of if jobs else None) as then:
        yield ((place, _made(then, *job, sealer)) for place, job in enumerate(jobs))


@contextmanager
def _in_processes(
    register: "Register", jobs: Sequence[tuple[Wanted, str]], count: int, sealer: "Sealer | None"
) -> Iterator[_Results]:
    pool = started(count, _open, str(register.path), register.clock(), jobs[0][0].as_of, sealer)
    try:
        waiting = {pool.submit(_made_there, *job): place for place, job in enumerate(jobs)}
        yield _as_they_come(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _as_they_come(waiting: dict[Future[Written | Text], int]) -> _Results:
    while waiting:
        finished, _rest = wait(waiting, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
        if not finished:
            yield -1, None
        for future in finished:
            yield waiting.pop(future), future.result()


def _made(register: "Register", wanted: Wanted, path: str, sealer: "Sealer | None") -> Written | Text:
    try:
        return write(build_report(register, wanted), path, sealer=sealer)
    except RegisterError as error:
        return error.text


_OPENED: list[tuple["Register", "Sealer | None"]] = []
"""The register that a process of a batch reads, from its first report to its end, and what it signs with."""


def _open(path: str, now: object, as_of: object, sealer: "Sealer | None") -> None:
    """Opens the register once in a process; the day is that of the process that asked, also past midnight."""
    from risk_register.store import Register

    register = Register.open(Path(path), write=False, clock=lambda: now)  # type: ignore[arg-type,return-value]
    read = register if as_of is None or as_of == register.today() else register.as_of(as_of)  # type: ignore[arg-type]
    _OPENED.append((read, sealer))


def _made_there(wanted: Wanted, path: str) -> Written | Text:
    register, sealer = _OPENED[-1]
    return _made(register, wanted, path, sealer)
