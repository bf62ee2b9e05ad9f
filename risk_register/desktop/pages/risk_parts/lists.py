"""What would lower risk most, where it gathers, and which unknowns would change a level: lists that judging all vendors makes."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from risk_register.desktop.delegates.level import LevelDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.risk import RiskSheet
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.risk_parts.base import WorkedOutTab
from risk_register.desktop.risk_columns import ACTIONS, GATHERINGS, NOW, UNKNOWNS, WORST, Gathering, now_figures, worst_figures
from risk_register.desktop.widgets.basics import plain_label, tab_through
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.texts import Language, Text, number, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from risk_register.risk.portfolio import Action, Concentration, Sensitivity


class _ListTab(WorkedOutTab):
    """A sentence and a table; Enter on a row opens its vendor."""

    def __init__(self, desk: Desk, model: RowTableModel[Any], name: str, *, wrap: bool = False) -> None:
        super().__init__(desk)
        self.model = model
        self.told = plain_label(wrap=True, name=f"{name}_told")
        self.table: RecordTable[Any] = RecordTable(model, name, self, wrap=wrap)
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        tab_through(self.start, self.table)
        self.table.record_opened.connect(self._on_opened)

    def _on_opened(self, identity: object) -> None:
        row = next((row for row in self.model.rows if self.model.identity_of(row) == identity), None)
        vendor = self._vendor_of(row)
        if vendor is not None:
            self.vendor_opened.emit(vendor)

    def _vendor_of(self, row: Any) -> int | None:
        return getattr(row, "vendor_id", None)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        self.model.set_language(self.desk.language)
        if self.sheet is not None:
            self.show_sheet(self.sheet)


class ActionsTab(_ListTab):
    """Ten actions with their drop, each found by judging the vendor anew as if it were done."""

    title = Text("What would lower it")

    def __init__(self, desk: Desk) -> None:
        def key(row: "Action") -> object:
            return row.vendor_id, row.kind, row.facts

        super().__init__(desk, RowTableModel(ACTIONS, key, desk.language), "risk_actions", wrap=True)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        language = self.desk.language
        self.table.setAccessibleName(tr(language, "What would lower risk most"))
        self.table.say_when_empty(tr(language, "No action was found that would lower a vendor's risk."))
        self.told.setText(tr(language, "The actions with the largest drop of residual risk, each tried on the vendor's facts and "
                                       "the vendor judged again. 'At best' depends on what comes out."))

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows the actions."""
        super().show_sheet(sheet)
        if sheet.portfolio is not None:
            self.model.set_rows(sheet.portfolio.drivers)


class UnknownsTab(_ListTab):
    """Each unknown read at its worst, all else as it counts."""

    title = Text("Unknowns")

    def __init__(self, desk: Desk) -> None:
        def key(row: "Sensitivity") -> object:
            return row.vendor_id, row.unknown

        super().__init__(desk, RowTableModel(UNKNOWNS, key, desk.language), "risk_unknowns", wrap=True)
        self._paint(NOW, now_figures)
        self._paint(WORST, worst_figures)

    def _paint(self, column: int, figures: "Callable[[Sensitivity, Language], tuple[str, str, str]]") -> None:
        self.table.paint_column(column, LevelDelegate(lambda row: figures(row, self.desk.language), self._levels, self.table))

    def _levels(self) -> list[str]:
        return [level.label(self.desk.language) for level in RiskLevel]

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        language = self.desk.language
        self.table.setAccessibleName(tr(language, "Unknowns that would change a level"))
        self.table.say_when_empty(tr(language, "No single unknown would change a vendor's level."))

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows the unknowns, the worst first."""
        super().show_sheet(sheet)
        if sheet.portfolio is None:
            return
        found, language = sheet.portfolio.sensitivities, self.desk.language
        many = count(len(found), language)
        self.model.set_rows(found)
        self.told.setText(tr(language, "Unknowns that would by themselves raise a vendor's level, if they turned out "
                                       "badly: {count}. To ask about them is the cheapest thing to do.", count=many))


class ConcentrationTab(_ListTab):
    """Sentences on how concentrated the critical services are, then where they end."""

    title = Text("Concentration")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, RowTableModel(GATHERINGS, lambda row: row.key, desk.language), "risk_concentration")

    def _vendor_of(self, row: Any) -> int | None:
        """Parties have a page of their own; countries have none."""
        return int(row.ending.key) if row is not None and row.kind != "country" else None

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        language = self.desk.language
        self.table.setAccessibleName(tr(language, "Where critical services end"))
        self.table.say_when_empty(tr(language, "No service of a critical or important function is recorded. Say on a "
                                               "vendor's page, under Services and contracts, which function a service supports."))

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows what gathers where."""
        super().show_sheet(sheet)
        if sheet.portfolio is None:
            return
        found = sheet.portfolio.concentration
        self.model.set_rows([*(Gathering("provider", each) for each in found.providers),
                             *(Gathering("subcontractor", each) for each in found.shared_subcontractors),
                             *(Gathering("country", each) for each in found.countries)])
        self.told.setText("\n".join(self._sentences(found)))

    def _sentences(self, found: "Concentration") -> list[str]:
        language = self.desk.language
        first = tr(language, "Critical services: {services}, for critical or important functions: {functions}",
                   services=count(found.services, language), functions=count(found.functions, language))
        points = [f"\N{BULLET} {each.text.render(language)}" for each in found.single_points]
        indexes = [tr(language, "\N{BULLET} Herfindahl index {index} of {most}: {words}", index=number(each.index, language),
                      most=number(10_000, language), words=each.text.render(language)) for each in found.herfindahl]
        return [first, *points, *indexes]
