"""What the lists on the page of incidents show."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from risk_register.desktop.jobs.incidents import IncidentRow, Moment
from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, count, moment, short_day, term
from risk_register.model.countries import country_names
from risk_register.model.vocabulary import DataElement, ExposureState, IncidentState, LinkConfidence, TransferMechanism, label
from risk_register.texts import Language, Text, listed, tr

if TYPE_CHECKING:
    from risk_register.incidents import Clock, Remark
    from risk_register.incidents.exposure import HitFlow, Way

_HOUR = 3600
_DAY = 24 * _HOUR


def left(until: datetime, now: datetime, language: Language) -> str:
    """How much time is left to a moment, or how long it has passed, in the two largest units."""
    seconds = round((until - now).total_seconds())
    days, rest = divmod(abs(seconds), _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes = rest // 60
    if days:
        words = tr(language, "{days} d {hours} h", days=days, hours=hours)
    elif hours:
        words = f"{hours} h {minutes} min"
    else:
        words = f"{minutes} min"
    return tr(language, "overdue by {time}", time=words) if seconds < 0 else tr(language, "{time} left", time=words)


def _standing(row: IncidentRow, language: Language) -> str:
    if row.state == IncidentState.CLOSED:
        return label(IncidentState, row.state, language)
    if row.overdue:
        return tr(language, "{count} overdue", count=row.overdue)
    return tr(language, "{count} running", count=row.running) if row.running else label(IncidentState, row.state, language)


INCIDENT_COLUMNS: tuple[Column[IncidentRow], ...] = (
    Column(Text("Incident"), lambda row, _: row.title, lambda row: row.title.casefold(), width=11, grows=True),
    Column(Text("State"), _standing, lambda row: (row.state == IncidentState.CLOSED, -row.overdue, -row.running), width=13),
)


def spoken(words: Any, language: Language) -> str:
    """A duty, or whom it is owed to, in a language; names stay as they are."""
    if isinstance(words, str):
        return words
    return str(words.render(language) if isinstance(words, Text) else words.label(language))


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A duty as it is seen at a moment, told in that moment's time zone."""

    clock: "Clock"
    now: datetime
    is_open: bool = True
    """Whether the incident is not closed: then no time runs out any more."""

    @property
    def key(self) -> tuple[str, int | None]:
        """What makes it the same line."""
        return self.clock.rule, self.clock.entity_id

    @property
    def due(self) -> datetime | None:
        """When it is due."""
        return self.clock.due.at if self.clock.due is not None else None


def due_words(clock: "Clock", language: Language, zone: tzinfo | None) -> str:
    """When a duty is due: a day of the one who owes it, or a moment in a time zone."""
    due = clock.due
    if due is None:
        return DASH
    return short_day(due.at.date(), language) if due.whole_day else moment(due.at, language, zone)


def _left(row: ClockLine, language: Language) -> str:
    return left(row.due, row.now, language) if row.due is not None and row.is_open and row.clock.state.is_open else DASH


CLOCK_COLUMNS: tuple[Column[ClockLine], ...] = (
    Column(Text("State"), lambda row, language: row.clock.state.label(language), lambda row: row.clock.order, width=15),
    Column(Text("Due"), lambda row, language: due_words(row.clock, language, row.now.tzinfo), lambda row: row.due, width=15),
    Column(Text("Time left"), _left, lambda row: row.due, width=15),
    Column(Text("What"), lambda row, language: spoken(row.clock.duty, language), lambda row: spoken(row.clock.duty, "en"), width=24,
           grows=True),
    Column(Text("To whom"), lambda row, language: spoken(row.clock.to, language), lambda row: spoken(row.clock.to, "en"), width=20),
)


def _confidence(way: "Way", language: Language) -> str:
    if way.held:
        return tr(language, "Ended, may still hold data")
    return term(LinkConfidence, way.confidence, language) if way.links else tr(language, "Our own vendor")


WAY_COLUMNS: "tuple[Column[Way], ...]" = (
    Column(Text("Path"), lambda row, _: " \N{RIGHTWARDS ARROW} ".join(row.names), lambda row: row.names, width=30, grows=True),
    Column(Text("Rests on"), _confidence, lambda row: row.confidence, width=28),
)


def _flow_countries(hit: "HitFlow", language: Language) -> str:
    return ", ".join(country_names(dict.fromkeys(place.country for place in hit.flow.countries), language)) or DASH


FLOW_COLUMNS: "tuple[Column[HitFlow], ...]" = (
    Column(Text("Data flow"), lambda row, _: row.flow.name, lambda row: row.flow.name.casefold(), width=20),
    Column(Text("Data in question"),
           lambda row, language: listed([label(DataElement, each, language) for each in row.elements], language) or DASH,
           lambda row: len(row.elements), width=26, grows=True),
    Column(Text("People"), lambda row, language: count(row.flow.people, language), lambda row: row.flow.people, right=True,
           width=10),
    Column(Text("Countries"), _flow_countries, lambda row: _flow_countries(row, "en"), width=13),
    Column(Text("Transfer"), lambda row, language: term(TransferMechanism, row.flow.transfer_mechanism, language),
           lambda row: row.flow.transfer_mechanism, width=16),
)
REMARK_COLUMNS: "tuple[Column[Remark], ...]" = (
    Column(Text("To be looked into"), lambda row, language: row.words.render(language), lambda row: row.rule, width=50, grows=True),
    Column(Text("Severity"), lambda row, language: row.severity.label(language), lambda row: row.severity, width=12),
)
Said = tuple[str, str, str | None]
SAID_COLUMNS: tuple[Column[Said], ...] = (
    Column(Text("Data"), lambda row, language: label(DataElement, row[0], language), lambda row: row[0], width=24),
    Column(Text("What is said"), lambda row, language: label(ExposureState, row[1], language),
           lambda row: [each.value for each in ExposureState].index(row[1]) if ExposureState.parse(row[1]) else None, width=18),
    Column(Text("In these words"), lambda row, _: row[2] or DASH, lambda row: row[2], width=30, grows=True),
)
MOMENT_COLUMNS: tuple[Column[Moment], ...] = (
    Column(Text("When"),
           lambda row, language: (short_day(row.at.date(), language) if row.whole_day
                                  else moment(row.at, language, row.at.tzinfo)),
           lambda row: row.at, width=16),
    Column(Text("What happened"), lambda row, _: row.words, lambda row: row.words, width=30, grows=True),
    Column(Text("Detail"), lambda row, _: row.detail or DASH, lambda row: row.detail, width=26),
)
