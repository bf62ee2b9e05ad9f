"""The score taken apart: its reasons with their points, and the controls by domain."""

from decimal import Decimal

from risk_register.reports.content import Cell, Column, Prose, Row, Section, Table, Tone
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.wording import cited, lines, muted, share, signed
from risk_register.risk.result import FactRef
from risk_register.texts import Language, number, tr


def reasons(inputs: DossierInputs, language: Language) -> Section:
    """The score taken apart: points that add up to it, each with the facts it rests on; then the controls by domain."""
    judged = inputs.assessment
    rows = [
        Row((signed(each.points, language, 2), lines(each.text.render(language), muted(_rests_on(inputs, each.facts, language)))))
        for each in judged.reasons
    ]
    if judged.residual is not None and rows:
        total = sum((each.points for each in judged.reasons), Decimal(0))
        rows.append(Row((signed(total, language, 2), tr(language, "Residual risk")), total=True))
    points = Table(
        (Column(tr(language, "Points"), 9, right=True), Column(tr(language, "Reason, and the facts it rests on"), 91)),
        tuple(rows),
        empty=tr(language, "No points are counted: the vendor is unassessed.")
        if judged.residual is None
        else tr(language, "The method gave no reasons."),
    )
    method = tr(
        language,
        "Computed by method {method} on {day}. The points add up exactly to the residual risk as printed.",
        method=judged.method,
        day=judged.on,
    )
    return Section("reasons", tr(language, "Reasons of the score"), (Prose(method, Tone.MUTED), points, _domains(inputs, language)))


def _rests_on(inputs: DossierInputs, refs: tuple[FactRef, ...], language: Language) -> str:
    named = cited(inputs.facts, refs, language)
    return tr(language, "Rests on: {facts}", facts=named) if named else ""


def _domains(inputs: DossierInputs, language: Language) -> Table:
    rows = tuple(
        Row(
            (
                each.domain.label(language),
                share(each.effectiveness, language),
                Cell((), share=each.effectiveness) if each.effectiveness is not None else "",
                number(each.questions, language),
                number(each.answered, language),
                number(each.adverse, language),
            )
        )
        for each in inputs.assessment.domains
    )
    return Table(
        (
            Column(tr(language, "Control domain"), 35),
            Column(tr(language, "Effectiveness"), 14, right=True),
            Column("", 17),
            Column(tr(language, "Questions"), 10, right=True),
            Column(tr(language, "Answered"), 11, right=True),
            Column(tr(language, "Adverse"), 13, right=True),
        ),
        rows,
        empty=tr(language, "No questionnaire has been received."),
        title=tr(language, "Controls by domain"),
    )
