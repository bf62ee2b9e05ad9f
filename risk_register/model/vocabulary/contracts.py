"""What was agreed: contracts, clauses, service levels, subcontracting."""

from risk_register.model.vocabulary.terms import Term


class ContractKind(Term):
    """How a contract stands to others (DORA template B_02.01)."""

    STANDALONE = "standalone", "Standalone", "Autonome"
    OVERARCHING = "overarching", "Overarching", "Accord-cadre"
    SUBSEQUENT = "subsequent", "Subsequent", "Subséquent"
    INTRA_GROUP = "intra_group", "Intra-group", "Intragroupe"


class ContractSide(Term):
    """On whose side a signer stands."""

    OURS = "ours", "Our side", "Notre côté"
    THEIRS = "theirs", "Vendor's side", "Côté prestataire"


class NoticeCountedFrom(Term):
    """From when a notice period runs."""

    SENDING = "sending", "Sending", "Envoi"
    RECEIPT = "receipt", "Receipt", "Réception"


class Renewal(Term):
    """What happens at the end of a contract's term."""

    NONE = "none", "Ends at its term", "Prend fin à l'échéance"
    TACIT = "tacit", "Tacit renewal", "Tacite reconduction"
    EXPRESS = "express", "Renewed by agreement only", "Renouvelé par accord exprès"
    OPEN_ENDED = "open_ended", "Open-ended", "Durée indéterminée"


class ContractEnd(Term):
    """Why a contract ended (DORA template B_02.01)."""

    EXPIRED = "expired", "Expired", "Arrivé à échéance"
    TERMINATED_BY_US = "terminated_by_us", "Terminated by us", "Résilié par nous"
    TERMINATED_BY_VENDOR = "terminated_by_vendor", "Terminated by the vendor", "Résilié par le prestataire"
    BREACH = "breach", "Terminated for breach of contract", "Résilié pour manquement"
    DATA_SECURITY = "data_security", "Terminated for weaknesses in securing data", "Résilié pour faiblesses dans la protection des données"
    REPLACED = "replaced", "Replaced by another contract", "Remplacé par un autre contrat"


class ClauseTopic(Term):
    """Entries of the clause checklist that the program itself reads; checklists as rules may name more."""

    BREACH_NOTICE = "breach_notice", "Breach notification", "Notification des violations"
    AUDIT_RIGHT = "audit_right", "Audit right", "Droit d'audit"
    SUBPROCESSOR_AUTHORISATION = "subprocessor_authorisation", "Sub-processor authorisation", "Autorisation des sous-traitants ultérieurs"
    DELETION_RETURN = "deletion_return", "Deletion or return of data", "Suppression ou restitution des données"
    DATA_LOCATION = "data_location", "Location of data", "Localisation des données"
    CONFIDENTIALITY = "confidentiality", "Confidentiality", "Confidentialité"
    SECURITY_MEASURES = "security_measures", "Security measures", "Mesures de sécurité"
    ASSISTANCE = "assistance", "Assistance to the controller", "Assistance au responsable du traitement"
    INSTRUCTIONS = "instructions", "Processing on instructions only", "Traitement sur instruction"
    TERMINATION = "termination", "Termination rights", "Droits de résiliation"
    EXIT_SUPPORT = "exit_support", "Exit support", "Réversibilité"
    SERVICE_LEVELS = "service_levels", "Service levels", "Niveaux de service"
    CONTINUITY = "continuity", "Business continuity", "Continuité d'activité"
    INCIDENT_COOPERATION = "incident_cooperation", "Cooperation in incidents", "Coopération en cas d'incident"
    LIABILITY = "liability", "Liability and insurance", "Responsabilité et assurance"


class ClauseState(Term):
    """What a reading of the contract found for one entry of the checklist."""

    PRESENT = "present", "Present", "Présente"
    PARTIAL = "partial", "Partial", "Partielle"
    ABSENT = "absent", "Absent", "Absente"
    NOT_APPLICABLE = "not_applicable", "Not applicable", "Sans objet"
    NOT_READ = "not_read", "Not yet read", "Pas encore lue"


class BreachNoticeFrom(Term):
    """From which event a promised breach notice runs."""

    DETECTION = "detection", "Detection by the vendor", "Détection par le prestataire"
    AWARENESS = "awareness", "Awareness of the vendor", "Prise de connaissance par le prestataire"
    CONFIRMATION = "confirmation", "Confirmation of the breach", "Confirmation de la violation"


class SlaMetric(Term):
    """What a service level measures."""

    AVAILABILITY = "availability", "Availability", "Disponibilité"
    RESPONSE_TIME = "response_time", "Response time", "Temps de réponse"
    RESOLUTION_TIME = "resolution_time", "Time to resolve", "Délai de résolution"
    SUPPORT_REACTION = "support_reaction", "Support reaction time", "Délai de prise en charge"
    RTO = "rto", "Recovery time (RTO)", "Durée maximale d'interruption (RTO)"
    RPO = "rpo", "Recovery point (RPO)", "Perte de données maximale (RPO)"
    ERROR_RATE = "error_rate", "Error rate", "Taux d'erreur"
    DELIVERY = "delivery", "On-time delivery", "Livraison dans les délais"
    OTHER = "other", "Other", "Autre"


class SlaDirection(Term):
    """Which side of the target keeps the promise."""

    AT_LEAST = "at_least", "At least", "Au moins"
    AT_MOST = "at_most", "At most", "Au plus"


class SlaUnit(Term):
    """The unit of a target and of its measurements."""

    PERCENT = "percent", "%", "%"
    SECOND = "second", "seconds", "secondes"
    MINUTE = "minute", "minutes", "minutes"
    HOUR = "hour", "hours", "heures"
    DAY = "day", "days", "jours"
    COUNT = "count", "times", "fois"


class MeasurementWindow(Term):
    """Over what time a service level is measured."""

    MONTH = "month", "Calendar month", "Mois civil"
    QUARTER = "quarter", "Calendar quarter", "Trimestre civil"
    YEAR = "year", "Calendar year", "Année civile"
    EVENT = "event", "Each event", "Chaque événement"


class CreditState(Term):
    """How far a service credit has come."""

    ASKED = "asked", "Asked", "Demandé"
    GRANTED = "granted", "Granted", "Accordé"
    REFUSED = "refused", "Refused", "Refusé"
    INVOICED = "invoiced", "On the invoice", "Porté sur facture"


class AuthorisationMode(Term):
    """How a subcontractor is allowed (GDPR Art. 28(2))."""

    SPECIFIC = "specific", "Specific written authorisation", "Autorisation écrite spécifique"
    GENERAL = "general", "General written authorisation", "Autorisation écrite générale"
    NONE = "none", "Not authorised", "Non autorisé"


class SubcontractorDecision(Term):
    """What we decided about an announced subcontractor."""

    NONE = "none", "Not yet decided", "Pas encore décidé"
    ACCEPTED = "accepted", "Accepted", "Accepté"
    OBJECTED = "objected", "Objected", "Opposition"
    DEEMED_ACCEPTED = "deemed_accepted", "Accepted by lapse of time", "Réputé accepté"


class LinkConfidence(Term):
    """What a subcontractor link rests on."""

    CONTRACT = "contract", "Declared in a contract", "Déclaré par contrat"
    LIST = "list", "Declared in a published list", "Déclaré dans une liste publiée"
    QUESTIONNAIRE = "questionnaire", "Declared in a questionnaire", "Déclaré dans un questionnaire"
    ASSUMED = "assumed", "Assumed", "Supposé"
