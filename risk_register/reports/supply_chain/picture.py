"""The map of one vendor's supply chain as a report prints it: us, the vendor, and who stands below it, as words and places."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from risk_register.model.vocabulary import RiskLevel
from risk_register.reports.content import ChainMap, MapBox, MapLine
from risk_register.reports.style import WIDTH
from risk_register.reports.supply_chain.layout import Box, Layout, Sizes, lay_out
from risk_register.reports.supply_chain.routes import Route, from_the_left, routes
from risk_register.reports.supply_chain.words import edge_categories, edge_countries, edge_label, first_of
from risk_register.risk.supply_chain import US, Edge, SupplyChain, ranks, surroundings
from risk_register.risk.supply_chain.walks import above
from risk_register.texts import Language, tr

MOST_BELOW_EACH_OTHER = 14
"""Parties of one rank that find room on a page."""
MOST_RANKS = 4
"""Ranks from us on: a fifth column would leave no room for names."""
_BOX_WIDTHS = {2: 132.0, 3: 106.0, 4: 76.0, 5: 62.0}
_BOX_HEIGHT, _BETWEEN_ROWS = 34.0, 12.0
_MOST_BETWEEN = 150.0


def chain_map(whole: SupplyChain, vendor_id: int, level: str | None, language: Language) -> tuple[ChainMap, int]:
    """The map of a vendor, and how many of those around it are left out of the picture. No level is named where none is told."""
    around = seen_from(whole, vendor_id)
    layout = _laid_out(_foremost(around, vendor_id))
    ways = routes(layout)
    rivals = Counter(edge.far for edge in layout.edges if from_the_left(layout, edge))
    boxes = tuple(_box(around, box, vendor_id, level, language) for box in layout.boxes.values())
    lines = tuple(_line(edge, ways[edge.key], rivals[edge.far], language) for edge in layout.edges)
    sizes = layout.sizes
    picture = ChainMap(layout.width, layout.height, sizes.box_width, sizes.box_height, boxes, lines)
    return picture, len(around.parties) - len(layout.boxes)


def seen_from(chain: SupplyChain, vendor_id: int) -> SupplyChain:
    """A vendor's surroundings. Who stands below it is ranked by it alone, even where they deal with us themselves too."""
    near = surroundings(chain, vendor_id)
    ahead = {US, *above(near, [vendor_id])}
    parties = {key: party if key in ahead else replace(party, direct=False) for key, party in near.parties.items()}
    return SupplyChain(parties, near.flows, near.links, near.on)


def _foremost(chain: SupplyChain, vendor_id: int) -> SupplyChain:
    """Those of each rank that find room: the vendor itself, who supports a critical function, then by name."""
    critical = {link.subcontractor for link in chain.links if link.critical}
    by_rank: Mapping[int, list[int]] = defaultdict(list)
    for party, rank in ranks(chain).items():
        if rank <= MOST_RANKS:
            by_rank[rank].append(party)
    kept: set[int] = set()
    for parties in by_rank.values():
        parties.sort(key=lambda key: (key != vendor_id, key not in critical, chain.name(key).casefold(), key))
        kept.update(parties[:MOST_BELOW_EACH_OTHER])
    return chain.only(kept)


def _laid_out(chain: SupplyChain) -> Layout:
    columns = max(2, len(set(ranks(chain).values())))
    width = _BOX_WIDTHS[columns]
    between = min(_MOST_BETWEEN, (WIDTH - columns * width) / (columns - 1))
    return lay_out(chain, Sizes(width, _BOX_HEIGHT, between, _BETWEEN_ROWS, MOST_BELOW_EACH_OTHER, margin=4.0, tracks=0.2))


def _box(chain: SupplyChain, box: Box, vendor_id: int, level: str | None, language: Language) -> MapBox:
    party = chain.parties[box.party]
    if box.party == US:
        return MapBox(box.x, box.y, party.name, tr(language, "Our organisation"))
    if box.party == vendor_id and level is None:
        return MapBox(box.x, box.y, party.name, tr(language, "Vendor"), main=True)
    if box.party == vendor_id:
        known = RiskLevel.parse(level) or RiskLevel.UNASSESSED
        return MapBox(box.x, box.y, party.name, known.label(language), known.value, main=True)
    words = tr(language, "Vendor") if party.direct else tr(language, "Rank {rank}", rank=box.rank)
    return MapBox(box.x, box.y, party.name, words, distant=not party.direct)


def _line(edge: Edge, route: Route, rivals: int, language: Language) -> MapLine:
    kind = "flow" if edge.flows else "link" if edge.links else "bare"
    line = MapLine(route.points, kind, edge.outward and kind != "bare", edge.inward)
    if route.label is None:
        return line
    if rivals > 1 or edge.objected:
        return replace(line, above=edge_label(edge, language), label=route.label, room=route.room)
    categories, countries = first_of(edge_categories(edge, language)), ", ".join(edge_countries(edge))
    return replace(line, above=categories, below=countries, label=route.label, room=route.room)
