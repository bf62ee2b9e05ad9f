"""Which family a file belongs to, by its structure alone, and the file read as that family."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Protocol

from risk_register.errors import RegisterError
from risk_register.intake.values import Document, Sheet, Source, Workbook, column_letters
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.candidates import DOUBTFUL, Candidate
from risk_register.questionnaires.cells import covered_cell, shown
from risk_register.questionnaires.families import DOCUMENT, FAMILIES, Family, family
from risk_register.questionnaires.mapping import SavedMapping, known_again, read_mapped
from risk_register.questionnaires.reading import ReadQuestionnaire


class Reader(Protocol):
    """Looks for one family in a file: every way it could be read as that family, each with its score and reasons."""

    def __call__(self, source: Source, family: Family, /) -> list[Candidate]: ...


class SeveralFamilies(RegisterError):
    """A file that can be read in more than one way, which a person has to choose from."""

    def __init__(self, candidates: Sequence[Candidate], file: str) -> None:
        first, second = candidates[0], candidates[1]
        super().__init__(
            "“{file}” can be read in more than one way: {first} (sheet {first_sheet}) or {second} (sheet {second_sheet}). "
            "Name the family, or keep only one of the sheets.", file=file,
            first=first.family, first_sheet=_first(first.sheets), second=second.family, second_sheet=_first(second.sheets))
        self.candidates = tuple(candidates)


_TOO_CLOSE = 10
"""Two families nearer than this in score are not told apart by us."""
_SURE = 80
_PLAIN = FAMILIES[-1]
"""Known by nothing but words, it is never sure."""
_Covered = tuple[Sheet, list[tuple[int, int]]]
"""A sheet as it came, and the places of its cells that nobody sees."""
_LEARNED = 96
"""Nothing outranks what a person said of this structure, and our own set."""
_NO_ANSWER = frozenset({Verdict.UNANSWERED, Verdict.NOT_EVALUATED})


def recognise(source: Source, learned: Sequence[SavedMapping] = ()) -> list[Candidate]:
    """Every way in which the file could be read, the best first; empty where it holds no known structure.

    `learned` are the mappings that somebody made by hand and saved.
    """
    source, _ = _as_shown(source)
    return _recognise(source, FAMILIES, learned)


def _recognise(source: Source, names: Iterable[str], learned: Sequence[SavedMapping], *, all_ways: bool = True) -> list[Candidate]:
    """The candidates, the best first; without `all_ways` no plain table is looked for where something sure was found."""
    found = known_again(source.as_workbook() if isinstance(source, Document) else source, learned) if learned else []
    for name in names:
        if all_ways or name != _PLAIN or all(candidate.score < _SURE for candidate in found):
            found += _candidates(source, family(name))
    for sheet in _sheets(source):
        sheet.forget_beginnings()
    return sorted(found, key=lambda candidate: -candidate.score)


def _candidates(source: Source, wanted: Family) -> list[Candidate]:
    """What the family's reader finds in what it takes: a document's tables go to readers of workbooks."""
    if isinstance(source, Workbook):
        return [] if wanted.takes == DOCUMENT else _reader(wanted.reader)(source, wanted)
    if wanted.takes == DOCUMENT:
        return _reader(wanted.reader)(source, wanted)
    return _reader(wanted.reader)(source.as_workbook(), wanted) if source.tables else []


@cache
def _reader(module: str) -> Reader:
    """The reader of that module; imported when first needed, for a file is read as one family and not as all."""
    found: Reader = import_module(f"risk_register.questionnaires.{module}").candidates
    return found


def read_questionnaire(source: Source, family_name: str | None = None, *,
                       learned: Sequence[SavedMapping] = ()) -> ReadQuestionnaire:
    """The file's answers, read as the family named or as the one recognised, or as a mapping that was made by hand for its like.

    Raises `RegisterError` where no family fits, where two fit equally well, or where the form holds no answers.
    """
    return _answered(source, read_questions(source, family_name, learned=learned))


def read_by_hand(source: Source, mapping: SavedMapping) -> ReadQuestionnaire:
    """The file's answers, read as a person said. Raises `RegisterError` where a sheet is not there or the form holds no answers."""
    source, covered = _as_shown(source)
    read = read_mapped(source.as_workbook() if isinstance(source, Document) else source, mapping)
    return _answered(source, _with_covered(read, covered))


def read_way(source: Source, way: Candidate) -> ReadQuestionnaire:
    """The file's answers, read in the way chosen from what `recognise` offered. Raises `RegisterError` where it holds none."""
    source, covered = _as_shown(source)
    return _answered(source, _with_covered(way.read(), covered))


def _answered(source: Source, read: ReadQuestionnaire) -> ReadQuestionnaire:
    if read.questions_only is not None:
        raise RegisterError("“{file}” holds no answers. {why}", file=source.file_name, why=read.questions_only)
    if all(answer.verdict in _NO_ANSWER for answer in read.answers):
        raise _empty(source, read)
    return read


def read_questions(source: Source, family_name: str | None = None, *, learned: Sequence[SavedMapping] = ()) -> ReadQuestionnaire:
    """The same without asking for answers: blank forms and sets of questions are read as well, to be sent to a vendor.

    Raises `RegisterError` where no family fits, or where two fit equally well.
    """
    source, covered = _as_shown(source)
    return _with_covered(_chosen(source, family_name, learned).read(), covered)


def _with_covered(read: ReadQuestionnaire, covered: Sequence[_Covered]) -> ReadQuestionnaire:
    """With the covered cells of the sheets that were read, but for those in the form's own columns."""
    kept = [covered_cell(sheet, row, column) for sheet, places in covered if sheet.name in read.sheets for row, column in places
            if column_letters(column) not in read.own_columns.get(sheet.name, ())]
    return replace(read, unmapped=(*read.unmapped, *kept))


def _sheets(source: Source) -> tuple[Sheet, ...]:
    return source.tables if isinstance(source, Document) else source.sheets


def _as_shown(source: Source) -> tuple[Source, list[_Covered]]:
    sheets: list[Sheet] = []
    covered: list[_Covered] = []
    for sheet in _sheets(source):
        visible, places = shown(sheet) if sheet.merged else (sheet, [])
        sheets.append(visible)
        if places:
            covered.append((sheet, places))
    if not covered:
        return source, covered
    return replace(source, tables=tuple(sheets)) if isinstance(source, Document) else replace(source, sheets=tuple(sheets)), covered


def _chosen(source: Source, family_name: str | None, learned: Sequence[SavedMapping]) -> Candidate:
    if family_name is not None and family_name not in FAMILIES:
        raise RegisterError("There is no question family “{family}”; the families are {families}.",
                            family=family_name, families=", ".join(FAMILIES))
    found = _recognise(source, FAMILIES if family_name is None else (family_name,), () if family_name else learned,
                       all_ways=False)
    if not found:
        raise _unknown(source) if family_name is None else _unlike(source, family(family_name))
    if family_name is None and found[0].score <= DOUBTFUL:
        raise RegisterError("“{file}” has no headings and may be a questionnaire or another list. {reason} To read it so, name the "
                            "family {family}.", file=source.file_name, reason=found[0].reasons[0], family=found[0].family.name)
    if found[0].score > _LEARNED:
        return found[0]
    sure = [candidate for candidate in found if candidate.score >= _SURE and candidate.score > found[0].score - _TOO_CLOSE]
    if len(sure) > 1:
        raise SeveralFamilies(sure, source.file_name)
    return found[0]


def _first(sheets: tuple[str, ...]) -> str:
    return sheets[0] if sheets else "–"


def _empty(source: Source, read: ReadQuestionnaire) -> RegisterError:
    if read.problems:
        return RegisterError(
            "“{file}” holds no answers: {cells} of its cells hold formulas or errors without a value. "
            "Open it in a spreadsheet program, save it again and import that file.", file=source.file_name,
            cells=len(read.problems))
    if not read.answers and not read.sheets:
        return RegisterError("“{file}” has the form of {title} and holds no answers.", file=source.file_name, title=read.title)
    if not read.answers:
        return RegisterError("“{file}” has the headings of a questionnaire (sheet {sheet}) but holds no answers below them.",
                             file=source.file_name, sheet=_first(read.sheets))
    return RegisterError("“{file}” holds no answers: it is a blank form ({title}) with {questions} questions.",
                         file=source.file_name, title=read.title, questions=len(read.answers))


def _unknown(source: Source) -> RegisterError:
    if isinstance(source, Document) and not source.tables:
        return RegisterError("“{file}” holds no answers this program can find: it is no form it knows, and nothing in it reads as "
                             "questions with their answers.", file=source.file_name)
    return RegisterError(
        "“{file}” holds no answers this program can find: it is no form it knows, and no sheet has a row of headings with a column "
        "of questions (headed “Question” or “Ref”) and one of answers (headed “Answer” or “Response”).", file=source.file_name)


def _unlike(source: Source, wanted: Family) -> RegisterError:
    return RegisterError("“{file}” does not have the structure of {family}. Leave the family out to have it recognised.",
                         file=source.file_name, family=wanted)
