"""What vendors do for us and how much hangs on it."""

from risk_register.model.vocabulary.terms import Term


class Criticality(Term):
    """How much the business function served matters; `critical_or_important` is DORA Art. 3(22)'s notion."""

    CRITICAL_OR_IMPORTANT = "critical_or_important", "Critical or important function", "Fonction critique ou importante"
    HIGH = "high", "Important to operations", "Importante pour l'activité"
    MEDIUM = "medium", "Useful to operations", "Utile à l'activité"
    LOW = "low", "Marginal", "Accessoire"


class StopEffect(Term):
    """What happens if a function stops (DORA template B_06.01)."""

    LOW = "low", "Low", "Faible"
    MEDIUM = "medium", "Medium", "Moyen"
    HIGH = "high", "High", "Fort"


class ServiceKind(Term):
    """Kinds of service, near DORA's list of ICT service types so that a register of information can be drawn from it."""

    SOFTWARE_SERVICE = "saas", "Software as a service", "Logiciel en tant que service (SaaS)"
    PLATFORM = "paas", "Platform as a service", "Plateforme en tant que service (PaaS)"
    INFRASTRUCTURE = "iaas", "Infrastructure as a service", "Infrastructure en tant que service (IaaS)"
    HOSTING = "hosting", "Hosting and data centre", "Hébergement et centre de données"
    NETWORK = "network", "Network and telecommunications", "Réseau et télécommunications"
    SECURITY = "security", "Security services", "Services de sécurité"
    DEVELOPMENT = "development", "Software development", "Développement logiciel"
    SUPPORT = "support", "Support and maintenance", "Assistance et maintenance"
    DATA_ANALYSIS = "data_analysis", "Data analysis", "Analyse de données"
    DATA_PROVISION = "data_provision", "Data provision", "Fourniture de données"
    ARTIFICIAL_INTELLIGENCE = "ai", "Artificial intelligence", "Intelligence artificielle"
    PAYMENT = "payment", "Payment", "Paiement"
    PAYROLL_HR = "payroll_hr", "Payroll and human resources", "Paie et ressources humaines"
    COMMUNICATION = "communication", "E-mail, messaging and telephony", "Courriel, messagerie et téléphonie"
    CONSULTING = "consulting", "Consulting", "Conseil"
    PHYSICAL = "physical", "Physical services", "Services matériels"
    OTHER = "other", "Other", "Autre"


class Reliance(Term):
    """How far we rely on a service (DORA template B_02.02 level of reliance)."""

    NONE = "none", "Not significant", "Non significative"
    LOW = "low", "Low", "Faible"
    MATERIAL = "material", "Material", "Significative"
    FULL = "full", "Full", "Totale"


class Substitutability(Term):
    """How hard the provider is to replace (DORA Art. 29(1), template B_07.01)."""

    EASY = "easy", "Easily substitutable", "Facilement substituable"
    MEDIUM = "medium", "Substitutable with effort", "Substituable avec effort"
    HARD = "hard", "Hard to substitute", "Difficilement substituable"
    NONE = "none", "Not substitutable", "Non substituable"


class Reintegration(Term):
    """Whether the service could be taken back in-house (DORA template B_07.01)."""

    EASY = "easy", "Easy", "Facile"
    DIFFICULT = "difficult", "Difficult", "Difficile"
    COMPLEX = "complex", "Highly complex", "Très complexe"


class Privilege(Term):
    """How much a vendor's access lets it do."""

    NONE = "none", "No access", "Aucun accès"
    READ = "read", "Read", "Lecture"
    WRITE = "write", "Read and write", "Lecture et écriture"
    ADMIN = "admin", "Administrator", "Administrateur"


class IntegrationKind(Term):
    """How a vendor is connected to our systems."""

    NONE = "none", "Not connected", "Non connecté"
    FILE_EXCHANGE = "file_exchange", "File exchange", "Échange de fichiers"
    API = "api", "API", "API"
    SSO = "sso", "Single sign-on", "Authentification unique (SSO)"
    AGENT = "agent", "Agent or script in our systems", "Agent ou script dans nos systèmes"
    NETWORK = "network", "Network connection", "Connexion réseau"
    ON_SITE = "on_site", "On site", "Sur site"


class CredentialKind(Term):
    """What kind of credential an access uses; its value is never stored."""

    PASSWORD = "password", "Password", "Mot de passe"
    API_KEY = "api_key", "API key", "Clé d'API"
    OAUTH = "oauth", "OAuth grant", "Autorisation OAuth"
    CERTIFICATE = "certificate", "Certificate", "Certificat"
    SSH_KEY = "ssh_key", "SSH key", "Clé SSH"
    SSO_ACCOUNT = "sso_account", "Account in our directory", "Compte dans notre annuaire"
    BADGE = "badge", "Badge or key", "Badge ou clé"
