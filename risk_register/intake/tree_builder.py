"""Counting what a data file makes us keep, while it is read: an alias or a long list is refused before memory is."""

from typing import Any

from risk_register.characters import clean_text
from risk_register.intake import limits
from risk_register.intake.refusals import Reason, Refused

Wire = list[Any]
"""A value as the child hands it over: its line, and a text, None, an object or a list of further ones."""


class Builder:
    """Makes the values of one file and keeps count of them."""

    def __init__(self) -> None:
        self.nodes = 0
        self.characters = 0
        self.replaced = 0
        self.repeated: list[list[Any]] = []
        """A pointer and the value that a later one of the same key replaced."""

    def text(self, line: int, text: str | None) -> Wire:
        """A text, cleaned of what nothing can store; None for a value that says nothing."""
        clean, replaced = (None, 0) if text is None else clean_text(text)
        self.replaced += replaced
        self.count(1, len(clean or ""))
        return [line, clean]

    def count(self, nodes: int, characters: int) -> None:
        """Count values and their characters. Raises Refused where there are more than any questionnaire has."""
        self.nodes += nodes
        self.characters += characters
        if self.nodes > limits.MOST_VALUES:
            raise Refused(Reason.TOO_MANY_CELLS)
        if self.characters > limits.MOST_TEXT:
            raise Refused(Reason.TOO_MUCH_TEXT)

    def keep(self, path: list[str], found: dict[str, Wire], key: str, value: Wire) -> None:
        """Put a value under its key; one that stood there before is kept beside."""
        key, replaced = clean_text(key)
        self.replaced += replaced
        self.count(0, len(key))
        if key in found:
            self.repeated.append([pointer([*path, key]), found[key]])
        found[key] = value


def pointer(path: list[str]) -> str:
    """A JSON pointer."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def refuse_depth(depth: int, line: int) -> None:
    """Raises Refused for a value nested deeper than any questionnaire's."""
    if depth > limits.DEEPEST_NESTING:
        raise Refused(Reason.TOO_DEEP, line=str(line))


def syntax(line: int, column: int) -> Refused:
    """The refusal of a file that breaks its format's rules at a place, counted from 1."""
    return Refused(Reason.SYNTAX, line=str(line), column=str(column))
