"""The words of a Word paragraph, and what stands in its form controls: content controls and the older form fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from risk_register.intake.refusals import Reason, Refused
from risk_register.intake.ticks import TICKED, UNTICKED

_THROUGH = frozenset({"hyperlink", "ins", "smartTag", "fldSimple", "moveTo", "dir", "bdo", "customXml", "sdtContent",
                      "ruby", "rubyBase"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_SYMBOLS = {
    "f0fe": TICKED, "f078": TICKED, "f0fd": TICKED, "f0fc": "\N{CHECK MARK}", "f0fb": "\N{BALLOT X}", "f052": TICKED,
    "f0a8": UNTICKED, "f06f": UNTICKED, "f071": UNTICKED, "f0a3": UNTICKED,
}
"""The private characters of the Wingdings fonts that forms use as boxes."""
_KINDS = ("checkbox", "dropDownList", "comboBox", "date", "docPartObj", "picture", "repeatingSection")
_HINTS = (
    "click or tap", "click here to", "click to enter", "choose an item", "enter text here", "cliquez ou appuyez",
    "cliquez ici pour", "choisissez un élément", "klicken oder tippen", "klicken sie hier",
    "wählen sie ein element", "haga clic o pulse",
    "haga clic aquí", "elija un elemento",
)
"""How the hints that office programs put into an empty control begin."""
_DEEPEST = 60


def local(element: ET.Element) -> str:
    """An element's name without its namespace: documents of either edition of the standard read alike."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: ET.Element, name: str) -> str:
    """An attribute by its name without namespace; '' where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    """The first child of that name."""
    return None if element is None else next((part for part in element if local(part) == name), None)


def control_kind(control: ET.Element) -> str:
    """What a content control is: 'checkbox', 'date', … ; 'text' for any other."""
    found = {local(part) for part in child(control, "sdtPr") or ()}
    return next((kind for kind in _KINDS if kind in found), "text")


def shown(control: ET.Element, text: str) -> str:
    """What was entered into a content control that shows this text: '' for a hint, a box for a box, a day as year-month-day."""
    properties = child(control, "sdtPr")
    kind = control_kind(control)
    if kind == "checkbox":
        return _box(next((part for part in child(properties, "checkbox") or () if local(part) == "checked"), None))
    hint = child(properties, "showingPlcHdr")
    if (hint is not None and attribute(hint, "val") not in ("0", "false")) or text.strip().casefold().startswith(_HINTS):
        return ""
    if kind == "date":
        date = child(properties, "date")
        return (attribute(date, "fullDate")[:10] if date is not None else "") or text
    return text


def _box(checked: ET.Element | None) -> str:
    return TICKED if checked is not None and attribute(checked, "val") in ("", "1", "true", "on") else UNTICKED


@dataclass(slots=True)
class Piece:
    """Some words of a paragraph, and whether they stand in a form control."""

    text: str
    control: bool = False
    label: str = ""


@dataclass(slots=True)
class _Field:
    """An older form field while its words are read."""

    form: ET.Element | None
    begun: int = -1


@dataclass(slots=True)
class Inline:
    """A paragraph's words, read in order. `boxes` are the text boxes anchored in it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)

    def read(self, paragraph: ET.Element) -> "Inline":
        """Take in the paragraph."""
        self._through(paragraph, 0)
        return self

    def _through(self, parent: ET.Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise Refused(Reason.TOO_DEEP, line="1")
        for part in parent:
            name = local(part)
            if name == "r":
                self._run(part)
            elif name == "sdt":
                self._control(part, depth)
            elif name in _THROUGH:
                self._through(part, depth + 1)
            elif name == "AlternateContent":
                self.boxes.extend(_boxes(part))

    def _control(self, control: ET.Element, depth: int) -> None:
        inner = Inline()
        content = child(control, "sdtContent")
        if content is not None:
            inner._through(content, depth + 1)
        value = shown(control, inner.text)
        self.boxes.extend(inner.boxes)
        label = child(child(control, "sdtPr"), "alias")
        is_box = control_kind(control) == "checkbox"
        self.pieces.append(Piece(value, control=not is_box, label=attribute(label, "val") if label is not None else ""))

    def _run(self, run: ET.Element) -> None:
        for part in run:
            name = local(part)
            if name == "t":
                self._add(part.text or "")
            elif name in _SIGNS:
                self._add(_SIGNS[name])
            elif name == "sym":
                self._add(_SYMBOLS.get(attribute(part, "char").lower(), ""))
            elif name == "fldChar":
                self._field(part)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self.boxes.extend(_boxes(part))

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(Piece(text))

    def _field(self, sign: ET.Element) -> None:
        kind = attribute(sign, "fldCharType")
        if kind == "begin":
            form = child(sign, "ffData")
            self._fields.append(_Field(form))
            if form is not None and (box := child(form, "checkBox")) is not None:
                checked = child(box, "checked")
                self._add(_box(checked if checked is not None else child(box, "default")))
            elif form is not None and (choice := child(form, "ddList")) is not None:
                self.pieces.append(Piece(_chosen(choice), control=True))
        elif kind == "separate" and self._fields:
            self._fields[-1].begun = len(self.pieces)
        elif kind == "end" and self._fields:
            self._end_field(self._fields.pop())

    def _end_field(self, ended: _Field) -> None:
        """What stands between a form field's signs is what was entered; unless it was chosen, which its data says."""
        if ended.form is None or ended.begun < 0:
            return
        text = "".join(piece.text for piece in self.pieces[ended.begun:])
        del self.pieces[ended.begun:]
        if child(ended.form, "textInput") is not None:
            default = child(child(ended.form, "textInput"), "default")
            hint = attribute(default, "val") if default is not None else ""
            self.pieces.append(Piece("" if not text.strip() or text == hint else text, control=True))


def _chosen(choice: ET.Element) -> str:
    entries = [attribute(part, "val") for part in choice if local(part) == "listEntry"]
    result = child(choice, "result")
    index = attribute(result, "val") if result is not None else "0"
    return entries[int(index)] if index.isdecimal() and int(index) < len(entries) else ""


def _boxes(part: ET.Element) -> Iterator[ET.Element]:
    """The text boxes in a drawing, each once: older programs find a second copy beside it."""
    for inner in part:
        name = local(inner)
        if name == "txbxContent":
            yield inner
        elif name != "Fallback" or not any(local(other) == "Choice" for other in part):
            yield from _boxes(inner)
