"""What a form asks for first, what it asks under 'More', and what belongs to a record and is edited with it: data, noun by noun.

A field that no layout names stands under 'More', so that nothing a register can hold is out of reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from risk_register.texts import Text


@dataclass(frozen=True, slots=True)
class Picks:
    """Records that say 'this one too': picked from a list, one after the other. `fields` are what is picked."""

    noun: str
    parent_field: str
    fields: tuple[str, ...]
    title: Text


@dataclass(frozen=True, slots=True)
class Rows:
    """Records of several fields, a line for each."""

    noun: str
    parent_field: str
    fields: tuple[str, ...]
    title: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """A record for each term of a vocabulary, all of which are shown: what nobody has looked at yet is seen to be so."""

    noun: str
    parent_field: str
    topic: str
    """The field that holds the term."""
    state: str
    """The field that says what was found; it begins at its default where there is no record."""
    fields: tuple[str, ...]
    title: Text
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that are asked of some terms alone."""
    read: tuple[str, str] = ("read_by", "read_on")
    """The fields that say who found it, and when."""


Part = Picks | Rows | Checklist
Ask = str | Part


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are asked together, under a heading or none."""

    asks: tuple[Ask, ...]
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the form of a noun is laid out."""

    groups: tuple[Group, ...]
    more: tuple[Ask, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Fields that no person types: what the program itself keeps, or what is given by where the form was opened."""
    only_when: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Fields and parts that are asked only while another field holds one of some terms."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What belongs to the record and is edited with it."""
        return tuple(ask for ask in (*(ask for group in self.groups for ask in group.asks), *self.more) if not isinstance(ask, str))

    @property
    def placed(self) -> frozenset[str]:
        """The fields that have their place."""
        asks = (*(ask for group in self.groups for ask in group.asks), *self.more)
        return frozenset(ask for ask in asks if isinstance(ask, str)) | self.hidden


_FILE = frozenset({"file_name", "file_sha256"})
_VALID = ("valid_from", "valid_to")
_OF_VENDOR = frozenset({"vendor_id"})

LAYOUTS: Mapping[str, Layout] = MappingProxyType({
    "person": Layout((Group(("name", "role", "email", "phone", Picks("person_approval", "person_id", ("scope",),
                                                                      Text("May approve"))),),)),
    "own_entity": Layout(
        (Group(("legal_name", "kind", "country", "lei", "time_zone", "parent_id", "address")),
         Group((Rows("regime", "own_entity_id", ("regime", "valid_from", "valid_to", "reason"), Text("Regimes it is under")),
                "lead_data_protection_authority", "data_protection_officer", "authorities"), Text("Authorities")),
         Group((Rows("branch", "own_entity_id", ("name", "country", "identification_code"), Text("Branches")),))),
    ),
    "branch": Layout((Group(("own_entity_id", "name", "country", "identification_code")),)),
    "regime": Layout((Group(("own_entity_id", "regime", "valid_from", "valid_to", "reason")),)),
    "insurance_policy": Layout((Group(("own_entity_id", "insurer", "policy_number", "notice_hours", "notice_contact", "conditions",
                                       "valid_from", "valid_to")),)),
    "vendor": Layout(
        (Group(("legal_name", "reference", "stage", "owner_id", "country", "website", "description")),
         Group(("since", "next_review_on", "stated_criticality", "scope_decision", "scope_reason"), Text("With us")),
         Group((Rows("contact", "vendor_id", ("purpose", "name", "email", "phone", "last_verified_on"), Text("Contacts")),
                Rows("identifier", "vendor_id", ("kind", "value"), Text("Identifiers")),
                Rows("vendor_name", "vendor_id", ("name",), Text("Other names"))), Text("How to reach and know it"))),
        more=("relation", "parent_id", "ultimate_parent_id", "town", "address", "scope_decided_by", "scope_decided_on",
              "designated_critical_on", "designated_critical_by", "archived_on",
              Rows("custom_field", "vendor_id", ("name", "value"), Text("Fields of your own"))),
    ),
    "vendor_name": Layout((Group(("name",)),), hidden=_OF_VENDOR),
    "identifier": Layout((Group(("kind", "value")),), hidden=_OF_VENDOR),
    "contact": Layout((Group(("purpose", "name", "email", "phone", "address", "last_verified_on")),), hidden=_OF_VENDOR),
    "custom_field": Layout((Group(("name", "value")),), hidden=_OF_VENDOR),
    "vendor_confirmation": Layout((Group(("confirmed_by", "confirmed_on", "person_id", "remarks")),), hidden=_OF_VENDOR | _FILE),
    "function": Layout(
        (Group(("reference", "name", "own_entity_id", "licensed_activity")),
         Group(("criticality", "criticality_reason", "assessed_on", "stop_effect", "rto_hours", "rpo_hours"),
               Text("If it stopped"))),
    ),
    "service": Layout(
        (Group(("name", "kind", "description", Picks("service_function", "service_id", ("function_id",),
                                                      Text("Functions it supports")), "reliance")),
         Group(("substitutability", "substitutability_reason", "reintegration", "alternatives"), Text("If it had to be replaced"))),
        more=_VALID, hidden=_OF_VENDOR,
    ),
    "access": Layout(
        (Group(("system", "privilege", "integration", "credential", "service_id")),
         Group(("granted_on", "reviewed_on", "revoked_on"), Text("Since when"))), hidden=_OF_VENDOR,
    ),
    "contract": Layout(
        (Group(("reference", "title", "kind", "overarching_id",
                Picks("contract_service", "contract_id", ("service_id",), Text("Services under it")),
                Picks("contract_entity", "contract_id", ("own_entity_id",), Text("Used by")))),
         Group(("starts_on", "ends_on", "renewal", "renewal_months"), Text("Term")),
         Group(("notice_days_ours", "notice_months_ours", "notice_form_ours", "notice_counted_from_ours",
                "notice_address_theirs"), Text("If we give notice")),
         Group(("annual_cost", "currency", "governing_law", "document_id"), Text("Particulars")),
         Group((Checklist("clause", "contract_id", "topic", "state", ("state", "page", "wording", "hours", "hours_from"),
                          Text("Clauses"), only=MappingProxyType({"hours": ("breach_notice",), "hours_from": ("breach_notice",)})),
                ))),
        more=("notice_days_theirs", "notice_months_theirs", "notice_form_theirs", "notice_counted_from_theirs",
              "notice_address_ours", "ended_on", "end_reason",
              Rows("contract_signer", "contract_id", ("side", "name", "own_entity_id", "signed_on"), Text("Signers"))),
        hidden=_OF_VENDOR,
        only_when=MappingProxyType({"overarching_id": ("kind", ("subsequent", "intra_group")),
                                    "renewal_months": ("renewal", ("tacit", "express"))}),
    ),
    "contract_signer": Layout((Group(("contract_id", "side", "name", "own_entity_id", "signed_on")),)),
    "clause": Layout(
        (Group(("contract_id", "topic", "state", "hours", "hours_from", "page", "wording", "read_by", "read_on", "document_id")),),
        more=_VALID, only_when=MappingProxyType({"hours": ("topic", ("breach_notice",)),
                                                 "hours_from": ("topic", ("breach_notice",))}),
    ),
    "sla_term": Layout(
        (Group(("contract_id", "metric", "name", "service_id", "direction", "target", "unit", "window")),
         Group((Rows("sla_credit_step", "sla_term_id", ("beyond", "credit"), Text("Credit steps")), "credit_cap", "claim_days",
                "termination_trigger"), Text("If it is missed"))),
        more=("exclusions", "credit_scale", *_VALID),
    ),
    "sla_measurement": Layout((Group(("sla_term_id", "starts_on", "ends_on", "value", "source")),)),
    "credit_claim": Layout((Group(("sla_term_id", "measurement_id", "asked_on", "asked", "currency", "state", "granted",
                                   "invoice")),)),
    "processing_activity": Layout((Group(("reference", "name", "own_entity_id", "role", "purpose", "legal_basis", "retention")),)),
    "data_flow": Layout(
        (Group(("name", "from_vendor_id", "to_vendor_id", "service_id",
                Picks("flow_element", "flow_id", ("element",), Text("Data")))),
         Group((Rows("flow_population", "flow_id", ("subject", "region", "count", "exact", "counted_on"), Text("People concerned")),
                "activity_id", "purpose", "legal_basis", "our_role", "their_role"), Text("Whose data, and why")),
         Group((Picks("flow_country", "flow_id", ("use", "country"), Text("Countries")), "transfer_mechanism",
                "transfer_checked_on", "transfer_assessed_on"), Text("Where")),
         Group(("in_transit", "at_rest", "pseudonymised", "retention", "confidentiality", "integrity", "availability"),
               Text("Protection"))),
        more=("own_entity_id", "customers", "customer_notice_hours", *_VALID),
    ),
    "subcontractor_list": Layout(
        (Group(("name", "version", "received_on", "announced_on", "effective_on", "objection_until")),
         Group(("decision", "decision_reason", "decided_by", "decided_on"), Text("Our decision"))),
        more=("listing", "source"), hidden=frozenset({"provider_id"}) | _FILE,
    ),
    "subcontractor_link": Layout(
        (Group(("subcontractor_id", "purpose", "service_id", "contract_id", "flow_id", "supports_critical_function",
                Picks("link_country", "link_id", ("use", "country"), Text("Countries")))),
         Group(("passes_all_elements", Picks("link_element", "link_id", ("element",), Text("Data passed on"))),
               Text("What it receives")),
         Group(("authorisation", "announced_on", "objection_until", "decision", "confidence"), Text("Allowed"))),
        more=("address", "contact", "list_id", "list_name", "list_version", *_VALID), hidden=frozenset({"provider_id"}),
        only_when=MappingProxyType({"link_element": ("passes_all_elements", ("False",))}),
    ),
    "evidence": Layout(
        (Group(("kind", "title", "issuer", "period_from", "period_to", "issued_on", "expires_on")),
         Group(("scope", "opinion", "exceptions"), Text("What it says")),
         Group((Rows("evidence_review", "evidence_id", ("reader", "read_on", "relied_on_for"), Text("Read by")),))),
        more=("exclusions", "carve_outs", "user_entity_controls"), hidden=_OF_VENDOR | _FILE,
    ),
    "evidence_review": Layout((Group(("evidence_id", "reader", "read_on", "relied_on_for")),)),
    "questionnaire": Layout(
        (Group(("question_set_id", "service_id", "state", "recipient", "language", "sent_on", "due_on", "received_on",
                "reviewed_on", "reviewer")),),
        more=("completed_on", "reminded_on"), hidden=_OF_VENDOR | _FILE | {"issued_sha256", "summary"},
    ),
    "answer_review": Layout((Group(("verdict", "note", "reviewer")),), hidden=frozenset({"answer_id", "reviewed_at"})),
    "review": Layout(
        (Group(("kind", "scope", "started_on", "completed_on", "assessor_id", "inputs")),
         Group(("conclusion", "conditions", "approver_id", "approved_on"), Text("What it concluded"))),
        more=("score", "level", "method"), hidden=_OF_VENDOR,
    ),
    "finding": Layout(
        (Group(("title", "severity", "owner_id", "due_on", "description")),
         Group(("likelihood", "impact", "planned_effect", "treatment", "state", "opened_on", "closed_on"),
               Text("How it is treated")),
         Group((Rows("treatment", "finding_id", ("kind", "description", "owner_id", "due_on", "state"), Text("Treatments")),))),
        more=("reference", "review_id", "incident_id", "answer_id", "measurement_id"),
        hidden=_OF_VENDOR | {"contradiction"}, only_when=MappingProxyType({"closed_on": ("state", ("closed",))}),
    ),
    "treatment": Layout((Group(("finding_id", "kind", "description", "state", "owner_id", "due_on", "done_on")),)),
    "risk_acceptance": Layout(
        (Group(("finding_id", "approver_id", "reason", "accepted_on", "expires_on")),), more=("accepted_score", "method"),
        hidden=_OF_VENDOR,
    ),
    "override": Layout((Group(("judgement", "value", "author", "reason", "made_on", "expires_on")),), more=("method",),
                       hidden=_OF_VENDOR),
    "exit_plan": Layout((Group(("service_id", "triggers", "alternatives", "cost", "currency", "tested_on", "result")),),
                        hidden=_OF_VENDOR),
    "offboarding": Layout(
        (Group(("started_on", "access_off_on", "data_returned_on")),
         Group(("certificate_on", "certificate_signatory", "certificate_scope", "backups_included", "subcontractors_included",
                "certificate_id"), Text("The deletion certificate"))), hidden=_OF_VENDOR,
    ),
    "note": Layout((Group(("body", "author")),), hidden=_OF_VENDOR | {"written_at"}),
    "vendor_event": Layout(
        (Group(("title", "happened_on", "published_on", "source")),
         Group(("affected", "checked_on", "checked_by", "searched"), Text("Are we affected?"))), hidden=_OF_VENDOR,
    ),
    "incident": Layout(
        (Group(("title", "reference", "announced_by_id", "origin_id", "received_on", "state", "severity",
                Picks("incident_vendor", "incident_id", ("vendor_id",), Text("Vendors concerned")))),
         Group(("outcome", "lessons"), Text("What came of it"))),
    ),
    "incident_stamp": Layout((Group(("incident_id", "name", "at", "source")),)),
    "task": Layout((Group(("title", "owner_id", "due_at", "done_at", "state")),), hidden=frozenset({"incident_id", "rule"})),
    "notification": Layout(
        (Group(("recipient_kind", "recipient", "stage", "sent_at", "receipt_number", "body")),),
        hidden=frozenset({"incident_id", "rule"}),
    ),
    "supplier_ledger": Layout((Group(("title", "period_from", "period_to", "loaded_on")),), hidden=_FILE),
    "ledger_supplier": Layout(
        (Group(("name", "account", "registration", "country", "amount", "currency")),
         Group(("vendor_id", "scope_decision", "scope_reason", "decided_by", "decided_on"), Text("What we decided"))),
        hidden=frozenset({"ledger_id"}),
    ),
})
"""The nouns that a person types records of. What comes by files alone (answers, questions, notices) has no form."""

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "person": ("name", "role", "email", "phone"),
    "own_entity": ("legal_name", "kind", "country", "lei", "time_zone", "parent_id"),
    "branch": ("name", "country", "own_entity_id", "identification_code"),
    "regime": ("regime", "own_entity_id", "valid_from", "valid_to", "reason"),
    "insurance_policy": ("insurer", "policy_number", "own_entity_id", "notice_hours", "notice_contact", "valid_to"),
    "contact": ("purpose", "name", "email", "phone", "last_verified_on"),
    "identifier": ("kind", "value"), "vendor_name": ("name",), "custom_field": ("name", "value"),
    "vendor_confirmation": ("confirmed_by", "confirmed_on", "remarks"),
    "function": ("reference", "name", "own_entity_id", "criticality", "rto_hours", "rpo_hours"),
    "processing_activity": ("reference", "name", "own_entity_id", "role", "legal_basis"),
    "contract_signer": ("name", "side", "contract_id", "signed_on"),
    "evidence_review": ("evidence_id", "reader", "read_on", "relied_on_for"),
    "review": ("kind", "started_on", "completed_on", "conclusion", "conditions", "assessor_id", "approver_id"),
    "treatment": ("finding_id", "kind", "description", "state", "owner_id", "due_on"),
    "risk_acceptance": ("finding_id", "reason", "approver_id", "accepted_on", "expires_on"),
    "override": ("judgement", "value", "reason", "author", "made_on", "expires_on"),
    "exit_plan": ("service_id", "triggers", "alternatives", "cost", "tested_on", "result"),
    "offboarding": ("started_on", "access_off_on", "data_returned_on", "certificate_on", "certificate_signatory"),
    "note": ("written_at", "author", "body"),
    "vendor_event": ("title", "happened_on", "published_on", "affected", "checked_on", "checked_by"),
    "credit_claim": ("sla_term_id", "asked_on", "asked", "currency", "state", "granted", "invoice"),
    "subcontractor_list": ("name", "version", "received_on", "objection_until", "decision", "decided_by"),
    "incident": ("title", "reference", "received_on", "state", "severity"),
    "task": ("title", "owner_id", "due_at", "state"),
    "incident_stamp": ("name", "at", "source"),
    "notification": ("recipient", "recipient_kind", "stage", "sent_at", "receipt_number"),
})
"""What a table of these records shows, the column that grows among them."""
GROWS: Mapping[str, str] = MappingProxyType({
    "person": "name", "own_entity": "legal_name", "branch": "name", "regime": "reason", "insurance_policy": "notice_contact",
    "contact": "email", "custom_field": "value", "vendor_confirmation": "remarks", "function": "name",
    "processing_activity": "name", "evidence_review": "relied_on_for", "review": "conditions", "treatment": "description",
    "risk_acceptance": "reason", "override": "reason", "exit_plan": "alternatives", "note": "body", "vendor_event": "title",
    "incident": "title", "task": "title", "subcontractor_list": "name", "identifier": "value", "vendor_name": "name",
    "contract_signer": "name", "credit_claim": "sla_term_id", "incident_stamp": "source",
    "notification": "recipient",
})
