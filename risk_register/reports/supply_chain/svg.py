"""The picture of the supply chain as an SVG file: text stays text, and the same chain gives the same file."""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from risk_register.errors import RegisterError
from risk_register.model.vocabulary import RiskLevel
from risk_register.reports.supply_chain.layout import Box, Layout
from risk_register.reports.supply_chain.routes import Route
from risk_register.reports.supply_chain.words import edge_label, edge_tip, party_words
from risk_register.risk.supply_chain import US, Edge, Party, SupplyChain
from risk_register.system_reasons import reason_of
from risk_register.texts import Language, tr

_MARGIN = 40.0
_INK, _QUIET, _LINE = "#1b1f24", "#586573", "#8896a3"
_GROUND: Mapping[str, str] = {
    RiskLevel.LOW: "#d9efdf", RiskLevel.MODERATE: "#fdf0c0", RiskLevel.HIGH: "#ffdcc2", RiskLevel.CRITICAL: "#f8cfd0"}
_LETTER = 7.4
"""How wide a letter of a name is at most, on the average, in a font of 13 units."""
_SMALL = 6.2
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(chain: SupplyChain, layout: Layout, routes: Mapping[tuple[int, int], Route], path: Path, language: Language) -> None:
    """Saves the picture. Raises `RegisterError` where the place cannot be written."""
    try:
        path.write_bytes(svg(chain, layout, routes, language))
    except OSError as error:
        raise RegisterError("{file} could not be written: {reason}. Choose another folder or name.", file=path.name,
                            reason=reason_of(error)) from error


def svg(chain: SupplyChain, layout: Layout, routes: Mapping[tuple[int, int], Route], language: Language) -> bytes:
    """The picture as an SVG document in UTF-8."""
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    root = ET.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "version": "1.1", "width": _figure(width), "height": _figure(height),
        "viewBox": f"{_figure(-_MARGIN)} {_figure(-_MARGIN)} {_figure(width)} {_figure(height)}", _XML_LANG: language,
        "font-family": "Noto Sans, Segoe UI, Helvetica, Arial, sans-serif", "font-size": "13"})
    _add(root, "title", {}, tr(language, "Data flows"))
    _arrowheads(root)
    _add(root, "rect", {"x": _figure(-_MARGIN), "y": _figure(-_MARGIN), "width": _figure(width), "height": _figure(height),
                        "fill": "#ffffff"})
    for edge in layout.edges:
        _edge(root, edge, routes[edge.key], chain, language)
    for box in layout.boxes.values():
        _box(root, chain.parties[box.party], box, layout, language)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _arrowheads(root: ET.Element) -> None:
    marker = _add(_add(root, "defs", {}), "marker", {
        "id": "head", "viewBox": "0 0 8 8", "refX": "8", "refY": "4", "markerWidth": "8", "markerHeight": "8",
        "markerUnits": "userSpaceOnUse", "orient": "auto-start-reverse"})
    _add(marker, "path", {"d": "M0 0L8 4L0 8z", "fill": _QUIET})


def _edge(root: ET.Element, edge: Edge, route: Route, chain: SupplyChain, language: Language) -> None:
    group = _add(root, "g", {"class": "line"})
    _add(group, "title", {}, edge_tip(edge, (chain.name(edge.near), chain.name(edge.far)), language))
    bare = not edge.flows and not edge.links
    attributes = {"points": " ".join(f"{_figure(x)},{_figure(y)}" for x, y in route.points), "fill": "none", "stroke": _QUIET,
                  "stroke-linejoin": "round"}
    if not edge.flows or edge.objected:
        attributes["stroke-dasharray"] = "1 4" if bare else "6 4"
    if edge.outward and not bare:
        attributes["marker-end"] = "url(#head)"
    if edge.inward:
        attributes["marker-start"] = "url(#head)"
    _add(group, "polyline", attributes)
    words = edge_label(edge, language)
    if words and route.label is not None:
        most = max(1, int(route.room / _SMALL))
        short = words if len(words) <= most else f"{words[:most - 1]}\N{HORIZONTAL ELLIPSIS}"
        x, y = route.label
        _add(group, "text", {"x": _figure(x), "y": _figure(y - 4), "font-size": "11", "fill": _QUIET}, short)


def _box(root: ET.Element, party: Party, box: Box, layout: Layout, language: Language) -> None:
    sizes, words = layout.sizes, party_words(party, box.rank, language)
    group = _add(root, "g", {"class": "party"})
    _add(group, "title", {}, f"{party.name}\n{words}")
    attributes = {"x": _figure(box.x), "y": _figure(box.y), "width": _figure(sizes.box_width), "height": _figure(sizes.box_height),
                  "rx": "7", "fill": _GROUND.get(party.level, "#ffffff"), "stroke": _INK if party.id == US else _LINE}
    if not party.direct:
        attributes["stroke-dasharray"] = "6 4"
    _add(group, "rect", attributes)
    room = sizes.box_width - 20
    name = {"x": _figure(box.x + 10), "y": _figure(box.y + sizes.box_height * 0.42), "fill": _INK, "font-weight": "600"}
    if len(party.name) * _LETTER > room:  # the whole name, drawn closer: it stays text that can be found
        name |= {"textLength": _figure(room), "lengthAdjust": "spacingAndGlyphs"}
    _add(group, "text", name, party.name)
    _add(group, "text", {"x": _figure(box.x + 10), "y": _figure(box.y + sizes.box_height * 0.78), "font-size": "12",
                         "fill": _INK if party.direct else _QUIET}, words)


def _add(parent: ET.Element, tag: str, attributes: dict[str, str], words: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if words is not None:
        element.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)
    return element


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
