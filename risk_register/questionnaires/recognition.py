"""Which family a file belongs to, by its structure alone, and the file read as that family."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from risk_register.errors import RegisterError
from risk_register.intake.values import Sheet, Workbook
from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires import caiq, hecvat, own, plain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import shown
from risk_register.questionnaires.families import FAMILIES, Family, family
from risk_register.questionnaires.reading import ReadQuestionnaire, Unmapped

READERS: Mapping[str, Callable[[Workbook, Family], list[Candidate]]] = {
    "own": own.candidates, "caiq": caiq.candidates, "hecvat": hecvat.candidates, "plain": plain.candidates}
"""What each `reader` named in a family's file does with a workbook."""

_TOO_CLOSE = 10
"""Two families nearer than this in score are not told apart by us."""
_SURE = 80
_NO_ANSWER = frozenset({Verdict.UNANSWERED, Verdict.NOT_EVALUATED})


def recognise(workbook: Workbook) -> list[Candidate]:
    """Every way in which the file could be read, the best first; empty where it holds no known structure."""
    workbook, _ = _as_shown(workbook)
    return _recognise(workbook)


def _recognise(workbook: Workbook) -> list[Candidate]:
    found = [candidate for name in FAMILIES for candidate in READERS[family(name).reader](workbook, family(name))]
    return sorted(found, key=lambda candidate: -candidate.score)


def read_questionnaire(workbook: Workbook, family_name: str | None = None) -> ReadQuestionnaire:
    """The file's answers, read as the family named or as the one recognised.

    Raises `RegisterError` where no family fits, where two fit equally well, or where the form holds no answers.
    """
    workbook, covered = _as_shown(workbook)
    read = _chosen(workbook, family_name).read()
    read = replace(read, unmapped=(*read.unmapped, *(cell for cell in covered if cell.sheet in read.sheets)))
    if all(answer.verdict in _NO_ANSWER for answer in read.answers):
        raise _empty(workbook, read)
    return read


def _as_shown(workbook: Workbook) -> tuple[Workbook, list[Unmapped]]:
    sheets: list[Sheet] = []
    covered: list[Unmapped] = []
    for sheet in workbook.sheets:
        visible, cells = shown(sheet) if sheet.merged else (sheet, ())
        sheets.append(visible)
        covered.extend(cells)
    return (replace(workbook, sheets=tuple(sheets)), covered) if covered else (workbook, covered)


def _chosen(workbook: Workbook, family_name: str | None) -> Candidate:
    if family_name is not None:
        if family_name not in FAMILIES:
            raise RegisterError("There is no question family “{family}”; the families are {families}.",
                                family=family_name, families=", ".join(FAMILIES))
        wanted = family(family_name)
        found = sorted(READERS[wanted.reader](workbook, wanted), key=lambda candidate: -candidate.score)
        if not found:
            raise _unlike(workbook, wanted)
    else:
        found = _recognise(workbook)
        if not found:
            raise _unknown(workbook)
    sure = [candidate for candidate in found if candidate.score >= _SURE and candidate.score > found[0].score - _TOO_CLOSE]
    if len(sure) > 1:
        raise RegisterError(
            "“{file}” can be read in more than one way: {first} (sheet {first_sheet}) or {second} (sheet {second_sheet}). "
            "Name the family, or keep only one of the sheets.", file=workbook.file_name,
            first=sure[0].family, first_sheet=sure[0].sheets[0], second=sure[1].family, second_sheet=sure[1].sheets[0])
    return found[0]


def _empty(workbook: Workbook, read: ReadQuestionnaire) -> RegisterError:
    if read.problems:
        return RegisterError(
            "“{file}” holds no answers: {cells} of its cells hold formulas or errors without a value. "
            "Open it in a spreadsheet program, save it again and import that file.", file=workbook.file_name,
            cells=len(read.problems))
    if not read.answers:
        return RegisterError("“{file}” has the headings of a questionnaire (sheet {sheet}) but holds no answers below them.",
                             file=workbook.file_name, sheet=read.sheets[0])
    return RegisterError("“{file}” holds no answers: it is a blank form ({title}) with {questions} questions.",
                         file=workbook.file_name, title=read.title, questions=len(read.answers))


def _unknown(workbook: Workbook) -> RegisterError:
    for sheet in workbook.sheets:
        if what := plain.question_set_layout(sheet, family("plain_table")):
            return RegisterError(
                "“{file}” holds no answers: sheet {sheet} is a question set in the layout of {what}, whose “answer” column "
                "names the choices offered.", file=workbook.file_name, sheet=sheet.name, what=what)
    return RegisterError(
        "“{file}” holds no answers this program can find: it is no form it knows, and no sheet has a row of headings with a column "
        "of questions (headed “Question” or “Ref”) and one of answers (headed “Answer” or “Response”).", file=workbook.file_name)


def _unlike(workbook: Workbook, wanted: Family) -> RegisterError:
    return RegisterError("“{file}” does not have the structure of {family}. Leave the family out to have it recognised.",
                         file=workbook.file_name, family=wanted)
