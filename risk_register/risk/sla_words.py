"""Which of a vendor's answers speak of service levels: told by their words and control domain, and claimed to be no more."""

import re
from dataclasses import dataclass
from datetime import date

from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import ControlDomain

_OUTRIGHT = re.compile(r"\b(service level|sla|slas|uptime|niveaux? de service|service credit)\b")
_CONTINUITY = re.compile(
    r"\b(availability|disponibilite|rto|rpo|recovery time|recovery point|recovery objective|downtime|outages?|"
    r"reprise|retablissement|duree maximale d.interruption|perte de donnees maximale)\b")
OUTRIGHT, BY_CONTINUITY = 2, 1


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


def speaks_of_service_levels(question: str, said: str, domain: int) -> int:
    """How plainly an answered question speaks of service levels: 2 where it names them, 1 where it is about continuity, else 0."""
    text = fold_accents(f"{question} {said}")
    if _OUTRIGHT.search(text):
        return OUTRIGHT
    return BY_CONTINUITY if domain == ControlDomain.CONTINUITY and _CONTINUITY.search(text) else 0
