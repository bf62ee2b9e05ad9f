"""The parts of a product that an accessibility report judges apart: the same part keeps its number from round to round."""

from collections.abc import Iterable

from risk_register.questionnaires.cells import normal
from risk_register.questionnaires.reading import ReadAnswer

_RANKS = (
    ("web", "none", ""), ("electronic docs", "electronic documents", "electronic-docs", "docs"), ("software",),
    ("authoring tool", "authoring-tool", "authoring tools"), ("closed", "closed functionality"), ("hardware",),
    ("support docs", "support documentation", "support-docs"), ("mobile", "mobile app"),
)
RANK = {normal(name): rank for rank, names in enumerate(_RANKS, start=1) for name in names}
_ROOM = 20
"""More parts than any report tells apart."""


def occurrence_of(answers: Iterable[ReadAnswer], number: str, component: str, others: dict[str, int]) -> int:
    """The number of a component's answer to a criterion: by the component, not by its place in the list.

    `others` numbers components that are not usual. A criterion that comes again is numbered on.
    """
    rank = RANK.get(normal(component)) or others.setdefault(component, len(RANK) + 1 + len(others))
    taken = {answer.occurrence for answer in answers if answer.question_id == number}
    while rank in taken:
        rank += _ROOM
    return rank
