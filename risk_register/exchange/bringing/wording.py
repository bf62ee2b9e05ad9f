"""What a person is told about a file and about what came of it, in sentences."""

from collections.abc import Iterator
from functools import reduce

from risk_register.exchange.bringing.groups import Gathered
from risk_register.exchange.bringing.plan import Counts, Outcome, Plan
from risk_register.intake.values import FileKind, Workbook
from risk_register.model.labels import NounLabel
from risk_register.model.vocabulary import IdentifierKind
from risk_register.texts import Text

_SHOWN = 12
_CUTS = {"semicolon": Text("semicolons"), "comma": Text("commas"), "tab": Text("tabs"), "vertical bar": Text("vertical bars")}


def file_notes(workbook: Workbook, plan: Plan, gathered: Gathered) -> Iterator[Text]:
    """What is to be known about a file as a whole before it is brought in."""
    if workbook.kind is FileKind.CSV and len(workbook.notes) == 2:
        encoding, cut = workbook.notes
        yield Text("Read as {encoding} with {sign} between columns.", encoding=encoding, sign=_CUTS.get(cut, cut))
    if workbook.replaced:
        yield Text(
            "Characters that no text can hold were replaced by '\N{REPLACEMENT CHARACTER}': {count}.", count=workbook.replaced
        )
    for sheet in plan.sheets:
        if not sheet.kind:
            yield Text("Sheet {sheet} holds no table that was understood, and is not read.", sheet=sheet.name)
        elif sheet.blank or sheet.titles or sheet.totals:
            yield Text("Sheet {sheet}: passed over below the headings were {blank} blank rows, {titles} titles and {totals} sums.",
                       sheet=sheet.name, blank=sheet.blank, titles=sheet.titles, totals=sheet.totals)
    if gathered.without_lei:
        rows = ", ".join(str(row) for _, row in gathered.without_lei[:_SHOWN]) + ("…" if len(gathered.without_lei) > _SHOWN else "")
        yield Text("Rows without an LEI, which is no error: {rows}.", rows=rows)
    if any(kind == IdentifierKind.LEI for party in gathered.parties for kind, _ in party.identifiers):
        yield Text("LEIs were checked by their form and check digits; whether one is still active cannot be known offline.")
    yield from _made_up(gathered)
    if not plan.undecided and any(column.target == "vendor.stated_criticality" and all(map(str.isdigit, column.samples))
                                  and column.samples for column in plan.columns):
        yield Text("Figures under criticality are read from 1 (low) to 4 (critical).")


def _made_up(gathered: Gathered) -> Iterator[Text]:
    if count := gathered.derived.get("contract"):
        yield Text("Contracts without a reference in the file get one made from the vendor's: {count}.", count=count)
    if count := gathered.derived.get("service"):
        yield Text("Services without a name in the file are named after their contract or vendor: {count}.", count=count)
    if count := gathered.derived.get("data_flow"):
        yield Text("Data flows without a name in the file are named after their service or vendor: {count}.", count=count)
    if gathered.without_stage and any(party.vendor_id is None and party.is_row for party in gathered.parties):
        yield Text("No column says how far the vendors have come; new ones are taken to be active.")
    if any(party.values.get("relation") == "indirect" and party.vendor_id is None for party in gathered.parties):
        yield Text("Subcontractors that the register does not know are added as known only through others.")


def closing(outcome: Outcome) -> Text:
    """What was really stored, in one sentence: '1 added, 1 left out'."""
    return counted(outcome.counts)


def counted(counts: Counts) -> Text:
    """Counts as one sentence that names only what there is any of."""
    parts = [
        part for count, part in (
            (counts.created, Text("{count} added", count=counts.created)),
            (counts.updated, Text("{count} updated", count=counts.updated)),
            (counts.merged, Text("{count} merged", count=counts.merged)),
            (counts.restored, Text("{count} restored", count=counts.restored)),
            (counts.unchanged, Text("{count} unchanged", count=counts.unchanged)),
            (counts.archived, Text("{count} archived and left as they are", count=counts.archived)),
            (counts.rejected + counts.skipped, Text("{count} left out", count=counts.rejected + counts.skipped)),
        ) if count]
    return reduce(_joined, parts) if parts else Text("nothing to do")


def _joined(first: Text, second: Text) -> Text:
    return Text("{first}, {second}", first=first, second=second)


def along(counts: Counts) -> Iterator[Text]:
    """The records that come along with vendors, a line each: 'services: 3 added, 1 changed'."""
    for noun in dict.fromkeys([*counts.added, *counts.changed]):
        added, changed = counts.added.get(noun, 0), counts.changed.get(noun, 0)
        parts = [words for count, words in ((added, Text("{count} added", count=added)),
                                            (changed, Text("{count} changed", count=changed))) if count]
        yield Text("{noun}: {counts}", noun=NounLabel(noun, 2), counts=reduce(_joined, parts))
