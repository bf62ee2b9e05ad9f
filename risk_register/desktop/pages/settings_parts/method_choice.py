"""Choosing the method: what another would make of each vendor is shown before it can be put into force."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.delegates.level import LevelDelegate
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label, tab_through
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import count, score, term
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from risk_register.desktop.jobs.risk import MovedVendor
    from risk_register.desktop.tasks import Work
    from risk_register.store import Register

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


COLUMNS: "tuple[Column[MovedVendor], ...]" = (
    Column(Text("Vendor"), lambda row, _: row.name, lambda row: fold_accents(row.name), width=22, grows=True),
    Column(Text("Now"), lambda row, language: _words(_now(row, language)), lambda row: row.residual, width=16),
    Column(Text("By that method"), lambda row, language: _words(_then(row, language)), lambda row: row.then_residual, width=16),
    Column(Text("Tier"), _tiers, lambda row: row.tier, width=18),
)


class MethodChoiceBox(QWidget):
    """A box of methods; a button that judges all vendors by the one in hand; and, after that only, one that uses it."""

    looked_at = Signal(object)
    """The text of the method that is in hand, to be read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.choices: list[jobs.MethodChoice] = []
        self.work: Work | None = None
        self._compared: str | None = None
        self._label = plain_label()
        self.box = QuietComboBox(self)
        self.box.setObjectName("method_box")
        self.box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
        self._label.setBuddy(self.box)
        self.compare, self.use, self.own = QPushButton(self), QPushButton(self), QPushButton(self)
        self.own.setObjectName("method_own")
        self._read: list[jobs.MethodChoice] = []
        self.compare.setObjectName("method_compare")
        self.use.setObjectName("method_use")
        self.told = plain_label(wrap=True, name="method_told")
        self.model = RowTableModel(COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[MovedVendor] = RecordTable(self.model, "method_vendors", self)
        self._paint(_NOW, _now)
        self._paint(_THEN, _then)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * _ROWS)
        self._build()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = FlowingLine()
        line.add_pair(self._label, self.box)
        line.addWidget(self.compare)
        line.addWidget(self.use)
        line.addWidget(self.own)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addLayout(line)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        tab_through(self.box, self.compare, self.use, self.own, self.table)
        self.box.currentIndexChanged.connect(self._on_chosen)
        self.compare.clicked.connect(self.on_compare)
        self.use.clicked.connect(self.on_use)
        self.own.clicked.connect(self._on_own)
        self._show_table(shown=False)

    def _paint(self, column: int, figures: "Callable[[MovedVendor, Language], tuple[str, str, str]]") -> None:
        self.table.paint_column(column, LevelDelegate(lambda row: figures(row, self.desk.language), self._levels, self.table))

    def _levels(self) -> list[str]:
        return [level.label(self.desk.language) for level in RiskLevel]

    @property
    def chosen(self) -> jobs.MethodChoice | None:
        """The method in hand."""
        place = self.box.currentIndex()
        return self.choices[place] if 0 <= place < len(self.choices) else None

    def retranslate(self) -> None:
        """Says the box in the language now in force."""
        language = self.desk.language
        self._label.setText(tr(language, "&Method"))
        self.box.setAccessibleName(tr(language, "Method"))
        self.compare.setText(tr(language, "Show what would &change"))
        self.use.setText(tr(language, "&Judge by this method"))
        self.own.setText(tr(language, "From a fi&le…"))
        self.own.setToolTip(tr(language, "A method of your own, written as those of the program are"))
        self.table.setAccessibleName(tr(language, "Vendors before and after"))
        self.model.set_language(language)
        self._offer(self.choices)
        self._tell()

    def refresh(self) -> None:
        """Reads which methods there are and which is in force; what was compared may no longer hold."""
        self.desk.gateway.ask(jobs.method_choices, self._on_choices)

    def _on_choices(self, choices: list[jobs.MethodChoice]) -> None:
        self._compared = None
        held = self.chosen.name if self.chosen is not None and not self.chosen.in_force and self.choices else None
        names = {each.name for each in choices}
        self.choices = choices = [*choices, *(each for each in self._read if each.name not in names)]
        self._offer(choices)
        place = next((place for place, each in enumerate(choices) if each.name == held), None)
        if place is None:
            place = next((place for place, each in enumerate(choices) if each.in_force), -1)
        self.box.setCurrentIndex(place)
        self._show_table(shown=False)
        self._tell()

    @Slot()
    def _on_own(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "A method of your own"), self.read, filters=("TOML (*.toml)",),
                     name="method_dialog")

    def read(self, path: Path) -> None:
        """Takes a method from a file in hand, once it has been found to be whole."""
        self.desk.gateway.ask(lambda _register: jobs.read_method(path), self._on_read)

    def _on_read(self, choice: jobs.MethodChoice) -> None:
        if all(each.name != choice.name for each in self.choices):
            self._read.append(choice)
            self.choices = [*self.choices, choice]
            self._offer(self.choices)
        self.box.setCurrentIndex(next(place for place, each in enumerate(self.choices) if each.name == choice.name))

    def _offer(self, choices: list[jobs.MethodChoice]) -> None:
        language, place = self.desk.language, self.box.currentIndex()
        blocked = self.box.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.box.clear()
        for each in choices:
            title = each.title[language]
            self.box.addItem(tr(language, "{method} (in force)", method=title) if each.in_force else title)
        self.box.setCurrentIndex(place)
        self.box.blockSignals(blocked)

    @Slot()
    def _on_chosen(self) -> None:
        self._show_table(shown=False)
        self._compared = None
        if self.chosen is not None:
            self.looked_at.emit(None if self.chosen.in_force else self.chosen.text)
        self._tell()

    @Slot()
    def on_compare(self) -> None:
        """Judges all vendors by the method in hand, without changing anything."""
        chosen = self.chosen
        if chosen is None or self.work is not None:
            return

        def ask(register: "Register", work: "Work") -> "list[MovedVendor]":
            return jobs.method_preview(register, chosen, work)

        def show(rows: "list[MovedVendor]") -> None:
            self.work = None
            if self.chosen is not None and self.chosen.name == chosen.name:
                self._compared = chosen.name
                self.model.set_rows(rows)
                self._show_table(shown=True)
            self._tell()

        self.work = self.desk.gateway.ask_long(Text("Judging all vendors by another method"), ask, show, self._on_failed)
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        self.work = None
        self._tell()
        self.desk.gateway.runner.failed.emit(error)

    @Slot()
    def on_use(self) -> None:
        """Puts the method into force that was compared, in one change that Undo takes back."""
        chosen, actor = self.chosen, self.desk.settings.actor
        if chosen is not None and chosen.name == self._compared and self.desk.gateway.can_change:
            self.desk.gateway.change(lambda register: jobs.use_method(register, chosen, actor))

    def _show_table(self, *, shown: bool) -> None:
        self.table.setVisible(shown)

    def _tell(self) -> None:
        language, chosen = self.desk.language, self.chosen
        other = chosen is not None and not chosen.in_force
        compared = other and chosen is not None and chosen.name == self._compared
        self.compare.setEnabled(other and self.work is None)
        self.use.setEnabled(compared and self.desk.gateway.can_change)
        if compared:
            moved = sum(row.moved for row in self.model.everything)
            self.told.setText(tr(language, "Vendors whose tier, level or figure would move: {moved} of {total}. Nothing has "
                                           "changed yet; once it is used, Undo brings the method in force back.",
                                 moved=count(moved, language), total=count(self.model.total, language)))
        elif other:
            self.told.setText(tr(language, "Look at what would change before you judge by another method."))
        else:
            self.told.setText("")
        self.told.setVisible(other)
