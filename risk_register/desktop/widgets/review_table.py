"""The answers of a round as a table to be reviewed: judgements and notes are typed, filled down and pasted in its cells."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.grid.edits import CellDeeds, CellEdit
from risk_register.desktop.grid.kinds import Terms, Words
from risk_register.desktop.grid.table import EditableTable
from risk_register.desktop.jobs import questionnaires as jobs_questionnaires
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.words import DASH, code, one_line
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import ReviewerVerdict, Verdict
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.operations.reviewing import ReviewLine


def said(row: "ReviewLine", language: Language) -> str:
    """The vendor's words, or what their absence amounts to."""
    return one_line(row.answer.words) or code(Verdict, row.answer.verdict, language)


def _before(row: "ReviewLine", language: Language) -> str:
    if row.before is None:
        return DASH
    words = one_line(row.before.words) or code(Verdict, row.before.verdict, language)
    return f"\N{INCREMENT} {words}" if row.changed else words


def _signs(row: "ReviewLine", language: Language) -> str:
    signs = [tr(language, "\N{WARNING SIGN} Adverse")] if row.adverse else []
    signs += [tr(language, "? Doubtful")] if row.doubtful else []
    return ", ".join([*signs, *([tr(language, "\N{INCREMENT} Changed")] if row.changed else [])])


def verdict_words(row: "ReviewLine", language: Language) -> str:
    """What the reviewer said, or a dash."""
    found = ReviewerVerdict.parse(row.answer.reviewer_verdict)
    return found.label(language) if found else DASH


REVIEW_COLUMNS: tuple[Column["ReviewLine"], ...] = (
    Column(Text("Id"), lambda row, _: row.answer.question_id, lambda row: natural_key(row.answer.question_id), width=9),
    Column(Text("Wording"), lambda row, _: one_line(row.answer.question), lambda row: row.answer.question, width=24, grows=True),
    Column(Text("Answer"), said, lambda row: row.answer.words, width=14),
    Column(Text("Last time"), _before, lambda row: row.changed or None, width=14),
    Column(Text("Signs"), _signs, lambda row: signs if any(signs := (row.adverse, row.doubtful, row.changed)) else None, width=19),
    Column(Text("Judgement"), verdict_words, lambda row: row.answer.reviewer_verdict, width=19,
           edit=CellEdit("verdict", Terms(ReviewerVerdict), lambda row: row.answer.reviewer_verdict)),
    Column(Text("Reviewer's note"), lambda row, _: one_line(row.answer.reviewer_note or ""), lambda row: row.answer.reviewer_note,
           width=22, edit=CellEdit("note", Words(), lambda row: row.answer.reviewer_note)),
)
NOTE_COLUMN = len(REVIEW_COLUMNS) - 1


class ReviewTable(EditableTable["ReviewLine"]):
    """In the column of notes, letters and figures are text; elsewhere they are the review's own keys."""

    def __init__(self, desk: Desk, model: RowTableModel["ReviewLine"], parent: QWidget | None = None) -> None:
        super().__init__(desk, model, "table_review", "answer_review", parent,
                         deeds=CellDeeds(jobs_questionnaires.judge_cells, jobs_questionnaires.store_cells))

    def event(self, event: QEvent) -> bool:
        """Keeps the keys of letters and figures for a note that is being begun."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text().isalnum() \
                and self.currentIndex().column() == NOTE_COLUMN and not event.modifiers():
            event.accept()
            return True
        return super().event(event)
