"""What a questionnaire asks before anybody has answered: its questions, which part of them, and how a form refers to each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires.own_set import own_set
from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to a vendor. Its key within a set is its id and occurrence."""

    question_id: str
    occurrence: int
    text: str
    section: str
    domain: ControlDomain
    weight: int
    polarity: Polarity
    sheet: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What makes it the same question in any copy of the set."""
        return self.question_id, self.occurrence


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a set that is asked of a kind of vendor: questions of at least some weight, in some domains or in all."""

    name: str
    en: str
    fr: str
    tiers: frozenset[str]
    weight: int
    domains: frozenset[ControlDomain]

    def label(self, language: Language) -> str:
        """What people call it."""
        return self.fr if language == "fr" else self.en

    def holds(self, question: Asked) -> bool:
        """Whether the question is part of it."""
        return question.weight >= self.weight and (not self.domains or question.domain in self.domains)


FULL = "full"
_LONGEST_REFERENCE = 60


@cache
def scopes() -> dict[str, Scope]:
    """The scopes by name, the widest first."""
    found = (Scope(entry["name"], entry["label"]["en"], entry["label"]["fr"], frozenset(entry["tiers"]), entry["weight"],
                   frozenset(map(ControlDomain.from_word, entry.get("domains", ()))))
             for entry in resources.read_toml("families", "scopes.toml")["scope"])
    return {scope.name: scope for scope in found}


def scope_for(tier: str) -> Scope:
    """What a vendor of that tier is asked unless somebody chooses otherwise."""
    return next((scope for scope in scopes().values() if tier in scope.tiers), scopes()[FULL])


def own_questions(language: Language) -> tuple[Asked, ...]:
    """Our own set as asked in that language, its sections named by their domains."""
    return tuple(Asked(question.id, 1, question.wording(language), question.domain.label(language), question.domain,
                       question.weight, question.polarity) for question in own_set().questions)


def sections(questions: Iterable[Asked]) -> dict[str, int]:
    """The sections in the set's order, with how many questions each holds."""
    return dict(Counter(question.section for question in questions))


def references(questions: Sequence[Asked]) -> list[str]:
    """How a form refers to each question: by its id where that is short and one of a kind, else by a number; none comes twice."""
    ids = [" ".join(question.question_id.split()) for question in questions]
    times = Counter(map(reference_key, ids))
    taken = {key for key, count in times.items() if key and count == 1}
    found = []
    for number, name in enumerate(ids, start=1):
        key = reference_key(name)
        if not key or times[key] > 1 or len(name) > _LONGEST_REFERENCE:
            name = f"{name} #{number}" if key and len(name) < _LONGEST_REFERENCE else f"Q{number}"
            while reference_key(name) in taken:
                name = f"{name}'"
            taken.add(reference_key(name))
        found.append(name)
    return found


def reference_key(reference: str) -> str:
    """A reference as it is compared: people's programs add spaces and change case."""
    return "".join(reference.split()).casefold()


def wording(question: Asked, reference: str) -> str:
    """What a form shows as the question; sets read from bare lists of ids have no words."""
    return question.text.strip() or reference
