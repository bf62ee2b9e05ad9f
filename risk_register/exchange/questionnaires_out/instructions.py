"""The first page of a form: from whom, until when, how to fill it in and what the answers mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from risk_register.characters import cleaned
from risk_register.texts import Language, day, tr

if TYPE_CHECKING:
    from risk_register.exchange.questionnaires_out.form import Form

_MARGIN, _LABELS, _WORDS = 2, 24, 96
_LINE = 15.5
"""Points a line of text is high; rows are as high as their words need, since a merged or printed row does not grow by itself."""


def write_instructions(book: Any, page: Any, form: "Form", questions: str, choices: Sequence[str]) -> None:
    """Writes the page; `questions` is the name of the sheet with the questions, `choices` the answers its lists offer."""
    title = book.add_format({"bold": True, "font_size": 18, "font_color": "#1F3A5F"})
    part = book.add_format({"bold": True, "font_size": 12, "font_color": "#1F3A5F", "bottom": 1})
    label = book.add_format({"font_color": "#555B63", "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    strong = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    language = form.language
    page.set_column(0, 0, _MARGIN)
    page.set_column(1, 1, _LABELS)
    page.set_column(2, 2, _WORDS)
    page.set_row(0, 32)
    page.write_string(0, 1, cleaned(form.title), title)
    row = 2
    for name, value in _particulars(form):
        page.write_string(row, 1, name, label)
        page.write_string(row, 2, cleaned(value), strong)
        row += 1
    for heading, lines in ((tr(language, "How to fill it in"), _steps(form, questions, choices)),
                           (tr(language, "What the answers mean"), _meanings(language, choices))):
        row += 1
        page.write_string(row, 1, heading, part)
        page.write_blank(row, 2, None, part)
        page.set_row(row, 22)
        row += 1
        for name, value in lines:
            page.write_string(row, 1, name, strong)
            page.write_string(row, 2, value, words)
            page.set_row(row, _LINE * (1 + len(value) // (_WORDS - 4)) + 3)
            row += 1
    page.hide_gridlines(2)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.protect("", {"format_rows": True, "format_columns": True})


def _particulars(form: "Form") -> list[tuple[str, str]]:
    language = form.language
    found = [
        (tr(language, "From"), form.organisation),
        (tr(language, "To"), form.vendor),
        (tr(language, "Service"), form.service),
        (tr(language, "Questions"), str(len(form.questions))),
        (tr(language, "To be returned by"), day(form.due_on, language) if form.due_on else ""),
        (tr(language, "To whom, and for help"), form.contact),
        (tr(language, "Our reference"), str(form.round_id)),
    ]
    return [(name, value) for name, value in found if value]


def _steps(form: "Form", questions: str, choices: Sequence[str]) -> list[tuple[str, str]]:
    language = form.language
    yes, no, partial, not_applicable = choices
    steps = (
        tr(language, "On the sheet “{sheet}”, choose an answer to each question from the list in its cell: {yes}, {no}, {partial} "
                     "or {not_applicable}. Only the tinted cells can be changed.", sheet=questions, yes=yes, no=no, partial=partial,
           not_applicable=not_applicable),
        tr(language, "Under “Details and evidence”, say how it is done and name what shows it: the document, its date and the "
                     "page. Send documents along with the workbook where we do not have them."),
        tr(language, "Answer for the services that you supply to us, as things stand today. What is only planned is not “{yes}”: "
                     "choose “{no}” or “{partial}”, and say until when.", yes=yes, no=no, partial=partial),
        tr(language, "Leave blank what you cannot answer yet, and tell us until when you will."),
        tr(language, "Write your name and the date above the questions, save the file as an Excel workbook (.xlsx) and send it "
                     "back. LibreOffice and Google Sheets serve as well."),
    )
    return [(f"{number}.", step) for number, step in enumerate(steps, start=1)]


def _meanings(language: Language, choices: Sequence[str]) -> list[tuple[str, str]]:
    yes, no, partial, not_applicable = choices
    return [
        (yes, tr(language, "It is in place for all services that you supply to us, and you can show it.")),
        (no, tr(language, "It is not in place, or not for our services.")),
        (partial, tr(language, "It is in place in part: say which part is missing.")),
        (not_applicable, tr(language, "The question does not concern your services: say why.")),
    ]
