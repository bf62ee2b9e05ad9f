"""What supports the vendor's statements and what was found: evidence, reviews, findings, acceptances, incidents."""

from datetime import date

from risk_register.model.facts import Evidence, Finding, Incident, Override, Review, RiskAcceptance
from risk_register.model.facts.follow_up import EvidenceReview, Treatment
from risk_register.model.vocabulary import (
    AuditOpinion,
    EvidenceKind,
    FindingSeverity,
    FindingState,
    IncidentState,
    Judgement,
    ReviewConclusion,
    ReviewKind,
    RiskLevel,
    Tier,
    TreatmentKind,
    TreatmentState,
)
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Cell, Column, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.wording import (
    DASH,
    EXPIRES_SOON,
    alert,
    figure,
    lines,
    muted,
    named,
    on_day,
    or_dash,
    period,
    strong,
    term,
)
from risk_register.texts import Language, listed, tr

_AUDITORS_REPORTS = frozenset({EvidenceKind.SOC2_TYPE1.value, EvidenceKind.SOC2_TYPE2.value, EvidenceKind.SOC1_TYPE2.value})


def evidence(inputs: DossierInputs, language: Language) -> Section:
    """Every artefact with its dates, what it covers, and the fingerprint of its file."""
    on = inputs.basis.as_of
    table = Table(
        (
            Column(tr(language, "Evidence"), 27),
            Column(tr(language, "Dates"), 26),
            Column(tr(language, "Scope and opinion"), 24),
            Column(tr(language, "File and SHA-256"), 23),
        ),
        tuple(_evidence(each, inputs.follow_up.user_controls.get(each.id), on, language) for each in inputs.facts.evidence),
        empty=tr(language, "No evidence is recorded."),
    )
    return Section("evidence", tr(language, "Evidence"), (table, *_readings(inputs, language)))


def _readings(inputs: DossierInputs, language: Language) -> tuple[Block, ...]:
    """Who read which evidence and what for, and the reports with an auditor's opinion that nobody is recorded to have read."""
    if not inputs.tells(Matter.REVIEWS):
        return ()
    titles = {each.id: each.title for each in inputs.facts.evidence}
    read = inputs.follow_up.evidence_reviews
    blocks: list[Block] = []
    if read:
        columns = (
            Column(tr(language, "Evidence that was read"), 34),
            Column(tr(language, "Reader and day") if inputs.tells(Matter.STAFF) else tr(language, "Day"), 24),
            Column(tr(language, "Relied on for"), 42),
        )
        rows = tuple(_reading(each, titles[each.evidence_id], language) for each in read)
        blocks.append(Table(columns, rows, empty="", title=tr(language, "Evidence read")))
    known = {each.evidence_id for each in read}
    unread = [each.title for each in inputs.facts.evidence if each.kind in _AUDITORS_REPORTS and each.id not in known]
    if unread:
        said = tr(language, "Nobody is recorded to have read these auditors' reports: {titles}.", titles=listed(unread, language))
        blocks.append(Prose(said, Tone.NOTE))
    return tuple(blocks)


def _reading(each: EvidenceReview, title: str, language: Language) -> Row:
    cells = (lines(strong(title)), lines(each.reader, muted(on_day(each.read_on, language))), or_dash(each.relied_on_for))
    return Row(cells, record=title)


def _evidence(each: Evidence, user_controls: str | None, on: date, language: Language) -> Row:
    expired = each.expires_on is not None and each.expires_on < on
    covers = period(each.period_from, each.period_to, language)
    dates = lines(
        tr(language, "period: {period}", period=covers) if covers != DASH else None,
        tr(language, "issued on {day}", day=each.issued_on) if each.issued_on else None,
        expiry(each.expires_on, on, language),
    )
    opinion = term(AuditOpinion, each.opinion, language)
    clean = each.opinion in (None, AuditOpinion.UNQUALIFIED)
    return Row(
        (
            lines(strong(each.title), term(EvidenceKind, each.kind, language), muted(each.issuer or "")),
            dates,
            lines(
                each.scope,
                (Words(opinion) if clean else alert(opinion)) if each.opinion else None,
                tr(language, "Exceptions: {words}", words=each.exceptions) if each.exceptions else None,
                tr(language, "Excluded: {words}", words=each.exclusions) if each.exclusions else None,
                tr(language, "Carved out: {words}", words=each.carve_outs) if each.carve_outs else None,
                tr(language, "Controls expected of us (CUEC): {words}", words=user_controls) if user_controls else None,
            ),
            lines(each.file_name, muted(each.file_sha256)) if each.file_sha256 else lines(muted(tr(language, "no file"))),
        ),
        record=each.title,
        marked=expired,
    )


def evidence_row(each: Evidence, dates: Cell, language: Language) -> Row:
    """An artefact with its issuer, its dates as a report tells them, and the fingerprint of its file."""
    return Row(
        (
            lines(strong(each.title), muted(each.issuer or "")),
            dates,
            lines(each.file_name, muted(each.file_sha256 or tr(language, "no file"))),
        ),
        record=each.title,
    )


def expiry(day: date | None, on: date, language: Language) -> Words | None:
    """When a piece of evidence expires or expired, as seen on a day; its last day still counts."""
    if day is None:
        return None
    if day < on:
        return alert(tr(language, "expired on {day}", day=day))
    if day <= on + EXPIRES_SOON:
        return strong(tr(language, "expires soon: {day}", day=day))
    return Words(tr(language, "expires on {day}", day=day))


def findings(inputs: DossierInputs, language: Language) -> Section:
    """Gaps that were found, what is done about them, and who accepted what."""
    told = {
        Matter.REVIEWS: _reviews(inputs, language),
        None: _findings(inputs, language),
        Matter.TREATMENT: _acceptances(inputs, language),
        Matter.SCORE: _overrides(inputs, language),
        Matter.INCIDENTS: _incidents(inputs, language),
    }
    tables = tuple(table for matter, table in told.items() if matter is None or inputs.tells(matter))
    title = tr(language, "Findings") if len(tables) == 1 else tr(language, "Reviews, findings and acceptances")
    return Section("findings", title, tables)


def _reviews(inputs: DossierInputs, language: Language) -> Table:
    columns = (
        Column(tr(language, "Review"), 24),
        Column(tr(language, "Score then"), 20),
        Column(tr(language, "Conclusion"), 34),
        Column(tr(language, "Assessor and approver"), 22),
    )
    rows = tuple(_review(each, language) for each in inputs.facts.reviews)
    return Table(columns, rows, empty=tr(language, "No review is recorded."), title=tr(language, "Reviews"))


def _findings(inputs: DossierInputs, language: Language) -> Table:
    """The open ones first, the gravest of them first."""
    columns = (
        Column(tr(language, "Finding"), 42),
        Column(tr(language, "Severity"), 12),
        Column(tr(language, "State and treatment") if inputs.tells(Matter.TREATMENT) else tr(language, "State"), 19),
        Column(tr(language, "Owner and dates") if inputs.tells(Matter.STAFF) else tr(language, "Dates"), 27),
    )
    ranked = sorted(
        inputs.facts.findings,
        key=lambda each: (each.state == FindingState.CLOSED, -_severity(each), each.due_on or date.max, each.id),
    )
    on = inputs.basis.as_of
    rows = tuple(
        row
        for each in ranked
        for row in (
            _finding(each, on, language),
            *(_treatment(done, each, on, language) for done in inputs.follow_up.treatments if done.finding_id == each.id),
        )
    )
    title = tr(language, "Findings") if inputs.tells(Matter.REVIEWS) else ""  # else it stands alone under the section's own title
    return Table(columns, rows, empty=tr(language, "No finding is recorded."), title=title)


def _acceptances(inputs: DossierInputs, language: Language) -> Table:
    columns = (
        Column(tr(language, "Risk acceptance"), 50),
        Column(tr(language, "Approver"), 20),
        Column(tr(language, "From, until"), 30),
    )
    titles = {each.id: each.reference or each.title for each in inputs.facts.findings}
    rows = tuple(_acceptance(each, titles, inputs.basis.as_of, language) for each in inputs.facts.acceptances)
    return Table(columns, rows, empty=tr(language, "No risk acceptance is recorded."), title=tr(language, "Risk acceptances"))


def _overrides(inputs: DossierInputs, language: Language) -> Table:
    """Where a person stands against the method, and until when."""
    columns = (
        Column(tr(language, "Override"), 50),
        Column(tr(language, "By"), 20),
        Column(tr(language, "From, until"), 30),
    )
    rows = tuple(
        Row(
            (
                lines(strong(_overruled(each, language)), each.reason),
                or_dash(each.author),
                _lasting(each.made_on, each.expires_on, inputs.basis.as_of, language),
            ),
            record=each.judgement,
        )
        for each in inputs.facts.overrides
    )
    empty = tr(language, "No override is recorded.")
    return Table(columns, rows, empty=empty, title=tr(language, "Overrides"))


def _overruled(each: Override, language: Language) -> str:
    """'Level of the residual risk: high'; words of a newer program as they are stored."""
    known = Judgement.parse(each.judgement)
    value = next((found.label(language) for words in (RiskLevel, Tier) if (found := words.parse(each.value))), each.value)
    return named(known.label(language) if known else each.judgement, value, language)


def _incidents(inputs: DossierInputs, language: Language) -> Table:
    columns = (Column(tr(language, "Incident"), 60), Column(tr(language, "Severity"), 20), Column(tr(language, "State"), 20))
    rows = tuple(_incident(each, language) for each in inputs.facts.incidents)
    return Table(columns, rows, empty=tr(language, "No incident is recorded."), title=tr(language, "Incidents"))


def _incident(each: Incident, language: Language) -> Row:
    received = muted(on_day(each.received_on, language)) if each.received_on else None
    severity = term(FindingSeverity, each.severity, language)
    return Row((lines(strong(each.title), received), severity, term(IncidentState, each.state, language)), record=each.title)


def _severity(each: Finding) -> int:
    known = FindingSeverity.parse(each.severity)
    return list(FindingSeverity).index(known) if known else len(FindingSeverity)


def _finding(each: Finding, on: date, language: Language) -> Row:
    late = each.state != FindingState.CLOSED and each.due_on is not None and each.due_on < on
    due = tr(language, "due on {day}", day=each.due_on) if each.due_on else None
    return Row(
        (
            lines(strong(" ".join(part for part in (each.reference, each.title) if part)), each.description),
            lines(term(FindingSeverity, each.severity, language)),
            lines(
                term(FindingState, each.state, language),
                muted(term(TreatmentKind, each.treatment, language)) if each.treatment else None,
            ),
            lines(
                each.owner,
                muted(tr(language, "opened on {day}", day=each.opened_on)),
                alert(tr(language, "overdue since {day}", day=each.due_on)) if late else due,
                tr(language, "closed on {day}", day=each.closed_on) if each.closed_on else None,
            ),
        ),
        record=each.reference or each.title,
        marked=late,
    )


def _treatment(each: Treatment, finding: Finding, on: date, language: Language) -> Row:
    """A line under the finding that it treats."""
    going = each.state not in (TreatmentState.DONE, TreatmentState.ABANDONED)
    late = going and each.due_on is not None and each.due_on < on
    due = tr(language, "due on {day}", day=each.due_on) if each.due_on else None
    kind = term(TreatmentKind, each.kind, language)
    return Row(
        (
            lines(muted(tr(language, "Treatment: {kind}", kind=kind)), each.description),
            "",
            lines(term(TreatmentState, each.state, language)),
            lines(
                each.owner,
                alert(tr(language, "overdue since {day}", day=each.due_on)) if late else due,
                tr(language, "done on {day}", day=each.done_on) if each.done_on else None,
            ),
        ),
        record=finding.reference or finding.title,
        marked=late,
    )


def _acceptance(each: RiskAcceptance, titles: dict[int, str], on: date, language: Language) -> Row:
    what = titles.get(each.finding_id or 0) or tr(language, "the vendor's residual risk")
    return Row(
        (
            lines(strong(what), each.reason),
            or_dash(each.approver),
            _lasting(each.accepted_on, each.expires_on, on, language),
        ),
        record=what,
        marked=each.expires_on < on,
    )


def _lasting(begins: date, expires: date, on: date, language: Language) -> Cell:
    """From when and until when a decision holds, as seen on a day."""
    until = alert(tr(language, "expired on {day}", day=expires)) if expires < on else tr(language, "until {day}", day=expires)
    return lines(tr(language, "from {day}", day=begins), until)


def _review(each: Review, language: Language) -> Row:
    level = term(RiskLevel, each.level, language) if each.level else None
    return Row(
        (
            lines(
                strong(term(ReviewKind, each.kind, language)),
                period(each.started_on, each.completed_on, language),
                muted(each.scope or ""),
            ),
            lines(figure(each.score, language) if each.score is not None else None, level, muted(each.method or "")),
            lines(
                term(ReviewConclusion, each.conclusion, language) if each.conclusion else muted(tr(language, "not concluded")),
                each.conditions,
            ),
            lines(
                each.assessor,
                tr(language, "approval recorded for {name}", name=each.approver)
                if each.approver
                else muted(tr(language, "not approved")),
                muted(on_day(each.approved_on, language)) if each.approved_on else None,
            ),
        )
    )
