"""Two lists of subcontractors beside each other, as a table: what is new, gone, changed, as it was, not understood."""

from typing import TYPE_CHECKING

from risk_register.desktop.countries import country_name
from risk_register.desktop.models.table import Column
from risk_register.texts import Language, Text

if TYPE_CHECKING:
    from risk_register.operations.subcontractors import Comparison, Listed

WAYS = {
    "added": Text("+ New"), "removed": Text("\N{MINUS SIGN} No longer named"), "changed": Text("\N{NOT EQUAL TO} Changed"),
    "same": Text("= As recorded"), "strange": Text("? Not understood"),
}
_ORDER = tuple(WAYS)


class ComparedRow:
    """One line of the comparison."""

    def __init__(self, number: int, way: str, name: str, entry: "Listed | None" = None, before: "Listed | None" = None) -> None:
        self.id, self.way, self.name, self.entry, self.before = number, way, name, entry, before

    def purpose(self, _language: Language) -> str:
        """What it is for, and what it was for."""
        now, then = self.entry.purpose if self.entry else "", self.before.purpose if self.before else ""
        return f"{then} \N{RIGHTWARDS ARROW} {now}" if self.before and now and then != now else now or then

    def countries(self, language: Language) -> str:
        """Where, and where it was."""
        now, then = (_places(each, language) for each in (self.entry, self.before))
        return f"{then} \N{RIGHTWARDS ARROW} {now}" if self.before and now and then != now else now or then


def compared_columns(heading: Text) -> tuple[Column[ComparedRow], ...]:
    """The columns of a comparison; `heading` says with what it compares."""
    return (
        Column(heading, lambda row, language: WAYS[row.way].render(language), lambda row: _ORDER.index(row.way), width=18),
        Column(Text("Subcontractor"), lambda row, _: row.name, lambda row: row.name.casefold(), width=26),
        Column(Text("Purpose"), ComparedRow.purpose, lambda row: row.purpose("en"), width=26, grows=True),
        Column(Text("Countries"), ComparedRow.countries, lambda row: row.countries("en"), width=26),
    )


def compared_rows(found: "Comparison", strange: tuple[tuple[str, str], ...] = ()) -> list[ComparedRow]:
    """What differs first, then what was not understood, then what is as it was."""
    lines: list[tuple[str, str, Listed | None, Listed | None]] = [("added", entry.name, entry, None) for entry in found.added]
    lines += [("removed", entry.name, None, entry) for entry in found.removed]
    lines += [("changed", after.name, after, before) for before, after in found.changed]
    lines += [("strange", words, None, None) for _, words in strange]
    lines += [("same", entry.name, entry, None) for entry in found.same]
    return [ComparedRow(number, way, name, entry, before) for number, (way, name, entry, before) in enumerate(lines)]


def _places(entry: "Listed | None", language: Language) -> str:
    return ", ".join(country_name(code, language) for code in entry.countries) if entry else ""
