"""By what a record is recognised when a file gives it no id: so the same file, read twice, creates nothing the second time."""

from collections.abc import Mapping
from typing import Any

from risk_register.model.names import fold
from risk_register.model.nouns import Noun

Key = tuple[Any, ...]

_KEYS: Mapping[str, str] = {
    "setting": "name",
    "rule_text": "kind name sha256",
    "person": "name",
    "person_approval": "person_id scope",
    "own_entity": "legal_name",
    "branch": "own_entity_id name",
    "regime": "own_entity_id regime valid_from",
    "insurance_policy": "own_entity_id insurer policy_number valid_from",
    "vendor": "legal_name",
    "vendor_name": "vendor_id name",
    "identifier": "vendor_id kind value",
    "contact": "vendor_id purpose name email",
    "custom_field": "vendor_id name",
    "vendor_confirmation": "vendor_id confirmed_by confirmed_on",
    "supplier_ledger": "title period_from period_to",
    "ledger_supplier": "ledger_id name account registration",
    "heading_mapping": "sheet_kind heading",
    "function": "reference",
    "service": "vendor_id name",
    "service_function": "service_id function_id",
    "access": "vendor_id service_id system privilege",
    "evidence": "vendor_id kind title period_from period_to issued_on",
    "evidence_link": "evidence_id noun record_id",
    "evidence_review": "evidence_id reader read_on",
    "contract": "reference",
    "contract_signer": "contract_id side name",
    "contract_entity": "contract_id own_entity_id",
    "contract_service": "contract_id service_id",
    "clause": "contract_id topic valid_from",
    "sla_term": "contract_id service_id metric name valid_from",
    "sla_credit_step": "sla_term_id beyond",
    "credit_claim": "sla_term_id measurement_id asked_on",
    "processing_activity": "reference",
    "data_flow": "name from_vendor_id to_vendor_id service_id valid_from",
    "flow_element": "flow_id element",
    "flow_population": "flow_id subject region",
    "flow_country": "flow_id country use",
    "subcontractor_list": "provider_id name version received_on",
    "subcontractor_link": "provider_id subcontractor_id contract_id service_id flow_id valid_from",
    "link_element": "link_id element",
    "link_country": "link_id country use",
    "question_set": "family version",
    "question": "question_set_id sheet question_id occurrence",
    "question_mapping": "name",
    "questionnaire": "vendor_id question_set_id service_id sent_on received_on file_sha256",
    "answer_review": "answer_id reviewer reviewed_at",
    "review": "vendor_id kind started_on completed_on",
    "finding": "vendor_id reference title opened_on",
    "treatment": "finding_id kind description",
    "risk_acceptance": "vendor_id finding_id approver_id accepted_on",
    "override": "vendor_id judgement author made_on",
    "exit_plan": "vendor_id service_id",
    "offboarding": "vendor_id started_on",
    "note": "vendor_id author written_at body",
    "vendor_event": "vendor_id title published_on",
    "incident": "reference title received_on",
    "incident_vendor": "incident_id vendor_id",
    "incident_element": "incident_id element",
    "task": "incident_id title rule",
    "notification": "incident_id recipient_kind recipient stage",
}
_FOLDED = frozenset({"legal_name", "name"})

NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "vendor": ("legal_name",),
    "person": ("name",),
    "own_entity": ("legal_name",),
    "function": ("reference", "name"),
    "contract": ("reference",),
    "processing_activity": ("reference", "name"),
}
"""Nouns that other records may name by these fields instead of an id."""


def key_fields(noun: Noun) -> tuple[str, ...]:
    """The fields by which a record is recognised; all of them for records that are never changed once stored."""
    if noun.append_only:
        return tuple(noun.draft.model_fields)
    return tuple(_KEYS[noun.name].split())


def key_of(noun: Noun, values: Mapping[str, Any]) -> Key:
    """What a record is recognised by, with the draft's defaults where nothing is said; names are compared folded."""
    return tuple(_comparable(noun, name, values) for name in key_fields(noun))


def owner_field(noun: Noun) -> str | None:
    """The reference, always given, to the record that this one belongs to; None for those that stand alone."""
    for name in key_fields(noun):
        if noun.table.columns[name].foreign_keys and noun.draft.model_fields[name].is_required():
            return name
    return None


def _comparable(noun: Noun, name: str, values: Mapping[str, Any]) -> Any:
    field = noun.draft.model_fields[name]
    value = values[name] if name in values else None if field.is_required() else field.default
    return fold(value) if name in _FOLDED and isinstance(value, str) else value
