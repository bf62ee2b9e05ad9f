"""Service levels of a vendor as they stand, with what the vendor answered about them; and recording what was measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.model import contracts, questionnaires
from risk_register.model.facts import Contract, CreditClaim, Round, SlaMeasurement, SlaTerm, VendorFacts
from risk_register.model.nouns import BY_RECORD
from risk_register.model.vocabulary import MeasurementWindow
from risk_register.operations.facts import vendor_facts
from risk_register.operations.fetch import facts_of
from risk_register.risk.dates import add_months
from risk_register.risk.evidence import rounds_in_use
from risk_register.risk.sla import TermStanding, current, overlapping, standing
from risk_register.risk.sla_words import Spoken, speaks_of_service_levels
from risk_register.store import Register
from risk_register.texts import Text

_CLAIM = BY_RECORD[contracts.CreditClaim].table
_CONTRACT = BY_RECORD[contracts.Contract].table
_TERM = BY_RECORD[contracts.SlaTerm].table
_ANSWER = BY_RECORD[questionnaires.Answer].table
_QUESTION = BY_RECORD[questionnaires.Question].table
_MOST_SPOKEN = 12
_LOOK_BACK_MONTHS = 12
"""Windows that were over longer ago and were never measured are not asked for: nobody can measure them any more."""


@dataclass(frozen=True, slots=True)
class ServiceLevels:
    """The promises of a vendor as they stand on a day, and what its questionnaires say that speaks of them."""

    terms: tuple[TermStanding, ...]
    spoken: tuple[Spoken, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured in one window, as it is typed or pasted."""

    term_id: int
    starts_on: date
    ends_on: date
    value: Decimal | None
    source: str | None = None


def service_levels(register: Register, vendor_id: int, *, facts: VendorFacts | None = None) -> ServiceLevels:
    """How each promise of a vendor stands today. Raises `RegisterError` where there is no such vendor."""
    known = facts or vendor_facts(register, vendor_id)
    on = register.today()
    by_contract = {contract.id: contract for contract in known.contracts}
    ids = [term.id for term in known.sla_terms]
    with register.read() as connection:
        claims = facts_of(connection, CreditClaim, _CLAIM, _CLAIM.c.sla_term_id.in_(ids), order=(_CLAIM.c.asked_on, _CLAIM.c.id))
        spoken = _spoken(connection, rounds_in_use(known, on))
    terms = []
    for term in known.sla_terms:
        first = min((each.starts_on for each in term.measurements), default=on)
        terms.append(standing(term, by_contract.get(term.contract_id), claims, on,
                              since=min(first, add_months(on, -_LOOK_BACK_MONTHS))))
    return ServiceLevels(tuple(terms), spoken, on)


def record_measurements(register: Register, measured: Sequence[Measured], actor: str) -> list[int]:
    """Record measurements in one change; the ids of those that say something new.

    Measurements are only ever added: one for days already measured stands in place of the one before, which is kept. Raises
    `DraftError` with the problem of each field, and `RegisterError` where nothing new was given, or what cannot be so.
    """
    terms = _terms(register, {each.term_id for each in measured})
    for _, problem in sorted(_judged(terms, measured, register.today()).items()):
        raise RegisterError("{problem} Nothing was recorded.", problem=problem)
    events = {term.id for term, _ in terms.values() if term.window == MeasurementWindow.EVENT}
    standing_now = {_window_of(each.sla_term_id, each, events): each for term, _ in terms.values() for each in current(term)}
    fresh: list[Measured] = []
    corrections: list[Measured] = []
    for window, each in {_window_of(one.term_id, one, events): one for one in measured}.items():
        known = standing_now.get(window)
        if known is None and each.value is None and not each.source:
            continue
        if known is None:
            fresh.append(each)
        elif (known.value, known.source) != (each.value, each.source):
            corrections.append(each)
    if not fresh and not corrections:
        raise RegisterError("Nothing new was measured: these values are already in the register.")
    with register.change(_reason(register, fresh, corrections), actor) as change:
        made = change.add_many(contracts.SlaMeasurement, [_values(each) for each in fresh]) if fresh else []
        # One by one, so that the journal tells which of several corrections of the same days came last.
        return made + [change.add(contracts.SlaMeasurement, **_values(each)) for each in corrections]


def _window_of(term_id: int, each: Measured | SlaMeasurement, events: set[int]) -> tuple[int, date, date, str | None]:
    """What makes two measurements one of the same: the days, and of a promise for each event also the source."""
    return term_id, each.starts_on, each.ends_on, (each.source or None) if term_id in events else None


def judge_measurements(register: Register, measured: Sequence[Measured]) -> dict[tuple[int, str], Text]:
    """What is wrong with measurements, by their place and the field; nothing is stored."""
    return _judged(_terms(register, {each.term_id for each in measured}), measured, register.today())


def _judged(terms: Mapping[int, tuple[SlaTerm, Contract | None]], measured: Sequence[Measured],
            today: date) -> dict[tuple[int, str], Text]:
    problems: dict[tuple[int, str], Text] = {}
    known = dict(terms)
    for place, each in enumerate(measured):
        if each.term_id not in known:
            problems[place, ""] = Text("This service level is no longer in the register; it may have been deleted meanwhile.")
            continue
        term, contract = known[each.term_id]
        if each.ends_on < each.starts_on:
            problems[place, "ends_on"] = Text("The last day, {end}, lies before the first, {start}.", start=each.starts_on,
                                              end=each.ends_on)
        elif each.starts_on > today:
            problems[place, "starts_on"] = Text("{start} is not here yet: nothing can have been measured.", start=each.starts_on)
        elif (other := overlapping(term, contract, each.starts_on, each.ends_on)) is not None:
            problems[place, "starts_on"] = Text(
                "{start} to {end} shares days with what is measured already, {first} to {last}. A day is measured once.",
                start=each.starts_on, end=each.ends_on, first=other.starts_on, last=other.ends_on)
        elif each.value is not None:
            new = SlaMeasurement(-place, term.id, each.starts_on, each.ends_on, each.value, each.source)
            known[term.id] = replace(term, measurements=(*term.measurements, new)), contract
    return problems


def promise(register: Register, term_id: int) -> tuple[SlaTerm, Contract | None]:
    """A promise with its contract. Raises `RegisterError` where it is gone."""
    found = _terms(register, {term_id})
    if term_id not in found:
        raise RegisterError("This service level is no longer in the register; it may have been deleted meanwhile.")
    return found[term_id]


def _values(each: Measured) -> dict[str, Any]:
    return {"sla_term_id": each.term_id, "starts_on": each.starts_on, "ends_on": each.ends_on, "value": each.value,
            "source": each.source or None}


def _reason(register: Register, fresh: Sequence[Measured], corrections: Sequence[Measured]) -> Text:
    if len(fresh) + len(corrections) > 1:
        return Text("Record {count} service level measurements", count=len(fresh) + len(corrections))
    one = (*fresh, *corrections)[0]
    with register.read() as connection:
        term = connection.execute(select(_TERM.c.name, _TERM.c.metric).where(_TERM.c.id == one.term_id)).first()
    name = (term.name or term.metric) if term else ""
    if corrections:
        return Text("Correct the measurement of {name} of {start} to {end}", name=name, start=one.starts_on, end=one.ends_on)
    return Text("Record the measurement of {name} of {start} to {end}", name=name, start=one.starts_on, end=one.ends_on)


def _terms(register: Register, term_ids: set[int]) -> dict[int, tuple[SlaTerm, Contract | None]]:
    """The promises of those ids, each with its contract."""
    with register.read() as connection:
        vendors = connection.execute(
            select(_CONTRACT.c.vendor_id)
            .join(_TERM, _TERM.c.contract_id == _CONTRACT.c.id).where(_TERM.c.id.in_(term_ids)).distinct()).scalars().all()
    found: dict[int, tuple[SlaTerm, Contract | None]] = {}
    for vendor_id in vendors:
        known = vendor_facts(register, vendor_id)
        by_id = {contract.id: contract for contract in known.contracts}
        found |= {term.id: (term, by_id.get(term.contract_id)) for term in known.sla_terms if term.id in term_ids}
    return found


def _spoken(connection: Connection, rounds: Sequence[Round]) -> tuple[Spoken, ...]:
    """The answers of the rounds in use that speak of service levels, those that name them outright first."""
    by_id = {each.id: each for each in rounds}
    rows = connection.execute(
        select(_ANSWER.c.id, _ANSWER.c.questionnaire_id, _ANSWER.c.words, _ANSWER.c.notes, _ANSWER.c.domain, _ANSWER.c.sheet,
               _ANSWER.c.cell, _QUESTION.c.question_id, _QUESTION.c.text)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(_ANSWER.c.questionnaire_id.in_(list(by_id)), (_ANSWER.c.words != "") | (_ANSWER.c.notes != ""))
        .order_by(_ANSWER.c.id))
    found: list[tuple[int, Spoken]] = []
    for row in rows:
        strength = speaks_of_service_levels(row.text, f"{row.words} {row.notes}", row.domain)
        if strength:
            asked = by_id[row.questionnaire_id]
            found.append((strength, Spoken(row.id, row.question_id, row.text, row.words, row.notes, row.sheet, row.cell,
                                           asked.family or "", asked.received_on)))
    found.sort(key=lambda pair: -pair[0])
    return tuple(spoken for _, spoken in found[:_MOST_SPOKEN])
