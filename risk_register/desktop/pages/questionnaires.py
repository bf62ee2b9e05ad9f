"""All rounds by state, with the answers of the one selected."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop import jobs
from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.answers import AnswersView
from risk_register.desktop.widgets.basics import QuietComboBox, heading, plain_label, tab_through, tool_button
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.rounds import ALL_ROUNDS_COLUMNS, RoundRow
from risk_register.model.vocabulary import RoundState
from risk_register.texts import tr

_RECEIVED = 3


class QuestionnairesPage(Page):
    """Rounds on the left, answers on the right; a double click leads to the vendor."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "questionnaires_page")
        self._round: int | None = None
        self._title = heading()
        self._state_label = plain_label()
        self.state = QuietComboBox(self)
        self.state.setObjectName("round_state")
        self._state_label.setBuddy(self.state)
        self.model = RowTableModel(ALL_ROUNDS_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[RoundRow] = RecordTable(self.model, "table_rounds", self)
        self.answers = AnswersView(desk, self)
        self._build(actions)
        self.table.sort_by(_RECEIVED, Qt.SortOrder.DescendingOrder)
        self.state.currentIndexChanged.connect(self._narrow)
        self.table.record_selected.connect(self._on_round_selected)
        self.table.record_opened.connect(self._on_round_opened)
        self.retranslate()

    def _build(self, actions: Actions) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self._state_label)
        line.addWidget(self.state)
        button = tool_button(self)
        button.setDefaultAction(actions["import_questionnaire"])
        line.addWidget(button)
        right = QWidget()
        within = QVBoxLayout(right)
        within.setContentsMargins(gap // 2, 0, 0, 0)
        within.addWidget(self.answers)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        letter = self.fontMetrics().averageCharWidth()
        split.setSizes([letter * 74, letter * 102])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(split, 1)
        tab_through(self.state, button, self.table, *self.answers.controls)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Questionnaires"))
        self._state_label.setText(tr(language, "&State:"))
        self.state.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        chosen = max(self.state.currentIndex(), 0)
        self.state.clear()
        self.state.addItem(tr(language, "All"), "")
        for state in RoundState:
            self.state.addItem(state.label(language), state.value)
        self.state.setCurrentIndex(chosen)
        self.state.blockSignals(False)  # noqa: FBT003
        self.table.setAccessibleName(tr(language, "Questionnaires"))
        self.model.set_language(language)
        self.answers.retranslate()
        self._tell_empty()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.answers.filter.redraw()

    def refresh(self) -> None:
        """Reads the rounds anew."""
        self.desk.gateway.ask(jobs.round_list, self._on_rounds)

    def focus_filter(self) -> None:
        """Puts the cursor into the filter of the answers."""
        self.answers.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_rounds(self, rows: list[RoundRow]) -> None:
        self.model.set_rows(rows)
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].id)
        if not self.model.total:
            self._round = None
            self.answers.show_answers(jobs.Searchable([], {}))
        self._tell_empty()

    def _tell_empty(self) -> None:
        language = self.desk.language
        self.table.say_when_empty(tr(language, "No questionnaire is in that state.") if self.model.total else
                                  tr(language, "No questionnaire yet. Drop the file that a vendor sent you onto this window: the "
                                               "program says what it recognises before anything is stored."))

    @Slot()
    def _narrow(self) -> None:
        wanted = self.state.currentData()
        self.model.set_filter((lambda row: row.round.state == wanted) if wanted else None)
        self._tell_empty()

    @Slot(object)
    def _on_round_selected(self, identity: object) -> None:
        if identity == self._round or not isinstance(identity, int):
            return
        self._round = identity
        self.desk.gateway.ask(lambda register: jobs.round_answers(register, identity), self.answers.show_answers)

    @Slot(object)
    def _on_round_opened(self, identity: object) -> None:
        for row in self.model.rows:
            if row.id == identity:
                self.vendor_opened.emit(row.round.vendor_id)
