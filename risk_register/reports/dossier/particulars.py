"""What a form says of itself and what of it was not understood: kept with a round when its file was read."""

import json
from collections.abc import Mapping
from typing import Any

from risk_register.model.facts import Round
from risk_register.reports.content import Block, Cell, Column, Row, Table
from risk_register.reports.wording import lines, muted, named
from risk_register.store.journal import reason_text
from risk_register.texts import Language, tr


def note(each: Round) -> str | None:
    """The summary of a round where a person wrote it; what the program kept there is printed in tables of its own."""
    return None if _kept(each) else each.summary


def particulars(each: Round, language: Language) -> tuple[Block, ...]:
    """Who filled the form in, for what and when, in the vendor's words; then the cells that nobody understood."""
    kept = _kept(each)
    said = tuple(
        Row((str(item.get("label", "")), lines(str(item.get("value", ""))), _source(item)), record=_place(item))
        for item in _items(kept, "metadata")
    )
    unread = tuple(
        Row((_source(item), lines(str(item.get("text", "")), muted(_why(item, language)))), record=_place(item), marked=True)
        for name in ("problems", "unmapped")
        for item in _items(kept, name)
    )
    place = tr(language, "Source")
    form = Table(
        (Column(tr(language, "Particular"), 30), Column(tr(language, "In the vendor's words"), 48), Column(place, 22)),
        said, empty="", title=tr(language, "What the form says of itself"),
    )
    rest = Table(
        (Column(place, 22), Column(tr(language, "What stands there, and why it counts for nothing"), 78)),
        unread, empty="", title=tr(language, "Cells that were not understood"),
    )
    return tuple(table for table in (form, rest) if table.rows)


def further_columns(extra: str | None, language: Language) -> str:
    """What a form's further columns say beside an answer, each by the column's name: 'Who owns the control (SSRM): CSP-owned'."""
    kept = _object(extra)
    if not kept:
        return extra or ""
    return "\n".join(named(_column(name, language), str(value), language) for name, value in kept.items())


def _column(name: str, language: Language) -> str:
    """A further column by what it is known to hold, one met twice with its letter; any other by its own heading."""
    known, space, letter = name.partition(" (")
    if known == "ssrm_ownership":
        return tr(language, "Who owns the control (SSRM)") + space + letter
    if known == "customer_responsibilities":
        return tr(language, "What is left to the customer") + space + letter
    return name.replace("_", " ")


def _why(item: Mapping[str, Any], language: Language) -> str:
    """Why a cell was not understood, in the reader's language; as it was written by a program that kept the sentence itself."""
    return reason_text(item.get("reason") or "").render(language)


def _kept(each: Round) -> Mapping[str, Any]:
    return _object(each.summary)


def _object(stored: str | None) -> Mapping[str, Any]:
    try:
        found = json.loads(stored or "null")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _items(kept: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = kept.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _place(item: Mapping[str, Any]) -> str:
    return f"{item.get('sheet', '')}!{item.get('cell', '')}"


def _source(item: Mapping[str, Any]) -> Cell:
    return lines(muted(_place(item)))
