"""What the dossier answers, what it leaves out, and how far it can be relied on."""

from risk_register.model.vocabulary import ScopeDecision, Verdict
from risk_register.reports.content import Bullets, Section
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.statements import knowledge
from risk_register.reports.wording import term
from risk_register.texts import Language, tr


def scope(inputs: DossierInputs, language: Language) -> Section:
    """What the document answers, what it leaves out, and how far it can be relied on."""
    facts, vendor = inputs.facts, inputs.facts.vendor
    unanswered = sum(answer.verdict == Verdict.UNANSWERED for each in inputs.answers for answer in each.answers)
    asked = sum(len(each.answers) for each in inputs.answers)
    cited_evidence = sum(each.file_sha256 is not None for each in facts.evidence)
    older = len(facts.rounds) - len(inputs.answers)
    statements = [
        tr(
            language,
            "In this report, as known on the as-of day: services, contracts, service levels, data flows, subcontractors, access, "
            "evidence, reviews, findings, acceptances, incidents, questionnaires, and recent history.",
        ),
        tr(
            language,
            "Not in this report: other vendors' records, contact persons, notes, events, credit claims, exit plans, offboarding "
            "and overrides, which stay in the register, and the content of evidence files, which are named here by their SHA-256.",
        ),
        tr(
            language,
            "The vendor's statements are unverified unless evidence is cited. Evidence recorded: {count}, of which with its "
            "file: {files}.",
            count=len(facts.evidence),
            files=cited_evidence,
        ),
        tr(
            language,
            "Questions printed: {asked}, of which without an answer: {unanswered}. A question without an answer never lowers "
            "the risk.",
            asked=asked,
            unanswered=unanswered,
        ),
    ]
    if older > 0:
        statements.append(tr(language, "Older questionnaire rounds are listed without their answers: {count}.", count=older))
    if vendor.scope_decision != ScopeDecision.IN_SCOPE:
        statements.append(
            tr(
                language,
                "Scope decision on this vendor: {decision}. {reason}",
                decision=term(ScopeDecision, vendor.scope_decision, language),
                reason=vendor.scope_reason or "",
            )
        )
    statements.append(knowledge(inputs.basis, language))
    return Section("scope", tr(language, "Scope and limits"), (Bullets(tuple(each.strip() for each in statements)),))
