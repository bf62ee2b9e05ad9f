"""How an incident's values are put in words: ranges of people, deadlines, what is said of an element."""

from datetime import datetime, timedelta

from risk_register.incidents import Clock, Due
from risk_register.incidents.exposure import DIRECT, Exposure
from risk_register.incidents.situation import HIGH, MAJOR, MATERIAL, RISK, SIGNIFICANT, UNLIKELY
from risk_register.model.facts import Organisation
from risk_register.model.vocabulary import LinkConfidence
from risk_register.reports.wording import DASH, moment, on_day, term
from risk_register.texts import Language, show, tr


def due(found: Due | None, language: Language) -> str:
    """When something is due: by the end of a day, or at a moment in the zone of the one who owes it."""
    if found is None:
        return DASH
    return tr(language, "by the end of {day}", day=found.at.date()) if found.whole_day else show(found.at, language)


def done(clock: Clock, organisation: Organisation, language: Language) -> str:
    """When it was done."""
    return DASH if clock.done_at is None else moment(clock.done_at, organisation, language)


def late(by: timedelta | None, language: Language) -> str | None:
    """How much later than due something was done."""
    if by is None:
        return None
    hours = int(by.total_seconds() // 3600)
    if hours < 1:
        return tr(language, "less than an hour late")
    if hours < 72:
        return tr(language, "{hours} h late", hours=hours)
    return tr(language, "{days} days late", days=by.days)


def confidence(word: str, language: Language) -> str:
    """How sure a way is: direct, or the weakest of its links."""
    return tr(language, "our own vendor") if word == DIRECT else term(LinkConfidence, word, language)


def looked_at(each: Exposure, language: Language) -> str:
    """The days whose relations were looked at."""
    if each.since == each.on:
        return on_day(each.on, language)
    return tr(language, "{start} to {end}", start=each.since, end=each.on)


def decided(value: str, organisation: Organisation, language: Language) -> str:
    """What was decided, in words: a moment, a grade of risk, a classification; a duty by its rule as it stands."""
    words = {
        UNLIKELY: tr(language, "a risk to people is unlikely"),
        RISK: tr(language, "there is a risk to people"),
        HIGH: tr(language, "the risk to people is high"),
        MAJOR: tr(language, "major"),
        f"not_{MAJOR}": tr(language, "not major"),
        SIGNIFICANT: tr(language, "significant"),
        f"not_{SIGNIFICANT}": tr(language, "not significant"),
        MATERIAL: tr(language, "material"),
        f"not_{MATERIAL}": tr(language, "not material"),
    }
    if value in words:
        return words[value]
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment(at, organisation, language) if at.tzinfo else value
