"""Who the parties are: our own side, vendors and their people."""

from risk_register.model.vocabulary.terms import Term


class EntityKind(Term):
    """Kinds of own entity that rules tell apart (DORA Art. 2 names the financial ones)."""

    CREDIT_INSTITUTION = "credit_institution", "Credit institution", "Établissement de crédit"
    PAYMENT_INSTITUTION = "payment_institution", "Payment institution", "Établissement de paiement"
    INVESTMENT_FIRM = "investment_firm", "Investment firm", "Entreprise d'investissement"
    INSURANCE = "insurance", "Insurance undertaking", "Entreprise d'assurance"
    OTHER_FINANCIAL = "other_financial", "Other financial entity", "Autre entité financière"
    HEALTH_PROVIDER = "health_provider", "Health provider", "Établissement de santé"
    PUBLIC_BODY = "public_body", "Public body", "Organisme public"
    NON_FINANCIAL = "non_financial", "Company (not financial)", "Entreprise (non financière)"


class RegimeName(Term):
    """Bodies of rules an own entity may be under."""

    GDPR = "gdpr", "GDPR", "RGPD"
    UK_GDPR = "uk_gdpr", "UK GDPR", "RGPD britannique"
    SWISS_FADP = "swiss_fadp", "Swiss data protection act", "LPD (Suisse)"
    DORA = "dora", "DORA", "DORA"
    NIS2_ESSENTIAL = "nis2_essential", "NIS2, essential entity", "NIS2, entité essentielle"
    NIS2_IMPORTANT = "nis2_important", "NIS2, important entity", "NIS2, entité importante"
    HIPAA_COVERED = "hipaa_covered", "HIPAA covered entity", "HIPAA, entité couverte"
    HIPAA_ASSOCIATE = "hipaa_associate", "HIPAA business associate", "HIPAA, associé commercial"
    SEC_REGISTRANT = "sec_registrant", "SEC registrant", "Société enregistrée auprès de la SEC"
    NYDFS = "nydfs", "NYDFS Part 500", "NYDFS Part 500"
    CCPA = "ccpa", "CCPA", "CCPA"
    QUEBEC_LAW_25 = "quebec_law_25", "Quebec Law 25", "Loi 25 (Québec)"
    AUSTRALIA_NDB = "australia_ndb", "Australian notifiable data breaches scheme", "Régime australien de notification des violations"
    PCI_DSS = "pci_dss", "PCI DSS", "PCI DSS"


class VendorRelation(Term):
    """Whether we deal with a third party ourselves, or only through others."""

    DIRECT = "direct", "Vendor of ours", "Prestataire direct"
    INDIRECT = "indirect", "Known as a subcontractor only", "Connu seulement comme sous-traitant"


class Stage(Term):
    """Where a vendor stands in its life with us."""

    PROSPECT = "prospect", "Prospect", "Prospect"
    DUE_DILIGENCE = "due_diligence", "Due diligence", "Évaluation préalable"
    ACTIVE = "active", "Active", "Actif"
    OFFBOARDING = "offboarding", "Offboarding", "Fin de relation"
    TERMINATED = "terminated", "Terminated", "Terminé"


class ScopeDecision(Term):
    """Whether a supplier is reviewed, and why not where it is not."""

    IN_SCOPE = "in_scope", "In scope", "Dans le périmètre"
    NO_DATA_NO_DEPENDENCE = "no_data_no_dependence", "Out of scope: no data, no dependence", "Hors périmètre : ni données ni dépendance"
    GOODS_ONLY = "goods_only", "Out of scope: goods only", "Hors périmètre : fournitures seulement"
    COVERED_BY_GROUP = "covered_by_group", "Out of scope: reviewed by the group", "Hors périmètre : suivi par le groupe"
    PUBLIC_AUTHORITY = "public_authority", "Out of scope: public authority", "Hors périmètre : autorité publique"
    OTHER = "other", "Out of scope: other reason", "Hors périmètre : autre motif"


class StatedCriticality(Term):
    """How critical the business says a vendor is: a statement of somebody's, never our tier and never a risk level."""

    LOW = "low", "Low", "Faible"
    MEDIUM = "medium", "Medium", "Moyenne"
    HIGH = "high", "High", "Élevée"
    CRITICAL = "critical", "Critical", "Critique"


class IdentifierKind(Term):
    """Kinds of registration number."""

    LEI = "lei", "LEI", "LEI"
    EUID = "euid", "EUID", "EUID"
    VAT = "vat", "VAT number", "Numéro de TVA"
    SIREN = "siren", "SIREN", "SIREN"
    DUNS = "duns", "D-U-N-S", "D-U-N-S"
    NATIONAL = "national", "National registration number", "Numéro d'immatriculation national"
    INTERNAL = "internal", "Our own reference", "Référence interne"


class ContactPurpose(Term):
    """What a vendor's contact is for."""

    CONTRACTUAL_NOTICE = "contractual_notice", "Contractual notice", "Notification contractuelle"
    SECURITY = "security", "Security, around the clock", "Sécurité, 24 h/24"
    DATA_PROTECTION = "data_protection", "Data protection", "Protection des données"
    COMMERCIAL = "commercial", "Commercial", "Commercial"
    QUESTIONNAIRE = "questionnaire", "Questionnaires", "Questionnaires"


class ApprovalScope(Term):
    """What a person of ours may approve."""

    RISK_ACCEPTANCE = "risk_acceptance", "Risk acceptances", "Acceptations du risque"
    REVIEW = "review", "Reviews", "Revues"
    CONTRACT = "contract", "Contracts", "Contrats"
    INCIDENT = "incident", "Incident decisions", "Décisions sur incident"
