"""What a vendor's round says otherwise than the one before it: answers, notes, wording, questions added and dropped."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from risk_register.model import facts
from risk_register.model.vocabulary import RoundState, Term
from risk_register.operations.facts import answers, round_with, rounds
from risk_register.operations.vendors import vendor_name
from risk_register.questionnaires import Changes, compare
from risk_register.questionnaires.compare import Compared
from risk_register.store import Register

_BACK = (RoundState.RECEIVED.value, RoundState.REVIEWED.value)
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


class Otherwise(Term):
    """What of a question is not as it was."""

    ANSWER = "answer", "Answer", "Réponse"
    NOTES = "notes", "Notes", "Commentaire"
    WORDING = "question", "Wording", "Libellé"
    FURTHER = "further", "Further column", "Autre colonne"
    ADDED = "added", "New question", "Nouvelle question"
    DROPPED = "dropped", "Question dropped", "Question retirée"


@dataclass(frozen=True, slots=True)
class RoundChange:
    """One difference, with the words before and after. `name` is the column's where it is neither answer nor notes."""

    kind: Otherwise
    question_id: str
    occurrence: int
    question: str
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class RoundChanges:
    """A round beside the one before it; `before` is None where there is none."""

    vendor: str
    round: facts.Round
    before: facts.Round | None
    changes: tuple[RoundChange, ...]

    @property
    def counts(self) -> Mapping[Otherwise, int]:
        """How many differences there are of each kind; every kind is present."""
        counted = Counter(each.kind for each in self.changes)
        return {kind: counted[kind] for kind in Otherwise}


@dataclass(frozen=True, slots=True)
class _StoredAnswer:
    """An answer of the register, as comparing expects it."""

    question_id: str
    occurrence: int
    question: str
    answer: str
    notes: str
    extra: Mapping[str, str]


def round_changes(register: Register, questionnaire_id: int) -> RoundChanges:
    """What a round says otherwise than the vendor's round of its form before it. Raises `RegisterError` where it is gone."""
    found = round_with(register, questionnaire_id)
    before = round_before(register, found)
    new = stored(register, found)
    old = stored(register, before) if before else []
    listed = listed_changes(compare(old, new), old, new) if before else ()
    return RoundChanges(vendor_name(register, found.vendor_id), found, before, tuple(listed))


def round_before(register: Register, found: facts.Round) -> facts.Round | None:
    """The vendor's last round of the same form that came back before this one."""
    own = rounds(register, found.vendor_id)
    place = next((number for number, each in enumerate(own) if each.id == found.id), len(own))
    return latest_like(own[place + 1:], found.family, found.version)


def latest_like(newest_first: Iterable[facts.Round], family: str, version: str) -> facts.Round | None:
    """The newest round of a family that came back, of the same edition where there is one: a Lite form beside a Lite one."""
    of_family = [each for each in newest_first if each.family == family and each.state in _BACK]
    return next((each for each in of_family if _edition(each.version) == _edition(version)), of_family[0] if of_family else None)


def _edition(version: str) -> str:
    """What a version is called apart from its number: 'Lite' of 'Lite 3.04'."""
    return " ".join(_NUMBERS.sub(" ", version).split()).casefold()


def stored(register: Register, found: facts.Round) -> list[_StoredAnswer]:
    """A round's answers as comparing expects them."""
    return [_StoredAnswer(item.question_id, item.occurrence, item.question, item.words, item.notes,
                          json.loads(item.extra) if item.extra else {}) for item in answers(register, found.id)]


def listed_changes(changes: Changes, before: Sequence[Compared], after: Sequence[Compared]) -> list[RoundChange]:
    """The differences one by one: answers first, then notes, wording, further columns, questions added and dropped."""
    was, now = ({(each.question_id, each.occurrence): each for each in side} for side in (before, after))
    kinds = ((Otherwise.ANSWER, changes.answers, ""), (Otherwise.NOTES, changes.notes, ""),
             (Otherwise.WORDING, changes.wording, ""), *((Otherwise.FURTHER, items, name) for name, items in changes.extra.items()))
    found = [RoundChange(kind, item.question_id, item.occurrence, now[item.question_id, item.occurrence].question, item.before,
                         item.after, name) for kind, items, name in kinds for item in items]
    found += [RoundChange(Otherwise.ADDED, *key, now[key].question, "", now[key].answer) for key in changes.added]
    found += [RoundChange(Otherwise.DROPPED, *key, was[key].question, was[key].answer, "") for key in changes.dropped]
    return found
