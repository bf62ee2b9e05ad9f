"""The journal: reading it, taking changes back, checking it."""

import argparse
from pathlib import Path

from risk_register.cli.output import Output
from risk_register.errors import Damaged
from risk_register.operations import journal
from risk_register.operations.history_words import after_words, before_words, field_words, record_words
from risk_register.operations.registers import this_person
from risk_register.store import Register
from risk_register.texts import Text, instant


def history(asked: argparse.Namespace, output: Output) -> None:
    """`history`: the oldest change first."""
    with Register.open(asked.register, write=False) as register:
        rows = journal.history(register, record=asked.record, since=asked.since)[::-1]
        zone = register.time_zone()
    language = output.language
    output.document([{
        "at": row.at, "actor": row.actor, "reason": row.reason.render(language), "record": row.record, "field": row.field,
        "before": row.before, "after": row.after, "change": row.change, "noun": row.noun, "name": row.name, "kind": row.kind,
    } for row in rows])
    output.table(
        (Text("When"), Text("Who"), Text("Why"), Text("What"), Text("Field"), Text("Before"), Text("After")),
        [(instant(row.at.astimezone(zone), language), row.actor, row.reason.render(language),
          record_words(row, language), field_words(row, language), _short(before_words(row, language, zone)),
          _short(after_words(row, language, zone))) for row in rows])


def _short(value: str) -> str:
    return " ".join(value.split())[:60]


def undo(asked: argparse.Namespace, output: Output) -> None:
    """`undo`: as a new change."""
    with Register.open(asked.register) as register:
        reason = journal.undo(register, asked.actor or this_person(), asked.change)
    output.document({"undone": reason.render(output.language)})
    output.say(Text("Undone: {reason}", reason=reason))


def redo(asked: argparse.Namespace, output: Output) -> None:
    """`redo`: as a new change."""
    with Register.open(asked.register) as register:
        reason = journal.redo(register, asked.actor or this_person())
    output.document({"redone": reason.render(output.language)})
    output.say(Text("Done again: {reason}", reason=reason))


def _checked(path: Path) -> tuple[int, list[Text]]:
    """How many changes there are and what is wrong; a register that cannot be read to its end has that for its problem."""
    try:
        with Register.open(path, write=False) as register:
            return register.head()[0], journal.verify(register)
    except Damaged as error:
        return 0, [error.text]


def verify(asked: argparse.Namespace, output: Output) -> int:
    """`verify`: 1 where the tables are not what the journal says, or a report is not all well."""
    from risk_register.reports.verifying import is_pdf

    if is_pdf(asked.file):
        from risk_register.cli.sealing import verify_report

        return verify_report(asked, output)
    n, problems = _checked(asked.file)
    output.document({"ok": not problems, "problems": [problem.render(output.language) for problem in problems]})
    for problem in problems:
        output.say(problem)
    if not problems:
        output.say(Text("The register agrees with its journal of {n} changes.", n=n))
    return 1 if problems else 0
