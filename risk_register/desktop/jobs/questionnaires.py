"""What the pages on questionnaires ask of the register, as plain functions that run in the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.desktop.grid.edits import Problems
    from risk_register.desktop.tasks import Work
    from risk_register.exchange.questionnaires_out import Issued, Request
    from risk_register.model.cells import RowEdit
    from risk_register.model.rows import VendorRow
    from risk_register.model.vocabulary import ReviewerVerdict
    from risk_register.operations.question_sets import SetRow
    from risk_register.operations.reviewing import ReviewSheet
    from risk_register.operations.round_changes import RoundChanges
    from risk_register.operations.rounds import RoundLine
    from risk_register.questionnaires.asked import Asked
    from risk_register.store import Register
    from risk_register.texts import Language


def make_ready(_register: Register) -> None:
    """Starts the child that reads files while the person still looks for one."""
    from risk_register.intake import process

    process.make_ready()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be opened: its file's bytes and name."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Review:
    """A round to be reviewed, with what a filter looks into for each answer."""

    sheet: ReviewSheet
    search: dict[int, str]


@dataclass(frozen=True, slots=True)
class SendingData:
    """What the dialog that sends questionnaires starts from."""

    vendors: Sequence[VendorRow]
    sets: Sequence[SetRow]


def round_list(register: Register) -> list[RoundLine]:
    """All rounds with where they stand."""
    from risk_register.operations.rounds import round_lines

    return round_lines(register)


def review(register: Register, questionnaire_id: int) -> Review:
    """A round's answers with last time's beside them."""
    from risk_register.model.names import fold_accents
    from risk_register.operations.reviewing import review_sheet

    sheet = review_sheet(register, questionnaire_id)
    return Review(sheet, {line.id: fold_accents(
        f"{line.answer.question_id} {line.answer.question} {line.answer.words} {line.answer.notes}") for line in sheet.lines})


def changes(register: Register, questionnaire_id: int) -> RoundChanges:
    """What a round says otherwise than the one before it."""
    from risk_register.operations.round_changes import round_changes

    return round_changes(register, questionnaire_id)


def judge(register: Register, answer_id: int, verdict: ReviewerVerdict | None, note: str | None, actor: str) -> None:
    """Records a judgement on one answer; without a verdict, its note alone."""
    from risk_register.operations.reviewing import Judgement
    from risk_register.operations.reviewing import judge as record

    record(register, {answer_id: Judgement(verdict, note)}, actor)


def judge_cells(register: Register, edits: Sequence[RowEdit]) -> Problems:
    """What is wrong with judgements typed or pasted into the table."""
    from risk_register.operations.reviewing import judged_before

    before = judged_before(register, [edit.record_id for edit in edits if edit.record_id is not None])
    problems: dict[tuple[int, str], Text] = {}
    for place, edit in enumerate(edits):
        if "verdict" in edit.values and edit.values["verdict"] is None:
            problems[place, "verdict"] = Text("A judgement is taken back by Undo, or replaced by another.")
        elif "note" in edit.values and not edit.values.get("verdict") and edit.record_id not in before:
            problems[place, "note"] = Text("Say what the answer is worth before you write a note on it.")
    return problems


def store_cells(register: Register, edits: Sequence[RowEdit], actor: str, _reason: Text | None) -> None:
    """Records judgements typed or pasted into the table, as one change."""
    from risk_register.operations.reviewing import Judgement
    from risk_register.operations.reviewing import judge as record

    record(register, {edit.record_id: Judgement(edit.values.get("verdict"), edit.values.get("note"),
                                                keeps_note="note" not in edit.values)
                      for edit in edits if edit.record_id is not None}, actor)


def take_over(register: Register, questionnaire_id: int, actor: str) -> int:
    """Judges unchanged answers as last time; how many."""
    from risk_register.operations.reviewing import take_over as judge_same

    return judge_same(register, questionnaire_id, actor)


def finish(register: Register, questionnaire_id: int, actor: str, *, again: bool = False) -> None:
    """Marks a round as reviewed, or takes the review up again."""
    from risk_register.operations.rounds import finish_review, reopen_review

    (reopen_review if again else finish_review)(register, questionnaire_id, actor)


def cancel(register: Register, questionnaire_id: int, actor: str) -> None:
    """Waits no longer for a round."""
    from risk_register.operations.rounds import cancel_round

    cancel_round(register, questionnaire_id, actor)


def vendor_evidence(register: Register, vendor_id: int) -> list[tuple[int, str]]:
    """A vendor's evidence by title."""
    from risk_register.operations.records import choices

    return choices(register, "evidence", vendor_id=vendor_id)


def link_evidence(register: Register, answer_id: int, evidence_id: int, actor: str) -> None:
    """Names evidence that supports an answer."""
    from risk_register.operations.reviewing import link_evidence as link

    link(register, answer_id, evidence_id, actor)


def sending_data(register: Register) -> SendingData:
    """The vendors that may be asked, and the sets that may be sent."""
    from risk_register.operations.question_sets import sets_to_send
    from risk_register.operations.vendors import list_vendors

    return SendingData(list_vendors(register), sets_to_send(register))


def recipients(register: Register, vendor_id: int) -> tuple[str, ...]:
    """Whom one could write to at a vendor, the best first."""
    from risk_register.operations.letters import correspondence

    return correspondence(register, vendor_id).recipients


def chosen(register: Register, request: Request, vendor_id: int, language: Language) -> tuple[Asked, ...]:
    """What a vendor would be asked."""
    from risk_register.exchange.questionnaires_out import chosen as pick

    return pick(register, request, vendor_id, language)


def send(register: Register, request: Request, language: Language, actor: str, work: Work) -> list[Issued]:
    """Makes the forms and records the rounds."""
    from risk_register.exchange.questionnaires_out import issue

    return issue(register, request, actor, otherwise=language, progress=work.progress, cancelled=work.cancelled)


def issue_letter(register: Register, questionnaire_id: int, sender: str) -> Letter:
    """The letter that goes with a form."""
    from risk_register.exchange.letters import eml
    from risk_register.file_names import file_name
    from risk_register.operations.letters import issue_letter as write

    letter = write(register, questionnaire_id, sender=sender)
    return Letter(eml(register, letter), file_name(letter.subject))


def reminder(register: Register, questionnaire_id: int, sender: str) -> Letter:
    """The letter about a round that is out or incomplete."""
    from risk_register.exchange.letters import eml
    from risk_register.file_names import file_name
    from risk_register.operations.reminders import vendor_reminder

    letter = vendor_reminder(register, questionnaire_id, sender=sender)
    return Letter(eml(register, letter), file_name(letter.subject))


def note_reminded(register: Register, questionnaire_ids: Sequence[int], actor: str) -> None:
    """Records that vendors were reminded today."""
    from risk_register.operations.rounds import note_reminded as note

    note(register, questionnaire_ids, actor)


def letters_into(register: Register, questionnaire_ids: Sequence[int], folder: Path, sender: str, *, remind: bool) -> int:
    """Writes the letters of many rounds into a folder: those that go with forms, or reminders; how many."""
    from risk_register.exchange.letters import write_letters
    from risk_register.operations.letters import issue_letter as write
    from risk_register.operations.reminders import vendor_reminder

    make = vendor_reminder if remind else write
    return len(write_letters(register, [make(register, each, sender=sender) for each in questionnaire_ids], folder))


def late(register: Register) -> list[int]:
    """The rounds that are late."""
    from risk_register.operations.rounds import late_rounds

    return [line.id for line in late_rounds(register)]


def scope_labels(language: Language) -> Mapping[str, str]:
    """The scopes by name."""
    from risk_register.questionnaires.asked import scopes

    return {name: scope.label(language) for name, scope in scopes().items()}
