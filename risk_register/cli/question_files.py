"""Question sets in: the questions of a blank form, a library or a catalogue, to be sent to vendors."""

import argparse

from risk_register.cli.output import Output
from risk_register.operations.question_set_files import keep_question_set
from risk_register.operations.registers import this_person
from risk_register.store import Register
from risk_register.texts import Text


def keep(asked: argparse.Namespace, output: Output) -> None:
    """`import questions`: a file's questions as a set that `questionnaire issue --set` sends."""
    with Register.open(asked.register, write=not asked.dry_run) as register:
        kept = keep_question_set(register, asked.file, actor=asked.actor or this_person(), family=asked.family,
                                 dry_run=asked.dry_run)
    row = kept.row
    output.document({"set": row.id or None, "family": row.family, "version": row.version, "title": row.title,
                     "questions": row.questions, "known": kept.known, "not_understood": kept.left_out})
    label = row.label(output.language)
    if asked.dry_run:
        output.say(Text("{title}: {count} questions", title=label, count=row.questions))
        output.say(Text("Nothing was stored: this was a trial."))
    elif kept.known:
        output.say(Text("{title}: the register has these {count} questions already, as set {set}.", title=label,
                        count=row.questions, set=str(row.id)))
    else:
        output.say(Text("{title}: {count} questions, kept as set {set}.", title=label, count=row.questions, set=str(row.id)))
