"""The workbook that a vendor fills in: a page of instructions, the questions with their lists of answers, and a hidden sheet.

Only the cells that the vendor fills in can be changed; the sheets are protected against slips, without a password. The hidden
sheet names the round, so that the answers find it again; the reference above the questions says the same to a CSV file.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from risk_register.characters import cleaned
from risk_register.exchange.questionnaires_out.instructions import write_instructions
from risk_register.exchange.workbooks import LONGEST_TEXT, new_book, sheet_name
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.asked import Asked, references, wording
from risk_register.questionnaires.issued import FORMAT, KEPT_SHEET, MARK, ROUND
from risk_register.texts import Language, tr

CHOICES = (Verdict.YES, Verdict.NO, Verdict.PARTIAL, Verdict.NOT_APPLICABLE)
ANSWER_COLUMN, NOTES_COLUMN = 2, 3
_WIDTHS = (17, 70, 19, 62)
_PAPER_A4 = 9
_FILL = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9C2A5", "locked": False, "valign": "top", "text_wrap": True}
_GREY = "#E7EAEE"


@dataclass(frozen=True, slots=True)
class Form:
    """All that a form says, in one language."""

    round_id: int
    language: Language
    title: str
    vendor: str
    organisation: str
    contact: str
    """Who answers the vendor's questions."""
    family: str
    version: str
    questions: Sequence[Asked]
    due_on: date | None = None
    service: str = ""


def form_bytes(form: Form) -> bytes:
    """The workbook's bytes, the same for the same form."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    language = form.language
    names: set[str] = set()
    first = book.add_worksheet(sheet_name(tr(language, "Instructions"), names))
    asked = book.add_worksheet(sheet_name(tr(language, "Questions"), names))
    kept = book.add_worksheet(sheet_name(KEPT_SHEET, names))
    write_instructions(book, first, form, asked.get_name(), [choice.label(language) for choice in CHOICES])
    _Questions(book, asked, form).write()
    _write_kept(kept, form)
    first.activate()
    book.close()
    return buffer.getvalue()


class _Questions:
    """The sheet with the questions."""

    def __init__(self, book: Any, page: Any, form: Form) -> None:
        self._page, self._form = page, form
        plain = {"valign": "top", "text_wrap": True}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._label = book.add_format({"font_color": "#555B63", "valign": "vcenter", "text_wrap": True})
        self._value = book.add_format({"bold": True, "valign": "vcenter", "align": "left"})
        self._day = book.add_format({"bold": True, "valign": "vcenter", "align": "left", "num_format": _day_format(form.language)})
        self._heading = book.add_format({"bold": True, "bg_color": _GREY, "top": 1, "bottom": 1, "valign": "vcenter"})
        self._band = book.add_format({"bold": True, "font_color": "#1F3A5F", "bottom": 1, "valign": "bottom"})
        self._text = book.add_format({**plain, "num_format": "@"})
        self._answer = book.add_format({**_FILL, "num_format": "@"})
        self._date = book.add_format({**_FILL, "align": "left", "num_format": _day_format(form.language)})
        self._own = book.add_format({**_FILL, "text_wrap": False, "num_format": "@"})

    def write(self) -> None:
        """All of it."""
        top = self._write_head()
        language = self._form.language
        for column, words in enumerate((tr(language, "Id"), tr(language, "Question"), tr(language, "Answer"),
                                        tr(language, "Details and evidence"))):
            self._page.write_string(top, column, words, self._heading)
        rows = self._write_questions(top + 1)
        self._write_count(rows)
        self._lay_out(top, rows)

    def _write_head(self) -> int:
        """Whose questionnaire it is; returns the row of the headings."""
        form, page, language = self._form, self._page, self._form.language
        page.write_string(0, 0, cleaned(form.title), self._title)
        page.write_string(1, 0, tr(language, "Vendor"), self._label)
        page.write_string(1, 1, cleaned(form.vendor), self._value)
        page.write_string(1, 2, tr(language, "Completed by"), self._label)
        page.write_blank(1, 3, None, self._own)
        page.write_string(2, 0, tr(language, "To be returned by"), self._label)
        if form.due_on is not None:
            page.write_datetime(2, 1, form.due_on, self._day)
        page.write_string(2, 2, tr(language, "Date completed"), self._label)
        page.write_blank(2, 3, None, self._date)
        page.write_string(3, 0, tr(language, "Our reference"), self._label)
        page.write_string(3, 1, str(form.round_id), self._value)
        page.write_string(3, 2, tr(language, "Answered so far"), self._label)
        return 4

    def _write_count(self, rows: list[int]) -> None:
        """How far the vendor has come: the one formula, which is ours."""
        first, last = (min(rows) + 1, max(rows) + 1) if rows else (1, 1)
        of = tr(self._form.language, "of {count}", count=len(rows))
        self._page.write_formula(3, 3, f'=COUNTA(C{first}:C{last})&" {of}"', self._value, f"0 {of}")

    def _write_questions(self, row: int) -> list[int]:
        """The questions from that row on, each section under its own band; returns their rows."""
        rows, section = [], ""
        for name, question in zip(references(self._form.questions), self._form.questions, strict=True):
            if question.section and question.section != section:
                self._page.merge_range(row, 0, row, NOTES_COLUMN, cleaned(question.section)[:255], self._band)
                self._page.set_row(row, 24)
                row += 1
            section = question.section
            self._page.write_string(row, 0, cleaned(name), self._text)
            self._page.write_string(row, 1, cleaned(wording(question, name))[:LONGEST_TEXT], self._text)
            self._page.write_blank(row, ANSWER_COLUMN, None, self._answer)
            self._page.write_blank(row, NOTES_COLUMN, None, self._answer)
            rows.append(row)
            row += 1
        return rows

    def _lay_out(self, top: int, rows: list[int]) -> None:
        page, language = self._page, self._form.language
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.set_row(0, 24)
        for row in range(1, top + 1):
            page.set_row(row, 20)
        if rows:
            page.data_validation(min(rows), ANSWER_COLUMN, max(rows), ANSWER_COLUMN, {
                "validate": "list", "source": [choice.label(language) for choice in CHOICES], "error_type": "information",
                "error_title": tr(language, "Not in the list"),
                "error_message": tr(language, "Choose from the list where you can, and put what more there is to say under "
                                              "“Details and evidence”. OK keeps what you typed."),
            })
            page.ignore_errors({"number_stored_as_text": f"A1:D{max(rows) + 1}"})
        page.freeze_panes(top + 1, 0)
        page.set_zoom(100)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_PAPER_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)
        page.set_footer(f"&L{_in_footer(self._form.vendor)}&C{self._form.round_id}&R&P / &N")
        page.protect("", {"format_rows": True, "format_columns": True})


def _write_kept(page: Any, form: Form) -> None:
    """The sheet that nobody sees: whose round it is, of which set, and the key of each question."""
    lines: list[tuple[str, ...]] = [
        (MARK, FORMAT), (ROUND, str(form.round_id)), ("family", form.family), ("version", form.version),
        ("language", form.language), ("vendor", form.vendor), ("questions", str(len(form.questions))),
        *((name, question.question_id, str(question.occurrence))
          for name, question in zip(references(form.questions), form.questions, strict=True)),
    ]
    for row, values in enumerate(lines):
        for column, value in enumerate(values):
            if value:
                page.write_string(row, column, cleaned(value))
    page.protect("")
    page.very_hidden()


def _day_format(language: Language) -> str:
    return "dd/mm/yyyy" if language == "fr" else "yyyy-mm-dd"


def _in_footer(words: str) -> str:
    return cleaned(words).replace("&", "&&").replace("\n", " ")[:60]
