"""Where each value stands in a TOML text: for the line of what is wrong, and to change one value and leave all else as it is.

The standard library reads TOML and neither says where a value stood nor writes any. A text is only looked at here once it was read
there, so that whatever is no TOML never comes this far.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

_SPACE = re.compile(r"(?:\s|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL)
_PLAIN = re.compile(r"[^,\]}\n#]+")
_DELETE = "\x7f"

Path = tuple[str, ...]


class Place(NamedTuple):
    """Where a key begins, and from where to where its value stands."""

    key: int
    start: int
    end: int


class TomlText:
    """A TOML text with the places of its values and of the headings of its tables."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: dict[Path, Place] = {}
        self.headings: dict[Path, int] = {}
        self._scan()

    def line_of(self, path: str) -> int:
        """The line that holds a key, or else the table it would stand in (1 where neither is there)."""
        wanted = tuple(path.split("."))
        for length in range(len(wanted), 0, -1):
            place = self.values.get(wanted[:length])
            at = place.key if place is not None else self.headings.get(wanted[:length])
            if at is not None:
                return self.text.count("\n", 0, at) + 1
        return 1

    def with_value(self, path: str, value: Any) -> str:
        """The text with another value for a key; a key that is not there yet is added to its table."""
        wanted = tuple(path.split("."))
        if (place := self.values.get(wanted)) is not None:
            return f"{self.text[:place.start]}{literal(value)}{self.text[place.end:]}"
        for length in range(len(wanted) - 1, 0, -1):
            line = f"{'.'.join(wanted[length:])} = {literal(value)}"
            if (inline := self.values.get(wanted[:length])) is not None:
                comma = ", " if self.text[inline.start + 1:inline.end - 1].strip() else ""
                return f"{self.text[:inline.end - 1].rstrip()}{comma}{line} }}{self.text[inline.end:]}"
            if (heading := self.headings.get(wanted[:length])) is not None:
                return self._with_line(self._line_end(heading), line)
        if len(wanted) > 1:
            return f"{self.text.rstrip()}\n\n[{'.'.join(wanted[:-1])}]\n{wanted[-1]} = {literal(value)}\n"
        first = min(self.headings.values(), default=len(self.text))
        known = self.values.get(("version",))
        at = known.key if known is not None else min((place.key for place in self.values.values()), default=first)
        return f"{self.text[:min(at, first)]}{wanted[0]} = {literal(value)}\n{self.text[min(at, first):]}"

    def without(self, path: str) -> str:
        """The text without a key or a whole table, whatever way it is written; as it is where there is none."""
        wanted = tuple(path.split("."))
        own = [key for key in self.values if key[:len(wanted)] == wanted]
        cuts = [self._cut(key) for key in own if not any(key[:length] in self.values for length in range(len(wanted), len(key)))]
        cuts += [self._lines(at, at) for table, at in self.headings.items() if table[:len(wanted)] == wanted]
        text = self.text
        for start, end in sorted(cuts, reverse=True):
            text = text[:start] + text[end:]
        return text

    def _cut(self, key: Path) -> tuple[int, int]:
        """From where to where a key and its value stand, with its line or, within an inline table, with one comma."""
        place = self.values[key]
        if not any(key[:length] in self.values for length in range(1, len(key))):
            return self._lines(place.key, place.end)
        after = self._after_space(place.end)
        if self.text.startswith(",", after):
            return place.key, self._after_space(after + 1)
        before = self.text[:place.key].rstrip()
        return (len(before) - 1 if before.endswith(",") else place.key), place.end

    def _lines(self, start: int, end: int) -> tuple[int, int]:
        return self.text.rfind("\n", 0, start) + 1, min(self._line_end(end) + 1, len(self.text))

    def _with_line(self, at: int, line: str) -> str:
        return f"{self.text[:at]}\n{line}{self.text[at:]}"

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def _scan(self) -> None:
        table: Path = ()
        at = self._after_space(0)
        while at < len(self.text):
            begins = at
            if self.text[at] == "[":
                brackets = 2 if self.text.startswith("[[", at) else 1
                table, at = self._keys(at + brackets)
                at += brackets
                self.headings.setdefault(table, begins)
            else:
                keys, at = self._keys(at)
                at = self._value((*table, *keys), begins, at + 1)
            at = self._after_space(at)

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _keys(self, at: int) -> tuple[Path, int]:
        """The parts of a dotted key from here on, and where it ends."""
        parts: list[str] = []
        while True:
            at = self._after_space(at)
            quoted = _STRING.match(self.text, at)
            found = quoted or _BARE.match(self.text, at)
            if found is None:
                return tuple(parts), at
            parts.append(found[0][1:-1] if quoted else found[0])
            at = self._after_space(found.end())
            if not self.text.startswith(".", at):
                return tuple(parts), at
            at += 1

    def _value(self, path: Path, key: int, at: int) -> int:
        """Where the value that begins here ends; notes its place and those within it."""
        start = self._after_space(at)
        opening = self.text[start:start + 1]
        if opening == "{":
            end = self._inline(path, start + 1)
        elif opening == "[":
            end = self._array(path, start + 1)
        else:
            found = _STRING.match(self.text, start) or _PLAIN.match(self.text, start)
            end = start + len(found[0].rstrip()) if found else start + 1
        self.values[path] = Place(key, start, end)
        return end

    def _inline(self, path: Path, at: int) -> int:
        while (at := self._after_space(at)) < len(self.text) and self.text[at] != "}":
            if self.text[at] == ",":
                at += 1
                continue
            keys, after = self._keys(at)
            at = self._value((*path, *keys), at, after + 1)
        return at + 1

    def _array(self, path: Path, at: int) -> int:
        number = 0
        while (at := self._after_space(at)) < len(self.text) and self.text[at] != "]":
            if self.text[at] == ",":
                at += 1
                continue
            at = self._value((*path, str(number)), at, at)
            number += 1
        return at + 1


def literal(value: Any) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {literal(each)}" for key, each in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace(_DELETE, "\\u007f")
