"""What bringing a spreadsheet asks of the register, in the worker."""

from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import Language

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work
    from risk_register.exchange.bringing import Counts, Decisions, Outcome, Plan, Settings, Target
    from risk_register.intake.values import Workbook
    from risk_register.store import Register


def read_file(path: Path, work: "Work", encoding: str | None = None, delimiter: str | None = None) -> "Workbook":
    """The file's sheets as cells; read once, however often it is understood anew, unless somebody says how it is to be read."""
    from risk_register.exchange.bringing import read_file as read

    return read(path, encoding=encoding, delimiter=delimiter, cancelled=work.cancelled)


def encodings() -> tuple[str, ...]:
    """What letters may be said to be encoded as."""
    from risk_register.exchange.bringing.reading import ENCODINGS

    return ENCODINGS


def cut_of(workbook: "Workbook") -> tuple[str, ...]:
    """Encoding and sign between columns by which a text file was read; empty for a workbook."""
    from risk_register.intake.values import FileKind

    return workbook.notes[:2] if workbook.kind is FileKind.CSV else ()


def plan(register: "Register", workbook: "Workbook", settings: "Settings", work: "Work") -> "Plan":
    """What bringing it would do."""
    from risk_register.exchange.bringing import make_plan

    return make_plan(register, workbook, settings, progress=work.progress, cancelled=work.cancelled)


def preview(made: "Plan", decisions: "Decisions") -> "Counts":
    """What applying it would do by these decisions."""
    from risk_register.exchange.bringing import preview as look

    return look(made, decisions)


def apply(register: "Register", made: "Plan", decisions: "Decisions", actor: str, work: "Work") -> "Outcome":
    """Brings it in: one change."""
    from risk_register.exchange.bringing import apply as bring

    return bring(made, register, actor, decisions, progress=work.progress, cancelled=work.cancelled)


def targets(language: Language) -> "list[Target]":
    """What a column may be said to hold."""
    from risk_register.exchange.bringing import targets as known

    return known(language)
