"""What a vendor's answers of all forms say to the controls of a standard."""

import argparse
from typing import Any

from risk_register.cli.output import Output, shortened
from risk_register.errors import RegisterError
from risk_register.model.facts import Answer
from risk_register.model.vocabulary import Verdict
from risk_register.operations.standards import Line, StandardSheet, standard_sheet
from risk_register.operations.vendors import find_vendor
from risk_register.questionnaires.standards import Cover, Speaks, Testimony, find_control, standard, standards
from risk_register.store import Register
from risk_register.texts import Language, Text

_WIDEST = 60


def evidence(asked: argparse.Namespace, output: Output) -> None:
    """`answers --standard`: each control with the answers for and against it; of one control or part, every answer."""
    name = asked.standard or _standard_of(asked.control)
    with Register.open(asked.register, write=False) as register:
        sheet = standard_sheet(register, find_vendor(register, asked.vendor), name, asked.control)
    output.document({
        "vendor": sheet.vendor, "standard": name, "title": sheet.standard.title,
        "rounds": [{"id": each.id, "family": each.family, "version": each.version, "received_on": each.received_on}
                   for each in sheet.rounds],
        "certificates": [{"id": each.id, "title": each.title, "issuer": each.issuer, "expires_on": each.expires_on}
                         for each in sheet.certificates],
        "counts": {cover.value: count for cover, count in sheet.covers.items()},
        "controls": [_control(line, sheet, output.language) for line in sheet.lines]})
    if asked.control:
        _say_each(sheet, output)
    else:
        _say_all(sheet, output)


def _standard_of(control: str) -> str:
    """The standard that numbers its controls so. Raises `RegisterError` where none does."""
    for name in standards():
        try:
            find_control(standard(name), control)
        except RegisterError:
            continue
        return name
    raise RegisterError("No standard has a control “{control}”; the standards are {standards}.", control=control,
                        standards=", ".join(standards()))


def _control(line: Line, sheet: StandardSheet, language: Language) -> dict[str, Any]:
    return {"control": line.control.number, "about": line.control.label(language), "cover": line.cover.value,
            "answers": [_heard(each, sheet) for each in line.heard]}


def _heard(each: Testimony[Answer], sheet: StandardSheet) -> dict[str, Any]:
    answer = each.answer
    verdict = Verdict.parse(answer.verdict)
    return {"speaks": each.speaks.value, "basis": each.basis.value, "family": each.family, "question_id": answer.question_id,
            "question": answer.question, "answer": answer.words, "verdict": verdict.word if verdict is not None else None,
            "reviewer_verdict": answer.reviewer_verdict, "notes": answer.notes, "sheet": answer.sheet, "cell": answer.cell,
            "evidence": list(sheet.cited.get(answer.id, ()))}


def _say_all(sheet: StandardSheet, output: Output) -> None:
    language = output.language
    output.table(
        (Text("Control"), Text("About"), Text("Standing"), Text("For"), Text("Against"), Text("To judge")),
        [(line.control.number, line.control.label(language), line.cover.label(language), str(line.count(Speaks.FOR)),
          str(line.count(Speaks.AGAINST)), str(line.count(Speaks.OPEN))) for line in sheet.lines])
    output.say(Text("{gaps} of {count} controls of {standard}: nothing was said.", gaps=sheet.covers[Cover.GAP],
                    count=len(sheet.lines), standard=sheet.standard))
    for each in sheet.certificates:
        output.say(Text("Evidence for all of it: {title}, valid until {day}", title=each.title, day=each.expires_on or "—"))


def _say_each(sheet: StandardSheet, output: Output) -> None:
    language = output.language
    for line in sheet.lines:
        output.say(Text("{control} {about}: {cover}", control=line.control.number, about=line.control.label(language),
                        cover=line.cover))
        for each in line.heard:
            answer = each.answer
            place = f"{answer.sheet}!{answer.cell}" if answer.sheet else answer.cell or "—"
            output.say(Text("    {speaks}: {family} {question}: {answer} ({place}; {basis})", speaks=each.speaks,
                            family=each.family, question=_short(f"{answer.question_id} {answer.question}"),
                            answer=_short(answer.words) or "—", place=place, basis=each.basis))
            for title in sheet.cited.get(answer.id, ()):
                output.say(Text("        evidence: {title}", title=title))


def _short(text: str) -> str:
    return shortened(text, _WIDEST)
