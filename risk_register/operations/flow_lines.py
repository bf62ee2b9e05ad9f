"""The lines of the data-flow table as cells: flows with their ends and countries, subcontractor links with their purpose.

A line is known by the id of its record, and ids never meet: those of flows and links are told apart by asking the register.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from risk_register.model.cells import RowEdit
from risk_register.model.contracts import SubcontractorLink
from risk_register.model.flows import DataFlow, FlowCountry
from risk_register.model.nouns import BY_RECORD
from risk_register.model.validation import DraftError
from risk_register.operations.cells import Problems, judge_rows
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_FLOW, _LINK, _COUNTRY = (BY_RECORD[record].table for record in (DataFlow, SubcontractorLink, FlowCountry))
_PIECE = 500


def judge_lines(register: Register, edits: Sequence[RowEdit]) -> Problems:
    """What is wrong with each edit, by its place and field ('name' is a flow's name or a link's purpose); nothing is stored."""
    with register.read() as connection:
        flows, links = _known(connection, edits)
        problems: Problems = {}
        of_flows: list[tuple[int, RowEdit]] = []
        for place, edit in enumerate(edits):
            if edit.record_id is None or edit.record_id in flows:
                of_flows.append((place, RowEdit(edit.record_id, _plain(edit))))
            elif edit.record_id not in links:
                problems[place, ""] = Text("This line stands for a vendor without any flow. Add the flow in a new row.")
            elif set(edit.values) - {"name"}:
                problems[place, ""] = Text("This line says whom a vendor uses. Only its purpose is changed here; the rest on the "
                                           "vendor's page, under its subcontractors.")
    found = judge_rows(register, "data_flow", [edit for _, edit in of_flows])
    return problems | {(of_flows[place][0], field): text for (place, field), text in found.items()}


def store_lines(register: Register, edits: Sequence[RowEdit], actor: str, reason: Text | None = None) -> None:
    """Set the cells and add the flows, all in one change. Raises `DraftError` where one cannot be stored."""
    if problems := judge_lines(register, edits):
        raise DraftError(BY_RECORD[DataFlow], [(field, text) for (_, field), text in problems.items()])
    with register.read() as connection:
        flows, _links = _known(connection, edits)
    words = reason or Text("Edit the data flows: {count} lines", count=len(edits))
    with register.change(words, actor) as change:
        for edit in edits:
            if edit.record_id is not None and edit.record_id not in flows:
                change.update(SubcontractorLink, edit.record_id, purpose=edit.values["name"])
                continue
            flow = edit.record_id
            if flow is None:
                flow = change.add(DataFlow, **_plain(edit))
            elif plain := _plain(edit):
                change.update(DataFlow, flow, **plain)
            if "countries" in edit.values:
                _store_countries(change, flow, edit.values["countries"] or ())


def _store_countries(change: ChangeDoor, flow: int, wanted: Sequence[str]) -> None:
    """Countries that are named no more go, whatever their use; new ones are where the data is stored until someone says more."""
    there = change.connection.execute(select(_COUNTRY.c.id, _COUNTRY.c.country).where(_COUNTRY.c.flow_id == flow)).all()
    for key, country in there:
        if country not in wanted:
            change.delete(FlowCountry, key)
    for country in wanted:
        if country not in {each for _, each in there}:
            change.add(FlowCountry, flow_id=flow, country=country)


def _plain(edit: RowEdit) -> dict[str, Any]:
    return {name: value for name, value in edit.values.items() if name != "countries"}


def _known(connection: Connection, edits: Sequence[RowEdit]) -> tuple[set[int], set[int]]:
    """Which of the lines are flows, and which are links."""
    ids = [edit.record_id for edit in edits if edit.record_id is not None]
    flows: set[int] = set()
    links: set[int] = set()
    for start in range(0, len(ids), _PIECE):
        piece = ids[start:start + _PIECE]
        flows.update(connection.execute(select(_FLOW.c.id).where(_FLOW.c.id.in_(piece))).scalars())
        links.update(connection.execute(select(_LINK.c.id).where(_LINK.c.id.in_(piece))).scalars())
    return flows, links
