"""Documents nobody should send: one sentence, exit code 1, within seconds, with nothing stored."""

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import limits
from risk_register.intake import process as processes
from risk_register.intake.sources import read_source
from risk_register.texts import LANGUAGES
from tests.intake import hostile
from tests.intake.test_refusals import said_in_time as within_memory
from tests.questionnaires.documents import making
from tests.questionnaires.documents.making import cell, paragraph, table

CHECKOUT = Path(__file__).resolve().parents[2]


def _docx(path: Path, main: str | bytes, **parts: str) -> Path:
    return making.docx(path.with_suffix(".docx"), "", main=main, **parts)


def bomb(path: Path) -> Path:
    return _docx(path, making.document(paragraph("a" * 30_000_000)))


def lying_bomb(path: Path) -> Path:
    return hostile.lying_about_its_size(_docx(path, making.document(paragraph("a" * 60_000_000))), b"word/document.xml", 1000)


def million_paragraphs(path: Path) -> Path:
    return _docx(path, making.document(paragraph("a") * 300_000))


def million_cells(path: Path) -> Path:
    return _docx(path, making.document(table([["a"] * 60] * 12_000)))


def deep_tables(path: Path) -> Path:
    inner = paragraph("a")
    for _ in range(400):
        inner = table([[cell(inner)]])
    return _docx(path, making.document(inner))


def deep_markup(path: Path) -> Path:
    return _docx(path, making.document("<w:p>" + "<w:ins>" * 100_000 + making.run("a") + "</w:ins>" * 100_000 + "</w:p>"))


def entities(path: Path) -> Path:
    levels = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    main = making.document(paragraph("&a29;")).replace("?>", f"?><!DOCTYPE w [{levels}]>", 1).replace("&amp;", "&")
    return _docx(path, main)


def external_entity_below_a_long_remark(path: Path) -> Path:
    declared = f'<!--{"x" * 5_000}--><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return _docx(path, making.document(paragraph("&a;")).replace("?>", f"?>{declared}", 1).replace("&amp;", "&"))


def entities_in_utf_16(path: Path) -> Path:
    main = making.document(paragraph("&a;")).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return _docx(path, main.replace("?>", '?><!DOCTYPE w [<!ENTITY a "b">]>', 1).encode("utf-16"))


def wide_spans(path: Path) -> Path:
    return _docx(path, making.document(table([["Question", "Answer"], [cell("a?", span=99_999_999), "Yes"]])))


def truncated_docx(path: Path) -> Path:
    whole = making.packed(table([["Question", "Answer"], ["Is it so?", "Yes"]]))
    path.with_suffix(".docx").write_bytes(whole[:len(whole) // 2])
    return path.with_suffix(".docx")


def broken_xml(path: Path) -> Path:
    return _docx(path, making.document(paragraph("a"))[:-30])


def only_the_name_of_word(path: Path) -> Path:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.bin", "x")
    path.with_suffix(".docx").write_bytes(held.getvalue())
    return path.with_suffix(".docx")


def alias_bomb(path: Path) -> Path:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
             *(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12))]
    return _text(path, ".yaml", "\n".join(lines))


def long_alias_bomb(path: Path) -> Path:
    return _text(path, ".yaml", f"a: &a {'x' * 1_000_000}\nb: [{', '.join(['*a'] * 1_000)}]\n")


def yaml_objects_nested_deep(path: Path) -> Path:
    return _text(path, ".yaml", "a: " + "[" * 50_000)


def yaml_that_takes_long(path: Path) -> Path:
    return _text(path, ".yaml", "a:\n" + "- ? {a: b}\n  : c\n" * 200_000)


def json_nested_deep(path: Path) -> Path:
    return _text(path, ".json", '{"a":' * 200_000)


def json_of_many_values(path: Path) -> Path:
    return _text(path, ".json", '{"a": [' + "0," * 2_000_000 + "0]}")


def json_unclosed_text(path: Path) -> Path:
    return _text(path, ".json", '{"a": "' + "\\\"" * 2_000_000)


def json_large(path: Path) -> Path:
    return _text(path, ".json", '{"a": "' + "x" * (limits.LARGEST_DATA + 1) + '"}')


def json_cut_short(path: Path) -> Path:
    return _text(path, ".json", '{"a_status": "Met", "b_status": "M')


def pdf_cut_short(path: Path) -> Path:
    whole = making.pdf(path.with_suffix(".pdf"), lambda canvas: canvas.drawString(1, 1, "a")).read_bytes()
    path.with_suffix(".pdf").write_bytes(whole[:len(whole) // 3])
    return path.with_suffix(".pdf")


def pdf_of_nothing(path: Path) -> Path:
    path.with_suffix(".pdf").write_bytes(b"%PDF-1.7\n" + b"0 0 obj << /A " * 100_000)
    return path.with_suffix(".pdf")


def pdf_whose_pages_go_round(path: Path) -> Path:
    body = (b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>endobj\n"
            b"3 0 obj<</T(a)/FT/Tx/Kids[3 0 R]/Parent 3 0 R>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF")
    path.with_suffix(".pdf").write_bytes(body)
    return path.with_suffix(".pdf")


def older_word(path: Path) -> Path:
    path.with_suffix(".doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"))
    return path.with_suffix(".doc")


def locked_word(path: Path) -> Path:
    held = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    path.with_suffix(".docx").write_bytes(held)
    return path.with_suffix(".docx")


def page_named_like_data(path: Path) -> Path:
    return _text(path, ".json", "<!DOCTYPE html><html><body>Sign in to go on</body></html>")


def slides_named_like_word(path: Path) -> Path:
    path.with_suffix(".docx").write_bytes(hostile.zipped(ppt__presentation_xml="x"))
    return path.with_suffix(".docx")


def _text(path: Path, ending: str, text: str) -> Path:
    path.with_suffix(ending).write_text(text, encoding="utf-8")
    return path.with_suffix(ending)


HOSTILE: dict[Callable[[Path], Path], str] = {
    bomb: "more than this program reads", lying_bomb: "damaged or incomplete", million_paragraphs: "more than",
    million_cells: "more than", deep_tables: "levels deep", deep_markup: "levels deep", entities: "DOCTYPE or ENTITY",
    external_entity_below_a_long_remark: "DOCTYPE or ENTITY", entities_in_utf_16: "damaged or incomplete",
    truncated_docx: "damaged or incomplete", broken_xml: "damaged or incomplete", only_the_name_of_word: "damaged or incomplete",
    alias_bomb: "more than this program reads", long_alias_bomb: "more than this program reads",
    yaml_objects_nested_deep: "is not valid YAML", yaml_that_takes_long: "is not valid YAML", json_nested_deep: "levels deep",
    json_of_many_values: "more than this program reads", json_unclosed_text: "is not valid JSON",
    json_large: "more than this program reads", json_cut_short: "is not valid JSON: line 1, column 33",
    pdf_cut_short: "damaged or incomplete", pdf_of_nothing: "damaged or incomplete", pdf_whose_pages_go_round: "",
    locked_word: "is protected by a password", page_named_like_data: "is a web page (HTML), which is not read as a questionnaire",
    slides_named_like_word: "is a presentation, which is not read", older_word: "a Word document of the older kind", wide_spans: "",
}


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_document_is_refused_in_one_sentence_and_in_time(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "received")
    begun = time.perf_counter()
    refused = None
    try:
        read_source(path)
    except RegisterError as error:
        refused = error
    assert time.perf_counter() - begun < 5  # a machine at rest takes less than 2
    assert HOSTILE[make] in str(refused)
    if refused is not None:
        assert path.name in str(refused)
        assert all("{" not in refused.render(language) for language in LANGUAGES)


@pytest.mark.parametrize("make", [bomb, million_cells, alias_bomb, long_alias_bomb, json_of_many_values],
                         ids=lambda make: make.__name__)
def test_memory_stays_bounded_the_child_included(make: Callable[[Path], Path], tmp_path: Path) -> None:
    assert within_memory(make(tmp_path / "received")) is not None


def test_the_command_line_says_it_in_one_sentence_and_stores_nothing(tmp_path: Path) -> None:
    register = tmp_path / "r.riskregister"
    program = [sys.executable, "-m", "risk_register"]
    subprocess.run([*program, "new", str(register)], check=True, cwd=CHECKOUT, capture_output=True)
    file = entities(tmp_path / "received")
    told = subprocess.run([*program, "import", "questionnaire", str(register), str(file), "--vendor", "Example", "--create"],
                          cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert len(told.stderr.strip().splitlines()) == 1
    vendors = subprocess.run([*program, "vendors", str(register), "--json"], check=True, cwd=CHECKOUT, capture_output=True,
                             text=True)
    assert json.loads(vendors.stdout) == []


def test_reading_a_document_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LOOK_EVERY", 0.001)
    with pytest.raises(Cancelled, match="was stopped"):
        read_source(million_paragraphs(tmp_path / "received"), cancelled=lambda: True)
