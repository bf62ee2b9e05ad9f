"""Questionnaire rounds with their answers, evidence, reviews, findings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Round:
    """One questionnaire round of a vendor, with the question set it answers."""

    id: int
    vendor_id: int
    state: str
    family: str = ""
    version: str = ""
    title: str | None = None
    sent_on: date | None = None
    due_on: date | None = None
    received_on: date | None = None
    completed_on: date | None = None
    file_name: str | None = None
    file_sha256: str | None = None
    summary: str | None = None
    language: str | None = None
    recipient: str | None = None
    reminded_on: date | None = None
    issued_sha256: str | None = None
    reviewed_on: date | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its question and place. Verdict, domain and polarity are the vocabulary's numbers."""

    id: int
    questionnaire_id: int
    question_id: str
    question: str
    section: str | None
    verdict: int
    domain: int
    weight: int
    polarity: int
    words: str
    notes: str
    sheet: str
    cell: str
    extra: str | None = None
    occurrence: int = 1
    reviewer_verdict: str | None = None
    reviewer_note: str | None = None
    guidance: str | None = None
    """What the form says to help with the answer."""
    choices: str | None = None
    """The choices that the form offers, as a JSON list."""
    crosswalk: str | None = None
    """Framework -> controls to which the form itself relates the question, as JSON."""


class Tally(NamedTuple):
    """The answers of a round that share domain, polarity, verdict and our reviewer's verdict: how many, and their weights' sum.

    A plain tuple, since a register of 10,000 vendors has half a million of them.
    """

    domain: int
    polarity: int
    verdict: int
    count: int  # type: ignore[assignment]  # a tuple has a method of that name, which nobody asks a tally for
    weight: int
    round: int = 0
    """The round's id."""
    review: int = 0
    """The reviewer's verdict as `model/merit.py` numbers them; 0 where nobody has judged."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An artefact that supports a statement; a report has a period, a certificate issue and expiry dates."""

    id: int
    kind: str
    title: str
    vendor_id: int | None = None
    issuer: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    scope: str | None = None
    exclusions: str | None = None
    opinion: str | None = None
    exceptions: str | None = None
    carve_outs: str | None = None
    file_name: str | None = None
    file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A dated assessment; `assessor` and `approver` are names."""

    id: int
    vendor_id: int
    kind: str
    scope: str | None = None
    started_on: date | None = None
    completed_on: date | None = None
    score: Decimal | None = None
    level: str | None = None
    method: str | None = None
    conclusion: str | None = None
    conditions: str | None = None
    assessor: str | None = None
    approver: str | None = None
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap that was found. Likelihood and impact 1 to 5; planned effect a percentage off the finding's own figure."""

    id: int
    vendor_id: int
    title: str
    severity: str
    state: str
    opened_on: date
    reference: str | None = None
    description: str | None = None
    answer_id: int | None = None
    measurement_id: int | None = None
    incident_id: int | None = None
    contradiction: str | None = None
    likelihood: int | None = None
    impact: int | None = None
    planned_effect: Decimal | None = None
    treatment: str | None = None
    due_on: date | None = None
    closed_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class RiskAcceptance:
    """A dated decision to live with a risk until a named day; `approver` is a name."""

    id: int
    vendor_id: int
    reason: str
    accepted_on: date
    expires_on: date
    finding_id: int | None = None
    accepted_score: Decimal | None = None
    method: str | None = None
    approver: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A person disagrees with a computed result, for a reason and until a day."""

    id: int
    vendor_id: int
    judgement: str
    value: str
    author: str
    reason: str
    made_on: date
    expires_on: date
    method: str | None = None
