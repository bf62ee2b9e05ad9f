"""The incident report's first pages: cover, and what happened in a paragraph."""

from risk_register.incidents.exposure import people_of
from risk_register.model.people import people_words
from risk_register.model.vocabulary import ClauseState, ClockState, FindingSeverity, IncidentState, StampName
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Cover, Facts, Panel, Section, Tile, Tiles
from risk_register.reports.incident.inputs import IncidentInputs
from risk_register.reports.standing import Standing, reconciled
from risk_register.reports.statements import identity
from risk_register.reports.wording import DASH, begun, lines, moment, on_day, or_dash, sentences, term
from risk_register.texts import Language, Text, listed, number, tr


def cover(inputs: IncidentInputs, language: Language) -> Cover:
    """The first page."""
    return Cover(
        kind=tr(language, "Incident report"),
        subject=inputs.title,
        headline=headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. What vendors announced is quoted as they said "
            "it and is not verified.",
        ),
    )


def headline(inputs: IncidentInputs, language: Language) -> tuple[Tile, ...]:
    """Where it stands, whom it may concern, what it touched, what is still due."""
    judged = inputs.judged
    low, high = people_of(judged.exposures)
    flows = {hit.flow.id for each in judged.exposures for hit in each.flows}
    running = [clock for clock in judged.clocks if clock.state.is_open]
    overdue = sum(clock.state is ClockState.OVERDUE for clock in running)
    state = term(IncidentState, judged.incident["state"], language)
    affected = tr(language, "we are affected, or may be") if judged.affected else tr(language, "checked: not affected")
    return (
        Tile(tr(language, "State"), state, affected),
        Tile(tr(language, "People"), begun(people_words(low, high, language)), tr(language, "whom it may concern")),
        Tile(tr(language, "Data flows hit"), number(len(flows), language), tr(language, "by what was in force then")),
        Tile(tr(language, "Duties still open"), number(len(running), language), tr(language, "overdue: {count}", count=overdue)),
    )


def summary(inputs: IncidentInputs, language: Language) -> Section:
    """The incident on one page."""
    incident = inputs.judged.incident
    blocks: list[Block] = [Tiles(headline(inputs, language)), Panel(tr(language, "Conclusion"), conclusion(inputs, language))]
    if incident["outcome"]:
        blocks.append(Panel(tr(language, "Outcome"), incident["outcome"]))
    if incident["lessons"]:
        blocks.append(Panel(tr(language, "What is to be learnt"), incident["lessons"]))
    blocks.append(_particulars(inputs, language))
    return Section("summary", tr(language, "Summary"), tuple(blocks), new_page=True)


def conclusion(inputs: IncidentInputs, language: Language) -> str:
    """What happened and what follows, computed from the facts alone."""
    judged = inputs.judged
    if not judged.affected:
        names = listed((name for _key, name in judged.vendors), language) or tr(language, "no vendor of ours")
        return sentences(
            (
                Text("Checked: not affected.")
                if not judged.asked
                else Text("Checked: nothing of ours is touched by what is said."),
                Text("No data flow, service or subcontractor in the register leads to {names} in the days looked at.", names=names),
            ),
            language,
        )
    ways = sum(len(each.ways) for each in judged.exposures)
    low, high = people_of(judged.exposures)
    critical = {one.id: one.name for each in judged.exposures for one in each.critical_functions}
    categories = dict.fromkeys(category for each in judged.exposures for category in each.categories)
    unrecorded = sum(clock.state is ClockState.UNRECORDED for clock in judged.clocks)
    late = [clock for clock in judged.clocks if clock.state in (ClockState.OVERDUE, ClockState.LATE)]
    return sentences(
        (
            Text(
                "What happened at {names} reaches us in this many ways: {count}.",
                names=listed((each.name for each in judged.exposures), language),
                count=ways,
            ),
            Text("Categories of data in question: {names}.", names=listed((each.label(language) for each in categories), language))
            if categories
            else None,
            Text("People whom it may concern: {people}.", people=people_words(low, high, language)),
            Text("Critical or important functions that rest on it: {names}.", names=listed(critical.values(), language))
            if critical
            else None,
            Text("Duties that are overdue or were fulfilled late: {count}.", count=len(late))
            if late
            else Text("No duty is overdue or was fulfilled late."),
            Text("Duties not recorded as done when the incident was closed: {count}.", count=unrecorded) if unrecorded else None,
        ),
        language,
    )


def _particulars(inputs: IncidentInputs, language: Language) -> Facts:
    incident, judged = inputs.judged.incident, inputs.judged
    own = inputs.basis.organisation
    stamps = [(name, judged.stamps[name]) for name in StampName if name in judged.stamps]
    return Facts(
        (
            (tr(language, "Incident"), lines(inputs.title, incident["reference"])),
            (tr(language, "Severity"), term(FindingSeverity, incident["severity"], language)),
            (tr(language, "News received on"), on_day(incident["received_on"], language)),
            (tr(language, "Announced by"), or_dash(inputs.party(incident["announced_by_id"]))),
            (tr(language, "Happened at"), or_dash(inputs.party(incident["origin_id"]))),
            (tr(language, "Vendors concerned"), or_dash(listed((name for _key, name in judged.vendors), language))),
            (
                tr(language, "Moments"),
                lines(
                    *(
                        tr(language, "{name}: {value}", name=name.label(language), value=moment(at, own, language))
                        for name, at in stamps
                    )
                )
                if stamps
                else DASH,
            ),
        )
    )


def standing(inputs: IncidentInputs, language: Language) -> Standing:
    """What the report answers, what it leaves out, and what is not known."""
    judged = inputs.judged
    uncounted = sum(each.uncounted for each in judged.exposures)
    waiting = (ClockState.TO_JUDGE, ClockState.DECISION_NEEDED)
    undecided = sum(clock.state in waiting for clock in judged.clocks)
    unread = sum(promise.state == ClauseState.NOT_READ for promise in judged.situation.promises)
    return Standing(
        tr(
            language,
            "In this report: one incident with its moments, what is said of the data, what it touches of ours, duties with their "
            "deadlines, promises, tasks, notifications, decisions, announcements, and its changes in the journal.",
        )
        if inputs.basis.tells(Matter.HISTORY)
        else tr(
            language,
            "In this report: one incident with its moments, what is said of the data, what it touches of ours, duties with their "
            "deadlines, promises, tasks, notifications, decisions and announcements.",
        ),
        tr(
            language,
            "Not in this report: other incidents, other facts about the vendors concerned, and what the register does not know to "
            "lead to them.",
        ),
        reconciled(
            (tr(language, "Incidents in the register"), inputs.incidents),
            [(tr(language, "left out: this report is about one incident"), inputs.incidents - 1)],
            (tr(language, "Incidents in this report"), 1),
            language,
        ),
        (
            (tr(language, "Data flows whose people nobody counted"), number(uncounted, language)),
            (tr(language, "Duties that wait for a decision"), number(undecided, language)),
            (tr(language, "Clauses on breach notice not read"), number(unread, language)),
        ),
        (
            tr(
                language,
                "Vendors' announcements are unverified statements. Exposure is what the register makes possible, no proof.",
            ),
        ),
        None,
        tr(language, "Decisions on the incident are printed with their author, moment and reason; the document itself has none."),
    )
