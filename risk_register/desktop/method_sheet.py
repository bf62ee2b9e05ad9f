"""What is typed into the method editor: the copy it began with, what was changed since, and which of it cannot stand."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from risk_register.desktop.method_fields import MethodField, MethodPart, parts_of
from risk_register.desktop.method_values import CannotStand, shown, typed, value_at
from risk_register.texts import Language, Text


class MethodSheet:
    """The fields of a method by their dotted paths, with what is typed into those that were changed."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self._language: Language = language
        self._rules: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        self.parts: list[MethodPart] = parts_of(self._rules)
        self.fields: dict[str, MethodField] = {field.path: field for part in self.parts for field in part.fields}
        self.typed: dict[str, str] = {}
        """What is typed, by path, where it is not what the copy began with."""

    def begins_with(self, path: str) -> str:
        """What stood in a field at first, as it is typed."""
        return shown(value_at(self._rules, path), self.fields[path].kind, self._language)

    def now(self, path: str) -> str:
        """What stands in a field."""
        return self.typed.get(path, self.begins_with(path))

    def type(self, path: str, text: str) -> Text | None:
        """Something is typed into a field; what is wrong with it by itself, None for nothing."""
        if text == self.begins_with(path):
            self.typed.pop(path, None)
            return None
        self.typed[path] = text
        return self.wrong(path)

    def wrong(self, path: str) -> Text | None:
        """Why what stands in a field is no value of its kind."""
        try:
            typed(self.now(path), self.fields[path].kind)
        except CannotStand as problem:
            return problem.words
        return None

    def wrong_fields(self) -> dict[str, Text]:
        """The fields that cannot stand by themselves."""
        return {path: words for path in self.typed if (words := self.wrong(path)) is not None}

    def changes(self) -> Mapping[str, Any]:
        """The changed values by path, as the file has them; to be asked for where no field is wrong."""
        return {path: typed(text, self.fields[path].kind) for path, text in self.typed.items()}

    def field_of(self, key: str) -> str | None:
        """The field in which a key of the file is typed: its own, or the first of the table that it names; None where none is."""
        if key in self.fields:
            return key
        parts = key.split(".")
        for length in range(len(parts), 0, -1):
            start = ".".join(parts[:length])
            found = next((path for path in self.fields if path == start or path.startswith(f"{start}.")), None)
            if found is not None:
                return found
        return None

    def part_of(self, path: str) -> int:
        """The number of the part that a field stands in."""
        return next(number for number, part in enumerate(self.parts) if any(field.path == path for field in part.fields))
