"""What an officer would do today: 2,000 vendors as a spreadsheet, turned into a PDF by LibreOffice; and our report of them."""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import printed

VENDORS = 2_000

SPENT = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the processor, and the most megabytes that one process held."""

    seconds: float
    megabytes: float


def absent() -> str:
    """Why nothing can be measured here; empty where it can."""
    return "" if _office() else "LibreOffice is not installed"


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def measured() -> tuple[Spent, Spent]:
    """Ours and LibreOffice's, each in processes of its own, the one right after the other."""
    from risk_register.exchange.vendor_sheets import write_vendors
    from risk_register.operations.demonstration import make_demonstration
    from risk_register.store import Register

    with tempfile.TemporaryDirectory() as folder:
        path, sheet = Path(folder) / "register.riskregister", Path(folder) / "register.xlsx"
        make_demonstration(path, vendors=VENDORS)
        with Register.open(path, write=False) as register:
            write_vendors(register, sheet, "en")
        ours = _spent(sys.executable, "-m", "risk_register", "report", str(path), "register", "--output", f"{folder}/register.pdf")
        theirs = _spent(str(_office()), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                        "--outdir", f"{folder}/office", str(sheet))
        if not (Path(folder) / "office" / "register.pdf").exists():
            raise RuntimeError("LibreOffice made no PDF of the spreadsheet")
    return ours, theirs


def _spent(*command: str) -> Spent:
    seconds, megabytes = printed(SPENT, *command).split()
    return Spent(float(seconds), float(megabytes))
