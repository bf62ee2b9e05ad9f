"""Reports for those who hear them: what is a heading, a table, a picture is said by the file, in the order of reading."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from risk_register.reports import KINDS, files, write_report
from risk_register.reports.content import Column, Row, Section, Table
from risk_register.reports.dossier import dossier_content
from risk_register.reports.drawing import draw
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import samples
from tests.reports.subjects import subject
from tests.reports.tags import Node, Tagged, faults
from tests.reports.test_layout import SECTIONS, with_sections


def written(register: Register, kind: str, folder: Path, language: Language = "en") -> Path:
    path = folder / f"{kind}.pdf"
    write_report(register, kind, path, language=language, since=date(2025, 10, 1), **subject(register, kind))
    return path


def tags(node: Node) -> list[str]:
    return [kid.tag for kid in node.kids]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_tagged_without_a_fault(demonstration: Register, tmp_path: Path, kind: str, language: Language) -> None:
    tagged = Tagged(written(demonstration, kind, tmp_path, language))
    assert faults(tagged) == []
    assert tagged.catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712 - the library's own kind of boolean
    assert tagged.catalog["/Lang"] == language
    assert tagged.catalog["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_those_of_the_outline_at_the_same_depth(demonstration: Register, tmp_path: Path, kind: str) -> None:
    tagged = Tagged(written(demonstration, kind, tmp_path))

    def depths(entries: list[object], level: int) -> Iterator[int]:
        for entry in entries:
            if isinstance(entry, list):
                yield from depths(entry, level + 1)
            else:
                yield level

    headings = [int(node.tag[1]) for node in tagged.nodes if re.fullmatch("H[1-6]", node.tag)]
    assert headings == list(depths(list(tagged.reader.outline), 1))


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not installed")
@pytest.mark.parametrize(("kind", "language"), [("register", "fr"), ("dossier", "en"), ("incident", "en"), ("data-flows", "fr")])
def test_another_library_reads_the_structure_in_the_order_of_the_pages(
    demonstration: Register, tmp_path: Path, kind: str, language: Language
) -> None:
    path = written(demonstration, kind, tmp_path, language)

    def said(*command: str) -> str:
        return subprocess.run([*command], capture_output=True, text=True, check=True, encoding="utf-8").stdout

    heard = re.findall('^ *"(.*)"$', said("pdfinfo", "-struct-text", str(path)), re.MULTILINE)
    printed, place, missing = "".join(said("pdftotext", "-raw", str(path), "-").split()), 0, []
    for words in heard:
        sought = "".join(words.split())  # a word that is broken over lines is whole in the structure
        found = printed.find(sought, place)
        missing += [words] if found < 0 else []
        place = found + len(sought) if found >= 0 else place
    assert len(heard) > 150
    assert missing == []


def test_a_table_over_pages_is_one_table_whose_headings_are_said_once(tmp_path: Path) -> None:
    rows = tuple(Row((f"Q-{number}", "word " * 40)) for number in range(80))
    table = Table((Column("Question", 20), Column("", 10), Column("Answer", 80)), tuple(
        Row((row.cells[0], "", row.cells[1])) for row in rows), empty="", title="Answers")
    tagged = Tagged(drawn(tmp_path, table))
    [found] = [node for node in tagged.nodes if node.tag == "Table" and len(node.kids) == 82]
    assert tags(found)[:2] == ["Caption", "TR"]
    assert tags(found.kids[1]) == ["TH", "TH"]
    assert all(tags(row) == ["TD", "TD"] for row in found.kids[2:])
    assert len({page for row in found.kids for cell in row.kids for page, _number in cell.content}) > 2
    assert faults(tagged) == []


def test_a_row_that_goes_on_over_pages_stays_one_row(tmp_path: Path) -> None:
    answer = "\n".join(f"line {number}" for number in range(200))
    table = Table((Column("Question", 20), Column("Answer", 80)), (Row(("L-3", answer)), Row(("L-4", "short"))), empty="")
    tagged = Tagged(drawn(tmp_path, table))
    [found] = [node for node in tagged.nodes if node.tag == "Table" and len(node.kids) == 3 and len(node.kids[1].kids) == 2
               and len(node.kids[1].kids[1].content) > 1]
    name, words = found.kids[1].kids
    assert len(name.content) == 1
    assert len(words.content) == len({page for page, _number in words.content}) >= 3
    assert faults(tagged) == []


def test_a_group_s_heading_spans_its_table(tmp_path: Path) -> None:
    rows = (Row(("A group",), heading=True), Row(("Q-1", "yes")), Row(("Q-2", "")))
    tagged = Tagged(drawn(tmp_path, Table((Column("Question", 20), Column("Answer", 80)), rows, empty="")))
    [group] = [node for node in tagged.nodes if node.attributes.get("/ColSpan") == 2]
    assert group.tag == "TD"
    assert faults(tagged) == []


@given(SECTIONS)
@settings(max_examples=25, deadline=None)
def test_whatever_is_said_is_tagged_without_a_fault(tmp_path_factory: pytest.TempPathFactory, sections: list[Section]) -> None:
    path = tmp_path_factory.mktemp("any") / "report.pdf"
    files.write(with_sections(sections), path)
    assert faults(Tagged(path)) == []


def test_what_a_picture_shows_is_said_in_words(demonstration: Register, tmp_path: Path) -> None:
    dossier = Tagged(written(demonstration, "dossier", tmp_path))
    figures = [node.alternative for node in dossier.nodes if node.tag == "Figure"]
    assert any(re.search(r"Residual risk: \d+\.\d\d \(\d", words) for words in figures)
    assert any(words.startswith("Map of the supply chain: ") for words in figures)
    register = Tagged(written(demonstration, "register", tmp_path))
    grids = [node for node in register.nodes if node.tag == "Table" and all("TH" in tags(row) for row in node.kids[1:])]
    assert any(len(row.kids) == 6 for grid in grids for row in grid.kids[1:])


def test_the_same_content_gives_the_same_bytes() -> None:
    content = dossier_content(samples.dossier_inputs(), "en")
    first, second = BytesIO(), BytesIO()
    draw(content, first)
    draw(replace(content), second)
    assert first.getvalue() == second.getvalue()


def drawn(folder: Path, table: Table) -> Path:
    files.write(with_sections([Section("a", "A section", (table,))]), folder / "report.pdf")
    return folder / "report.pdf"
