"""What documents hold, once read: trees of data with the line of each value, paragraphs with form controls, form fields."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a JSON or YAML file. Words are as they stand there, numbers too, so that 1.10 is never 1.1."""

    pointer: str
    """Where it stands, as a JSON pointer: '/header/schema-version'."""
    line: int
    """Counted from 1."""
    value: "str | Mapping[str, Node] | Sequence[Node] | None"

    def __getitem__(self, key: str) -> "Node":
        """The value under a key; one that holds nothing where there is no such key."""
        if isinstance(self.value, Mapping) and key in self.value:
            return self.value[key]
        return Node(f"{self.pointer}/{key}", self.line, None)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, Mapping) and key in self.value

    @property
    def pairs(self) -> "Mapping[str, Node]":
        """Its keys and values; none where it is no object."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def items(self) -> "Sequence[Node]":
        """Its members; none where it is no list."""
        return self.value if isinstance(self.value, Sequence) and not isinstance(self.value, str) else ()

    @property
    def text(self) -> str:
        """Its words without space at their ends; '' where it holds none itself."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def key(self) -> str:
        """The last part of its pointer."""
        return self.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")

    def leaves(self) -> "Iterator[Node]":
        """Every value within it that holds words, in the file's order."""
        if isinstance(self.value, str):
            if self.value.strip():
                yield self
        else:
            for child in self.pairs.values() or self.items:
                yield from child.leaves()


@dataclass(frozen=True, slots=True)
class Tree:
    """A JSON or YAML file. `repeated` holds what stands under a key that comes again later: the later one counts."""

    root: Node
    repeated: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text outside its tables. `number` counts those with words from 1."""

    number: int
    text: str
    heading: bool = False
    fixed: str = ""
    """Its words without what stands in form controls."""
    controls: tuple[str, ...] = ()
    """What stands in its form controls, in order; '' for one that was left as it was."""
    label: str = ""
    """What the form's maker called its first control."""


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands among the paragraphs: its place in the document's tables, from 0."""

    index: int
    short_rows: frozenset[int] = frozenset()
    """Rows, from 0, that have fewer cells than the table has columns and do not say where."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text document: paragraphs and places of tables in order, and the remarks in its margin."""

    blocks: tuple[Paragraph | TablePlace, ...]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a PDF form. `kind` is text, choice, check, radio, signature or button."""

    name: str
    kind: str
    value: str
    """What was entered, or the choices ticked, a line each; '' where nothing was."""
    label: str
    """What the form tells a screen reader, or else the words beside the field."""
    page: int
    """Counted from 1."""
    options: tuple[str, ...] = field(default=())
    """What can be chosen."""
    beside: str = ""
    """The words to the right of a box to tick, which are what it stands for where they are a choice."""
