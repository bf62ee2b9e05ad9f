"""Breach day: what was said, when, and what was done."""

from risk_register.model.vocabulary.terms import Term


class Affected(Term):
    """Whether an incident of theirs touched us, as our check found."""

    NOT_CHECKED = "not_checked", "Not yet checked", "Pas encore vérifié"
    NOT_AFFECTED = "not_affected", "Checked: not affected", "Vérifié : non concerné"
    AFFECTED = "affected", "Affected", "Concerné"


class IncidentState(Term):
    """Where an incident stands."""

    OPEN = "open", "Open", "Ouvert"
    CLOSED = "closed", "Closed", "Clos"


class ExposureState(Term):
    """What is known of one data element in an incident."""

    EXPOSED = "exposed", "Said to be exposed", "Annoncé comme exposé"
    POSSIBLE = "possible", "Possibly exposed", "Peut-être exposé"
    UNLIKELY = "unlikely", "Said to be unlikely", "Annoncé comme peu probable"
    DENIED = "denied", "Said not to be exposed", "Annoncé comme non exposé"


class StampName(Term):
    """The separate moments of an incident, from which clocks run."""

    OCCURRED = "occurred", "Occurred", "Survenu"
    VENDOR_DETECTED = "vendor_detected", "Detected by the vendor", "Détecté par le prestataire"
    VENDOR_AWARE = "vendor_aware", "Vendor aware that it is a breach", "Prise de connaissance par le prestataire"
    VENDOR_NOTIFIED = "vendor_notified", "Vendor told us", "Le prestataire nous a informés"
    PUBLISHED = "published", "Made public", "Rendu public"
    RECEIVED = "received", "News received", "Nouvelle reçue"
    SUSPECTED = "suspected", "Grounds to suspect a breach", "Soupçon fondé"
    BELIEVED = "believed", "Grounds to believe in a breach", "Conviction fondée"
    AWARE = "aware", "We became aware", "Prise de connaissance"
    DISCOVERED = "discovered", "Discovered, in the sense of US law", "Découvert, au sens du droit américain"
    ASSESSED = "assessed", "Found to be notifiable", "Jugé soumis à notification"
    DETERMINED = "determined", "Determined to be a notification incident", "Établi comme incident à notifier"
    SIGNIFICANT = "significant", "Found to be significant (NIS2)", "Jugé important (NIS2)"
    CLASSIFIED = "classified", "Classified as major (DORA)", "Classifié comme majeur (DORA)"
    MATERIAL = "material", "Determined to be material (SEC)", "Jugé significatif (SEC)"
    HIGH_RISK = "high_risk", "High risk to people decided", "Risque élevé pour les personnes constaté"
    PAID = "paid", "Extortion paid", "Rançon payée"
    AUTHORITY_TOLD = "authority_told", "Initial notification made (GDPR)", "Notification initiale faite (RGPD)"
    INITIAL_SUBMITTED = "initial_submitted", "Initial notification submitted (DORA)", "Notification initiale transmise (DORA)"
    INTERMEDIATE_SUBMITTED = "intermediate_submitted", "Intermediate report submitted (DORA)", "Rapport intermédiaire transmis (DORA)"
    NIS2_SUBMITTED = "nis2_submitted", "Incident notification submitted (NIS2)", "Notification d'incident transmise (NIS2)"
    PEOPLE_TOLD = "people_told", "People concerned informed", "Personnes concernées informées"
    CONTAINED = "contained", "Contained", "Maîtrisé"
    CLOSED = "closed", "Closed", "Clos"
    RULES = "rules", "Rules of its deadlines taken", "Règles de ses échéances retenues"


class DecisionKind(Term):
    """Decisions on an incident that a person takes and answers for."""

    AWARENESS = "awareness", "Moment of awareness", "Moment de la prise de connaissance"
    RISK = "risk", "Risk to the people concerned", "Risque pour les personnes concernées"
    NOT_REQUIRED = "not_required", "Notification not required", "Notification non requise"
    CLASSIFICATION = "classification", "Classification", "Classification"
    ROLES = "roles", "Whose processing was breached", "Traitement dont relève la violation"


class TaskState(Term):
    """Where a task stands."""

    OPEN = "open", "Open", "À faire"
    DONE = "done", "Done", "Fait"
    DROPPED = "dropped", "Dropped", "Abandonné"


class RecipientKind(Term):
    """Who is told."""

    AUTHORITY = "authority", "Authority", "Autorité"
    DATA_SUBJECTS = "data_subjects", "People concerned", "Personnes concernées"
    CUSTOMER = "customer", "Customer", "Client"
    VENDOR = "vendor", "Vendor", "Prestataire"
    INSURER = "insurer", "Insurer", "Assureur"
    BOARD = "board", "Board", "Direction"
    POLICE = "police", "Police or prosecutor", "Police ou parquet"
    OWN_FILE = "own_file", "Our own file", "Notre dossier"


class NotificationStage(Term):
    """Which of several messages to the same recipient."""

    INITIAL = "initial", "Initial", "Initiale"
    INTERMEDIATE = "intermediate", "Intermediate", "Intermédiaire"
    SUPPLEMENTARY = "supplementary", "Supplementary", "Complémentaire"
    FINAL = "final", "Final", "Finale"


class ClockState(Term):
    """Where a duty to tell somebody stands. A missing moment is 'not started', never 'overdue'."""

    OVERDUE = "overdue", "Overdue", "En retard"
    RUNNING = "running", "Running", "En cours"
    NO_PERIOD = "no_period", "Due, no number of hours set", "À faire, sans délai chiffré"
    DECISION_NEEDED = "decision_needed", "A decision is needed", "Décision à prendre"
    TO_JUDGE = "to_judge", "To be judged whether it applies", "Applicabilité à apprécier"
    NOT_STARTED = "not_started", "Not started", "Pas commencé"
    UNRECORDED = "unrecorded", "Not recorded as done when closed", "Non consigné comme fait à la clôture"
    LATE = "late", "Done, late", "Fait, en retard"
    DONE = "done", "Done", "Fait"
    WAIVED = "waived", "Decided: not required", "Décidé : non requis"
    NOT_TRIGGERED = "not_triggered", "Not triggered", "Non déclenché"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self in _OPEN


_OPEN = frozenset({ClockState.OVERDUE, ClockState.RUNNING, ClockState.NO_PERIOD, ClockState.DECISION_NEEDED,
                   ClockState.TO_JUDGE, ClockState.NOT_STARTED})
