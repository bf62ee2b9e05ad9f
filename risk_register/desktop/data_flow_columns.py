"""What the table of data flows says in its columns: the map, for ears, sorting and copying."""

from typing import TYPE_CHECKING

from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, count
from risk_register.model.countries import country_names
from risk_register.model.names import fold_accents
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.jobs.data_flows import FlowRow


def _categories(row: "FlowRow", language: Language) -> str:
    from risk_register.risk.supply_chain.chain import categories_of

    if row.link is not None and row.link.objected:
        return tr(language, "objected")
    if row.link is not None and row.link.elements is None:
        return tr(language, "all that comes to it")
    elements = row.flow.elements if row.flow is not None else row.link.elements or () if row.link is not None else ()
    return ", ".join(category.label(language) for category in categories_of(elements)) or DASH


def _countries(row: "FlowRow", language: Language) -> str:
    carrier = row.flow or row.link
    return ", ".join(country_names(carrier.countries, language)) if carrier is not None and carrier.countries else DASH


def _people(row: "FlowRow") -> int | None:
    return row.flow.people if row.flow is not None else None


def _service(row: "FlowRow") -> str:
    if row.flow is not None:
        return row.flow.service or row.flow.name
    return (row.link.purpose if row.link is not None else None) or DASH


FLOW_COLUMNS: "tuple[Column[FlowRow], ...]" = (
    Column(Text("Sent by"), lambda row, _: row.sender, lambda row: fold_accents(row.sender), width=26),
    Column(Text("Received by"), lambda row, _: row.receiver, lambda row: fold_accents(row.receiver), width=26),
    Column(Text("Rank of the farther"), lambda row, _: str(row.rank), lambda row: row.rank, right=True, width=10),
    Column(Text("Categories"), _categories, lambda row: _categories(row, "en"), width=34, grows=True),
    Column(Text("Countries"), _countries, lambda row: _countries(row, "en"), width=22),
    Column(Text("People"), lambda row, language: count(_people(row), language), _people, right=True, width=10),
    Column(Text("Service or purpose"), lambda row, _: _service(row), lambda row: fold_accents(_service(row)), width=24),
)
