"""Vendors before and after another method: the table, and in a sentence who moves."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from risk_register.desktop.delegates.level import LevelDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count, score, term
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.jobs.risk import MovedVendor

_NOW, _THEN = 1, 2
_ROWS = 7
"""How many lines of vendors are in view at least, with the heading."""


def _now(row: "MovedVendor", language: Language) -> tuple[str, str, str]:
    return "" if row.residual is None else score(row.residual, language), row.level, term(RiskLevel, row.level, language)


def _then(row: "MovedVendor", language: Language) -> tuple[str, str, str]:
    figure = row.then_residual
    return "" if figure is None else score(figure, language), row.then_level, term(RiskLevel, row.then_level, language)


def _words(figures: tuple[str, str, str]) -> str:
    return " ".join(filter(None, figures[::2]))


def _tiers(row: "MovedVendor", language: Language) -> str:
    before, after = (term(Tier, tier, language) for tier in (row.tier, row.then_tier))
    return before if before == after else f"{before} \N{RIGHTWARDS ARROW} {after}"


_COLUMNS: "tuple[Column[MovedVendor], ...]" = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: fold_accents(row.name), width=22, grows=True),
    Column(Text("Now"), lambda row, language: _words(_now(row, language)), lambda row: row.residual, width=16),
    Column(Text("By that method"), lambda row, language: _words(_then(row, language)), lambda row: row.then_residual, width=16),
    Column(Text("Tier"), _tiers, lambda row: row.tier, width=18),
)


class MovedVendors:
    """The table with its model; those whose level or tier moves come first, as they were read."""

    def __init__(self, desk: Desk, name: str, parent: QWidget) -> None:
        self._desk = desk
        self.model = RowTableModel(_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[MovedVendor] = RecordTable(self.model, name, parent)
        self._paint(_NOW, _now)
        self._paint(_THEN, _then)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * _ROWS)

    def _paint(self, column: int, figures: "Callable[[MovedVendor, Language], tuple[str, str, str]]") -> None:
        self.table.paint_column(column, LevelDelegate(lambda row: figures(row, self._desk.language), self._levels, self.table))

    def _levels(self) -> list[str]:
        return [level.label(self._desk.language) for level in RiskLevel]

    def retranslate(self) -> None:
        """Says the table in the language now in force."""
        self.table.setAccessibleName(tr(self._desk.language, "Vendors before and after"))
        self.model.set_language(self._desk.language)


def who_moves(rows: "Sequence[MovedVendor]", language: Language) -> str:
    """How many vendors rise and fall in level, change their tier, or move in their figure at all."""
    rank = {level.value: level.rank for level in RiskLevel}
    steps = [rank[row.then_level] - rank[row.level] for row in rows]
    return tr(language, "Level rises: {up}. Level falls: {down}. Another tier: {tiers}. Another figure at all: {moved} of {total}.",
              up=count(sum(step > 0 for step in steps), language), down=count(sum(step < 0 for step in steps), language),
              tiers=count(sum(row.tier != row.then_tier for row in rows), language),
              moved=count(sum(row.moved for row in rows), language), total=count(len(rows), language))
