"""Questionnaires that go out: sending a form, reminding vendors of it, seeing where each round stands."""

import argparse
from typing import Any

from risk_register.cli.output import Output, refuse_over_itself, shortened
from risk_register.errors import RegisterError
from risk_register.exchange.letters import write_letters
from risk_register.exchange.questionnaires_out import Request, issue
from risk_register.exchange.workbooks import write_whole
from risk_register.model.vocabulary import RoundStanding
from risk_register.operations.letters import issue_letter
from risk_register.operations.question_sets import OWN, sets_to_send
from risk_register.operations.registers import this_person
from risk_register.operations.reminders import vendor_reminder
from risk_register.operations.round_changes import round_changes
from risk_register.operations.rounds import RoundLine, late_rounds, note_reminded, round_lines
from risk_register.operations.vendors import find_vendor, vendor_name
from risk_register.store import Register
from risk_register.texts import Text

_BACK = (RoundStanding.RECEIVED, RoundStanding.REVIEWED)
_WIDEST = 70


def send(asked: argparse.Namespace, output: Output) -> None:
    """`questionnaire issue`: the form as a workbook, and the round recorded as sent today."""
    refuse_over_itself(asked.register, asked.output)
    if asked.output.exists():
        raise RegisterError("{file} exists already and is not overwritten. Choose another name.", file=asked.output.name)
    with Register.open(asked.register) as register:
        request = Request(
            (find_vendor(register, asked.vendor),), set_id=_set(register, asked.set), scope=asked.scope,
            sections=tuple(part.strip() for part in (asked.sections or "").split(",") if part.strip()), due_on=asked.due,
            language=asked.lang, recipient=asked.recipient)
        [sent] = issue(register, request, asked.actor or this_person(), otherwise=output.language)
        write_whole(asked.output, register.file(sent.sha256))
        letters = write_letters(register, [issue_letter(register, sent.questionnaire_id)], asked.letter) if asked.letter else []
    path = str(asked.output.absolute())
    output.document({
        "questionnaire": sent.questionnaire_id, "vendor": sent.vendor, "vendor_id": sent.vendor_id, "questions": sent.questions,
        "language": sent.language, "recipient": sent.recipient, "due_on": asked.due, "file": path, "sha256": sent.sha256,
        "letter": str(letters[0].absolute()) if letters else None})
    output.say(Text("{vendor} is asked {count} questions. Wrote {file}; send it to {recipient}.", vendor=sent.vendor,
                    count=sent.questions, file=path, recipient=sent.recipient or Text("the vendor")))


def _set(register: Register, named: str) -> int | None:
    if named == OWN:
        return None
    if named.isdecimal():
        return int(named)
    known = ", ".join([OWN, *(str(row.id) for row in sets_to_send(register) if row.id is not None)])
    raise RegisterError("There is no question set '{set}'; the sets of this register are {sets}.", set=named, sets=known)


def remind(asked: argparse.Namespace, output: Output) -> None:
    """`questionnaire remind`: a letter for each late round; what is only listed is not recorded as reminded."""
    with Register.open(asked.register, write=asked.output is not None) as register:
        late = late_rounds(register)
        letters = [vendor_reminder(register, line.id, sender=asked.actor or "") for line in late]
        paths = write_letters(register, letters, asked.output) if asked.output else [None] * len(letters)
        if asked.output and late:
            note_reminded(register, [line.id for line in late], asked.actor or this_person())
    output.document([{
        "questionnaire": line.id, "vendor": line.vendor, "sent_on": line.round.sent_on, "due_on": line.round.due_on,
        "recipient": letter.to[0] if letter.to else None, "file": str(path.absolute()) if path else None,
    } for line, letter, path in zip(late, letters, paths, strict=True)])
    for line, path in zip(late, paths, strict=True):
        output.say(Text("{vendor}: due {day}", vendor=line.vendor, day=line.round.due_on))
        if path is not None:
            output.say(Text("    wrote {file}", file=str(path)))
    if not late:
        output.say(Text("No questionnaire is late."))
    elif not asked.output:
        output.say(Text("Name a folder with --output to have the letters written."))


def rounds(asked: argparse.Namespace, output: Output) -> None:
    """`questionnaire list`: every round, the newest first."""
    with Register.open(asked.register, write=False) as register:
        vendor_id = find_vendor(register, asked.vendor) if asked.vendor else None
        lines = round_lines(register, vendor_id, count_all=True)
        sets = sets_to_send(register)
    language = output.language
    if asked.sets:
        output.document([{"set": OWN if row.id is None else row.id, "family": row.family, "version": row.version,
                          "title": row.label(language), "questions": row.questions} for row in sets])
        output.table((Text("Set"), Text("Title"), Text("Questions")),
                     [(OWN if row.id is None else str(row.id), row.label(language), str(row.questions)) for row in sets])
        return
    output.document([_round(line) for line in lines])
    output.table(
        (Text("Vendor"), Text("State"), Text("Sent"), Text("Due"), Text("Received"), Text("Answered"), Text("Reviewed")),
        [(line.vendor, line.standing.label(language), *(day.isoformat() if day else "" for day in (
            line.round.sent_on, line.round.due_on, line.round.received_on)), f"{line.answered}/{line.answers}",
          f"{line.reviewed}/{line.answers}") for line in lines])


def changes(asked: argparse.Namespace, output: Output) -> None:
    """`questionnaire changes`: answers, notes and wording that are not as they were, questions added and dropped."""
    with Register.open(asked.register, write=False) as register:
        vendor_id = find_vendor(register, asked.vendor)
        back = [line.round for line in round_lines(register, vendor_id) if line.standing in _BACK]
        chosen = [each for each in back if (asked.round is None or each.id == asked.round) and asked.family in (None, each.family)]
        if not chosen:
            raise RegisterError("No such questionnaire of {vendor} has come back. List the rounds to see theirs.",
                                vendor=vendor_name(register, vendor_id))
        found = round_changes(register, chosen[0].id)
    output.document({
        "vendor": found.vendor, "questionnaire": found.round.id, "family": found.round.family, "version": found.round.version,
        "before": found.before and {"questionnaire": found.before.id, "version": found.before.version,
                                    "received_on": found.before.received_on, "file": found.before.file_name},
        "counts": {kind.value: count for kind, count in found.counts.items()},
        "changes": [{"what": each.name or each.kind.value, "kind": each.kind.value, "question_id": each.question_id,
                     "occurrence": each.occurrence, "question": each.question, "before": each.before, "after": each.after}
                    for each in found.changes]})
    if found.before is None:
        output.say(Text("There is no round of this form before it to compare with."))
        return
    output.say(Text("{vendor}: {file}, compared with {before} of {day}", vendor=found.vendor, file=found.round.file_name or "—",
                    before=found.before.file_name or "—", day=found.before.received_on or "—"))
    for kind, count in found.counts.items():
        output.say(Text("    {kind}: {count}", kind=kind, count=count))
    for each in found.changes:
        output.say(Text("{question} ({what}): “{before}” → “{after}”", question=each.question_id or _short(each.question),
                        what=each.name or each.kind, before=_short(each.before), after=_short(each.after)))


def _short(text: str) -> str:
    return shortened(text, _WIDEST)


def _round(line: RoundLine) -> dict[str, Any]:
    each = line.round
    return {
        "id": line.id, "vendor": line.vendor, "vendor_id": each.vendor_id, "state": each.state, "standing": line.standing.value,
        "family": each.family, "version": each.version, "sent_on": each.sent_on, "due_on": each.due_on,
        "received_on": each.received_on, "reminded_on": each.reminded_on, "reviewed_on": each.reviewed_on,
        "reviewer": each.reviewer, "language": each.language, "recipient": each.recipient, "answers": line.answers,
        "answered": line.answered, "reviewed": line.reviewed,
    }
