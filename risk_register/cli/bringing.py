"""Vendors as spreadsheets: brought in from any, and written to one that comes back in unchanged."""

import argparse
from collections.abc import Mapping
from typing import Any

from risk_register.cli.output import Output, refuse_over_itself
from risk_register.errors import RegisterError, WrongUsage
from risk_register.exchange.bringing import (
    CUSTOM,
    LEFT_OUT,
    Counts,
    Decisions,
    Plan,
    RowProblem,
    Settings,
    apply,
    make_plan,
    preview,
    read_file,
    targets,
)
from risk_register.exchange.bringing.wording import along, counted
from risk_register.operations.registers import this_person
from risk_register.store import Register
from risk_register.texts import Language, Text

_COUNTED = ("service", "contract", "sla_term", "data_flow", "subcontractor_link", "function", "person", "custom_field")
_PLURALS = {"service": "services", "contract": "contracts", "sla_term": "sla_terms", "data_flow": "data_flows",
            "subcontractor_link": "subcontractors", "function": "functions", "person": "people", "custom_field": "custom_fields"}


def vendors(asked: argparse.Namespace, output: Output) -> int:
    """`import vendors`: the rows that can be used, or with `--all-or-nothing` all of them or none."""
    settings = Settings(month_first=True if asked.month_first else False if asked.day_first else None, mapping=_mapping(asked.map),
                        sheets=frozenset(asked.sheet) if asked.sheet else None)
    decisions = Decisions(archived=asked.archived, duplicates=asked.duplicates, all_or_nothing=asked.all_or_nothing)
    with Register.open(asked.register, write=not asked.dry_run) as register:
        plan = make_plan(register, read_file(asked.file, encoding=asked.encoding, delimiter=asked.delimiter), settings)
        _refuse_undecided(plan)
        if asked.dry_run:
            counts, rejected = preview(plan, decisions), plan.problems
        else:
            outcome = apply(plan, register, asked.actor or this_person(), decisions)
            counts, rejected = outcome.counts, outcome.rejected
    output.document(_document(plan, counts, rejected, output.language))
    _say(plan, counts, rejected, output)
    if asked.dry_run:
        output.say(Text("Nothing was stored: this was a trial."))
    return 0


def _mapping(said: list[str]) -> Mapping[str | tuple[str, int], str]:
    known = {target.name for target in targets()} | {CUSTOM, LEFT_OUT}
    mapping: dict[str | tuple[str, int], str] = {}
    for each in said:
        heading, sign, target = each.rpartition("=")
        if not sign or target not in known:
            raise WrongUsage("'{said}' does not say what a column holds. Write HEADING=TARGET; the targets are: {targets}.",
                             said=each, targets=", ".join(sorted(known - {LEFT_OUT})))
        mapping[heading] = target
    return mapping


def _refuse_undecided(plan: Plan) -> None:
    if plan.undecided:
        column = plan.undecided[0]
        raise RegisterError("The dates under '{column}' could each be two days ({sample}). Run the command again with --day-first "
                            "or --month-first; nothing was imported.", column=column.heading, sample=", ".join(column.samples[:2]))


def _document(plan: Plan, counts: Counts, rejected: tuple[RowProblem, ...], language: Language) -> dict[str, Any]:
    return {
        "created": counts.created, "updated": counts.updated, "unchanged": counts.unchanged,
        "rejected": [_problem(problem, language) for problem in rejected],
        "archived": counts.archived, "restored": counts.restored, "merged": counts.merged, "skipped": counts.skipped,
        "rejected_rows": counts.rejected, "vendors": counts.vendors,
        **{_PLURALS[noun]: counts.added.get(noun, 0) for noun in _COUNTED},
        "records_added": dict(counts.added), "records_changed": dict(counts.changed),
        "columns": [{"sheet": column.sheet, "column": column.letters, "heading": column.heading, "target": column.target,
                     "how": column.how.value, "kind": column.kind.value, "filled": column.filled, "samples": list(column.samples),
                     "note": column.note.render(language) if column.note else None} for column in plan.columns],
        "unused_columns": [column.heading for column in plan.unused_columns],
        "archived_rows": [{"row": row.row, "sheet": row.sheet, "name": row.name, "reference": row.reference}
                          for row in plan.archived],
        "possible_duplicates": [
            {"row": row.row, "sheet": row.sheet, "name": row.name, "reference": row.reference,
             "of": [{"vendor_id": near.vendor_id, "name": near.name, "row": near.row, "score": near.score,
                     "reason": near.reason.render(language)} for near in row.near]} for row in plan.possible_duplicates],
        "sheets": [{"sheet": sheet.name, "kind": sheet.kind, "heading_row": sheet.heading_row, "rows": sheet.rows,
                    "blank": sheet.blank, "titles": sheet.titles, "totals": sheet.totals} for sheet in plan.sheets],
        "remarks": [_problem(note, language) for row in plan.rows for note in row.notes],
        "notes": [note.render(language) for note in plan.notes], "replaced": plan.replaced,
    }


def _problem(problem: RowProblem, language: Language) -> dict[str, Any]:
    return {"row": problem.row, "reason": problem.reason.render(language), "sheet": problem.sheet, "column": problem.column,
            "value": problem.value}


def _say(plan: Plan, counts: Counts, rejected: tuple[RowProblem, ...], output: Output) -> None:
    output.say(counted(counts))
    for line in along(counts):
        output.say(Text("    {line}", line=line))
    for note in plan.notes:
        output.say(Text("    {line}", line=note))
    unused = [column.heading for column in plan.unused_columns if column.filled]
    if unused:
        output.say(Text("    Columns without a field of their own, kept as custom fields unless left out: {columns}",
                        columns=", ".join(unused)))
    several = len([sheet for sheet in plan.sheets if sheet.kind]) > 1
    for problem in rejected:
        output.say(_line(problem, several=several))
    for row in plan.possible_duplicates:
        for near in row.near:
            output.say(Text("    Row {row}: {name} may be {other} ({reason})", row=row.row, name=row.name, other=near.name,
                            reason=near.reason))
    for row in plan.archived:
        output.say(Text("    Row {row}: {name} is archived", row=row.row, name=row.name))
    for remark in (remark for row in plan.rows for remark in row.notes):
        output.say(_line(remark, several=several))


def _line(problem: RowProblem, *, several: bool) -> Text:
    if several:
        return Text("    Sheet {sheet}, row {row}: {reason}", sheet=problem.sheet, row=problem.row, reason=problem.reason)
    return Text("    Row {row}: {reason}", row=problem.row, reason=problem.reason)


def export(asked: argparse.Namespace, output: Output) -> None:
    """`export vendors`: what `import vendors` reads back as unchanged."""
    from risk_register.exchange.vendor_sheets import write_vendors

    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        rows, notes = write_vendors(register, asked.output, output.language)
    path = str(asked.output.absolute())
    output.document({"file": path, "rows": rows, "notes": [note.render(output.language) for note in notes]})
    output.say(Text("Wrote {rows} vendors to {file}.", rows=rows, file=path))
    for note in notes:
        output.say(note)
