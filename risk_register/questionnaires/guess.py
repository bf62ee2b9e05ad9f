"""Tables whose headings do not say where the answers are: told by what stands in the columns, or left to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from risk_register.intake.values import Sheet
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.cells import HEADING_MOST, normal, words
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.layout import ANSWER, ID, NOTES, QUESTION, Layout, find_questions
from risk_register.questionnaires.leading import asks_in_words
from risk_register.questionnaires.verdicts import verdict_in, verdict_of

_FEWEST, _FEWEST_IN_WORDS, _FEWEST_COMPONENTS = 3, 5, 2
_MOSTLY = 0.6
_QUESTION_MARKS = "?？؟"
_SENTENCE = 20
_SHORT_ID = 24
_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in one column below a row."""

    number: int
    texts: Mapping[int, str]
    own: Mapping[str, Verdict]

    @property
    def choices(self) -> int:
        """How many of its cells are choices that we know or that the form explains: Yes, No, N/A."""
        return sum(1 for text in self.texts.values() if verdict_in(text, self.own) not in (Verdict.TEXT, Verdict.UNANSWERED))

    @property
    def asks(self) -> float:
        """Which share of its cells is put as a question."""
        return sum(1 for text in self.texts.values() if any(mark in text for mark in _QUESTION_MARKS)) / len(self.texts)

    @property
    def length(self) -> float:
        """How long its cells are on the average."""
        return sum(map(len, self.texts.values())) / len(self.texts)

    def beside(self, other: "_Column") -> "_Column":
        """The same in the rows in which another column holds anything; whole where there is no such row."""
        texts = {row: text for row, text in self.texts.items() if row in other.texts}
        return replace(self, texts=texts or self.texts)


def guess_layout(sheet: Sheet, family: Family, *, sure: bool, own: Mapping[str, Verdict] | None = None) -> Layout | None:
    """A table without a heading for its answers, or without headings, or None.

    With `sure` only where the content leaves little doubt, so that a file may be read so without asking: questions put as such,
    beside one column of choices or one that alone could hold answers. Without, the likeliest columns, for a person to correct.
    `own` are marks that the form explains.
    """
    headed = find_questions(sheet, family.headings)
    if headed is not None and QUESTION in headed.columns:
        return _beside(headed, own or {}, family, sure=sure)
    found = _unheaded(sheet, own or {}, sure=sure)
    if sure and found is not None and family.headings.is_the_forms(found.names.get(found.columns[ANSWER], "")):
        return None
    return found if found is not None or sure else _by_shape(sheet)


def _by_shape(sheet: Sheet) -> Layout | None:
    """In a language that we do not read: below the first full row of short words, few words said often, right of long ones."""
    widths = [sum(1 for value in values if words(value)) for values in sheet.rows]
    if not widths or max(widths) < _FEWEST:
        return None
    head = next(row for row, width in enumerate(widths) if width >= max(_FEWEST, _MOSTLY * max(widths)))
    columns = _columns(sheet, head + 1, {})
    asked = max(columns, key=lambda column: column.length, default=None)
    if asked is None:
        return None
    right = [column for column in columns if column.number > asked.number]
    answered = min(right, key=lambda column: (len(set(column.texts.values())) / len(column.texts), column.number), default=None)
    if answered is None:
        return None
    found = {QUESTION: asked.number, ANSWER: answered.number}
    for column in columns:
        if column.number < asked.number and _is_id(column, asked):
            found.setdefault(ID, column.number)
        elif column.number > answered.number:
            found.setdefault(NOTES, column.number)
    names = {column: text for column, value in enumerate(sheet.rows[head]) if (text := words(value)) and len(text) <= HEADING_MOST}
    return Layout(sheet, head, head + 1, found, names)


def guess_components(sheet: Sheet, family: Family, own: Mapping[str, Verdict]) -> list[Layout]:
    """The tables of a sheet that asks each question of several products, each with a column of choices; none where it does not."""
    headed = find_questions(sheet, family.headings)
    if headed is None or QUESTION not in headed.columns:
        return []
    asked, free = _asked_and_free(headed, own)
    choosing = _choosing(_answering(free, asked, headed, family))
    named = [column for column in choosing if column.number in headed.names]
    if asked is None or len(named) < _FEWEST_COMPONENTS or len(named) != len(choosing) or any(
            len(column.texts) < _MOSTLY * len(asked.texts) for column in named):
        return []
    others = frozenset(column.number for column in named)
    return [replace(headed, columns={**headed.columns, ANSWER: column.number}, ignored=headed.ignored | (others - {column.number}),
                    component=headed.name(column.number)) for column in named]


def _asked_and_free(headed: Layout, own: Mapping[str, Verdict]) -> tuple[_Column | None, list[_Column]]:
    """The column that asks, None where it is empty, and those right of it whose headings say nothing else of them."""
    columns = _columns(headed.sheet, headed.first_row, own)
    asked = next((column for column in columns if column.number == headed.columns[QUESTION]), None)
    taken = set(headed.columns.values()) | headed.ignored
    return asked, [column for column in columns if column.number not in taken and asked and column.number > asked.number]


def _choosing(columns: list[_Column]) -> list[_Column]:
    """Those that hold mostly choices."""
    return [column for column in columns if column.choices >= _MOSTLY * len(column.texts)]


def asked_only(sheet: Sheet, family: Family) -> Layout | None:
    """A table of questions with no place for answers, or None: every other column says something of the questions."""
    headed = find_questions(sheet, family.headings)
    if headed is None or QUESTION not in headed.columns:
        return None
    asked, free = _asked_and_free(headed, {})
    if asked is None or len(asked.texts) < _FEWEST or not (_says_question(headed.name(asked.number)) or asked.asks >= _MOSTLY):
        return None
    if not all(family.headings.is_known(headed.name(column.number)) or _marks_questions(column, asked) for column in free):
        return None
    return replace(headed, columns={role: column for role, column in headed.columns.items() if role != NOTES})


def _answering(columns: list[_Column], asked: _Column | None, headed: Layout, family: Family) -> list[_Column]:
    """Those that may answer: a template says of each question in a column of its own whether it must be answered."""
    headings, name = family.headings, headed.names.get
    own = {column.number for column in columns if headings.is_the_forms(name(column.number, ""))
           or (headings.is_known(name(column.number, "")) and not _choosing([column]))}
    return [column for column in columns if asked and column.number not in own and not _marks_questions(column, asked)]


def _marks_questions(column: _Column, asked: _Column) -> bool:
    """Whether the column says yes or no even of most questions that want words: it says something of them and answers none."""
    wanted = [text for row, text in column.texts.items() if asks_in_words(asked.texts.get(row, ""))]
    said = sum(1 for text in wanted if verdict_of(text) in (Verdict.YES, Verdict.NO))
    return said >= _FEWEST_COMPONENTS and said >= _MOSTLY * len(wanted)


def _beside(headed: Layout, own: Mapping[str, Verdict], family: Family, *, sure: bool) -> Layout | None:
    """Questions have a heading of their own; the answers are in the one column that could hold them."""
    asked, right = _asked_and_free(headed, own)
    if asked is None:
        return None
    right = _answering(right, asked, headed, family) if sure else right
    free = [column for column in right if len(column.texts.keys() & asked.texts.keys()) * 3 >= len(asked.texts)]
    choosing = _choosing(free)
    named = len(choosing) == 1 and _heads_marks(headed.name(choosing[0].number), own)
    if sure and not named and not _says_question(headed.name(asked.number)) and asked.asks < _MOSTLY:
        return None
    found = choosing or free
    if not found or (sure and len(found) > 1 and len(choosing) != 1):
        return None
    return replace(headed, columns={**headed.columns, ANSWER: found[0].number})


def _unheaded(sheet: Sheet, own: Mapping[str, Verdict], *, sure: bool) -> Layout | None:
    """No heading says anything: choices beside sentences."""
    columns = _columns(sheet, 0, own)
    choosing = [column for column in columns if column.choices >= _FEWEST and column.choices >= _MOSTLY * (len(column.texts) - 1)]
    if not choosing:
        return _in_words(sheet, columns)
    if sure and len(choosing) > 1:
        return None
    answered = choosing[0]
    # Titles and particulars above the table are no part of it.
    sentences = [column.beside(answered) for column in columns if column is not answered
                 and column.beside(answered).length >= _SENTENCE
                 and len(column.texts.keys() & answered.texts.keys()) >= _MOSTLY * len(answered.texts)]
    asked = max(sentences, key=lambda column: (column.asks, column.number < answered.number, column.length), default=None)
    if asked is None or (sure and asked.asks < _MOSTLY):
        return None
    first = min(row for row, text in answered.texts.items() if verdict_of(text) not in (Verdict.TEXT, Verdict.UNANSWERED))
    first = min([first, *(row for row, text in asked.texts.items() if any(mark in text for mark in _QUESTION_MARKS))])
    found = {QUESTION: asked.number, ANSWER: answered.number}
    for column in columns:
        if column.number < asked.number and _is_id(column, answered):
            found.setdefault(ID, column.number)
        elif column.number > answered.number and column.number != asked.number and column.length > HEADING_MOST / 6:
            found.setdefault(NOTES, column.number)
    names = {column.number: column.texts[first - 1] for column in columns if first - 1 in column.texts}
    if any(len(name) > HEADING_MOST for name in names.values()):
        names = {}
    return Layout(sheet, max(0, first - 1), first, found, names)


def _in_words(sheet: Sheet, columns: Sequence[_Column]) -> Layout | None:
    """No choices at all: a column that asks, and one alone to its right that answers in words."""
    asking = [column for column in columns if len(column.texts) >= _FEWEST_IN_WORDS and column.asks >= _MOSTLY]
    if len(asking) != 1:
        return None
    asked = asking[0]
    beside = [column for column in columns if column.number > asked.number
              and len(column.texts.keys() & asked.texts.keys()) * 2 >= len(asked.texts)]
    if len(beside) != 1 or len(set(beside[0].texts.values())) < _MOSTLY * len(beside[0].texts):
        return None  # the same few words beside every question are kinds of question, not answers
    found = {QUESTION: asked.number, ANSWER: beside[0].number}
    for column in columns:
        if column.number < asked.number and _is_id(column, asked):
            found[ID] = column.number
    first = min(row for row, text in asked.texts.items() if any(mark in text for mark in _QUESTION_MARKS))
    return Layout(sheet, max(0, first - 1), first, found, {})


def _columns(sheet: Sheet, first_row: int, own: Mapping[str, Verdict]) -> list[_Column]:
    texts: dict[int, dict[int, str]] = {}
    for row in range(first_row, len(sheet.rows)):
        for column, value in enumerate(sheet.rows[row][:_MOST_COLUMNS]):
            if text := words(value):
                texts.setdefault(column, {})[row] = text
    return [_Column(column, found, own) for column, found in sorted(texts.items())]


def _is_id(column: _Column, answered: _Column) -> bool:
    """Short, all different, most with a digit, and beside most answers."""
    said: Sequence[str] = [text for row, text in column.texts.items() if row in answered.texts]
    if not said or len(said) < _MOSTLY * len(answered.texts) or max(map(len, said)) > _SHORT_ID:
        return False
    return len(set(said)) == len(said) and sum(1 for text in said if any(map(str.isdigit, text))) >= _MOSTLY * len(said)


def _heads_marks(heading: str, own: Mapping[str, Verdict]) -> bool:
    """Whether a heading is nothing but marks that the form explains: 'F/P/N'."""
    parts = heading.split("/")
    return len(parts) > 1 and all(verdict_in(part.strip(), own) not in (Verdict.TEXT, Verdict.UNANSWERED) for part in parts)


def _says_question(heading: str) -> bool:
    plain = normal(heading)
    return any(stem in plain for stem in ("question", "pregunta", "frage"))
