"""What a form says its own marks mean: 'C = compliant', '1 - not implemented … 5 - fully implemented', 'Maturity (1-5)'."""

import re
from collections.abc import Iterable, Iterator, Mapping

from risk_register.intake.values import Sheet, Workbook
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import filled_cells
from risk_register.questionnaires.layout import ANSWER, Layout
from risk_register.questionnaires.verdicts import own_words, verdict_of

_WITHIN = 60
_LINE = re.compile(r"^\s*[\[(]?([^\W_]{1,3})[\])]?\s*(?:[=:–—-]|→)\s*(\S.*?)\s*$")
_IN_HEADING = re.compile(r"(?<!\w)([^\W_]{1,3})\s*[=:]\s*([^,;/()=:\n]+)")
_TOKEN = re.compile(r"[^\W_]{1,3}")
_SCALE = re.compile(r"(?<!\d)([01])\s*(?:-|–|\.\.\.?|/|to|à|a|bis)\s*([3-5]|10)(?!\d)")
_FEWEST = 2


def legends(workbook: Workbook, layouts: Iterable[Layout]) -> dict[str, dict[str, Verdict]]:
    """For each table's sheet the marks that it, or a sheet without a table, explains; none where fewer than two are explained."""
    tops: dict[str, int] = {}
    for layout in layouts:
        tops.setdefault(layout.sheet.name, layout.heading_row)
    everywhere = dict(pair for sheet in workbook.sheets if not sheet.hidden and sheet.name not in tops
                      for pair in _explained(sheet, _WITHIN))
    found = {sheet.name: everywhere | dict(_explained(sheet, tops[sheet.name])) for sheet in workbook.sheets if sheet.name in tops}
    return {name: _usable(marks) for name, marks in found.items()}


def graded(layout: Layout) -> dict[str, Verdict]:
    """What the grades mean where the heading of the answers names their scale: the lowest is no, the highest yes."""
    heading = layout.name(layout.columns.get(ANSWER, -1))
    named = {mark: verdict_of(meaning) for mark, meaning in _IN_HEADING.findall(heading.replace("/A", "A").replace("/a", "a"))}
    if marks := _usable(named):
        return marks
    scale = _SCALE.search(heading)
    return _between(int(scale[1]), int(scale[2])) if scale else {}


def _explained(sheet: Sheet, rows: int) -> Iterator[tuple[str, Verdict]]:
    for row in range(min(rows, len(sheet.rows))):
        cells = filled_cells(sheet, row)
        lines = [line for _, text in cells for line in text.splitlines()]
        pairs = [pair for line in lines if len(several := _IN_HEADING.findall(line.replace("/A", "A"))) > 1 for pair in several]
        pairs = pairs or [found.groups() for line in lines if (found := _LINE.match(line))]
        if len(cells) == 2 and _TOKEN.fullmatch(cells[0][1]):
            pairs.append((cells[0][1], cells[1][1]))
        for mark, meaning in pairs:
            verdict = verdict_of(meaning.rstrip(",;"))
            if verdict is not Verdict.UNANSWERED and verdict_of(mark) is Verdict.TEXT:
                yield mark, verdict


def _usable(marks: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The marks whose meaning we know; numbers between a no and a yes are the steps between them."""
    known = {mark: verdict for mark, verdict in marks.items() if verdict is not Verdict.TEXT}
    if len(known) < _FEWEST or len(set(known.values())) < _FEWEST:
        return {}
    ends = sorted(int(mark) for mark, verdict in known.items() if mark.isdecimal() and verdict in (Verdict.YES, Verdict.NO))
    steps = map(str, range(ends[0] + 1, ends[-1])) if len(ends) >= _FEWEST else ()
    return _by_words({**{step: Verdict.PARTIAL for step in steps if step in marks}, **known})


def _between(lowest: int, highest: int) -> dict[str, Verdict]:
    """From the lowest a no, then the steps between, to a yes: of five grades and more, those in the highest fifth."""
    good = highest - highest // 5
    return _by_words({str(grade): Verdict.YES if grade >= good else Verdict.NO if grade <= max(lowest, highest // 5)
                      else Verdict.PARTIAL for grade in range(lowest, highest + 1)})


def _by_words(marks: Mapping[str, Verdict]) -> dict[str, Verdict]:
    table: dict[str, list[str]] = {}
    for mark, verdict in marks.items():
        table.setdefault(verdict.word, []).append(mark)
    return own_words(table)
