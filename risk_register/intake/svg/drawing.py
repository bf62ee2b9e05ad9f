"""What is read of a drawing: areas and lines with their colours, in the drawing's own units, y downwards."""

import math
from dataclasses import dataclass

from risk_register.texts import Text

Colour = tuple[int, int, int]
Point = tuple[float, float]
Step = tuple[str, tuple[float, ...]]
"""M and L with a point, C with three, Z with none; coordinates are absolute."""
_FARTHEST = 1e6


class Undrawable(Exception):
    """The drawing holds something that is not drawn here. `reason` says what, in words."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Shape:
    """One area or line. No colour means that it is not filled, or has no line."""

    steps: tuple[Step, ...]
    fill: Colour | None = None
    even_odd: bool = False
    stroke: Colour | None = None
    stroke_width: float = 0.0
    cap: int = 0
    join: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing; its shapes lie in (0, 0) to (width, height), or are cut off there."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How coordinates are moved, turned and enlarged: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def times(self, other: "Matrix") -> "Matrix":
        """First the other, then this."""
        return Matrix(
            self.a * other.a + self.c * other.b,
            self.b * other.a + self.d * other.b,
            self.a * other.c + self.c * other.d,
            self.b * other.c + self.d * other.d,
            self.a * other.e + self.c * other.f + self.e,
            self.b * other.e + self.d * other.f + self.f,
        )

    def moved(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps with every point moved. Raises `Undrawable` where one goes out of all bounds."""
        return tuple((kind, tuple(each for place in range(0, len(at), 2) for each in self.point(at[place], at[place + 1])))
                     for kind, at in steps)

    def point(self, x: float, y: float) -> Point:
        """One point moved."""
        found = self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f
        if not all(math.isfinite(each) and abs(each) <= _FARTHEST for each in found):
            raise Undrawable(Text("a coordinate is out of all bounds"))
        return found

    @property
    def enlargement(self) -> float:
        """By how much a line's width grows."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))
