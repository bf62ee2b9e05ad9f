"""What had to be done and was: clocks, promised terms against what happened, tasks, notifications, decisions, announcements."""

from collections.abc import Iterable

from risk_register.incidents import Clock
from risk_register.model.vocabulary import (
    ClockState,
    DecisionKind,
    NotificationStage,
    RecipientKind,
    TaskState,
)
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Column, Facts, Panel, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.incident.inputs import IncidentInputs, Stored
from risk_register.reports.incident.words import decided, done, due, late
from risk_register.reports.wording import (
    DASH,
    alert,
    kept,
    lines,
    moment,
    muted,
    named,
    on_day,
    or_dash,
    quantity,
    span,
    strong,
    target,
    term,
)
from risk_register.risk.sla import current
from risk_register.texts import Language, show, tr

_BAD = (ClockState.OVERDUE, ClockState.LATE)


def timeline(inputs: IncidentInputs, language: Language) -> Section:
    """What happened and was done, in order of time."""
    own = inputs.basis.organisation
    rows = tuple(
        Row(
            (
                on_day(each.at.date(), language) if each.whole_day else moment(each.at, own, language),
                lines(strong(each.words.render(language)), muted(each.detail)),
            ),
            record=each.words.render(language),
        )
        for each in inputs.timeline
    )
    columns = (Column(tr(language, "When"), 30), Column(tr(language, "What happened or was done"), 70))
    table = Table(columns, rows, empty=tr(language, "Nothing is recorded about when what happened."))
    return Section("timeline", tr(language, "Timeline"), (table,))


def clocks(inputs: IncidentInputs, language: Language) -> Section:
    """Duties by law and by agreement with their deadlines; then those that the incident does not bring about, with the reason."""
    duties = [each for each in inputs.judged.clocks if not _promised(each)]
    told = [each for each in duties if each.state is not ClockState.NOT_TRIGGERED]
    silent = [each for each in duties if each.state is ClockState.NOT_TRIGGERED]
    said = Prose(
        tr(
            language,
            "Deadlines are counted from the moments recorded, in the time zone of the entity that owes the duty. A moment that "
            "is not recorded starts no clock. The rules are no legal advice.",
        ),
        Tone.MUTED,
    )
    blocks: list[Block] = [said, *_rules(inputs, language)]
    blocks.append(_clocks(told, tr(language, "No duty is brought about."), "", inputs, language))
    if silent:
        blocks.append(_clocks(silent, "", tr(language, "Looked at and not triggered"), inputs, language))
    return Section("clocks", tr(language, "Duties and deadlines"), tuple(blocks))


def _rules(inputs: IncidentInputs, language: Language) -> tuple[Block, ...]:
    """By which rules it was judged, and in which of them today's say something else."""
    by = inputs.judged.judged_by
    if by is None:
        return ()
    said = tr(language, "Judged by the rules checked on {day}, SHA-256 {digest}.", day=by.version, digest=by.sha256)
    if not by.remembered:
        said = tr(language, "The incident does not say by which rules it was recorded; those of this program, checked on {day}, "
                            "are used (SHA-256 {digest}).", day=by.version, digest=by.sha256)
    if not by.changed:
        return (Prose(said, Tone.MUTED),)
    differ = tr(language, "This program's rules say something else by now of: {rules}. The incident stays judged by those it was "
                          "recorded under until a person takes today's for it.", rules=", ".join(by.changed))
    return Prose(said, Tone.MUTED), Prose(differ, Tone.NOTE)


def _clocks(found: Iterable[Clock], empty: str, title: str, inputs: IncidentInputs, language: Language) -> Table:
    own = inputs.basis.organisation
    columns = (
        Column(tr(language, "Duty, to whom, on what basis"), 38),
        Column(tr(language, "Due"), 18),
        Column(tr(language, "Done"), 18),
        Column(tr(language, "State, and why"), 28),
    )
    rows = tuple(
        Row(
            (
                lines(
                    strong(show(each.duty, language)),
                    show(each.to, language),
                    muted(each.basis.render(language)),
                    muted(each.entity or ""),
                ),
                due(each.due, language),
                lines(done(each, own, language), _late(each, language)),
                lines(
                    alert(each.state.label(language)) if each.state in _BAD else strong(each.state.label(language)),
                    each.reason.render(language),
                ),
            ),
            record=show(each.duty, language),
            marked=each.state in _BAD,
        )
        for each in found
    )
    return Table(columns, rows, empty=empty, title=title)


def _late(each: Clock, language: Language) -> Words | None:
    """How late it was done; of what is still to be done only its deadline is printed, since lateness grows by the minute."""
    words = late(each.late_by, language) if each.state is ClockState.LATE else None
    return alert(words) if words else None


def _promised(clock: Clock) -> bool:
    """What vendors owed us, by contract or by law."""
    return clock.recipient is RecipientKind.VENDOR


def promises(inputs: IncidentInputs, language: Language) -> Section:
    """What vendors promised about telling us, and about their service, against what happened."""
    notice = [each for each in inputs.judged.clocks if _promised(each)]
    own = inputs.basis.organisation
    rows = tuple(
        Row(
            (
                lines(strong(show(each.to, language)), muted(each.basis.render(language))),
                due(each.due, language),
                lines(done(each, own, language), _late(each, language)),
                lines(
                    alert(each.state.label(language)) if each.state in _BAD else strong(each.state.label(language)),
                    each.reason.render(language),
                ),
            ),
            record=show(each.to, language),
            marked=each.state in _BAD,
        )
        for each in notice
    )
    columns = (
        Column(tr(language, "Owed by, and on what basis"), 30),
        Column(tr(language, "To tell us"), 20),
        Column(tr(language, "Told us"), 20),
        Column(tr(language, "State, and why"), 32),
    )
    told = Table(
        columns,
        rows,
        empty=tr(language, "No vendor concerned owed us notice of a breach, by contract or by law."),
        title=tr(language, "Notice of a breach"),
    )
    return Section("promises", tr(language, "Promised terms against what happened"), (told, _levels(inputs, language)))


def _levels(inputs: IncidentInputs, language: Language) -> Table:
    """The service levels of the vendors concerned with what was measured last."""
    found = {promise.id: promise for each in inputs.judged.exposures for promise in each.sla_terms}
    rows = []
    for promise in found.values():
        measured = sorted(current(promise), key=lambda each: each.starts_on)[-3:]
        missed = any(kept(promise, each) is False for each in measured)
        words = [
            named(
                span(each.starts_on, each.ends_on, language),
                DASH if each.value is None else quantity(each.value, promise.unit, language),
                language,
            )
            for each in measured
        ]
        rows.append(
            Row(
                (
                    lines(strong(promise.name or promise.metric)),
                    target(promise, language),
                    lines(*words) if words else lines(muted(tr(language, "not measured"))),
                    lines(alert(tr(language, "missed"))) if missed else "",
                ),
                record=promise.name or promise.metric,
                marked=missed,
            )
        )
    columns = (
        Column(tr(language, "Service level"), 34),
        Column(tr(language, "Promise"), 22),
        Column(tr(language, "Measured last"), 32),
        Column(tr(language, "Outcome"), 12),
    )
    return Table(
        columns,
        tuple(rows),
        empty=tr(language, "No service level of a vendor concerned is recorded."),
        title=tr(language, "Service levels"),
    )


def tasks(inputs: IncidentInputs, language: Language) -> Section:
    """What is to be done about it, and by whom."""
    own = inputs.basis.organisation
    rows = tuple(
        Row(
            (
                lines(strong(each["title"])),
                *((or_dash(inputs.party(each["owner_id"])),) if inputs.basis.tells(Matter.STAFF) else ()),
                DASH if each["due_at"] is None else moment(each["due_at"], own, language),
                lines(
                    term(TaskState, each["state"], language),
                    muted(moment(each["done_at"], own, language)) if each["done_at"] else None,
                ),
            ),
            record=each["title"],
        )
        for each in inputs.tasks
    )
    columns = (
        Column(tr(language, "Task"), 44),
        *((Column(tr(language, "Owner"), 18),) if inputs.basis.tells(Matter.STAFF) else ()),
        Column(tr(language, "Due"), 20),
        Column(tr(language, "State"), 20),
    )
    return Section("tasks", tr(language, "Tasks"), (Table(columns, rows, empty=tr(language, "No task is recorded.")),))


def notifications(inputs: IncidentInputs, language: Language) -> Section:
    """Who was told, when, with which receipt; the words that were sent follow."""
    own = inputs.basis.organisation
    rows = tuple(
        Row(
            (
                lines(strong(each["recipient"]), term(RecipientKind, each["recipient_kind"], language)),
                term(NotificationStage, each["stage"], language),
                lines(alert(tr(language, "not sent"))) if each["sent_at"] is None else moment(each["sent_at"], own, language),
                lines(each["receipt_number"], muted(each["body"] or "")),
            ),
            record=each["recipient"],
        )
        for each in inputs.messages
    )
    columns = (
        Column(tr(language, "Recipient"), 26),
        Column(tr(language, "Stage"), 16),
        Column(tr(language, "Sent"), 20),
        Column(tr(language, "Receipt, and the words sent"), 40),
    )
    table = Table(columns, rows, empty=tr(language, "No notification is recorded."))
    return Section("notifications", tr(language, "Notifications"), (table,))


def decisions(inputs: IncidentInputs, language: Language) -> Section:
    """What people decided, with their reasons."""
    own = inputs.basis.organisation
    rows = tuple(
        Row(
            (
                DASH if each["decided_at"] is None else moment(each["decided_at"], own, language),
                each["author"],
                lines(strong(term(DecisionKind, each["kind"], language)), decided(each["value"], own, language)),
                each["reason"],
            ),
            record=each["author"],
        )
        for each in inputs.decisions
    )
    columns = (
        Column(tr(language, "When"), 20),
        Column(tr(language, "Decided by"), 18),
        Column(tr(language, "Decision"), 24),
        Column(tr(language, "Reason"), 40),
    )
    return Section("decisions", tr(language, "Decisions"), (Table(columns, rows, empty=tr(language, "No decision is recorded.")),))


def announcements(inputs: IncidentInputs, language: Language) -> Section:
    """Each announcement as it came, to the letter."""
    if not inputs.notices:
        said = Prose(tr(language, "No announcement is recorded; the incident was recorded by hand."), Tone.NOTE)
        return Section("announcements", tr(language, "Announcements as they came"), (said,))
    parts = tuple(block for each in inputs.notices for block in _announcement(each, inputs, language))
    return Section("announcements", tr(language, "Announcements as they came"), parts)


def _announcement(each: Stored, inputs: IncidentInputs, language: Language) -> tuple[Block, ...]:
    facts = Facts(
        (
            (tr(language, "Announced by"), or_dash(inputs.party(each["announced_by_id"]))),
            (tr(language, "Published on"), on_day(each["published_on"], language)),
            (tr(language, "Received on"), on_day(each["received_on"], language)),
            (tr(language, "Source"), or_dash(each["source"])),
            (tr(language, "File and SHA-256"), lines(each["file_name"], muted(each["file_sha256"] or ""))),
        ),
        title=tr(language, "Announcement received on {day}", day=each["received_on"]),
    )
    return facts, Panel("", each["announcement"])
