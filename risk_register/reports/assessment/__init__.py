"""A vendor's latest round of a questionnaire: every answer in its words, what the reviewer made of it, and what changed."""

from datetime import date
from typing import TYPE_CHECKING

from risk_register.errors import RegisterError
from risk_register.reports.assembly import assembled
from risk_register.reports.assessment.answers import answers, compared, evidence, how_to_read
from risk_register.reports.assessment.inputs import OPEN, AssessmentInputs
from risk_register.reports.assessment.summary import cover, standing, summary
from risk_register.reports.audiences import Audience
from risk_register.reports.content import Prose, ReportContent, Section, Tone
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.store import Register

__all__ = ["AssessmentInputs", "assessment_content", "build"]


def assessment_content(inputs: AssessmentInputs, language: Language) -> ReportContent:
    """What the report says, in one language. Pure: the same inputs give the same content."""
    lines_ = inputs.sheet.lines
    adverse = [line for line in lines_ if line.adverse]
    changed = [line for line in lines_ if line.changed or (inputs.sheet.before is not None and line.before is None)]
    unanswered = [line for line in lines_ if line.answer.verdict in OPEN]
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
        cover(inputs, language),
        standing(inputs, language),
        (
            summary(inputs, language),
            Section(
                "adverse",
                tr(language, "Adverse answers"),
                (answers(inputs, adverse, tr(language, "No answer is adverse."), language),),
            ),
            Section(
                "changes",
                tr(language, "What changed since the round before"),
                (Prose(compared(inputs, language), Tone.MUTED), answers(inputs, changed, nothing_changed, language)),
            ),
            Section(
                "unanswered",
                tr(language, "Questions without an answer"),
                (answers(inputs, unanswered, tr(language, "Every question is answered."), language),),
            ),
            Section(
                "answers",
                tr(language, "Every answer"),
                (
                    Prose(how_to_read(inputs, language), Tone.MUTED),
                    answers(inputs, lines_, tr(language, "This round holds no answers."), language),
                ),
            ),
            evidence(inputs, language),
        ),
    )


def build(
    register: "Register",
    vendor_id: int,
    *,
    language: Language,
    as_of: date | None = None,
    preparer: str = "",
    audience: Audience = Audience.AUDITOR,
) -> ReportContent:
    """The newest round of a vendor that came back. Raises `RegisterError` where the vendor has none."""
    from risk_register.operations.facts import vendor_facts
    from risk_register.operations.reviewing import review_sheet
    from risk_register.operations.scoring import method_in_force
    from risk_register.reports.gathering import basis_of, held, latest_rounds, looking_back_at
    from risk_register.reports.withholding import for_readers, sheet_for_readers

    with looking_back_at(register, vendor_id, as_of) as then:
        facts = for_readers(vendor_facts(then, vendor_id), audience)
        newest = latest_rounds(facts)
        if not newest:
            raise RegisterError(
                "{vendor} has returned no questionnaire, so there is no assessment to print. Import its answers first.",
                vendor=facts.vendor.legal_name,
            )
        sheet = sheet_for_readers(review_sheet(then, newest[0].id), facts, audience)
        cited = {title for line in sheet.lines for title in line.evidence}
        basis = basis_of(then, method_in_force(then), language, preparer=preparer, audience=audience)
        cited_evidence = tuple(each for each in facts.evidence if each.title in cited)
        return assessment_content(
            AssessmentInputs(basis, sheet, cited_evidence, len(facts.rounds), held(then, "questionnaire")), language
        )
