"""What vendors claim and what supports it: questionnaires, evidence, reviews, findings."""

from risk_register.model.vocabulary.terms import Code, Term


class Verdict(Code):
    """What a vendor's words amount to."""

    UNANSWERED = 0, "unanswered", "Unanswered", "Sans réponse"
    YES = 1, "yes", "Yes", "Oui"
    PARTIAL = 2, "partial", "Partial", "Partiel"
    NO = 3, "no", "No", "Non"
    NOT_APPLICABLE = 4, "not_applicable", "Not applicable", "Sans objet"
    NOT_EVALUATED = 5, "not_evaluated", "Not evaluated", "Non évalué"
    TEXT = 6, "text", "Text, to be judged", "Texte, à apprécier"


class Polarity(Code):
    """Which answer to a question is the good one."""

    NEUTRAL = 0, "neutral", "Neither answer is better", "Aucune réponse n'est meilleure"
    YES_IS_GOOD = 1, "yes_is_good", "'Yes' is the good answer", "« Oui » est la bonne réponse"
    NO_IS_GOOD = 2, "no_is_good", "'No' is the good answer", "« Non » est la bonne réponse"


class ControlDomain(Code):
    """The domains in which every family's questions meet, so that different questionnaires stand side by side."""

    OTHER = 0, "other", "Other", "Autre"
    GOVERNANCE = 1, "governance", "Governance and risk management", "Gouvernance et gestion des risques"
    COMPLIANCE = 2, "compliance", "Audit and compliance", "Audit et conformité"
    PEOPLE = 3, "people", "People and awareness", "Personnel et sensibilisation"
    ASSETS = 4, "assets", "Assets and data handling", "Actifs et manipulation des données"
    ACCESS = 5, "access", "Identity and access", "Identités et accès"
    ENCRYPTION = 6, "encryption", "Encryption and keys", "Chiffrement et clés"
    PHYSICAL = 7, "physical", "Physical and data-centre security", "Sécurité physique et centres de données"
    OPERATIONS = 8, "operations", "Operations and change", "Exploitation et changements"
    NETWORK = 9, "network", "Network and infrastructure", "Réseau et infrastructure"
    ENDPOINTS = 10, "endpoints", "Endpoints and mobile devices", "Postes et terminaux mobiles"
    APPLICATION = 11, "application", "Application and development security", "Sécurité applicative et développement"
    VULNERABILITIES = 12, "vulnerabilities", "Vulnerabilities and testing", "Vulnérabilités et tests"
    LOGGING = 13, "logging", "Logging and monitoring", "Journalisation et surveillance"
    INCIDENTS = 14, "incidents", "Incident response", "Réponse aux incidents"
    CONTINUITY = 15, "continuity", "Continuity and backup", "Continuité et sauvegardes"
    SUPPLY_CHAIN = 16, "supply_chain", "Subcontractors and supply chain", "Sous-traitants et chaîne de sous-traitance"
    PRIVACY = 17, "privacy", "Privacy and data protection", "Protection des données personnelles"
    PORTABILITY = 18, "portability", "Interoperability and exit", "Interopérabilité et réversibilité"
    ACCESSIBILITY = 19, "accessibility", "Accessibility", "Accessibilité"


class RoundState(Term):
    """Where a questionnaire round stands."""

    DRAFT = "draft", "Draft", "Brouillon"
    SENT = "sent", "Sent", "Envoyé"
    RECEIVED = "received", "Received", "Reçu"
    REVIEWED = "reviewed", "Reviewed", "Revu"
    CANCELLED = "cancelled", "Cancelled", "Annulé"


class ReviewerVerdict(Term):
    """The reviewer's own judgement of an answer, kept apart from the vendor's words."""

    SATISFACTORY = "satisfactory", "Satisfactory", "Satisfaisante"
    PARTIAL = "partial", "Partly satisfactory", "Partiellement satisfaisante"
    UNSATISFACTORY = "unsatisfactory", "Unsatisfactory", "Insatisfaisante"
    FOLLOW_UP = "follow_up", "To be followed up", "À approfondir"


class EvidenceKind(Term):
    """Kinds of evidence."""

    SOC2_TYPE1 = "soc2_type1", "SOC 2 report, type 1", "Rapport SOC 2 de type 1"
    SOC2_TYPE2 = "soc2_type2", "SOC 2 report, type 2", "Rapport SOC 2 de type 2"
    SOC1_TYPE2 = "soc1_type2", "SOC 1 report, type 2", "Rapport SOC 1 de type 2"
    ISO27001 = "iso27001", "ISO/IEC 27001 certificate", "Certificat ISO/CEI 27001"
    ISO27701 = "iso27701", "ISO/IEC 27701 certificate", "Certificat ISO/CEI 27701"
    ISO22301 = "iso22301", "ISO 22301 certificate", "Certificat ISO 22301"
    PCI_AOC = "pci_aoc", "PCI DSS attestation of compliance", "Attestation de conformité PCI DSS"
    HDS = "hds", "HDS certificate (France)", "Certificat HDS"
    SECNUMCLOUD = "secnumcloud", "SecNumCloud qualification (France)", "Qualification SecNumCloud"
    PENETRATION_TEST = "penetration_test", "Penetration test report", "Rapport de test d'intrusion"
    BRIDGE_LETTER = "bridge_letter", "Bridge letter", "Lettre de liaison"
    INSURANCE = "insurance", "Insurance certificate", "Attestation d'assurance"
    DPA = "dpa", "Data processing agreement", "Accord de sous-traitance (RGPD)"
    CONTRACT_DOCUMENT = "contract_document", "Contract document", "Document contractuel"
    QUESTIONNAIRE_FILE = "questionnaire_file", "Questionnaire as received", "Questionnaire tel que reçu"
    SUBPROCESSOR_LIST = "subprocessor_list", "List of sub-processors", "Liste des sous-traitants ultérieurs"
    DELETION_CERTIFICATE = "deletion_certificate", "Deletion certificate", "Attestation de suppression"
    POLICY = "policy", "Policy document", "Politique"
    STATEMENT = "statement", "Vendor's statement", "Déclaration du prestataire"
    OTHER = "other", "Other", "Autre"


class AuditOpinion(Term):
    """The auditor's opinion in an assurance report."""

    UNQUALIFIED = "unqualified", "Unqualified", "Sans réserve"
    QUALIFIED = "qualified", "Qualified", "Avec réserves"
    ADVERSE = "adverse", "Adverse", "Défavorable"
    DISCLAIMER = "disclaimer", "Disclaimer of opinion", "Impossibilité d'exprimer une opinion"


class ReviewKind(Term):
    """Why a review is made."""

    INTAKE = "intake", "Intake", "Entrée en relation"
    PRE_CONTRACT = "pre_contract", "Pre-contract", "Avant contrat"
    PERIODIC = "periodic", "Periodic", "Périodique"
    TRIGGERED = "triggered", "Triggered by an event", "Sur événement"
    EXIT = "exit", "Exit", "Sortie"


class ReviewConclusion(Term):
    """What a review concluded."""

    APPROVED = "approved", "Approved", "Approuvé"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", "Approved with conditions", "Approuvé sous conditions"
    REJECTED = "rejected", "Rejected", "Refusé"


class FindingSeverity(Term):
    """How serious a finding is."""

    LOW = "low", "Low", "Faible"
    MEDIUM = "medium", "Medium", "Moyenne"
    HIGH = "high", "High", "Élevée"
    CRITICAL = "critical", "Critical", "Critique"


class FindingState(Term):
    """Where a finding stands."""

    OPEN = "open", "Open", "Ouvert"
    IN_TREATMENT = "in_treatment", "In treatment", "En cours de traitement du risque"
    CLOSED = "closed", "Closed", "Clos"


class TreatmentKind(Term):
    """What is done about a risk (ISO/IEC 27005)."""

    MITIGATE = "mitigate", "Mitigate", "Réduire"
    ACCEPT = "accept", "Accept", "Accepter"
    TRANSFER = "transfer", "Transfer", "Partager"
    AVOID = "avoid", "Avoid", "Éviter"


class TreatmentState(Term):
    """How far a treatment has come."""

    PLANNED = "planned", "Planned", "Prévu"
    IN_PROGRESS = "in_progress", "In progress", "En cours"
    DONE = "done", "Done", "Fait"
    ABANDONED = "abandoned", "Abandoned", "Abandonné"
