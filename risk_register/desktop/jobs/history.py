"""What the History page asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from risk_register.desktop.models.history import ChangeLine, LineKey
    from risk_register.model.rows import VendorRow
    from risk_register.operations.journal import Wanted
    from risk_register.operations.rows import HistoryRow
    from risk_register.store import Register
    from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class JournalSheet:
    """The journal's lines and changes that were asked for, and what there is to ask for."""

    lines: list[tuple[LineKey, HistoryRow]]
    search: dict[LineKey, str]
    """What a filter looks into, by line: folding it takes a while."""
    changes: list[ChangeLine]
    change_search: dict[int, str]
    authors: list[str]
    nouns: list[str]
    more: bool
    """Whether there are older lines than those read."""


def journal_sheet(register: Register, wanted: Wanted, vendor_id: int | None, limit: int, language: Language) -> JournalSheet:
    """The newest lines that were asked for."""
    from risk_register.desktop.models.history import ChangeLine, history_search
    from risk_register.model.names import fold_accents
    from risk_register.operations.journal import authors, history, nouns_changed, records_of_vendor

    records = None if vendor_id is None else records_of_vendor(register, vendor_id)
    rows = history(register, records=records, wanted=wanted, limit=limit + 1)
    lines = keyed(in_zone(rows[:limit], register.time_zone()))
    search = {key: fold_accents(history_search(row, language)) for key, row in lines}
    changes, change_search = [], {}
    for number, group in groupby(lines, key=lambda line: line[0][0]):
        those = list(group)
        records_touched = len({(row.noun, row.record, row.name) for _, row in those})
        changes.append(ChangeLine(those[0][1], records_touched, len(those)))
        change_search[number] = " ".join(search[key] for key, _ in those)
    return JournalSheet(lines, search, changes, change_search, authors(register), nouns_changed(register), len(rows) > limit)


def in_zone(rows: Sequence[HistoryRow], zone: tzinfo) -> list[HistoryRow]:
    """The same lines with their moments told in that time zone, and the moments within their values with them."""
    return [replace(row, at=row.at.astimezone(zone)) for row in rows]


def keyed(rows: Sequence[HistoryRow]) -> list[tuple[LineKey, HistoryRow]]:
    """The lines, each with its change's number and its place in it."""
    return [((number, place), row) for number, group in groupby(rows, key=lambda row: row.change)
            for place, row in enumerate(group)]


def vendor_names(register: Register) -> list[VendorRow]:
    """The vendors to choose from, subcontractors among them."""
    from risk_register.operations.vendors import list_vendors

    return list_vendors(register, include_indirect=True)


def days(register: Register) -> tuple[date, date]:
    """The journal's first day and today, whatever day is being looked back to."""
    from risk_register.operations.journal import first_day

    return first_day(register), register.clock().astimezone(register.time_zone()).date()
