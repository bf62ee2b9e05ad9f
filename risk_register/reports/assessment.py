"""A vendor's latest round of a questionnaire: every answer in its words, what the reviewer made of it, and what changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.model.facts import Evidence
from risk_register.model.vocabulary import ReviewerVerdict, RoundState, Verdict
from risk_register.operations.reviewing import ReviewLine, ReviewSheet, review_sheet
from risk_register.reports.assembly import assembled
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
from risk_register.reports.content import Words as Said
from risk_register.reports.dossier.assurance import expiry
from risk_register.reports.dossier.particulars import further_columns, particulars
from risk_register.reports.dossier.questionnaires import source, title
from risk_register.reports.standing import Standing, reconciled
from risk_register.reports.statements import identity
from risk_register.reports.wording import Basis, alert, lines, muted, on_day, or_dash, sentences, strong, term
from risk_register.texts import Language, Text, number, tr

if TYPE_CHECKING:
    from risk_register.store import Register

_OPEN = (Verdict.UNANSWERED, Verdict.NOT_EVALUATED)


@dataclass(frozen=True, slots=True)
class AssessmentInputs:
    """One round as its reviewer meets it, with the evidence that answers cite."""

    basis: Basis
    sheet: ReviewSheet
    evidence: tuple[Evidence, ...] = ()
    rounds: int = 1
    """How many rounds of the vendor the register holds."""
    held: int = 1
    """How many rounds of all vendors it holds."""

    def count(self, *verdicts: Verdict) -> int:
        """How many answers have one of these verdicts."""
        return sum(line.answer.verdict in verdicts for line in self.sheet.lines)


def assessment_content(inputs: AssessmentInputs, language: Language) -> ReportContent:
    """What the report says, in one language. Pure: the same inputs give the same content."""
    lines_ = inputs.sheet.lines
    adverse = [line for line in lines_ if line.adverse]
    changed = [line for line in lines_ if line.changed or (inputs.sheet.before is not None and line.before is None)]
    unanswered = [line for line in lines_ if line.answer.verdict in _OPEN]
    nothing_changed = (
        tr(language, "No answer changed since the round before.")
        if inputs.sheet.before
        else tr(language, "There is no earlier round of this questionnaire to compare with.")
    )
    return assembled(
        "assessment",
        tr(language, "Questionnaire of {vendor}", vendor=inputs.sheet.vendor),
        inputs.basis,
        language,
        _cover(inputs, language),
        _standing(inputs, language),
        (
            _summary(inputs, language),
            Section(
                "adverse", tr(language, "Adverse answers"), (_answers(adverse, tr(language, "No answer is adverse."), language),)
            ),
            Section(
                "changes",
                tr(language, "What changed since the round before"),
                (Prose(_compared(inputs, language), Tone.MUTED), _answers(changed, nothing_changed, language)),
            ),
            Section(
                "unanswered",
                tr(language, "Questions without an answer"),
                (_answers(unanswered, tr(language, "Every question is answered."), language),),
            ),
            Section(
                "answers",
                tr(language, "Every answer"),
                (
                    Prose(_how_to_read(language), Tone.MUTED),
                    _answers(lines_, tr(language, "This round holds no answers."), language),
                ),
            ),
            _evidence(inputs, language),
        ),
    )


def _cover(inputs: AssessmentInputs, language: Language) -> Cover:
    return Cover(
        kind=tr(language, "Questionnaire with the vendor's answers and our review"),
        subject=inputs.sheet.vendor,
        headline=_headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. The vendor's statements are "
            "unverified unless evidence is cited.",
        ),
    )


def _standing(inputs: AssessmentInputs, language: Language) -> Standing:
    waiting = len(inputs.sheet.lines) - inputs.sheet.reviewed
    return Standing(
        tr(
            language,
            "In this report: every answer of one round in the vendor's words, with verdict, our reviewer's verdict and note, the "
            "evidence cited, sheet and cell, and what changed since the round before.",
        ),
        tr(
            language,
            "Not in this report: the vendor's other rounds, except to compare with, the score, and the content of evidence files.",
        ),
        reconciled(
            (tr(language, "Questionnaire rounds in the register"), inputs.held),
            [
                (tr(language, "left out: of other vendors"), inputs.held - inputs.rounds),
                (tr(language, "left out: other rounds of this vendor"), inputs.rounds - 1),
            ],
            (tr(language, "Rounds in this report"), 1),
            language,
        ),
        (
            (tr(language, "Questions without an answer"), number(inputs.count(Verdict.UNANSWERED), language)),
            (tr(language, "Not evaluated by the vendor"), number(inputs.count(Verdict.NOT_EVALUATED), language)),
            (tr(language, "Answers not judged by a reviewer"), number(waiting, language)),
        ),
        (tr(language, "The vendor's statements are unverified unless evidence is cited."),),
        inputs.evidence,
        tr(language, "Reviewers' verdicts are recorded answer by answer; the journal names who gave each."),
    )


def _headline(inputs: AssessmentInputs, language: Language) -> tuple[Tile, ...]:
    lines_ = inputs.sheet.lines
    adverse = sum(line.adverse for line in lines_)
    unanswered = inputs.count(*_OPEN)
    changed = sum(line.changed for line in lines_)
    return (
        Tile(tr(language, "Questions"), number(len(lines_), language), title(inputs.sheet.round, language)),
        Tile(tr(language, "Adverse answers"), number(adverse, language), tr(language, "by the question's meaning")),
        Tile(tr(language, "Without an answer"), number(unanswered, language), tr(language, "they never lower the risk")),
        Tile(
            tr(language, "Reviewed by us"),
            number(inputs.sheet.reviewed, language),
            tr(language, "changed since last time: {count}", count=changed),
        ),
    )


def _summary(inputs: AssessmentInputs, language: Language) -> Section:
    found = inputs.sheet.round
    received = Facts(
        (
            (tr(language, "Questionnaire"), lines(title(found, language), muted(f"{found.family} {found.version}".strip()))),
            (tr(language, "State"), term(RoundState, found.state, language)),
            (tr(language, "Sent on"), on_day(found.sent_on, language)),
            (tr(language, "Received on"), on_day(found.received_on, language)),
            (tr(language, "Completed by the vendor on"), on_day(found.completed_on, language)),
            (tr(language, "File and SHA-256"), lines(found.file_name, muted(found.file_sha256 or ""))),
            (
                tr(language, "Review finished"),
                or_dash(
                    " ".join(
                        each
                        for each in (on_day(found.reviewed_on, language) if found.reviewed_on else "", found.reviewer or "")
                        if each
                    )
                ),
            ),
            (
                tr(language, "Round before"),
                on_day(inputs.sheet.before.received_on, language) if inputs.sheet.before else tr(language, "none"),
            ),
        )
    )
    blocks = (
        Tiles(_headline(inputs, language)),
        Panel(tr(language, "Conclusion"), _conclusion(inputs, language)),
        received,
        _counts(inputs, language),
        _reviewed(inputs, language),
        *particulars(found, language),
    )
    return Section("summary", tr(language, "Summary"), blocks, new_page=True)


def _conclusion(inputs: AssessmentInputs, language: Language) -> str:
    lines_ = inputs.sheet.lines
    waiting = len(lines_) - inputs.sheet.reviewed
    return sentences(
        (
            Text(
                "{vendor} was asked {count} questions and left {open} without an answer.",
                vendor=inputs.sheet.vendor,
                count=len(lines_),
                open=inputs.count(*_OPEN),
            ),
            Text("Adverse answers: {count}.", count=sum(line.adverse for line in lines_)),
            Text("Answers that nobody on our side has judged yet: {count}.", count=waiting)
            if waiting
            else Text("Every answer has been judged by a reviewer."),
            Text("Answers that say something else than last time: {count}.", count=sum(line.changed for line in lines_))
            if inputs.sheet.before
            else None,
        ),
        language,
    )


def _compared(inputs: AssessmentInputs, language: Language) -> str:
    before = inputs.sheet.before
    if before is None:
        return tr(language, "Questions are matched by their id, else by their words.")
    return tr(
        language,
        "Compared with the round received on {day} ({file}). Questions are matched by their id, else by their words; those without "
        "a counterpart are new.",
        day=before.received_on or "—",
        file=before.file_name or "—",
    )


def _how_to_read(language: Language) -> str:
    return tr(
        language,
        "In the order of the vendor's file. The verdict is how the program reads the vendor's words; what our reviewer says of it "
        "stands under it. The source is the sheet and cell of the vendor's file.",
    )


def _counts(inputs: AssessmentInputs, language: Language) -> Table:
    lines_ = inputs.sheet.lines
    counted, total = Counter(line.answer.verdict for line in lines_), max(len(lines_), 1)
    rows = [
        Row((known.label(language), number(counted[known], language), Cell((), share=Decimal(counted[known] * 100) / total)))
        for known in Verdict
        if counted[known]
    ]
    rows.append(Row((tr(language, "Questions in all"), number(len(lines_), language), ""), total=True))
    columns = (Column(tr(language, "Verdict"), 30), Column(tr(language, "Answers"), 12, right=True), Column("", 58))
    return Table(columns, tuple(rows), empty="")


def _reviewed(inputs: AssessmentInputs, language: Language) -> Table:
    counted = Counter(line.answer.reviewer_verdict for line in inputs.sheet.lines)
    rows = [
        Row((known.label(language), number(counted[known.value], language), ""))
        for known in ReviewerVerdict
        if counted[known.value]
    ]
    rows.append(Row((tr(language, "not judged yet"), number(counted[None], language), ""), total=True))
    columns = (Column(tr(language, "Reviewer's verdict"), 30), Column(tr(language, "Answers"), 12, right=True), Column("", 58))
    return Table(columns, tuple(rows), empty="")


def _answers(found: "tuple[ReviewLine, ...] | list[ReviewLine]", nothing: str, language: Language) -> Table:
    rows: list[Row] = []
    section: str | None = None
    for line in found:
        if line.answer.section and line.answer.section != section:
            rows.append(Row((line.answer.section,), heading=True, record=source(line.answer)))
        section = line.answer.section
        rows.append(_answer(line, language))
    columns = (
        Column(tr(language, "Question"), 14),
        Column(tr(language, "Words of the question"), 30),
        Column(tr(language, "Verdict and the vendor's answer"), 34),
        Column(tr(language, "Review, evidence, source"), 26),
    )
    return Table(columns, tuple(rows), empty=nothing)


def _answer(line: ReviewLine, language: Language) -> Row:
    answer = line.answer
    known = Verdict.parse(answer.verdict)
    verdict = known.label(language) if known is not None else str(answer.verdict)
    if known is Verdict.UNANSWERED and not answer.words:
        verdict = tr(language, "no answer")
    said = answer.words if answer.words.strip().casefold() != verdict.casefold() else None
    words = lines(
        alert(verdict) if line.adverse else strong(verdict),
        said,
        Said(tr(language, "Note: {words}", words=answer.notes), Tone.NOTE) if answer.notes else None,
        muted(further_columns(answer.extra, language)),
        Said(_before(line, language), Tone.NOTE) if line.changed else None,
    )
    return Row(
        (lines(strong(answer.question_id)), answer.question, words, _review(line, language)),
        record=source(answer),
        marked=line.adverse,
    )


def _before(line: ReviewLine, language: Language) -> str:
    assert line.before is not None
    words = "\n".join(each for each in (line.before.words, line.before.notes) if each.strip())
    return tr(language, "Last time: {words}", words=words or tr(language, "no answer"))


def _review(line: ReviewLine, language: Language) -> Cell:
    answer = line.answer
    return lines(
        strong(term(ReviewerVerdict, answer.reviewer_verdict, language))
        if answer.reviewer_verdict
        else muted(tr(language, "not judged yet")),
        answer.reviewer_note,
        *(tr(language, "Evidence: {title}", title=each) for each in line.evidence),
        muted(source(answer)),
    )


def _evidence(inputs: AssessmentInputs, language: Language) -> Section:
    columns = (
        Column(tr(language, "Evidence"), 40),
        Column(tr(language, "Expires"), 22),
        Column(tr(language, "File and SHA-256"), 38),
    )
    rows = tuple(
        Row(
            (
                lines(strong(each.title), muted(each.issuer or "")),
                lines(expiry(each.expires_on, inputs.basis.as_of, language)),
                lines(each.file_name, muted(each.file_sha256 or tr(language, "no file"))),
            ),
            record=each.title,
        )
        for each in inputs.evidence
    )
    table = Table(columns, rows, empty=tr(language, "No answer cites evidence: all of them are statements of the vendor."))
    return Section("evidence", tr(language, "Evidence that answers cite"), (table,))


def build(
    register: "Register", vendor_id: int, *, language: Language, as_of: date | None = None, preparer: str = ""
) -> ReportContent:
    """The newest round of a vendor that came back. Raises `RegisterError` where the vendor has none."""
    from risk_register.operations.facts import vendor_facts
    from risk_register.operations.scoring import method_in_force
    from risk_register.reports.gathering import basis_of, held, latest_rounds, looking_back, refuse_before_its_time

    with looking_back(register, as_of) as then:
        refuse_before_its_time(register, then, vendor_id)
        facts = vendor_facts(then, vendor_id)
        newest = latest_rounds(facts)
        if not newest:
            raise RegisterError(
                "{vendor} has returned no questionnaire, so there is no assessment to print. Import its answers first.",
                vendor=facts.vendor.legal_name,
            )
        sheet = review_sheet(then, newest[0].id)
        cited = {title_ for line in sheet.lines for title_ in line.evidence}
        basis = basis_of(then, method_in_force(then), language, preparer=preparer)
        evidence = tuple(each for each in facts.evidence if each.title in cited)
        return assessment_content(
            AssessmentInputs(basis, sheet, evidence, len(facts.rounds), held(then, "questionnaire")), language
        )
