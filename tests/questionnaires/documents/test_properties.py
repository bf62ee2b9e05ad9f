"""Questionnaires in random layouts, written as documents and read back: nothing lost, nothing invented."""

import json
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.intake.contents import Node, Prose, Tree
from risk_register.intake.docx import read_docx
from risk_register.intake.json_tree import parse_json
from risk_register.intake.sources import _node, _prose
from risk_register.intake.tree_builder import Builder
from risk_register.intake.values import Document, FileKind
from risk_register.intake.yaml_tree import parse_yaml
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from risk_register.questionnaires.recognition import read_questions
from tests.questionnaires.documents import making
from tests.questionnaires.documents.making import boxes, cell, control, drop_down, paragraph, run, table

_CHOICE = st.sampled_from(["Yes", "No", "N/A", "Partial", "Oui", "Nein"])
_WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéß漢", min_size=3, max_size=8)
_PHRASE = st.lists(_WORD, min_size=2, max_size=5).map(" ".join).map(lambda words: f"w{words}")
_NOTE = st.just("") | _PHRASE
VERDICT = {"Yes": "yes", "No": "no", "N/A": "not_applicable", "Partial": "partial", "Oui": "yes", "Nein": "no", "": "unanswered"}


@dataclass(frozen=True)
class Asked:
    id: str
    question: str
    answer: str
    note: str
    section: str


@st.composite
def asked(draw: st.DrawFn) -> list[Asked]:
    """Questions of some sections, at least one of them answered."""
    found: list[Asked] = []
    for number in range(draw(st.integers(1, 3))):
        for _ in range(draw(st.integers(1, 4))):
            found.append(Asked(f"Q.{len(found) + 1}", f"Is {draw(_PHRASE)} {len(found)} so?", draw(_CHOICE | st.just("")),
                               draw(_NOTE), f"Part {number + 1}"))
    if not any(item.answer for item in found):
        found[0] = Asked(found[0].id, found[0].question, "Yes", found[0].note, found[0].section)
    return found


def _word(body: str) -> Document:
    content, tables = _prose(read_docx(making.packed(body)))
    return Document("received.docx", FileKind.DOCX, "0" * 64, 1, content, tables)


def _said(read: ReadQuestionnaire) -> list[tuple[str, str, str, str]]:
    return [(answer.question, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers]


def _meant(items: list[Asked]) -> list[tuple[str, str, str, str]]:
    return [(item.question, item.answer, VERDICT[item.answer], item.note) for item in items]


def _as_cell(draw: st.DrawFn, answer: str) -> str:
    """An answer typed, chosen from a list or in a control."""
    way = draw(st.sampled_from(["typed", "list", "control"]))
    if way == "typed":
        return cell(answer)
    hint = not answer
    shown = answer or draw(st.sampled_from(["Choose an item.", "Click or tap here to enter text."]))
    return cell(paragraph(drop_down(shown, ["Yes", "No"], hint=hint) if way == "list" else control(shown, hint=hint)))


@st.composite
def tables_of(draw: st.DrawFn) -> tuple[list[Asked], str]:
    """A document with the questions in one table or one for each section, the sections merged down, across or absent."""
    items = draw(asked())
    columns = draw(st.permutations(["id", "question", "answer", "note"]))
    names = {"id": "Ref", "question": "Question",
             "answer": draw(st.sampled_from(["Answer", "Vendor response", "Réponse", "Antwort"])),
             "note": draw(st.sampled_from(["Comments", "Commentaires", "Bemerkungen"]))}
    style = draw(st.sampled_from(["title rows", "merged column", "a table each"]))
    filler = st.lists(_PHRASE.map(paragraph), max_size=2)
    parts = [paragraph("A form", heading=True), *draw(filler)]
    sections = list(dict.fromkeys(item.section for item in items))

    def row(item: Asked) -> list[str]:
        made = {"id": cell(item.id), "question": cell(item.question), "note": cell(item.note),
                "answer": _as_cell(draw, item.answer)}
        return [made[name] for name in columns]

    heads = [names[name] for name in columns]
    if style == "a table each":
        for section in sections:
            parts += [paragraph(section, heading=True), table([heads, *(row(item) for item in items if item.section == section)])]
    elif style == "title rows":
        rows: list[list[str]] = [heads]
        for section in sections:
            rows += [[cell(section, span=4)], *([["", "", "", ""]] if draw(st.booleans()) else [])]
            rows += [row(item) for item in items if item.section == section]
        parts.append(table(rows, columns=4))
    else:
        rows = [["Domain", *heads]]
        for section in sections:
            own = [item for item in items if item.section == section]
            rows += [[cell(section if place == 0 else "", merge="begin" if place == 0 else "on"), *row(item)]
                     for place, item in enumerate(own)]
        parts.append(table(rows, columns=5))
    return items, "".join([*parts, *draw(filler)])


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(tables_of())
def test_tables_of_any_layout_in_word_come_back_whole(made: tuple[list[Asked], str]) -> None:
    items, body = made
    read = read_questionnaire(_word(body))
    assert read.family == "word_form"
    assert _said(read) == _meant(items)
    assert [answer.question_id for answer in read.answers] == [item.id for item in items]
    assert not read.unmapped
    assert not read.problems


@st.composite
def paragraphs_of(draw: st.DrawFn) -> tuple[list[Asked], str]:
    """A Word document with one question a paragraph, answered in a control beside or below, or by ticking."""
    items = draw(asked())
    parts: list[str] = []
    section = ""
    for item in items:
        if item.section != section:
            section = item.section
            parts.append(paragraph(section, heading=True))
        way = draw(st.sampled_from(["beside", "below", "ticked"]))
        if way == "ticked" and item.answer in ("Yes", "No", ""):
            parts += [paragraph(item.question), paragraph(boxes({word: word == item.answer for word in ("Yes", "No")}))]
        else:
            entered = control(item.answer or "Click or tap here to enter text.", hint=not item.answer)
            beside = [paragraph(run(item.question + " ") + entered)]
            parts += beside if way == "beside" else [paragraph(item.question), paragraph(entered)]
        if item.note:
            parts.append(paragraph(run("Comments: ") + control(item.note)))
    return items, "".join(parts)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(paragraphs_of())
def test_questions_in_running_text_come_back_whole(made: tuple[list[Asked], str]) -> None:
    items, body = made
    read = read_questionnaire(_word(body))
    assert _said(read) == _meant(items)
    assert [answer.section for answer in read.answers] == [item.section for item in items]
    assert not read.unmapped


_HEADINGS = ("Question", "Answer", "Comments", "Criteria", "Conformance Level", "Vendor")
_CELL = st.just("") | _PHRASE | _CHOICE | st.sampled_from([*_HEADINGS, "1. Why so?"])


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.lists(_CELL, min_size=1, max_size=4), min_size=1, max_size=5), max_size=3), st.lists(_PHRASE))
def test_any_word_document_is_read_or_refused_and_keeps_every_word_of_its_tables(
        tables: list[list[list[str]]], texts: list[str]) -> None:
    document = _word("".join([*map(paragraph, texts), *(table(rows) for rows in tables)]))
    try:
        read = read_questions(document)
    except RegisterError:
        return
    kept = "\n".join([
        *(f"{answer.question_id}\n{answer.question}\n{answer.answer}\n{answer.notes}\n{answer.section}\n{answer.extra}"
          for answer in read.answers), *(item.text for item in (*read.unmapped, *read.problems)),
        *(f"{item.label}\n{item.value}" for item in read.metadata)])
    passed = sum(entry.count for entry in read.skipped)
    lost = [row for rows in tables for row in rows if not set(row) & {*_HEADINGS}
            and any(word.startswith("w") and word not in kept for word in row)]
    assert len(lost) <= passed  # titles and remarks are counted


def _tree(root: list[object]) -> Document:
    return Document("received.json", FileKind.JSON, "0" * 64, 1, Tree(_node(root, "")))


@settings(deadline=None, max_examples=100)
@given(asked(), st.booleans(), st.sampled_from(["list", "sections", "keyed"]))
def test_answers_in_data_files_come_back_whole(items: list[Asked], as_yaml: bool, shape: str) -> None:
    entries = [{"id": item.id, "question": item.question, "answer": item.answer, "comment": item.note} for item in items]
    data: object = {"answers": {
        item.id: {"answer": item.answer, "comment": item.note, "question": item.question} for item in items}}
    if shape == "list":
        entries.append({"id": "Q.99", "question": "Is it so?", "answer": "Yes", "comment": ""})
        items = [*items, Asked("Q.99", "Is it so?", "Yes", "", "")]
        data = entries
    elif shape == "sections":
        entries += [{"id": f"Q.9{number}", "question": f"Is it {number}?", "answer": "No", "comment": ""} for number in range(2)]
        items = [*items, *(Asked(f"Q.9{number}", f"Is it {number}?", "No", "", "") for number in range(2))]
        data = {"title": "A form", "parts": [{"name": "All", "questions": entries}]}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False) if as_yaml else json.dumps(data)
    read = read_questionnaire(_tree(parse_yaml(text, Builder()) if as_yaml else parse_json(text, Builder())))
    assert read.family == "answers_data"
    assert _said(read) == _meant(items)
    assert [answer.question_id for answer in read.answers] == [item.id for item in items]


_LEAF = _PHRASE | _CHOICE | st.none()
_ENTRY = st.fixed_dictionaries({"question": _PHRASE}, optional={
    "answer": _LEAF | st.lists(_PHRASE, max_size=2) | st.fixed_dictionaries({"value": _LEAF, "by": _LEAF}), "comment": _LEAF,
    "id": _WORD, "evidence": st.lists(_PHRASE, max_size=2), "status": _LEAF})
_ANY = st.recursive(_LEAF | st.lists(_ENTRY, min_size=2, max_size=4), lambda inner: st.dictionaries(_WORD, inner, max_size=3)
                    | st.lists(inner, max_size=3), max_leaves=8)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_WORD | st.sampled_from(["vendor", "answers", "responses", "date"]), _ANY, max_size=4),
       st.lists(_ENTRY, min_size=2, max_size=4))
def test_any_data_file_with_questions_keeps_every_word(data: dict[str, object], entries: list[object]) -> None:
    document = _tree(parse_json(json.dumps({**data, "form": {"questions": entries}}), Builder()))
    read = read_questions(document)
    kept = "\n".join([
        *(f"{answer.question_id}\n{answer.question}\n{answer.answer}\n{answer.notes}\n{answer.section}\n"
          + "\n".join(answer.extra.values()) for answer in read.answers),
        *(item.text for item in read.unmapped), *(item.value for item in read.metadata)])
    assert [leaf.pointer for leaf in document.content.root.leaves() if leaf.text not in kept] == []


@pytest.mark.parametrize("name", ["openssf_badge", "security_insights", "openacr", "vpat", "vsaq", "ciso_assistant_library",
                                  "oscal", "answers_data", "word_form", "pdf_form"])
def test_no_family_takes_a_document_that_says_nothing(name: str) -> None:
    for content in (Tree(Node("", 1, {})), Tree(Node("", 1, ())), Tree(Node("", 1, "words")), Prose(()), ()):
        kind = {Tree: FileKind.JSON, Prose: FileKind.DOCX, tuple: FileKind.PDF}[type(content)]
        with pytest.raises(RegisterError):
            read_questions(Document("received", kind, "0" * 64, 1, content), name)
