"""What the picture of the supply chain says beside its boxes and lines, in window and drawing alike."""

from collections.abc import Sequence

from risk_register.model.countries import country_names
from risk_register.model.vocabulary import RiskLevel
from risk_register.risk.supply_chain import US, Edge, Party
from risk_register.risk.supply_chain.chain import categories_of
from risk_register.texts import Language, tr


def party_words(party: Party, rank: int, language: Language) -> str:
    """The second line of a box: a vendor's level of risk, a subcontractor's rank, or that it is us."""
    if party.id == US:
        return tr(language, "Our organisation")
    known = RiskLevel.parse(party.level)
    if not party.direct and known in (None, RiskLevel.UNASSESSED):
        return tr(language, "Subcontractor of rank {rank}", rank=rank)
    return (known or RiskLevel.UNASSESSED).label(language)


def edge_categories(edge: Edge, language: Language) -> list[str]:
    """The categories of data that go along a line: those of its flows, and those that its links name."""
    elements = [element for flow in edge.flows for element in flow.elements]
    elements += [element for link in edge.links for element in link.elements or ()]
    return [category.label(language) for category in categories_of(elements)]


def edge_countries(edge: Edge) -> tuple[str, ...]:
    """The countries of all that goes along a line, as codes."""
    found = {country for flow in edge.flows for country in flow.countries}
    return tuple(sorted(found | {country for link in edge.links for country in link.countries}))


def edge_label(edge: Edge, language: Language) -> str:
    """The few words on a line: the first category, how many more, and the countries' codes."""
    if edge.objected:
        return tr(language, "objected")
    return " · ".join(each for each in (", ".join(edge_countries(edge)), first_of(edge_categories(edge, language))) if each)


def first_of(categories: Sequence[str]) -> str:
    """The first category, and how many more."""
    return f"{categories[0]} +{len(categories) - 1}" if len(categories) > 1 else "".join(categories)


def edge_tip(edge: Edge, names: tuple[str, str], language: Language) -> str:
    """All that a line stands for, in plain lines."""
    arrow = "\N{RIGHTWARDS ARROW}"
    if edge.inward:
        arrow = "\N{LEFT RIGHT ARROW}" if edge.outward else "\N{LEFTWARDS ARROW}"
    lines = [f"{names[0]} {arrow} {names[1]}"]
    lines += [flow.name for flow in edge.flows]
    lines += [link.purpose for link in edge.links if link.purpose]
    categories, countries = edge_categories(edge, language), country_names(edge_countries(edge), language)
    if categories:
        lines.append(tr(language, "Categories: {categories}", categories=", ".join(categories)))
    if countries:
        lines.append(tr(language, "Countries: {countries}", countries=", ".join(countries)))
    if edge.objected:
        lines.append(tr(language, "We objected: nothing of ours is to go this way."))
    if edge.back:
        lines.append(tr(language, "Leads back into its own chain."))
    if not edge.flows and not edge.links:
        lines.append(tr(language, "No data flow is recorded."))
    return "\n".join(lines)
