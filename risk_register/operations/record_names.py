"""What records of every noun are called in lists, pick lists and sentences: a contract by its reference, a link by both ends."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from risk_register.model.labels import noun_label, value_label, vocabulary_of
from risk_register.model.nouns import BY_TABLE, Noun, references
from risk_register.texts import Language, Text, day

_MOST_IDS = 500
_NAMED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "person": ("name",), "own_entity": ("legal_name",), "branch": ("name",), "regime": ("regime",),
    "person_approval": ("person_id", "scope"), "insurance_policy": ("insurer", "policy_number"), "vendor": ("legal_name",),
    "identifier": ("kind", "value"), "contact": ("purpose", "name"), "vendor_confirmation": ("confirmed_by", "confirmed_on"),
    "function": ("reference", "name"), "service_function": ("function_id",), "access": ("system",), "evidence": ("title",),
    "evidence_review": ("reader", "read_on"), "contract": ("reference", "title"), "contract_signer": ("name",),
    "contract_entity": ("own_entity_id",), "contract_service": ("service_id",), "clause": ("topic",),
    "sla_term": ("metric", "name"), "sla_credit_step": ("beyond",), "sla_measurement": ("starts_on",),
    "credit_claim": ("asked_on",), "processing_activity": ("reference", "name"), "flow_element": ("element",),
    "flow_population": ("subject", "region"), "flow_country": ("country", "use"), "subcontractor_list": ("name", "received_on"),
    "subcontractor_link": ("subcontractor_id",), "link_element": ("element",), "link_country": ("country", "use"),
    "question_set": ("title", "family", "version"), "question": ("question_id", "text"),
    "questionnaire": ("question_set_id", "received_on"), "answer": ("question_id",), "answer_review": ("reviewer",),
    "review": ("kind", "completed_on"), "finding": ("reference", "title"), "treatment": ("kind",),
    "risk_acceptance": ("accepted_on",), "override": ("judgement", "value"), "exit_plan": ("service_id",),
    "offboarding": ("started_on",), "note": ("author",), "incident_vendor": ("vendor_id",),
    "incident_element": ("element",), "incident_stamp": ("name",), "decision": ("kind",), "notification": ("recipient",),
})
"""The fields that name a record of each noun; a noun that is not here is named by its name or title."""
_OTHERWISE = ("name", "title", "reference")
_OF: Mapping[str, str] = MappingProxyType({
    "service": "vendor_id", "contract": "vendor_id", "access": "vendor_id", "sla_term": "contract_id", "clause": "contract_id",
    "evidence": "vendor_id", "questionnaire": "vendor_id", "review": "vendor_id", "finding": "vendor_id",
    "subcontractor_link": "provider_id", "subcontractor_list": "provider_id", "sla_measurement": "sla_term_id",
    "question": "question_set_id", "branch": "own_entity_id", "treatment": "finding_id", "risk_acceptance": "vendor_id",
    "exit_plan": "vendor_id", "offboarding": "vendor_id",
})
"""The field that says whose a record is, where the same name stands with many: a service of a vendor."""


def names_of(connection: Connection, noun: str, language: Language, *, ids: Collection[int] | None = None,
             where: Iterable[ColumnElement[bool]] = (), whose: bool = True) -> dict[int, str]:
    """What the records of a noun are called, by id; with `whose`, followed by whose they are: 'Hosting (Alder)'."""
    kind = BY_TABLE[noun]
    fields = _naming(kind)
    owner = _OF.get(noun) if whose else None
    columns = [kind.table.c[name] for name in ("id", *fields, *([owner] if owner else []))]
    query = select(*columns).where(*where)
    if ids is not None and len(ids) <= _MOST_IDS:
        query = query.where(kind.table.c.id.in_(list(ids)))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return dict(zip((row["id"] for row in rows), _names(connection, kind, rows, fields, owner, language), strict=True))


def name_of(connection: Connection, noun: str, record_id: int, language: Language = "en") -> str:
    """What one record is called; '' where it is gone."""
    return names_of(connection, noun, language, ids=[record_id], whose=False).get(record_id, "")


def name_of_new(connection: Connection, noun: str, values: Mapping[str, Any], language: Language = "en") -> str:
    """What a record with these values will be called."""
    kind = BY_TABLE[noun]
    fields = _naming(kind)
    row = {name: values.get(name) for name in fields}
    return _names(connection, kind, [row], fields, None, language)[0].strip()


def _names(connection: Connection, kind: Noun, rows: list[dict[str, Any]], fields: tuple[str, ...], owner: str | None,
           language: Language) -> list[str]:
    words = {name: _shown(connection, kind, name, rows, language) for name in (*fields, *([owner] if owner else []))}
    return [_named(kind, row, fields, owner, words, language) for row in rows]


def _naming(noun: Noun) -> tuple[str, ...]:
    return _NAMED_BY.get(noun.name) or tuple(name for name in _OTHERWISE if name in noun.table.columns)[:1]


Shown = Callable[[Any], str]


def _shown(connection: Connection, noun: Noun, field: str, rows: list[dict[str, Any]], language: Language) -> Shown:
    """How one field reads as part of a name; what it refers to is asked for once, for all rows."""
    if (target := references(noun).get(field)) is not None:
        referred = {row[field] for row in rows if row[field] is not None}
        names = names_of(connection, target, language, ids=referred, whose=False) if referred else {}
        return lambda value: names.get(value, "")
    if vocabulary_of(noun, field) is not None:
        return lambda value: "" if value is None else value_label(noun, field, value, language)
    return lambda value: _plain(value, language)


def _plain(value: Any, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value, language)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _named(noun: Noun, row: Mapping[str, Any], fields: tuple[str, ...], owner: str | None, words: Mapping[str, Shown],
           language: Language) -> str:
    name = " ".join(part for field in fields if (part := words[field](row[field]))) or noun_label(noun.name, language)
    whose = words[owner](row[owner]) if owner else ""
    return f"{name} ({whose})" if whose else name


THE: Mapping[str, Text] = MappingProxyType({
    "setting": Text("the setting"), "rule_text": Text("the rules"), "person": Text("the person"),
    "person_approval": Text("the right to approve"), "own_entity": Text("the own entity"), "branch": Text("the branch"),
    "regime": Text("the regime"), "insurance_policy": Text("the insurance policy"), "vendor": Text("the vendor"),
    "vendor_name": Text("the other name"), "identifier": Text("the identifier"), "contact": Text("the contact"),
    "custom_field": Text("the custom field"), "vendor_confirmation": Text("the owner's confirmation"),
    "supplier_ledger": Text("the supplier ledger"), "ledger_supplier": Text("the supplier in the ledger"),
    "heading_mapping": Text("the heading"), "function": Text("the function"), "service": Text("the service"),
    "service_function": Text("the function supported"), "access": Text("the access to"), "evidence": Text("the evidence"),
    "evidence_link": Text("the link of evidence"), "evidence_review": Text("the reading of evidence by"),
    "contract": Text("the contract"), "contract_signer": Text("the signer"),
    "contract_entity": Text("the own entity under contract"), "contract_service": Text("the service under contract"),
    "clause": Text("the clause"), "sla_term": Text("the SLA term"), "sla_credit_step": Text("the credit step"),
    "sla_measurement": Text("the measurement of"), "credit_claim": Text("the credit claim of"),
    "processing_activity": Text("the processing activity"), "data_flow": Text("the data flow"),
    "flow_element": Text("the data element"), "flow_population": Text("the people concerned"),
    "flow_country": Text("the country"), "subcontractor_list": Text("the list of subcontractors"),
    "subcontractor_link": Text("the subcontractor"), "link_element": Text("the data element passed on"),
    "link_country": Text("the subcontractor's country"), "question_set": Text("the question set"),
    "question": Text("the question"), "question_mapping": Text("the way of reading"),
    "questionnaire": Text("the questionnaire"), "answer": Text("the answer"),
    "answer_review": Text("the verdict of"), "review": Text("the review"), "incident": Text("the incident"),
    "finding": Text("the finding"), "treatment": Text("the treatment"), "risk_acceptance": Text("the acceptance of"),
    "override": Text("the override"), "exit_plan": Text("the exit plan"), "offboarding": Text("the end of the relation"),
    "note": Text("the note by"), "vendor_event": Text("the event"), "incident_notice": Text("the announcement"),
    "incident_vendor": Text("the vendor concerned"), "incident_element": Text("the data element concerned"),
    "incident_stamp": Text("the moment"), "decision": Text("the decision"), "task": Text("the task"),
    "notification": Text("the notification to"),
})
"""Each noun as it stands before a record's name in the journal's reasons: 'Edit the contract C-7'."""
