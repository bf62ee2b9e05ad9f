"""What the embedded fonts cannot print becomes a visible replacement sign, is counted, and its record is named."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from risk_register.reports import style
from risk_register.reports.content import ReportContent, Row
from risk_register.reports.lines import shortened
from risk_register.reports.style import BODY
from risk_register.texts import Language, Text, listed

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085")
_NAMED_AT_MOST = 12
_NAME_WIDTH = 220.0
_AROUND_WORDS = ".,;:()"
_T = TypeVar("_T")


class Inspector:
    """Makes texts printable and remembers, by record, the words in which it had to replace signs."""

    def __init__(self) -> None:
        self.found: dict[str, Counter[str]] = {}
        self._printable = style.printable()

    def legible(self, text: str, record: str) -> str:
        """The text as it can be printed: line ends made one kind, tabs made spaces, unprintable signs replaced."""
        if text.isascii() and text.isprintable():
            return text
        text = _LINE_ENDS.sub("\n", text).replace("\t", "    ").replace("\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}")
        missing = {sign for sign in set(text) if not self._has(sign)}
        if not missing:
            return text
        words = self.found.setdefault(record, Counter())
        for word in text.split(" "):
            if count := sum(sign in missing for sign in word):
                words[word.strip(_AROUND_WORDS)] = count
        return text.translate({ord(sign): REPLACEMENT for sign in missing})

    def _has(self, sign: str) -> bool:
        code = ord(sign)
        if code < 32 or 127 <= code < 160:  # a control character may have a glyph in the font and is still nothing to print
            return sign == "\n"
        return code in self._printable or code in style.symbols()

    def by_record(self, subject: str) -> dict[str, int]:
        """How many signs were replaced in each record; what the report as a whole only repeats counts under its record alone."""
        own = {record: words for record, words in self.found.items() if record != subject}
        repeated = {word for words in own.values() for word in words}
        counts = {record: words.total() for record, words in own.items()}
        rest = sum(count for word, count in self.found.get(subject, Counter()).items() if word not in repeated)
        return counts | ({subject: rest} if rest else {})

    def walk(self, value: _T, record: str) -> _T:
        """The same content with every text in it made printable."""
        changed: Any = value
        kind = type(value)
        if kind is str:
            changed = self.legible(value, record)  # type: ignore[arg-type]
        elif kind is tuple:
            items = [self.walk(item, record) for item in value]  # type: ignore[attr-defined]
            if any(new is not old for new, old in zip(items, value, strict=True)):  # type: ignore[call-overload]
                changed = tuple(items)
        elif names := _fields_of(kind):  # type: ignore[arg-type]
            if kind is Row and value.record:  # type: ignore[attr-defined]
                record = value.record  # type: ignore[attr-defined]
            pairs = [(name, old, self.walk(old, record)) for name in names if (old := getattr(value, name)) is not None]
            if new := {name: made for name, old, made in pairs if made is not old}:
                changed = replace(value, **new)  # type: ignore[type-var]
        return changed  # type: ignore[no-any-return]


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """The fields of a part of the content; none of what is no part but a value."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def printable(content: ReportContent) -> tuple[ReportContent, tuple[Text, ...]]:
    """The content as the fonts can print it, and a note naming the records in which signs were replaced."""
    inspector = Inspector()
    subject = content.cover.subject
    legible = inspector.walk(content, subject)
    if not inspector.found:
        return legible, ()
    counts = inspector.by_record(subject)
    names = [inspector.legible(record, record) for record in counts]
    return legible, (_note(names, sum(counts.values()), content.language),)


def _note(names: list[str], count: int, language: Language) -> Text:
    shown = listed((shortened(name, BODY, _NAME_WIDTH) for name in names[:_NAMED_AT_MOST]), language)
    if len(names) > _NAMED_AT_MOST:
        return Text(
            "{count} characters have no glyph in this report's fonts and are printed as {sign}, in {names} and {more} more.",
            count=count,
            sign=REPLACEMENT,
            names=shown,
            more=len(names) - _NAMED_AT_MOST,
        )
    if count == 1:
        return Text(
            "1 character has no glyph in this report's fonts and is printed as {sign}, in {names}.", sign=REPLACEMENT, names=shown
        )
    return Text(
        "{count} characters have no glyph in this report's fonts and are printed as {sign}, in {names}.",
        count=count,
        sign=REPLACEMENT,
        names=shown,
    )
