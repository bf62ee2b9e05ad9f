# ruff: noqa: E501
"""Version 2: lists of subcontractors, ledgers of suppliers, credit scales, confirmations by owners, headings once explained."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alembic.operations import Operations

_TABLES = (
    """CREATE TABLE supplier_ledger (
        title VARCHAR(300) NOT NULL,
        period_from DATE,
        period_to DATE,
        loaded_on DATE NOT NULL,
        file_name VARCHAR(255),
        file_sha256 VARCHAR(64),
        id INTEGER NOT NULL,
        CONSTRAINT pk_supplier_ledger PRIMARY KEY (id),
        CONSTRAINT ck_supplier_ledger_title_not_blank CHECK (length(trim(title)) > 0),
        CONSTRAINT ck_supplier_ledger_period_from_period_to_order CHECK (period_from IS NULL OR period_to IS NULL OR period_from <= period_to)
    )""",
    """CREATE TABLE heading_mapping (
        sheet_kind VARCHAR(60) NOT NULL,
        heading VARCHAR(300) NOT NULL,
        target VARCHAR(120) NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_heading_mapping PRIMARY KEY (id)
    )""",
    """CREATE TABLE ledger_supplier (
        ledger_id INTEGER NOT NULL,
        name VARCHAR(300) NOT NULL,
        account VARCHAR(100),
        registration VARCHAR(100),
        country VARCHAR(60),
        amount VARCHAR(40),
        currency VARCHAR(3),
        vendor_id INTEGER,
        scope_decision VARCHAR(60),
        scope_reason VARCHAR(200000),
        decided_by VARCHAR(300),
        decided_on DATE,
        id INTEGER NOT NULL,
        CONSTRAINT pk_ledger_supplier PRIMARY KEY (id),
        CONSTRAINT ck_ledger_supplier_name_not_blank CHECK (length(trim(name)) > 0),
        CONSTRAINT fk_ledger_supplier_ledger_id_supplier_ledger FOREIGN KEY(ledger_id) REFERENCES supplier_ledger (id),
        CONSTRAINT fk_ledger_supplier_vendor_id_vendor FOREIGN KEY(vendor_id) REFERENCES vendor (id)
    )""",
    """CREATE TABLE subcontractor_list (
        provider_id INTEGER NOT NULL,
        name VARCHAR(300),
        version VARCHAR(60),
        received_on DATE NOT NULL,
        announced_on DATE,
        effective_on DATE,
        objection_until DATE,
        decision VARCHAR(60) NOT NULL,
        decision_reason VARCHAR(200000),
        decided_by VARCHAR(300),
        decided_on DATE,
        listing VARCHAR(200000) NOT NULL,
        source VARCHAR(200000),
        file_name VARCHAR(255),
        file_sha256 VARCHAR(64),
        id INTEGER NOT NULL,
        CONSTRAINT pk_subcontractor_list PRIMARY KEY (id),
        CONSTRAINT fk_subcontractor_list_provider_id_vendor FOREIGN KEY(provider_id) REFERENCES vendor (id)
    )""",
    """CREATE TABLE vendor_confirmation (
        vendor_id INTEGER NOT NULL,
        confirmed_by VARCHAR(300) NOT NULL,
        confirmed_on DATE NOT NULL,
        person_id INTEGER,
        remarks VARCHAR(200000),
        file_name VARCHAR(255),
        file_sha256 VARCHAR(64),
        id INTEGER NOT NULL,
        CONSTRAINT pk_vendor_confirmation PRIMARY KEY (id),
        CONSTRAINT ck_vendor_confirmation_confirmed_by_not_blank CHECK (length(trim(confirmed_by)) > 0),
        CONSTRAINT fk_vendor_confirmation_vendor_id_vendor FOREIGN KEY(vendor_id) REFERENCES vendor (id),
        CONSTRAINT fk_vendor_confirmation_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
    )""",
    """CREATE TABLE sla_credit_step (
        sla_term_id INTEGER NOT NULL,
        beyond VARCHAR(40) NOT NULL,
        credit VARCHAR(40) NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_sla_credit_step PRIMARY KEY (id),
        CONSTRAINT uq_sla_credit_step_sla_term_id_beyond UNIQUE (sla_term_id, beyond),
        CONSTRAINT fk_sla_credit_step_sla_term_id_sla_term FOREIGN KEY(sla_term_id) REFERENCES sla_term (id)
    )""",
    """CREATE TABLE derived_item (
        n INTEGER NOT NULL,
        kind VARCHAR(60) NOT NULL,
        urgency VARCHAR(60) NOT NULL,
        due_on VARCHAR(10),
        due_at VARCHAR(40),
        words TEXT NOT NULL,
        detail TEXT,
        vendor_id INTEGER,
        vendor TEXT NOT NULL,
        owner TEXT,
        noun VARCHAR(60) NOT NULL,
        record_id INTEGER NOT NULL,
        CONSTRAINT pk_derived_item PRIMARY KEY (n)
    )""",
    """CREATE TABLE derived_change (
        vendor_id INTEGER NOT NULL,
        day VARCHAR(10) NOT NULL,
        tier VARCHAR(20) NOT NULL,
        residual VARCHAR(40),
        level VARCHAR(20) NOT NULL,
        CONSTRAINT pk_derived_change PRIMARY KEY (vendor_id, day)
    )""",
)
_COLUMNS = (
    ("vendor", "stated_criticality VARCHAR(60)"),
    ("vendor", "town VARCHAR(120)"),
    ("vendor", "address VARCHAR(200000)"),
    ("vendor", "scope_decided_by VARCHAR(300)"),
    ("vendor", "scope_decided_on DATE"),
    ("contract", "notice_months_ours INTEGER CONSTRAINT ck_contract_notice_months_ours_range CHECK (notice_months_ours IS NULL OR (notice_months_ours >= 0))"),
    ("contract", "notice_months_theirs INTEGER CONSTRAINT ck_contract_notice_months_theirs_range CHECK (notice_months_theirs IS NULL OR (notice_months_theirs >= 0))"),
    ("questionnaire", "language VARCHAR(2)"),
    ("questionnaire", "recipient VARCHAR(300)"),
    ("questionnaire", "reminded_on DATE"),
    ("questionnaire", "issued_sha256 VARCHAR(64)"),
    ("questionnaire", "reviewed_on DATE"),
    ("questionnaire", "reviewer VARCHAR(300)"),
    ("service_function", "valid_from DATE"),
    ("service_function", "valid_to DATE CONSTRAINT ck_service_function_valid_from_valid_to_order CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)"),
    ("contract_entity", "valid_from DATE"),
    ("contract_entity", "valid_to DATE CONSTRAINT ck_contract_entity_valid_from_valid_to_order CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)"),
    ("contract_service", "valid_from DATE"),
    ("contract_service", "valid_to DATE CONSTRAINT ck_contract_service_valid_from_valid_to_order CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)"),
    ("subcontractor_link", "list_id INTEGER CONSTRAINT fk_subcontractor_link_list_id_subcontractor_list REFERENCES subcontractor_list (id)"),
    ("finding", "measurement_id INTEGER CONSTRAINT fk_finding_measurement_id_sla_measurement REFERENCES sla_measurement (id)"),
    ("finding", "incident_id INTEGER CONSTRAINT fk_finding_incident_id_incident REFERENCES incident (id)"),
    ("finding", "contradiction VARCHAR(60)"),
)
_INDEXES = (
    ("ledger_supplier", "vendor_id"),
    ("ledger_supplier", "ledger_id"),
    ("subcontractor_list", "provider_id"),
    ("vendor_confirmation", "person_id"),
    ("vendor_confirmation", "vendor_id"),
    ("subcontractor_link", "list_id"),
    ("sla_credit_step", "sla_term_id"),
    ("finding", "measurement_id"),
    ("finding", "incident_id"),
)


def upgrade(operations: "Operations") -> None:
    """Adds what version 2 knows more of; nothing that was there is touched."""
    for table in _TABLES:
        operations.execute(table)
    for name, column in _COLUMNS:
        operations.execute(f"ALTER TABLE {name} ADD COLUMN {column}")
    for name, column in _INDEXES:
        operations.create_index(f"ix_{name}_{column}", name, [column])


def upcast(_noun: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A record as it was journalled: what it did not know yet is unknown."""
    return fields
