"""Facts as JSON: every noun of a register in one published, versioned schema, out of a register and into one.

The schema is `resources/schema/facts-1.json`. Files of evidence stay in the register, named here by their SHA-256, and the
journal is no part of it: what is read in is one change of the register that reads it.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from risk_register.characters import REPLACEMENT
from risk_register.errors import RegisterError
from risk_register.exchange.facts_names import FactRow
from risk_register.exchange.facts_plan import Plan, Planner
from risk_register.exchange.facts_schema import SCHEMA
from risk_register.intake import read_json
from risk_register.intake.files import refuse_no_file
from risk_register.model.labels import vocabulary_of
from risk_register.model.nouns import BY_PLURAL, NOUNS, Noun, references
from risk_register.model.vocabulary import Code
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

_BATCHED_FROM = 200
_PLACES = 20
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class FactsOutcome:
    """What an import stored, or would store: counts of records. Where anything was rejected, nothing is stored."""

    created: int
    updated: int
    unchanged: int
    rejected: tuple[tuple[str, Text], ...] = ()
    """The record's place in the file ('vendors 3 (Alder)') and what is wrong with it, the field's name first."""
    notes: tuple[Text, ...] = ()


def export_facts(register: Register) -> dict[str, Any]:
    """All facts of a register as values that JSON can hold. What is empty is left out; records are ordered by id."""
    facts: dict[str, Any] = {"schema": SCHEMA}
    with register.read() as connection:
        for noun in NOUNS:
            if records := list(_records(connection, noun)):
                facts[noun.plural] = records
    return facts


def write_facts(register: Register, path: Path) -> int:
    """Write all facts to a file, record by record, however many; returns how many. A file that stands there is replaced at the
    end, in one step. Raises `RegisterError` where it cannot be written.
    """
    refuse_no_file(path)
    count = 0
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with register.read() as connection, unfinished.open("w", encoding="utf-8", newline="\n") as file:
            for words, records in _pieces(connection):
                file.write(words)
                count += records
        unfinished.replace(path)
    except OSError as error:
        raise RegisterError("{file} could not be written: {reason}. Choose another place.", file=path.name,
                            reason=reason_of(error)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return count


def import_facts(register: Register, data: Any, *, actor: str, dry_run: bool = False) -> FactsOutcome:
    """Take in a file of facts, as JSON values: all of it as one change, or nothing where a record is rejected.

    A record is recognised by its id, else by what its kind is known by, so that the same file read again changes nothing;
    of a record that is known only the fields given are changed. Raises `RegisterError` for what is no file of facts.
    """
    lists = _lists(data)
    with register.read() as connection:
        plan = Planner(connection).read(lists)
    outcome = FactsOutcome(len(plan.new), len(plan.changed), plan.unchanged, tuple(plan.rejected), tuple(_notes(plan)))
    if plan.rejected:
        return FactsOutcome(0, 0, 0, outcome.rejected, outcome.notes)
    if not dry_run and (plan.new or plan.changed):
        with register.change(_reason(outcome), actor=actor) as change:
            _store(change, plan)
    return outcome


def _reason(outcome: FactsOutcome) -> Text:
    if outcome.created == 1:
        return Text("Import facts: 1 record added, {updated} changed", updated=outcome.updated)
    return Text("Import facts: {created} records added, {updated} changed", created=outcome.created, updated=outcome.updated)


def read_facts(path: Path) -> Any:
    """The JSON values of a file of facts, read with limits. Raises `RegisterError` for what is no JSON."""
    return read_json(path)


def json_value(noun: Noun, field: str, value: Any) -> Any:
    """One stored value as the schema writes it: codes by their word, dates and moments in ISO form, decimals as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    vocabulary = vocabulary_of(noun, field)
    if vocabulary is not None and issubclass(vocabulary, Code):
        term = vocabulary.parse(value)
        return value if term is None else term.word
    return value


def _records(connection: Connection, noun: Noun) -> Iterator[dict[str, Any]]:
    fields = list(noun.draft.model_fields)
    query = select(noun.table).order_by(noun.table.c.id).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(query).mappings():
        values = {name: json_value(noun, name, row[name]) for name in fields if row[name] is not None}
        yield {"id": row["id"], **values}


def _pieces(connection: Connection) -> Iterator[tuple[str, int]]:
    """The text of a file of facts, piece by piece, each with the number of records it holds."""
    yield f'{{"schema": "{SCHEMA}"', 0
    for noun in NOUNS:
        opening = f',\n"{noun.plural}": [\n'
        before = opening
        for record in _records(connection, noun):
            yield before + json.dumps(record, ensure_ascii=False), 1
            before = ",\n"
        if before != opening:
            yield "\n]", 0
    yield "}\n", 0


def _lists(data: Any) -> dict[str, list[Any]]:
    if not isinstance(data, dict) or "schema" not in data:
        raise RegisterError("This is no file of facts: it must be an object that names its schema, '{schema}'.", schema=SCHEMA)
    if data["schema"] != SCHEMA:
        raise RegisterError("This file of facts follows the schema '{found}'; this program reads '{schema}'. Where it comes from a "
                            "newer version of the program, bring this one up to date.", found=str(data["schema"])[:60],
                            schema=SCHEMA)
    lists: dict[str, list[Any]] = {}
    for name, records in data.items():
        if name == "schema":
            continue
        if name not in BY_PLURAL:
            raise RegisterError("The file of facts has a list '{name}', which this program does not know. The lists are: {names}.",
                                name=str(name)[:60], names=", ".join(BY_PLURAL))
        if not isinstance(records, list):
            raise RegisterError("'{name}' in the file of facts must be a list of records.", name=name)
        lists[name] = records
    return lists


def _notes(plan: Plan) -> Iterator[Text]:
    if not plan.replaced:
        return
    places: dict[str, list[str]] = {}
    for place, field, _count in plan.replaced:
        places.setdefault(place, []).append(field)
    shown = [f"{place}: {', '.join(fields)}" for place, fields in places.items()]
    more = "" if len(shown) <= _PLACES else "; …"
    yield Text("{count} characters that no export can hold were replaced by '{mark}' in {records} records: {places}",
               mark=REPLACEMENT, count=sum(count for *_, count in plan.replaced),
               records=len(places), places="; ".join(shown[:_PLACES]) + more)


def _store(change: ChangeDoor, plan: Plan) -> None:
    """Write what was planned. A reference to a record that gets its id only now is written when it has it."""
    real: dict[int, int] = {}
    later: list[tuple[FactRow, dict[str, Any]]] = []
    by_noun: dict[Noun, list[FactRow]] = {}
    for row in plan.new:
        by_noun.setdefault(row.noun, []).append(row)
    for noun, rows in by_noun.items():
        _add(change, noun, rows, real, later)
    for row, fields in [*later, *plan.changed]:
        change.update(row.noun.record, real.get(row.id, row.id), **_with_ids(row.noun, fields, real))


def _add(change: ChangeDoor, noun: Noun, rows: list[FactRow], real: dict[int, int],
         later: list[tuple[FactRow, dict[str, Any]]]) -> None:
    unnumbered = [row for row in rows if row.id < 0]
    own = [name for name, target in references(noun).items() if target == noun.name]
    if len(unnumbered) >= _BATCHED_FROM and not own:
        ids = change.add_many(noun.record, (_with_ids(noun, row.fields, real) for row in unnumbered))
        real.update(zip((row.id for row in unnumbered), ids, strict=True))
        rows = [row for row in rows if row.id > 0]
    if not own:
        rows = _add_runs(change, noun, rows, real)
    for row in rows:
        values = _with_ids(noun, row.fields, real)
        if waiting := {name: values[name] for name in own if (values[name] or 0) < 0}:
            later.append((row, waiting))
            values.update(dict.fromkeys(waiting))
        stored = change.add(noun.record, id=row.id if row.id > 0 else None, **values)
        real[row.id] = stored


def _add_runs(change: ChangeDoor, noun: Noun, rows: list[FactRow], real: dict[int, int]) -> list[FactRow]:
    """Add what comes with ids of its own that follow each other, as an export of many records has them; returns the rest."""
    rest: list[FactRow] = []
    numbered = sorted((row for row in rows if row.id > 0), key=lambda row: row.id)
    for _offset, group in groupby(enumerate(numbered), key=lambda pair: pair[1].id - pair[0]):
        run = [row for _place, row in group]
        if len(run) < _BATCHED_FROM:
            rest.extend(run)
            continue
        change.add_many(noun.record, (_with_ids(noun, row.fields, real) for row in run), first=run[0].id)
        real.update((row.id, row.id) for row in run)
    return [*rest, *(row for row in rows if row.id < 0)]


def _with_ids(noun: Noun, fields: Mapping[str, Any], real: Mapping[int, int]) -> dict[str, Any]:
    values = dict(fields)
    names = [*references(noun), "record_id"] if noun.name == "evidence_link" else references(noun)
    for name in names:
        if (value := values.get(name)) is not None:
            values[name] = real.get(value, value)
    return values
