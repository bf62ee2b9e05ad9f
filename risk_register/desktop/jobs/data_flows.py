"""What the page on data flows asks of the register, in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from risk_register.reports.supply_chain.layout import Layout
    from risk_register.reports.supply_chain.routes import Route
    from risk_register.risk.supply_chain import Flow, Link, Narrowing, SupplyChain
    from risk_register.store import Register
    from risk_register.texts import Language

MOST = 200
"""Parties drawn at once: more are no longer a picture. The table has them all."""

_ROWS, _MOST_COLUMNS = 28, 4
"""Parties below each other before a rank takes another column, and how many columns all may take about: what is beside the picture
is farther away than what is below it, since every line to it passes the columns between."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One line of the table: a flow, a link, or a vendor that neither touches."""

    near: int
    far: int
    sender: str
    receiver: str
    sender_id: int
    receiver_id: int
    rank: int
    flow: Flow | None = None
    link: Link | None = None

    @property
    def key(self) -> int:
        """What makes it the same row: the id of its record, or of the vendor that stands alone. Ids never meet."""
        record = self.flow or self.link
        return record.id if record is not None else self.far


@dataclass(frozen=True, slots=True)
class DrawnChain:
    """A part of the chain, placed and told; `whole` is the chain it was taken from, which breaches are reckoned by."""

    whole: SupplyChain
    part: SupplyChain
    layout: Layout
    routes: Mapping[tuple[int, int], Route]
    rows: tuple[FlowRow, ...]
    left_out: int
    categories: tuple[str, ...]
    countries: tuple[str, ...]


def drawn_chain(register: Register, wanted: Narrowing) -> DrawnChain:
    """The chain as it stands, narrowed to what is asked for and to what can be drawn."""
    from risk_register.operations.supply_chain import supply_chain

    return draw(supply_chain(register), wanted)


def draw(whole: SupplyChain, wanted: Narrowing) -> DrawnChain:
    """A chain narrowed and placed."""
    from risk_register.reports.supply_chain.layout import Sizes, lay_out
    from risk_register.reports.supply_chain.routes import routes
    from risk_register.risk.supply_chain import foremost, narrowed

    asked_for = narrowed(whole, wanted)
    part, left_out = foremost(asked_for, MOST)
    rows = max(_ROWS, len(part.parties) // _MOST_COLUMNS)
    layout = lay_out(part, Sizes(box_width=210, box_height=58, between_columns=230, between_rows=24, most_rows=rows))
    categories = dict.fromkeys(category.value for flow in whole.flows for category in flow.categories)
    countries = {country for flow in whole.flows for country in flow.countries}
    countries |= {country for link in whole.links for country in link.countries}
    _ = whole.below, whole.above, whole.flows_at  # found here, off the window's thread, for who is looked at there
    return DrawnChain(whole, part, layout, routes(layout), _rows(asked_for), left_out, tuple(categories),
                      tuple(sorted(countries)))


def _rows(chain: SupplyChain) -> tuple[FlowRow, ...]:
    """All lines of a chain, those of parties that find no place in the picture too."""
    from risk_register.risk.supply_chain import edges, ranks

    found: list[FlowRow] = []
    rank = ranks(chain)
    for edge in edges(chain, rank):
        def row(sender: int, receiver: int, flow: Flow | None = None, link: Link | None = None,
                ends: tuple[int, int] = edge.key) -> FlowRow:
            return FlowRow(*ends, chain.name(sender), chain.name(receiver), sender, receiver, rank[ends[1]], flow, link)

        found += [row(flow.sender, flow.receiver, flow) for flow in edge.flows]
        found += [row(link.provider, link.subcontractor, link=link) for link in edge.links]
        if not edge.flows and not edge.links:
            found.append(row(edge.near, edge.far))
    return tuple(found)


def write_picture(drawn: DrawnChain, path: Path, language: Language) -> None:
    """Saves the picture as SVG."""
    from risk_register.reports.supply_chain.svg import write_svg

    write_svg(drawn.part, drawn.layout, drawn.routes, path, language)
