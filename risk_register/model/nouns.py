"""The list of all nouns, in an order in which none comes before what it refers to (but for itself and documents)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from sqlalchemy import Table

from risk_register.model import assurance, completeness, contracts, flows, incidents, parties, questionnaires, rules, services
from risk_register.model.base import Draft, Record


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of record: its name in files of facts, the row it is stored as, and the draft that validates it."""

    plural: str
    record: type[Record]
    draft: type[Draft]
    append_only: bool = False

    @property
    def table(self) -> Table:
        """The table that holds it."""
        return cast("Table", self.record.__table__)  # type: ignore[attr-defined]

    @property
    def name(self) -> str:
        """The table's name, which the journal uses."""
        return self.table.name


NOUNS: tuple[Noun, ...] = (
    Noun("settings", rules.Setting, rules.SettingDraft),
    Noun("rule_texts", rules.RuleText, rules.RuleTextDraft),
    Noun("people", parties.Person, parties.PersonDraft),
    Noun("person_approvals", parties.PersonApproval, parties.PersonApprovalDraft),
    Noun("own_entities", parties.OwnEntity, parties.OwnEntityDraft),
    Noun("branches", parties.Branch, parties.BranchDraft),
    Noun("regimes", parties.Regime, parties.RegimeDraft),
    Noun("insurance_policies", parties.InsurancePolicy, parties.InsurancePolicyDraft),
    Noun("vendors", parties.Vendor, parties.VendorDraft),
    Noun("vendor_names", parties.VendorName, parties.VendorNameDraft),
    Noun("identifiers", parties.Identifier, parties.IdentifierDraft),
    Noun("contacts", parties.Contact, parties.ContactDraft),
    Noun("custom_fields", parties.CustomField, parties.CustomFieldDraft),
    Noun("vendor_confirmations", parties.VendorConfirmation, parties.VendorConfirmationDraft),
    Noun("supplier_ledgers", completeness.SupplierLedger, completeness.SupplierLedgerDraft),
    Noun("ledger_suppliers", completeness.LedgerSupplier, completeness.LedgerSupplierDraft),
    Noun("heading_mappings", completeness.HeadingMapping, completeness.HeadingMappingDraft),
    Noun("functions", services.Function, services.FunctionDraft),
    Noun("services", services.Service, services.ServiceDraft),
    Noun("service_functions", services.ServiceFunction, services.ServiceFunctionDraft),
    Noun("accesses", services.Access, services.AccessDraft),
    Noun("evidence", assurance.Evidence, assurance.EvidenceDraft),
    Noun("evidence_links", assurance.EvidenceLink, assurance.EvidenceLinkDraft),
    Noun("evidence_reviews", assurance.EvidenceReview, assurance.EvidenceReviewDraft),
    Noun("contracts", contracts.Contract, contracts.ContractDraft),
    Noun("contract_signers", contracts.ContractSigner, contracts.ContractSignerDraft),
    Noun("contract_entities", contracts.ContractEntity, contracts.ContractEntityDraft),
    Noun("contract_services", contracts.ContractService, contracts.ContractServiceDraft),
    Noun("clauses", contracts.Clause, contracts.ClauseDraft),
    Noun("sla_terms", contracts.SlaTerm, contracts.SlaTermDraft),
    Noun("sla_credit_steps", contracts.SlaCreditStep, contracts.SlaCreditStepDraft),
    Noun("sla_measurements", contracts.SlaMeasurement, contracts.SlaMeasurementDraft, append_only=True),
    Noun("credit_claims", contracts.CreditClaim, contracts.CreditClaimDraft),
    Noun("processing_activities", flows.ProcessingActivity, flows.ProcessingActivityDraft),
    Noun("data_flows", flows.DataFlow, flows.DataFlowDraft),
    Noun("flow_elements", flows.FlowElement, flows.FlowElementDraft),
    Noun("flow_populations", flows.FlowPopulation, flows.FlowPopulationDraft),
    Noun("flow_countries", flows.FlowCountry, flows.FlowCountryDraft),
    Noun("subcontractor_lists", contracts.SubcontractorList, contracts.SubcontractorListDraft),
    Noun("subcontractor_links", contracts.SubcontractorLink, contracts.SubcontractorLinkDraft),
    Noun("link_elements", contracts.LinkElement, contracts.LinkElementDraft),
    Noun("link_countries", contracts.LinkCountry, contracts.LinkCountryDraft),
    Noun("question_sets", questionnaires.QuestionSet, questionnaires.QuestionSetDraft),
    Noun("questions", questionnaires.Question, questionnaires.QuestionDraft),
    Noun("question_mappings", questionnaires.QuestionMapping, questionnaires.QuestionMappingDraft),
    Noun("questionnaires", questionnaires.Questionnaire, questionnaires.QuestionnaireDraft),
    Noun("answers", questionnaires.Answer, questionnaires.AnswerDraft, append_only=True),
    Noun("answer_reviews", questionnaires.AnswerReview, questionnaires.AnswerReviewDraft),
    Noun("reviews", assurance.Review, assurance.ReviewDraft),
    Noun("incidents", incidents.Incident, incidents.IncidentDraft),
    Noun("findings", assurance.Finding, assurance.FindingDraft),
    Noun("treatments", assurance.Treatment, assurance.TreatmentDraft),
    Noun("risk_acceptances", assurance.RiskAcceptance, assurance.RiskAcceptanceDraft),
    Noun("overrides", assurance.Override, assurance.OverrideDraft),
    Noun("exit_plans", assurance.ExitPlan, assurance.ExitPlanDraft),
    Noun("offboardings", assurance.Offboarding, assurance.OffboardingDraft),
    Noun("notes", assurance.Note, assurance.NoteDraft),
    Noun("vendor_events", incidents.VendorEvent, incidents.VendorEventDraft),
    Noun("incident_notices", incidents.IncidentNotice, incidents.IncidentNoticeDraft, append_only=True),
    Noun("incident_vendors", incidents.IncidentVendor, incidents.IncidentVendorDraft),
    Noun("incident_elements", incidents.IncidentElement, incidents.IncidentElementDraft),
    Noun("incident_stamps", incidents.IncidentStamp, incidents.IncidentStampDraft, append_only=True),
    Noun("decisions", incidents.Decision, incidents.DecisionDraft, append_only=True),
    Noun("tasks", incidents.Task, incidents.TaskDraft),
    Noun("notifications", incidents.Notification, incidents.NotificationDraft),
)
BY_TABLE: dict[str, Noun] = {noun.name: noun for noun in NOUNS}
BY_PLURAL: dict[str, Noun] = {noun.plural: noun for noun in NOUNS}
BY_RECORD: dict[type[Record], Noun] = {noun.record: noun for noun in NOUNS}


@cache
def references(noun: Noun) -> Mapping[str, str]:
    """The fields of a noun that refer to another record, each with the table it refers to."""
    return {column.name: key.column.table.name for column in noun.table.columns for key in column.foreign_keys}
