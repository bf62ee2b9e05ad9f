"""Writing sheets for business owners (.xlsx): drop-downs where there is a choice, cells locked but for the answers, ids unseen."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from risk_register.characters import cleaned
from risk_register.exchange.workbooks import LONGEST_TEXT, new_book, sheet_name, write_whole
from risk_register.operations import owner_sheets as asked
from risk_register.operations.owner_sheets import ANSWER, CURRENT, KEY, LABEL, RIGHT, Line
from risk_register.store import Register
from risk_register.texts import Language, tr

_RAW, _HELP = 5, 6
_WIDTHS = {KEY: 10, LABEL: 42, CURRENT: 40, RIGHT: 12, ANSWER: 44, _RAW: 10, _HELP: 58}
_UNLOCKED = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9C2A5", "locked": False, "valign": "top", "text_wrap": True,
             "num_format": "@"}
_PAPER_A4 = 9
_LISTED_INLINE = 250


def write_request_sheet(path: Path, language: Language, organisation: str = "") -> None:
    """Write the sheet on which an owner asks for a new vendor. Raises `RegisterError` where the place cannot be written."""
    book = _Book(asked.REQUEST, language)
    book.page(tr(language, "Request"), organisation, asked.request_lines(language))
    write_whole(path, book.content())


def write_confirm_sheets(register: Register, vendor_ids: Sequence[int], path: Path, language: Language) -> int:
    """Write the facts of these vendors for their owner to confirm, a sheet each; returns how many. Raises `RegisterError`."""
    sheets = asked.confirm_sheets(register, vendor_ids, language)
    book = _Book(asked.CONFIRM, language)
    for sheet in sheets:
        who = Line(asked.WHO, tr(language, "Your name"), sheet.owner, sheet.owner, group=sheet.name)
        remarks = Line(asked.REMARKS, tr(language, "Anything else we should know?"), group=tr(language, "Remarks"))
        book.page(sheet.name, sheet.name, [who, *sheet.lines, remarks], vendor_id=sheet.vendor_id)
    write_whole(path, book.content())
    return len(sheets)


class _Book:
    """One workbook, page by page."""

    def __init__(self, kind: str, language: Language) -> None:
        self._buffer = io.BytesIO()
        self._book = new_book(self._buffer)
        self._kind, self._language = kind, language
        self._names: set[str] = {asked.KEPT_SHEET.casefold(), "_lists"}
        self._pages: list[tuple[str, int | None]] = []
        self._lists: dict[tuple[str, ...], str] = {}
        made = self._book.add_format
        self._title = made({"bold": True, "font_size": 14})
        self._quiet = made({"font_color": "#555B63", "text_wrap": True, "valign": "top"})
        self._heading = made({"bold": True, "bg_color": "#E7EAEE", "top": 1, "bottom": 1, "valign": "vcenter", "text_wrap": True})
        self._band = made({"bold": True, "font_color": "#1F3A5F", "bottom": 1})
        self._text = made({"valign": "top", "text_wrap": True, "num_format": "@"})
        self._answer = made(_UNLOCKED)

    def page(self, name: str, about: str, lines: Sequence[Line], *, vendor_id: int | None = None) -> None:
        """One sheet with its lines."""
        language, confirm = self._language, self._kind == asked.CONFIRM
        page = self._book.add_worksheet(sheet_name(name, self._names))
        self._pages.append((page.get_name(), vendor_id))
        title, how = asked.INSTRUCTIONS[self._kind]
        page.write_string(0, LABEL, title.render(language), self._title)
        page.write_string(1, LABEL, cleaned(about), self._band if about else self._text)
        page.merge_range(2, LABEL, 2, ANSWER, how.render(language), self._quiet)
        page.set_row(2, 32)
        headings = {KEY: "key", LABEL: tr(language, "Question"), ANSWER: tr(language, "Your answer"), _HELP: tr(language, "Help")}
        if confirm:
            headings |= {LABEL: tr(language, "Fact"), CURRENT: tr(language, "What we have"), RIGHT: tr(language, "Still right?"),
                         ANSWER: tr(language, "Correct value"), _RAW: "sent"}
        for column, heading in headings.items():
            page.write_string(3, column, heading, self._heading)
        self._write_lines(page, lines)
        for column, width in _WIDTHS.items():
            hidden = column in (KEY, _RAW) or (not confirm and column in (CURRENT, RIGHT)) or (confirm and column == _HELP)
            page.set_column(column, column, width, None, {"hidden": True} if hidden else {})
        page.freeze_panes(4, LABEL)
        page.set_landscape()
        page.set_paper(_PAPER_A4)
        page.fit_to_pages(1, 0)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _write_lines(self, page: Any, lines: Sequence[Line]) -> None:
        row, group = 4, ""
        for line in lines:
            if line.group != group:
                group = line.group
                page.write_string(row, LABEL, cleaned(group), self._band)
                row += 1
            self._write_line(page, row, line)
            row += 1

    def _write_line(self, page: Any, row: int, line: Line) -> None:
        page.write_string(row, KEY, line.key, self._text)
        page.write_string(row, LABEL, cleaned(line.label), self._text)
        page.write_string(row, _HELP, cleaned(line.help), self._quiet)
        is_fact = self._kind == asked.CONFIRM and line.key not in (asked.WHO, asked.REMARKS)
        if self._kind == asked.CONFIRM:
            page.write_string(row, CURRENT, cleaned(line.value)[:LONGEST_TEXT] if is_fact else "", self._text)
            page.write_string(row, _RAW, cleaned(line.raw)[:LONGEST_TEXT], self._text)
        if is_fact:
            page.write_blank(row, RIGHT, None, self._answer)
            self._offer(page, row, RIGHT, (tr(self._language, "Yes"), tr(self._language, "No")))
        if line.key == asked.WHO and line.value:
            page.write_string(row, ANSWER, cleaned(line.value), self._answer)
        else:
            page.write_blank(row, ANSWER, None, self._answer)
        if line.choices:
            self._offer(page, row, ANSWER, line.choices)

    def _offer(self, page: Any, row: int, column: int, choices: tuple[str, ...]) -> None:
        source: list[str] | str = list(choices)
        if len(",".join(choices)) > _LISTED_INLINE or any("," in choice for choice in choices):
            letter = chr(ord("A") + len(self._lists))
            source = self._lists.setdefault(choices, f"=_lists!${letter}$1:${letter}${len(choices)}")
        page.data_validation(row, column, row, column, {"validate": "list", "source": source, "error_type": "information"})

    def content(self) -> bytes:
        """The workbook's bytes."""
        kept = self._book.add_worksheet(asked.KEPT_SHEET)
        kept.hide()
        said: list[tuple[str, str]] = [(asked.MARK, asked.FORMAT), ("kind", self._kind), ("language", self._language)]
        said += [(name, "" if vendor_id is None else str(vendor_id)) for name, vendor_id in self._pages]
        for row, (name, value) in enumerate(said):
            kept.write_string(row, 0, name)
            kept.write_string(row, 1, value)
        if self._lists:
            listed = self._book.add_worksheet("_lists")
            listed.hide()
            for column, choices in enumerate(self._lists):
                for row, choice in enumerate(choices):
                    listed.write_string(row, column, choice)
        self._book.close()
        return self._buffer.getvalue()
