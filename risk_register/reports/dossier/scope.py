"""What the dossier answers, what it leaves out, and how far it can be relied on."""

from risk_register.model.vocabulary import ClauseState, ScopeDecision, Verdict
from risk_register.reports.audiences import Matter
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.standing import Standing, among_others
from risk_register.reports.wording import term
from risk_register.texts import Language, number, tr


def scope(inputs: DossierInputs, language: Language) -> Standing:
    """What the document answers, what it leaves out, and how far it can be relied on."""
    facts, vendor = inputs.facts, inputs.facts.vendor
    unanswered = sum(answer.verdict == Verdict.UNANSWERED for each in inputs.answers for answer in each.answers)
    asked = sum(len(each.answers) for each in inputs.answers)
    cited_evidence = sum(each.file_sha256 is not None for each in facts.evidence)
    older = len(facts.rounds) - len(inputs.answers)
    limits = [
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
        limits.append(tr(language, "Older questionnaire rounds are listed without their answers: {count}.", count=older))
    if vendor.scope_decision != ScopeDecision.IN_SCOPE and inputs.tells(Matter.REVIEWS):
        limits.append(
            tr(
                language,
                "Scope decision on this vendor: {decision}. {reason}",
                decision=term(ScopeDecision, vendor.scope_decision, language),
                reason=vendor.scope_reason or "",
            ).strip()
        )
    return Standing(
        _inside(inputs, language),
        _outside(inputs, language),
        among_others(
            inputs.basis,
            (tr(language, "Third parties in the register"), inputs.third_parties),
            tr(language, "left out: this report is about one vendor"),
            (tr(language, "Vendors in this report"), 1),
            language,
        ),
        (
            (tr(language, "Questions without an answer"), number(unanswered, language)),
            (tr(language, "Clauses not read"), number(_not_read(inputs), language)),
            (tr(language, "Data flows whose people nobody counted"), number(_uncounted(inputs), language)),
        ),
        tuple(limits),
        facts.evidence,
    )


def _not_read(inputs: DossierInputs) -> int:
    return sum(clause.state == ClauseState.NOT_READ for contract in inputs.facts.contracts for clause in contract.clauses)


def _uncounted(inputs: DossierInputs) -> int:
    return sum(flow.people is None for flow in inputs.facts.flows)


def _inside(inputs: DossierInputs, language: Language) -> str:
    if not inputs.tells(Matter.REVIEWS):
        return tr(
            language,
            "In this report, as known on the as-of day: the vendor's services, contracts, service levels, data flows with us, the "
            "subcontractors that it named, access, the end of the relation, evidence, findings, and its answers to our "
            "questionnaires.",
        )
    if not inputs.tells(Matter.HISTORY):
        return tr(
            language,
            "In this report, as known on the as-of day: services, contracts, service levels, data flows, subcontractors, access, "
            "exit plans, the end of the relation, evidence and who read it, reviews, findings and their treatment, acceptances, "
            "overrides, incidents, and questionnaires.",
        )
    return tr(
        language,
        "In this report, as known on the as-of day: services, contracts, service levels, data flows, subcontractors, access, "
        "exit plans, the end of the relation, evidence and who read it, reviews, findings and their treatment, acceptances, "
        "overrides, incidents, questionnaires, and recent history.",
    )


def _outside(inputs: DossierInputs, language: Language) -> str:
    if inputs.with_contacts:
        return tr(
            language,
            "Not in this report: other vendors' records, notes and events, which stay in the register; credit claims, which the "
            "report on service levels tells; and the content of evidence files, which are named here by their SHA-256.",
        )
    return tr(
        language,
        "Not in this report: other vendors' records, contact persons, notes and events, which stay in the register; credit claims, "
        "which the report on service levels tells; and the content of evidence files, which are named here by their SHA-256.",
    )
