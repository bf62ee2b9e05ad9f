"""YAML as words: no tag makes an object, no word becomes another type, and an alias counts as often as it is used."""

from collections.abc import Iterator
from typing import Any

import yaml

from risk_register.intake.refusals import Reason, Refused
from risk_register.intake.tree_builder import Builder, Wire, refuse_depth, syntax

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MERGE = "<<"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, builder: Builder) -> Wire:
    """The file's value, or a list of them where it holds several documents.

    Raises Refused, with the place, for what is no YAML, and for what is beyond the limits.
    """
    try:
        documents = list(_Parser(text, builder).documents())
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise syntax(line, error.position - text.rfind("\n", 0, error.position)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise syntax(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1) from error
    if not documents:
        raise Refused(Reason.OTHER_KIND, kind="empty")
    return documents[0] if len(documents) == 1 else [1, documents]


class _Parser:
    def __init__(self, text: str, builder: Builder) -> None:
        self._builder = builder
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self._path: list[str] = []
        self._anchors: dict[str, tuple[Wire, int, int]] = {}

    def documents(self) -> Iterator[Wire]:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors.clear()
                yield self._value(next(self._events), 1)

    def _value(self, event: Any, depth: int) -> Wire:
        line = event.start_mark.line + 1
        refuse_depth(depth, line)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        nodes, characters = self._builder.nodes, self._builder.characters
        if isinstance(event, yaml.ScalarEvent):
            bare = event.implicit[0] and not event.style
            value = self._builder.text(line, None if bare and event.value in _NOTHING else event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = [line, list(self._members(depth))]
            self._builder.count(1, 0)
        else:
            value = [line, self._pairs(depth)]
            self._builder.count(1, 0)
        if event.anchor:
            self._anchors[event.anchor] = value, self._builder.nodes - nodes, self._builder.characters - characters
        return value

    def _alias(self, event: Any) -> Wire:
        known = self._anchors.get(event.anchor)
        if known is None:  # nothing of that name, or the very value that the alias is part of
            raise syntax(event.start_mark.line + 1, event.start_mark.column + 1)
        value, nodes, characters = known
        self._builder.count(nodes, characters)
        return value

    def _members(self, depth: int) -> Iterator[Wire]:
        number = 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            self._path.append(str(number))
            value = self._value(event, depth + 1)
            self._path.pop()
            yield value
            number += 1

    def _pairs(self, depth: int) -> dict[str, Wire]:
        found: dict[str, Wire] = {}
        merged: list[dict[str, Wire]] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            self._path.append(key)
            value = self._value(next(self._events), depth + 1)
            self._path.pop()
            sources = _objects(value) if key == _MERGE else []
            if sources:
                merged.extend(sources)
            else:
                self._builder.keep(self._path, found, key, value)
        for source in merged:
            for key, value in source.items():
                found.setdefault(key, value)
        return found

    def _key(self, event: Any, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent) and not event.anchor:
            return str(event.value)
        line, value = self._value(event, depth + 1)
        if value is None or isinstance(value, str):
            return value or ""
        raise syntax(line, event.start_mark.column + 1)


def _objects(value: Wire) -> list[dict[str, Wire]]:
    held = value[1]
    if isinstance(held, dict):
        return [held]
    return [member[1] for member in held if isinstance(member[1], dict)] if isinstance(held, list) else []
