"""Question families as data: how each is known, what its ids, headings and sections mean. One TOML file for each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict
from risk_register.questionnaires.cells import normal, normal_once
from risk_register.questionnaires.verdicts import own_words, verdict_of
from risk_register.texts import Language

FAMILIES: tuple[str, ...] = (
    "own",
    "caiq",
    "caiq3",
    "caiq1",
    "hecvat",
    "ciso_assistant",
    "iso27001",
    "cyfun",
    "mvsp",
    "rgaa",
    "sig",
    "openssf_badge",
    "security_insights",
    "openacr",
    "vpat",
    "vsaq",
    "ciso_assistant_library",
    "oscal",
    "answers_data",
    "word_form",
    "pdf_form",
    "plain_table",
)
"""In the order in which equal candidates are preferred, the plain table last.

A new family is one more name here and its file `resources/families/<name>.toml`. The file names its `reader`, a module of this
package with a function `candidates(source, family) -> list[Candidate]`, and what it `takes`: "workbook" (the default; tables
within documents are offered to it as well) or "document".
"""
_LAST_PART = re.compile(r"(?:[-.]?[^-.]+|[-.])\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_ARTICLE = 3
_JOINED = re.compile(r"\s*[/&+]\s*| and | or | et | ou | und | oder | y | o ")
_BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")
_BETWEEN_CHOICES = re.compile(r"[/,|;]|\bor\b|\bou\b|\boder\b")
_LATER = 100
_LONGEST_CHOICES = 60
_LONGEST_HEADING, _SHORT_SENTENCE = 8, 4
"""More words are a question or a remark, whichever of ours stand within."""
_MOST_KNOWN = 400
WORKBOOK, DOCUMENT = "workbook", "document"


@dataclass(frozen=True, slots=True)
class Headings:
    """The words by which columns are found, compared as `normal` makes them."""

    exact: Mapping[str, tuple[str, int]]
    """Heading -> role and rank, where 0 is the best."""
    inside: Mapping[str, str]
    never: frozenset[str]
    last: Mapping[str, str] = field(default_factory=dict)
    party: re.Pattern[str] | None = None
    """Who answers: said beside what a column holds, as in 'Supplier compliance'."""
    aside: frozenset[str] = frozenset()
    """What a form says of its questions: that they must be answered, how good an answer would be, whom they concern."""

    _known: dict[str, tuple[str, int] | None] = field(default_factory=dict, compare=False, repr=False)

    def heads(self, cells: Iterable[tuple[int, str]], role: str) -> bool:
        """Whether one of the cells may head a column of that role, told quickly: most rows of a sheet hold no heading."""
        return any((found := self.exact.get(text.strip(" .:*?").casefold())) is not None and found[0] == role for _, text in cells)

    def is_the_forms(self, heading: str) -> bool:
        """Whether a column so headed says something of the questions, so that 'Yes' in it answers none of them."""
        return not self.aside.isdisjoint(_parts_of(heading))

    def is_known(self, heading: str) -> bool:
        """Whether a heading says that its column holds something else than answers, whatever that is."""
        found = self.role(heading)
        parts = _parts_of(heading)
        return not self.aside.isdisjoint(parts) or (not self.never.isdisjoint(parts) if found is None else found[0] != "answer")

    def surely(self, heading: str, role: str) -> bool:
        """Whether a heading says so in words of its own, and not only by what may be chosen below it."""
        found = self.role(heading)
        return found is not None and found[0] == role and found[1] < _LATER

    def role(self, heading: str) -> tuple[str, int] | None:
        """What a column so headed holds and how sure that is, or None."""
        if heading not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[heading] = self._role(heading)
        return self._known[heading]

    def _numbers_questions(self, plain: str) -> bool:
        """Whether a heading says 'number' and then what is numbered: 'N° question', 'Nr. der Frage'."""
        first, *rest = plain.replace(".", " ").split() or [""]
        asked = [word for word in rest if len(word) > _LONGEST_ARTICLE]
        counts = "of" in rest or any(word.endswith(("s", "fragen")) for word in asked)  # 'Number of questions' is a count
        said = [self.exact.get(word, ("",))[0] for word in (first, *asked)]
        return said == ["id", "question"] and not counts

    def _of_all(self, plain: str) -> str | None:
        """The role of headings joined into one, where it is the same: 'Comments/Evidence', 'Notes and remarks'."""
        parts = [part for part in _JOINED.split(plain) if part]
        if len(parts) < 2:
            return None
        roles = {found[0] if (found := self.exact.get(part)) else None for part in parts}
        return roles.pop() if len(roles) == 1 else None

    def _role(self, heading: str) -> tuple[str, int] | None:
        plain = normal(_CAMEL.sub(" ", heading) if self.inside and " " not in heading.strip() else heading)
        if found := self.exact.get(plain):
            return found
        if not self.inside:
            return None
        found = self._by_words(heading, plain)
        return None if found is not None and found[0] == "answer" and self.is_the_forms(heading) else found

    def _by_words(self, heading: str, plain: str) -> tuple[str, int] | None:
        """What a heading of more words holds: by the choices it names, by who answers, by its parts."""
        if _names_choices(heading) or any(map(_names_choices, _BRACKETED.findall(heading))):
            return "answer", _LATER
        if self.party and (found := self.exact.get(" ".join(self.party.sub(" ", plain).split()))):
            return found[0], found[1] + 1
        if role := self._of_all(plain) or ("id" if self._numbers_questions(plain) else None):
            return role, _LATER
        return self._by_parts(plain, _SHORT_SENTENCE if heading.rstrip().endswith("?") else _LONGEST_HEADING)

    def _by_parts(self, plain: str, most: int) -> tuple[str, int] | None:
        """By the last word of a short heading, else by any word within."""
        parts = re.findall(r"\w+", plain)
        if not parts or len(parts) > most:
            return None
        last = "#" if plain.endswith("#") else plain.split()[-1]
        if (last == "#" or len(parts) > 1) and len(parts) <= _SHORT_SENTENCE and (role := self.last.get(last)):
            explains = role == "id" and any(self.inside.get(part) == "notes" for part in parts[:-1])
            return "notes" if explains else role, _LATER
        if self.never.isdisjoint(parts):
            for part in parts:
                if role := self.inside.get(part) or self.inside.get(part.removesuffix("s")):
                    return role, 1000
        return None


def _parts_of(heading: str) -> list[str]:
    """The words of a heading, those of 'expectedResponse' too."""
    return re.findall(r"\w+", normal(_CAMEL.sub(" ", heading)))


def shorter(question_id: str) -> str:
    """The id without its last part: 'GV.OC-01.1', 'GV.OC-01', 'GV.OC', 'GV', ''."""
    return _LAST_PART.sub("", question_id)


def _names_choices(heading: str) -> bool:
    """Whether a heading is nothing but the choices to make under it: 'Yes / No / N/A', 'Oui, Non ou SO'."""
    if len(heading) > _LONGEST_CHOICES or not _BETWEEN_CHOICES.search(heading):
        return False
    parts = [part for part in _BETWEEN_CHOICES.split(heading.replace("N/A", "NA").replace("n/a", "na")) if part.strip()]
    return len(parts) > 1 and all(verdict_of(part) not in (Verdict.TEXT, Verdict.UNANSWERED) for part in parts)


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One family's signature and meaning. `data` is its file, for what only its own reader needs."""

    name: str
    reader: str
    """The module that reads it, within this package: 'caiq', 'documents.vsaq'."""
    takes: str
    title: str
    en: str
    fr: str
    version: re.Pattern[str] | None
    id_pattern: re.Pattern[str] | None
    fewest_ids: int
    polarity: Polarity
    headings: Headings
    domains: Mapping[str, ControlDomain]
    answers: Mapping[str, Verdict]
    """Words of the form's own for verdicts."""
    data: Mapping[str, Any]

    def label(self, language: Language) -> str:
        """What the window and the command line call it."""
        return self.fr if language == "fr" else self.en

    def domain_of(self, question_id: str) -> ControlDomain:
        """The control domain of the longest beginning of the id that has one: 'GV.OC-01.1', 'GV.OC-01', 'GV.OC', 'GV'."""
        lead = self.data.get("id_lead")
        beginning = re.sub(lead, "", question_id) if lead else question_id
        while beginning:
            if found := self.domains.get(beginning):
                return found
            beginning = shorter(beginning)
        return ControlDomain.from_word(self.data.get("domain", ControlDomain.OTHER.word))


@cache
def family(name: str) -> Family:
    """The family of that name. Raises `KeyError` for a name that is not in `FAMILIES`."""
    if name not in FAMILIES:
        raise KeyError(name)
    data = resources.read_toml("families", f"{name}.toml")
    keyed_by_id = "id_pattern" in data
    return Family(
        name=name,
        reader=data["reader"],
        takes=data.get("takes", WORKBOOK),
        title=data.get("title", ""),
        en=data["label"]["en"],
        fr=data["label"]["fr"],
        version=re.compile(data["version"], re.IGNORECASE) if data.get("version") else None,
        id_pattern=re.compile(data["id_pattern"]) if keyed_by_id else None,
        fewest_ids=data.get("fewest_ids", 1),
        polarity=Polarity.from_word(data.get("polarity", "yes_is_good")),
        headings=_headings(data, *([resources.read_toml("families", data["headings_of"])] if "headings_of" in data else [])),
        domains={prefix: ControlDomain.from_word(word) for prefix, word in data.get("domains", {}).items()} if keyed_by_id else {},
        answers=own_words(data.get("answers", {})),
        data=data,
    )


def _headings(*tables: Mapping[str, Any]) -> Headings:
    """The words of one file, or of several where a later one serves for what earlier ones do not name."""
    exact: dict[str, tuple[str, int]] = {}
    for before, data in enumerate(tables):
        for role, names in data.get("headings", {}).items():
            for rank, name in enumerate(names):
                exact.setdefault(normal(name), (role, rank + _LATER * before))
    inside = {normal(name): role for data in reversed(tables) for role, names in data.get("inside", {}).items() for name in names}
    never = frozenset(normal(name) for data in tables for name in data.get("never", {}).get("words", ()))
    last = {normal(name): role for data in tables for role, names in data.get("last", {}).items() for name in names}
    parties = {normal(word) for data in tables for word in data.get("party", {}).get("words", ())}
    words = map(re.escape, sorted(parties, key=len, reverse=True))
    party = re.compile(rf"(?<![\w])(?:{'|'.join(words)})(?![\w])") if parties else None
    aside = frozenset(normal(word) for data in tables for word in data.get("aside", {}).get("words", ()))
    return Headings(exact, inside, never, last, party, aside)


@cache
def title_domain(title: str) -> ControlDomain:
    """The control domain that a section's or sheet's title speaks of, by the first word that fits."""
    plain = normal(title)
    for word, fragments in family(FAMILIES[-1]).data["domains"].items():
        if any(fragment in plain for fragment in fragments):
            return ControlDomain.from_word(word)
    return ControlDomain.OTHER


@cache
def known_labels() -> Mapping[str, str]:
    """The labels beside which a form names the vendor, the product, a day or a contact, each with its name in a reading."""
    return {normal(word): role for role, names in family(FAMILIES[-1]).data["metadata"].items() for word in names}


def label_role(label: str) -> str | None:
    """What a label announces, in words that we know or as 'Name of the ICT service provider' does; None for any other."""
    plain = normal(label)
    return known_labels().get(plain) or ("vendor_name" if _names_vendor().fullmatch(plain) else None)


@cache
def _names_vendor() -> re.Pattern[str]:
    return re.compile("|".join(family(FAMILIES[-1]).data["labels"]["vendor_name"]))


def month_first(labels: Iterable[str], questions: Iterable[str]) -> bool | None:
    """How a form writes '03/04/2025': False where labels or most questions show a language whose dates begin with the day.

    None where they may begin with either.
    """
    data = family(FAMILIES[-1]).data
    if any(normal(label).startswith(stem) for label in labels for stem in data["day_first"]):
        return False
    known = set(data["day_first_words"])
    said = [not known.isdisjoint(normal_once(question).split()) for question in questions if question]
    return False if sum(said) * 2 > len(said) > 0 else None
