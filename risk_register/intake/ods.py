"""What an OpenDocument sheet's XML says that its reader does not: how far repeated cells reach, merged areas, percentages."""

import zipfile
from xml.parsers import expat

from risk_register.intake import limits
from risk_register.intake.packed import Place, SheetDetails
from risk_register.intake.refusals import Reason, Refused

_STRETCH = 1 << 18
_LONGEST_DETAIL = 40
_CELLS = ("table:table-cell", "table:covered-table-cell")


def details(archive: zipfile.ZipFile) -> dict[str, SheetDetails]:
    """Go over every sheet of the document. Raises Refused where one is beyond the limits or the XML is broken."""
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parser.buffer_text = True
    try:
        with archive.open("content.xml") as part:
            while piece := part.read(_STRETCH):
                parser.Parse(piece, False)  # noqa: FBT003 - expat's own signature
            parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise Refused(Reason.DAMAGED) from error
    return scan.sheets


class _Scan:
    """The place in the document while its elements pass by."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetDetails] = {}
        self._sheet = SheetDetails()
        self._name = ""
        self._row = self._column = self._columns = self._row_repeat = 0
        self._row_cells = self._cells = 0
        self._error: Place | None = None
        """The cell whose error word is being read."""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element in _CELLS:
            self._cell(attributes)
        elif element == "table:table-row":
            self._row_repeat = _repeat(attributes, "table:number-rows-repeated")
            self._column = self._row_cells = 0
        elif element == "table:table":
            self._name = attributes.get("table:name", "")
            self._sheet = self.sheets[self._name] = SheetDetails()
            self._row = self._columns = 0

    def text(self, text: str) -> None:
        if self._error is not None:
            kind, detail = self._sheet.problems[self._error]
            self._sheet.problems[self._error] = (kind, (detail + text)[:_LONGEST_DETAIL])

    def end(self, element: str) -> None:
        if element in _CELLS:
            self._error = None
        if element != "table:table-row":
            return
        self._row += self._row_repeat
        if not self._row_cells:
            return
        self._cells += self._row_cells * self._row_repeat
        if self._row * self._columns > limits.MOST_AREA:
            raise Refused(Reason.FAR_CELL, sheet=self._name)
        if self._cells > limits.MOST_CELLS:
            raise Refused(Reason.TOO_MANY_CELLS)

    def _cell(self, attributes: dict[str, str]) -> None:
        repeat = _repeat(attributes, "table:number-columns-repeated")
        kind = attributes.get("office:value-type") or attributes.get("calcext:value-type")
        if kind:
            self._row_cells += repeat
            self._columns = max(self._columns, self._column + repeat)
        if kind == "percentage" and repeat * self._row_repeat <= limits.MOST_CELLS:
            for row in range(self._row, self._row + self._row_repeat):
                self._sheet.percents.setdefault(row, []).extend(range(self._column, self._column + repeat))
        if attributes.get("calcext:value-type") == "error":
            self._error = (self._row, self._column)
            self._sheet.problems[self._error] = ("error_value", "")
        down = _repeat(attributes, "table:number-rows-spanned")
        right = _repeat(attributes, "table:number-columns-spanned")
        if down * right > 1:
            if max(self._row + down, self._column + right) > limits.MOST_AREA:
                raise Refused(Reason.FAR_CELL, sheet=self._name)
            self._sheet.merged.append([self._row, self._column, self._row + down - 1, self._column + right - 1])
        self._column += repeat


def _repeat(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return max(1, int(value)) if value.isdigit() else 1


def _refuse_doctype(*_declaration: object) -> None:
    raise Refused(Reason.DOCTYPE)
