"""Every answer in the vendor's words with what our reviewer made of it, what changed, and the evidence that answers cite."""

from collections.abc import Sequence

from risk_register.model.vocabulary import ReviewerVerdict, Verdict
from risk_register.operations.reviewing import ReviewLine
from risk_register.reports.assessment.inputs import AssessmentInputs
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Cell, Column, Row, Section, Table, Tone
from risk_register.reports.content import Words as Said
from risk_register.reports.dossier.assurance import evidence_row, expiry
from risk_register.reports.dossier.particulars import further_columns
from risk_register.reports.dossier.questionnaires import source
from risk_register.reports.wording import alert, lines, muted, strong, term
from risk_register.texts import Language, tr


def compared(inputs: AssessmentInputs, language: Language) -> str:
    """With what these answers are compared, and how."""
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


def how_to_read(inputs: AssessmentInputs, language: Language) -> str:
    """What stands where in the tables of answers."""
    if not inputs.basis.tells(Matter.REMARKS):
        return tr(
            language,
            "In the order of the vendor's file. The verdict is how the program reads the vendor's words. The source is the sheet "
            "and cell of the vendor's file.",
        )
    return tr(
        language,
        "In the order of the vendor's file. The verdict is how the program reads the vendor's words; what our reviewer says of it "
        "stands under it. The source is the sheet and cell of the vendor's file.",
    )


def answers(inputs: AssessmentInputs, found: Sequence[ReviewLine], nothing: str, language: Language) -> Table:
    """One row an answer, under the sections of the vendor's file."""
    judged = inputs.basis.tells(Matter.REMARKS)
    rows: list[Row] = []
    section: str | None = None
    for line in found:
        if line.answer.section and line.answer.section != section:
            rows.append(Row((line.answer.section,), heading=True, record=source(line.answer)))
        section = line.answer.section
        rows.append(_answer(line, language, judged=judged))
    columns = (
        Column(tr(language, "Question"), 14),
        Column(tr(language, "Words of the question"), 30),
        Column(tr(language, "Verdict and the vendor's answer"), 34),
        Column(tr(language, "Review, evidence, source") if judged else tr(language, "Evidence, source"), 26),
    )
    return Table(columns, tuple(rows), empty=nothing)


def _answer(line: ReviewLine, language: Language, *, judged: bool) -> Row:
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
        (lines(strong(answer.question_id)), answer.question, words, _review(line, language, judged=judged)),
        record=source(answer),
        marked=line.adverse,
    )


def _before(line: ReviewLine, language: Language) -> str:
    assert line.before is not None
    words = "\n".join(each for each in (line.before.words, line.before.notes) if each.strip())
    return tr(language, "Last time: {words}", words=words or tr(language, "no answer"))


def _review(line: ReviewLine, language: Language, *, judged: bool) -> Cell:
    answer = line.answer
    verdict = (
        strong(term(ReviewerVerdict, answer.reviewer_verdict, language))
        if answer.reviewer_verdict
        else muted(tr(language, "not judged yet"))
    )
    return lines(
        verdict if judged else None,
        answer.reviewer_note,
        *(tr(language, "Evidence: {title}", title=each) for each in line.evidence),
        muted(source(answer)),
    )


def evidence(inputs: AssessmentInputs, language: Language) -> Section:
    """The artefacts that answers cite."""
    columns = (
        Column(tr(language, "Evidence"), 40),
        Column(tr(language, "Expires"), 22),
        Column(tr(language, "File and SHA-256"), 38),
    )
    rows = tuple(
        evidence_row(each, lines(expiry(each.expires_on, inputs.basis.as_of, language)), language) for each in inputs.evidence
    )
    table = Table(columns, rows, empty=tr(language, "No answer cites evidence: all of them are statements of the vendor."))
    return Section("evidence", tr(language, "Evidence that answers cite"), (table,))
