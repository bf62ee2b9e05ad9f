"""The register on a day, for the board and the auditor."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from risk_register.reports.assembly import assembled, history_section
from risk_register.reports.audiences import Audience
from risk_register.reports.content import ReportContent, Section
from risk_register.reports.embedding.audience import for_a_summary
from risk_register.reports.embedding.document import JudgedFacts
from risk_register.reports.files import write
from risk_register.reports.register_summary.inputs import Judged, Population, RegisterInputs
from risk_register.reports.register_summary.lists import concentration, due, every_vendor
from risk_register.reports.register_summary.overview import cover, not_reviewed, standing, summary, top_risks
from risk_register.reports.register_summary.since import changes_since
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.store import Register

__all__ = ["Judged", "Population", "RegisterContent", "RegisterInputs", "build", "register_content", "write"]

RegisterContent = ReportContent


def register_content(inputs: RegisterInputs, language: Language) -> RegisterContent:
    """What the summary says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "register",
        tr(language, "Register of vendors"),
        inputs.basis,
        language,
        cover(inputs, language),
        standing(inputs, language),
        (
            summary(inputs, language),
            *changes_since(inputs, language),
            not_reviewed(inputs, language),
            top_risks(inputs, language),
            due(inputs, language),
            concentration(inputs, language),
            every_vendor(inputs, language),
            *_history(inputs, language),
        ),
        (each.inside or JudgedFacts(for_a_summary(each.facts), each.assessment, worded=False) for each in inputs.vendors),
    )


def _history(inputs: RegisterInputs, language: Language) -> tuple[Section, ...]:
    said = tr(
        language,
        "The newest changes of the journal, records since removed included. Changes are only ever added to the "
        "journal, each chained to the one before by its hash.",
    )
    return history_section(tr(language, "Recent changes"), said, inputs.history, inputs.basis, language)


def build(
    register: "Register",
    *,
    language: Language,
    as_of: date | None = None,
    cancelled: Callable[[], bool] | None = None,
    preparer: str = "",
    audience: Audience = Audience.AUDITOR,
    since: date | None = None,
) -> RegisterContent:
    """The summary of a register, as of now or as known at the end of a day; what changed since a day where one is named.

    Raises `RegisterError` for days in disorder, and `Cancelled` where the caller asks for it.
    """
    from risk_register.operations.fetch import let_go, without_collecting
    from risk_register.operations.looking_back import looking_back
    from risk_register.reports.gathering import gather_register

    with looking_back(register, as_of) as then, without_collecting():
        inputs = gather_register(then, language, cancelled, preparer=preparer, audience=audience, since=since)
        content = register_content(inputs, language)
        vendors = list(inputs.vendors)
        del inputs
        let_go(vendors)
    return content
