"""What an incident touched of ours: ways, flows, elements with the words for them, people, countries, what stops."""

from risk_register.incidents.exposure import Exposure, HitFlow
from risk_register.model.countries import country_name, country_names
from risk_register.model.people import people_words
from risk_register.model.vocabulary import CountryUse, DataElement, DataSubject, ExposureState, TransferMechanism
from risk_register.reports.content import Block, CellContent, Column, Facts, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.incident.inputs import IncidentInputs
from risk_register.reports.incident.words import confidence, looked_at
from risk_register.reports.wording import alert, lines, muted, named, on_day, or_dash, strong, term, terms
from risk_register.texts import Language, listed, number, tr

_ARROW = " \N{RIGHTWARDS ARROW} "


def elements(inputs: IncidentInputs, language: Language) -> Section:
    """Each data element with what is said of it, and the words it rests on."""
    rows = tuple(
        Row(
            (
                lines(strong(term(DataElement, element, language))),
                lines(_state(state, language)),
                lines(Words(words, Tone.NOTE) if words else muted(tr(language, "no words recorded"))),
            ),
            record=term(DataElement, element, language),
            marked=state == ExposureState.EXPOSED,
        )
        for element, state, words in inputs.judged.elements
    )
    columns = (
        Column(tr(language, "Data element"), 26),
        Column(tr(language, "What is said of it"), 24),
        Column(tr(language, "The words for it"), 50),
    )
    table = Table(columns, rows, empty=tr(language, "Nothing is recorded about single data elements; all of them are in question."))
    return Section("elements", tr(language, "What is said of the data"), (table,))


def _state(state: str, language: Language) -> Words:
    words = term(ExposureState, state, language)
    return alert(words) if state in (ExposureState.EXPOSED, ExposureState.POSSIBLE) else Words(words)


def exposure(inputs: IncidentInputs, language: Language) -> Section:
    """By party at which it happened: how it reaches us, and what it touches on the way."""
    found = inputs.judged.exposures
    blocks: tuple[Block, ...] = (
        Prose(
            tr(
                language,
                "Computed from the data flows, subcontractors, services and contracts as the register holds them for the days "
                "looked at. People are a range: from the largest single flow, were all the same persons, to the sum of all flows.",
            ),
            Tone.MUTED,
        ),
    )
    if not any(each.affected for each in found):
        blocks += (Prose(tr(language, "Checked: no way leads from it to us."), Tone.STRONG), _searched(inputs, language))
    parts = tuple(_party(each, inputs, language) for each in found if each.affected)
    return Section("exposure", tr(language, "What it touches of ours"), blocks, parts)


def _searched(inputs: IncidentInputs, language: Language) -> Table:
    """'Not affected' is a finding, so it says what was looked for."""
    rows = tuple(
        Row((each.name, looked_at(each, language), tr(language, "no data flow, no service, no subcontractor link leads to it")))
        for each in inputs.judged.exposures
    )
    columns = (
        Column(tr(language, "Looked for"), 34),
        Column(tr(language, "In force on any day of"), 30),
        Column(tr(language, "Found"), 36),
    )
    return Table(columns, rows, empty=tr(language, "No party of the register is named in this incident."))


def _party(each: Exposure, inputs: IncidentInputs, language: Language) -> Section:
    return Section(
        f"exposure-{each.origin}",
        each.name,
        (_totals(each, language), _ways(each, inputs, language), _flows(each, inputs, language), _stops(each, language)),
    )


def _totals(each: Exposure, language: Language) -> Facts:
    uncounted = muted(tr(language, "flows whose people nobody counted: {count}", count=each.uncounted)) if each.uncounted else None
    items: tuple[tuple[str, CellContent], ...] = (
        (tr(language, "Days looked at"), looked_at(each, language)),
        (tr(language, "Data in question"), terms(DataElement, each.elements, language)),
        (tr(language, "People"), lines(people_words(each.people_low, each.people_high, language), uncounted)),
        (tr(language, "Countries"), or_dash(listed(country_names(each.countries, language), language))),
    )
    return Facts(items)


def _ways(each: Exposure, inputs: IncidentInputs, language: Language) -> Table:
    us = inputs.basis.organisation.name or tr(language, "We")
    rows = tuple(
        Row(
            (
                lines(strong(_ARROW.join((us, *way.names)))),
                confidence(way.confidence, language),
                alert_or_none(language) if way.held else "",
            )
        )
        for way in each.ways
    )
    columns = (Column(tr(language, "Path"), 54), Column(tr(language, "Rests on"), 20), Column(tr(language, "Note"), 26))
    title = tr(language, "Paths from us to {name}", name=each.name)
    if each.more_ways:
        title = tr(language, "Paths from us to {name}, the shortest ones", name=each.name)
    return Table(columns, rows, empty=tr(language, "No path leads from it to us."), title=title)


def alert_or_none(language: Language) -> CellContent:
    """What is said of a vendor that we left and that may still hold data."""
    return lines(alert(tr(language, "the relation has ended; it may still hold data")))


def _flows(each: Exposure, inputs: IncidentInputs, language: Language) -> Table:
    columns = (
        Column(tr(language, "Data flow"), 26),
        Column(tr(language, "Data in question"), 28),
        Column(tr(language, "People"), 22),
        Column(tr(language, "Countries, transfer outside the EEA"), 28),
    )
    rows = tuple(Row(_flow(hit, inputs, language), record=hit.flow.name, marked=hit.held) for hit in each.flows)
    return Table(columns, rows, empty=tr(language, "No data flow of ours is in question."), title=tr(language, "Data flows hit"))


def _flow(hit: HitFlow, inputs: IncidentInputs, language: Language) -> tuple[CellContent, ...]:
    flow = hit.flow
    ends = listed((inputs.party(key) or "" for key in hit.vendors), language)
    counted = [
        named(_subject(each.subject, each.region, language), number(each.count, language), language)
        + ("" if each.exact else f" ({tr(language, 'estimated')})")
        for each in flow.populations
    ]
    places = [f"{country_name(each.country, language)} ({term(CountryUse, each.use, language)})" for each in flow.countries]
    return (
        lines(strong(flow.name), muted(ends), alert(tr(language, "ended; may still be held")) if hit.held else None),
        terms(DataElement, hit.elements, language) if hit.elements else tr(language, "not recorded which"),
        lines(*counted) if counted else lines(muted(tr(language, "not counted"))),
        lines(
            listed(places, language),
            term(TransferMechanism, flow.transfer_mechanism, language)
            if flow.transfer_mechanism
            else muted(tr(language, "no transfer mechanism recorded")),
            muted(tr(language, "checked on {day}", day=flow.transfer_checked_on)) if flow.transfer_checked_on else None,
        ),
    )


def _subject(subject: str, region: str | None, language: Language) -> str:
    words = term(DataSubject, subject, language)
    return f"{words} ({country_name(region, language)})" if region else words


def _stops(each: Exposure, language: Language) -> Table:
    """What rests on it beside data: services, functions, contracts, access."""
    rows = [
        Row(
            (tr(language, "Service"), lines(strong(service.name), muted(listed((one.name for one in service.functions), language))))
        )
        for service in each.services
    ]
    rows += [
        Row((tr(language, "Critical or important function"), lines(alert(f"{one.reference} {one.name}"))), marked=True)
        for one in each.critical_functions
    ]
    rows += [Row((tr(language, "Contract"), lines(contract.reference, muted(contract.title or "")))) for contract in each.contracts]
    rows += [
        Row(
            (
                tr(language, "Access"),
                lines(
                    access.system,
                    muted(tr(language, "revoked on {day}", day=access.revoked_on))
                    if access.revoked_on
                    else muted(
                        tr(language, "granted on {day}", day=access.granted_on) if access.granted_on else on_day(None, language)
                    ),
                ),
            )
        )
        for access in each.accesses
    ]
    columns = (Column(tr(language, "What"), 30), Column(tr(language, "Name"), 70))
    return Table(
        columns,
        tuple(rows),
        empty=tr(language, "No service, contract or access is concerned."),
        title=tr(language, "What else rests on it"),
    )
