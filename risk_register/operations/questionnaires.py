"""Taking a vendor's questionnaire in: read, shown, stored as a round with every answer and its place."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake.files import read_again
from risk_register.intake.sources import read_source
from risk_register.model import facts
from risk_register.model.names import fold
from risk_register.model.parties import Vendor
from risk_register.model.questionnaires import Answer, Questionnaire
from risk_register.model.vocabulary import RoundState
from risk_register.operations.facts import rounds
from risk_register.operations.question_mappings import put_mapping
from risk_register.operations.question_sets import Key, kept_set, question_ids, question_key
from risk_register.operations.returns import Arrival, arrival, returned, sent_to_another
from risk_register.operations.round_changes import RoundChange, latest_like, listed_changes, stored
from risk_register.operations.rows import ImportOutcome
from risk_register.operations.vendors import vendor_name
from risk_register.questionnaires import Candidate, ReadQuestionnaire, compare, read_questionnaire
from risk_register.questionnaires.mapping import SavedMapping
from risk_register.questionnaires.reading import OF_THE_FILE
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.store.journal import reason_value
from risk_register.texts import Text

Progress = Callable[[int, int, Text], None]
_STEPS = 3


def preview(path: Path, family: str | None = None, *, cancelled: Callable[[], bool] | None = None) -> ReadQuestionnaire:
    """A vendor's file as it would be taken in, nothing stored. Raises `RegisterError` for what cannot be read or is blank."""
    return read_questionnaire(read_source(path, cancelled=cancelled), family)


def import_questionnaire(register: Register, path: Path, *, vendor_id: int | None = None, new_vendor: str | None = None,
                         actor: str, family: str | None = None, mapping: SavedMapping | None = None, learn: bool = False,
                         way: Candidate | None = None, read_before: ReadQuestionnaire | None = None,
                         dry_run: bool = False, progress: Progress | None = None,
                         cancelled: Callable[[], bool] | None = None) -> ImportOutcome:
    """Read a vendor's file and store it in one change; with `dry_run`, only say what would be stored.

    It is stored into the round that waits for it, and as a round of its own where none does. The vendor is one of the register's,
    or is added in the same change under the name `new_vendor`. A `mapping` says by hand how the file is to be read; with `learn`
    it is kept in the same change. `way` is one of those that recognising the file offered; what a batch
    read before is not read again.

    Raises `RegisterError` for a file that cannot be read or holds no answers, for one that this vendor's rounds hold already, and
    for a form that was sent to another vendor.
    """
    steps = _Steps(progress, cancelled)
    steps.next(Text("Reading {file}", file=path.name))
    came = returned(register, read_before, path, vendor_id) if read_before is not None else arrival(
        register, path, vendor_id=vendor_id, family=family, mapping=mapping, way=way, cancelled=cancelled)
    read = came.read
    if came.round is not None and vendor_id is None:
        vendor_id = _vendor_of(came, new_vendor)
    steps.next(Text("Comparing with the last round"))
    earlier = None if vendor_id is None else _earlier(register, vendor_id, read)
    vendor = new_vendor or read.vendor_name if vendor_id is None else vendor_name(register, vendor_id)
    before = stored(register, earlier) if earlier else []
    changes = listed_changes(compare(before, read.answers), before, read.answers) if earlier else []
    round_id = None
    content = b"" if dry_run else read_again(path, read.file_sha256)
    if not dry_run:
        steps.next(Text("Storing {count} answers", count=len(read.answers)))
        reason = Text("Import questionnaire {file} of {vendor}", file=read.file_name, vendor=vendor)
        with register.change(reason, actor) as change:
            if vendor_id is None:
                vendor_id = change.add(Vendor, legal_name=vendor)
            if mapping is not None and learn:
                put_mapping(change, mapping, actor, register.today())
            round_id = _store(register, change, content, came, vendor_id)
            steps.check()
    steps.finish(Text("Done"))
    return _outcome(vendor_id, vendor, round_id, came, changes)


def _vendor_of(came: Arrival, named: str | None) -> int:
    """The vendor that the form was sent to, where the person named one that the register does not have."""
    assert came.round is not None
    if named and fold(named) != fold(came.round.vendor):
        raise sent_to_another(came.read.file_name, came.round.vendor, named)
    return came.round.vendor_id


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
    return latest_like(own, read.family, read.version)


def _store(register: Register, change: ChangeDoor, content: bytes, came: Arrival, vendor_id: int) -> int:
    read, known = came.read, came.round
    values: dict[str, Any] = {
        "state": RoundState.RECEIVED, "received_on": register.today(), "completed_on": read.completed_on,
        "file_name": read.file_name, "file_sha256": change.keep_file(content, read.file_name),
        "summary": _summary(read, known.values["issued"] if known else {})}
    if came.rebound and known is not None and known.question_set_id is not None:
        by_key = question_ids(change.connection, known.question_set_id)
        ids = [by_key[answer.question_id, answer.occurrence] for answer in read.answers]
        values["question_set_id"] = known.question_set_id
    else:
        values["question_set_id"], questions = _questions(change, read)
        ids = [questions[_key(answer)] for answer in read.answers]
    if came.fills and known is not None:
        round_id = known.id
        change.update(Questionnaire, round_id, **values)
    else:
        kept = {name: value for name, value in known.values.items() if name != "issued"} if known else {}
        round_id = change.add(Questionnaire, **{"vendor_id": vendor_id, **kept, **values})
    change.add_many(Answer, [_answer_row(answer, round_id, question) for answer, question in zip(read.answers, ids, strict=True)])
    return round_id


def _answer_row(answer: Any, round_id: int, question: int) -> dict[str, Any]:
    return {
        "questionnaire_id": round_id, "question_id": question, "verdict": answer.verdict, "domain": answer.domain,
        "weight": answer.weight, "polarity": answer.polarity, "words": answer.answer, "notes": answer.notes, "sheet": answer.sheet,
        "cell": answer.cell, "extra": json.dumps(dict(answer.extra), ensure_ascii=False) if answer.extra else None,
    }


def _key(answer: Any) -> Key:
    return question_key(answer.question_id, answer.occurrence, answer.question)


def _questions(change: ChangeDoor, read: ReadQuestionnaire) -> tuple[int, dict[Key, int]]:
    """The question set that has exactly these questions, kept once however many vendors answer it; a new one where none has."""
    return kept_set(change, family_name=read.family, version=read.version, title=read.title,
                    wanted={_key(answer): answer for answer in read.answers})


def _summary(read: ReadQuestionnaire, issued: Mapping[str, Any]) -> str:
    """What the import accounted for, kept with the round so that a later reader sees it too."""
    return json.dumps({
        **({"issued": issued} if issued else {}),
        "sheets": list(read.sheets), "vendor_name": read.vendor_name, "product": read.product,
        "metadata": [{"key": item.key, "label": item.label, "value": item.value, "sheet": item.sheet, "cell": item.cell}
                     for item in read.metadata],
        "skipped": [{"reason": reason_value(item.reason), "count": item.count} for item in read.skipped],
        "unmapped": [_place(item) for item in read.unmapped], "problems": [_place(item) for item in read.problems],
        "flags": [{"question_id": answer.question_id, "occurrence": answer.occurrence, "flags": flags} for answer in read.answers
                  if (flags := [flag.value for flag in answer.flags if flag in OF_THE_FILE])],
    }, ensure_ascii=False)


def _place(item: Any) -> dict[str, Any]:
    # the reason as the journal keeps its reasons, so that it reads in either language later
    return {"sheet": item.sheet, "cell": item.cell, "text": item.text, "reason": reason_value(item.reason)}


def _outcome(vendor_id: int | None, vendor: str, round_id: int | None, came: Arrival,
             changes: Sequence[RoundChange]) -> ImportOutcome:
    read = came.read
    return ImportOutcome(
        vendor_id=vendor_id, vendor=vendor, questionnaire_id=round_id, family=read.family,
        version=read.version, questions=len(read.answers), counts={verdict.word: count for verdict, count in read.counts.items()},
        unmapped=tuple((item.sheet, item.cell, item.text, item.reason) for item in (*read.unmapped, *read.problems)),
        file_sha256=read.file_sha256, changed_since_last=tuple(map(_difference, changes)), notes=read.reasons,
        skipped=tuple((item.reason, item.count) for item in read.skipped), remarks=came.remarks,
        account=read.account)


def _difference(change: RoundChange) -> dict[str, str]:
    return {"question_id": change.question_id, "what": change.name or change.kind.value, "before": change.before,
            "after": change.after}
