"""Questionnaire rounds as a list: where each stands today, and how far its review has come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, distinct, func, select

from risk_register.model import facts
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.model.questionnaires import Answer, AnswerReview, Questionnaire
from risk_register.model.vocabulary import RoundStanding, RoundState, Verdict
from risk_register.operations.facts import rounds
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_ANSWER = BY_RECORD[Answer].table
_REVIEW = BY_RECORD[AnswerReview].table
_VENDOR = BY_RECORD[Vendor].table
_OPEN_VERDICTS = (Verdict.UNANSWERED.value, Verdict.NOT_EVALUATED.value)
_PLACES = {RoundState.DRAFT.value: RoundStanding.TO_SEND, RoundState.RECEIVED.value: RoundStanding.RECEIVED,
           RoundState.REVIEWED.value: RoundStanding.REVIEWED, RoundState.CANCELLED.value: RoundStanding.CANCELLED}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round, whose it is, where it stands, and how many of its answers somebody has reviewed."""

    id: int
    vendor: str
    round: facts.Round
    standing: RoundStanding
    answers: int | None = None
    """How many answers it holds, where that was counted: of rounds whose review has begun, or of all."""
    answered: int | None = None
    reviewed: int = 0


def standing_of(each: facts.Round, on: date) -> RoundStanding:
    """Where a round stands on a day: late once the day it was due is over."""
    if each.state in _PLACES:
        return _PLACES[each.state]
    return RoundStanding.LATE if each.due_on is not None and each.due_on < on else RoundStanding.SENT


def round_lines(register: Register, vendor_id: int | None = None, *, count_all: bool = False) -> list[RoundLine]:
    """The rounds of a vendor or of all, the newest first. Answers are counted where a review has begun, or of all rounds."""
    on, found = register.today(), rounds(register, vendor_id)
    with register.read() as connection:
        names = {row.id: row.legal_name for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.legal_name))}
        reviewed: dict[int, int] = {row[0]: row[1] for row in connection.execute(
            select(_ANSWER.c.questionnaire_id, func.count(distinct(_ANSWER.c.id)))
            .join(_REVIEW, _REVIEW.c.answer_id == _ANSWER.c.id).group_by(_ANSWER.c.questionnaire_id))}
        counted = select(_ANSWER.c.questionnaire_id, func.count(),
                         func.sum(case((_ANSWER.c.verdict.in_(_OPEN_VERDICTS), 0), else_=1)))
        if not count_all:
            counted = counted.where(_ANSWER.c.questionnaire_id.in_(list(reviewed)))
        rows = connection.execute(counted.group_by(_ANSWER.c.questionnaire_id)).all()
    counts: dict[int, tuple[int | None, int | None]] = {row[0]: (row[1], int(row[2] or 0)) for row in rows}
    lines = []
    for each in found:
        held, answered = counts.get(each.id, (0, 0) if count_all else (None, None))
        lines.append(RoundLine(each.id, names.get(each.vendor_id, ""), each, standing_of(each, on), held, answered,
                               reviewed.get(each.id, 0)))
    return lines


def late_rounds(register: Register) -> list[RoundLine]:
    """Rounds that did not come back by the day they were due, the longest overdue first."""
    late = [line for line in round_lines(register) if line.standing is RoundStanding.LATE]
    return sorted(late, key=lambda line: (line.round.due_on or date.max, line.vendor, line.id))


def note_reminded(register: Register, questionnaire_ids: Collection[int], actor: str) -> None:
    """Record that vendors were reminded of these rounds today, in one change."""
    with register.change(Text("Remind vendors of questionnaires"), actor) as change:
        for questionnaire_id in questionnaire_ids:
            change.update(Questionnaire, questionnaire_id, reminded_on=register.today())


def cancel_round(register: Register, questionnaire_id: int, actor: str) -> None:
    """A round that is no longer waited for."""
    with register.change(Text("Cancel a questionnaire"), actor) as change:
        change.update(Questionnaire, questionnaire_id, state=RoundState.CANCELLED)


def finish_review(register: Register, questionnaire_id: int, actor: str) -> None:
    """The round is reviewed: by whom and when is recorded."""
    with register.change(Text("Finish the review of a questionnaire"), actor) as change:
        _set_reviewed(register, change, questionnaire_id, actor)


def _set_reviewed(register: Register, change: ChangeDoor, questionnaire_id: int, actor: str) -> None:
    change.update(Questionnaire, questionnaire_id, state=RoundState.REVIEWED, reviewed_on=register.today(), reviewer=actor)


def reopen_review(register: Register, questionnaire_id: int, actor: str) -> None:
    """Take a finished review up again; the judgements stay."""
    with register.change(Text("Take up the review of a questionnaire again"), actor) as change:
        change.update(Questionnaire, questionnaire_id, state=RoundState.RECEIVED, reviewed_on=None, reviewer=None)
