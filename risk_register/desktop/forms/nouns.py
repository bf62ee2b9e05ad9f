"""Each noun a person types records of, with its article, as it stands in the titles and buttons of forms."""

from collections.abc import Mapping
from types import MappingProxyType

from risk_register.texts import Text

A: Mapping[str, Text] = MappingProxyType({
    "person": Text("a person"), "own_entity": Text("an own entity"), "branch": Text("a branch"), "regime": Text("a regime"),
    "insurance_policy": Text("an insurance policy"), "vendor": Text("a vendor"), "vendor_name": Text("another name"),
    "identifier": Text("an identifier"), "contact": Text("a contact"), "custom_field": Text("a field of your own"),
    "vendor_confirmation": Text("an owner's confirmation"), "function": Text("a function"), "service": Text("a service"),
    "access": Text("an access"), "contract": Text("a contract"), "clause": Text("a clause"), "sla_term": Text("an SLA term"),
    "contract_signer": Text("a signer"), "sla_credit_step": Text("a credit step"), "flow_population": Text("people"),
    "sla_measurement": Text("a measurement"), "credit_claim": Text("a credit claim"),
    "processing_activity": Text("a processing activity"), "data_flow": Text("a data flow"),
    "subcontractor_list": Text("a list of subcontractors"), "subcontractor_link": Text("a subcontractor"),
    "evidence": Text("a piece of evidence"), "evidence_review": Text("a reading of evidence"),
    "questionnaire": Text("a questionnaire"), "answer_review": Text("a verdict on an answer"), "review": Text("a review"),
    "finding": Text("a finding"), "treatment": Text("a treatment"), "risk_acceptance": Text("a risk acceptance"),
    "override": Text("an override"), "exit_plan": Text("an exit plan"), "offboarding": Text("the end of the relation"),
    "note": Text("a note"), "vendor_event": Text("an event"), "incident": Text("an incident"), "task": Text("a task"),
    "incident_stamp": Text("a moment of an incident"),
    "notification": Text("a notification"), "supplier_ledger": Text("a supplier ledger"),
    "ledger_supplier": Text("a supplier of the ledger"),
})
