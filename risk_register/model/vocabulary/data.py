"""What data is about whom: elements, their categories, data subjects, and the ground on which they are held or moved."""

from typing import Self

from risk_register.model.vocabulary.terms import Term


class DataCategory(Term):
    """The groups under which data elements are shown, weighed and announced."""

    IDENTITY = "identity", "Identity", "Identité"
    CONTACT = "contact", "Contact details", "Coordonnées"
    CREDENTIALS = "credentials", "Credentials", "Identifiants et secrets d'accès"
    FINANCIAL = "financial", "Financial data", "Données financières"
    GOVERNMENT_ID = "government_id", "Government identifiers", "Identifiants officiels"
    ONLINE = "online", "Online identifiers and usage", "Identifiants en ligne et usage"
    LOCATION = "location", "Location", "Localisation"
    PROFESSIONAL = "professional", "Professional life", "Vie professionnelle"
    CONTENT = "content", "Content and communications", "Contenus et communications"
    COMMERCIAL = "commercial", "Commercial relationship", "Relation commerciale"
    HEALTH = "health", "Health", "Santé"
    SPECIAL = "special", "Other special categories", "Autres catégories particulières"
    CRIMINAL = "criminal", "Criminal convictions and offences", "Condamnations pénales et infractions"
    BUSINESS_SECRET = "business_secret", "Business secrets (not personal)", "Secrets d'affaires (non personnels)"


class DataElement(Term):
    """The smallest kinds of data told apart, fine enough for the definitions of breach laws.

    Each belongs to one category; `special` marks GDPR Art. 9 and 10 data.
    """

    category: DataCategory
    special: bool

    def __new__(cls, value: str, category: DataCategory, en: str, fr: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.en = en
        term.fr = fr
        term.category = category
        term.special = category in (DataCategory.HEALTH, DataCategory.SPECIAL, DataCategory.CRIMINAL)
        return term

    NAME = "name", DataCategory.IDENTITY, "Name", "Nom et prénom"
    DATE_OF_BIRTH = "date_of_birth", DataCategory.IDENTITY, "Date of birth", "Date de naissance"
    GENDER = "gender", DataCategory.IDENTITY, "Gender", "Sexe ou genre"
    NATIONALITY = "nationality", DataCategory.IDENTITY, "Nationality", "Nationalité"
    FAMILY_STATUS = "family_status", DataCategory.IDENTITY, "Family situation", "Situation familiale"
    PHOTOGRAPH = "photograph", DataCategory.IDENTITY, "Photograph", "Photographie"
    SIGNATURE = "signature", DataCategory.IDENTITY, "Signature", "Signature"

    EMAIL = "email", DataCategory.CONTACT, "E-mail address", "Adresse électronique"
    PHONE = "phone", DataCategory.CONTACT, "Telephone number", "Numéro de téléphone"
    POSTAL_ADDRESS = "postal_address", DataCategory.CONTACT, "Postal address", "Adresse postale"

    USERNAME = "username", DataCategory.CREDENTIALS, "User name", "Nom d'utilisateur"
    PASSWORD = "password", DataCategory.CREDENTIALS, "Password", "Mot de passe"
    PASSWORD_HASH = "password_hash", DataCategory.CREDENTIALS, "Password hash", "Empreinte de mot de passe"
    SECURITY_QUESTION = "security_question", DataCategory.CREDENTIALS, "Security question and answer", "Question secrète et réponse"
    API_KEY = "api_key", DataCategory.CREDENTIALS, "API key", "Clé d'API"
    SESSION_TOKEN = "session_token", DataCategory.CREDENTIALS, "Session or access token", "Jeton de session ou d'accès"
    PRIVATE_KEY = "private_key", DataCategory.CREDENTIALS, "Private key or certificate", "Clé privée ou certificat"

    BANK_ACCOUNT = "bank_account", DataCategory.FINANCIAL, "Bank account number", "Numéro de compte bancaire"
    CARD_NUMBER = "card_number", DataCategory.FINANCIAL, "Payment card number", "Numéro de carte de paiement"
    CARD_SECURITY_CODE = "card_security_code", DataCategory.FINANCIAL, "Card security code or PIN", "Cryptogramme ou code de carte"
    SALARY = "salary", DataCategory.FINANCIAL, "Salary and benefits", "Rémunération et avantages"
    CREDIT_HISTORY = "credit_history", DataCategory.FINANCIAL, "Credit history", "Historique de crédit"
    TRANSACTIONS = "transactions", DataCategory.FINANCIAL, "Transactions", "Opérations financières"

    NATIONAL_ID = "national_id", DataCategory.GOVERNMENT_ID, "National identity number", "Numéro d'identité nationale"
    SOCIAL_SECURITY_NUMBER = "social_security_number", DataCategory.GOVERNMENT_ID, "Social security number", "Numéro de sécurité sociale"
    PASSPORT = "passport", DataCategory.GOVERNMENT_ID, "Passport number", "Numéro de passeport"
    DRIVING_LICENCE = "driving_licence", DataCategory.GOVERNMENT_ID, "Driving licence number", "Numéro de permis de conduire"
    TAX_ID = "tax_id", DataCategory.GOVERNMENT_ID, "Tax identifier", "Numéro fiscal"

    ACCOUNT_ID = "account_id", DataCategory.ONLINE, "Account or organisation identifier", "Identifiant de compte ou d'organisation"
    IP_ADDRESS = "ip_address", DataCategory.ONLINE, "IP address", "Adresse IP"
    DEVICE_ID = "device_id", DataCategory.ONLINE, "Device identifier", "Identifiant de terminal"
    COOKIE_ID = "cookie_id", DataCategory.ONLINE, "Cookie or advertising identifier", "Identifiant de cookie ou publicitaire"
    USER_AGENT = "user_agent", DataCategory.ONLINE, "Browser, system and device type", "Navigateur, système et type d'appareil"
    REFERRER = "referrer", DataCategory.ONLINE, "Referring website", "Site de provenance"
    USAGE = "usage", DataCategory.ONLINE, "Usage and activity logs", "Journaux d'usage et d'activité"

    COARSE_LOCATION = "coarse_location", DataCategory.LOCATION, "Coarse location (city, state, country)", "Localisation approximative (ville, région, pays)"
    PRECISE_LOCATION = "precise_location", DataCategory.LOCATION, "Precise location", "Localisation précise"

    EMPLOYER = "employer", DataCategory.PROFESSIONAL, "Employer and job", "Employeur et fonction"
    HR_RECORD = "hr_record", DataCategory.PROFESSIONAL, "Personnel file", "Dossier du personnel"
    EDUCATION = "education", DataCategory.PROFESSIONAL, "Education and qualifications", "Formation et diplômes"
    APPLICATION = "application", DataCategory.PROFESSIONAL, "Job application", "Candidature"

    MESSAGES = "messages", DataCategory.CONTENT, "Messages and e-mail contents", "Messages et contenus de courriels"
    DOCUMENTS = "documents", DataCategory.CONTENT, "Documents and files", "Documents et fichiers"
    PROMPTS = "prompts", DataCategory.CONTENT, "Prompts and generated output", "Requêtes et contenus générés"
    SUPPORT_TICKETS = "support_tickets", DataCategory.CONTENT, "Support tickets", "Demandes d'assistance"
    RECORDINGS = "recordings", DataCategory.CONTENT, "Voice or video recordings", "Enregistrements vocaux ou vidéo"

    CUSTOMER_RECORD = "customer_record", DataCategory.COMMERCIAL, "Customer record", "Fiche client"
    PURCHASES = "purchases", DataCategory.COMMERCIAL, "Purchases and orders", "Achats et commandes"
    BILLING = "billing", DataCategory.COMMERCIAL, "Billing and subscription", "Facturation et abonnement"
    PREFERENCES = "preferences", DataCategory.COMMERCIAL, "Preferences and consents", "Préférences et consentements"

    HEALTH_RECORD = "health_record", DataCategory.HEALTH, "Health record", "Dossier de santé"
    MEDICAL_RECORD_NUMBER = "medical_record_number", DataCategory.HEALTH, "Medical record number", "Numéro de dossier médical"
    HEALTH_INSURANCE_NUMBER = "health_insurance_number", DataCategory.HEALTH, "Health insurance number", "Numéro d'assurance maladie"
    DISABILITY = "disability", DataCategory.HEALTH, "Disability", "Handicap"

    BIOMETRIC = "biometric", DataCategory.SPECIAL, "Biometric data", "Données biométriques"
    GENETIC = "genetic", DataCategory.SPECIAL, "Genetic data", "Données génétiques"
    ETHNIC_ORIGIN = "ethnic_origin", DataCategory.SPECIAL, "Racial or ethnic origin", "Origine raciale ou ethnique"
    POLITICAL_OPINION = "political_opinion", DataCategory.SPECIAL, "Political opinions", "Opinions politiques"
    RELIGION = "religion", DataCategory.SPECIAL, "Religious or philosophical beliefs", "Convictions religieuses ou philosophiques"
    UNION_MEMBERSHIP = "union_membership", DataCategory.SPECIAL, "Trade union membership", "Appartenance syndicale"
    SEX_LIFE = "sex_life", DataCategory.SPECIAL, "Sex life or sexual orientation", "Vie sexuelle ou orientation sexuelle"

    CRIMINAL_RECORD = "criminal_record", DataCategory.CRIMINAL, "Criminal record", "Casier judiciaire"

    SOURCE_CODE = "source_code", DataCategory.BUSINESS_SECRET, "Source code", "Code source"
    TRADE_SECRET = "trade_secret", DataCategory.BUSINESS_SECRET, "Trade secrets and plans", "Secrets d'affaires et projets"
    SYSTEM_CONFIGURATION = "system_configuration", DataCategory.BUSINESS_SECRET, "System configuration and logs", "Configuration et journaux des systèmes"


class DataSubject(Term):
    """Whom personal data is about."""

    EMPLOYEE = "employee", "Employees", "Salariés"
    APPLICANT = "applicant", "Job applicants", "Candidats"
    CUSTOMER = "customer", "Customers (individuals)", "Clients (particuliers)"
    CUSTOMER_CONTACT = "customer_contact", "Customers' contacts", "Contacts chez les clients"
    BUSINESS_USER = "business_user", "Business users", "Utilisateurs professionnels"
    PROSPECT = "prospect", "Prospects", "Prospects"
    VISITOR = "visitor", "Website visitors", "Visiteurs du site"
    SUPPLIER_CONTACT = "supplier_contact", "Suppliers' contacts", "Contacts chez les fournisseurs"
    PATIENT = "patient", "Patients", "Patients"
    CHILD = "child", "Children", "Enfants"
    MEMBER = "member", "Members", "Adhérents"
    OTHER = "other", "Other persons", "Autres personnes"


class ProcessingRole(Term):
    """What a party is for a flow under GDPR Art. 4, 26 and 28."""

    CONTROLLER = "controller", "Controller", "Responsable du traitement"
    JOINT_CONTROLLER = "joint_controller", "Joint controller", "Responsable conjoint du traitement"
    PROCESSOR = "processor", "Processor", "Sous-traitant (RGPD)"
    SUB_PROCESSOR = "sub_processor", "Sub-processor", "Sous-traitant ultérieur"


class LegalBasis(Term):
    """The six grounds of GDPR Art. 6(1)."""

    CONSENT = "consent", "Consent", "Consentement"
    CONTRACT = "contract", "Contract", "Contrat"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation", "Obligation légale"
    VITAL_INTERESTS = "vital_interests", "Vital interests", "Intérêts vitaux"
    PUBLIC_TASK = "public_task", "Public task", "Mission d'intérêt public"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests", "Intérêts légitimes"


class TransferMechanism(Term):
    """The ground in GDPR Chapter V on which data leaves, or is reached from outside, the EEA."""

    NOT_TRANSFERRED = "not_transferred", "No transfer outside the EEA", "Aucun transfert hors EEE"
    ADEQUACY = "adequacy", "Adequacy decision", "Décision d'adéquation"
    DPF = "dpf", "EU-US Data Privacy Framework", "Cadre de protection des données UE-États-Unis (DPF)"
    SCC_MODULE_1 = "scc_1", "Standard contractual clauses, module 1", "Clauses contractuelles types, module 1"
    SCC_MODULE_2 = "scc_2", "Standard contractual clauses, module 2", "Clauses contractuelles types, module 2"
    SCC_MODULE_3 = "scc_3", "Standard contractual clauses, module 3", "Clauses contractuelles types, module 3"
    SCC_MODULE_4 = "scc_4", "Standard contractual clauses, module 4", "Clauses contractuelles types, module 4"
    BCR = "bcr", "Binding corporate rules", "Règles d'entreprise contraignantes"
    DEROGATION = "derogation", "Derogation (Art. 49)", "Dérogation (art. 49)"
    NONE = "none", "No mechanism recorded", "Aucun outil de transfert enregistré"


class CountryUse(Term):
    """What happens to the data in a country."""

    STORAGE = "storage", "Storage", "Stockage"
    PROCESSING = "processing", "Processing", "Traitement des données"
    REMOTE_ACCESS = "remote_access", "Remote access", "Accès à distance"


class Protection(Term):
    """How data is protected in transit or at rest, as recorded for a flow."""

    ENCRYPTED = "encrypted", "Encrypted", "Chiffré"
    ENCRYPTED_OWN_KEY = "encrypted_own_key", "Encrypted, key held by us", "Chiffré, clé détenue par nous"
    NOT_ENCRYPTED = "not_encrypted", "Not encrypted", "Non chiffré"
    NOT_STORED = "not_stored", "Not stored", "Non conservé"
