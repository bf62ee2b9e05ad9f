"""The reviewer's pass over a round: its answers as a table, the one in hand in full, judgements by single keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import questionnaires as jobs
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.widgets.basics import (
    QuietComboBox,
    QuietLabel,
    heading,
    plain_label,
    push_button,
    tab_through,
    tool_button,
)
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.review_card import VERDICTS, ReviewCard
from risk_register.desktop.widgets.review_table import REVIEW_COLUMNS, ReviewTable
from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary import ReviewerVerdict, RoundState
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.operations.reviewing import ReviewLine, ReviewSheet

_KINDS: tuple[tuple[str, Text, "Callable[[ReviewLine], bool]"], ...] = (
    ("all", Text("All answers"), lambda _: True),
    ("unreviewed", Text("Not reviewed"), lambda row: not row.reviewed),
    ("changed", Text("Changed since last time"), lambda row: row.changed),
    ("adverse", Text("Adverse"), lambda row: row.adverse),
    ("doubtful", Text("Doubtful"), lambda row: row.doubtful),
    ("unanswered", Text("Unanswered"), lambda row: row.open),
    ("follow_up", Text("To be followed up"), lambda row: row.answer.reviewer_verdict == ReviewerVerdict.FOLLOW_UP),
)


class ReviewPane(QWidget):
    """Opened on a round by `open_round`. Each key 1 to 4 is one change that Ctrl+Z takes back."""

    left = Signal()
    """The person goes back to the list of rounds."""
    letter_requested = Signal(object)
    """The id of the round about whose answers the vendor is to be written to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("review_pane")
        self.round_id: int | None = None
        self._sheet: ReviewSheet | None = None
        self._search: dict[int, str] = {}
        self.back = tool_button(self, name="review_back")
        self._title = heading()
        self._progress = plain_label(name="review_progress")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self.take_over, self.letter = tool_button(self, name="review_take_over"), tool_button(self, name="review_letter")
        self.finish = push_button(self, name="review_finish")
        self.filter = FilterField("review_filter", self)
        self.kind = QuietComboBox(self)
        self.kind.setObjectName("review_kind")
        self.one_by_one = QCheckBox(self)
        self.one_by_one.setObjectName("review_one_by_one")
        self.goes_on = QCheckBox(self)
        self.goes_on.setObjectName("review_goes_on")
        self.goes_on.setChecked(True)
        self._keys = QuietLabel(wrap=True)
        self.model: RowTableModel[ReviewLine] = RowTableModel(REVIEW_COLUMNS, lambda row: row.id, desk.language)
        self.table = ReviewTable(desk, self.model, self)
        self.card = ReviewCard(desk, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        head, narrow = QHBoxLayout(), FlowingLine()
        self._bar.setMaximumWidth(gap * 12)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a long name must not widen the window
        at_head: tuple[QWidget, ...] = (self.back, self._title, self._progress, self._bar, self.finish)
        for widget in at_head:
            head.addWidget(widget)
        head.setStretch(1, 1)
        to_narrow: tuple[QWidget, ...] = (self.filter, self.kind, self.one_by_one, self.goes_on, self.take_over, self.letter)
        for widget in to_narrow:
            narrow.addWidget(widget)
        self.filter.grow_between(24, 60)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.card)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([gap * 22, gap * 17])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(gap * 0.6))
        column.addLayout(head)
        column.addLayout(narrow)
        column.addWidget(self._split, 1)
        column.addWidget(self._keys)
        tab_through(self.back, self.finish, *to_narrow, self.table, *self.card.controls)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.letter.clicked.connect(lambda: self.letter_requested.emit(self.round_id))
        self.take_over.clicked.connect(self._on_take_over)
        self.finish.clicked.connect(self._on_finish)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.one_by_one.toggled.connect(lambda alone: self.table.setVisible(not alone))
        self.table.record_selected.connect(self._show_current)
        self.table.record_opened.connect(lambda _: self.card.focus_note())
        self.card.judged.connect(self._on_judged)
        self.card.noted.connect(self._on_noted)
        self.card.finding_requested.connect(self.add_finding)
        self.card.evidence_requested.connect(self._on_evidence)
        keys: dict[str, Callable[[], None]] = {"N": self.next_unreviewed, "F": self.add_finding, "O": self.card.focus_note}
        keys |= {str(number): self._judge_by_key(verdict) for number, verdict in enumerate(VERDICTS, start=1)}
        keys |= {f"Alt+{number}": self._judge_by_key(verdict) for number, verdict in enumerate(VERDICTS, start=1)}
        keys |= {"PgDown": lambda: self._step(1), "PgUp": lambda: self._step(-1)}
        for key, deed in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    def _judge_by_key(self, verdict: ReviewerVerdict) -> Callable[[], None]:
        return lambda: self.card.choose(verdict)

    # What is shown

    def retranslate(self) -> None:
        """Says the pane in the language now in force."""
        language = self.desk.language
        self.back.setText(tr(language, "All &rounds"))
        self.letter.setText(tr(language, "&Write to the vendor…"))
        self.take_over.setText(tr(language, "&Unchanged: judge as last time"))
        self.filter.say(tr(language, "Filter by question, answer or note"))
        chosen = max(self.kind.currentIndex(), 0)
        self.kind.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.kind.clear()
        for name, words, _ in _KINDS:
            self.kind.addItem(words.render(language), name)
        self.kind.setCurrentIndex(chosen)
        self.kind.blockSignals(False)  # noqa: FBT003
        self.kind.setAccessibleName(tr(language, "Which answers are shown"))
        self.one_by_one.setText(tr(language, "One at a &time"))
        self.goes_on.setText(tr(language, "&Go on after a judgement"))
        self._keys.setText(tr(language, "1 to 4: judge    N: next not reviewed    O: note    F: finding    "
                                        "Page up, page down: answer by answer"))
        self.table.setAccessibleName(tr(language, "Answers to review"))
        self._bar.setAccessibleName(tr(language, "Progress of the review"))
        self.model.set_language(language)
        self.card.retranslate()
        self._tell()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        from risk_register.desktop.icons import icon

        self.filter.redraw()
        self.back.setIcon(icon("back", QApplication.palette()))

    def open_round(self, round_id: int) -> None:
        """Shows a round from its first answer that is not reviewed."""
        if round_id != self.round_id:
            self.filter.clear()
            self.kind.setCurrentIndex(0)
        self.round_id = round_id
        self.refresh(first=True)

    def refresh(self, *, first: bool = False) -> None:
        """Reads the round anew."""
        wanted = self.round_id
        if wanted is None:
            return

        def show(found: jobs.Review) -> None:
            if wanted == self.round_id:
                self._show(found, first=first)

        self.desk.gateway.ask(lambda register: jobs.review(register, wanted), show, self._on_gone)

    def _on_gone(self, _error: Exception) -> None:
        """The round is no longer there, as when its import was undone."""
        self.round_id, self._sheet = None, None
        self.left.emit()

    def _show(self, found: jobs.Review, *, first: bool) -> None:
        self._sheet, self._search = found.sheet, found.search
        self.model.set_rows(found.sheet.lines)
        self._narrow()
        self._tell()
        if first:
            self.next_unreviewed(from_start=True)
            self.table.setFocus()
        self._show_current()

    def _tell(self) -> None:
        sheet, language = self._sheet, self.desk.language
        if sheet is None:
            return
        name = family_and_version(sheet.round.family, sheet.round.version, language) if sheet.round.family else ""
        self._title.setText(" \N{EN DASH} ".join(part for part in (sheet.vendor, name) if part))
        done, total = sheet.reviewed, len(sheet.lines)
        self._progress.setText(tr(language, "{done} of {total} reviewed", done=done, total=total))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        over = sheet.round.state == RoundState.REVIEWED
        self.finish.setText(tr(language, "Take up again") if over else tr(language, "&Finish the review"))
        can = self.desk.gateway.can_change
        self.finish.setEnabled(can)
        same = any(line.before is not None and line.before.reviewer_verdict and not line.changed and not line.reviewed
                   for line in sheet.lines)
        self.take_over.setEnabled(can and same)
        self.take_over.setVisible(sheet.before is not None)
        self.table.say_when_empty(tr(language, "No answer matches the filter."))

    @Slot()
    def _narrow(self) -> None:
        wanted = fold_accents(self.filter.text()).split()
        keep = _KINDS[max(self.kind.currentIndex(), 0)][2]
        self.model.set_filter(lambda row: keep(row) and all(word in self._search.get(row.id, "") for word in wanted))

    @property
    def current(self) -> "ReviewLine | None":
        """The answer in hand."""
        return self.table.row_in_hand

    @Slot()
    def _show_current(self) -> None:
        self.card.show_line(self.current, self._sheet)

    # What is done

    def next_unreviewed(self, *, from_start: bool = False) -> None:
        """Stands on the next answer that is not reviewed, from here on and round to here."""
        rows, index = self.model.rows, self.table.currentIndex()
        here = -1 if from_start or not index.isValid() else index.row()
        order = [*range(here + 1, len(rows)), *range(here + 1)]
        target = next((place for place in order if not rows[place].reviewed), 0 if from_start and rows else None)
        if target is not None:
            self.table.select(rows[target].id)

    def _step(self, by: int) -> None:
        place = self.table.currentIndex().row() + by
        if 0 <= place < len(self.model.rows):
            self.table.select(self.model.rows[place].id)

    @Slot(object, str)
    def _on_judged(self, verdict: ReviewerVerdict, note: str) -> None:
        line = self.current
        if line is None:
            return
        answer_id, actor = line.id, self.desk.settings.actor
        if self.goes_on.isChecked():
            self.next_unreviewed()
        if line.answer.reviewer_verdict != verdict or note != (line.answer.reviewer_note or ""):
            self.desk.gateway.change(lambda register: jobs.judge(register, answer_id, verdict, note, actor))

    @Slot(str)
    def _on_noted(self, note: str) -> None:
        line, actor = self.current, self.desk.settings.actor
        if line is not None:
            answer_id = line.id
            self.desk.gateway.change(lambda register: jobs.judge(register, answer_id, None, note, actor))

    @Slot()
    def add_finding(self) -> None:
        """Opens the form of a finding, filled in from the answer in hand."""
        from risk_register.desktop.widgets.finding_deeds import Seen, open_finding

        if self.current is not None:
            open_finding(self.desk, self, Seen("answer", self.current.id))

    @Slot()
    def _on_evidence(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            vendor_id = sheet.round.vendor_id
            self.desk.gateway.ask(lambda register: jobs.vendor_evidence(register, vendor_id), self._offer_evidence)

    def _offer_evidence(self, offered: list[tuple[int, str]]) -> None:
        from risk_register.desktop.widgets.evidence_menu import offer

        line = self.current
        if line is not None:
            offer(self.desk, self.card.link, offered, line.id)

    @Slot()
    def _on_take_over(self) -> None:
        wanted, actor = self.round_id, self.desk.settings.actor
        if wanted is not None:
            self.desk.gateway.change(lambda register: jobs.take_over(register, wanted, actor))

    @Slot()
    def _on_finish(self) -> None:
        wanted, actor, sheet = self.round_id, self.desk.settings.actor, self._sheet
        if wanted is None or sheet is None:
            return
        again = sheet.round.state == RoundState.REVIEWED
        self.desk.gateway.change(lambda register: jobs.finish(register, wanted, actor, again=again))
        if not again:
            self.left.emit()
