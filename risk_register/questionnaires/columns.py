"""What a table's columns hold where their headings leave it open: ids without a heading, questions under any word."""

import re
from collections.abc import Mapping

from risk_register.intake.values import Sheet
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import words
from risk_register.questionnaires.doubts import asks_yes_or_no
from risk_register.questionnaires.verdicts import verdict_in

_ROWS_WITHIN = 40
_FEWEST, _MOSTLY = 2, 0.6
_LONGEST_NUMBER = 16
_LONGEST_CODE = 24
SENTENCE = 12
"""How long questions are on the average, at least."""
_DIGIT = re.compile(r"\d")
_LEVELS = re.compile(r"[^\W\d]{0,6}[-.]?\d+[-.]\d")
_DAY = re.compile(r"(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4})(?!\d)")


def unheaded_ids(sheet: Sheet, asked: int, known: Mapping[int, str], taken: set[int], first: int) -> int | None:
    """The column just left of the questions, where it has no heading and numbers them, each differently."""
    column = asked - 1
    if column < 0 or column in known or column in taken:
        return None
    rows = [row for row in range(first, min(first + _ROWS_WITHIN, len(sheet.rows))) if words(sheet.value(row, column + 1))]
    found = [text for row in rows if (text := words(sheet.value(row, column)))]
    numbered = sum(1 for text in found if len(text) <= _LONGEST_NUMBER and _DIGIT.search(text))
    return column if found and numbered == len(found) == len(set(found)) and len(found) * 2 >= len(rows) else None


def coded_beside(sheet: Sheet, asked: int, names: Mapping[int, str], taken: set[int], first: int) -> int | None:
    """The nearest column left of the questions that holds codes under a heading of any other word, as lists have 'Title'."""
    free = (column for column in range(asked - 1, -1, -1) if column in names and column not in taken)
    return next((column for column in free if coded(sheet, column, first) and not _dates(sheet, column, first)), None)


def asked_in(sheet: Sheet, names: Mapping[int, str], taken: set[int], answered: int, first: int,
             least: int = SENTENCE) -> int | None:
    """The column left of the answers that asks, under whatever heading: the one with the longest words, if long enough."""
    free = [column for column in range(min(answered, _LONGEST_CODE)) if column not in taken and column in names]
    lengths = {column: _length(sheet, column, first) for column in free}
    best = max(lengths, key=lambda column: lengths[column], default=None)
    return best if best is not None and lengths[best] >= least else None


def answers_by_choice(sheet: Sheet, asked: int, answered: int, first: int, grades: Mapping[str, Verdict]) -> bool:
    """Whether most of what stands beside the questions is a choice, or a grade of the scale that the heading names."""
    said = [text for row in range(first, min(first + _ROWS_WITHIN, len(sheet.rows)))
            if words(sheet.value(row, asked)) and (text := words(sheet.value(row, answered)))]
    chosen = sum(1 for text in said if verdict_in(text, grades) not in (Verdict.TEXT, Verdict.UNANSWERED))
    return len(said) >= _FEWEST and chosen >= _MOSTLY * len(said)


def asks(sheet: Sheet, column: int, first: int) -> bool:
    """Whether most of a column is put as questions."""
    found = _texts(sheet, column, first)
    return sum(1 for text in found if "?" in text or asks_yes_or_no(text)) >= _MOSTLY * len(found)


def one_marked(sheet: Sheet, columns: tuple[int, ...], first: int) -> bool:
    """Whether of columns to mark no more than one is filled in each row: else they are answers to several things."""
    filled = [sum(1 for column in columns if words(sheet.value(row, column)))
              for row in range(first, min(first + _ROWS_WITHIN, len(sheet.rows)))]
    return sum(1 for count in filled if count > 1) <= sum(1 for count in filled if count == 1) > 0


def coded(sheet: Sheet, column: int, first: int) -> bool:
    """Whether a column holds codes, each short, of one word, with a digit and of its own: ids, whatever the heading says."""
    found = _texts(sheet, column, first)
    several = len(found) > 1 or all(_LEVELS.match(text) for text in found)
    return bool(found) and several and len(set(found)) == len(found) and all(
        len(text) <= _LONGEST_CODE and " " not in text and _DIGIT.search(text) for text in found)


def filled(sheet: Sheet, column: int, first: int) -> bool:
    """Whether the column holds anything below its heading."""
    return any(words(sheet.value(row, column)) for row in range(first, len(sheet.rows)))


def _dates(sheet: Sheet, column: int, first: int) -> bool:
    return all(_DAY.match(text) for text in _texts(sheet, column, first))


def _length(sheet: Sheet, column: int, first: int) -> float:
    found = _texts(sheet, column, first)
    return sum(map(len, found)) / len(found) if found else 0


def _texts(sheet: Sheet, column: int, first: int) -> list[str]:
    return [text for row in range(first, min(first + _ROWS_WITHIN, len(sheet.rows))) if (text := words(sheet.value(row, column)))]
