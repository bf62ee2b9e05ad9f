"""What an xlsx workbook's XML says that its reader does not: percentages, errors, formulas nobody calculated."""

import html
import posixpath
import re
import zipfile

from risk_register.intake import limits
from risk_register.intake.packed import Place, SheetDetails, read_part, stretches
from risk_register.intake.refusals import Reason, Refused

_PREFIX = rb"(?>\w+:)?"
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SHEET = re.compile(rb"<" + _PREFIX + rb"sheet\s([^>]*)>")
_RELATION = re.compile(rb"<" + _PREFIX + rb"Relationship\s([^>]*)>")
_CELL_FORMATS = re.compile(rb"<" + _PREFIX + rb"cellXfs[\s>].*?</" + _PREFIX + rb"cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<" + _PREFIX + rb"xf\s([^>]*)>")
_OWN_FORMAT = re.compile(rb"<" + _PREFIX + rb"numFmt\s([^>]*)>")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

# A cell that holds something, with the last place it names, as the reader takes it. The groups are atomic, for most cells
# hold only a format, and each would be tried in every way.
_FILLED = re.compile(
    rb"<" + _PREFIX + rb"c\b(?>[^>]*\sr\s*=\s*[\"']([A-Z]+)(\d+)[\"'][^>]*|(?:\s[^>]*)?)(?<!/)>(?!\s*</)"
)
_ROW_OR_CELL = re.compile(rb"<(" + _PREFIX + rb")(row|c)(\s[^>]*?)?(/?)>")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]*)(\d+)[\"']")
_ERROR = re.compile(rb"<" + _PREFIX + rb"c(\s[^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</" + _PREFIX + rb"c>", re.DOTALL)
_VALUE = re.compile(rb"<" + _PREFIX + rb"v[^>]*>([^<]*)<")
_UNCALCULATED = re.compile(
    rb"<" + _PREFIX + rb"c(\s[^>]*)(?<!/)>\s*<" + _PREFIX + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + _PREFIX + rb"f>)"
    rb"\s*(?:<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v[^>]*>\s*</" + _PREFIX + rb"v>)?\s*</" + _PREFIX + rb"c>"
)
_STORED_TEXT = re.compile(rb"\bt=[\"'](?:str|e)[\"']")
_PERCENT_IDS = {"9", "10"}


def details(archive: zipfile.ZipFile) -> dict[str, SheetDetails]:
    """Go over every sheet: count its cells, find its farthest one, and note what the reader would not tell.

    Raises Refused where a sheet is beyond the limits.
    """
    sheets = _sheet_parts(archive)
    percents = _percent_styles(archive)
    found: dict[str, SheetDetails] = {}
    cells = 0
    for name, part in sheets.items():
        scan = _Scan(name, percents)
        for stretch in stretches(archive, part, b"row>"):
            scan.go_over(stretch)
            if cells + scan.cells > limits.MOST_CELLS:
                raise Refused(Reason.TOO_MANY_CELLS)
        cells += scan.cells
        found[name] = scan.details
    return found


class _Scan:
    """One sheet while it is gone over."""

    def __init__(self, name: str, percents: re.Pattern[bytes] | None) -> None:
        self.details = SheetDetails()
        self.cells = 0
        self._name = name
        self._percents = percents
        self._columns = self._rows = 0
        self._row = self._column = 0
        self._counting = False
        """Whether this sheet leaves the places of its cells to be counted."""

    def go_over(self, data: bytes) -> None:
        """Count and measure a stretch of whole rows, and note its problems and percentages."""
        places = _FILLED.findall(data)
        if self._counting or (b"", b"") in places:
            self._counting = True
            data = _ROW_OR_CELL.sub(self._with_place, data)
            places = _FILLED.findall(data)
        self.cells += len(places)
        if places:
            self._refuse_far_cells(places)
        if b't="e"' in data or b"t='e'" in data:
            self._note_errors(data)
        if b"f>" in data or b"<f" in data or b"f/>" in data:
            self._note_uncalculated(data)
        if self._percents is not None:
            for match in self._percents.finditer(data):
                row, column = _place(match[1])
                self.details.percents.setdefault(row, []).append(column)

    def _refuse_far_cells(self, places: list[tuple[bytes, bytes]]) -> None:
        self._columns = max(self._columns, *(_column_number(letters) for letters in {letters for letters, _ in places}))
        self._rows = max(self._rows, max(int(row) for _, row in places))
        if self._rows * self._columns > limits.MOST_AREA:
            raise Refused(Reason.FAR_CELL, sheet=self._name)

    def _note_errors(self, data: bytes) -> None:
        for match in _ERROR.finditer(data):
            value = _VALUE.search(match[2])
            self.details.problems[_place(match[1])] = ("error_value", html.unescape(value[1].decode()) if value else "")

    def _note_uncalculated(self, data: bytes) -> None:
        for match in _UNCALCULATED.finditer(data):
            # An empty text is a result like any other: =IF(A1="","",...) stores one.
            if not _STORED_TEXT.search(match[1]):
                self.details.problems[_place(match[1])] = ("formula_without_result", "")

    def _with_place(self, match: re.Match[bytes]) -> bytes:
        """A row or cell that says where it is, as some writers leave it to be counted."""
        prefix, element, attributes, closed = match[1], match[2], match[3] or b"", match[4]
        place = _PLACE.search(attributes)
        if element == b"row":
            self._row = int(place[2]) if place else self._row + 1
            self._column = 0
            return match[0]
        if place:
            self._column = _column_number(place[1])
            return match[0]
        self._column += 1
        letters = _letters(self._column)
        return b"<%sc r=\"%s%d\"%s%s>" % (prefix, letters, self._row, attributes, closed)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names and the part each is in, in the workbook's order. Chart sheets hold no cells and are left out."""
    names = set(archive.namelist())
    workbook = "xl/workbook.xml" if "xl/workbook.xml" in names else min(n for n in names if n.endswith("/workbook.xml"))
    folder = posixpath.dirname(workbook)
    relations = {}
    for match in _RELATION.finditer(read_part(archive, f"{folder}/_rels/{posixpath.basename(workbook)}.rels")):
        relation = _attributes(match[1])
        if relation.get("Type", "").endswith("/worksheet") and relation.get("TargetMode") != "External":
            relations[relation.get("Id", "")] = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))[1:]
    sheets = {}
    for match in _SHEET.finditer(read_part(archive, workbook)):
        sheet = _attributes(match[1])
        part = relations.get(next((value for key, value in sheet.items() if key.endswith(":id")), ""))
        if part in names:
            sheets[sheet.get("name", "")] = part
    return sheets


def _percent_styles(archive: zipfile.ZipFile) -> re.Pattern[bytes] | None:
    """A pattern for the cells whose format shows a percentage, or None where the workbook has no such format."""
    name = next((name for name in archive.namelist() if name.endswith("/styles.xml")), None)
    if name is None:
        return None
    styles = read_part(archive, name)
    percents = set(_PERCENT_IDS)
    for match in _OWN_FORMAT.finditer(styles):
        own = _attributes(match[1])
        if "%" in _QUOTED.sub("", own.get("formatCode", "").split(";")[0]):
            percents.add(own.get("numFmtId", ""))
    formats = _CELL_FORMATS.search(styles)
    indexes = [
        str(index).encode()
        for index, match in enumerate(_FORMAT.finditer(formats[0] if formats else b""))
        if _attributes(match[1]).get("numFmtId") in percents
    ]
    if not indexes:
        return None
    return re.compile(rb"<" + _PREFIX + rb"c(\s[^>]*\bs=[\"'](?:" + b"|".join(indexes) + rb")[\"'][^>]*)(?<!/)>")


def _attributes(data: bytes) -> dict[str, str]:
    return {key: html.unescape(double or single) for key, double, single in _ATTRIBUTE.findall(data.decode("utf-8", "replace"))}


def _place(attributes: bytes) -> Place:
    match = _PLACE.search(attributes)
    if match is None:
        raise Refused(Reason.DAMAGED)
    return int(match[2]) - 1, _column_number(match[1]) - 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> bytes:
    letters = b""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
