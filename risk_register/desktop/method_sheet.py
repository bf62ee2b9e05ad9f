"""What is typed into the method editor: the copy it began with, what was changed since, and which of it cannot stand."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from risk_register.desktop.method_field import MethodField, MethodPart
from risk_register.desktop.method_fields import parts_of
from risk_register.desktop.method_values import CannotStand, shown, typed, value_at, worded
from risk_register.texts import Language, Text, listed, tr

_SENTENCES = ("prose", "lines")


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
        value, field = value_at(self._rules, path), self.fields[path]
        return field.default if value is None else shown(value, field.kind, self._language)

    def now(self, path: str) -> str:
        """What stands in a field."""
        return self.typed.get(path, self.begins_with(path))

    def before(self, path: str) -> str:
        """In words what a changed field began with, or which of its words came and went; '' where nothing is to be said."""
        field, language = self.fields[path], self._language
        if path not in self.typed or field.kind in _SENTENCES:
            return ""
        if field.kind != "words":
            return tr(language, "Before: {value}", value=worded(field, self.begins_with(path), language))
        then, now = self.begins_with(path).split(), self.now(path).split()
        labels = {word: label(language) for word, label in field.choices}
        new, gone = ([labels[word] for word in one if word not in other] for one, other in ((now, then), (then, now)))
        return " ".join(filter(None, (
            tr(language, "Added: {words}.", words=listed(new, language)) if new else "",
            tr(language, "Taken out: {words}.", words=listed(gone, language)) if gone else "")))

    def type(self, path: str, text: str) -> None:
        """Something is typed into a field."""
        if text == self.begins_with(path):
            self.typed.pop(path, None)
        else:
            self.typed[path] = text

    def says_nothing(self, path: str) -> bool:
        """Whether a field stands in a table that nothing was chosen for, so that whatever is typed into it counts for nothing."""
        needed = self.fields[path].needs
        return bool(needed) and not self.now(needed)

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
        found: dict[str, Any] = {}
        for path, text in self.typed.items():
            field = self.fields[path]
            if field.takes_table:
                found |= self._table(field, text)
            elif not self.says_nothing(path):
                found[path] = typed(text, field.kind)
        return found

    def _table(self, chosen: MethodField, text: str) -> Mapping[str, Any]:
        """A table that goes where nothing is chosen for it, and comes with all that its other fields say where something is."""
        if not text:
            return {chosen.table: None}
        return {chosen.path: text, **{field.path: typed(self.now(field.path), field.kind) for field in self.fields.values()
                                      if field.needs == chosen.path}}

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
