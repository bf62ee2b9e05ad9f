"""What one vendor's answers, of whatever forms, say to the controls of a standard; side by side, with the evidence they cite."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from risk_register.model import facts
from risk_register.model.vocabulary import EvidenceKind, RoundState
from risk_register.operations.facts import answers, rounds, vendor_facts
from risk_register.operations.reviewing import cited_evidence
from risk_register.operations.vendors import vendor_name
from risk_register.questionnaires.crosswalk import covers
from risk_register.questionnaires.standards import (
    Asked,
    ControlLine,
    Cover,
    Standard,
    find_control,
    standard,
    weigh,
)
from risk_register.store import Register

_BACK = (RoundState.RECEIVED.value, RoundState.REVIEWED.value)
_OF_STANDARD = {"iso27001": EvidenceKind.ISO27001}
"""Evidence that speaks for a whole standard."""

Line = ControlLine[facts.Answer]


@dataclass(frozen=True, slots=True)
class StandardSheet:
    """A standard as one vendor's answers stand to it."""

    standard: Standard
    vendor: str
    rounds: tuple[facts.Round, ...]
    """The newest round of each family that came back, whose answers are looked at."""
    lines: tuple[Line, ...]
    cited: Mapping[int, tuple[str, ...]]
    """Answer -> titles of the evidence linked to it."""
    certificates: tuple[facts.Evidence, ...] = ()
    """Evidence of the vendor that speaks for the standard as a whole."""

    @property
    def covers(self) -> Mapping[Cover, int]:
        """How many controls stand how; every way is present."""
        counted = Counter(line.cover for line in self.lines)
        return {cover: counted[cover] for cover in Cover}

    def round_of(self, answer: facts.Answer) -> facts.Round | None:
        """The round an answer belongs to."""
        return next((each for each in self.rounds if each.id == answer.questionnaire_id), None)


def standard_sheet(register: Register, vendor_id: int, name: str, control: str | None = None) -> StandardSheet:
    """What the vendor's answers say to the standard, or to one control or part of it.

    Of each family the newest round that came back counts. Raises `RegisterError` for a standard or control that is none.
    """
    of = standard(name)
    wanted = find_control(of, control) if control else None
    back: dict[str, facts.Round] = {}
    for each in rounds(register, vendor_id):
        if each.state in _BACK and each.family:
            back.setdefault(each.family, each)
    asked, cited = [], {}
    for family, each in back.items():
        found = answers(register, each.id)
        asked.append(Asked(family, found, {place: beside for place, answer in enumerate(found) if (beside := _beside(answer))}))
        cited.update(cited_evidence(register, each.id))
    lines = tuple(line for line in weigh(of, asked)
                  if wanted is None or covers(line.control.number, wanted) or covers(wanted, line.control.number))
    kind = _OF_STANDARD.get(name)
    certificates = tuple(each for each in vendor_facts(register, vendor_id).evidence if each.kind == kind) if kind else ()
    return StandardSheet(of, vendor_name(register, vendor_id), tuple(back.values()), lines, cited, certificates)


def _beside(answer: facts.Answer) -> dict[str, str]:
    """What the form relates the question to: on a sheet of its own, or in a column that somebody added."""
    found: dict[str, str] = {}
    for kept in (answer.extra, answer.crosswalk):
        if kept:
            found.update({str(name): str(value) for name, value in json.loads(kept).items() if value})
    return found
