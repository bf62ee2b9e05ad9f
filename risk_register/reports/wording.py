"""How single values are put in words, the same in every report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from risk_register.model.facts import Organisation, SlaMeasurement, SlaTerm, VendorFacts
from risk_register.model.vocabulary import RiskLevel, SlaDirection, SlaUnit, Term, label
from risk_register.reports.audiences import Audience, Matter, tells
from risk_register.reports.content import Cell, Tone, Words
from risk_register.risk.result import FactRef
from risk_register.risk.sla import is_missed
from risk_register.texts import Language, Text, day, instant, listed, number, percent, tr

DASH = "—"
EXPIRES_SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class MethodUsed:
    """The method as a report names it. Bands: level, from, up to, in rising order."""

    label: str
    title: str = ""
    sha256: str = ""
    bands: tuple[tuple[RiskLevel, Decimal, Decimal], ...] = ()
    text: str = ""
    """All of the method, as its file has it."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What every report states about itself. `known_as_of` is None where it shows the register as it is now.

    It is prepared on a day and at no time of it: the same facts on the same day are to give the same bytes.
    """

    organisation: Organisation
    register_name: str
    as_of: date
    prepared_on: date
    head: tuple[int, str]
    method: MethodUsed
    known_as_of: date | None = None
    preparer: str = ""
    """The name under which it was prepared, as typed or as the computer gives it; empty where its readers are not told."""
    audience: Audience = Audience.AUDITOR
    """Who is to read it, which decides what it tells."""

    def tells(self, matter: Matter) -> bool:
        """Whether its readers are told of something."""
        return tells(self.audience, matter)


def begun(words: str) -> str:
    """The words as they stand alone, with a capital."""
    return words[:1].upper() + words[1:]


def or_dash(value: str | None) -> str:
    """The text, or the dash that says: nothing recorded."""
    return value or DASH


def on_day(value: date | None, language: Language) -> str:
    """A day in words, or the dash."""
    return day(value, language) if value is not None else DASH


def moment(value: datetime, organisation: Organisation, language: Language) -> str:
    """An instant in the organisation's own time zone."""
    return instant(value.astimezone(zone_of(organisation)), language)


def zone_of(organisation: Organisation) -> tzinfo:
    """The organisation's own time zone; UTC where it names none that is known."""
    try:
        return ZoneInfo(organisation.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def term(vocabulary: type[Term], value: str | None, language: Language) -> str:
    """A stored word's label, or the dash."""
    return or_dash(label(vocabulary, value, language))


def terms(vocabulary: type[Term], values: Iterable[str], language: Language) -> str:
    """Several stored words' labels in one sentence, or the dash."""
    return or_dash(listed((label(vocabulary, value, language) for value in values), language))


def figure(value: Decimal | None, language: Language) -> str:
    """A score of 0 to 100 to two places, or that there is none."""
    return tr(language, "unassessed") if value is None else number(value, language, 2)


def signed(value: Decimal | int, language: Language, places: int | None = None) -> str:
    """A number with the typographic minus, which in a column cannot be taken for a hyphen."""
    return number(value, language, places).replace("-", "\N{MINUS SIGN}")


def two_places(value: Decimal) -> Decimal:
    """A figure as it is printed: to 0.01, halves up."""
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def share(value: Decimal | None, language: Language) -> str:
    """A percentage, or that nothing could be scored."""
    return tr(language, "not scored") if value is None else percent(value, language)


def level_cell(level: str, language: Language) -> Cell:
    """A risk level's swatch with its word."""
    return Cell((Words(label(RiskLevel, level, language)),), level=level)


def lines(*parts: str | Words | None) -> Cell:
    """A cell of several paragraphs; empty ones are left out."""
    words = (Words(part) if isinstance(part, str) else part for part in parts if part)
    return Cell(tuple(each for each in words if each.text) or (Words(DASH),))


def muted(text: str) -> Words:
    """Words that stand back."""
    return Words(text, Tone.MUTED)


def named(name: str, value: str, language: Language) -> str:
    """A name and its value, with the colon set as the language sets it."""
    return tr(language, "{name}: {value}", name=name, value=value)


def strong(text: str) -> Words:
    """Words that stand out."""
    return Words(text, Tone.STRONG)


def alert(text: str) -> Words:
    """Words that warn."""
    return Words(text, Tone.ALERT)


def period(start: date | None, end: date | None, language: Language) -> str:
    """From a day to a day, either of which may be unknown."""
    if start is None and end is None:
        return DASH
    if start is None:
        return tr(language, "until {day}", day=end)
    if end is None:
        return tr(language, "from {day}", day=start)
    return tr(language, "{start} to {end}", start=start, end=end)


def span(start: date, end: date, language: Language) -> str:
    """The time from a day to a day; a calendar month by its name."""
    if start.day == 1 and end + timedelta(days=1) == (start + timedelta(days=31)).replace(day=1):
        return day(start, language).split(" ", 1)[1]
    return period(start, end, language)


def quantity(value: Decimal, unit: str, language: Language) -> str:
    """A measured value with its unit: '99.9%', '4 hours'."""
    if unit == SlaUnit.PERCENT:
        return percent(value, language, max(0, -int(value.normalize().as_tuple().exponent)))
    return f"{number(value.normalize() + 0, language)} {label(SlaUnit, unit, language)}"


def target(promise: SlaTerm, language: Language) -> str:
    """What was promised: 'at least 99.9%'."""
    value = quantity(promise.target, promise.unit, language)
    if promise.direction == SlaDirection.AT_MOST:
        return tr(language, "at most {value}", value=value)
    return tr(language, "at least {value}", value=value)


def kept(promise: SlaTerm, measured: SlaMeasurement) -> bool | None:
    """Whether the measurement keeps the promise; None where nothing was measured."""
    missed = is_missed(promise, measured.value)
    return None if missed is None else not missed


def cited(facts: VendorFacts, refs: Iterable[FactRef], language: Language) -> str:
    """The facts that a reason rests on, by the names they have in this report."""
    names = _names(facts, language)
    found = dict.fromkeys(names[ref.id] for ref in refs if ref.id in names)
    return listed(found, language)


def _names(facts: VendorFacts, language: Language) -> Mapping[int, str]:
    names = {facts.vendor.id: tr(language, "the vendor's record")}
    names |= {each.id: tr(language, "service {name}", name=each.name) for each in facts.services}
    names |= {each.id: tr(language, "function {name}", name=each.name) for service in facts.services for each in service.functions}
    names |= {each.id: tr(language, "access to {name}", name=each.system) for each in facts.accesses}
    names |= {each.id: tr(language, "contract {name}", name=each.reference) for each in facts.contracts}
    names |= {
        each.id: tr(language, "contract {name}", name=contract.reference)
        for contract in facts.contracts
        for each in contract.clauses
    }
    names |= {each.id: tr(language, "service level {name}", name=each.name or each.metric) for each in facts.sla_terms}
    names |= {
        each.id: tr(language, "service level {name}", name=promise.name or promise.metric)
        for promise in facts.sla_terms
        for each in promise.measurements
    }
    names |= {each.id: tr(language, "data flow {name}", name=each.name) for each in facts.flows}
    names |= {
        key: tr(language, "data flow {name}", name=flow.name)
        for flow in facts.flows
        for key in (*(each.id for each in flow.populations), *(each.id for each in flow.countries))
    }
    names |= {each.id: tr(language, "subcontractor {name}", name=each.subcontractor) for each in facts.subcontractors}
    names |= {
        each.id: tr(language, "questionnaire {name}", name=each.title or f"{each.family} {each.version}".strip())
        for each in facts.rounds
    }
    names |= {each.id: tr(language, "evidence {name}", name=each.title) for each in facts.evidence}
    names |= {each.id: tr(language, "finding {name}", name=each.reference or each.title) for each in facts.findings}
    names |= {each.id: tr(language, "acceptance of {day}", day=each.accepted_on) for each in facts.acceptances}
    names |= {each.id: tr(language, "incident {name}", name=each.title) for each in facts.incidents}
    names |= {each.id: tr(language, "review of {day}", day=each.completed_on or each.started_on or DASH) for each in facts.reviews}
    return names


def sentences(parts: Iterable[Text | str | None], language: Language) -> str:
    """Sentences one after the other; those that are None are left out."""
    return " ".join(part.render(language) if isinstance(part, Text) else part for part in parts if part)
