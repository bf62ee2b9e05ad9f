"""The door's own key: a statement that changes a register is refused unless one of the door's verbs is at work.

What is read inside a change goes through the connection that writes it, so that it sees what was written so far; without this
guard a stray statement there would change facts and leave no trace in the journal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

DOOR = "door"
"""The mark on a connection while a verb of the door is at work."""
_HARMLESS = ("SELECT", "BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "EXPLAIN")


class WriteOutsideTheDoor(RuntimeError):
    """A defect of ours: something tried to change a register otherwise than through the verbs of `Register.change`."""


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Within it, statements that change the register pass. Only the store's own modules use it."""
    before = connection.info.get(DOOR, False)
    connection.info[DOOR] = True
    try:
        yield
    finally:
        connection.info[DOOR] = before


def refuse_outside(connection: Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool) -> None:
    """Listens before every statement of a writing connection."""
    if not connection.info.get(DOOR) and not statement.lstrip()[:10].upper().startswith(_HARMLESS):
        raise WriteOutsideTheDoor(statement)
