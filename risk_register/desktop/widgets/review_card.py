"""One answer in full: the question, the vendor's words this time and last time side by side, and the reviewer's judgement."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, sized, subheading, tool_button
from risk_register.desktop.words import DASH, code, on
from risk_register.model.vocabulary import ControlDomain, ReviewerVerdict, Verdict
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.model import facts
    from risk_register.operations.reviewing import ReviewLine, ReviewSheet

VERDICTS = tuple(ReviewerVerdict)


class _Side(QWidget):
    """What the vendor said at one time."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.when = QuietLabel()
        self.words = sized(plain_label(wrap=True, name=f"{name}_words"), 1.15, bold=True)
        self.notes = plain_label(wrap=True, name=f"{name}_notes")
        self.more = QuietLabel(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for label in (self.when, self.words, self.notes, self.more):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(1)


class ReviewCard(QScrollArea):
    """Shows an answer and takes a judgement on it; keeps nothing itself."""

    judged = Signal(object, str)
    """The `ReviewerVerdict` that was chosen, and the note beside it."""
    noted = Signal(str)
    """The note alone was changed."""
    finding_requested = Signal()
    evidence_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("review_card")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line: ReviewLine | None = None
        self._sheet: ReviewSheet | None = None
        self._inside = QWidget()
        self._pending: dict[int, str] = {}
        self._about = QuietLabel()
        self.question = sized(plain_label(wrap=True, name="review_question"), 1.1)
        self.guidance = QuietLabel(wrap=True)
        self.guidance.setObjectName("review_guidance")
        self._bears_on = QuietLabel(wrap=True)
        self._bears_on.setObjectName("review_standards")
        self.now, self.before = _Side("answer_now"), _Side("answer_before")
        self._judgement = subheading()
        self._group = QButtonGroup(self)
        self.verdicts = {verdict: self._verdict_button(verdict) for verdict in VERDICTS}
        self._note_label = plain_label()
        self.note = QLineEdit(self)
        self.note.setObjectName("review_note")
        self._note_label.setBuddy(self.note)
        self._evidence = QuietLabel(wrap=True)
        self.link = tool_button(self, name="review_link_evidence")
        self.finding = tool_button(self, name="review_finding")
        self._build()
        self.note.textEdited.connect(self._on_note_edited)
        self.note.returnPressed.connect(self._on_note)
        self.note.editingFinished.connect(self._on_note)
        self.link.clicked.connect(self.evidence_requested)
        self.finding.clicked.connect(self.finding_requested)

    def _verdict_button(self, verdict: ReviewerVerdict) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"verdict_{verdict.value}")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.choose(verdict))
        self._group.addButton(button)
        return button

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(gap // 2, gap // 2, gap // 2, gap // 2)
        column.setSpacing(gap // 2)
        sides = QGridLayout()
        sides.setHorizontalSpacing(gap)
        sides.addWidget(self.now, 0, 0)
        sides.addWidget(self.before, 0, 1)
        sides.setColumnStretch(0, 1)
        sides.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        for button in self.verdicts.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        note = QHBoxLayout()
        note.addWidget(self._note_label)
        note.addWidget(self.note, 1)
        further = QHBoxLayout()
        further.addWidget(self.finding)
        further.addWidget(self.link)
        further.addWidget(self._evidence, 1)
        column.addWidget(self._about)
        column.addWidget(self.question)
        column.addWidget(self.guidance)
        column.addLayout(sides)
        column.addWidget(self._judgement)
        column.addLayout(buttons)
        column.addLayout(note)
        column.addLayout(further)
        column.addWidget(self._bears_on)
        column.addStretch(1)
        self.setWidget(self._inside)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (*self.verdicts.values(), self.note, self.finding, self.link)

    def retranslate(self) -> None:
        """Says the card in the language now in force."""
        language = self.desk.language
        self._judgement.setText(tr(language, "Judgement"))
        for number, (verdict, button) in enumerate(self.verdicts.items(), start=1):
            button.setText(f"{number}  {verdict.label(language)}")
        self._note_label.setText(tr(language, "N&ote:"))
        self.note.setPlaceholderText(tr(language, "Why, or what is to be asked; kept with the judgement"))
        self.finding.setText(tr(language, "&Finding… (F)"))
        self.link.setText(tr(language, "&Link evidence…"))
        self.show_line(self._line, self._sheet)

    def show_line(self, line: "ReviewLine | None", sheet: "ReviewSheet | None") -> None:
        """Shows an answer of a round; None shows an empty card."""
        self._line, self._sheet = line, sheet
        self._inside.setVisible(line is not None and sheet is not None)
        if line is None or sheet is None:
            return
        language, answer = self.desk.language, line.answer
        place = f"{answer.sheet}!{answer.cell}" if answer.cell else DASH
        about = [answer.question_id, answer.section or code(ControlDomain, answer.domain, language), place]
        self._about.setText("  \N{MIDDLE DOT}  ".join(part for part in about if part))
        self.question.setText(answer.question)
        received = on(sheet.round.received_on, language)
        self._show_side(self.now, tr(language, "This time, received {day}", day=received), answer)
        marks = [tr(language, "\N{WARNING SIGN} This is the bad answer to the question.")] if line.adverse else []
        self.now.more.setText("\n".join([*marks, *(f"? {flag.label(language)}" for flag in line.doubts)]))
        self._show_form_words(line)
        self._show_before(line, sheet)
        self._group.setExclusive(False)
        for verdict, button in self.verdicts.items():
            button.setChecked(answer.reviewer_verdict == verdict.value)
            button.setEnabled(self.desk.gateway.can_change)
        self._group.setExclusive(True)
        self.note.setText(self._pending.get(line.id, answer.reviewer_note or ""))
        self.note.setEnabled(self.desk.gateway.can_change)
        self._evidence.setText(tr(language, "Evidence: {titles}", titles="; ".join(line.evidence)) if line.evidence else "")

    def _show_form_words(self, line: "ReviewLine") -> None:
        """What the form says to help with the question, and the controls of standards on which it bears."""
        language, answer = self.desk.language, line.answer
        said = [tr(language, "Guidance of the form: {words}", words=answer.guidance)] if answer.guidance else []
        if answer.choices:
            said.append(tr(language, "Choices offered: {choices}", choices="; ".join(json.loads(answer.choices))))
        self.guidance.setText("\n".join(said))
        self.guidance.setVisible(bool(said))
        related = "; ".join(f"{name} {words}" for name, words in line.related.items())
        controls = "; ".join(f"{title} {', '.join(numbers)}" for title, numbers in line.bears_on.items())
        parts = [tr(language, "Bears on {controls}", controls=controls)] if controls else []
        parts += [tr(language, "The form relates it to {controls}", controls=related)] if related else []
        self._bears_on.setText("\n".join(parts))
        self._bears_on.setVisible(bool(parts))

    def _show_before(self, line: "ReviewLine", sheet: "ReviewSheet") -> None:
        language, before = self.desk.language, line.before
        if sheet.before is None or before is None:
            self.before.when.setText(tr(language, "Last time"))
            self.before.words.setText(DASH)
            self.before.notes.setText(tr(language, "This was not asked before.") if sheet.before else
                                      tr(language, "There is no round before this one."))
            self.before.more.setText("")
            return
        self._show_side(self.before, tr(language, "Last time, received {day}", day=on(sheet.before.received_on, language)), before)
        marks = []
        if line.changed:
            marks.append(tr(language, "\N{INCREMENT} The answer has changed since."))
        judged = ReviewerVerdict.parse(before.reviewer_verdict)
        if judged is not None:
            marks.append(tr(language, "Judged then: {verdict}", verdict=judged))
        if before.reviewer_note:
            marks.append(tr(language, "Note then: {note}", note=before.reviewer_note))
        self.before.more.setText("\n".join(marks))

    def _show_side(self, side: _Side, when: str, answer: "facts.Answer") -> None:
        side.when.setText(when)
        side.words.setText(answer.words or code(Verdict, answer.verdict, self.desk.language))
        side.notes.setText(answer.notes)
        side.notes.setVisible(bool(answer.notes))

    def choose(self, verdict: ReviewerVerdict) -> None:
        """Judges the answer shown, with the note as it stands beside it."""
        if self._line is not None and self.desk.gateway.can_change:
            self._pending.pop(self._line.id, None)
            self.judged.emit(verdict, self.note.text().strip())

    def focus_note(self) -> None:
        """Puts the cursor into the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _on_note_edited(self, typed: str) -> None:
        """What is typed before there is a judgement waits for it, whichever answer is looked at meanwhile."""
        if self._line is not None:
            self._pending[self._line.id] = typed

    @Slot()
    def _on_note(self) -> None:
        line = self._line
        if line is not None and line.reviewed:
            self._pending.pop(line.id, None)
        if line is not None and line.reviewed and self.note.text().strip() != (line.answer.reviewer_note or ""):
            self.noted.emit(self.note.text().strip())
