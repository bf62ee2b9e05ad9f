"""The journal between two days: every change with its author, reason and values, and the chain's hashes at both ends."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.operations.journal import Extract, extract, first_day
from risk_register.reports.assembly import assembled
from risk_register.reports.audiences import Audience
from risk_register.reports.content import Column, Cover, Facts, Panel, ReportContent, Row, Section, Table, Tile, Tiles
from risk_register.reports.history import history_table
from risk_register.reports.standing import Standing, reconciled
from risk_register.reports.statements import identity
from risk_register.reports.wording import Basis, lines, moment, muted, sentences, strong
from risk_register.texts import Language, Text, number, tr

if TYPE_CHECKING:
    from risk_register.store import Register


@dataclass(frozen=True, slots=True)
class JournalInputs:
    """The changes from one day to another, both included."""

    basis: Basis
    since: date
    until: date
    found: Extract
    intact: bool | None = None
    """Whether the chain's links were computed anew and agree; None where a day is looked back to, whose journal is a part."""


def journal_content(inputs: JournalInputs, language: Language) -> ReportContent:
    """What the report says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "journal",
        tr(language, "Journal from {since} to {until}", since=inputs.since, until=inputs.until),
        inputs.basis,
        language,
        _cover(inputs, language),
        _standing(inputs, language),
        (_summary(inputs, language), _chain(inputs, language), _authors(inputs, language), _changes(inputs, language)),
    )


def _cover(inputs: JournalInputs, language: Language) -> Cover:
    return Cover(
        kind=tr(language, "Journal: changes between two days"),
        subject=tr(language, "{start} to {end}", start=inputs.since, end=inputs.until),
        headline=_headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. Authors are the names under which the program "
            "was run; the program does not prove who typed them.",
        ),
    )


def _standing(inputs: JournalInputs, language: Language) -> Standing:
    found, (head, _hash) = inputs.found, inputs.basis.head
    before = found.before[0]
    return Standing(
        tr(
            language,
            "In this report: every change of the register in these days, with its author, reason and values, and its hash.",
        ),
        tr(
            language,
            "Not in this report: changes of other days, the content of files, and the salts by which hashes are computed, which "
            "stay in the register.",
        ),
        reconciled(
            (tr(language, "Changes in the journal"), head),
            [
                (tr(language, "left out: before the first day"), before),
                (tr(language, "left out: after the last day"), head - before - len(found.changes)),
            ],
            (tr(language, "Changes in this report"), len(found.changes)),
            language,
        ),
        (),
        (tr(language, "A very long value is printed by its beginning with its length; the register keeps all of it."),),
        None,
    )


def _headline(inputs: JournalInputs, language: Language) -> tuple[Tile, ...]:
    found = inputs.found
    undone = sum(change.kind == "undo" for change in found.changes)
    return (
        Tile(tr(language, "Changes"), number(len(found.changes), language), tr(language, "in these days")),
        Tile(tr(language, "Lines"), number(len(found.rows), language), tr(language, "fields added, changed, removed")),
        Tile(tr(language, "Authors"), number(len({change.actor for change in found.changes}), language), ""),
        Tile(tr(language, "Taken back"), number(undone, language), tr(language, "as changes of their own")),
    )


def _summary(inputs: JournalInputs, language: Language) -> Section:
    found = inputs.found
    words = sentences(
        (
            Text(
                "Between {since} and {until} the register was changed {count} times.",
                since=inputs.since,
                until=inputs.until,
                count=len(found.changes),
            )
            if found.changes
            else Text("Between {since} and {until} the register was not changed.", since=inputs.since, until=inputs.until),
            Text(
                "The first of these changes is no. {first}, the last no. {last}; no number between them is left out.",
                first=str(found.changes[0].n),
                last=str(found.changes[-1].n),
            )
            if found.changes
            else None,
            _checked(inputs),
        ),
        language,
    )
    return Section(
        "summary",
        tr(language, "Summary"),
        (Tiles(_headline(inputs, language)), Panel(tr(language, "Conclusion"), words)),
        new_page=True,
    )


def _checked(inputs: JournalInputs) -> Text:
    if inputs.intact is None:
        return Text("The chain was not computed anew for this look back; `verify` does that on the register.")
    if inputs.intact:
        return Text("The register was checked while this report was made: its chain and its tables agree.")
    return Text(
        "The register was checked while this report was made and does NOT agree with its journal; `verify` names the records."
    )


def _chain(inputs: JournalInputs, language: Language) -> Section:
    """The hashes at both ends, by which the register can show years later that these changes stand unaltered between them."""
    found = inputs.found
    number_of, before = found.before
    last_number, last = found.after
    table = Table(
        (Column(tr(language, "Where"), 24), Column(tr(language, "Change"), 9), Column(tr(language, "Hash of the chain"), 71)),
        (
            Row(
                (
                    tr(language, "Before the first of these changes"),
                    tr(language, "no. {number}", number=str(number_of)),
                    lines(before),
                )
            ),
            Row(
                (
                    tr(language, "After the last of these changes"),
                    tr(language, "no. {number}", number=str(last_number)),
                    lines(last),
                )
            ),
            Row(
                (
                    tr(language, "Head of the journal"),
                    tr(language, "no. {number}", number=str(inputs.basis.head[0])),
                    lines(inputs.basis.head[1]),
                )
            ),
        ),
        empty="",
    )
    said = tr(
        language,
        "Each change's hash is computed over its own content and the hash before it. A register that still holds both ends with "
        "these hashes holds every change between them as printed here; one altered character would give other hashes.",
    )
    return Section("chain", tr(language, "The chain at both ends"), (Panel("", said), table))


def _authors(inputs: JournalInputs, language: Language) -> Section:
    counted = Counter(change.actor for change in inputs.found.changes)
    rows = tuple(Row((name, number(count, language), ""), record=name) for name, count in counted.most_common())
    columns = (Column(tr(language, "Author"), 60), Column(tr(language, "Changes"), 20, right=True), Column("", 20))
    return Section("authors", tr(language, "Authors"), (Table(columns, rows, empty=tr(language, "Nobody changed the register.")),))


def _changes(inputs: JournalInputs, language: Language) -> Section:
    own = inputs.basis.organisation
    links = tuple(
        Row(
            (
                str(change.n),
                moment(change.at, own, language),
                lines(strong(change.reason.render(language)), muted(change.actor)),
                lines(muted(change.hash)),
            ),
            record=tr(language, "change no. {number}", number=str(change.n)),
        )
        for change in inputs.found.changes
    )
    columns = (
        Column(tr(language, "No."), 8),
        Column(tr(language, "When"), 22),
        Column(tr(language, "Why, and who"), 36),
        Column(tr(language, "Hash"), 36),
    )
    numbered = Table(columns, links, empty=tr(language, "No change is recorded."), title=tr(language, "Each change with its hash"))
    facts = Facts(((tr(language, "Order"), tr(language, "by number in the first table, newest first in the second")),))
    return Section("changes", tr(language, "Changes"), (facts, numbered, history_table(inputs.found.rows, own, language)))


def build(
    register: "Register",
    *,
    language: Language,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    preparer: str = "",
    audience: Audience = Audience.AUDITOR,
) -> ReportContent:
    """The changes from `since` (the journal's first day) to `until` (today). Raises `RegisterError` where they are in disorder."""
    from risk_register.operations.journal import verify
    from risk_register.operations.looking_back import looking_back
    from risk_register.operations.scoring import method_in_force
    from risk_register.reports.gathering import basis_of

    with looking_back(register, as_of) as then:
        first, last = since or first_day(then), until or then.today()
        if last < first:
            raise RegisterError("The last day, {until}, lies before the first, {since}. Exchange them.", since=first, until=last)
        intact = None if then.day is not None else not verify(then)
        basis = basis_of(then, method_in_force(then), language, preparer=preparer, audience=audience)
        return journal_content(JournalInputs(basis, first, last, extract(then, first, last), intact), language)
