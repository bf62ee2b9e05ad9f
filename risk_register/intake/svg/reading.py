"""A file's elements walked through once: shapes are kept, what only describes is passed by, anything else is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from risk_register.intake.svg.drawing import Drawing, Matrix, Shape, Undrawable
from risk_register.intake.svg.painting import Sheet, colour, hidden, matrix, painted, style_sheet
from risk_register.intake.svg.paths import basic_steps, number, numbers
from risk_register.texts import Text

_NAMESPACE = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink href"
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GROUPS = frozenset({"g", "a", "switch"})
_PASSED_BY = frozenset({"title", "desc", "metadata", "defs", "style", "symbol", "linearGradient", "radialGradient", "clipPath"})
"""What draws nothing by itself. A gradient that something is painted with is refused where it is used."""
_MOST_ELEMENTS = 20_000
_MOST_STEPS = 200_000
_DEEPEST = 60
_CAPS = {"round": 1, "square": 2}
_JOINS = {"round": 1, "bevel": 2}


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str]
    children: list["_Element"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def is_svg(content: bytes) -> bool:
    """Whether a file looks as if it were such a drawing."""
    head = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<svg", b"<!")) and b"<svg" in content[:20_000]


def read_svg(content: bytes) -> Drawing:
    """The drawing. Raises `Undrawable` for what is no SVG, or holds something that is not drawn here."""
    root = _parsed(content)
    if root.tag != "svg":
        raise Undrawable(Text("it is no SVG drawing"))
    box = numbers(root.attributes.get("viewBox", ""))
    size = [number(root.attributes, name) for name in ("width", "height")]
    x, y, width, height = box if len(box) == 4 else (0.0, 0.0, *size)
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise Undrawable(Text("it does not say how large it is"))
    shapes = tuple(_Reader(root, (x, y, x + width, y + height)).shapes(Matrix(e=-x, f=-y)))
    if not shapes:
        raise Undrawable(Text("it shows nothing"))
    return Drawing(width, height, shapes)


def _parsed(content: bytes) -> _Element:
    """The elements as a tree. A document type, which could hold entities without end, is refused before one is read."""
    root = _Element("", {})
    opened = [root]
    counted = [0]

    def begin(name: str, attributes: dict[str, str]) -> None:
        counted[0] += 1
        if counted[0] > _MOST_ELEMENTS or len(opened) > _DEEPEST:
            raise Undrawable(Text("it is too large a drawing for a logo"))
        space, _gap, tag = name.rpartition(" ")
        element = _Element(tag if space in (_NAMESPACE, "") else "", attributes)
        opened[-1].children.append(element)
        opened.append(element)

    def end(_name: str) -> None:
        opened.pop()

    def said(words: str) -> None:
        if opened[-1].tag == "style":
            opened[-1].words.append(words)

    def refuse(*_: object) -> None:
        raise Undrawable(Text("it has a document type, which could hold anything; save it as plain SVG"))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, said
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = _refuse_instruction
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the parser takes no keyword
    except expat.ExpatError as error:
        raise Undrawable(Text("it breaks off or is damaged in line {line}", line=error.lineno)) from error
    return root.children[0]


def _refuse_instruction(*_: object) -> None:
    raise Undrawable(Text("its style sheet fetches or asks for something"))


class _Reader:
    """Walks through a drawing with what its style sheets and its ids say."""

    def __init__(self, root: _Element, frame: tuple[float, float, float, float]) -> None:
        self._root = root
        self._frame = frame
        self._ids: dict[str, _Element] = {}
        self._sheet: Sheet = style_sheet("".join(self._gathered(root)))
        self._left = _MOST_STEPS

    def _gathered(self, element: _Element) -> Iterator[str]:
        if "id" in element.attributes:
            self._ids.setdefault(element.attributes["id"], element)
        if element.tag == "style":
            yield "".join(element.words)
        for child in element.children:
            yield from self._gathered(child)

    def shapes(self, placed: Matrix) -> Iterator[Shape]:
        """Every shape of it, in the order in which they are painted."""
        for child in self._root.children:
            yield from self._walk(child, placed, painted("svg", self._root.attributes, self._sheet, {}), 0)

    def _walk(self, element: _Element, placed: Matrix, around: Mapping[str, str], deep: int) -> Iterator[Shape]:
        tag = element.tag
        if not tag or tag in _PASSED_BY:  # of another vocabulary, as what an editor keeps for itself
            return
        self._left -= 1  # also of what shows nothing: elements that use each other could otherwise go on for ages
        if deep > _DEEPEST or self._left < 0:
            raise Undrawable(Text("it is too large a drawing for a logo"))
        if tag not in _SHAPES and tag not in _GROUPS and tag != "use":
            raise Undrawable(Text("it holds an element '{tag}', which is not drawn here", tag=tag[:40]))
        paint = painted(tag, self._unclipped(element.attributes), self._sheet, around)
        if hidden(paint):
            return
        placed = placed.times(matrix(element.attributes.get("transform", "")))
        if tag in _SHAPES:
            yield from self._shape(element, placed, paint)
            return
        if tag == "use":
            x, y = (number(element.attributes, name) for name in ("x", "y"))
            yield from self._walk(self._used(element), placed.times(Matrix(e=x, f=y)), paint, deep + 1)
            return
        for child in element.children:
            if tag != "switch" or child.tag != "foreignObject":  # an editor's own copy of what follows it
                yield from self._walk(child, placed, paint, deep + 1)

    def _unclipped(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """The attributes without a clip path that is the whole picture anyway, as some programs put around everything."""
        target = attributes.get("clip-path", "")
        clip = self._ids.get(target[5:-1]) if target.startswith("url(#") else None
        if clip is None or len(clip.children) != 1 or clip.children[0].tag != "rect":
            return attributes
        asked = clip.children[0].attributes
        x, y, wide, high = (number(asked, name) for name in ("x", "y", "width", "height"))
        left, top, right, bottom = self._frame
        if "transform" in asked or x > left or y > top or x + wide < right or y + high < bottom:
            return attributes
        return {name: value for name, value in attributes.items() if name != "clip-path"}

    def _used(self, element: _Element) -> _Element:
        """What an element points to within the drawing; a symbol as a group."""
        target = element.attributes.get("href") or element.attributes.get(_LINK) or ""
        found = self._ids.get(target[1:]) if target.startswith("#") else None
        if found is None:
            raise Undrawable(Text("it points to something outside of itself"))
        return _Element("g", found.attributes, found.children) if found.tag == "symbol" else found

    def _shape(self, element: _Element, placed: Matrix, paint: Mapping[str, str]) -> Iterator[Shape]:
        steps = placed.moved(basic_steps(element.tag, element.attributes))
        self._left -= max(len(steps), 1)
        if self._left < 0:
            raise Undrawable(Text("it is too large a drawing for a logo"))
        fill = None if element.tag == "line" else colour("fill", paint)
        stroke = colour("stroke", paint)
        width = number(paint, "stroke-width", 1.0) * placed.enlargement
        if steps and (fill or (stroke and width)):
            yield Shape(steps, fill, paint.get("fill-rule") == "evenodd", stroke if width else None, width,
                        _CAPS.get(paint.get("stroke-linecap", ""), 0), _JOINS.get(paint.get("stroke-linejoin", ""), 0))
