"""Random questionnaires in random layouts, written as real files of every kind: nothing lost, nothing invented."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.intake import read_workbook
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from tests.questionnaires.formats import write

_WORD = st.text(st.sampled_from("abdefgilmnoprtuvàéß漢"), min_size=1, max_size=8).map(lambda word: f"w{word}")
_SENTENCE = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_CELL_TEXT = _SENTENCE | st.builds("{}\n{}; \"{}\", {}".format, _WORD, _WORD, _WORD, _WORD)
_HEADINGS = {
    "en": {"id": "Ref", "question": "Question", "answer": "Vendor response", "notes": "Additional info", "section": "Domain"},
    "fr": {"id": "Réf.", "question": "Question", "answer": "Réponse du fournisseur", "notes": "Commentaires", "section": "Thème"},
    "es": {"id": "Referencia", "question": "Pregunta", "answer": "Respuesta", "notes": "Observaciones", "section": "Categoría"},
    "de": {"id": "Nr.", "question": "Frage", "answer": "Antwort", "notes": "Bemerkungen", "section": "Bereich"},
}
_CHOICES = {
    "yes": ["Yes", "1) Yes", "oui", "Sí", "JA"], "no": ["No", "2) No", "Non", "nein"],
    "not_applicable": ["N/A", "Sans objet", "No aplica", "Nicht zutreffend"],
    "partial": ["Partial", "Partiellement", "Parcialmente", "teilweise"], "unanswered": [""],
}


@dataclass
class Made:
    """Sheets as written, and what must come back: sheet, section, id, question, words, verdict, notes, owner, row."""

    sheets: dict[str, tuple[list[list[str]], list[tuple[int, int, int, int]]]] = field(default_factory=dict)
    expected: list[tuple[str, str, str, str, str, str, str, str, int]] = field(default_factory=list)
    blank: int = 0
    titles: int = 0


@st.composite
def _sheet(draw: st.DrawFn, made: Made, name: str, *, merging: bool) -> None:
    headings = _HEADINGS[draw(st.sampled_from(sorted(_HEADINGS)))]
    order = draw(st.permutations([*headings, "owner", "spare"]))
    offset = draw(st.integers(0, 3))
    place = {role: offset + column for column, role in enumerate(order)}
    width = offset + len(order)
    grid: list[list[str]] = [[draw(_SENTENCE)] if draw(st.booleans()) else [] for _ in range(draw(st.integers(0, 6)))]
    merged: list[tuple[int, int, int, int]] = []
    head = [""] * width
    for role, column in place.items():
        head[column] = headings.get(role, "Owner" if role == "owner" else "")
    grid.append(head)
    for _ in range(draw(st.integers(1, 4))):
        _between(draw, made, grid, place)
        top, section = len(grid), draw(_SENTENCE)
        for index in range(draw(st.integers(1, 4))):
            _row(draw, made, name, grid, place, (section, index == 0 or not merging))
        if merging and len(grid) - top > 1:
            merged.append((top, place["section"], len(grid) - 1, place["section"]))
    made.sheets[name] = (grid, merged)


def _between(draw: st.DrawFn, made: Made, grid: list[list[str]], place: dict[str, int]) -> None:
    for _ in range(draw(st.integers(0, 2))):
        grid.append([])
        made.blank += 1
    if draw(st.booleans()):
        grid.append([""] * place[draw(st.sampled_from(["section", "id", "question"]))] + [draw(_SENTENCE)])
        made.titles += 1


def _row(draw: st.DrawFn, made: Made, name: str, grid: list[list[str]], place: dict[str, int], section: tuple[str, bool]) -> None:
    verdict = draw(st.sampled_from(sorted(_CHOICES)) | st.just("text"))
    words = draw(st.sampled_from(_CHOICES[verdict])) if verdict != "text" else draw(_CELL_TEXT)
    row = [""] * (max(place.values()) + 1)
    values = {"id": f"Q.{len(made.expected) + 1}0", "question": draw(_CELL_TEXT), "answer": words,
              "notes": draw(st.just("") | _CELL_TEXT), "owner": draw(st.just("") | _WORD),
              "section": section[0] if section[1] else ""}
    for role, value in values.items():
        row[place[role]] = value
    made.expected.append((name, section[0], values["id"], values["question"], words, verdict, values["notes"], values["owner"],
                          len(grid) + 1))
    grid.append(row)


@st.composite
def questionnaires(draw: st.DrawFn, *, flat: bool) -> Made:
    made = Made()
    for number in range(1 if flat else draw(st.integers(1, 3))):
        draw(_sheet(made, f"Part {number + 1}", merging=not flat and draw(st.booleans())))
    return made


def _check(made: Made, read: ReadQuestionnaire, *, one_sheet: bool) -> None:
    came = [(answer.sheet, answer.section, answer.question_id, answer.question, answer.answer, answer.verdict.word, answer.notes,
             answer.extra.get("Owner", ""), answer.row) for answer in read.answers]
    expected = [("made", *rest) for _, *rest in made.expected] if one_sheet else made.expected
    assert came == expected
    assert all(answer.extra.keys() <= {"Owner"} for answer in read.answers)
    skipped = {str(entry.reason): entry.count for entry in read.skipped}
    assert skipped.get("blank rows", 0) == made.blank
    assert skipped.get("section titles and remarks", 0) == made.titles
    assert not read.unmapped
    assert not read.problems
    assert read.account.questions == read.account.answered + read.account.blank


_FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
@_FEW
@given(made=questionnaires(flat=False))
def test_workbooks_come_back_whole(made: Made, ending: str, tmp_path: Path) -> None:
    if not any(verdict != "unanswered" for *_, verdict, _, _, _ in made.expected):
        return
    _check(made, read_questionnaire(read_workbook(write(tmp_path / f"made.{ending}", made.sheets))), one_sheet=False)


@pytest.mark.parametrize(("ending", "encoding", "delimiter"), [
    ("csv", "utf-8-sig", ","), ("csv", "utf-8", ";"), ("tsv", "utf-16", "\t")])
@_FEW
@given(made=questionnaires(flat=True))
def test_tables_of_text_come_back_whole(made: Made, ending: str, encoding: str, delimiter: str, tmp_path: Path) -> None:
    if not any(verdict != "unanswered" for *_, verdict, _, _, _ in made.expected):
        return
    path = write(tmp_path / f"made.{ending}", made.sheets, encoding=encoding, delimiter=delimiter)
    _check(made, read_questionnaire(read_workbook(path)), one_sheet=True)
