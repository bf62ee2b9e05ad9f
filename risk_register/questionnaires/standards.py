"""Common standards as lists of controls, and what a vendor's answers say to each: for it, against it, or nothing yet.

An answer speaks as `model/merit.py` has it count. What leads to a control by no more than the question's domain is shown beside
and decides nothing: a control to which nothing else leads is a gap.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, Protocol, TypeVar

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.merit import NOT_REVIEWED, REVIEWS, Merit, reading
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import ControlDomain, Term
from risk_register.questionnaires.crosswalk import Basis, covers, frameworks, references
from risk_register.texts import Language

_LONGEST_CONTROL = 20


class Speaks(Term):
    """What one answer says to a control."""

    FOR = "for", "For it", "Pour"
    PARTLY = "partly", "In part", "En partie"
    AGAINST = "against", "Against it", "Contre"
    OPEN = "open", "Not yet: blank, or words to be judged", "Pas encore : vide, ou texte à évaluer"
    NEITHER = "neither", "Nothing: not applicable, or asked for information", "Rien : sans objet, ou pour information"


class Cover(Term):
    """How a control stands by all that the vendor said."""

    FOR = "for", "Answered well", "Bonnes réponses"
    MIXED = "mixed", "For and against", "Pour et contre"
    AGAINST = "against", "Answered badly", "Mauvaises réponses"
    OPEN = "open", "To be judged", "À évaluer"
    NEITHER = "neither", "Not applicable", "Sans objet"
    GAP = "gap", "Nothing was said", "Rien n'en a été dit"


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a standard, by number, in a few words of our own. `group` is the part of the standard it stands in."""

    number: str
    group: str
    en: str
    fr: str

    def label(self, language: Language) -> str:
        """What it is about."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard that evidence can be asked for."""

    name: str
    title: str
    groups: Mapping[str, tuple[str, str]]
    """Group -> its English and French words."""
    controls: tuple[Control, ...]

    def label(self, _language: Language) -> str:
        """What people call it, the same in both languages."""
        return self.title

    def group_label(self, group: str, language: Language) -> str:
        """What a part of the standard is about; '' where it has no parts."""
        words = self.groups.get(group)
        return words[language == "fr"] if words else ""


class Answered(Protocol):
    """A stored answer, as far as it is looked at here."""

    @property
    def question_id(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def domain(self) -> int: ...
    @property
    def verdict(self) -> int: ...
    @property
    def polarity(self) -> int: ...
    @property
    def reviewer_verdict(self) -> str | None: ...


A = TypeVar("A", bound=Answered)


@dataclass(frozen=True, slots=True)
class Testimony(Generic[A]):
    """One answer and what it says to a control, with what led there."""

    answer: A
    family: str
    basis: Basis
    speaks: Speaks


@dataclass(frozen=True, slots=True)
class ControlLine(Generic[A]):
    """A control with all that bears on it, the surest first."""

    control: Control
    heard: tuple[Testimony[A], ...] = ()

    @property
    def exact(self) -> tuple[Testimony[A], ...]:
        """What leads here by more than its domain."""
        return tuple(each for each in self.heard if each.basis is not Basis.DOMAIN)

    def count(self, speaks: Speaks) -> int:
        """How many answers say so, those of the same domain left out."""
        return sum(1 for each in self.exact if each.speaks is speaks)

    @property
    def cover(self) -> Cover:
        """How the control stands."""
        said = {each.speaks for each in self.exact}
        if not said:
            return Cover.GAP
        if Speaks.PARTLY in said or {Speaks.FOR, Speaks.AGAINST} <= said:
            return Cover.MIXED
        return next(cover for speaks, cover in _COVERS if speaks in said)


_COVERS = ((Speaks.AGAINST, Cover.AGAINST), (Speaks.FOR, Cover.FOR), (Speaks.OPEN, Cover.OPEN), (Speaks.NEITHER, Cover.NEITHER))
_SPEAKS = {Merit.GOOD: Speaks.FOR, Merit.PARTIAL: Speaks.PARTLY, Merit.BAD: Speaks.AGAINST, Merit.OPEN: Speaks.OPEN,
           Merit.WORDS: Speaks.OPEN, Merit.NOT_SCORED: Speaks.NEITHER}


@dataclass(frozen=True, slots=True)
class Asked(Generic[A]):
    """Answers of one family, each with what its form relates the question to."""

    family: str
    answers: Sequence[A]
    beside: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """Place in `answers` -> framework -> controls, in the form's words."""


def standards() -> dict[str, Standard]:
    """The standards by name, in the order in which they are offered."""
    return {name: standard(name) for name in frameworks()}


@cache
def standard(name: str) -> Standard:
    """The standard of that name. Raises `RegisterError` where there is none, naming those there are."""
    known = frameworks()
    if name not in known:
        raise RegisterError("There is no standard “{name}”; the standards are {standards}.", name=name, standards=", ".join(known))
    data = resources.read_toml("families", "standards.toml")[name]
    controls = [Control(number, _group(number, data["groups"]), en, fr) for number, (en, fr) in data.get("controls", {}).items()]
    for group, count in data.get("counts", {}).items():
        en, fr = data["groups"][group]
        controls += [Control(f"{group}-{number:02}", group, en, fr) for number in range(1, count + 1)]
    return Standard(name, known[name], {group: (en, fr) for group, (en, fr) in data["groups"].items()}, tuple(controls))


def _group(number: str, groups: Mapping[str, object]) -> str:
    return next((group for group in groups if covers(number, group)), "")


def find_control(of: Standard, named: str) -> str:
    """The number that somebody means: 'A.8.24', 'a8.24', 'cek-03', also a whole group. Raises `RegisterError` where it is none."""
    plain = named.strip().upper().replace(" ", "")[:_LONGEST_CONTROL]
    for number in (*(control.number for control in of.controls), *of.groups):
        if plain in (number.upper(), f"A.{number}".upper(), f"A{number}".upper()):
            return number
    if any(covers(plain, control.number) for control in of.controls):
        return plain
    raise RegisterError("{standard} has no control “{control}”; they are numbered like {first} and {last}.", standard=of,
                        control=named, first=of.controls[0].number, last=of.controls[-1].number)


def weigh(of: Standard, asked: Iterable[Asked[A]]) -> tuple[ControlLine[A], ...]:
    """Every control of the standard with the answers that bear on it, in the standard's order."""
    heard: dict[str, list[Testimony[A]]] = {control.number: [] for control in of.controls}
    for each in asked:
        for place, answer in enumerate(each.answers):
            speaks = _speaks(answer)
            for number, basis in _leads(of, each.family, answer, each.beside.get(place, {}), tuple(heard)).items():
                heard[number].append(Testimony(answer, each.family, basis, speaks))
    order = list(Basis)
    return tuple(ControlLine(control, tuple(sorted(
        heard[control.number], key=lambda each: (order.index(each.basis), each.family, natural_key(each.answer.question_id)))))
        for control in of.controls)


def _leads(of: Standard, family: str, answer: A, beside: Mapping[str, str], numbers: Sequence[str]) -> dict[str, Basis]:
    """The standard's controls to which the answer leads: a finer reference to the control around it, a coarser to its parts."""
    domain = ControlDomain.parse(answer.domain) or ControlDomain.OTHER
    found: dict[str, Basis] = {}
    for each in references(family, answer.question_id, domain, question=answer.question, beside=beside):
        if each.framework == of.name:
            for number in numbers if each.control not in numbers else (each.control,):
                if covers(each.control, number) or covers(number, each.control):
                    found.setdefault(number, each.basis)
    return found


def _speaks(answer: Answered) -> Speaks:
    review = REVIEWS.get(answer.reviewer_verdict or "", NOT_REVIEWED)
    return _SPEAKS[reading(answer.verdict, answer.polarity, review).merit]
