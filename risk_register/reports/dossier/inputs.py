"""Everything a dossier is made from, gathered before a word of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from risk_register.model.facts import Answer, Round, VendorFacts
from risk_register.model.facts.follow_up import FollowUp
from risk_register.operations.rows import HistoryRow
from risk_register.reports.audiences import Matter
from risk_register.reports.wording import Basis
from risk_register.risk.result import Assessment
from risk_register.risk.supply_chain import SupplyChain


@dataclass(frozen=True, slots=True)
class RoundAnswers:
    """One questionnaire round with its answers in the file's order."""

    round: Round
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class DossierInputs:
    """The facts of one vendor, the judgement on it, its answers, its history, and the names of the parties that facts point to."""

    basis: Basis
    facts: VendorFacts
    assessment: Assessment
    answers: tuple[RoundAnswers, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    chain: SupplyChain | None = None
    """The supply chain as it stood; without it no map is drawn."""
    third_parties: int = 1
    """How many third parties the register holds."""
    data_flows: int = 0
    """How many data flows the register holds."""
    with_contacts: bool = False
    """Whether the persons to reach at the vendor are printed."""
    follow_up: FollowUp = field(default_factory=FollowUp)
    """Treatments, readings of evidence, exit plans and the end of the relation."""

    def tells(self, matter: Matter) -> bool:
        """Whether the readers are told of something."""
        return self.basis.tells(matter)

    def party(self, vendor_id: int | None) -> str:
        """The name of one end of a flow; an end without a vendor is our own organisation."""
        if vendor_id is None:
            return self.basis.organisation.name
        if vendor_id == self.facts.vendor.id:
            return self.facts.vendor.legal_name
        return self.names.get(vendor_id, str(vendor_id))
