"""What can be told of a report years later: whether it agrees with itself, and whether a register still holds its source."""

from pathlib import Path

from risk_register.operations.journal import hash_of
from risk_register.reports.recomputing import embedded, recompute
from risk_register.store import Register
from risk_register.texts import Text


def is_pdf(path: Path) -> bool:
    """Whether a file begins as a PDF does."""
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


def verify_report(path: Path, register: Register | None = None) -> list[Text]:
    """What is wrong with a report; empty where all is well. Raises `RegisterError` for a file that is no report of this program.

    A report without a seal is never all well: the facts inside show that they agree with the page and not that nobody changed both.
    """
    problems = list(recompute(path).differences)
    problems.append(Text("The report carries no seal: whether a byte of it was changed since it was written cannot be told."))
    if register is not None:
        problems += _missing(path, register)
    return problems


def _missing(path: Path, register: Register) -> list[Text]:
    told = embedded(path)["journal"]
    number, digest = int(told["change"]), str(told["sha256"])
    held = hash_of(register, number)
    if held == digest:
        return []
    if held is None:
        return [Text("The register's journal has no change no. {number}, which the report names as its last: it is another "
                     "register, or an older copy.", number=str(number))]
    return [Text("Change no. {number} of the register has another hash than the report names: it is another register, or its "
                 "journal was written anew.", number=str(number))]
