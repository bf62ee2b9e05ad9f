"""What recognition offers: a family that fits a file, how well, and why."""

from collections.abc import Callable
from dataclasses import dataclass, field

from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

DOUBTFUL = 20
"""The score up to which a way is offered and taken by nobody but a person who names its family."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a file. `score` runs from 0 to 100; `reasons` say what was found where.

    90 and more: the family's own ids or keys in number, with its headings or its mark; 80: enough of them to be sure;
    50 to 70: nothing but words that anybody might use; up to `DOUBTFUL`: it may as well be
    something else. `sheets` is empty where the file has none.
    """

    family: Family
    score: int
    version: str
    sheets: tuple[str, ...]
    reasons: tuple[Text, ...]
    read: Callable[[], ReadQuestionnaire] = field(repr=False, compare=False)
    """Reads the file this way."""
