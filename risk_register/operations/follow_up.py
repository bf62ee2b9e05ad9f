"""What was done about one vendor, read for reports on it alone."""

from typing import Any

from risk_register.model import assurance, parties
from risk_register.model.facts import VendorFacts
from risk_register.model.facts.follow_up import EvidenceReview, ExitPlan, FollowUp, Offboarding, Treatment
from risk_register.model.nouns import BY_RECORD
from risk_register.operations.fetch import facts_of, pairs
from risk_register.operations.offboarding import checklist
from risk_register.store import Register

_TREATMENT, _READING, _EVIDENCE, _PLAN, _PERSON = (
    BY_RECORD[each].table
    for each in (assurance.Treatment, assurance.EvidenceReview, assurance.Evidence, assurance.ExitPlan, parties.Person)
)


def follow_up(register: Register, facts: VendorFacts) -> FollowUp:
    """What was done about the vendor of these facts, its findings and its evidence. Raises `RegisterError` where it is gone."""
    steps = checklist(register, facts.vendor.id)
    treated = _TREATMENT.c.finding_id.in_([each.id for each in facts.findings])
    evidence = [each.id for each in facts.evidence]
    read = _READING.c.evidence_id.in_(evidence)
    expected = _EVIDENCE.c.user_entity_controls
    with register.read() as connection:
        owners = pairs(connection, _TREATMENT.c.id, _TREATMENT.c.owner_id, treated)
        people = pairs(connection, _PERSON.c.id, _PERSON.c.name, _PERSON.c.id.in_(set(owners.values()) - {None}))

        def owner(key: int) -> dict[str, Any]:
            return {"owner": people.get(owners[key])}

        return FollowUp(
            tuple(facts_of(connection, Treatment, _TREATMENT, treated, order=(_TREATMENT.c.due_on, _TREATMENT.c.id), more=owner)),
            tuple(facts_of(connection, EvidenceReview, _READING, read, order=(_READING.c.read_on, _READING.c.id))),
            pairs(connection, _EVIDENCE.c.id, expected, _EVIDENCE.c.id.in_(evidence), expected.is_not(None)),
            tuple(facts_of(connection, ExitPlan, _PLAN, _PLAN.c.vendor_id == facts.vendor.id)),
            _offboarding(steps.record),
            steps.holds,
        )


def _offboarding(record: Any) -> Offboarding | None:
    return None if record is None else Offboarding(**{name: record[name] for name in Offboarding.__slots__})
