"""The tables that belong to the store itself: the journal, files by their fingerprint, and what is derived and may be rebuilt."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

from risk_register.model.base import metadata as noun_metadata

journal_metadata = MetaData(naming_convention=noun_metadata.naming_convention)

journal_change = Table(
    "journal_change", journal_metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("of", Integer),
    Column("schema", Integer, nullable=False),
    Column("header", Text),
    Column("header_salt", LargeBinary, nullable=False),
    Column("header_digest", LargeBinary, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""One change: who, when, why. `hash` covers the previous change's hash, the header's digest and its entries' digests."""

journal_entry = Table(
    "journal_entry", journal_metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("change", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("noun", String(60), nullable=False),
    Column("record", Integer),
    Column("rows", Integer, nullable=False),
    Column("body", LargeBinary),
    Column("salt", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Index("ix_journal_entry_change", "change"),
    Index("ix_journal_entry_record", "record"),
)
"""What a change did to one record, or to a batch of them. A body may one day be redacted; its digest stays in the chain."""

file_blob = Table(
    "file_blob", journal_metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Files by their fingerprint. They are kept as long as the journal names them, also where a change was undone."""

derived_score = Table(
    "derived_score", journal_metadata,
    Column("vendor_id", Integer, primary_key=True, autoincrement=False),
    Column("tier", String(20), nullable=False),
    Column("residual", String(40)),
    Column("level", String(20), nullable=False),
    Column("next_review_on", String(10)),
)
"""The scores that lists show, not facts: made anew whenever their key in `derived_key` no longer holds."""

derived_item = Table(
    "derived_item", journal_metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(60), nullable=False),
    Column("urgency", String(60), nullable=False),
    Column("due_on", String(10)),
    Column("due_at", String(40)),
    Column("words", Text, nullable=False),
    Column("detail", Text),
    Column("vendor_id", Integer),
    Column("vendor", Text, nullable=False),
    Column("owner", Text),
    Column("noun", String(60), nullable=False),
    Column("record_id", Integer, nullable=False),
)
"""The first of what needs somebody, for a starting window: no facts, and made anew by the worker at once."""

derived_change = Table(
    "derived_change", journal_metadata,
    Column("vendor_id", Integer, primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),
    Column("tier", String(20), nullable=False),
    Column("residual", String(40)),
    Column("level", String(20), nullable=False),
)
"""What a vendor's score was before it first changed on a day: how it got to where it is now, as far as it was looked at."""

derived_key = Table(
    "derived_key", journal_metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What derived tables were computed from: the journal's head, the method's fingerprint, the day."""

sealing_key = Table(
    "sealing_key", journal_metadata,
    Column("certificate_sha256", String(64), primary_key=True),
    Column("certificate", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("source", String(8), nullable=False),
    Column("kept_at", String(32), nullable=False),
    Column("wrapped", LargeBinary),
)
"""Keys that reports are signed with, by their certificate (DER; its issuers' certificates in `chain`, as PEM).

No fact: outside journal, undo, exports and looks back. `wrapped` is the private key under a passphrase, and null once it was
forgotten; the certificate stays, so that a report signed with it is known again. A backup is a complete copy and holds it wrapped.
"""

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(noun UNINDEXED, vendor_id UNINDEXED, words, tokenize=\"unicode61 remove_diacritics 2\")"
)
"""Full text over what people look for. The row's number is the record's id, which no two records of any kind share."""
