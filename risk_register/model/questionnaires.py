"""Questionnaires as sent and returned: question sets, rounds, the vendor's answers and the reviewer's."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint

from risk_register.model.base import (
    Draft,
    Moment,
    Record,
    at_least,
    code,
    in_order,
    moment,
    not_blank,
    prose,
    ref,
    text,
    word,
)
from risk_register.model.vocabulary import ControlDomain, Polarity, ReviewerVerdict, RoundState, Verdict


class QuestionSetDraft(Draft):
    """The questions of one version of one family, kept once however many vendors answer them."""

    family: str = text(most=60)
    version: str = text("", most=60)
    title: str | None = text(None)


class QuestionSet(Record, QuestionSetDraft, table=True):
    """See `QuestionSetDraft`."""

    __tablename__ = "question_set"
    __table_args__ = (not_blank("family"),)


class QuestionDraft(Draft):
    """A question. Ids repeat in real forms, so its key is sheet, id and occurrence."""

    question_set_id: int = ref("question_set")
    sheet: str = text("", most=120)
    question_id: str = text("", most=120)
    occurrence: int = 1
    text: str = prose("")
    section: str | None = prose()
    domain: ControlDomain = code(ControlDomain.OTHER)
    weight: int = 1
    polarity: Polarity = code(Polarity.YES_IS_GOOD)
    guidance: str | None = prose()
    """What the form itself says to help with the answer."""
    choices: str | None = prose()
    """The choices that the form offers, as a JSON list."""
    crosswalk: str | None = prose()
    """Framework -> the controls to which the form itself relates the question, as JSON."""


class Question(Record, QuestionDraft, table=True):
    """See `QuestionDraft`."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("question_set_id", "sheet", "question_id", "occurrence"), at_least("weight", 0))


class QuestionnaireDraft(Draft):
    """One round: a question set sent to a vendor and, once it is back, the file that came."""

    vendor_id: int = ref("vendor")
    question_set_id: int | None = ref("question_set", None)
    service_id: int | None = ref("service", None)
    state: RoundState = word(RoundState.DRAFT)
    sent_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    completed_on: date | None = None
    """The date the vendor wrote on it."""
    language: str | None = text(None, most=2)
    recipient: str | None = text(None)
    """To whom at the vendor it was sent."""
    reminded_on: date | None = None
    issued_sha256: str | None = text(None, most=64)
    """Of the workbook that was sent out, which the register keeps."""
    reviewed_on: date | None = None
    reviewer: str | None = text(None)
    file_name: str | None = text(None, most=255)
    file_sha256: str | None = text(None, most=64)
    summary: str | None = prose()
    """What the import accounted for, as JSON: metadata found, rows skipped and why, what was not understood."""

    date_pairs: ClassVar[Sequence[tuple[str, str]]] = (("sent_on", "received_on"),)


class Questionnaire(Record, QuestionnaireDraft, table=True):
    """See `QuestionnaireDraft`."""

    __tablename__ = "questionnaire"
    __table_args__ = (in_order("sent_on", "received_on"),)


class AnswerDraft(Draft):
    """One answer in the vendor's words, where it stood, and what it amounts to. Never changed once stored.

    Domain, weight and polarity stand beside the verdict, so that millions of answers are scored by one aggregate.
    """

    questionnaire_id: int = ref("questionnaire", index=False)
    question_id: int = ref("question")
    verdict: Verdict = code()
    domain: ControlDomain = code(ControlDomain.OTHER)
    weight: int = 1
    polarity: Polarity = code(Polarity.YES_IS_GOOD)
    words: str = prose("")
    notes: str = prose("")
    sheet: str = text("", most=120)
    cell: str = text("", most=12)
    extra: str | None = prose()
    """Family-specific columns as JSON (CAIQ: who owns the control, what is left to the customer)."""


class Answer(Record, AnswerDraft, table=True):
    """See `AnswerDraft`."""

    __tablename__ = "answer"
    __table_args__ = (
        Index("ix_answer_tally", "questionnaire_id", "domain", "polarity", "verdict", "weight"), at_least("weight", 0),
    )


class AnswerReviewDraft(Draft):
    """The reviewer's own verdict on an answer; a later row replaces an earlier one."""

    answer_id: int = ref("answer")
    verdict: ReviewerVerdict = word()
    note: str | None = prose()
    reviewer: str = text()
    reviewed_at: Moment = moment()


class AnswerReview(Record, AnswerReviewDraft, table=True):
    """See `AnswerReviewDraft`."""

    __tablename__ = "answer_review"


class QuestionMappingDraft(Draft):
    """How a workbook of no known form is to be read, said once by hand, so that its like is known when it comes again."""

    name: str = text()
    structure: str = text(most=64)
    """A key of the headings by which the workbook is known again."""
    data: str = prose(...)
    """Sheets, rows, columns and answer words, as JSON."""
    made_by: str = text()
    made_on: date


class QuestionMapping(Record, QuestionMappingDraft, table=True):
    """See `QuestionMappingDraft`."""

    __tablename__ = "question_mapping"
    __table_args__ = (not_blank("name"), UniqueConstraint("name"))
