"""The vendor's answers in its own words: what is adverse first, then every one, with the cell it was read from."""

from collections import Counter
from decimal import Decimal

from risk_register.model.facts import Answer, Round
from risk_register.model.vocabulary import ControlDomain, Polarity, ReviewerVerdict, RoundState, Verdict
from risk_register.reports.content import Block, Cell, Column, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.dossier.inputs import DossierInputs, RoundAnswers
from risk_register.reports.dossier.particulars import further_columns, note, particulars
from risk_register.reports.wording import alert, lines, muted, on_day, strong, term
from risk_register.texts import Language, number, tr

_ADVERSE = {
    (Polarity.YES_IS_GOOD, Verdict.NO),
    (Polarity.YES_IS_GOOD, Verdict.PARTIAL),
    (Polarity.NO_IS_GOOD, Verdict.YES),
    (Polarity.NO_IS_GOOD, Verdict.PARTIAL),
}


def is_adverse(answer: Answer) -> bool:
    """The answer is not the good one, by the question's polarity."""
    return (answer.polarity, answer.verdict) in _ADVERSE


def questionnaires(inputs: DossierInputs, language: Language) -> Section:
    """Rounds, then for each printed round its counts, its adverse answers, and all of its answers."""
    rounds = Table(
        (
            Column(tr(language, "Questionnaire"), 34),
            Column(tr(language, "State"), 14),
            Column(tr(language, "Sent, received"), 24),
            Column(tr(language, "File and SHA-256"), 28),
        ),
        tuple(_round(each, language) for each in inputs.facts.rounds),
        empty=tr(language, "No questionnaire has been received."),
    )
    parts = [part for each in inputs.answers for part in _answered(each, language)]
    return Section("questionnaires", tr(language, "Questionnaires"), (rounds,), tuple(parts))


def title(each: Round, language: Language) -> str:
    """The name of a round: that of its question set, else its family and version."""
    return each.title or f"{each.family.upper()} {each.version}".strip() or tr(language, "Questionnaire")


def _round(each: Round, language: Language) -> Row:
    return Row(
        (
            lines(strong(title(each, language)), muted(f"{each.family} {each.version}".strip()), note(each)),
            term(RoundState, each.state, language),
            lines(
                tr(language, "sent on {day}", day=each.sent_on) if each.sent_on else None,
                tr(language, "completed on {day}", day=each.completed_on) if each.completed_on else None,
                tr(language, "received on {day}", day=each.received_on) if each.received_on else None,
                muted(tr(language, "due on {day}", day=each.due_on)) if each.due_on and not each.received_on else None,
            ),
            lines(each.file_name, muted(each.file_sha256 or "")),
        ),
        record=title(each, language),
    )


def _answered(each: RoundAnswers, language: Language) -> list[Section]:
    key, name = f"round-{each.round.id}", title(each.round, language)
    adverse = [answer for answer in each.answers if is_adverse(answer)]
    blocks: list[Block] = [Prose(_read_as(each, language), Tone.MUTED), _counts(each, language), *particulars(each.round, language)]
    nothing = tr(language, "No answer is adverse.") if each.answers else tr(language, "This round holds no answers.")
    return [
        Section(f"{key}-counts", tr(language, "{name}: counts", name=name), tuple(blocks)),
        Section(f"{key}-adverse", tr(language, "{name}: adverse answers", name=name), (_table(adverse, nothing, language),)),
        Section(
            f"{key}-all",
            tr(language, "{name}: every answer", name=name),
            (_table(each.answers, tr(language, "This round holds no answers."), language),),
        ),
    ]


def _counts(each: RoundAnswers, language: Language) -> Table:
    counted = Counter(answer.verdict for answer in each.answers)
    total = max(len(each.answers), 1)
    rows = [
        Row((known.label(language), number(counted[known], language), Cell((), share=Decimal(counted[known] * 100) / total)))
        for known in Verdict
        if counted[known]
    ]
    rows.append(Row((tr(language, "Questions in all"), number(len(each.answers), language), ""), total=True))
    return Table(
        (Column(tr(language, "Verdict"), 30), Column(tr(language, "Answers"), 12, right=True), Column("", 58)),
        tuple(rows),
        empty="",
    )


def _read_as(each: RoundAnswers, language: Language) -> str:
    received = on_day(each.round.received_on, language)
    return tr(
        language,
        "Received on {day}. The verdict is how the program reads the vendor's words; the source is the sheet and cell of "
        "the vendor's file.",
        day=received,
    )


def _table(answers: tuple[Answer, ...] | list[Answer], nothing: str, language: Language) -> Table:
    rows: list[Row] = []
    section: str | None = None
    for answer in answers:
        if answer.section and answer.section != section:
            rows.append(Row((answer.section,), heading=True, record=source(answer)))
        section = answer.section
        rows.append(_answer(answer, language))
    return Table(
        (
            Column(tr(language, "Question"), 15),
            Column(tr(language, "Words of the question"), 37),
            Column(tr(language, "Verdict and the vendor's answer"), 37),
            Column(tr(language, "Source"), 15),
        ),
        tuple(rows),
        empty=nothing,
    )


def source(answer: Answer) -> str:
    """The place of an answer in the vendor's file, as a spreadsheet writes it."""
    return f"{answer.sheet}!{answer.cell}" if answer.sheet else answer.cell


def _answer(answer: Answer, language: Language) -> Row:
    adverse = is_adverse(answer)
    return Row(
        (
            lines(strong(answer.question_id), _domain(answer, language)),
            lines(answer.question),
            _words(answer, adverse, language),
            lines(muted(source(answer))),
        ),
        record=source(answer),
        marked=adverse,
    )


def _domain(answer: Answer, language: Language) -> Words | None:
    """Where the answer counts, unless the section above it says the same."""
    known = ControlDomain.parse(answer.domain)
    if known is None or answer.section in (known.en, known.fr):
        return None
    return muted(known.label(language))


def _words(answer: Answer, adverse: bool, language: Language) -> Cell:
    known = Verdict.parse(answer.verdict)
    verdict = known.label(language) if known is not None else str(answer.verdict)
    if known is Verdict.UNANSWERED and not answer.words:
        verdict = tr(language, "no answer")
    said = answer.words if answer.words.strip().casefold() != verdict.casefold() else None
    reviewed = None
    if answer.reviewer_verdict or answer.reviewer_note:
        judged = term(ReviewerVerdict, answer.reviewer_verdict, language)
        reviewed = Words(
            tr(language, "Reviewer: {verdict}. {note}", verdict=judged, note=answer.reviewer_note or "").strip(), Tone.NOTE
        )
    return lines(
        alert(verdict) if adverse else strong(verdict),
        said,
        Words(tr(language, "Note: {words}", words=answer.notes), Tone.NOTE) if answer.notes else None,
        muted(further_columns(answer.extra, language)),
        reviewed,
    )
