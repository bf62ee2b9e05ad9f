"""Reading sheets that come back from business owners, as proposals to accept one by one: nothing is stored."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from risk_register.errors import RegisterError
from risk_register.intake import read_workbook
from risk_register.intake.values import CellValue, Sheet, Workbook
from risk_register.model.cells import NewName
from risk_register.model.labels import noun_label
from risk_register.model.names import fold
from risk_register.operations import owner_sheets as asked
from risk_register.operations import records
from risk_register.operations.owner_answers import NotUnderstood, value_of, whether
from risk_register.operations.owner_proposals import Gathering, Returned, lines_of
from risk_register.operations.owner_requests import read_request
from risk_register.questionnaires.cells import words
from risk_register.store import Register
from risk_register.texts import Language, Text


def read_returned(register: Register, path: Path) -> Returned:
    """A request or a confirmation as proposals. Raises `RegisterError` for a file that is no sheet of ours."""
    workbook = read_workbook(path)
    kind = asked.kind_of(workbook)
    if kind not in (asked.REQUEST, asked.CONFIRM):
        raise RegisterError("{file} is no sheet that this program made for an owner: its hidden part is missing. Ask for the file "
                            "as it was sent, filled in.", file=path.name)
    kept = _kept(workbook)
    language: Language = "fr" if kept.get("language") == "fr" else "en"
    gathering = Gathering(register, language)
    if kind == asked.REQUEST:
        read_request(gathering, next((sheet for sheet in workbook.sheets if sheet.name in kept), workbook.sheets[0]))
    else:
        _read_confirmations(gathering, workbook, kept)
    return Returned(kind, workbook.file_name, workbook.sha256, language, tuple(gathering.found), gathering.confirmed,
                    gathering.unanswered, tuple(gathering.unknown))


def _same(value: Any, line: asked.Line) -> bool:
    return fold(value.name) == fold(line.value) if isinstance(value, NewName) else asked.stored_text(value) == line.raw


def _kept(workbook: Workbook) -> dict[str, str]:
    sheet = next(sheet for sheet in workbook.sheets if words(sheet.value(0, 0)) == asked.MARK)
    return {words(sheet.value(row, 0)): words(sheet.value(row, 1)) for row in range(1, len(sheet.rows))}


def _read_confirmations(gathering: Gathering, workbook: Workbook, kept: Mapping[str, str]) -> None:
    known = {vendor["id"]: vendor["legal_name"] for vendor in records.records(gathering.register, "vendor")}
    for sheet in workbook.sheets:
        if sheet.hidden or not kept.get(sheet.name, "").isdecimal():
            continue
        vendor_id = int(kept[sheet.name])
        if vendor_id in known:
            _Confirmation(gathering, sheet, vendor_id, known[vendor_id]).read()
        else:
            gathering.unknown.append(sheet.name)


class _Confirmation:
    """One vendor's sheet."""

    def __init__(self, gathering: Gathering, sheet: Sheet, vendor_id: int, vendor: str) -> None:
        self._to, self._sheet, self._vendor_id, self._vendor = gathering, sheet, vendor_id, vendor
        answers = {key: words(cell) for _, key, cell in lines_of(sheet)}
        self._who = answers.get(asked.WHO, "")
        self._remarks = answers.get(asked.REMARKS, "")
        self._confirmed = 0
        self._wrong: list[str] = []

    def read(self) -> None:
        """What of it would change something, and the confirmation itself."""
        before = len(self._to.found)
        today = asked.confirm_sheets(self._to.register, [self._vendor_id], self._to.language)[0]
        allowed = {line.key: line for line in today.lines}
        for row, key, cell in lines_of(self._sheet):
            if key in (asked.WHO, asked.REMARKS):
                continue
            if key in allowed:
                self._line(row, allowed[key], cell)
            else:
                self._to.unknown.append(f"{self._sheet.name}!{row + 1}")
        self._to.confirmed += self._confirmed
        if self._confirmed or self._remarks or self._wrong or len(self._to.found) > before:
            self._confirm()

    def _line(self, row: int, line: asked.Line, cell: CellValue) -> None:
        right = whether(words(self._sheet.value(row, asked.RIGHT)))
        noun, record_id, name = line.key.split(":")
        text = words(cell)
        if not text:
            if right is None:
                self._to.unanswered += 1
            elif right:
                self._confirmed += 1
            else:
                self._wrong.append(line.label)
                self._propose(row, line, noun, int(record_id), name, "", None,
                              Text("The owner says that this is wrong, and not what is right. Ask them."))
            return
        problem, value = None, None
        try:
            value = value_of(noun, name, cell)
        except NotUnderstood as error:
            problem = error.text
        if problem is None and _same(value, line):
            self._confirmed += 1
            return
        self._propose(row, line, noun, int(record_id), name, self._shown(noun, name, value, text), value, problem)

    def _shown(self, noun: str, name: str, value: Any, text: str) -> str:
        if value is None or isinstance(value, NewName):
            return text
        return asked.shown(self._to.register, noun, name, value, self._to.language)

    def _propose(self, row: int, line: asked.Line, noun: str, record_id: int, name: str, proposed: str, value: Any,
                 problem: Text | None) -> None:
        sent = words(self._sheet.value(row, 5))
        told = words(self._sheet.value(row, asked.CURRENT))
        self._to.add(vendor=self._vendor, vendor_id=self._vendor_id, noun=noun, record_id=record_id, field=name, label=line.label,
                     current=line.value, proposed=proposed, who=self._who, sheet=self._sheet.name, row=row + 1, value=value,
                     sent=told if sent != line.raw else None, problem=problem)

    def _confirm(self) -> None:
        remarks = "\n".join(part for part in (self._remarks, ", ".join(self._wrong)) if part)
        told = noun_label("vendor_confirmation", self._to.language)
        self._to.add(vendor=self._vendor, vendor_id=self._vendor_id, noun="vendor_confirmation", record_id=None,
                     field="confirmed_by", label=told[:1].upper() + told[1:], current="",
                     proposed=self._who, who=self._who, sheet=self._sheet.name, row=1, value={"remarks": remarks or None},
                     problem=None if self._who else Text("The sheet does not say who confirmed it."))
