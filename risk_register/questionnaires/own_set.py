"""Our own due-diligence questions, as they are sent to vendors and scored when they come back."""

from dataclasses import dataclass
from functools import cache

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question of our own: its id never changes meaning. Weight: 1 useful, 2 important, 3 essential."""

    id: str
    domain: ControlDomain
    weight: int
    polarity: Polarity
    en: str
    fr: str

    def wording(self, language: Language) -> str:
        """The question as asked in that language."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class OwnSet:
    """A version of our question set."""

    version: str
    en: str
    fr: str
    questions: tuple[OwnQuestion, ...]

    def title(self, language: Language) -> str:
        """What the set is called in that language."""
        return self.fr if language == "fr" else self.en


@cache
def own_set() -> OwnSet:
    """The question set in force."""
    data = resources.read_toml("families", "own_questions.toml")
    questions = tuple(
        OwnQuestion(entry["id"], ControlDomain.from_word(entry["domain"]), entry["weight"],
                    Polarity.from_word(entry["polarity"]), entry["en"], entry["fr"])
        for entry in data["question"])
    return OwnSet(data["version"], data["title"]["en"], data["title"]["fr"], questions)
