"""Where each party stands: ranks from left to right, a tall rank wrapped into columns, neighbours as near as can be.

The order within a rank is found by barycentres: each party goes to the mean height of those it is joined to, in a few sweeps.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risk_register.risk.supply_chain import Edge, SupplyChain, edges, ranks

_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of the picture, in its own units: boxes, the room for words on the lines between, and between rows."""

    box_width: float = 190.0
    box_height: float = 46.0
    between_columns: float = 170.0
    between_rows: float = 26.0
    most_rows: int = 25
    margin: float = 12.0
    """What lines and words keep from boxes."""
    tracks: float = 0.34
    """The share of the room between columns that lines may turn in; the rest is left for words and arrowheads."""


@dataclass(frozen=True, slots=True)
class Box:
    """One party's place: its upper left corner, its rank, and its cell in the grid."""

    party: int
    x: float
    y: float
    rank: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture without its drawing."""

    boxes: Mapping[int, Box]
    edges: tuple[Edge, ...]
    width: float
    height: float
    sizes: Sizes


def lay_out(chain: SupplyChain, sizes: Sizes | None = None) -> Layout:
    """Places all parties that one comes to from us; no two share a place."""
    measures = sizes or Sizes()
    rank = ranks(chain)
    joined = edges(chain, rank)
    by_rank: dict[int, list[int]] = defaultdict(list)
    for party in sorted(rank, key=lambda key: (rank[key], chain.name(key).casefold(), key)):
        by_rank[rank[party]].append(party)
    ordered = _ordered([by_rank[each] for each in sorted(by_rank)], joined)
    rows = min(max((len(each) for each in ordered), default=1), measures.most_rows)
    boxes: dict[int, Box] = {}
    first = 0
    for number, parties in enumerate(ordered):
        columns = -(-len(parties) // rows)
        used = -(-len(parties) // columns)
        down = (rows - used) / 2
        for place, party in enumerate(parties):
            row, column = divmod(place, columns)
            x = (first + column) * (measures.box_width + measures.between_columns)
            y = (row + down) * (measures.box_height + measures.between_rows)
            boxes[party] = Box(party, x, y, number, first + column, row)
        first += columns
    width = first * (measures.box_width + measures.between_columns) - measures.between_columns
    return Layout(boxes, joined, width, rows * (measures.box_height + measures.between_rows) - measures.between_rows, measures)


def _ordered(by_rank: Sequence[list[int]], joined: Sequence[Edge]) -> list[list[int]]:
    neighbours: dict[int, list[int]] = defaultdict(list)
    for edge in joined:
        neighbours[edge.near].append(edge.far)
        neighbours[edge.far].append(edge.near)
    found = [list(parties) for parties in by_rank]
    height = {party: _share(place, parties) for parties in found for place, party in enumerate(parties)}
    for sweep in range(_SWEEPS):
        for parties in found if sweep % 2 == 0 else reversed(found):
            mean = {party: _mean([height[each] for each in neighbours[party]], height[party]) for party in parties}
            parties.sort(key=mean.__getitem__)
            height.update((party, _share(place, parties)) for place, party in enumerate(parties))
    return found


def _share(place: int, parties: Sequence[int]) -> float:
    return (place + 0.5) / len(parties)


def _mean(heights: Sequence[float], own: float) -> float:
    return sum(heights) / len(heights) if heights else own
