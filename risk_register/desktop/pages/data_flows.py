"""The supply chain drawn, or as a table: who gets which data, through whom, and what a breach at one party would touch."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout

from risk_register.desktop.actions import Actions
from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.jobs import data_flows as jobs
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.breach_pane import BreachPane
from risk_register.desktop.widgets.flow_filters import FlowFilters
from risk_register.desktop.widgets.flow_map import FlowMap
from risk_register.desktop.widgets.flow_table import FlowTable
from risk_register.desktop.words import count
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.risk.supply_chain import Reach

_US = 0


class DataFlowsPage(Page):
    """Map or table on the left, what a breach touches on the right. Both show the same and stand on the same party."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "data_flows_page")
        del actions
        self.drawn: jobs.DrawnChain | None = None
        self._run = 0
        self._title = heading()
        self._note = QuietLabel(wrap=True)
        self._note.setObjectName("data_flows_note")
        self.filters = FlowFilters(self)
        self.as_table = tool_button(self, name="data_flows_as_table")
        self.as_table.setCheckable(True)
        self.closer, self.farther = tool_button(self, name="zoom_in"), tool_button(self, name="zoom_out")
        self.export = tool_button(self, name="export_svg")
        self.map = FlowMap(self)
        self.table = FlowTable(desk, self._ours, self)
        self.model = self.table.rows
        self.pane = BreachPane(self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()
        self.redraw()
        self.retranslate()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        for widget in (self.as_table, self.farther, self.closer, self.export):
            line.addWidget(widget)
        self._stack.addWidget(self.map)
        self._stack.addWidget(self.table)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._stack)
        split.addWidget(self.pane)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([10_000, self.fontMetrics().averageCharWidth() * 46])
        self.pane.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self.filters)
        column.addWidget(self._note)
        column.addWidget(split, 1)
        tab_through(self.as_table, self.farther, self.closer, self.export, *self.filters.controls, self.map, self.table,
                    self.pane.open)

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.filters.words.left_downwards.connect(lambda: (self.table if self.as_table.isChecked() else self.map).setFocus())
        self.as_table.toggled.connect(self._on_as_table)
        self.closer.clicked.connect(lambda: self.map.zoom(1.2))
        self.farther.clicked.connect(lambda: self.map.zoom(1 / 1.2))
        self.export.clicked.connect(self._on_export)
        self.map.party_selected.connect(self._on_party)
        self.map.party_opened.connect(self.vendor_opened)
        self.map.breach_wanted.connect(self.pane.take_keys)
        self.pane.left.connect(self._on_pane_left)
        self.table.record_selected.connect(self._on_row)
        self.table.record_opened.connect(self._on_row_opened)
        self.pane.vendor_opened.connect(self.vendor_opened)

    # What is said

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Data flows"))
        self.filters.retranslate(language)
        self.as_table.setText(tr(language, "As a table"))
        self.export.setText(tr(language, "Save as SVG…"))
        for button, words in ((self.closer, tr(language, "Zoom in")), (self.farther, tr(language, "Zoom out"))):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.table.setAccessibleName(tr(language, "Data flows as a table"))
        self.map.retranslate(language)
        self.model.set_language(language)
        self.pane.say(language)
        self._tell()

    def redraw(self) -> None:
        """Draws icons and map in the theme now in force."""
        self.filters.words.redraw()
        self.closer.setIcon(icon("zoom-in", self.palette()))
        self.farther.setIcon(icon("zoom-out", self.palette()))
        self.export.setIcon(icon("export", self.palette()))
        if self.drawn is not None:
            self.map.show_chain(self.drawn, self.desk.language)

    def refresh(self) -> None:
        """Reads the chain anew."""
        self.table.read_choices()
        self._run += 1
        run, wanted = self._run, self.filters.wanted
        self.desk.gateway.ask(lambda register: jobs.drawn_chain(register, wanted), lambda drawn: self._on_drawn(run, drawn))

    @Slot()
    def _narrow(self) -> None:
        """Draws what the filters leave of the chain that was read; only a change of facts reads it anew."""
        if self.drawn is None:
            self.refresh()
            return
        self._run += 1
        run, whole, wanted = self._run, self.drawn.whole, self.filters.wanted
        self.desk.gateway.ask(lambda _register: jobs.draw(whole, wanted), lambda drawn: self._on_drawn(run, drawn))

    def focus_filter(self) -> None:
        """Puts the cursor into the filter."""
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def _on_drawn(self, run: int, drawn: jobs.DrawnChain) -> None:
        if run != self._run:
            return  # something else was asked for meanwhile
        self.drawn = drawn
        self.filters.offer(drawn.categories, drawn.countries, self.desk.language)
        self.model.set_rows(drawn.rows)
        shown = set(self.map.parties)
        self._tell()
        if shown != set(self.map.parties):  # else an edit would move the picture away from under the person's eyes
            self.map.begin()

    def _tell(self) -> None:
        language, drawn = self.desk.language, self.drawn
        if drawn is None:
            self._on_party(None)
            return
        left_out = drawn.left_out
        self._note.setVisible(bool(left_out))
        self._note.setText(tr(language, "{count} parties of lower rank are left out of the picture; the table has them too, "
                                        "and so has a filter.", count=count(left_out, language)) if left_out else "")
        words = (tr(language, "Nothing matches the filter.") if len(drawn.whole.parties) > 1 else
                 tr(language, "Vendors, their subcontractors and the data that goes to them will stand here. Add a vendor first."))
        self.map.say_when_empty(words)
        self.table.say_when_empty(words)
        self.export.setEnabled(len(drawn.part.parties) > 1)
        self.map.show_chain(drawn, language)

    # Who is stood on

    @Slot(object)
    def _on_party(self, party: int | None) -> None:
        reach = self._reach(party)
        self.map.mark(reach)
        if self.drawn is not None:
            self.pane.show_reach(self.drawn.whole, reach, self.desk.language)
        else:
            self.pane.hint.setVisible(True)
            for widget in (self.pane.name, self.pane.facts, self.pane.open):
                widget.setVisible(False)

    @Slot()
    def _on_pane_left(self) -> None:
        (self.table if self.as_table.isChecked() else self.map).setFocus()

    def _reach(self, party: int | None) -> "Reach | None":
        from risk_register.risk.supply_chain import reached

        return reached(self.drawn.whole, party) if self.drawn is not None and party is not None and party != _US else None

    def _ours(self) -> str:
        return self.drawn.whole.name(_US) if self.drawn is not None else ""

    @Slot(object)
    def _on_row(self, _identity: object) -> None:
        row = self.table.row_in_hand
        if row is not None and row.far in self.map.parties and row.far != self.map.current:
            self.map.select(row.far)

    @Slot(object)
    def _on_row_opened(self, _identity: object) -> None:
        row = self.table.row_in_hand
        if row is not None:
            self.vendor_opened.emit(row.far)

    @Slot(bool)
    def _on_as_table(self, table: bool) -> None:
        self._stack.setCurrentWidget(self.table if table else self.map)
        for button in (self.closer, self.farther):
            button.setEnabled(not table)

    # Export

    @Slot()
    def _on_export(self) -> None:
        language = self.desk.language
        ask_for_file(self.desk, self, tr(language, "Save as SVG"), self.save_picture, mode="save",
                     suggested=f"{tr(language, 'Data flows')}.svg", suffix="svg", name="svg_dialog")

    def save_picture(self, path: Path) -> None:
        """Saves what the map shows as SVG, off the window's thread."""
        drawn, language = self.drawn, self.desk.language
        if drawn is None:
            return
        self.desk.settings.last_folder = str(path.parent)
        self.desk.gateway.ask_long(Text("Saving the picture"), lambda _register, _work: jobs.write_picture(drawn, path, language),
                                   lambda _: self._on_saved(path))

    def _on_saved(self, path: Path) -> None:
        self._note.setVisible(True)
        self._note.setText(tr(self.desk.language, "Saved as {file}.", file=str(path)))
