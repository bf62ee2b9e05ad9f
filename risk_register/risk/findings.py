"""A finding's own figure: likelihood times impact, less what its treatment is planned to take off while it is being reduced.

The planned effect concerns this figure alone. The vendor's residual risk is lowered by nothing but controls and treatments that are
done, so that a plan never makes a vendor look safer.
"""

from dataclasses import dataclass
from decimal import Decimal

from risk_register.model.facts import Finding
from risk_register.model.vocabulary import TreatmentKind

_REDUCING = frozenset({TreatmentKind.MITIGATE.value, TreatmentKind.TRANSFER.value})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class FindingFigure:
    """Of 25: before treatment, and as planned. What was typed as an effect is kept while another treatment is chosen."""

    inherent: int
    residual: Decimal


def finding_figure(finding: Finding) -> FindingFigure | None:
    """The figure of a finding; None where likelihood or impact is not stated."""
    if finding.likelihood is None or finding.impact is None:
        return None
    inherent = finding.likelihood * finding.impact
    effect = finding.planned_effect if finding.treatment in _REDUCING and finding.planned_effect is not None else Decimal(0)
    return FindingFigure(inherent, inherent * (_HUNDRED - effect) / _HUNDRED)
