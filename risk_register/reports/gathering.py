"""Facts, judgements and history read from a register through the shared verbs, before anything is put in words."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from risk_register.errors import RegisterError
from risk_register.model.facts import DataFlow, Round, VendorFacts
from risk_register.model.facts.follow_up import FollowUp
from risk_register.model.nouns import BY_RECORD, BY_TABLE
from risk_register.model.parties import Vendor
from risk_register.model.vocabulary import RiskLevel, RoundState, VendorRelation
from risk_register.operations.facts import all_facts, answers, organisation, pieces, vendor_facts
from risk_register.operations.follow_up import follow_up
from risk_register.operations.journal import history
from risk_register.operations.looking_back import looking_back
from risk_register.operations.rows import HistoryRow
from risk_register.operations.scoring import method_in_force
from risk_register.operations.supply_chain import supply_chain
from risk_register.operations.vendors import people, vendor_name
from risk_register.reports.audiences import Audience, Matter, tells
from risk_register.reports.dossier.inputs import DossierInputs, RoundAnswers
from risk_register.reports.embedding.audience import for_a_summary
from risk_register.reports.embedding.document import JudgedFacts, PackedFacts
from risk_register.reports.layout import stop_if
from risk_register.reports.register_summary.inputs import TOP_RISKS, Judged, Population, RegisterInputs, by_risk
from risk_register.reports.register_summary.since import Before
from risk_register.reports.register_summary.since import Standing as Stood
from risk_register.reports.withholding import (
    answers_for_readers,
    chain_for_readers,
    follow_up_for_readers,
    for_readers,
    names_for_readers,
)
from risk_register.reports.wording import Basis, MethodUsed
from risk_register.risk import Method, assess
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.texts import Language

_LINES_OF_HISTORY = 400
_LISTED = frozenset({"vendor", "findings", "evidence", "subcontractors", "flows", "services"})
"""The facts of a vendor that a register's report names in its lists."""
_VENDOR = BY_RECORD[Vendor].table


@contextmanager
def looking_back_at(register: Register, vendor_id: int, as_of: date | None) -> Iterator[Register]:
    """As `looking_back`, for a report on one vendor. Raises `RegisterError` where the vendor was not in the register that day."""
    with looking_back(register, as_of) as then:
        _refuse_before_its_time(register, then, vendor_id)
        yield then


def _refuse_before_its_time(register: Register, then: Register, vendor_id: int) -> None:
    """Raises `RegisterError` where the register holds a vendor that it did not hold on the day looked back to."""
    if then.day is None or _holds(then, vendor_id):
        return
    name = vendor_name(register, vendor_id)
    zone = register.time_zone()
    since = min((row.at.astimezone(zone).date() for row in history(register, record=vendor_id)), default=then.day)
    if since > then.day:
        raise RegisterError(
            "{vendor} was not in the register on {day}; it has been known there since {since}. Choose that day or a later one.",
            vendor=name,
            day=then.day,
            since=since,
        )
    raise RegisterError(
        "{vendor} was not in the register at the end of {day}; it had been removed for a time. Choose another day.",
        vendor=name,
        day=then.day,
    )


def _holds(register: Register, vendor_id: int) -> bool:
    with register.read() as connection:
        return connection.execute(select(_VENDOR.c.id).where(_VENDOR.c.id == vendor_id)).first() is not None


def gather_dossier(register: Register, vendor_id: int, language: Language, *, preparer: str = "",
                   audience: Audience = Audience.AUDITOR) -> DossierInputs:
    """All of one vendor. Raises `RegisterError` where the register has none with that id."""
    facts = vendor_facts(register, vendor_id)
    method = method_in_force(register)
    basis = basis_of(register, method, language, preparer=preparer, audience=audience)
    told = for_readers(facts, audience)
    done = follow_up(register, facts)
    printed = tuple(RoundAnswers(each, answers_for_readers(tuple(answers(register, each.id)), audience))
                    for each in latest_rounds(told))
    return DossierInputs(
        basis,
        told,
        assess(facts, method, basis.as_of),
        printed,
        _history(register, facts, done) if basis.tells(Matter.HISTORY) else (),
        names_for_readers(names_of_parties(register), told, audience),
        chain_for_readers(supply_chain(register, on=basis.as_of, judged=False), told, audience),
        held(register, "vendor"),
        held(register, "data_flow"),
        follow_up=follow_up_for_readers(done, audience),
    )


def gather_register(register: Register, language: Language, cancelled: Callable[[], bool] | None = None, *,
                    preparer: str = "", audience: Audience = Audience.AUDITOR, since: date | None = None) -> RegisterInputs:
    """All vendors with their judgements. Raises `Cancelled` where the caller asks for it."""
    method = method_in_force(register)
    basis = basis_of(register, method, language, preparer=preparer, audience=audience)
    judged: list[Judged] = []
    for piece in pieces(register):  # and only what is printed of each is kept, for all facts of 10,000 vendors would fill 600 MB
        for facts in piece:
            stop_if(cancelled)
            judged.append(_judged(facts, assess(facts, method, basis.as_of, explain=False), basis))
    judged.sort(key=by_risk)
    # only their reasons are printed, and to word all would take most of the time
    foremost = {each.vendor.id: each for each in all_facts(register, [each.facts.vendor.id for each in judged[:TOP_RISKS]])}
    for index, each in enumerate(judged[:TOP_RISKS]):
        facts = foremost[each.facts.vendor.id]
        judged[index] = _judged(facts, assess(facts, method, basis.as_of), basis)
    newest = whole_changes(history(register, limit=_LINES_OF_HISTORY // 4), _LINES_OF_HISTORY // 4)
    return RegisterInputs(basis, tuple(judged), _population(register), newest, _before(register, since, cancelled))


def _before(register: Register, since: date | None, cancelled: Callable[[], bool] | None) -> Before | None:
    """How all vendors stood at the end of a day. Raises `RegisterError` for one that does not lie before the report's own."""
    if since is None:
        return None
    if since >= register.today():
        raise RegisterError("Changes since {since} cannot be told in a report as of {until}. Choose an earlier day.", since=since,
                            until=register.today())
    found: dict[int, Stood] = {}
    with register.as_of(since) as past:
        method = method_in_force(past)
        for facts in all_facts(past):
            stop_if(cancelled)
            found[facts.vendor.id] = Stood.of(facts.vendor.legal_name, assess(facts, method, since, explain=False))
    return Before(since, found)


def _judged(facts: VendorFacts, assessment: Assessment, basis: Basis) -> Judged:
    """What a register's report prints of a vendor, and packed what it carries inside."""
    told = facts if basis.audience is Audience.AUDITOR else for_readers(facts, basis.audience)
    inside = PackedFacts(JudgedFacts(_summed_up(told), assessment, worded=False)) if basis.tells(Matter.SCORE) else None
    rest: dict[str, Any] = {each.name: () for each in fields(told) if each.name not in _LISTED}
    flows = tuple(DataFlow(each.id, each.name, countries=each.countries) for each in told.flows)
    return Judged(replace(told, **(rest | {"flows": flows})), assessment, inside)


def _summed_up(told: VendorFacts) -> VendorFacts:
    """The facts without what people wrote. Tallies are numbers, a hundred of each vendor, so nothing is looked for in them."""
    return replace(for_a_summary(replace(told, tallies=())), tallies=told.tallies)


def latest_rounds(facts: VendorFacts) -> tuple[Round, ...]:
    """The newest round of each family that came back: the ones the judgement rests on."""
    found: dict[str, Round] = {}
    for each in facts.rounds:
        if each.state in (RoundState.RECEIVED, RoundState.REVIEWED):
            found.setdefault(each.family, each)
    return tuple(found.values())


def basis_of(register: Register, method: Method, language: Language, *, preparer: str = "",
             audience: Audience = Audience.AUDITOR) -> Basis:
    """What a report of this register states about itself."""
    return Basis(
        organisation=organisation(register),
        register_name=register.path.name,
        as_of=register.today(),
        prepared_on=register.clock().astimezone(register.time_zone()).date(),
        head=register.head(),
        method=MethodUsed(method.label, method.title.label(language), method.sha256, _bands(method), method.text),
        known_as_of=register.day,
        preparer=preparer if tells(audience, Matter.ACCOUNTABLE) else "",
        audience=audience,
    )


def _bands(method: Method) -> tuple[tuple[RiskLevel, Decimal, Decimal], ...]:
    starts = [(level, _decimal(least)) for least, level in method.levels.limits]
    ends = [start for _level, start in starts[1:]] + [Decimal(100)]
    return tuple((level, start, end) for (level, start), end in zip(starts, ends, strict=True))


def _decimal(exact: object) -> Decimal:
    numerator, denominator = exact.as_integer_ratio()  # type: ignore[attr-defined]
    return Decimal(numerator) / Decimal(denominator)


def _history(register: Register, facts: VendorFacts, done: FollowUp) -> tuple[HistoryRow, ...]:
    """The newest lines on the vendor and on each record of its own."""
    own = (
        facts.services,
        facts.accesses,
        facts.contracts,
        facts.sla_terms,
        facts.flows,
        facts.rounds,
        facts.evidence,
        facts.reviews,
        facts.findings,
        facts.acceptances,
        facts.subcontractors,
        facts.incidents,
        done.treatments,
        done.evidence_reviews,
        done.exit_plans,
        (done.offboarding,) if done.offboarding else (),
    )
    ids = [facts.vendor.id, *(each.id for group in own for each in group)]
    ids += [clause.id for contract in facts.contracts for clause in contract.clauses]
    return whole_changes(history(register, records=ids, limit=_LINES_OF_HISTORY), _LINES_OF_HISTORY)


def whole_changes(newest_first: Sequence[HistoryRow], limit: int) -> tuple[HistoryRow, ...]:
    """As many whole changes as the limit holds, so that none is printed by half; the newest one in any case."""
    if len(newest_first) < limit:
        return tuple(newest_first)
    newest, cut = newest_first[0].change, newest_first[limit - 1].change
    return tuple(row for row in newest_first[:limit] if row.change > cut or cut == newest)


def held(register: Register, noun: str) -> int:
    """How many records of a kind the register holds, so that a report can say how many of them it leaves out."""
    table = BY_TABLE[noun].table
    with register.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar() or 0)


def names_of_parties(register: Register) -> dict[int, str]:
    """The names of all parties and people that facts point to."""
    with register.read() as connection:
        vendors = {row.id: row.legal_name for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.legal_name))}
    return vendors | dict(people(register))


def _population(register: Register) -> Population:
    """How many third parties are held, and how many of them are not judged: known indirectly, or (being ours) archived."""
    indirect = _VENDOR.c.relation == VendorRelation.INDIRECT.value
    with register.read() as connection:

        def count(*conditions: object) -> int:
            return int(connection.execute(select(func.count()).select_from(_VENDOR).where(*conditions)).scalar() or 0)  # type: ignore[arg-type]

        return Population(count(), count(indirect), count(~indirect, _VENDOR.c.archived_on.is_not(None)))
