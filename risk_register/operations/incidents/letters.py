"""Drafts of the letters of breach day, in either language, filled with what is recorded. A person completes and sends them.

Their words are in `resources/letters/`; what nobody can know from the register stands there in square brackets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from risk_register import resources
from risk_register.incidents import Clock
from risk_register.incidents.exposure import people_of
from risk_register.model.countries import country_names
from risk_register.model.facts import Contract
from risk_register.model.nouns import BY_TABLE
from risk_register.model.people import people_words
from risk_register.model.vocabulary import (
    ClauseState,
    ClauseTopic,
    DataElement,
    ExposureState,
    LinkConfidence,
    RecipientKind,
    StampName,
    TaskState,
    label,
)
from risk_register.operations.facts import organisation
from risk_register.operations.incidents.judging import Judged, judge
from risk_register.store import Register
from risk_register.texts import Language, Text, instant, listed, number, tr

_DASH = "\N{EM DASH}"
_PROMISED = (ClauseState.PRESENT, ClauseState.PARTIAL)


class LetterKind(StrEnum):
    """To whom a letter goes."""

    VENDOR = "vendor"
    AUTHORITY = "authority"
    PEOPLE = "people"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft: its first line is the subject."""

    kind: LetterKind
    recipient: str
    subject: str
    body: str
    language: Language


def letters(register: Register, incident_id: int, language: Language, *, judged: Judged | None = None,
            vendors: int | None = None) -> list[Letter]:
    """All drafts of an incident: one to each vendor of ours on the way, one to the authority, to the people, to the board.

    `judged` is the incident where the caller has judged it already; `vendors` how many letters to vendors are wanted at most.
    """
    judged = judged or judge(register, incident_id)
    values = _values(register, judged, language)
    found = [_letter(LetterKind.VENDOR, vendor, {**values, **_of_vendor(judged, vendor, language)}, language)
             for vendor in vendors_to_write_to(judged)[:vendors]]
    authority = next((str(clock.to) for clock in judged.clocks if clock.rule == "gdpr-33-1" and isinstance(clock.to, str)), "")
    values["authority"] = authority or tr(language, "the data protection authority")
    found += [_letter(kind, whom, values, language) for kind, whom in (
        (LetterKind.AUTHORITY, values["authority"]), (LetterKind.PEOPLE, tr(language, "the people concerned")),
        (LetterKind.BOARD, tr(language, "the board")))]
    return found


def vendors_to_write_to(judged: Judged) -> list[str]:
    """The vendors of ours on the ways, each once."""
    return list(dict.fromkeys(way.names[0] for each in judged.exposures for way in each.ways))


def _letter(kind: LetterKind, recipient: str, values: dict[str, str], language: Language) -> Letter:
    text = resources.read_text("letters", language, f"{kind}.txt")
    head, _, body = text.partition("\n")
    # Values are put in once and never read as templates themselves: a vendor's name may hold braces.
    subject, words = head.format_map(values).strip(), body.format_map(values)
    lines = [line.rstrip() for line in words.splitlines()]
    tidy = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    # A name may end in a full stop of its own.
    return Letter(kind, recipient, subject, "\n".join(tidy).replace("..", ".").strip() + "\n", language)


def _values(register: Register, judged: Judged, language: Language) -> dict[str, str]:
    ours = organisation(register)
    names = dict(judged.vendors)
    origin = next((each.name for each in judged.exposures), _DASH)
    through = list(dict.fromkeys(way.names[0] for each in judged.exposures for way in each.ways if len(way.names) > 1))
    said = {state: [label(DataElement, element, language) for element, found, _words in judged.elements if found == state]
            for state in ExposureState}
    zone = register.time_zone()

    def moment(name: StampName) -> str:
        at = judged.stamps.get(name)
        return instant(at.astimezone(zone), language) if at is not None else tr(language, "not known")

    return {
        "title": str(judged.incident["title"]), "organisation": ours.name or _DASH,
        "officer": ours.data_protection_officer or _DASH, "contact": ours.address or _DASH, "origin": origin,
        "announcer": names.get(judged.incident["announced_by_id"] or 0, _DASH),
        "through": tr(language, ", through {vendors}", vendors=listed(through, language)) if through else "",
        "aware": moment(StampName.AWARE), "occurred": moment(StampName.OCCURRED), "detected": moment(StampName.VENDOR_DETECTED),
        "notified": moment(StampName.VENDOR_NOTIFIED),
        "categories": listed(dict.fromkeys(one.label(language) for each in judged.exposures for one in each.categories), language)
        or _DASH,
        "elements": listed(said[ExposureState.EXPOSED] + said[ExposureState.POSSIBLE], language) or tr(language, "not known"),
        "denied": listed(said[ExposureState.DENIED], language) or _DASH,
        "people": people_words(*people_of(judged.exposures), language),
        "regions": _regions(judged, language), "flows": _flows(judged, language), "functions": listed(
            dict.fromkeys(one.name for each in judged.exposures for one in each.critical_functions), language) or _DASH,
        "countries": listed(country_names(dict.fromkeys(c for each in judged.exposures for c in each.countries), language),
                            language) or _DASH,
        "ways": _lines(f"{' → '.join(way.names)} ({_rests_on(way.confidence, held=way.held, language=language)})"
                       for each in judged.exposures for way in each.ways),
        "promises": _lines(_clock(clock, language) for clock in judged.clocks if clock.recipient is RecipientKind.VENDOR),
        "clocks": _lines(_clock(clock, language) for clock in judged.clocks
                         if clock.state.is_open and clock.recipient is not RecipientKind.VENDOR),
        "measures": _lines(_measures(register, judged)), "promise": "",
    }


def _regions(judged: Judged, language: Language) -> str:
    counts: dict[str, int] = {}
    for entity in judged.situation.entities:
        for region, count in entity.touched.regions.items():
            counts[region] = counts.get(region, 0) + count
    return listed([f"{region} {number(count, language)}" for region, count in sorted(counts.items(), key=lambda pair: -pair[1])],
                  language) or _DASH


def _flows(judged: Judged, language: Language, vendor_id: int | None = None) -> str:
    hits = {hit.flow.id: hit for each in judged.exposures for hit in each.flows if vendor_id is None or vendor_id in hit.vendors}
    return _lines(
        tr(language, "{flow}: {elements}", flow=hit.flow.name,
           elements=listed([label(DataElement, each, language) for each in hit.elements], language)) for hit in hits.values())


def _of_vendor(judged: Judged, vendor: str, language: Language) -> dict[str, str]:
    """What only the letter to one vendor says: its own flows, and what it promised."""
    key = next((each.vendor.id for exposed in judged.exposures for each in exposed.vendors if each.vendor.legal_name == vendor), 0)
    contracts = {one.id: one for each in judged.exposures for one in each.contracts if one.vendor_id == key}
    promised = []
    for contract in contracts.values():
        clause = contract.clause(ClauseTopic.BREACH_NOTICE)
        if clause is not None and clause.state in _PROMISED and clause.hours is not None:
            page = tr(language, ", page {page},", page=clause.page) if clause.page else ""
            promised.append(tr(language, "Under contract {contract}{page} you promised to tell us of a breach within {hours} "
                                         "hours.", contract=contract.reference, hours=clause.hours, page=page))
        else:
            promised.append(tr(language, "This concerns contract {contract}.", contract=contract.reference))
        if clause is not None and clause.state in _PROMISED and clause.wording:
            promised.append(tr(language, "It reads: “{words}”", words=clause.wording))
        promised += _help_promised(contract, language)
    if any(clock.rule == f"vendor-gdpr-33-2:{key}" for clock in judged.clocks):
        promised.append(tr(language, "As our processor you owe us word of a breach without undue delay (Regulation (EU) 2016/679, "
                                     "Article 33(2))."))
    return {"vendor": vendor, "flows": _flows(judged, language, key), "promise": "\n".join([*promised, ""]) if promised else ""}


def _help_promised(contract: Contract, language: Language) -> list[str]:
    """That the contract promises help in an incident, and where."""
    for topic in (ClauseTopic.INCIDENT_COOPERATION, ClauseTopic.ASSISTANCE):
        clause = contract.clause(topic)
        if clause is not None and clause.state in _PROMISED:
            page = tr(language, ", page {page},", page=clause.page) if clause.page else ""
            return [tr(language, "Under contract {contract}{page} you promised to assist us in an incident.",
                       contract=contract.reference, page=page)]
    return []


def _rests_on(confidence: str, *, held: bool, language: Language) -> str:
    if held:
        return tr(language, "the relation has ended; it may still hold data")
    return label(LinkConfidence, confidence, language) if LinkConfidence.parse(confidence) else tr(language, "our own vendor")


def _clock(clock: Clock, language: Language) -> str:
    due = _DASH if clock.due is None else instant(clock.due.at, language)
    duty = clock.duty.render(language) if isinstance(clock.duty, Text) else clock.duty.label(language)
    to = clock.to if isinstance(clock.to, str) else clock.to.label(language)
    return tr(language, "{duty} ({recipient}): {due}. {state}. {reason}", duty=duty, recipient=to, due=due, state=clock.state,
              reason=clock.reason)


def _measures(register: Register, judged: Judged) -> list[str]:
    task = BY_TABLE["task"].table
    with register.read() as connection:
        rows = connection.execute(select(task).where(task.c.incident_id == judged.incident["id"],
                                                     task.c.state == TaskState.DONE).order_by(task.c.done_at, task.c.id)).all()
    return [row.title for row in rows]


def _lines(lines: Iterable[str]) -> str:
    found = [f"- {line}" for line in lines]
    return "\n".join(found) or _DASH
