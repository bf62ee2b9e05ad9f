"""How we depend on the vendor: services and functions, contracts and clauses, promised service levels."""

from risk_register.model.facts import Clause, Contract, Function, Service, SlaMeasurement, SlaTerm
from risk_register.model.vocabulary import (
    BreachNoticeFrom,
    ClauseState,
    ClauseTopic,
    ContractEnd,
    ContractKind,
    Criticality,
    MeasurementWindow,
    Reintegration,
    Reliance,
    Renewal,
    ServiceKind,
    SlaMetric,
    Substitutability,
)
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Cell, Column, Facts, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.wording import (
    DASH,
    alert,
    kept,
    lines,
    muted,
    on_day,
    or_dash,
    period,
    quantity,
    span,
    strong,
    target,
    term,
)
from risk_register.risk.sla import current
from risk_register.texts import Language, listed, number, tr

_MEASUREMENTS_SHOWN = 12


def services(inputs: DossierInputs, language: Language) -> Section:
    """What the vendor provides, which functions of ours rest on it, and how hard it is to replace."""
    columns = (
        Column(tr(language, "Service"), 34),
        Column(tr(language, "Functions it supports"), 36),
        Column(tr(language, "Substitutability"), 30),
    )
    shown = 3 if inputs.tells(Matter.DEPENDENCE) else 1
    table = Table(
        columns[:shown],
        tuple(Row(_service(each, language)[:shown], record=each.name) for each in inputs.facts.services),
        empty=tr(language, "No service is recorded."),
    )
    return Section("services", tr(language, "Services and functions"), (table,))


def _service(each: Service, language: Language) -> tuple[Cell, ...]:
    replaceable = lines(
        strong(term(Substitutability, each.substitutability, language)),
        each.substitutability_reason,
        tr(language, "Reliance: {word}", word=term(Reliance, each.reliance, language)) if each.reliance else None,
        tr(language, "Taking back in-house: {word}", word=term(Reintegration, each.reintegration, language))
        if each.reintegration
        else None,
        tr(language, "Alternatives: {words}", words=each.alternatives) if each.alternatives else None,
    )
    return (
        lines(
            strong(each.name),
            muted(term(ServiceKind, each.kind, language)) if each.kind else None,
            each.description,
            muted(period(each.valid_from, each.valid_to, language)) if each.valid_from or each.valid_to else None,
        ),
        lines(*(words for function in each.functions for words in _function(function, language))),
        replaceable,
    )


def _function(each: Function, language: Language) -> tuple[Words | None, ...]:
    times = [
        tr(language, "RTO {hours} h", hours=each.rto_hours) if each.rto_hours is not None else "",
        tr(language, "RPO {hours} h", hours=each.rpo_hours) if each.rpo_hours is not None else "",
    ]
    return (
        strong(f"{each.reference} {each.name}"),
        Words(term(Criticality, each.criticality, language))
        if each.criticality
        else muted(tr(language, "criticality not recorded")),
        Words(each.criticality_reason) if each.criticality_reason else None,
        muted(", ".join(time for time in times if time)),
    )


def contracts(inputs: DossierInputs, language: Language) -> Section:
    """What was agreed: each contract with its clauses as read, then the promised service levels against what was measured."""
    facts = inputs.facts
    blocks: list[Block] = []
    for contract in facts.contracts:
        blocks += [_contract(inputs, contract, language), _clauses(contract, language)]
    if not facts.contracts:
        blocks.append(Prose(tr(language, "No contract is recorded."), Tone.NOTE))
    blocks.append(_service_levels(inputs, language))
    return Section("contracts", tr(language, "Contracts and service levels"), tuple(blocks))


def _contract(inputs: DossierInputs, each: Contract, language: Language) -> Facts:
    cost = DASH if each.annual_cost is None else f"{number(each.annual_cost, language, 2)} {each.currency or ''}".strip()
    renewal = term(Renewal, each.renewal, language)
    if each.renewal_months:
        renewal += tr(language, ", by {months} months", months=each.renewal_months)
    notice = listed(
        [
            *([tr(language, "ours {days} days", days=each.notice_days_ours)] if each.notice_days_ours is not None else []),
            *(
                [tr(language, "the vendor's {days} days", days=each.notice_days_theirs)]
                if each.notice_days_theirs is not None
                else []
            ),
        ],
        language,
    )
    ended = (
        ()
        if each.ended_on is None
        else ((tr(language, "Ended"), f"{on_day(each.ended_on, language)}, {term(ContractEnd, each.end_reason, language)}"),)
    )
    return Facts(
        (
            (tr(language, "Contract"), lines(strong(each.reference), each.title, muted(term(ContractKind, each.kind, language)))),
            (tr(language, "In force"), period(each.starts_on, each.ends_on, language)),
            (tr(language, "Renewal"), renewal),
            (tr(language, "Notice period"), or_dash(notice)),
            (tr(language, "Governing law"), or_dash(each.governing_law)),
            *(((tr(language, "Annual cost"), cost),) if inputs.tells(Matter.MONEY) else ()),
            *ended,
        )
    )


def _clauses(contract: Contract, language: Language) -> Table:
    return Table(
        (
            Column(tr(language, "Clause"), 26),
            Column(tr(language, "As read"), 14),
            Column(tr(language, "Words and place"), 42),
            Column(tr(language, "Read"), 18),
        ),
        tuple(
            Row(_clause(each, language), record=f"{contract.reference}, {each.topic}", marked=each.state == ClauseState.ABSENT)
            for each in contract.clauses
        ),
        empty=tr(language, "No clause has been read yet."),
        title=tr(language, "Clauses of {contract}", contract=contract.reference),
    )


def _clause(each: Clause, language: Language) -> tuple[Cell, ...]:
    state = term(ClauseState, each.state, language)
    hours = tr(language, "Within {hours} hours", hours=each.hours) if each.hours is not None else None
    if hours and each.hours_from:
        hours += f" ({term(BreachNoticeFrom, each.hours_from, language)})"
    return (
        lines(term(ClauseTopic, each.topic, language)),
        lines(alert(state) if each.state == ClauseState.ABSENT else Words(state)),
        lines(
            strong(hours) if hours else None,
            each.wording,
            muted(tr(language, "Page {page}", page=each.page)) if each.page else None,
        ),
        lines(each.read_by, muted(on_day(each.read_on, language)) if each.read_on else None),
    )


def _service_levels(inputs: DossierInputs, language: Language) -> Table:
    contracts_by_id = {each.id: each.reference for each in inputs.facts.contracts}
    return Table(
        (
            Column(tr(language, "Service level"), 28),
            Column(tr(language, "Promise"), 30),
            Column(tr(language, "Measured, newest first"), 42),
        ),
        tuple(_service_level(each, contracts_by_id.get(each.contract_id, ""), language) for each in inputs.facts.sla_terms),
        empty=tr(language, "No service level is recorded."),
        title=tr(language, "Service levels"),
    )


def _service_level(promise: SlaTerm, contract: str, language: Language) -> Row:
    measured = sorted(current(promise), key=lambda each: (each.starts_on, each.id), reverse=True)
    shown = [_measurement(promise, each, language) for each in measured[:_MEASUREMENTS_SHOWN]]
    if len(measured) > _MEASUREMENTS_SHOWN:
        shown.append(muted(tr(language, "and {count} earlier", count=len(measured) - _MEASUREMENTS_SHOWN)))
    return Row(
        (
            lines(
                strong(promise.name or term(SlaMetric, promise.metric, language)),
                term(SlaMetric, promise.metric, language) if promise.name else None,
                muted(contract),
            ),
            lines(
                target(promise, language),
                muted(term(MeasurementWindow, promise.window, language)),
                tr(language, "Excluding: {words}", words=promise.exclusions) if promise.exclusions else None,
                tr(language, "Credit: {words}", words=promise.credit_scale) if promise.credit_scale else None,
                tr(language, "To be claimed within {days} days", days=promise.claim_days)
                if promise.claim_days is not None
                else None,
                tr(language, "Termination: {words}", words=promise.termination_trigger) if promise.termination_trigger else None,
            ),
            lines(*shown) if shown else lines(muted(tr(language, "not measured"))),
        ),
        record=promise.name or promise.metric,
        marked=any(kept(promise, each) is False for each in measured),
    )


def _measurement(promise: SlaTerm, each: SlaMeasurement, language: Language) -> Words:
    when, held = span(each.starts_on, each.ends_on, language), kept(promise, each)
    if each.value is None:
        return muted(tr(language, "{period}: not measured", period=when))
    value = quantity(each.value, promise.unit, language)
    if held:
        return Words(tr(language, "{period}: {value}, met", period=when, value=value))
    return alert(tr(language, "{period}: {value}, missed", period=when, value=value))
