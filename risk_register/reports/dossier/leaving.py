"""How the vendor can be left, whether that was tried, and how far the end of the relation has come.

DORA Art. 28(8): exit strategies for services that support critical or important functions, 'comprehensive, documented and [...]
sufficiently tested and reviewed periodically'. GDPR Art. 28(3)(g): data deleted or returned at the end.
"""

from datetime import date

from risk_register.model.facts.follow_up import ExitPlan, Offboarding
from risk_register.model.vocabulary import Criticality, Stage
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Cell, CellContent, Column, Facts, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.wording import DASH, alert, lines, on_day, or_dash, strong
from risk_register.risk.holding import ENDING
from risk_register.texts import Language, listed, number, tr


def leaving(inputs: DossierInputs, language: Language) -> tuple[Section, ...]:
    """Exit plans and the end of the relation; no section where neither is recorded and nobody need miss them."""
    plans = _plans(inputs, language) if inputs.tells(Matter.DEPENDENCE) else []
    end = _end(inputs, language)
    both = tr(language, "Exit and end of the relation")
    told = (
        Section("exit-plans", tr(language, "Exit plans"), tuple(plans)),
        Section("end", tr(language, "End of the relation"), tuple(end)),
    )
    held = tuple(each for each in told if each.blocks)
    return held if len(held) < 2 else (Section("exit", both, (), held),)


def _plans(inputs: DossierInputs, language: Language) -> list[Block]:
    blocks: list[Block] = []
    if inputs.follow_up.exit_plans:
        columns = (
            Column(tr(language, "Exit plan and its triggers"), 29),
            Column(tr(language, "Alternatives"), 27),
            Column(tr(language, "Cost"), 16, right=True),
            Column(tr(language, "Test and its result"), 28),
        )
        rows = tuple(_plan(inputs, each, language) for each in inputs.follow_up.exit_plans)
        blocks.append(Table(columns, rows, empty=""))
    if without := _without_a_plan(inputs):
        said = tr(
            language,
            "No exit plan is recorded for what critical or important functions rest on: {services} (DORA Art. 28(8)).",
            services=listed(without, language),
        )
        blocks.append(Prose(said, Tone.NOTE))
    return blocks


def _plan(inputs: DossierInputs, each: ExitPlan, language: Language) -> Row:
    named = {service.id: service.name for service in inputs.facts.services}
    subject = named.get(each.service_id or 0) or tr(language, "All that the vendor provides")
    cost = DASH if each.cost is None else f"{number(each.cost, language, 2)} {each.currency or ''}".strip()
    tested = tr(language, "tested on {day}", day=each.tested_on) if each.tested_on else None
    return Row(
        (
            lines(strong(subject), each.triggers),
            or_dash(each.alternatives),
            cost,
            lines(strong(tested) if tested else alert(tr(language, "no test is recorded")), each.result),
        ),
        record=subject,
        marked=each.tested_on is None,
    )


def _without_a_plan(inputs: DossierInputs) -> list[str]:
    """The services in use on which a critical or important function rests and that no plan is about; a relation that is over
    needs none.
    """
    planned = {each.service_id for each in inputs.follow_up.exit_plans}
    if None in planned or inputs.facts.vendor.stage == Stage.TERMINATED:
        return []
    return [
        each.name
        for each in inputs.facts.services
        if each.id not in planned
        and (each.valid_to or date.max) >= inputs.basis.as_of
        and any(function.criticality == Criticality.CRITICAL_OR_IMPORTANT for function in each.functions)
    ]


def _end(inputs: DossierInputs, language: Language) -> list[Block]:
    found = inputs.follow_up
    blocks: list[Block] = []
    if found.offboarding is not None:
        blocks.append(Facts(_steps(inputs, found.offboarding, language)))
    elif found.holds is None and inputs.facts.vendor.stage in ENDING:
        blocks.append(Prose(tr(language, "No step of the end of the relation is recorded."), Tone.NOTE))
    if found.holds is not None:
        said = tr(language, "Data of ours may still be with the vendor. {why}.", why=found.holds)
        blocks.append(Prose(said, Tone.ALERT))
    return blocks


def _steps(inputs: DossierInputs, each: Offboarding, language: Language) -> tuple[tuple[str, CellContent], ...]:
    """Every step, those not done as well: what is missing is what an auditor looks for."""
    return (
        (tr(language, "Begun"), on_day(each.started_on, language)),
        (tr(language, "Access off"), on_day(each.access_off_on, language)),
        (tr(language, "Data returned"), on_day(each.data_returned_on, language)),
        (tr(language, "Deletion certificate"), _certificate(inputs, each, language)),
    )


def _certificate(inputs: DossierInputs, each: Offboarding, language: Language) -> Cell:
    title = next((evidence.title for evidence in inputs.facts.evidence if evidence.id == each.certificate_id), None)
    certified = each.certificate_on is not None or each.certificate_id is not None
    return lines(
        strong(title) if title else None,
        None if certified else alert(tr(language, "none is recorded")),
        tr(language, "issued on {day}", day=each.certificate_on) if each.certificate_on else None,
        tr(language, "signed by {name}", name=each.certificate_signatory) if each.certificate_signatory else None,
        each.certificate_scope,
        _covers(each.backups_included, tr(language, "backups included"), tr(language, "backups not included")),
        _covers(
            each.subcontractors_included,
            tr(language, "its subcontractors included"),
            tr(language, "its subcontractors not included"),
        ),
    )


def _covers(stated: bool | None, yes: str, no: str) -> Words | None:
    if stated is None:
        return None
    return Words(yes) if stated else alert(no)
