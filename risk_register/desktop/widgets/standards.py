"""A standard's controls beside what a vendor's answers, of whatever forms, say to the one in hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import standards as jobs
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, subheading, tab_through
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.in_full import QuestionInFull
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.desktop.words import DASH, code, one_line, short_day, words
from risk_register.model.facts import Answer
from risk_register.model.names import fold_accents
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import ReviewerVerdict, Verdict
from risk_register.questionnaires.crosswalk import Basis
from risk_register.questionnaires.standards import ControlLine, Cover, Speaks, Testimony
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.operations.standards import StandardSheet

Line = ControlLine[Answer]
Heard = Testimony[Answer]

_SIGNS = {Cover.FOR: "\N{CHECK MARK}", Cover.MIXED: "\N{ALMOST EQUAL TO}", Cover.AGAINST: "\N{WARNING SIGN}",
          Cover.OPEN: "?", Cover.NEITHER: "\N{EN DASH}", Cover.GAP: "\N{WHITE CIRCLE}"}
_SPOKEN = {Speaks.FOR: "\N{CHECK MARK}", Speaks.PARTLY: "\N{ALMOST EQUAL TO}", Speaks.AGAINST: "\N{WARNING SIGN}",
           Speaks.OPEN: "?", Speaks.NEITHER: "\N{EN DASH}"}
_ORDER = list(Cover)

_KINDS: tuple[tuple[str, Text, Callable[[Line], bool]], ...] = (
    ("all", Text("All controls"), lambda _: True),
    ("gap", Text("Nothing was said"), lambda line: line.cover is Cover.GAP),
    ("against", Text("With answers against, or in part"), lambda line: line.cover in (Cover.AGAINST, Cover.MIXED)),
    ("open", Text("With something to be judged"), lambda line: line.count(Speaks.OPEN) > 0),
)


def _number(count: int) -> str:
    return str(count) if count else ""


_CONTROLS: tuple[Column[Line], ...] = (
    Column(Text("Control"), lambda line, _: line.control.number, lambda line: natural_key(line.control.number), width=6),
    Column(Text("About"), lambda line, language: line.control.label(language), lambda line: line.control.en, width=18, grows=True),
    Column(Text("Standing"), lambda line, language: f"{_SIGNS[line.cover]} {line.cover.label(language)}",
           lambda line: _ORDER.index(line.cover), width=17),
    Column(Text("For"), lambda line, _: _number(line.count(Speaks.FOR)), lambda line: line.count(Speaks.FOR), right=True, width=3),
    Column(Text("Against"), lambda line, _: _number(line.count(Speaks.AGAINST)), lambda line: line.count(Speaks.AGAINST),
           right=True, width=6),
    Column(Text("To judge"), lambda line, _: _number(line.count(Speaks.OPEN)), lambda line: line.count(Speaks.OPEN), right=True,
           width=6),
)


def _says(row: Heard, language: Language) -> str:
    short = {Speaks.FOR: tr(language, "For"), Speaks.PARTLY: tr(language, "In part"), Speaks.AGAINST: tr(language, "Against"),
             Speaks.OPEN: tr(language, "To judge"), Speaks.NEITHER: tr(language, "Neither")}
    return f"{_SPOKEN[row.speaks]} {short[row.speaks]}"


_HEARD: tuple[Column[Heard], ...] = (
    Column(Text("Says"), _says, lambda row: list(Speaks).index(row.speaks), width=8),
    Column(Text("Question"), lambda row, _: row.answer.question_id, lambda row: natural_key(row.answer.question_id), width=9),
    Column(Text("Wording"), lambda row, _: one_line(row.answer.question), lambda row: row.answer.question, width=22, grows=True),
    Column(Text("Answer"), lambda row, language: one_line(row.answer.words) or code(Verdict, row.answer.verdict, language),
           lambda row: row.answer.words, width=9),
    Column(Text("Led here by"), lambda row, language: row.basis.label(language), lambda row: list(Basis).index(row.basis),
           width=17),
)


class StandardsView(QWidget):
    """Choose a standard, walk its controls, see which answers of which forms speak for and against each."""

    answer_opened = Signal(object, object)
    """The ids of the round and of the answer that is wanted in its own form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._vendor: int | None = None
        self._weighed: jobs.Weighed | None = None
        self.standard, self.kind = QuietComboBox(self), QuietComboBox(self)
        self.standard.setObjectName("standard_choice")
        self.kind.setObjectName("standard_kind")
        self.filter = FilterField("standard_filter", self)
        self.filter.redraw()
        self._counts = QuietLabel(wrap=True)
        self.model: RowTableModel[Line] = RowTableModel(_CONTROLS, lambda line: line.control.number, desk.language)
        self.table: RecordTable[Line] = RecordTable(self.model, "table_standard", self)
        self._title = subheading()
        self.heard: RowTableModel[Heard] = RowTableModel(_HEARD, lambda row: row.answer.id, desk.language)
        self.answers: RecordTable[Heard] = RecordTable(self.heard, "table_heard", self)
        self._full = QuestionInFull("heard")
        self.below = QScrollArea(self)
        self.below.setObjectName("heard_below")
        self._build()
        for name, title in jobs.offered():
            self.standard.addItem(title, name)
        self.standard.currentIndexChanged.connect(self.read)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.record_selected.connect(self._on_control)
        self.table.record_opened.connect(lambda _: self.answers.setFocus(Qt.FocusReason.OtherFocusReason))
        self.answers.record_selected.connect(self._tell_answer)
        self.answers.record_opened.connect(self._on_opened)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = FlowingLine()
        for widget in (self.standard, self.kind, self.filter):
            line.addWidget(widget)
        self.filter.grow_between(18, 44)
        self.below.setWidget(self._full)
        self.below.setWidgetResizable(True)
        self.below.setFrameShape(QFrame.Shape.NoFrame)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(gap // 2, 0, 0, 0)
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.setChildrenCollapsible(False)
        lower.addWidget(self.answers)
        lower.addWidget(self.below)
        lower.setSizes([gap * 14, gap * 12])
        column.addWidget(self._title)
        column.addWidget(lower, 1)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(right)
        letter = self.fontMetrics().averageCharWidth()
        split.setSizes([letter * 80, letter * 90])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(gap, gap // 2, gap, gap // 2)
        outer.setSpacing(gap // 2)
        head = QHBoxLayout()
        head.addLayout(line, 1)
        outer.addLayout(head)
        outer.addWidget(self._counts)
        outer.addWidget(split, 1)
        tab_through(self.standard, self.kind, self.filter, self.table, self.answers, self.below)

    def retranslate(self) -> None:
        """Says the view in the language now in force."""
        language = self.desk.language
        self.standard.setAccessibleName(tr(language, "Standard"))
        self.filter.say(tr(language, "Filter by control, question or answer"))
        chosen = max(self.kind.currentIndex(), 0)
        self.kind.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.kind.clear()
        for name, words_, _ in _KINDS:
            self.kind.addItem(words_.render(language), name)
        self.kind.setCurrentIndex(chosen)
        self.kind.blockSignals(False)  # noqa: FBT003
        self.kind.setAccessibleName(tr(language, "Which controls are shown"))
        self.table.setAccessibleName(tr(language, "Controls of the standard"))
        self.answers.setAccessibleName(tr(language, "Answers that bear on the control"))
        self.answers.say_when_empty(tr(language, "No answer of this vendor bears on it."))
        self.below.setAccessibleName(tr(language, "The answer in full"))
        self.model.set_language(language)
        self.heard.set_language(language)
        self._tell()
        self._on_control()

    def show_vendor(self, vendor_id: int | None) -> None:
        """Shows a vendor's answers; None shows none."""
        self._vendor = vendor_id
        if vendor_id is None:
            self._show(None)
        else:
            self.read()

    @Slot()
    def read(self) -> None:
        """Reads what the answers say to the standard chosen."""
        vendor, name = self._vendor, self.standard.currentData()
        if vendor is None:
            return

        def show(found: jobs.Weighed) -> None:
            if vendor == self._vendor and name == self.standard.currentData():
                self._show(found)

        self.desk.gateway.ask(lambda register: jobs.weighed(register, vendor, name), show)

    def _show(self, found: "jobs.Weighed | None") -> None:
        self._weighed = found
        self.model.set_rows(found.sheet.lines if found else ())
        self._narrow()
        if found and self.table.current is None and self.model.rows:
            self.table.select(self.model.rows[0].control.number)
        self._on_control()

    @property
    def _sheet(self) -> "StandardSheet | None":
        return self._weighed.sheet if self._weighed else None

    @Slot()
    def _narrow(self) -> None:
        wanted = fold_accents(self.filter.text()).split()
        keep = _KINDS[max(self.kind.currentIndex(), 0)][2]
        search = self._weighed.search if self._weighed else {}
        self.model.set_filter(lambda line: keep(line) and all(word in search.get(line.control.number, "") for word in wanted))
        self._tell()

    def _tell(self) -> None:
        language, sheet = self.desk.language, self._sheet
        self.table.say_when_empty(tr(language, "No control matches the filter."))
        if sheet is None:
            self._counts.setText("")
            return
        forms = ", ".join(family_and_version(each.family, each.version, language) for each in sheet.rounds)
        parts = [tr(language, "Answers of: {forms}", forms=forms) if forms else
                 tr(language, "No questionnaire of this vendor has come back yet.")]
        parts += [tr(language, "{sign} {standing}: {count}", sign=_SIGNS[cover], standing=cover, count=count)
                  for cover, count in sheet.covers.items() if count]
        parts += [tr(language, "{title}, valid until {day}", title=each.title, day=short_day(each.expires_on, language))
                  for each in sheet.certificates]
        self._counts.setText("   \N{MIDDLE DOT}   ".join(parts))

    @Slot()
    def _on_control(self) -> None:
        language, line = self.desk.language, self.table.row_in_hand
        self._title.setText(f"{line.control.number}  {line.control.label(language)}" if line else DASH)
        self.heard.set_rows(line.heard if line else ())
        if self.heard.rows and self.answers.current is None:
            self.answers.select(self.heard.rows[0].answer.id)
        self._tell_answer()

    @property
    def current(self) -> "Heard | None":
        """The answer in hand."""
        return self.answers.row_in_hand

    @Slot()
    def _tell_answer(self) -> None:
        language, row, sheet = self.desk.language, self.current, self._sheet
        if row is None or sheet is None:
            self._full.clear()
            return
        answer, of = row.answer, sheet.round_of(row.answer)
        reviewed = ReviewerVerdict.parse(answer.reviewer_verdict)
        form = family_and_version(of.family, of.version, language) if of else row.family
        self._full.show_values(answer.question, [
            (tr(language, "Answer"), words(answer.words)),
            (tr(language, "Notes"), words(answer.notes)),
            (tr(language, "Says to the control"), row.speaks.label(language)),
            (tr(language, "Led here by"), row.basis.label(language)),
            (tr(language, "Reviewer's verdict"), reviewed.label(language) if reviewed else DASH),
            (tr(language, "Evidence"), "; ".join(sheet.cited.get(answer.id, ())) or DASH),
            (tr(language, "Form"), tr(language, "{form}, received {day}", form=form, day=short_day(of.received_on, language))
             if of else form),
            (tr(language, "Place"), f"{answer.sheet}!{answer.cell}" if answer.sheet else words(answer.cell)),
        ])

    @Slot()
    def _on_opened(self) -> None:
        if (row := self.current) is not None:
            self.answer_opened.emit(row.answer.questionnaire_id, row.answer.id)
