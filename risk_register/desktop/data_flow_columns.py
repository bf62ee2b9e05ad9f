"""What the table of data flows says in its columns: the map, for ears, sorting and copying."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from risk_register.desktop.grid.edits import CellEdit
from risk_register.desktop.grid.kinds import Asked, Countries, Records, Words
from risk_register.desktop.models.table import Column
from risk_register.desktop.words import DASH, count
from risk_register.model.countries import country_names
from risk_register.model.names import fold_accents
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.jobs.data_flows import FlowRow

SENDER, RECEIVER, NAME, COUNTRIES = range(4)


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
    return (row.flow.service if row.flow is not None else None) or DASH


def _name(row: "FlowRow") -> str:
    return (row.flow.name if row.flow is not None else row.link.purpose if row.link is not None else None) or DASH


def _named_countries(row: "FlowRow") -> tuple[str, ...] | None:
    return tuple(sorted(row.flow.countries)) or None if row.flow is not None else None


@dataclass(frozen=True, slots=True)
class Ends(Records):
    """One end of a flow: a vendor by its name, or ourselves by ours or by a blank."""

    ours: Callable[[], str] = str

    def read(self, typed: str, asked: Asked) -> Any:
        """The vendor's id; None for ourselves."""
        return None if fold_accents(typed) == fold_accents(self.ours()) else Records.read(self, typed, asked)

    def shown(self, value: Any, asked: Asked) -> str:
        """The name."""
        return self.ours() if value is None else Records.shown(self, value, asked)

    def offers(self, asked: Asked) -> Sequence[str]:
        """All names, ours first."""
        return (self.ours(), *Records.offers(self, asked))


class ManyCountries:
    """Countries with commas between them, each by its name in either language or by its code."""

    def read(self, typed: str, asked: Asked) -> tuple[str, ...]:
        """The codes, in order."""
        one = Countries()
        return tuple(sorted({one.read(part.strip(), asked) for part in typed.replace(";", ",").split(",") if part.strip()}))

    def shown(self, value: Any, asked: Asked) -> str:
        """The names."""
        return ", ".join(Countries().shown(each, asked) for each in value or ())

    def offers(self, asked: Asked) -> Sequence[str]:
        """The names of all countries."""
        return Countries().offers(asked)


def flow_columns(ours: Callable[[], str]) -> "tuple[Column[FlowRow], ...]":
    """The columns; `ours` says what our own side is called."""
    ends = Ends("vendor", ours=ours)
    return (
        Column(Text("Sent by"), lambda row, _: row.sender, lambda row: fold_accents(row.sender), width=24,
               edit=CellEdit("from_vendor_id", ends, lambda row: row.sender_id or None)),
        Column(Text("Received by"), lambda row, _: row.receiver, lambda row: fold_accents(row.receiver), width=24,
               edit=CellEdit("to_vendor_id", ends, lambda row: row.receiver_id or None)),
        Column(Text("Data flow or purpose"), lambda row, _: _name(row), lambda row: fold_accents(_name(row)), width=30, grows=True,
               edit=CellEdit("name", Words(), lambda row: None if _name(row) == DASH else _name(row))),
        Column(Text("Countries"), _countries, lambda row: _countries(row, "en"), width=22,
               edit=CellEdit("countries", ManyCountries(), _named_countries)),
        Column(Text("Categories"), _categories, lambda row: _categories(row, "en"), width=30),
        Column(Text("People"), lambda row, language: count(_people(row), language), _people, right=True, width=10),
        Column(Text("Rank of the farther"), lambda row, _: str(row.rank), lambda row: row.rank, right=True, width=10),
        Column(Text("Service"), lambda row, _: _service(row), lambda row: fold_accents(_service(row)), width=24),
    )
