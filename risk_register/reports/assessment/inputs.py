"""Everything a report on a questionnaire is made from, gathered before a word of it is written."""

from dataclasses import dataclass

from risk_register.model.facts import Evidence
from risk_register.model.vocabulary import Verdict
from risk_register.operations.reviewing import ReviewSheet
from risk_register.reports.wording import Basis

OPEN = (Verdict.UNANSWERED, Verdict.NOT_EVALUATED)


@dataclass(frozen=True, slots=True)
class AssessmentInputs:
    """One round as its reviewer meets it, with the evidence that answers cite."""

    basis: Basis
    sheet: ReviewSheet
    evidence: tuple[Evidence, ...] = ()
    rounds: int = 1
    """How many rounds of the vendor the register holds."""
    held: int = 1
    """How many rounds of all vendors it holds."""

    def count(self, *verdicts: Verdict) -> int:
        """How many answers have one of these verdicts."""
        return sum(line.answer.verdict in verdicts for line in self.sheet.lines)
