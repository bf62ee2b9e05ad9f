"""What each step of bringing a spreadsheet has in common."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk

if TYPE_CHECKING:
    from risk_register.exchange.bringing import Counts, Decisions, Plan, Settings
    from risk_register.exchange.bringing.plan import Archived, Duplicate


@dataclass(slots=True)
class Bringing:
    """The state that the steps share: how the file is read, what is decided, and what came of both."""

    settings: "Settings"
    decisions: "Decisions"
    plan: "Plan | None" = None
    counts: "Counts | None" = None
    read_anew: Callable[[], None] = field(default=lambda: None)
    """Called after the settings changed: the plan is made again."""
    count_anew: Callable[[], None] = field(default=lambda: None)
    """Called after a decision changed."""

    def say_column(self, sheet: str, column: int, target: str) -> None:
        """Says what a column holds."""
        self.settings = replace(self.settings, mapping={**self.settings.mapping, (sheet, column): target})
        self.read_anew()

    def say_month_first(self, *, month_first: bool) -> None:
        """Says how days are written in this file."""
        self.settings = replace(self.settings, month_first=month_first)
        self.read_anew()

    def decide(self, places: list[tuple[str, int]], decision: "Archived | Duplicate | None") -> None:
        """Decides about rows; None takes them in again."""
        rows = {place: decided for place, decided in self.decisions.rows.items() if place not in places}
        if decision is not None:
            rows.update(dict.fromkeys(places, decision))
        self.decisions = replace(self.decisions, rows=rows)
        self.count_anew()


class Step(QWidget):
    """One step: `show_plan` fills it each time the file was understood anew."""

    def __init__(self, desk: Desk, bringing: Bringing, name: str) -> None:
        super().__init__()
        self.desk = desk
        self.bringing = bringing
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(round(self.fontMetrics().height() * 0.6))

    def title(self) -> str:
        """What the step is called."""
        raise NotImplementedError

    def show_plan(self, plan: "Plan") -> None:
        """Shows what is now known of the file."""

    def is_needed(self, plan: "Plan") -> bool:
        """Whether there is anything to see in it."""
        del plan
        return True

    def is_done(self, plan: "Plan") -> bool:
        """Whether one may go on from it."""
        del plan
        return True

    def start(self) -> None:
        """Puts the keyboard where the step begins."""
        self.setFocus()
