"""The file's records, each once however many rows speak of it, with what they refer to: nothing is decided here yet."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from risk_register.exchange.bringing.plan import Near, Place, RowProblem
from risk_register.model.labels import NounLabel
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE
from risk_register.texts import Text

_LONGEST_HEADING = 120


@dataclass(slots=True, eq=False)
class Item:
    """One record that the file speaks of, other than a vendor."""

    noun: str
    values: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, "Item | Party | int"] = field(default_factory=dict)
    """The records its references mean: of the file, or of the register by id."""
    places: list[Place] = field(default_factory=list)
    derived: bool = False
    """Whether the file does not name it: a contract known only by its end date on the vendor's row."""


@dataclass(slots=True, eq=False)
class Party:
    """One vendor that the file speaks of."""

    number: int
    reference: str | None
    name: str | None
    vendor_id: int | None = None
    archived: bool = False
    is_row: bool = False
    """Whether a row is about it; others are only mentioned, as subcontractors are."""
    places: list[Place] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, "Item | Party | int"] = field(default_factory=dict)
    identifiers: dict[tuple[str, str], Place] = field(default_factory=dict)
    other_names: dict[str, Place] = field(default_factory=dict)
    contacts: dict[str, dict[str, str]] = field(default_factory=dict)
    custom: dict[str, tuple[str, Place]] = field(default_factory=dict)
    near: list[Near] = field(default_factory=list)
    near_parties: list["Party | int"] = field(default_factory=list)
    """Whom `near` means, in its order: parties of the file, or ids of vendors."""
    name_taken: Text | None = None
    """Why it cannot be kept as a vendor of its own, where its name is another's to the letter."""

    @property
    def place(self) -> Place:
        """Its first row."""
        return self.places[0] if self.places else ("", 0)


@dataclass(slots=True)
class Gathered:
    """All records of a file."""

    parties: list[Party] = field(default_factory=list)
    items: dict[str, list[Item]] = field(default_factory=dict)
    problems: dict[Place, list[RowProblem]] = field(default_factory=dict)
    notes: dict[Place, list[RowProblem]] = field(default_factory=dict)
    mains: dict[Place, "Item | Party"] = field(default_factory=dict)
    """The record that each usable row is mainly about."""
    derived: dict[str, int] = field(default_factory=dict)
    """How many records were made up for others to hang on, by noun."""
    without_stage: bool = False
    """Whether no column says how far vendors have come."""
    without_lei: list[Place] = field(default_factory=list)
    """Usable rows that give no LEI where there is a column for it."""
    _by_key: dict[tuple[Any, ...], Item] = field(default_factory=dict)

    def item(self, noun: str, key: tuple[Any, ...], place: Place, *, derived: bool = False) -> Item:
        """The record of that noun known by that key, made where it is new."""
        found = self._by_key.get((noun, *key))
        if found is None:
            found = self._by_key[(noun, *key)] = Item(noun, derived=derived)
            self.items.setdefault(noun, []).append(found)
            if derived:
                self.derived[noun] = self.derived.get(noun, 0) + 1
        if not found.places or found.places[-1] != place:
            found.places.append(place)
        return found

    def find(self, noun: str, key: tuple[Any, ...]) -> Item | None:
        """A record of the file that is there already."""
        return self._by_key.get((noun, *key))

    def note(self, place: Place, column: str, value: str, reason: Text) -> None:
        """Something about a row that somebody should know."""
        said = Text("{column}: {reason}", column=column, reason=reason) if column else reason
        self.notes.setdefault(place, []).append(RowProblem(place[0], place[1], column, value, said))

    def problem(self, place: Place, column: str, value: str, reason: Text) -> None:
        """Something that keeps a row out."""
        said = Text("{column}: {reason}", column=column, reason=reason) if column else reason
        self.problems.setdefault(place, []).append(RowProblem(place[0], place[1], column, value, said))


@dataclass(slots=True)
class RowFacts:
    """One row as values by target, with where it stands."""

    place: Place
    kind: str
    values: Mapping[str, Any]
    headings: Mapping[str, str]
    custom: list[tuple[str, str]]
    cell: Callable[[str], str]
    """What stands in the row's cell of a target, for what of it is not understood."""
    problems: list[tuple[str, str, Text]] = field(default_factory=list)
    """Column, value and reason: any keeps the row out."""

    def refuse(self, target: str, value: str, reason: Text) -> None:
        """Note what keeps the row out, at the column of a target."""
        self.problems.append((self.headings.get(target, ""), value, reason))


def same_values(first: Any, second: Any) -> bool:
    """Whether two rows say the same of a field; texts are compared as names are."""
    if isinstance(first, str) and isinstance(second, str):
        return fold(first) == fold(second)
    return bool(first == second)


def fill(gathered: Gathered, item: Item, facts: RowFacts, noun: str, names: tuple[str, ...]) -> None:
    """What a row says of a record's plain fields; the first row has the word, and later ones that differ are noted."""
    for name in names:
        if (value := facts.values.get(f"{noun}.{name}")) is not None:
            say(gathered, item, facts, f"{noun}.{name}", name, value)


def say(gathered: Gathered, item: Item, facts: RowFacts, target: str, name: str, value: Any) -> None:
    """One field of a record by one cell: the first that says it has the word, a later one that differs is noted."""
    held = item.values.setdefault(name, value)
    if held is not value and not same_values(held, value):
        gathered.note(facts.place, facts.headings.get(target, ""), facts.cell(target), Text(
            "an earlier row says something else of this record ('{value}'), which was kept.", value=held))


def soften(gathered: Gathered, party: Party, target: str, facts: RowFacts, reason: Text) -> None:
    """Keep a cell's words as a custom field, as what they mean was not understood; and say so."""
    heading, words = facts.headings.get(target, target), facts.cell(target)
    gathered.note(facts.place, heading, words, reason)
    keep_words(party, heading, words, facts.place)


def keep_words(party: Party, heading: str, words: str, place: Place) -> None:
    """Keep words as a custom field; what several rows say differently stands there line by line."""
    held, first = party.custom.setdefault(heading[:_LONGEST_HEADING], (words, place))
    if held != words and words not in held.split("\n"):
        party.custom[heading[:_LONGEST_HEADING]] = f"{held}\n{words}", first


def leave_over(gathered: Gathered, party: Party | None, facts: RowFacts, nouns: Collection[str]) -> None:
    """What a row says of kinds of records of which it makes none: kept as words with its vendor, else told to be left out."""
    for target in facts.values:
        noun = target.partition(".")[0]
        if noun not in nouns:
            continue
        words, label = facts.cell(target), NounLabel(noun if noun in BY_TABLE else "contact")
        if party is not None:
            soften(gathered, party, target, facts, Text(
                "'{value}' belongs to no {noun} of this row; it was kept in words.", value=words, noun=label))
        else:
            gathered.note(facts.place, facts.headings.get(target, ""), words, Text(
                "'{value}' belongs to no {noun} of this row and was left out.", value=words, noun=label))
