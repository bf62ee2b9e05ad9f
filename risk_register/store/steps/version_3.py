"""Version 3: ways of reading workbooks that were said by hand, and what a form says beside its questions."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alembic.operations import Operations

_TABLE = """CREATE TABLE question_mapping (
        name VARCHAR(300) NOT NULL,
        structure VARCHAR(64) NOT NULL,
        data VARCHAR(200000) NOT NULL,
        made_by VARCHAR(300) NOT NULL,
        made_on DATE NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_question_mapping PRIMARY KEY (id),
        CONSTRAINT ck_question_mapping_name_not_blank CHECK (length(trim(name)) > 0),
        CONSTRAINT uq_question_mapping_name UNIQUE (name)
    )"""


def upgrade(operations: "Operations") -> None:
    """Adds what version 3 knows more of; nothing that was there is touched."""
    operations.execute(_TABLE)
    for column in ("guidance", "choices", "crosswalk"):
        operations.execute(f"ALTER TABLE question ADD COLUMN {column} VARCHAR(200000)")


def upcast(_noun: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A record as it was journalled: what it did not know yet is unknown."""
    return fields
