"""What readers of documents share: the places of values, and answers, notes and particulars gathered into one reading."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from risk_register.errors import RegisterError
from risk_register.intake import limits
from risk_register.intake.contents import Node
from risk_register.intake.values import Document
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.families import Family, label_role, month_first, title_domain
from risk_register.questionnaires.leading import verdict_said
from risk_register.questionnaires.polarities import polarity_asked
from risk_register.questionnaires.reading import (
    Flag,
    Leftovers,
    Metadatum,
    Occurrences,
    ReadAnswer,
    ReadQuestionnaire,
    Unmapped,
)
from risk_register.questionnaires.verdicts import verdict_in
from risk_register.texts import Text

_LONGEST_PLACE = 120
_LONGEST_ID = 120
_LONGEST_TITLE = 80
"""Longer words name many things in passing."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""The day of a moment as data files write it."""
EXPIRES = "expires"
"""The key of the particular that says until when a file may be relied upon."""


class Place(NamedTuple):
    """Where something stands, as the register keeps it: a pointer or a part's name, a line or a cell, and its number."""

    sheet: str
    cell: str
    row: int


def place_of(node: Node) -> Place:
    """A value's pointer and its line, as in '/header/license' and 'L12'. A long pointer loses its middle."""
    pointer = node.pointer or "/"
    if len(pointer) > _LONGEST_PLACE:
        half = _LONGEST_PLACE // 2
        pointer = f"{pointer[:half - 1]}…{pointer[-half:]}"
    return Place(pointer, f"L{node.line}", node.line)


@dataclass(slots=True)
class Gathering:
    """One document while it is read as a family."""

    document: Document
    family: Family
    answers: list[ReadAnswer] = field(default_factory=list)
    leftovers: Leftovers = field(default_factory=Leftovers)
    sheets: list[str] = field(default_factory=list)
    vendor_name: str = ""
    product: str = ""
    completed: str = ""
    questions_only: Text | None = None
    _occurrences: Occurrences = field(default_factory=Occurrences)

    def answer(self, question_id: str, words: str, place: Place, *, question: str = "", notes: str = "", section: str = "",
               domain: ControlDomain | None = None, polarity: Polarity | None = None, verdict: Verdict | None = None,
               extra: Mapping[str, str] | None = None, guidance: str = "", choices: Iterable[str] = (),
               occurrence: int | None = None, weight: int = 1, excused: bool = False) -> ReadAnswer:
        """Take in a question and what was answered; what is not given follows from the words.

        `excused` says that the form's own rules ask for no answer here.
        """
        if len(self.answers) >= limits.MOST_QUESTIONS:
            raise RegisterError("{file} holds more than {limit} questions, which no questionnaire does. Keep the part that was "
                                "answered, and import that.", file=self.document.file_name, limit=limits.MOST_QUESTIONS)
        found = verdict_said(verdict_in(words, self.family.answers), words, question) if verdict is None else verdict
        good = self.family.polarity if polarity is None else polarity
        if polarity is None and self.family.data.get("titled"):
            good = polarity_asked(question, good)
        more = dict(extra or {})
        flags = doubts(found, words, notes, yes_or_no=asks_yes_or_no(question), question=question, polarity=good)
        if excused and found is Verdict.UNANSWERED and not notes:
            flags = [Flag.NOT_REQUIRED]
        if len(question_id) > _LONGEST_ID:
            question, question_id = question or question_id, ""
        read = ReadAnswer(
            question_id=question_id, question=question, domain=domain if domain is not None else domain_of(section, question_id),
            section=section, weight=weight, polarity=good, answer=words,
            verdict=found, notes=notes, sheet=place.sheet, cell=place.cell, row=place.row,
            occurrence=self._occurrences.next(question_id) if occurrence is None else occurrence,
            flags=tuple(flags), extra=more, guidance=guidance,
            choices=tuple(choices))
        self.answers.append(read)
        return read

    def set_aside(self, place: Place, text: str, reason: Text) -> None:
        """List something that was not understood."""
        self.leftovers.unmapped.append(Unmapped(place.sheet, place.cell, text, reason))

    def tell(self, key: str, label: str, value: str, place: Place) -> None:
        """Keep something that the file says about the vendor, the product or itself."""
        if value:
            self.leftovers.metadata.append(Metadatum(key, label, value, "", place.sheet, place.cell))

    def tell_all(self, node: Node, *, but: Iterable[str] = ()) -> None:
        """Keep every value within, but for the keys named, labelled by where it stands."""
        left_out = set(but)
        for key, child in node.pairs.items():
            if key not in left_out:
                for leaf in child.leaves():
                    label = leaf.pointer[len(node.pointer) + 1:].replace("/", ".")
                    self.tell(label[:60], label, leaf.text, place_of(leaf))

    def _month_first(self) -> bool | None:
        return month_first((entry.label for entry in self.leftovers.metadata), (answer.question for answer in self.answers))

    def _day(self) -> str:
        day = _DAY.match(self.completed)
        return day[0] if day else self.completed

    def read(self, version: str, title: str, reasons: tuple[Text, ...]) -> ReadQuestionnaire:
        """All that was gathered."""
        return ReadQuestionnaire(
            family=self.family.name, version=version[:60], title=title, sheets=tuple(self.sheets), reasons=reasons,
            answers=tuple(self.answers), file_name=self.document.file_name, file_sha256=self.document.sha256,
            vendor_name=self.vendor_name, product=self.product, completed_on=day_of(self._day(), month_first=self._month_first()),
            metadata=tuple(self.leftovers.metadata), unmapped=tuple(self.leftovers.unmapped),
            problems=tuple(self.leftovers.problems), skipped=self.leftovers.skipped(), questions_only=self.questions_only)


def repeated_keys(gathering: Gathering) -> None:
    """List what a data file says under a key that comes again: of two values the later one counts."""
    for node in gathering.document.content.repeated:
        for leaf in node.leaves():
            gathering.set_aside(place_of(leaf), leaf.text, Text("The same key comes again further down, and its value counts."))


def domain_of(*titles: str) -> ControlDomain:
    """The control domain that the first telling of these titles speaks of."""
    for title in titles:
        if len(title) > _LONGEST_TITLE:
            continue
        found = title_domain(title.replace("_", " ").replace("-", " "))
        if found is not ControlDomain.OTHER:
            return found
    return ControlDomain.OTHER


def role_of(label: str) -> str | None:
    """What a label on a form's cover announces: 'vendor_name', 'product', 'completed', 'contact'; None for a question."""
    return label_role(label)


def take_role(gathering: Gathering, role: str, value: str) -> None:
    """Let a particular speak for the whole file, unless an earlier one did."""
    if role == "vendor_name":
        gathering.vendor_name = gathering.vendor_name or value
    elif role == "product":
        gathering.product = gathering.product or value
    elif role == "completed":
        gathering.completed = gathering.completed or value


def is_within(node: Node, pointers: Collection[str], under: str = "") -> bool:
    """Whether a value stands below one of these places, of which only those under a further one count."""
    above = node.pointer
    while len(above) > len(under):
        above = above.rpartition("/")[0]
        if len(above) >= len(under) and above in pointers:
            return True
    return False


def one_line(text: str) -> str:
    """Words in one line, for titles."""
    return " ".join(text.split())
