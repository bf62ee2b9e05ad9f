"""Many questionnaires in one command."""

import argparse

from risk_register.cli.output import Output
from risk_register.errors import RegisterError
from risk_register.operations.question_batch import Taken, files_in, take_in
from risk_register.operations.registers import this_person
from risk_register.questionnaires.families import family
from risk_register.store import Register
from risk_register.texts import Text


def questionnaires(asked: argparse.Namespace, output: Output) -> int:
    """`import questionnaires`: each file as a change of its own; what cannot be taken in is named with its reason."""
    files = files_in(asked.paths)
    if not files:
        raise RegisterError("There is no file in {folder}.", folder=asked.paths[0].name)

    def progress(done: int, total: int, words: Text) -> None:
        output.progress(Text("{done} of {total}: {words}", done=done + 1, total=total, words=words))

    with Register.open(asked.register, write=not asked.dry_run) as register:
        taken = take_in(register, files, asked.actor or this_person(), create=asked.create, dry_run=asked.dry_run,
                        progress=progress)
    output.document([_document(each, output) for each in taken])
    for each in taken:
        if each.outcome is None:
            output.say(Text("{file}: {why}", file=each.file.path.name, why=each.why or ""))
        else:
            form = f"{family(each.outcome.family).label(output.language)} {each.outcome.version}".strip()
            output.say(Text("{file}: {vendor}, {form}, {questions} questions", file=each.file.path.name, vendor=each.outcome.vendor,
                            form=form, questions=each.outcome.questions))
    stored = sum(each.outcome is not None for each in taken)
    output.say(Text("Taken in: {stored} of {total} files.", stored=stored, total=len(files)))
    if asked.dry_run:
        output.say(Text("Nothing was stored: this was a trial."))
    return 0 if stored else 1


def _document(taken: Taken, output: Output) -> dict[str, object]:
    found = taken.outcome
    return {
        "file": str(taken.file.path), "vendor": found.vendor if found else taken.file.vendor,
        "vendor_id": found.vendor_id if found else taken.file.vendor_id, "questionnaire": found.questionnaire_id if found else None,
        "family": found.family if found else None, "questions": found.questions if found else None,
        "refused": taken.why.render(output.language) if taken.why else None,
    }
