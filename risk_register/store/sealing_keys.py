"""The keys that reports are signed with, beside the facts and outside the journal: kept, read, forgotten."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update

from risk_register.model.base import instant_text
from risk_register.store import sqlite
from risk_register.store.register import Register
from risk_register.store.schema import sealing_key


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key as the register keeps it; see `store.schema.sealing_key`."""

    certificate_sha256: str
    certificate: bytes
    chain: bytes
    source: str
    """'made' by the program, or 'imported'."""
    kept_at: datetime
    wrapped: bytes | None = field(repr=False)

    @property
    def made(self) -> bool:
        """Whether the program made it, so that nobody vouches for whose it is."""
        return self.source == "made"


def kept_keys(register: Register) -> list[KeptKey]:
    """All keys that the register has or had, the newest first. A look back has those of today, for it is signed today."""
    with register.read() as connection:
        rows = connection.execute(select(sealing_key).order_by(sealing_key.c.kept_at.desc())).all()
    return [KeptKey(row.certificate_sha256, bytes(row.certificate), bytes(row.chain), row.source,
                    datetime.fromisoformat(row.kept_at), None if row.wrapped is None else bytes(row.wrapped)) for row in rows]


def keep_key(register: Register, key: KeptKey) -> None:
    """Keep a key; one of that certificate which was forgotten is there again."""
    row = {"certificate_sha256": key.certificate_sha256, "certificate": key.certificate, "chain": key.chain, "source": key.source,
           "kept_at": instant_text(key.kept_at), "wrapped": key.wrapped}
    with register.beside_the_journal() as connection:
        connection.execute(sealing_key.delete().where(sealing_key.c.certificate_sha256 == key.certificate_sha256))
        connection.execute(sealing_key.insert(), row)


def forget_keys(register: Register) -> None:
    """Remove every private key, from the file's unused pages and its log too. Certificates stay."""
    with register.beside_the_journal() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        connection.execute(update(sealing_key).values(wrapped=None))
    sqlite.empty_log(register.path)
