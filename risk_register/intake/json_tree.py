"""JSON as people write it by hand: with comments, joined texts, single quotes, bare keys and commas too many."""

import bisect
import json
import re

from risk_register.intake.tree_builder import Builder, Wire, refuse_depth, syntax

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/|\#[^\n]*)
      | (?P<string>"(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+')
      | (?P<bare>[-+]?\d[\d.]*(?:[eE][-+]?\d+)?(?![\w$])|[^\s{}\[\]:,+"'/\#;()=]+)
      | (?P<sign>[{}\[\]:,+;()=])""",
    re.DOTALL | re.VERBOSE)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "\n", "\n": ""}
_BEFORE = 8
"""Tokens that may stand before the value: 'var questionnaire =', 'export default'."""


def parse_json(text: str, builder: Builder) -> Wire:
    """The file's one value. Raises Refused, with the place, for what breaks even the loose rules, and beyond the limits."""
    return _Parser(text, builder).file()


class _Parser:
    def __init__(self, text: str, builder: Builder) -> None:
        self._text = text
        self._builder = builder
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self._path: list[str] = []
        self._at = 0
        self._kind = self._word = ""
        self._start = 0
        self._next()

    def file(self) -> Wire:
        for _ in range(_BEFORE):
            if self._word in ("{", "["):
                break
            self._next()
        value = self._value(1)
        while self._word in (";", ")"):
            self._next()
        if self._kind:
            raise self._error()
        return value

    def _next(self) -> None:
        while self._at < len(self._text):
            match = _TOKEN.match(self._text, self._at)
            if match is None:
                self._start = self._at
                raise self._error()
            self._start, self._at = match.span()
            if match.lastgroup != "blank":
                self._kind, self._word = match.lastgroup or "", match.group()
                return
        self._start = len(self._text)
        self._kind = self._word = ""

    def _line(self) -> int:
        return bisect.bisect_left(self._ends, self._start) + 1

    def _error(self) -> Exception:
        line = self._line()
        return syntax(line, self._start - (self._ends[line - 2] if line > 1 else -1))

    def _value(self, depth: int) -> Wire:
        line = self._line()
        refuse_depth(depth, line)
        if self._word == "{" and self._kind == "sign":
            return self._object(depth, line)
        if self._word == "[" and self._kind == "sign":
            return self._list(depth, line)
        if self._kind == "string":
            return self._builder.text(line, self._joined())
        if self._kind == "bare":
            word = self._word
            self._next()
            return self._builder.text(line, None if word in ("null", "undefined") else word)
        raise self._error()

    def _joined(self) -> str:
        parts = [self._unquoted()]
        self._next()
        while self._word == "+" and self._kind == "sign":
            self._next()
            if self._kind != "string":
                raise self._error()
            parts.append(self._unquoted())
            self._next()
        return "".join(parts)

    def _unquoted(self) -> str:
        token = self._word
        if "\\" not in token:
            return token[1:-1]
        if token[0] == '"':
            try:
                return str(json.loads(token, strict=False))
            except ValueError:
                pass
        return _ESCAPE.sub(_escaped, token[1:-1])

    def _object(self, depth: int, line: int) -> Wire:
        found: dict[str, Wire] = {}
        self._next()
        while self._word != "}" or self._kind != "sign":
            if self._kind == "string":
                key = self._joined()
            elif self._kind == "bare":
                key = self._word
                self._next()
            else:
                raise self._error()
            self._expect(":")
            self._path.append(key)
            value = self._value(depth + 1)
            self._path.pop()
            self._builder.keep(self._path, found, key, value)
            self._between("}")
        self._next()
        self._builder.count(1, 0)
        return [line, found]

    def _list(self, depth: int, line: int) -> Wire:
        found: list[Wire] = []
        self._next()
        while self._word != "]" or self._kind != "sign":
            self._path.append(str(len(found)))
            found.append(self._value(depth + 1))
            self._path.pop()
            self._between("]")
        self._next()
        self._builder.count(1, 0)
        return [line, found]

    def _between(self, end: str) -> None:
        """A comma, or the end; commas too many say nothing."""
        if self._word != end or self._kind != "sign":
            self._expect(",")
            while self._word == "," and self._kind == "sign":
                self._next()

    def _expect(self, sign: str) -> None:
        if self._word != sign or self._kind != "sign":
            raise self._error()
        self._next()


def _escaped(match: re.Match[str]) -> str:
    sign = match[1]
    return chr(int(sign[1:], 16)) if sign[0] in "ux" and len(sign) > 1 else _PLAIN_ESCAPES.get(sign, sign)
