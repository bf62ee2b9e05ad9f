"""Ways of reading workbooks that were said by hand: kept in the register, handed on as files, tried before they are kept."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.intake.values import Document, Workbook
from risk_register.model.nouns import BY_RECORD
from risk_register.model.questionnaires import QuestionMapping
from risk_register.questionnaires.cells import normal
from risk_register.questionnaires.mapping import SavedMapping
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

_MAPPING = BY_RECORD[QuestionMapping].table
_LARGEST = 1_000_000
"""Bytes of a mapping's file; ours take a few thousand."""


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping as the register keeps it."""

    id: int
    mapping: SavedMapping
    made_by: str
    made_on: date


def kept_mappings(register: Register) -> list[KeptMapping]:
    """Every mapping of the register, by name."""
    with register.read() as connection:
        rows = connection.execute(select(_MAPPING).order_by(_MAPPING.c.name)).all()
    return [KeptMapping(row.id, _mapping(row.name, row.data), row.made_by, row.made_on) for row in rows]


def learned(connection: Connection) -> list[SavedMapping]:
    """The mappings by which workbooks are recognised, the latest first."""
    rows = connection.execute(select(_MAPPING.c.name, _MAPPING.c.data).order_by(_MAPPING.c.id.desc()))
    return [_mapping(row.name, row.data) for row in rows]


def _mapping(name: str, data: str) -> SavedMapping:
    try:
        return replace(SavedMapping.from_data(json.loads(data)), name=name)
    except ValueError as error:
        raise RegisterError("This is no mapping of a questionnaire: “{part}” is missing or cannot be read.", part=name) from error


def keep_mapping(register: Register, mapping: SavedMapping, actor: str) -> int:
    """Keep a mapping under its name, in one change; one of the same name is replaced. Returns its id."""
    with register.change(Text("Keep the way of reading “{name}”", name=mapping.name), actor) as change:
        return put_mapping(change, mapping, actor, register.today())


def put_mapping(change: ChangeDoor, mapping: SavedMapping, actor: str, today: date) -> int:
    """The same within a change that does more. Raises `RegisterError` for a mapping that has no name or reads nothing."""
    name = mapping.name.strip()
    if not name:
        raise RegisterError("Give the way of reading a name, so that it can be found again.")
    if not mapping.tables:
        raise RegisterError("The mapping “{name}” reads no sheet.", name=name)
    values: dict[str, Any] = {"structure": structure(mapping), "made_by": actor, "made_on": today,
                              "data": json.dumps(replace(mapping, name=name).to_data(), ensure_ascii=False)}
    known = change.connection.execute(select(_MAPPING.c.id).where(_MAPPING.c.name == name)).scalar()
    if known is None:
        return change.add(QuestionMapping, name=name, **values)
    change.update(QuestionMapping, known, **values)
    return int(known)


def structure(mapping: SavedMapping) -> str:
    """A key that two mappings of the same headings share, whatever their sheets are called."""
    headings = sorted(sorted((column, normal(heading)) for column, heading in table.headings.items()) for table in mapping.tables)
    return hashlib.sha256(json.dumps(headings).encode()).hexdigest()


def read_mapping_file(path: Path) -> SavedMapping:
    """A mapping that was handed on as a file. Raises `RegisterError` for what is none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise RegisterError("{file} is no mapping of a questionnaire: it is too large for one.", file=path.name)
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RegisterError("{file} could not be read: {reason}.", file=path.name, reason=reason_of(error)) from None
    except (ValueError, RecursionError):
        raise RegisterError("{file} is no mapping of a questionnaire: it is not JSON.", file=path.name) from None
    return SavedMapping.from_data(data)


def mapping_text(mapping: SavedMapping) -> str:
    """A mapping as the file by which it is handed on."""
    return json.dumps(mapping.to_data(), ensure_ascii=False, indent=2) + "\n"


def read_workbook(path: Path, cancelled: Callable[[], bool] | None = None) -> Workbook:
    """The tables of any file, to be mapped by hand. Raises `RegisterError` for a file that cannot be read or holds none."""
    source = read_source(path, cancelled=cancelled)
    book = source.as_workbook() if isinstance(source, Document) else source
    if not any(sheet.rows for sheet in book.sheets):
        raise RegisterError("{file} holds no table, so there is nothing to map.", file=path.name)
    return book
