"""One review: scope, inputs, score and method then, conclusion, conditions, assessor and approver, findings."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.model.facts import Evidence, Finding, Review
from risk_register.model.vocabulary import FindingSeverity, FindingState, ReviewConclusion, ReviewKind, RiskLevel, TreatmentKind
from risk_register.operations.rows import HistoryRow
from risk_register.reports.assembly import assembled, history_section
from risk_register.reports.audiences import Audience, Matter
from risk_register.reports.content import (
    Cell,
    Column,
    Cover,
    Facts,
    Panel,
    Prose,
    ReportContent,
    Row,
    Section,
    Table,
    Tile,
    Tiles,
    Tone,
)
from risk_register.reports.dossier.assurance import evidence_row
from risk_register.reports.standing import Standing, reconciled
from risk_register.reports.statements import identity
from risk_register.reports.wording import (
    DASH,
    Basis,
    figure,
    level_cell,
    lines,
    muted,
    on_day,
    or_dash,
    period,
    sentences,
    strong,
    term,
    two_places,
)
from risk_register.risk.result import Assessment
from risk_register.texts import Language, Text, number, tr

if TYPE_CHECKING:
    from risk_register.store import Register

_LINES_OF_HISTORY = 200


@dataclass(frozen=True, slots=True)
class ReviewInputs:
    """One review with what it looked at and what it found."""

    basis: Basis
    vendor: str
    review: Review
    looked_at: str | None = None
    """What the assessor wrote of what the review rests on."""
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reviews: int = 1
    """How many reviews of the vendor the register holds."""
    history: tuple[HistoryRow, ...] = ()
    held: int = 1
    """How many reviews of all vendors it holds."""
    computed: Assessment | None = None
    """The judgement by what was known when the review ended, where no score was recorded with it."""


def review_content(inputs: ReviewInputs, language: Language) -> ReportContent:
    """What the report says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "review",
        tr(language, "Review of {vendor}", vendor=inputs.vendor),
        inputs.basis,
        language,
        _cover(inputs, language),
        _standing(inputs, language),
        (_summary(inputs, language), _findings(inputs, language), _evidence(inputs, language), *_history(inputs, language)),
    )


def _cover(inputs: ReviewInputs, language: Language) -> Cover:
    return Cover(
        kind=tr(language, "Review: {kind}", kind=term(ReviewKind, inputs.review.kind, language)),
        subject=inputs.vendor,
        headline=_headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. Approval is what the register records of the "
            "review; this document is not signed by the approver.",
        ),
    )


def _standing(inputs: ReviewInputs, language: Language) -> Standing:
    review = inputs.review
    approved = (
        tr(
            language,
            "The register records an approval of the review for {approver} on {day}; the journal names who recorded that.",
            approver=review.approver,
            day=review.approved_on or "—",
        )
        if review.approver
        else tr(language, "No approval of this review is recorded.")
    )
    return Standing(
        tr(language, "In this report: one review of one vendor, its findings, and the evidence held when it ended."),
        tr(language, "Not in this report: the vendor's other reviews, its answers and its other facts; they are in its dossier."),
        reconciled(
            (tr(language, "Reviews in the register"), inputs.held),
            [
                (tr(language, "left out: of other vendors"), inputs.held - inputs.reviews),
                (tr(language, "left out: other reviews of this vendor"), inputs.reviews - 1),
            ],
            (tr(language, "Reviews in this report"), 1),
            language,
        ),
        (
            (
                tr(language, "Findings still open"),
                number(sum(each.state != FindingState.CLOSED for each in inputs.findings), language),
            ),
        ),
        (tr(language, "The vendor's statements are unverified unless evidence is cited."),),
        inputs.evidence,
        approved,
    )


def _headline(inputs: ReviewInputs, language: Language) -> tuple[Tile, ...]:
    review = inputs.review
    open_ = sum(each.state != FindingState.CLOSED for each in inputs.findings)
    level = term(RiskLevel, review.level, language) if review.level else ""
    return (
        Tile(
            tr(language, "Conclusion"),
            term(ReviewConclusion, review.conclusion, language) if review.conclusion else tr(language, "not concluded"),
            period(review.started_on, review.completed_on, language),
        ),
        Tile(
            tr(language, "Score then"),
            DASH if review.score is None else figure(review.score, language),
            level,
            review.level if RiskLevel.parse(review.level) else None,
        ),
        Tile(tr(language, "Findings"), number(len(inputs.findings), language), tr(language, "still open: {count}", count=open_)),
        Tile(
            tr(language, "Approval"),
            tr(language, "Approved") if review.approver else tr(language, "Not approved"),
            review.approver or "",
        ),
    )


def _summary(inputs: ReviewInputs, language: Language) -> Section:
    review = inputs.review
    facts = Facts(
        (
            (tr(language, "Vendor"), inputs.vendor),
            (tr(language, "Kind"), term(ReviewKind, review.kind, language)),
            (tr(language, "Scope"), or_dash(review.scope)),
            (tr(language, "Inputs"), or_dash(inputs.looked_at)),
            (tr(language, "Started, completed"), period(review.started_on, review.completed_on, language)),
            (tr(language, "Score then"), _score(inputs, language)),
            (tr(language, "Method then"), or_dash(review.method)),
            (tr(language, "Conclusion"), term(ReviewConclusion, review.conclusion, language)),
            (tr(language, "Conditions"), or_dash(review.conditions)),
            (tr(language, "Assessor"), or_dash(review.assessor)),
            (
                tr(language, "Approver"),
                lines(
                    or_dash(review.approver),
                    muted(tr(language, "approved on {day}", day=review.approved_on)) if review.approved_on else None,
                ),
            ),
        )
    )
    blocks = (Tiles(_headline(inputs, language)), Panel(tr(language, "Conclusion"), _conclusion(inputs, language)), facts)
    return Section("summary", tr(language, "Summary"), blocks, new_page=True)


def _score(inputs: ReviewInputs, language: Language) -> Cell:
    """The score recorded with the review; where none was, the one that the register as it stood then gives today."""
    review, computed = inputs.review, inputs.computed
    if review.score is not None:
        level = level_cell(review.level, language) if RiskLevel.parse(review.level) and review.level else lines(review.level)
        return Cell((*lines(figure(review.score, language)).words, *level.words), level=level.level)
    nothing = muted(tr(language, "no score was recorded with this review"))
    if computed is None:
        return lines(nothing)
    said = tr(
        language,
        "computed now from what the register knew at the end of {day}, by method {method}: {score}, level: {level}",
        day=computed.on,
        method=computed.method,
        score=figure(computed.residual, language),
        level=computed.level,
    )
    return lines(nothing, said)


def _conclusion(inputs: ReviewInputs, language: Language) -> str:
    review = inputs.review
    return sentences(
        (
            Text(
                "This review ended on {day} with: {conclusion}.",
                day=review.completed_on,
                conclusion=term(ReviewConclusion, review.conclusion, language),
            )
            if review.completed_on and review.conclusion
            else Text("This review is not concluded."),
            Text("The residual risk recorded with it was {score} of 100.", score=two_places(review.score))
            if review.score is not None
            else None,
            Text("Conditions: {conditions}.", conditions=review.conditions.rstrip(".")) if review.conditions else None,
            Text(
                "{assessor} assessed; {approver} approved. The register accepts no review that one person both assesses and "
                "approves.",
                assessor=review.assessor,
                approver=review.approver,
            )
            if review.assessor and review.approver
            else Text("No approval by a second person is recorded."),
        ),
        language,
    )


def _findings(inputs: ReviewInputs, language: Language) -> Section:
    columns = (
        Column(tr(language, "Finding"), 44),
        Column(tr(language, "Severity"), 12),
        Column(tr(language, "State and treatment"), 20),
        Column(tr(language, "Owner and dates") if inputs.basis.tells(Matter.STAFF) else tr(language, "Dates"), 26),
    )
    rows = tuple(
        Row(
            (
                lines(strong(" ".join(part for part in (each.reference, each.title) if part)), each.description),
                term(FindingSeverity, each.severity, language),
                lines(
                    term(FindingState, each.state, language),
                    muted(term(TreatmentKind, each.treatment, language)) if each.treatment else None,
                ),
                lines(
                    each.owner,
                    muted(tr(language, "opened on {day}", day=each.opened_on)),
                    _due(each, inputs.basis.as_of, language),
                    tr(language, "closed on {day}", day=each.closed_on) if each.closed_on else None,
                ),
            ),
            record=each.reference or each.title,
        )
        for each in inputs.findings
    )
    said = Prose(tr(language, "Findings that name this review, and those opened while it ran."), Tone.MUTED)
    table = Table(columns, rows, empty=tr(language, "This review found nothing that is recorded as a finding."))
    return Section("findings", tr(language, "Findings"), (said, table))


def _due(each: Finding, on: date, language: Language) -> str | None:
    if each.due_on is None or each.state == FindingState.CLOSED:
        return None
    return (
        tr(language, "overdue since {day}", day=each.due_on) if each.due_on < on else tr(language, "due on {day}", day=each.due_on)
    )


def _evidence(inputs: ReviewInputs, language: Language) -> Section:
    columns = (
        Column(tr(language, "Evidence"), 40),
        Column(tr(language, "Dates"), 24),
        Column(tr(language, "File and SHA-256"), 38),
    )
    rows = tuple(
        evidence_row(
            each,
            lines(
                tr(language, "issued on {day}", day=each.issued_on) if each.issued_on else None,
                tr(language, "expires on {day}", day=on_day(each.expires_on, language)) if each.expires_on else None,
            ),
            language,
        )
        for each in inputs.evidence
    )
    said = Prose(tr(language, "What the register held of the vendor when the review ended."), Tone.MUTED)
    table = Table(columns, rows, empty=tr(language, "No evidence was held."))
    return Section("evidence", tr(language, "Evidence held then"), (said, table))


def _history(inputs: ReviewInputs, language: Language) -> tuple[Section, ...]:
    said = tr(language, "The changes of the journal that touch this review: who recorded it, and who changed it since.")
    return history_section(tr(language, "History"), said, inputs.history, inputs.basis, language)


def build(
    register: "Register",
    vendor_id: int,
    *,
    review_id: int | None = None,
    language: Language,
    as_of: date | None = None,
    preparer: str = "",
    audience: Audience = Audience.AUDITOR,
) -> ReportContent:
    """A vendor's review by its id, or its newest. Raises `RegisterError` where there is none."""
    from risk_register.reports.gathering import looking_back_at

    with looking_back_at(register, vendor_id, as_of) as then:
        return review_content(_gathered(then, vendor_id, review_id, language, preparer, audience), language)


def _gathered(register: "Register", vendor_id: int, review_id: int | None, language: Language, preparer: str,
              audience: Audience) -> ReviewInputs:
    from risk_register.operations.facts import vendor_facts
    from risk_register.operations.journal import history
    from risk_register.operations.records import record, records
    from risk_register.operations.scoring import method_in_force
    from risk_register.reports.gathering import basis_of, held, whole_changes
    from risk_register.reports.withholding import for_readers

    facts = for_readers(vendor_facts(register, vendor_id), audience)
    wanted = [each for each in facts.reviews if review_id in (None, each.id)]
    if not wanted:
        raise RegisterError(
            "{vendor} has no review to print. Record one on the vendor's page first.", vendor=facts.vendor.legal_name
        )
    review = max(wanted, key=lambda each: (each.completed_on or each.started_on or date.min, each.id))
    named = {row["id"] for row in records(register, "finding", review_id=review.id)}
    ended = review.completed_on or register.today()
    found = tuple(
        each
        for each in facts.findings
        if each.id in named or (review.started_on is not None and review.started_on <= each.opened_on <= ended)
    )
    had = tuple(each for each in facts.evidence if each.issued_on is None or each.issued_on <= ended)
    rows = whole_changes(history(register, records=[review.id], limit=_LINES_OF_HISTORY), _LINES_OF_HISTORY)
    basis = basis_of(register, method_in_force(register), language, preparer=preparer, audience=audience)
    return ReviewInputs(
        basis,
        facts.vendor.legal_name,
        review,
        record(register, "review", review.id)["inputs"],
        found,
        had,
        len(facts.reviews),
        rows,
        held(register, "review"),
        _computed(register, review),
    )


def _computed(register: "Register", review: Review) -> Assessment | None:
    """The judgement by what the register knew at the end of the review, where it knew the vendor then."""
    from risk_register.operations.facts import all_facts
    from risk_register.operations.scoring import method_in_force
    from risk_register.risk import assess

    if review.score is not None or review.completed_on is None or review.completed_on > register.today():
        return None
    with register.as_of(review.completed_on) as then:
        found = all_facts(then, [review.vendor_id])
        return assess(found[0], method_in_force(then), review.completed_on, explain=False) if found else None
