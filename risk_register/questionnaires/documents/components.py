"""The parts of a product that an accessibility report judges apart: the same part keeps its number from round to round."""

from collections import Counter

from risk_register.questionnaires.cells import normal

_NAMES = (
    ("web", "none", ""), ("electronic docs", "electronic documents", "electronic-docs", "docs"), ("software",),
    ("authoring tool", "authoring-tool", "authoring tools"), ("closed", "closed functionality"), ("hardware",),
    ("support docs", "support documentation", "support-docs"), ("mobile", "mobile app"),
)
RANK = {normal(name): rank for rank, names in enumerate(_NAMES, start=1) for name in names}
_ROOM = 1_000
"""More parts than any report tells apart."""


class Components:
    """Numbers the answers to each criterion by the part they are about, not by their place in the list."""

    def __init__(self) -> None:
        self._others: dict[str, int] = {}
        self._times: Counter[tuple[str, int]] = Counter()

    def occurrence(self, criterion: str, component: str) -> int:
        """The number of a part's answer to a criterion; a criterion that comes again is numbered on."""
        rank = RANK.get(normal(component)) or self._others.setdefault(component, len(RANK) + 1 + len(self._others))
        times = self._times[criterion, rank]
        self._times[criterion, rank] += 1
        return rank + _ROOM * times
