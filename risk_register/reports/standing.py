"""What an auditor asks first and finds on page 2: scope, population, who prepared it, from what, how far it can be relied on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from risk_register.model.facts import Evidence
from risk_register.reports.audiences import Matter, left_out
from risk_register.reports.content import Block, Bullets, CellContent, Column, Facts, Row, Section, Table
from risk_register.reports.statements import identity, knowledge
from risk_register.reports.wording import DASH, Basis, begun, lines, muted, named, signed, strong
from risk_register.texts import Language, day, number, tr

SCOPE = "scope"
"""The key of this page, under which notes on the document itself are printed too."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of the population: in the register, left out for a reason (below 0), or in this report."""

    words: str
    number: int
    total: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a kind of report says of its own scope; the rest of page 2 is the same for all kinds."""

    inside: str
    outside: str
    population: tuple[Counted, ...]
    unanswered: tuple[tuple[str, str], ...] = ()
    """What is not known, not answered, not judged, not measured, each with its count."""
    limits: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] | None = ()
    """The evidence that this report rests on; None where the list would be no part of its scope."""
    approval: str = ""
    """How approval of what is reported is recorded; empty where nothing of it can be approved in the register."""


def reconciled(
    held: tuple[str, int], left_out: Iterable[tuple[str, int]], shown: tuple[str, int], language: Language
) -> tuple[Counted, ...]:
    """A population whose numbers meet. What no reason explains is a line of its own, set apart."""
    rows = [Counted(*held)]
    rows += [Counted(words, -count) for words, count in left_out if count]
    rest = held[1] + sum(row.number for row in rows[1:]) - shown[1]
    if rest:
        rows.append(Counted(tr(language, "left out: for another reason"), -rest, marked=True))
    return (*rows, Counted(*shown, total=True))


def among_others(
    basis: Basis, held: tuple[str, int], others: str, shown: tuple[str, int], language: Language
) -> tuple[Counted, ...]:
    """How what is one vendor's stands to all of it; readers who are told nothing of others are not told how much there is."""
    if not basis.tells(Matter.OTHERS):
        return (Counted(*shown, total=True),)
    return reconciled(held, [(others, held[1] - shown[1])], shown, language)


def standing_page(kind: str, basis: Basis, standing: Standing, language: Language) -> Section:
    """Page 2."""
    form = tr(
        language,
        "This file is made in the form of PDF/A-3a (for archives) and PDF/UA-1 (readable by assistive software). The program's own "
        "tests check that form; no official validator has checked it.",
    )
    said = (standing.inside, standing.outside, *standing.limits, knowledge(basis, language), form)
    blocks: list[Block] = [
        Facts(_identified(basis, standing, language)),
        Bullets(tuple(each for each in said if each)),
        _population(standing.population, language),
        *_left_out(kind, basis, language),
    ]
    if standing.evidence is not None:
        blocks.append(_evidence(standing.evidence, language))
    return Section(SCOPE, tr(language, "Scope, basis and limits"), tuple(blocks))


def _left_out(kind: str, basis: Basis, language: Language) -> tuple[Table, ...]:
    """What these readers are not told, each with the reason; no table where they are told everything."""
    rows = tuple(Row((begun(what.render(language)), why.render(language))) for what, why in left_out(kind, basis.audience))
    columns = (Column(tr(language, "Left out for these readers"), 46), Column(tr(language, "Why"), 54))
    return (Table(columns, rows, empty=""),) if rows else ()


def _identified(basis: Basis, standing: Standing, language: Language) -> tuple[tuple[str, CellContent], ...]:
    approval = standing.approval or tr(
        language, "None: the program records no approval of this document. What people approved in the register is printed with it."
    )
    preparer = tr(language, "{name} (the name under which the program was run; it is not proven)", name=basis.preparer)
    method = lines(
        basis.method.title or basis.method.label,
        muted(basis.method.label),
        muted(named("SHA-256", basis.method.sha256, language)) if basis.method.sha256 else None,
    )
    told = dict(identity(basis, language))
    kept = (
        tr(language, "Register"),
        tr(language, "Answers the question"),
        tr(language, "Time zone"),
        tr(language, "Last change in the journal"),
    )
    prepared = (tr(language, "Prepared by"), preparer if basis.preparer else DASH)
    return (
        (tr(language, "Made for"), basis.audience.label(language)),
        *((prepared,) if basis.tells(Matter.ACCOUNTABLE) else ()),
        (tr(language, "Approval"), approval),
        (
            tr(language, "As of, printed on"),
            tr(language, "{as_of}; {printed}", as_of=day(basis.as_of, language), printed=day(basis.prepared_on, language)),
        ),
        *(((tr(language, "Method and version"), method),) if basis.tells(Matter.SCORE) else ()),
        *((name, told[name]) for name in kept),
        *_unknown(standing, language),
    )


def _unknown(standing: Standing, language: Language) -> tuple[tuple[str, CellContent], ...]:
    if not standing.unanswered:
        return ()
    counts = (named(words, count, language) for words, count in standing.unanswered)
    return ((tr(language, "Not known, not answered"), lines(*counts)),)


def _population(rows: Sequence[Counted], language: Language) -> Table:
    columns = (Column(tr(language, "Population"), 60), Column(tr(language, "Number"), 14, right=True), Column("", 26))
    return Table(
        columns,
        tuple(
            Row(
                (row.words, signed(row.number, language) if row.number < 0 else number(row.number, language), ""),
                marked=row.marked,
                total=row.total,
            )
            for row in rows
        ),
        empty="",
    )


def _evidence(found: Sequence[Evidence], language: Language) -> Table:
    """Every file by its fingerprint; what has none is listed too, for a statement about it can only be believed."""
    columns = (Column(tr(language, "Evidence"), 38), Column(tr(language, "File and SHA-256"), 66))
    rows = tuple(
        Row(
            (
                lines(strong(each.title)),
                lines(each.file_name, muted(each.file_sha256)) if each.file_sha256 else lines(muted(tr(language, "no file"))),
            ),
            record=each.title,
        )
        for each in found
    )
    return Table(
        columns,
        rows,
        empty=tr(language, "No evidence: the statements in this report are unverified."),
        title=tr(language, "Evidence that this report rests on"),
    )
