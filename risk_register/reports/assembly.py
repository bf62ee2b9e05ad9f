"""What all kinds of report have in common: their frame, their signs, and the journal's changes at their end."""

from collections.abc import Iterable, Sequence

from risk_register.operations.rows import HistoryRow
from risk_register.reports.content import Cover, Prose, ReportContent, Section, Tone
from risk_register.reports.embedding.document import JudgedFacts, source
from risk_register.reports.history import history_table
from risk_register.reports.standing import Standing, standing_page
from risk_register.reports.statements import legend
from risk_register.reports.wording import Basis
from risk_register.texts import Language


def assembled(
    kind: str,
    title: str,
    basis: Basis,
    language: Language,
    cover: Cover,
    standing: Standing,
    sections: tuple[Section, ...],
    judged: Iterable[JudgedFacts] = (),
) -> ReportContent:
    """A report of its parts. Notes on the document itself are printed where it says what it leaves out."""
    return ReportContent(
        kind=kind,
        language=language,
        title=title,
        organisation=basis.organisation.name,
        register_name=basis.register_name,
        as_of=basis.as_of,
        prepared_on=basis.prepared_on,
        cover=cover,
        sections=sections,
        front=standing_page(basis, standing, language),
        legend=legend(basis, language),
        source=source(basis, judged),
    )


def history_section(title: str, said: str, rows: Sequence[HistoryRow], basis: Basis, language: Language) -> Section:
    """The newest changes of the journal, under what they are a part of."""
    return Section("history", title, (Prose(said, Tone.MUTED), history_table(rows, basis.organisation, language)))
