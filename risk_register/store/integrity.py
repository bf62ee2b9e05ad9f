"""What the database refuses, in words: a reference to nothing, a name taken twice, a value that can never be."""

import re

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from risk_register.errors import RegisterError
from risk_register.model.labels import NounLabel, field_label
from risk_register.model.nouns import BY_TABLE
from risk_register.texts import Language


class FieldNames:
    """Several fields in a `Text`, put into words where it is read."""

    def __init__(self, fields: list[str]) -> None:
        self._fields = fields

    def label(self, language: Language) -> str:
        """The fields in that language."""
        return ", ".join(field_label(name, language) for name in self._fields)


def commit(connection: Connection) -> None:
    """Commit, or say which reference points at nothing: references are let stand until a change is complete."""
    try:
        connection.exec_driver_sql("COMMIT")
    except IntegrityError:
        _refuse_dangling(connection)
        raise


def _refuse_dangling(connection: Connection) -> None:
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if row is not None:
        raise RegisterError("A record ({noun}) refers to another ({other}) that is not in the register. Add that first.",
                            noun=NounLabel(row[0]), other=NounLabel(row[2]))


def explain(error: IntegrityError) -> RegisterError | None:
    """What a refused row means for the person, or None where it is a defect of ours."""
    message = str(error.orig)
    if match := re.match(r"UNIQUE constraint failed: (.+)", message):
        places = [part.split(".") for part in match[1].split(", ")]
        noun = BY_TABLE.get(places[0][0])
        if noun:
            return RegisterError("There is already a record ({noun}) with the same {fields}. Change one of them, or edit the "
                                 "one that is there.", noun=NounLabel(noun.name), fields=FieldNames([field for _, field in places]))
    if match := re.match(r"CHECK constraint failed: ck_(.+)", message):
        table = max((name for name in BY_TABLE if match[1].startswith(name)), key=len, default=None)
        if table:
            return RegisterError("The {noun} was refused: a value is outside what is possible there ({rule}).",
                                 noun=NounLabel(table), rule=match[1][len(table) + 1:].replace("_", " "))
    return None
