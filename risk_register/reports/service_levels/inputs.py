"""Everything a report on service levels is made from, and how its promises are named."""

from dataclasses import dataclass

from risk_register.model.facts import CreditClaim
from risk_register.model.vocabulary import SlaMetric
from risk_register.operations.sla import ServiceLevels
from risk_register.reports.wording import Basis, term
from risk_register.risk.sla import Credit, TermStanding, Window, WindowState
from risk_register.texts import Language

CENTS = 2
"""The places of an amount of money."""


@dataclass(frozen=True, slots=True)
class SlaInputs:
    """A vendor's promises as they stand on a day."""

    basis: Basis
    vendor: str
    levels: ServiceLevels
    held: int = 0
    """How many service levels of all vendors the register holds."""

    def count(self, state: WindowState) -> int:
        """How many windows of all promises are in that state."""
        return sum(each.count(state) for each in self.levels.terms)

    @property
    def credits(self) -> tuple[tuple[TermStanding, Window, Credit], ...]:
        """Every window that gives a credit or for which one was claimed."""
        return tuple((each, window, window.credit) for each in self.levels.terms for window in each.windows if window.credit)

    @property
    def claims_of_no_window(self) -> tuple[tuple[TermStanding, CreditClaim], ...]:
        """The claims that no window shows, since they name none."""
        shown = {claim.id for _term, _window, credit in self.credits for claim in credit.claims}
        return tuple((each, claim) for each in self.levels.terms for claim in each.claims if claim.id not in shown)


def name_of(each: TermStanding, language: Language) -> str:
    """What a promise is called: by its own name, else by what it measures."""
    return each.term.name or term(SlaMetric, each.term.metric, language)
