"""What a form says its own marks mean: 'C = compliant', '1 - not implemented … 5 - fully implemented', 'Maturity (1-5)'."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from risk_register.intake.values import Sheet, Workbook
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import filled_cells, normal
from risk_register.questionnaires.layout import ANSWER, Layout
from risk_register.questionnaires.scales import NAMED, graded_heading, usable
from risk_register.questionnaires.verdicts import answer_words, own_words, verdict_of

_WITHIN = 60
_LINE = re.compile(r"^\s*[\[(]?([^\W_]{1,3})[\])]?\s*(?:[=:–—-]|→)\s*(\S.*?)\s*$")
_TOKEN = re.compile(r"[^\W_]{1,3}")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)")


def legends(workbook: Workbook, layouts: Iterable[Layout]) -> dict[str, dict[str, Verdict]]:
    """For each table's sheet the marks that it, or a sheet without a table, explains; none where fewer than two are explained."""
    tops: dict[str, int] = {}
    for layout in layouts:
        tops.setdefault(layout.sheet.name, layout.heading_row)
    everywhere = dict(pair for sheet in workbook.sheets if not sheet.hidden and sheet.name not in tops
                      for pair in _explained(sheet, _WITHIN))
    found = {sheet.name: everywhere | dict(_explained(sheet, tops[sheet.name])) for sheet in workbook.sheets if sheet.name in tops}
    return {name: usable(marks) for name, marks in found.items()}


def anywhere(workbook: Workbook) -> dict[str, Verdict]:
    """The marks that any visible sheet explains, for a file in which no table was found yet."""
    return usable(dict(pair for sheet in workbook.sheets if not sheet.hidden for pair in _explained(sheet, _WITHIN)))


def graded(layout: Layout) -> dict[str, Verdict]:
    """What grades mean where the heading of the answers names their scale, from a no to a yes; shares and colours too."""
    heading = layout.name(layout.columns.get(ANSWER, -1))
    marks = graded_heading(heading) or _published(layout, heading)
    return marks or (_shares(layout) if "%" in heading or "percent" in normal(heading) else {})


def _published(layout: Layout, heading: str) -> dict[str, Verdict]:
    """The scale of a published form that leaves it unsaid, where its name stands on the sheet and the heading is its own."""
    above = [layout.sheet.name, *(text for row in range(layout.heading_row) for _, text in filled_cells(layout.sheet, row))]
    for scale in answer_words()["scales"]:
        if normal(heading) in scale["headings"] and any(re.search(scale["named"], text) for text in above):
            return own_words({word: scale[word] for word in ("yes", "partial", "no")})
    return {}


def _shares(layout: Layout) -> dict[str, Verdict]:
    """Percentages: all is yes, none is no. A spreadsheet stores them as parts of one."""
    found: dict[str, list[str]] = {}
    for row in layout.rows:
        text = layout.text(row, ANSWER)
        if share := _SHARE.fullmatch(text):
            part = Decimal(share[1].replace(",", ".")) / (100 if share[2] or Decimal(share[1].replace(",", ".")) > 1 else 1)
            verdict = Verdict.YES if part >= 1 else Verdict.NO if part <= 0 else Verdict.PARTIAL
            found.setdefault(verdict.word, []).append(text)
    return own_words(found)


def _explained(sheet: Sheet, rows: int) -> Iterator[tuple[str, Verdict]]:
    for row in range(min(rows, len(sheet.rows))):
        cells = filled_cells(sheet, row)
        lines = [line for _, text in cells for line in text.splitlines()]
        pairs = [pair for line in lines if line.count("=") + line.count(":") > 1  # where fewer stand, no two are explained
                 and len(several := NAMED.findall(line.replace("/A", "A"))) > 1 for pair in several]
        pairs = pairs or [found.groups() for line in lines if (found := _LINE.match(line))]
        if len(cells) == 2 and _TOKEN.fullmatch(cells[0][1]):
            pairs.append((cells[0][1], cells[1][1]))
        for mark, meaning in pairs:
            verdict = verdict_of(meaning.rstrip(",;"))
            if verdict is not Verdict.UNANSWERED and verdict_of(mark) is Verdict.TEXT:
                yield mark, verdict
