"""The words of our own judgements."""

from risk_register.model.vocabulary.terms import Term


class Tier(Term):
    """How closely a vendor is to be watched: from criticality and inherent risk only, never from residual risk."""

    T1 = "T1", "T1", "N1"
    T2 = "T2", "T2", "N2"
    T3 = "T3", "T3", "N3"
    T4 = "T4", "T4", "N4"
    UNASSESSED = "unassessed", "Unassessed", "Non évalué"

    @property
    def rank(self) -> int:
        """0 for the most closely watched; unassessed comes last."""
        return tuple(Tier).index(self)


class RiskLevel(Term):
    """The named band of a residual risk."""

    LOW = "low", "Low", "Faible"
    MODERATE = "moderate", "Moderate", "Modéré"
    HIGH = "high", "High", "Élevé"
    CRITICAL = "critical", "Critical", "Critique"
    UNASSESSED = "unassessed", "Unassessed", "Non évalué"

    @property
    def rank(self) -> int:
        """0 for low to 3 for critical; unassessed is -1, for a list keeps it apart."""
        return -1 if self is RiskLevel.UNASSESSED else tuple(RiskLevel).index(self)


class Confidence(Term):
    """How well founded a judgement is."""

    LOW = "low", "Low", "Faible"
    MEDIUM = "medium", "Medium", "Moyenne"
    HIGH = "high", "High", "Élevée"


class Judgement(Term):
    """The computed results a person may disagree with by an override."""

    TIER = "tier", "Tier", "Niveau de criticité"
    LEVEL = "level", "Risk level", "Niveau de risque"
    CRITICALITY = "criticality", "Criticality", "Criticité"


class Decision(Term):
    """What was decided about a vendor's risk, and whether that still holds. It never changes the number."""

    NONE = "none", "Not decided", "Non décidé"
    ACCEPTED = "accepted", "Accepted", "Accepté"
    STALE = "stale", "Accepted, but no longer at this risk", "Accepté, mais plus à ce niveau de risque"
    EXPIRED = "expired", "The acceptance has run out", "Acceptation échue"
