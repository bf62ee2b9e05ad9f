"""Work measured in a process of its own that has done nothing before: what it costs the processor, and its memory at the peak."""

import os
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent.parent

_BEFORE = """
import sys, time
from contextlib import contextmanager
from pathlib import Path

@contextmanager
def measured(seconds=time.process_time):
    begun = seconds()
    yield
    sys.stdout.write(f"seconds {seconds() - begun}\\n")
"""
_AFTER = """
import multiprocessing, resource
for other in multiprocessing.active_children():  # what they took counts once they have ended
    other.join()
for name, who in (("peak", resource.RUSAGE_SELF), ("largest", resource.RUSAGE_CHILDREN)):
    most = resource.getrusage(who).ru_maxrss
    sys.stdout.write(f"{name} {most / (2**20 if sys.platform == 'darwin' else 2**10)}\\n")
"""


class Taken(NamedTuple):
    """What some work took: seconds of the processor, unless it measures others; and megabytes of the process at its peak."""

    seconds: float
    peak: float
    largest: float
    """The peak of the largest process that it started."""


def taken(work: str, *arguments: Path | str) -> Taken:
    """Runs Python text in which `measured()` stands around what is to be timed. Raises `RuntimeError` where it fails."""
    found = dict(line.split() for line in printed(_BEFORE + work + _AFTER, *arguments).splitlines())
    return Taken(*(float(found[name]) for name in Taken._fields))


def printed(work: str, *arguments: Path | str) -> str:
    """What Python text prints that measures itself. Raises `RuntimeError` where it fails."""
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", work, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the work could not be measured: {done.stderr[-500:]}")
    return done.stdout


def processor() -> float:
    """Seconds of the processor so far, of this process and of those that it started, whose end is waited for."""
    for other in active_children():
        other.join()
    return sum(os.times()[:4])


def load() -> str:
    """How busy the machine is, to stand beside what is measured by the clock; empty where it does not say."""
    return f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors" if hasattr(os, "getloadavg") else ""


def megabytes(value: float) -> str:
    """Megabytes as the table prints them."""
    return f"{value:.0f} MB"
