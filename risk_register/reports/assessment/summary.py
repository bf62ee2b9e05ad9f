"""The first pages of a report on a questionnaire: cover, scope, and what came of it on one page."""

from collections import Counter
from decimal import Decimal

from risk_register.model.vocabulary import ReviewerVerdict, RoundState, Verdict
from risk_register.reports.assessment.inputs import OPEN, AssessmentInputs
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Cell, Column, Cover, Facts, Panel, Row, Section, Table, Tile, Tiles
from risk_register.reports.dossier.particulars import particulars
from risk_register.reports.dossier.questionnaires import title
from risk_register.reports.standing import Counted, Standing, reconciled
from risk_register.reports.statements import identity
from risk_register.reports.wording import lines, muted, on_day, or_dash, sentences, term
from risk_register.texts import Language, Text, number, tr


def cover(inputs: AssessmentInputs, language: Language) -> Cover:
    """The first page."""
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


def standing(inputs: AssessmentInputs, language: Language) -> Standing:
    """What the report answers, what it leaves out, and what is not known."""
    waiting = len(inputs.sheet.lines) - inputs.sheet.reviewed
    judged = inputs.basis.tells(Matter.REMARKS)
    return Standing(
        tr(
            language,
            "In this report: every answer of one round in the vendor's words, with verdict, our reviewer's verdict and note, the "
            "evidence cited, sheet and cell, and what changed since the round before.",
        )
        if judged
        else tr(
            language,
            "In this report: every answer of one round in the vendor's words, with verdict, the evidence cited, sheet and cell, "
            "and what changed since the round before.",
        ),
        tr(
            language,
            "Not in this report: the vendor's other rounds, except to compare with, the score, and the content of evidence files.",
        ),
        _population(inputs, language),
        (
            (tr(language, "Questions without an answer"), number(inputs.count(Verdict.UNANSWERED), language)),
            (tr(language, "Not evaluated by the vendor"), number(inputs.count(Verdict.NOT_EVALUATED), language)),
            *(((tr(language, "Answers not judged by a reviewer"), number(waiting, language)),) if judged else ()),
        ),
        (tr(language, "The vendor's statements are unverified unless evidence is cited."),),
        inputs.evidence,
        tr(language, "Reviewers' verdicts are recorded answer by answer; the journal names who gave each.") if judged else "",
    )


def _population(inputs: AssessmentInputs, language: Language) -> tuple[Counted, ...]:
    """How this round stands to all of them; readers who are told nothing of others are not told how many there are."""
    shown, others = (tr(language, "Rounds in this report"), 1), inputs.rounds - 1
    mine = (tr(language, "left out: other rounds of this vendor"), others)
    if not inputs.basis.tells(Matter.OTHERS):
        return reconciled((tr(language, "Questionnaire rounds of this vendor"), inputs.rounds), [mine], shown, language)
    elsewhere = (tr(language, "left out: of other vendors"), inputs.held - inputs.rounds)
    return reconciled((tr(language, "Questionnaire rounds in the register"), inputs.held), [elsewhere, mine], shown, language)


def _headline(inputs: AssessmentInputs, language: Language) -> tuple[Tile, ...]:
    lines_ = inputs.sheet.lines
    adverse = sum(line.adverse for line in lines_)
    unanswered = inputs.count(*OPEN)
    changed = sum(line.changed for line in lines_)
    return (
        Tile(tr(language, "Questions"), number(len(lines_), language), title(inputs.sheet.round, language)),
        Tile(tr(language, "Adverse answers"), number(adverse, language), tr(language, "by the question's meaning")),
        Tile(tr(language, "Without an answer"), number(unanswered, language), tr(language, "they never lower the risk")),
        Tile(
            tr(language, "Reviewed by us"),
            number(inputs.sheet.reviewed, language),
            tr(language, "changed since last time: {count}", count=changed),
        )
        if inputs.basis.tells(Matter.REMARKS)
        else Tile(tr(language, "Changed"), number(changed, language), tr(language, "since last time")),
    )


def summary(inputs: AssessmentInputs, language: Language) -> Section:
    """The round on one page."""
    found = inputs.sheet.round
    received = Facts(
        (
            (tr(language, "Questionnaire"), lines(title(found, language), muted(f"{found.family} {found.version}".strip()))),
            (tr(language, "State"), term(RoundState, found.state, language)),
            (tr(language, "Sent on"), on_day(found.sent_on, language)),
            (tr(language, "Received on"), on_day(found.received_on, language)),
            (tr(language, "Completed by the vendor on"), on_day(found.completed_on, language)),
            (tr(language, "File and SHA-256"), lines(found.file_name, muted(found.file_sha256 or ""))),
            *_finished(inputs, language),
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
        *((_reviewed(inputs, language),) if inputs.basis.tells(Matter.REMARKS) else ()),
        *particulars(found, language),
    )
    return Section("summary", tr(language, "Summary"), blocks, new_page=True)


def _finished(inputs: AssessmentInputs, language: Language) -> tuple[tuple[str, str], ...]:
    """When our review of it ended, and who made it."""
    found = inputs.sheet.round
    if not inputs.basis.tells(Matter.REMARKS):
        return ()
    ended = on_day(found.reviewed_on, language) if found.reviewed_on else ""
    words = " ".join(each for each in (ended, found.reviewer) if each)
    return ((tr(language, "Review finished"), or_dash(words)),)


def _conclusion(inputs: AssessmentInputs, language: Language) -> str:
    lines_ = inputs.sheet.lines
    waiting = len(lines_) - inputs.sheet.reviewed
    judged = (
        Text("Answers that nobody on our side has judged yet: {count}.", count=waiting)
        if waiting
        else Text("Every answer has been judged by a reviewer.")
    )
    return sentences(
        (
            Text(
                "{vendor} was asked {count} questions and left {open} without an answer.",
                vendor=inputs.sheet.vendor,
                count=len(lines_),
                open=inputs.count(*OPEN),
            ),
            Text("Adverse answers: {count}.", count=sum(line.adverse for line in lines_)),
            judged if inputs.basis.tells(Matter.REMARKS) else None,
            Text("Answers that say something else than last time: {count}.", count=sum(line.changed for line in lines_))
            if inputs.sheet.before
            else None,
        ),
        language,
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
