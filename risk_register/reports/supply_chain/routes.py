"""How lines go between boxes: along tracks between columns and lanes between rows, so that none crosses a box."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from risk_register.reports.supply_chain.layout import Box, Layout
from risk_register.risk.supply_chain import Edge

Point = tuple[float, float]

_OUTSIDE = -18.0
"""Where a lane goes that finds no gap between the boxes: above all of them."""


@dataclass(frozen=True, slots=True)
class Route:
    """One line, by its corners from the near party to the far one. `label` is where words may begin, None where is no room."""

    points: tuple[Point, ...]
    label: Point | None = None
    room: float = 0.0
    """How wide the words may be."""


def routes(layout: Layout) -> Mapping[tuple[int, int], Route]:
    """The ways of all lines, by both their ends."""
    columns: dict[int, list[Box]] = defaultdict(list)
    for box in layout.boxes.values():
        columns[box.column].append(box)
    entering: dict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)
    for edge in layout.edges:
        entering[edge.far, from_the_left(layout, edge)].append(edge.key)
    found: dict[tuple[int, int], Route] = {}
    for number, edge in enumerate(layout.edges):
        rivals = entering[edge.far, from_the_left(layout, edge)]
        share = (rivals.index(edge.key) + 1) / (len(rivals) + 1)
        near, far = layout.boxes[edge.near], layout.boxes[edge.far]
        found[edge.key] = _route(layout, columns, near, far, share, number, alone=len(rivals) <= 2)
    return found


def from_the_left(layout: Layout, edge: Edge) -> bool:
    """Whether a line comes to its far party from the left, where words have their place."""
    return layout.boxes[edge.near].column < layout.boxes[edge.far].column


def _route(layout: Layout, columns: Mapping[int, list[Box]], near: Box, far: Box, share: float, number: int, *,
           alone: bool) -> Route:
    sizes = layout.sizes
    start, end = near.y + sizes.box_height / 2, far.y + sizes.box_height * share
    right = far.x + sizes.box_width
    if near.column == far.column:
        track = right + _track(layout, number)
        return Route(((right, start), (track, start), (track, end), (right, end)))
    if near.column > far.column:  # back to the left: out on the left, in on the right
        first, last = near.x - sizes.between_columns + _track(layout, number), right + _track(layout, number)
        return Route(_through(layout, columns, (near.x, start), (right, end), first, last,
                              range(far.column + 1, near.column)))
    leaves = near.x + sizes.box_width
    first = leaves + _track(layout, number)
    last = far.x - sizes.between_columns + _track(layout, number)
    points = _through(layout, columns, (leaves, start), (far.x, end), first, last, range(near.column + 1, far.column))
    begin = far.x - sizes.between_columns * (1 - sizes.tracks) + sizes.margin
    return Route(points, (begin, end) if alone else None, far.x - begin - sizes.margin)


def _track(layout: Layout, number: int) -> float:
    """How far into its gutter a line turns; neighbours turn at different places."""
    return layout.sizes.margin + layout.sizes.between_columns * layout.sizes.tracks * ((number * 7) % 13) / 13


def _through(layout: Layout, columns: Mapping[int, list[Box]], start: Point, end: Point, first: float, last: float,
             between: range) -> tuple[Point, ...]:
    if not len(between):
        return start, (first, start[1]), (first, end[1]), end
    lane = _lane(layout, [box for column in between for box in columns[column]], (start[1] + end[1]) / 2)
    return start, (first, start[1]), (first, lane), (last, lane), (last, end[1]), end


def _lane(layout: Layout, boxes: list[Box], wanted: float) -> float:
    """The height nearest to the one wanted at which a line meets none of the boxes."""
    height, gap = layout.sizes.box_height, layout.sizes.between_rows
    tops = sorted({box.y for box in boxes})
    gaps = {top - gap / 2 for top in tops} | {top + height + gap / 2 for top in tops}
    lanes = sorted(gaps, key=lambda y: (abs(y - wanted), y))
    free = (y for y in lanes if not any(top - 1 < y < top + height + 1 for top in tops))
    return next(free, _OUTSIDE)
