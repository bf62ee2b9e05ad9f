"""Version 4: the key that reports are signed with; the method and version that acceptances and overrides were decided by."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alembic.operations import Operations

_TABLE = """CREATE TABLE sealing_key (
        certificate_sha256 VARCHAR(64) NOT NULL,
        certificate BLOB NOT NULL,
        chain BLOB NOT NULL,
        source VARCHAR(8) NOT NULL,
        kept_at VARCHAR(32) NOT NULL,
        wrapped BLOB,
        CONSTRAINT pk_sealing_key PRIMARY KEY (certificate_sha256)
    )"""
_DECIDED = ("risk_acceptance", "override")


def upgrade(operations: "Operations") -> None:
    """Adds what version 4 knows more of; nothing that was there is touched."""
    operations.execute(_TABLE)
    for table in _DECIDED:
        operations.execute(f'ALTER TABLE "{table}" ADD COLUMN method VARCHAR(120)')


def upcast(_noun: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A record as it was journalled: what it did not know yet is unknown, and the key is no record and in no journal."""
    return fields
