"""A vendor's service levels: what was promised, what was measured and what not, what was missed, and which credits that gives."""

from datetime import date
from typing import TYPE_CHECKING

from risk_register.reports.assembly import assembled
from risk_register.reports.audiences import Audience
from risk_register.reports.content import ReportContent
from risk_register.reports.service_levels.inputs import SlaInputs
from risk_register.reports.service_levels.summary import cover, standing, summary
from risk_register.reports.service_levels.tables import due_credits, misses, spoken, terms, windows
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.store import Register

__all__ = ["SlaInputs", "build", "sla_content"]


def sla_content(inputs: SlaInputs, language: Language) -> ReportContent:
    """What the report says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "sla",
        tr(language, "Service levels of {vendor}", vendor=inputs.vendor),
        inputs.basis,
        language,
        cover(inputs, language),
        standing(inputs, language),
        (
            summary(inputs, language),
            terms(inputs, language),
            misses(inputs, language),
            due_credits(inputs, language),
            windows(inputs, language),
            spoken(inputs, language),
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
    """How a vendor's service levels stand. Raises `RegisterError` where there is no such vendor."""
    from risk_register.operations.facts import vendor_facts
    from risk_register.operations.scoring import method_in_force
    from risk_register.operations.sla import service_levels
    from risk_register.operations.vendors import vendor_name
    from risk_register.reports.gathering import basis_of, held, looking_back_at
    from risk_register.reports.withholding import for_readers

    with looking_back_at(register, vendor_id, as_of) as then:
        levels = service_levels(then, vendor_id, facts=for_readers(vendor_facts(then, vendor_id), audience))
        basis = basis_of(then, method_in_force(then), language, preparer=preparer, audience=audience)
        return sla_content(SlaInputs(basis, vendor_name(then, vendor_id), levels, held(then, "sla_term")), language)
