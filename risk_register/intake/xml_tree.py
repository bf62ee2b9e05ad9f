"""OSCAL's XML as the tree that its JSON would be, which the standard pairs element by element. No other XML is read."""

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from risk_register.intake.refusals import Reason, Refused
from risk_register.intake.tree_builder import Builder, Wire, refuse_depth, syntax

NAMESPACE = b"csrc.nist.gov/ns/oscal"
"""What the head of every such file holds."""

_LISTS = {
    "group": "groups", "control": "controls", "part": "parts", "prop": "props", "link": "links", "param": "params", "role": "roles",
    "party": "parties", "result": "results", "finding": "findings", "observation": "observations", "risk": "risks",
    "related-observation": "related-observations", "associated-risk": "associated-risks", "related-risk": "related-risks",
    "implemented-requirement": "implemented-requirements", "by-component": "by-components", "component": "components",
    "capability": "capabilities", "responsible-party": "responsible-parties", "party-uuid": "party-uuids",
    "email-address": "email-addresses",
}
_LISTS_WITHIN = {("implemented-requirement", "statement"): "statements",
                 ("component", "control-implementation"): "control-implementations",
                 ("capability", "control-implementation"): "control-implementations"}
"""Elements that are one of several only within another."""
_LINES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "br"})
_MARKUP = _LINES | {"ul", "ol", "table", "td", "th", "em", "i", "b", "strong", "code", "q", "sub", "sup", "a", "insert", "img"}
_TEXT = "prose"
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Element:
    name: str
    line: int
    attributes: dict[str, str]
    children: list["_Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def parse_xml(data: bytes, builder: Builder) -> Wire:
    """The file's root as an object under its name. Raises Refused, with the place, for what is no XML or beyond the limits."""
    reader = _Reader(builder)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - the parser takes no keyword
    except expat.ExpatError as error:
        raise syntax(error.lineno, error.offset + 1) from error
    return [1, {reader.root.name: _value(reader.root, builder)}]


class _Reader:
    """Gathers elements with the line of each; a document type, which could hold entities, ends it."""

    def __init__(self, builder: Builder) -> None:
        self.root = _Element("", 1, {})
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self._builder = builder
        self._open: list[_Element] = []

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        refuse_depth(len(self._open) + 1, line)
        self._builder.count(1, sum(map(len, attributes.values())))
        element = _Element(name.rpartition(" ")[2], line, attributes)
        if self._open:
            parent = self._open[-1]
            if element.name in _MARKUP:
                parent.words.append("\n" if element.name in _LINES else "")
            parent.children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if self._open and element.name in _MARKUP:
            self._open[-1].words.extend(element.words)
            self._open[-1].children.pop()

    def _said(self, words: str) -> None:
        self._builder.count(0, len(words))
        self._open[-1].words.append(_SPACES.sub(" ", words))


def _refuse_doctype(*_: object) -> None:
    raise Refused(Reason.DOCTYPE)


def _value(element: _Element, builder: Builder) -> Wire:
    """An element as JSON has it: attributes and children by name, those that may come again in lists under the plural."""
    words = "\n".join(line for part in "".join(element.words).splitlines() if (line := " ".join(part.split())))
    if not element.children and not element.attributes:
        return builder.text(element.line, words)
    found: dict[str, Wire] = {}
    for name, text in element.attributes.items():
        builder.keep([], found, name.rpartition(" ")[2], builder.text(element.line, text))
    if words:
        builder.keep([], found, "value" if element.name == "prop" else _TEXT, builder.text(element.line, words))
    times = Counter(child.name for child in element.children)
    for child in element.children:
        plural = _LISTS_WITHIN.get((element.name, child.name)) or _LISTS.get(child.name)
        if plural is None and times[child.name] > 1:
            plural = f"{child.name}s"
        value = _value(child, builder)
        if plural:
            found.setdefault(plural, [child.line, []])[1].append(value)
        else:
            builder.keep([], found, child.name, value)
    return [element.line, found]
