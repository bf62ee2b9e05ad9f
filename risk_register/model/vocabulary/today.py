"""What may need somebody, and how soon."""

from risk_register.model.vocabulary.terms import Term


class TodayKind(Term):
    """Kinds of thing that wait for a person."""

    CLOCK = "clock", "Notification", "Notification"
    TASK = "task", "Incident task", "Tâche d'incident"
    REVIEW = "review", "Review", "Revue"
    QUESTIONNAIRE = "questionnaire", "Questionnaire", "Questionnaire"
    ANSWERS = "answers", "Answers", "Réponses"
    EVIDENCE = "evidence", "Evidence", "Élément de preuve"
    ACCEPTANCE = "acceptance", "Acceptance", "Acceptation"
    OVERRIDE = "override", "Override", "Ajustement motivé"
    CONTRACT = "contract", "Contract", "Contrat"
    FINDING = "finding", "Finding", "Constat"
    TREATMENT = "treatment", "Treatment", "Traitement du risque"
    SUBCONTRACTORS = "subcontractors", "Subcontractors", "Sous-traitants"
    CREDIT = "credit", "Service credit", "Avoir"
    OFFBOARDING = "offboarding", "Offboarding", "Fin de relation"
    CONFIRMATION = "confirmation", "Confirmation", "Confirmation"
    ACCESS = "access", "Access", "Accès"
    LEDGER = "ledger", "Completeness", "Exhaustivité"


class Urgency(Term):
    """How soon something needs somebody; in this order a person meets it."""

    RUNNING = "running", "Running out now", "Délais en cours"
    OVERDUE = "overdue", "Overdue", "En retard"
    WEEK = "week", "Within 7 days", "Sous 7 jours"
    LATER = "later", "Later", "Plus tard"
    WAITING = "waiting", "No date", "Sans échéance"

    @property
    def rank(self) -> int:
        """0 for what comes first."""
        return tuple(Urgency).index(self)
