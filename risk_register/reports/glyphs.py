"""What the embedded fonts cannot print becomes a visible replacement sign, is counted, and its record is named."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from risk_register.reports import style
from risk_register.reports.content import ReportContent, Row
from risk_register.texts import Language, Text, listed

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085")
_NAMED_AT_MOST = 12
_T = TypeVar("_T")


class Inspector:
    """Makes texts printable and remembers, by record, how many signs it had to replace."""

    def __init__(self) -> None:
        self.replaced: Counter[str] = Counter()
        self._printable = style.printable()

    def legible(self, text: str, record: str) -> str:
        """The text as it can be printed: line ends made one kind, tabs made spaces, unprintable signs replaced."""
        if text.isascii() and text.isprintable():
            return text
        text = _LINE_ENDS.sub("\n", text).replace("\t", "    ").replace("\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}")
        # U+0020 to U+007E are covered by any text face; a control character may have a glyph and is still unprintable
        missing = {c for c in set(text) if c != "\n" and (ord(c) not in self._printable or ord(c) < 32 or 127 <= ord(c) < 160)}
        if not missing:
            return text
        self.replaced[record] += sum(text.count(sign) for sign in missing)
        return text.translate({ord(sign): REPLACEMENT for sign in missing})

    def walk(self, value: _T, record: str) -> _T:
        """The same content with every text in it made printable."""
        changed: Any = value
        if isinstance(value, str):
            changed = self.legible(value, record) if type(value) is str else value
        elif isinstance(value, tuple):
            changed = tuple(self.walk(item, record) for item in value)
        elif is_dataclass(value):
            if isinstance(value, Row) and value.record:
                record = value.record
            changed = replace(value, **{f.name: self.walk(getattr(value, f.name), record) for f in fields(value)})  # type: ignore[type-var]
        return changed  # type: ignore[no-any-return]


def printable(content: ReportContent) -> tuple[ReportContent, tuple[Text, ...]]:
    """The content as the fonts can print it, and a note naming the records in which signs were replaced."""
    inspector = Inspector()
    legible = inspector.walk(content, content.cover.subject)
    if not inspector.replaced:
        return legible, ()
    return legible, (_note(inspector.replaced, content.language),)


def _note(replaced: Counter[str], language: Language) -> Text:
    names = list(replaced)
    shown = listed(names[:_NAMED_AT_MOST], language)
    count = replaced.total()
    if len(names) > _NAMED_AT_MOST:
        return Text("{count} characters have no glyph in this report's fonts and are printed as {sign}, in {names} and {more} more.",
                    count=count, sign=REPLACEMENT, names=shown, more=len(names) - _NAMED_AT_MOST)
    if count == 1:
        return Text("1 character has no glyph in this report's fonts and is printed as {sign}, in {names}.",
                    sign=REPLACEMENT, names=shown)
    return Text("{count} characters have no glyph in this report's fonts and are printed as {sign}, in {names}.",
                count=count, sign=REPLACEMENT, names=shown)
