"""The demonstration's source, read: dated changes in TOML become lists of records to add, update or delete.

A source is written for people. A reference is written as the field's stem and a local key (`vendor = "aws"`), and what belongs
to one record is written inside it (`elements = ["name", "email"]` in a flow). Nothing here knows the store.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from risk_register import resources
from risk_register.model.nouns import BY_PLURAL, Noun, references
from risk_register.operations.demonstration_answers import answer_rows, form_file, question_rows, read_answered
from risk_register.risk import add_months
from risk_register.texts import Language

FOLDER = "demonstration"
_DAYS_A_MONTH = 30.436875


@dataclass(frozen=True, slots=True)
class Ref:
    """Another record of the source, by its table and local key."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The digest of a file, once the register has kept it: one that comes with the source, or a form that a vendor filled in."""

    name: str
    completed_on: date | None = None

    def content(self) -> bytes:
        """The file's bytes."""
        if self.completed_on is None:
            return resources.resource(FOLDER, "files", self.name).read_bytes()
        return form_file(self.name.removesuffix(".csv"), self.completed_on)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A moment in a field of text, where it stands written out."""

    moment: datetime

    def __str__(self) -> str:
        return self.moment.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Step:
    """One record added, updated or deleted; `values` may hold `Ref`, `KeptFile` and `Spelled`."""

    kind: Literal["add", "update", "delete"]
    noun: Noun
    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What one person recorded at one moment, and why (in English; the French is in the translations)."""

    at: datetime
    actor: str
    reason: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Inner:
    """Records written inside the one they belong to: their noun, the field that points back, and the order of values."""

    plural: str
    back: str
    columns: tuple[str, ...]


_INNER: dict[str, dict[str, _Inner]] = {
    "people": {"approves": _Inner("person_approvals", "person_id", ("scope",))},
    "own_entities": {
        "branches": _Inner("branches", "own_entity_id", ("name", "country", "identification_code")),
        "regimes": _Inner("regimes", "own_entity_id", ("regime", "valid_from", "reason")),
    },
    "vendors": {
        "names": _Inner("vendor_names", "vendor_id", ("name",)),
        "identifiers": _Inner("identifiers", "vendor_id", ("kind", "value")),
        "contacts": _Inner("contacts", "vendor_id", ("purpose", "name", "email", "last_verified_on")),
    },
    "services": {"functions": _Inner("service_functions", "service_id", ("function",))},
    "evidence": {
        "supports": _Inner("evidence_links", "evidence_id", ("noun", "record_id")),
        "readings": _Inner("evidence_reviews", "evidence_id", ("reader", "read_on", "relied_on_for")),
    },
    "contracts": {
        "signers": _Inner("contract_signers", "contract_id", ("side", "name", "signed_on")),
        "entities": _Inner("contract_entities", "contract_id", ("own_entity",)),
        "services": _Inner("contract_services", "contract_id", ("service",)),
        "clauses": _Inner("clauses", "contract_id", ("topic", "state", "page", "hours", "hours_from")),
    },
    "sla_terms": {"credits": _Inner("sla_credit_steps", "sla_term_id", ("beyond", "credit"))},
    "data_flows": {
        "elements": _Inner("flow_elements", "flow_id", ("element",)),
        "populations": _Inner("flow_populations", "flow_id", ("subject", "region", "count")),
        "countries": _Inner("flow_countries", "flow_id", ("country", "use")),
    },
    "subcontractor_links": {
        "elements": _Inner("link_elements", "link_id", ("element",)),
        "countries": _Inner("link_countries", "link_id", ("country", "use")),
    },
    "incidents": {
        "notices": _Inner("incident_notices", "incident_id", ("received_on", "announced_by", "announcement")),
        "vendors": _Inner("incident_vendors", "incident_id", ("vendor",)),
        "elements": _Inner("incident_elements", "incident_id", ("element", "state", "quotation")),
        "stamps": _Inner("incident_stamps", "incident_id", ("name", "at", "source")),
    },
}


def read_source() -> list[Change]:
    """All changes of the demonstration in the order of their moments."""
    tables: list[dict[str, Any]] = []
    for name in resources.names(FOLDER, "changes", ending=".toml"):
        tables.extend(resources.read_toml(FOLDER, "changes", name)["change"])
    tables.sort(key=lambda table: table["at"])
    return [_change(table) for table in tables]


def shifted(changes: Iterable[Change], days: int) -> list[Change]:
    """The same changes with every moment and every day in them moved by a number of days.

    Whole months of measurement stay whole months, moved by as many months as the days come to.
    """
    delta = timedelta(days=days)
    return [
        replace(change, at=change.at + delta, steps=tuple(
            replace(step, values=_moved(step, delta)) for step in change.steps
        ))
        for change in changes
    ]


def _moved(step: Step, delta: timedelta) -> dict[str, Any]:
    values = {name: _later(value, delta) for name, value in step.values.items()}
    if step.noun.plural == "sla_measurements" and step.values["starts_on"].day == 1:
        months, day = round(delta.days / _DAYS_A_MONTH), timedelta(days=1)
        values["starts_on"] = add_months(step.values["starts_on"], months)
        values["ends_on"] = add_months(step.values["ends_on"] + day, months) - day
    return values


def _later(value: Any, delta: timedelta) -> Any:
    if isinstance(value, Spelled):
        return Spelled(value.moment + delta)
    if isinstance(value, KeptFile) and value.completed_on:
        return KeptFile(value.name, value.completed_on + delta)
    return value + delta if isinstance(value, date) else value


def _change(table: Mapping[str, Any]) -> Change:
    steps = itertools.chain(
        (step for plural, records in table.get("add", {}).items() for step in _additions(plural, records)),
        (
            step for plural, records in table.get("update", {}).items() for key, row in records.items()
            for step in _written(BY_PLURAL[plural], key, row, "update")
        ),
        (
            Step("delete", BY_PLURAL[plural], key, {})
            for plural, keys in table.get("delete", {}).items() for key in keys
        ),
    )
    return Change(table["at"], table["actor"], table["reason"], tuple(steps))


def _additions(plural: str, records: Mapping[str, Any] | list[dict[str, Any]]) -> Iterator[Step]:
    pairs = records.items() if isinstance(records, Mapping) else ((row.get("key", ""), row) for row in records)
    for key, row in pairs:
        yield from _written(BY_PLURAL[plural], key, row, "add")


def _written(noun: Noun, key: str, row: Mapping[str, Any], kind: Literal["add", "update"]) -> Iterator[Step]:
    """A record and, after it, what is written inside it."""
    inner = _INNER.get(noun.plural, {})
    own = {name: value for name, value in row.items() if name not in inner and name not in ("key", "questions", "answers")}
    values = _values(noun, own)
    if form := row.get("answers"):
        file = f"{form}.csv"
        values |= {"file_name": file, "file_sha256": KeptFile(file, row["completed_on"])}
    if values:
        yield Step(kind, noun, key, values)
    for name, belonging in inner.items():
        for values in row.get(name, ()):
            yield _inside(belonging, Ref(noun.name, key), values)
    if "questions" in row:
        yield from _questions(key, row["questions"])
    if "answers" in row:
        yield from _answers(key, row["answers"])


def _inside(belonging: _Inner, parent: Ref, given: Any) -> Step:
    noun = BY_PLURAL[belonging.plural]
    if isinstance(given, Mapping):
        row = dict(given)
    else:
        row = dict(zip(belonging.columns, given if isinstance(given, list) else [given], strict=False))
    key = row.pop("key", "")
    if noun.plural == "evidence_links":
        row["record_id"] = Ref(row["noun"], row["record_id"])
    return Step("add", noun, key, {belonging.back: parent, **_values(noun, row)})


def _values(noun: Noun, row: Mapping[str, Any]) -> dict[str, Any]:
    """The record's own fields: stems with a local key become references, an empty text no value."""
    targets = references(noun)
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name == "file" and noun.plural == "evidence":
            values |= {"file_name": value, "file_sha256": KeptFile(value)}
        elif (field := f"{name}_id") in targets and isinstance(value, str):
            values[field] = Ref(targets[field], value)
        elif isinstance(value, datetime) and noun.draft.model_fields[name].annotation is str:
            values[name] = Spelled(value)
        elif value != "":
            values[name] = value
    return values


def _questions(question_set: str, language: Language) -> Iterator[Step]:
    for row in question_rows(language):
        yield Step("add", BY_PLURAL["questions"], f"{question_set}/{row['question_id']}",
                   {"question_set_id": Ref("question_set", question_set), **row})


def _answers(questionnaire: str, form: str) -> Iterator[Step]:
    question_set = f"own_{read_answered(form).language}"
    for question, row in answer_rows(form):
        yield Step("add", BY_PLURAL["answers"], "", {
            "questionnaire_id": Ref("questionnaire", questionnaire),
            "question_id": Ref("question", f"{question_set}/{question}"), **row,
        })
