"""What all kinds of report have in common: their frame, their signs, and the journal's changes at their end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from risk_register.operations.branding import Branding
from risk_register.operations.rows import HistoryRow
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Cover, Panel, Prose, ReportContent, Section, Tone
from risk_register.reports.embedding.document import JudgedFacts, PackedFacts, source
from risk_register.reports.history import history_table
from risk_register.reports.standing import Standing, standing_page
from risk_register.reports.statements import legend
from risk_register.reports.wording import Basis
from risk_register.texts import Language, tr


def assembled(
    kind: str,
    title: str,
    basis: Basis,
    language: Language,
    cover: Cover,
    standing: Standing,
    sections: tuple[Section, ...],
    judged: Iterable[JudgedFacts | PackedFacts] = (),
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
        front=standing_page(kind, basis, standing, language),
        legend=legend(basis, language),
        source=source(basis, judged),
    )


def branded(content: ReportContent, brand: Branding, note: str, classification: str | None) -> ReportContent:
    """The same report under the organisation's name, with a note of its own at the top of page 2.

    `classification` stands in place of the organisation's usual one where it is said.
    """
    label = brand.classification if classification is None else classification
    content = replace(content, logo=brand.logo, address=brand.address, classification=" ".join(label.split()))
    if not note.strip() or content.front is None:
        return content
    said = Panel(tr(content.language, "Note on this report"), note.strip())
    return replace(content, front=replace(content.front, blocks=(said, *content.front.blocks)))


def history_section(
    title: str, said: str, rows: Sequence[HistoryRow], basis: Basis, language: Language
) -> tuple[Section, ...]:
    """The newest changes of the journal, under what they are a part of; no section for readers who are not told of them."""
    if not basis.tells(Matter.HISTORY):
        return ()
    return (Section("history", title, (Prose(said, Tone.MUTED), history_table(rows, basis.organisation, language))),)
