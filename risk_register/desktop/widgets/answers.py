"""A round's answers: the vendor's words with sheet and cell, what they amount to, and whether that is the bad one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.jobs.register import Searchable
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.finding_deeds import FindingKey, Seen
from risk_register.desktop.widgets.in_full import QuestionInFull
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import DASH, code, one_line, words
from risk_register.model.facts import Answer
from risk_register.model.names import fold_accents
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import ControlDomain, Polarity, ReviewerVerdict, Verdict
from risk_register.questionnaires import adverse
from risk_register.texts import Language, Text, tr


@dataclass(frozen=True, slots=True)
class _Judged:
    """An answer with its verdict and polarity as terms, as judging it expects."""

    verdict: Verdict
    polarity: Polarity
    weight: int


def _is_adverse(row: Answer) -> bool:
    verdict, polarity = Verdict.parse(row.verdict), Polarity.parse(row.polarity)
    return verdict is not None and polarity is not None and adverse(_Judged(verdict, polarity, row.weight))


def _adverse(row: Answer, language: Language) -> str:
    return tr(language, "\N{WARNING SIGN} Adverse") if _is_adverse(row) else ""


_ANSWERS: tuple[Column[Answer], ...] = (
    Column(Text("Question"), lambda row, _: row.question_id, lambda row: natural_key(row.question_id), width=8),
    Column(Text("Wording"), lambda row, _: one_line(row.question), lambda row: row.question, width=20, grows=True),
    Column(Text("Answer"), lambda row, _: one_line(row.words) or DASH, lambda row: row.words, width=9),
    Column(Text("Verdict"), lambda row, language: code(Verdict, row.verdict, language), lambda row: row.verdict, width=12),
    Column(Text("Bad sign"), _adverse, lambda row: True if _is_adverse(row) else None, width=12),
    Column(Text("Domain"), lambda row, language: code(ControlDomain, row.domain, language), lambda row: row.domain, width=20),
    Column(Text("Notes"), lambda row, _: one_line(row.notes) or DASH, lambda row: row.notes, width=20),
    Column(Text("Sheet"), lambda row, _: row.sheet, lambda row: row.sheet, width=10),
    Column(Text("Cell"), lambda row, _: row.cell, lambda row: natural_key(row.cell), width=5),
)


class AnswersView(QWidget):
    """The answers of one round, filtered as one types, with the selected one in full below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, margin: bool = False) -> None:
        super().__init__(parent)
        self.desk = desk
        self._round: int | None = None
        self._search: dict[int, str] = {}
        self.filter = FilterField("answer_filter", self)
        self.filter.redraw()
        self.only_adverse = QCheckBox(self)
        self.only_adverse.setObjectName("only_adverse")
        self._shown = QuietLabel()
        self.model = RowTableModel(_ANSWERS, lambda row: row.id, desk.language)
        self.table: RecordTable[Answer] = RecordTable(self.model, "table_answers", self)
        self._full = QuestionInFull("answer", pairs_a_line=2)
        self.below = QScrollArea(self)
        self.below.setObjectName("answer_below")
        self.below.setWidgetResizable(True)
        self.below.setFrameShape(QFrame.Shape.NoFrame)
        self._build(self.fontMetrics().height() if margin else 0)
        FindingKey(desk, self.table, self._in_hand)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.only_adverse.toggled.connect(self._narrow)
        self.table.record_selected.connect(self._on_selected)

    def _build(self, side: int) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.addWidget(self.filter, 1)
        line.addWidget(self.only_adverse)
        line.addWidget(self._shown)
        self.below.setWidget(self._full)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.below)
        split.setStretchFactor(0, 1)
        split.setSizes([gap * 30, gap * 8])
        column = QVBoxLayout(self)
        column.setContentsMargins(side, 0, side, side // 2)
        column.setSpacing(gap // 2)
        column.addLayout(line)
        column.addWidget(split, 1)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self.filter, self.only_adverse, self.table, self.below)

    def retranslate(self) -> None:
        """Says the view in the language now in force."""
        language = self.desk.language
        self.filter.say(tr(language, "Filter by question, answer or note"))
        self.only_adverse.setText(tr(language, "&Adverse answers only"))
        self.table.setAccessibleName(tr(language, "Answers"))
        self.below.setAccessibleName(tr(language, "The answer in full"))
        self.model.set_language(language)
        self._tell_count()
        self._tell_answer()

    def show_round(self, round_id: int | None) -> None:
        """Reads a round's answers and shows them; None shows none."""
        if round_id is None:
            self._round = None
            self.show_answers(Searchable([], {}))
        elif round_id != self._round:
            self._round = round_id
            self.desk.gateway.ask(lambda register: jobs.round_answers(register, round_id), self._on_answers(round_id))

    def reload(self) -> None:
        """Reads the round shown anew, as when it was reviewed meanwhile."""
        shown, self._round = self._round, None
        self.show_round(shown)

    def _on_answers(self, round_id: int) -> Callable[[Searchable[Answer]], None]:
        def show(answers: Searchable[Answer]) -> None:
            if round_id == self._round:  # else another round was selected meanwhile
                self.show_answers(answers)

        return show

    def show_answers(self, answers: Searchable[Answer]) -> None:
        """Shows a round's answers."""
        self._search = answers.search
        self.model.set_rows(answers.rows)
        self._narrow()
        if self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].id)

    def select(self, answer_id: int) -> bool:
        """Stands on an answer, which no filter must hide."""
        if not self.table.select(answer_id):
            self.filter.clear()
            self.only_adverse.setChecked(False)
            return self.table.select(answer_id)
        return True

    def _in_hand(self) -> Seen | None:
        current = self.table.current
        return Seen("answer", current) if isinstance(current, int) else None

    @Slot()
    def _narrow(self) -> None:
        wanted = fold_accents(self.filter.text()).split()
        only = self.only_adverse.isChecked()
        if not wanted and not only:
            self.model.set_filter(None)
        else:
            self.model.set_filter(lambda row: self._has(row, wanted) and (not only or _is_adverse(row)))
        self._tell_count()

    def _has(self, row: Answer, wanted: list[str]) -> bool:
        return all(word in self._search[row.id] for word in wanted)

    def _tell_count(self) -> None:
        language, shown, total = self.desk.language, len(self.model.rows), self.model.total
        words_ = tr(language, "{shown} of {total}", shown=shown, total=total) if shown != total else ""
        self._shown.setText(words_)
        self.table.say_when_empty(tr(language, "No answer matches the filter.") if total else tr(language, "No answer to show."))

    def _tell_answer(self) -> None:
        language, row = self.desk.language, self.table.row_in_hand
        if row is None:
            self._full.clear()
            return
        reviewed = ReviewerVerdict.parse(row.reviewer_verdict)
        self._full.show_values(row.question, [
            (tr(language, "Answer"), words(row.words)),
            (tr(language, "Place"), f"{row.sheet}!{row.cell}"),
            (tr(language, "Verdict"), code(Verdict, row.verdict, language)),
            (tr(language, "Reviewer's verdict"), reviewed.label(language) if reviewed else DASH),
            (tr(language, "Notes"), words(row.notes)),
            (tr(language, "Section"), words(row.section)),
        ])

    @Slot(object)
    def _on_selected(self, _identity: object) -> None:
        self._tell_answer()
