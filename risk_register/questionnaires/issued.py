"""A form that we sent out ourselves, when it comes back: whose round it answers, and its answers against what was asked.

The form's hidden sheet says which round it belongs to; where that sheet is gone (a CSV file, a copy of the table alone), the
reference printed above the questions says the same. What the form says of weights, good answers and wording is not believed:
that is the register's to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from risk_register.intake.values import Sheet, Workbook
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.asked import Asked, reference_key, references, wording
from risk_register.questionnaires.cells import words
from risk_register.questionnaires.reading import ReadAnswer, ReadQuestionnaire, Unmapped
from risk_register.texts import Text

KEPT_SHEET = "_round"
"""The hidden sheet's name; vendors' programs may rename it, so it is known by its first row."""
MARK = "risk-register questionnaire"
FORMAT = "1"
ROUND = "round"
_KEYS_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """What a form says of itself."""

    round_id: int
    said: Mapping[str, str]
    """The hidden sheet's other lines, by name: family, version, language, vendor."""
    hidden: bool = True
    """Whether the hidden sheet was there; else the printed reference was read."""


def mark_of(workbook: Workbook) -> Mark | None:
    """The round that the form's hidden sheet names, or None where it has none."""
    for sheet in workbook.sheets:
        if words(sheet.value(0, 0)) == MARK:
            said = {words(sheet.value(row, 0)): words(sheet.value(row, 1)) for row in range(1, min(_KEYS_WITHIN, len(sheet.rows)))}
            if said.get(ROUND, "").isdecimal():
                return Mark(int(said[ROUND]), said)
    return None


def printed_mark(read: ReadQuestionnaire) -> Mark | None:
    """The round that a form's printed reference names, or None."""
    given = next((item.value for item in read.metadata if item.key == ROUND), "")
    return Mark(int(given), {"vendor": read.vendor_name}, hidden=False) if given.isdecimal() and len(given) < 20 else None


def without_mark(workbook: Workbook) -> Workbook:
    """The workbook without its hidden sheet, which holds no answers."""
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if not _is_mark(sheet)))


def _is_mark(sheet: Sheet) -> bool:
    return words(sheet.value(0, 0)) == MARK


@dataclass(frozen=True, slots=True)
class Returned:
    """A form's answers against what was asked, and what a person should know of the difference."""

    read: ReadQuestionnaire
    remarks: tuple[Text, ...]


def share_known(read: ReadQuestionnaire, asked: Sequence[Asked]) -> float:
    """Which part of the form's rows refers to questions that were asked, from 0 to 1."""
    known = set(map(reference_key, references(asked)))
    return sum(reference_key(answer.question_id) in known for answer in read.answers) / len(read.answers) if read.answers else 0.0


def against(read: ReadQuestionnaire, asked: Sequence[Asked], *, family: str, version: str, title: str) -> Returned:
    """The form read as the round that it answers: each asked question once, in the order asked, in the words asked.

    A question whose row is gone is unanswered. A row that refers to nothing asked, or twice to the same, is not understood and
    listed. Wording that was changed in the form is listed and does not count.
    """
    given: dict[str, ReadAnswer] = {}
    again = [answer for answer in read.answers if given.setdefault(reference_key(answer.question_id), answer) is not answer]
    strange = [_left_out(answer, Text("This question is answered further up already.")) for answer in again
               if _says_something(answer)]
    answers, reworded, lost = [], [], []
    for name, question in zip(references(asked), asked, strict=True):
        found = given.pop(reference_key(name), None)
        if found is None:
            lost.append(name)
        elif _squeezed(found.question) != _squeezed(wording(question, name)):
            reworded.append(found)
        answers.append(_as_asked(question, found))
    strange += [_left_out(answer, Text("We did not ask this.")) for answer in given.values() if _says_something(answer)]
    strange += [Unmapped(answer.sheet, answer.cell, answer.question,
                         Text("The question's wording was changed; the answer counts for the question as it was asked."))
                for answer in reworded]
    return Returned(
        replace(read, family=family, version=version, title=title, answers=tuple(answers), unmapped=(*read.unmapped, *strange)),
        _remarks(reworded, lost))


def _as_asked(question: Asked, found: ReadAnswer | None) -> ReadAnswer:
    base = found or ReadAnswer(
        question_id="", question="", domain=question.domain, section="", weight=question.weight, polarity=question.polarity,
        answer="", verdict=Verdict.UNANSWERED, notes="", sheet="", cell="", row=0)
    return replace(base, question_id=question.question_id, occurrence=question.occurrence, question=question.text,
                   section=question.section, domain=question.domain, weight=question.weight, polarity=question.polarity)


def _left_out(answer: ReadAnswer, reason: Text) -> Unmapped:
    said = " | ".join(part for part in (answer.question_id, answer.question, answer.answer, answer.notes) if part)
    return Unmapped(answer.sheet, answer.cell, said, reason)


def _says_something(answer: ReadAnswer) -> bool:
    return bool(answer.answer or answer.notes)


def _remarks(reworded: list[ReadAnswer], lost: list[str]) -> tuple[Text, ...]:
    found = []
    if reworded:
        found.append(Text("The wording of questions was changed in the file: {ids}. Their answers count for the questions as they "
                          "were asked.", ids=_some([answer.question_id for answer in reworded])))
    if lost:
        found.append(Text("Questions that are no longer in the file, and count as unanswered: {ids}.", ids=_some(lost)))
    return tuple(found)


def _some(names: list[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def _squeezed(text: str) -> str:
    return " ".join(text.split())
