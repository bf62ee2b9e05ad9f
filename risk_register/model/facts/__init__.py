"""The frozen facts that judgements and reports read. They come from the store, or from the JSON inside a PDF, and know neither.

Vocabulary fields hold the stored value as text (`flow.their_role == ProcessingRole.PROCESSOR` holds all the same), so that
an unknown value from a newer program travels to the reader instead of stopping a list.
"""

from risk_register.model.facts.agreements import Clause as Clause
from risk_register.model.facts.agreements import Contract as Contract
from risk_register.model.facts.agreements import CreditClaim as CreditClaim
from risk_register.model.facts.agreements import SlaCreditStep as SlaCreditStep
from risk_register.model.facts.agreements import SlaMeasurement as SlaMeasurement
from risk_register.model.facts.agreements import SlaTerm as SlaTerm
from risk_register.model.facts.agreements import SubcontractorLink as SubcontractorLink
from risk_register.model.facts.assurance import Answer as Answer
from risk_register.model.facts.assurance import Evidence as Evidence
from risk_register.model.facts.assurance import Finding as Finding
from risk_register.model.facts.assurance import Override as Override
from risk_register.model.facts.assurance import Review as Review
from risk_register.model.facts.assurance import RiskAcceptance as RiskAcceptance
from risk_register.model.facts.assurance import Round as Round
from risk_register.model.facts.assurance import Tally as Tally
from risk_register.model.facts.bundle import VendorFacts as VendorFacts
from risk_register.model.facts.flows import DataFlow as DataFlow
from risk_register.model.facts.flows import FlowCountry as FlowCountry
from risk_register.model.facts.flows import Population as Population
from risk_register.model.facts.incidents import Incident as Incident
from risk_register.model.facts.parties import Contact as Contact
from risk_register.model.facts.parties import Organisation as Organisation
from risk_register.model.facts.parties import Vendor as Vendor
from risk_register.model.facts.services import Access as Access
from risk_register.model.facts.services import Function as Function
from risk_register.model.facts.services import Service as Service
