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
    DENIED = "denied", "Said not to be exposed", "Annoncé comme non exposé"


class StampName(Term):
    """The separate moments of an incident, from which clocks run."""

    OCCURRED = "occurred", "Occurred", "Survenu"
    VENDOR_DETECTED = "vendor_detected", "Detected by the vendor", "Détecté par le prestataire"
    VENDOR_NOTIFIED = "vendor_notified", "Vendor told us", "Le prestataire nous a informés"
    PUBLISHED = "published", "Made public", "Rendu public"
    AWARE = "aware", "We became aware", "Prise de connaissance"
    CLASSIFIED = "classified", "Classified", "Classifié"
    CONTAINED = "contained", "Contained", "Maîtrisé"
    CLOSED = "closed", "Closed", "Clos"


class DecisionKind(Term):
    """Decisions on an incident that a person takes and answers for."""

    AWARENESS = "awareness", "Moment of awareness", "Moment de la prise de connaissance"
    RISK = "risk", "Risk to the people concerned", "Risque pour les personnes concernées"
    NOT_REQUIRED = "not_required", "Notification not required", "Notification non requise"
    CLASSIFICATION = "classification", "Classification", "Classification"


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


class NotificationStage(Term):
    """Which of several messages to the same recipient."""

    INITIAL = "initial", "Initial", "Initiale"
    INTERMEDIATE = "intermediate", "Intermediate", "Intermédiaire"
    SUPPLEMENTARY = "supplementary", "Supplementary", "Complémentaire"
    FINAL = "final", "Final", "Finale"
