"""The register on a day, for the board and the auditor."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.reports.content import Prose, ReportContent, Section, Tone, Written
from risk_register.reports.files import write as write_file
from risk_register.reports.history import history_table
from risk_register.reports.register_summary.inputs import Judged, Population, RegisterInputs
from risk_register.reports.register_summary.lists import concentration, due, every_vendor
from risk_register.reports.register_summary.overview import cover, population, summary, top_risks
from risk_register.reports.statements import legend
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.store import Register

__all__ = ["Judged", "Population", "RegisterContent", "RegisterInputs", "build", "register_content", "write"]

RegisterContent = ReportContent


def register_content(inputs: RegisterInputs, language: Language) -> RegisterContent:
    """What the summary says, in one language. Pure: the same inputs give the same content."""
    basis = inputs.basis
    return ReportContent(
        kind="register",
        language=language,
        title=tr(language, "Register of vendors"),
        organisation=basis.organisation.name,
        register_name=basis.register_name,
        as_of=basis.as_of,
        prepared_on=basis.prepared_on,
        cover=cover(inputs, language),
        sections=(
            summary(inputs, language),
            population(inputs, language),
            top_risks(inputs, language),
            due(inputs, language),
            concentration(inputs, language),
            every_vendor(inputs, language),
            _history(inputs, language),
        ),
        legend=legend(basis, language),
        notes_key="scope",
    )


def _history(inputs: RegisterInputs, language: Language) -> Section:
    said = Prose(
        tr(
            language,
            "The newest changes of the journal, records since removed included. Changes are only ever added to the "
            "journal, each chained to the one before by its hash.",
        ),
        Tone.MUTED,
    )
    newest = history_table(inputs.history, inputs.basis.organisation, language)
    return Section("history", tr(language, "Recent changes"), (said, newest))


def build(
    register: "Register", *, language: Language, as_of: date | None = None, cancelled: Callable[[], bool] | None = None
) -> RegisterContent:
    """The summary of a register, as of now or as known at the end of a day. Raises `Cancelled` where the caller asks for it."""
    from risk_register.reports.gathering import gather_register, looking_back

    with looking_back(register, as_of) as then:
        return register_content(gather_register(then, language, cancelled), language)


def write(content: RegisterContent, path: Path | str) -> Written:
    """Save the summary as a PDF. Raises `RegisterError` where the place cannot be written."""
    return write_file(content, path)
