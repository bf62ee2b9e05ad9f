"""Which of a vendor's answers speak of service levels: told by their words and control domain, and claimed to be no more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import ControlDomain, SlaMetric

_OUTRIGHT = re.compile(r"\b(service level|sla|slas|uptime|niveaux? de service|service credit)\b")
_CONTINUITY = re.compile(
    r"\b(availability|disponibilite|rto|rpo|recovery time|recovery point|recovery objective|downtime|outages?|"
    r"reprise|retablissement|duree maximale d.interruption|perte de donnees maximale)\b")
OUTRIGHT, BY_CONTINUITY = 2, 1
_OF_METRIC: Mapping[str, re.Pattern[str]] = MappingProxyType({metric.value: re.compile(rf"\b({words})") for metric, words in (
    (SlaMetric.AVAILABILITY, "availab|uptime|downtime|outage|disponib|indisponib"),
    (SlaMetric.RESPONSE_TIME, "response time|latency|temps de reponse|latence"),
    (SlaMetric.RESOLUTION_TIME, "resol|time to fix|delai de correction|retablissement"),
    (SlaMetric.SUPPORT_REACTION, "support|help ?desk|react|assistance|prise en charge|alert"),
    (SlaMetric.RTO, "rto|recovery|restor|continuity|reprise|restaur|retablissement|interruption|continuite"),
    (SlaMetric.RPO, "rpo|recovery point|backup|data loss|sauvegarde|perte de donnees"),
    (SlaMetric.ERROR_RATE, "error|defect|erreur|anomalie"),
    (SlaMetric.DELIVERY, "deliver|on time|livraison|delai"),
)})
"""What an answer about each metric holds, accents aside."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer that speaks of service levels, with its place in the vendor's file."""

    answer_id: int
    question_id: str
    question: str
    words: str
    notes: str
    sheet: str | None
    cell: str | None
    family: str
    received_on: date | None


def nearest_first(spoken: Sequence[Spoken], metric: str) -> list[Spoken]:
    """The answers with those that speak of a metric before the others, each in the order in which they came."""
    words = _OF_METRIC.get(metric)
    if words is None:
        return list(spoken)
    return sorted(spoken, key=lambda each: words.search(fold_accents(f"{each.question} {each.words} {each.notes}")) is None)


def speaks_of_service_levels(question: str, said: str, domain: int) -> int:
    """How plainly an answered question speaks of service levels: 2 where it names them, 1 where it is about continuity, else 0."""
    text = fold_accents(f"{question} {said}")
    if _OUTRIGHT.search(text):
        return OUTRIGHT
    return BY_CONTINUITY if domain == ControlDomain.CONTINUITY and _CONTINUITY.search(text) else 0
