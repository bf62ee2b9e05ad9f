"""Rounds by where they stand, with the answers of the one selected; and the reviewer's pass over one of them."""

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import questionnaires as jobs_questionnaires
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.pages.base import Page
from risk_register.desktop.widgets.answers import AnswersView
from risk_register.desktop.widgets.basics import heading, tab_through, tool_button
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.review import ReviewPane
from risk_register.desktop.widgets.round_deeds import RoundDeeds
from risk_register.desktop.widgets.rounds import ALL_ROUNDS_COLUMNS
from risk_register.desktop.widgets.standings import StandingBar
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.operations.rounds import RoundLine

_SENT = 2


class QuestionnairesPage(Page):
    """Rounds on the left, answers on the right; Enter on a round that came back begins its review."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "questionnaires_page")
        self._title = heading()
        self.standings = StandingBar(desk, self)
        self.model: RowTableModel[RoundLine] = RowTableModel(ALL_ROUNDS_COLUMNS, lambda row: row.id, desk.language)
        self.table: RecordTable[RoundLine] = RecordTable(self.model, "table_rounds", self)
        self.answers = AnswersView(desk, self)
        self.review = ReviewPane(desk, self)
        self.deeds = RoundDeeds(desk, self)
        self._layers = QStackedLayout(self)
        self._build(actions)
        self._connect()
        self.table.sort_by(_SENT, Qt.SortOrder.DescendingOrder)
        self.retranslate()

    def _build(self, actions: Actions) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        buttons = []
        for name in ("issue_questionnaire", "import_questionnaire", "remind_late"):
            button = tool_button(self)
            button.setDefaultAction(actions[name])
            line.addWidget(button)
            buttons.append(button)
        right = QWidget()
        within = QVBoxLayout(right)
        within.setContentsMargins(gap // 2, 0, 0, 0)
        within.addWidget(self.deeds)
        within.addWidget(self.answers, 1)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        letter = self.fontMetrics().averageCharWidth()
        split.setSizes([letter * 98, letter * 78])
        rounds, review = QWidget(), QWidget()
        column = QVBoxLayout(rounds)
        column.setSpacing(round(gap * 0.7))
        column.addLayout(line)
        column.addWidget(self.standings)
        column.addWidget(split, 1)
        QVBoxLayout(review).addWidget(self.review)
        for layer in (rounds, review):
            layout = layer.layout()
            if layout is not None:
                layout.setContentsMargins(gap, gap, gap, gap)
            self._layers.addWidget(layer)
        tab_through(*buttons, *self.standings.buttons.values(), self.table, *self.deeds.controls, *self.answers.controls)

    def _connect(self) -> None:
        self.standings.chosen.connect(self._narrow)
        self.table.record_selected.connect(self._on_round_selected)
        self.table.record_opened.connect(self._on_round_opened)
        self.deeds.review_requested.connect(self.open_review)
        self.deeds.vendor_requested.connect(self.vendor_opened)
        self.review.left.connect(self.show_rounds)
        self.review.letter_requested.connect(self.deeds.write_letter)

    def join(self, window: "MainWindow") -> None:
        """Lets the deeds on a round open the window's dialogs."""
        super().join(window)
        self.deeds.window_ = window

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Questionnaires"))
        self.table.setAccessibleName(tr(language, "Questionnaires"))
        self.standings.retranslate()
        self.model.set_language(language)
        self.answers.retranslate()
        self.deeds.retranslate()
        self.review.retranslate()
        self._tell_empty()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        self.answers.filter.redraw()
        self.review.redraw()
        self.standings.retranslate()

    def refresh(self) -> None:
        """Reads the rounds anew, and the one under review."""
        self.desk.gateway.ask(jobs_questionnaires.round_list, self._on_rounds)
        self.answers.reload()
        if self.in_review:
            self.review.refresh()

    def focus_filter(self) -> None:
        """Puts the cursor into the filter of the answers."""
        (self.review if self.in_review else self.answers).filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def in_review(self) -> bool:
        """Whether a round is being reviewed."""
        return self._layers.currentIndex() == 1

    @Slot(object)
    def open_review(self, round_id: object) -> None:
        """Begins or goes on with the review of a round."""
        if isinstance(round_id, int):
            self._layers.setCurrentIndex(1)
            self.review.open_round(round_id)

    @Slot()
    def show_rounds(self) -> None:
        """Shows the list of rounds."""
        self._layers.setCurrentIndex(0)
        self.table.setFocus()

    def show_round(self, round_id: int) -> None:
        """Stands on a round in the list, whatever state the list was narrowed to."""
        self.show_rounds()
        if not self.table.select(round_id):
            self.standings.buttons[""].click()
            self.table.select(round_id)

    def _on_rounds(self, rows: "list[RoundLine]") -> None:
        self.standings.show_counts(Counter(row.standing for row in rows))
        self.model.set_rows(rows)
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].id)
        if not self.model.total:
            self.answers.show_round(None)
        self._tell_round()
        self._tell_empty()

    def _tell_empty(self) -> None:
        language = self.desk.language
        self.table.say_when_empty(
            tr(language, "No questionnaire is in that state.") if self.model.total else
            tr(language, "No questionnaire yet. Send one to a vendor, or drop the file that a vendor sent you onto this window: "
                         "the program says what it recognises before anything is stored."))

    @Slot(str)
    def _narrow(self, wanted: str) -> None:
        self.model.set_filter((lambda row: row.standing == wanted) if wanted else None)
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].id)
        self._tell_empty()

    def _tell_round(self) -> None:
        self.deeds.show_round(self.table.row_in_hand)

    @Slot(object)
    def _on_round_selected(self, identity: object) -> None:
        self._tell_round()
        if isinstance(identity, int):
            self.answers.show_round(identity)

    @Slot(object)
    def _on_round_opened(self, identity: object) -> None:
        for row in self.model.rows:
            if row.id == identity:
                self.deeds.do_next(row)
