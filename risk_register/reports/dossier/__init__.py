"""The dossier of one vendor: all that is known of it, for an auditor."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from risk_register.reports.assembly import assembled, history_section
from risk_register.reports.audiences import Audience, Matter
from risk_register.reports.content import ReportContent, Section
from risk_register.reports.dossier.assurance import evidence, findings
from risk_register.reports.dossier.chain import supply_chain
from risk_register.reports.dossier.contacts import contacts
from risk_register.reports.dossier.data import accesses, flows, subcontractors
from risk_register.reports.dossier.dependence import contracts, services
from risk_register.reports.dossier.inputs import DossierInputs, RoundAnswers
from risk_register.reports.dossier.leaving import leaving
from risk_register.reports.dossier.questionnaires import questionnaires
from risk_register.reports.dossier.reasons import reasons
from risk_register.reports.dossier.scope import scope
from risk_register.reports.dossier.summary import cover, summary
from risk_register.reports.embedding.audience import for_a_dossier
from risk_register.reports.embedding.document import JudgedFacts
from risk_register.reports.files import write
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.store import Register

__all__ = ["DossierContent", "DossierInputs", "RoundAnswers", "build", "dossier_content", "write"]

DossierContent = ReportContent


def dossier_content(inputs: DossierInputs, language: Language) -> DossierContent:
    """What the dossier says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "dossier",
        tr(language, "Vendor dossier: {vendor}", vendor=inputs.facts.vendor.legal_name),
        inputs.basis,
        language,
        cover(inputs, language),
        scope(inputs, language),
        (
            summary(inputs, language),
            *((reasons(inputs, language),) if inputs.tells(Matter.SCORE) else ()),
            services(inputs, language),
            contracts(inputs, language),
            flows(inputs, language),
            *supply_chain(inputs, language),
            subcontractors(inputs, language),
            accesses(inputs, language),
            *leaving(inputs, language),
            *contacts(inputs, language),
            evidence(inputs, language),
            findings(inputs, language),
            questionnaires(inputs, language),
            *_history(inputs, language),
        ),
        (JudgedFacts(for_a_dossier(inputs.facts, with_contacts=inputs.with_contacts), inputs.assessment),),
    )


def _history(inputs: DossierInputs, language: Language) -> tuple[Section, ...]:
    said = tr(
        language,
        "The newest changes of the journal that touch this vendor. Changes are only ever added to the journal, "
        "each chained to the one before by its hash.",
    )
    return history_section(tr(language, "History"), said, inputs.history, inputs.basis, language)


def build(
    register: "Register",
    vendor_id: int,
    *,
    language: Language,
    as_of: date | None = None,
    preparer: str = "",
    with_contacts: bool = False,
    audience: Audience = Audience.AUDITOR,
) -> DossierContent:
    """One vendor's dossier, as of now or as known at the end of a day. Raises `RegisterError` where there is no such vendor."""
    from risk_register.reports.gathering import gather_dossier, looking_back_at

    with looking_back_at(register, vendor_id, as_of) as then:
        found = gather_dossier(then, vendor_id, language, preparer=preparer, audience=audience)
        return dossier_content(replace(found, with_contacts=with_contacts), language)
