"""Taking a vendor's questionnaire in: read, shown, stored as a round with every answer and its place."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from risk_register.characters import cleaned
from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import read_workbook
from risk_register.model import facts
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.model.questionnaires import Answer, Question, Questionnaire, QuestionSet
from risk_register.model.vocabulary import RoundState
from risk_register.operations.facts import answers as stored_answers
from risk_register.operations.facts import rounds
from risk_register.operations.rows import ImportOutcome
from risk_register.operations.vendors import vendor_name
from risk_register.questionnaires import Changes, ReadQuestionnaire, compare, read_questionnaire
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.store.journal import reason_value
from risk_register.texts import Text

Progress = Callable[[int, int, Text], None]
_QUESTION = BY_RECORD[Question].table
_SET = BY_RECORD[QuestionSet].table
_STEPS = 3


def preview(path: Path, family: str | None = None, *, cancelled: Callable[[], bool] | None = None) -> ReadQuestionnaire:
    """A vendor's file as it would be taken in, nothing stored. Raises `RegisterError` for what cannot be read or is blank."""
    return read_questionnaire(read_workbook(path, cancelled=cancelled), family)


def import_questionnaire(register: Register, path: Path, *, vendor_id: int | None = None, new_vendor: str | None = None,
                         actor: str, family: str | None = None, dry_run: bool = False, progress: Progress | None = None,
                         cancelled: Callable[[], bool] | None = None) -> ImportOutcome:
    """Read a vendor's file and store it as a new round in one change; with `dry_run`, only say what would be stored.

    The vendor is one of the register's, or is added in the same change under the name `new_vendor`.

    Raises `RegisterError` for a file that cannot be read or holds no answers, and for one that this vendor's rounds hold already.
    """
    steps = _Steps(progress, cancelled)
    steps.next(Text("Reading {file}", file=path.name))
    read = preview(path, family, cancelled=cancelled)
    steps.next(Text("Comparing with the last round"))
    earlier = None if vendor_id is None else _earlier(register, vendor_id, read)
    vendor = new_vendor or read.vendor_name if vendor_id is None else vendor_name(register, vendor_id)
    changes = compare(_stored(register, earlier), read.answers) if earlier else None
    round_id = None
    content = b"" if dry_run else _unchanged(path, read)
    if not dry_run:
        steps.next(Text("Storing {count} answers", count=len(read.answers)))
        reason = Text("Import questionnaire {file} of {vendor}", file=read.file_name, vendor=vendor)
        with register.change(reason, actor) as change:
            if vendor_id is None:
                vendor_id = change.add(Vendor, legal_name=vendor)
            round_id = _store(register, change, content, read, vendor_id)
            steps.check()
    steps.finish(Text("Done"))
    return _outcome(vendor_id, vendor, round_id, read, changes)


def _unchanged(path: Path, read: ReadQuestionnaire) -> bytes:
    """The file's bytes, which must be those that were read: an office program may be saving it this moment."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RegisterError("{file} could not be read again: {reason}. Nothing was stored.", file=path.name,
                            reason=error.strerror or str(error)) from None
    if hashlib.sha256(content).hexdigest() != read.file_sha256:
        raise RegisterError("{file} was changed while it was read. Nothing was stored. Close it elsewhere and import it again.",
                            file=path.name)
    return content


@dataclass(slots=True)
class _Steps:
    progress: Progress | None
    cancelled: Callable[[], bool] | None
    done: int = 0

    def next(self, words: Text) -> None:
        self.check()
        if self.progress is not None:
            self.progress(self.done, _STEPS, words)
        self.done += 1

    def finish(self, words: Text) -> None:
        """What is stored is stored: stopping comes too late."""
        if self.progress is not None:
            self.progress(_STEPS, _STEPS, words)

    def check(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("The import was stopped. Nothing was stored.")


def _earlier(register: Register, vendor_id: int, read: ReadQuestionnaire) -> facts.Round | None:
    """The vendor's last round of this family. Raises where the very same file is there already."""
    own = [item for item in rounds(register, vendor_id) if item.file_sha256]
    same = next((item for item in own if item.file_sha256 == read.file_sha256), None)
    if same is not None:
        raise RegisterError("{file} was imported for {vendor} before, on {day}. Its answers are in the register; nothing was "
                            "changed.", file=read.file_name, vendor=vendor_name(register, vendor_id), day=same.received_on or "")
    return next((item for item in own if item.family == read.family), None)


@dataclass(frozen=True, slots=True)
class _StoredAnswer:
    """An answer of the register, as comparing expects it."""

    question_id: str
    occurrence: int
    question: str
    answer: str
    notes: str
    extra: Mapping[str, str]


def _stored(register: Register, earlier: facts.Round) -> list[_StoredAnswer]:
    return [_StoredAnswer(item.question_id, item.occurrence, item.question, item.words, item.notes,
                          json.loads(item.extra) if item.extra else {}) for item in stored_answers(register, earlier.id)]


def _store(register: Register, change: ChangeDoor, content: bytes, read: ReadQuestionnaire, vendor_id: int) -> int:
    question_set, questions = _questions(change, read)
    round_id = change.add(
        Questionnaire, vendor_id=vendor_id, question_set_id=question_set, state=RoundState.RECEIVED, received_on=register.today(),
        completed_on=read.completed_on, file_name=read.file_name, file_sha256=change.keep_file(content, read.file_name),
        summary=_summary(read))
    change.add_many(Answer, [_answer_row(answer, round_id, questions[_key(answer)]) for answer in read.answers])
    return round_id


def _answer_row(answer: Any, round_id: int, question: int) -> dict[str, Any]:
    return {
        "questionnaire_id": round_id, "question_id": question, "verdict": answer.verdict, "domain": answer.domain,
        "weight": answer.weight, "polarity": answer.polarity, "words": answer.answer, "notes": answer.notes, "sheet": answer.sheet,
        "cell": answer.cell, "extra": json.dumps(dict(answer.extra), ensure_ascii=False) if answer.extra else None,
    }


_Key = tuple[str, int, str]


def _key(answer: Any) -> _Key:
    """What makes two questions one. Not the sheet: forms come back with sheets renamed, and a table is named after its file."""
    return cleaned(answer.question_id).strip(), answer.occurrence, cleaned(answer.question).strip()


def _questions(change: ChangeDoor, read: ReadQuestionnaire) -> tuple[int, dict[_Key, int]]:
    """The question set that has exactly these questions, kept once however many vendors answer it; a new one where none has."""
    wanted = {_key(answer): answer for answer in read.answers}
    for question_set in _sets(change.connection, read):
        known = {(row.question_id, row.occurrence, row.text): row.id for row in change.connection.execute(
            select(_QUESTION).where(_QUESTION.c.question_set_id == question_set))}
        if known.keys() >= wanted.keys():
            return question_set, known
    question_set = change.add(QuestionSet, family=read.family, version=read.version, title=read.title[:300] or None)
    ids = change.add_many(Question, ({
        "question_set_id": question_set, "sheet": answer.sheet, "question_id": answer.question_id, "occurrence": answer.occurrence,
        "text": answer.question, "section": answer.section or None, "domain": answer.domain, "weight": answer.weight,
        "polarity": answer.polarity} for answer in wanted.values()))
    return question_set, dict(zip(wanted, ids, strict=True))


def _sets(connection: Connection, read: ReadQuestionnaire) -> list[int]:
    query = select(_SET.c.id).where(_SET.c.family == read.family, _SET.c.version == read.version).order_by(_SET.c.id.desc())
    return list(connection.execute(query).scalars())


def _summary(read: ReadQuestionnaire) -> str:
    """What the import accounted for, kept with the round so that a later reader sees it too."""
    return json.dumps({
        "sheets": list(read.sheets), "vendor_name": read.vendor_name, "product": read.product,
        "metadata": [{"key": item.key, "label": item.label, "value": item.value, "sheet": item.sheet, "cell": item.cell}
                     for item in read.metadata],
        "skipped": [{"reason": reason_value(item.reason), "count": item.count} for item in read.skipped],
        "unmapped": [_place(item) for item in read.unmapped], "problems": [_place(item) for item in read.problems],
    }, ensure_ascii=False)


def _place(item: Any) -> dict[str, Any]:
    # the reason as the journal keeps its reasons, so that it reads in either language later
    return {"sheet": item.sheet, "cell": item.cell, "text": item.text, "reason": reason_value(item.reason)}


def _outcome(vendor_id: int | None, vendor: str, round_id: int | None, read: ReadQuestionnaire,
             changes: Changes | None) -> ImportOutcome:
    return ImportOutcome(
        vendor_id=vendor_id, vendor=vendor, questionnaire_id=round_id, family=read.family,
        version=read.version, questions=len(read.answers), counts={verdict.word: count for verdict, count in read.counts.items()},
        unmapped=tuple((item.sheet, item.cell, item.text, item.reason) for item in (*read.unmapped, *read.problems)),
        file_sha256=read.file_sha256, changed_since_last=tuple(_differences(changes)) if changes else (), notes=read.reasons,
        skipped=tuple((item.reason, item.count) for item in read.skipped))


def _differences(changes: Changes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for what, kind in ((changes.answers, "answer"), (changes.notes, "notes"), (changes.wording, "question")):
        found.extend({"question_id": item.question_id, "what": kind, "before": item.before, "after": item.after} for item in what)
    for name, items in changes.extra.items():
        found.extend({"question_id": item.question_id, "what": name, "before": item.before, "after": item.after} for item in items)
    for keys, kind in ((changes.added, "added"), (changes.dropped, "dropped")):
        found.extend({"question_id": key[0], "what": kind, "before": "", "after": ""} for key in keys)
    return found
