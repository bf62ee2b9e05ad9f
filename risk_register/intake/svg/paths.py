"""The 'd' of a path, and the other basic shapes, as steps: lines and cubic curves (SVG 1.1, chapters 8 and 9)."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import partial

from risk_register.intake.svg.drawing import Point, Step, Undrawable
from risk_register.texts import Text

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_NUMBERS = re.compile(_NUMBER)
_TOKEN = re.compile(rf"\s*,?\s*(?:([MmLlHhVvCcSsQqTtAaZz])|({_NUMBER}))")
_ASKS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAG = re.compile(r"\s*,?\s*([01])")
_ROUND = 0.5522847498307936
"""How far a curve's handle lies from its end so that four of them make a circle."""


def numbers(text: str) -> list[float]:
    """All numbers of an attribute, whatever stands between them."""
    return [float(each) for each in _NUMBERS.findall(text)]


def number(attributes: Mapping[str, str], name: str, otherwise: float = 0.0) -> float:
    """The first number of an attribute."""
    return next(iter(numbers(attributes.get(name, ""))), otherwise)


def path_steps(text: str) -> tuple[Step, ...]:
    """The steps of a path. Raises `Undrawable` where it cannot be read."""
    return tuple(_Pen().follow(_commands(text)))


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with as many numbers as it asks for; one that is left out is the last one again."""
    place, command = 0, ""
    text = text.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or (not found[1] and not command):
            raise Undrawable(Text("a path cannot be read"))
        if found[1]:
            command, place = found[1], found.end()
        elif command in "Zz":
            raise Undrawable(Text("a path cannot be read"))
        asked: list[float] = []
        while len(asked) < _ASKS[command.upper()]:
            flag = command in "Aa" and len(asked) in (3, 4)
            one = (_FLAG if flag else _TOKEN).match(text, place)
            if one is None or (not flag and one[1]):
                raise Undrawable(Text("a path cannot be read"))
            asked.append(float(one[1] if flag else one[2]))
            place = one.end()
        yield command, asked
        command = {"M": "L", "m": "l"}.get(command, command)


class _Pen:
    """Where a path has come to."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None
        self.last = ""

    def follow(self, commands: Iterator[tuple[str, list[float]]]) -> Iterator[Step]:
        for command, asked in commands:
            kind = command.upper()
            if not self.last and kind != "M":
                raise Undrawable(Text("a path cannot be read"))
            yield from self._step(kind, self._absolute(kind, asked) if command.islower() else asked)
            self.last = kind

    def _absolute(self, kind: str, asked: list[float]) -> list[float]:
        x, y = self.at
        if kind == "H":
            return [asked[0] + x]
        if kind == "V":
            return [asked[0] + y]
        if kind == "A":
            return [*asked[:5], asked[5] + x, asked[6] + y]
        return [each + (y if index % 2 else x) for index, each in enumerate(asked)]

    def _step(self, kind: str, asked: list[float]) -> Iterator[Step]:
        if kind == "Z":
            self.at = self.start
            yield "Z", ()
        elif kind in "MLHV":
            self.at = (asked[0] if kind != "V" else self.at[0], asked[-1] if kind != "H" else self.at[1])
            if kind == "M":
                self.start = self.at
            yield "M" if kind == "M" else "L", self.at
        elif kind == "A":
            yield from self._arc(asked)
        elif kind in "CS":
            near = (asked[0], asked[1]) if kind == "C" else self._mirrored("CS")
            yield self._curve(near, (asked[-4], asked[-3]), (asked[-2], asked[-1]))
        else:
            middle = (asked[0], asked[1]) if kind == "Q" else self._mirrored("QT")
            end = (asked[-2], asked[-1])
            near, far = _towards(self.at, middle), _towards(end, middle)
            yield self._curve(near, far, end)
            self.handle = middle

    def _mirrored(self, kinds: str) -> Point:
        """The handle of the curve before on this point's other side."""
        if self.handle is None or self.last not in kinds:
            return self.at
        return 2 * self.at[0] - self.handle[0], 2 * self.at[1] - self.handle[1]

    def _curve(self, near: Point, far: Point, end: Point) -> Step:
        self.at, self.handle = end, far
        return "C", (*near, *far, *end)

    def _arc(self, asked: list[float]) -> Iterator[Step]:
        """An arc of an ellipse as curves of at most a quarter turn each (SVG 1.1, F.6)."""
        end = (asked[5], asked[6])
        wide, high, turn = abs(asked[0]), abs(asked[1]), math.radians(asked[2])
        if end == self.at:
            return
        if not wide or not high:
            self.at = end
            yield "L", end
            return
        cos, sin = math.cos(turn), math.sin(turn)
        half_x, half_y = (self.at[0] - end[0]) / 2, (self.at[1] - end[1]) / 2
        x, y = cos * half_x + sin * half_y, cos * half_y - sin * half_x
        grow = math.sqrt(max(1.0, (x / wide) ** 2 + (y / high) ** 2))
        wide, high = wide * grow, high * grow
        under = (wide * y) ** 2 + (high * x) ** 2
        root = math.sqrt(max(0.0, ((wide * high) ** 2 - under) / under)) * (-1 if asked[3] == asked[4] else 1)
        off_x, off_y = root * wide * y / high, -root * high * x / wide
        middle = (cos * off_x - sin * off_y + (self.at[0] + end[0]) / 2, sin * off_x + cos * off_y + (self.at[1] + end[1]) / 2)
        first = math.atan2((y - off_y) / high, (x - off_x) / wide)
        sweep = math.atan2((-y - off_y) / high, (-x - off_x) / wide) - first
        if asked[4] and sweep < 0:
            sweep += 2 * math.pi
        elif not asked[4] and sweep > 0:
            sweep -= 2 * math.pi
        count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
        for index in range(count):
            start, part = first + sweep * index / count, sweep / count
            yield self._quarter(middle, (wide, high), (cos, sin), start, part)
        self.at = end

    def _quarter(self, middle: Point, radii: Point, turned: Point, start: float, part: float) -> Step:
        reach = 4 / 3 * math.tan(part / 4)
        ends = []
        for angle, way in ((start, reach), (start + part, -reach)):
            x, y = math.cos(angle), math.sin(angle)
            ends += [(x - way * y, y + way * x), (x, y)]

        def placed(point: Point) -> Point:
            x, y = point[0] * radii[0], point[1] * radii[1]
            return middle[0] + turned[0] * x - turned[1] * y, middle[1] + turned[1] * x + turned[0] * y

        return self._curve(placed(ends[0]), placed(ends[2]), placed(ends[3]))


def _towards(end: Point, middle: Point) -> Point:
    return end[0] + (middle[0] - end[0]) * 2 / 3, end[1] + (middle[1] - end[1]) * 2 / 3


def basic_steps(tag: str, attributes: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps of a path, rectangle, circle, ellipse, line or polygon. Raises `Undrawable` where it cannot be read."""
    if tag == "path":
        return path_steps(attributes.get("d", ""))
    if tag in ("polyline", "polygon"):
        flat = numbers(attributes.get("points", ""))
        corners = [(flat[place], flat[place + 1]) for place in range(0, len(flat) - 1, 2)]
        steps: list[Step] = [("L" if index else "M", corner) for index, corner in enumerate(corners)]
        return (*steps, ("Z", ())) if tag == "polygon" and steps else tuple(steps)

    value = partial(number, attributes)
    if tag == "line":
        return ("M", (value("x1"), value("y1"))), ("L", (value("x2"), value("y2")))
    if tag == "rect":
        wide, high = value("width"), value("height")
        rounded = value("rx") or value("ry"), value("ry") or value("rx")
        return _rectangle(value("x"), value("y"), wide, high, min(rounded[0], wide / 2), min(rounded[1], high / 2))
    across, down = (value("r"), value("r")) if tag == "circle" else (value("rx"), value("ry"))
    return _rectangle(value("cx") - across, value("cy") - down, 2 * across, 2 * down, across, down)


def _rectangle(x: float, y: float, wide: float, high: float, across: float, down: float) -> tuple[Step, ...]:
    """A rectangle whose corners are rounded so far; with half its sides it is an ellipse."""
    if wide <= 0 or high <= 0:
        return ()
    if not across or not down:
        return ("M", (x, y)), ("L", (x + wide, y)), ("L", (x + wide, y + high)), ("L", (x, y + high)), ("Z", ())
    right, bottom, near_x, near_y = x + wide, y + high, across * (1 - _ROUND), down * (1 - _ROUND)
    return (
        ("M", (x + across, y)), ("L", (right - across, y)),
        ("C", (right - near_x, y, right, y + near_y, right, y + down)), ("L", (right, bottom - down)),
        ("C", (right, bottom - near_y, right - near_x, bottom, right - across, bottom)), ("L", (x + across, bottom)),
        ("C", (x + near_x, bottom, x, bottom - near_y, x, bottom - down)), ("L", (x, y + down)),
        ("C", (x, y + near_y, x + near_x, y, x + across, y)), ("Z", ()),
    )
