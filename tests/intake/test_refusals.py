"""Bad input is refused in words, within 5 seconds and 500 MB, the child process included."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import kept, limits, read_workbook
from risk_register.intake import process as processes
from risk_register.intake.sources import read_source
from risk_register.texts import LANGUAGES
from tests.intake import hostile

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MEASURE = """
import json, sys, time
from pathlib import Path
from risk_register.errors import RegisterError
from risk_register.intake import kept, read_workbook
begun = time.perf_counter()
try:
    read_workbook(Path(sys.argv[1]))
    said = None
except RegisterError as error:
    said = str(error)
seconds = time.perf_counter() - begun
kept.let_go()  # what the child and those it made took is counted once they have ended
memory = 0
if sys.platform == "linux":
    import resource
    # Seconds of the processor: a machine on which much else runs makes no reader slow.
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() + children.ru_utime + children.ru_stime
    # Its own peak is read from the kernel's page, as getrusage still counts the larger process this one was forked from.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    memory = (int(peak.split()[1]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024
print(json.dumps([said, seconds, memory]))
"""


@pytest.fixture(autouse=True)
def no_child_from_before() -> None:
    """Some of these tests put another program in the child's place, which one that is kept already would never become."""
    kept.let_go()


def said_in_time(path: Path) -> str | None:
    """What a fresh process is told about the file, once time and memory are found to be within bounds."""
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2],
        timeout=120, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    said, seconds, memory = json.loads(answer.stdout)
    assert seconds < 5
    assert memory < 500_000_000
    return said


def bomb(path: Path) -> Path:
    strings = f'<sst xmlns="{hostile.MAIN}"><si><t>{"a" * 60_000_000}</t></si></sst>'
    return hostile.xlsx(path, hostile.sheet(ONE_CELL), strings=strings)


def lying_bomb(path: Path) -> Path:
    return hostile.lying_about_its_size(bomb(path), b"xl/sharedStrings.xml", 1000)


def far_cell(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet(ONE_CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def far_cell_without_its_place(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet(ONE_CELL + '<row r="1048576">' + "<c/>" * 16383 + "<c><v>1</v></c></row>"))


def far_cell_with_two_places(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet('<row r="1"><c r="A1" r="ZZZ9999999"><v>1</v></c></row>'))


def ten_million_cells(path: Path) -> Path:
    row = "<row>" + "<c><v>1</v></c>" * 1000 + "</row>"
    return hostile.xlsx(path, hostile.sheet(row * 10_000))


def a_million_cells(path: Path) -> Path:
    rows = (
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}"><v>{row}.5</v></c>' for letter in "ABCDEFGHIJ") + "</row>"
        for row in range(1, 100_001)
    )
    return hostile.xlsx(path, hostile.sheet("".join(rows)))


def one_long_text_in_many_cells(path: Path) -> Path:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    strings = f'<sst xmlns="{hostile.MAIN}"><si><t>{"a" * 30_000}</t></si></sst>'
    return hostile.xlsx(path, hostile.sheet(row * 4_000), strings=strings)


def entities(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet(ONE_CELL, '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'))


def entities_in_the_texts(path: Path) -> Path:
    strings = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sst xmlns="{hostile.MAIN}"><si><t>&a;</t></si></sst>'
    return hostile.xlsx(path, hostile.sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=strings)


def nothing_filled(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet('<row r="1"><c r="A1" s="0"/></row>'))


def only_formulas(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2+2</f><v/></c></row>'))


def truncated(path: Path) -> Path:
    whole = hostile.xlsx(path, hostile.sheet(ONE_CELL)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def with_a_broken_sheet(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet('<row r="1"><c r="A1"><v>1</c></row>'))


def many_parts(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet(ONE_CELL), **{f"xl/part{number}.bin": b"" for number in range(limits.MOST_PARTS)})


def protected(path: Path) -> Path:
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    return path


def protected_ods(path: Path) -> Path:
    return hostile.ods(path, "", manifest="<manifest:encryption-data/>")


def repeated_cells(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    return hostile.ods(path, f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def ods_entities(path: Path) -> Path:
    return hostile.ods(path, "", declaration='<!DOCTYPE x [<!ENTITY a "b">]>')


def holding(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


BAD = [
    ("bomb.xlsx", bomb, "unpacks to far more than its size"),
    ("lying-bomb.xlsx", lying_bomb, "damaged"),
    ("far.xlsx", far_cell, "far away from the others in the sheet Sheet1"),
    ("far-unplaced.xlsx", far_cell_without_its_place, "far away from the others"),
    ("far-twice.xlsx", far_cell_with_two_places, "far away from the others"),
    ("ten-million.xlsx", ten_million_cells, "unpacks to far more than its size"),
    ("million.xlsx", a_million_cells, "more filled cells"),
    ("repeated-text.xlsx", one_long_text_in_many_cells, "more memory than"),
    ("entities.xlsx", entities, "DOCTYPE"),
    ("entities-in-texts.xlsx", entities_in_the_texts, "DOCTYPE"),
    ("blank.xlsx", nothing_filled, "no cell of it holds anything"),
    ("formulas.xlsx", only_formulas, "results were never stored"),
    ("truncated.xlsx", truncated, "damaged or incomplete"),
    ("broken.xlsx", with_a_broken_sheet, "damaged or incomplete"),
    ("parts.xlsx", many_parts, "unpacks to far more"),
    ("protected.xlsx", protected, "protected by a password"),
    ("protected.ods", protected_ods, "protected by a password"),
    ("repeated.ods", repeated_cells, "far away from the others in the sheet Answers"),
    ("entities.ods", ods_entities, "DOCTYPE"),
    ("table.xlsx", holding(b"a,b\n1,2\n"), "holds plain text"),
    ("page.xls", holding(b"<html><body><table><tr><td>1"), "a web page"),
    ("paper.xlsx", holding(b"%PDF-1.7\n"), "a PDF document"),
    ("archive.xlsx", holding(hostile.zipped(notes_txt="x")), "an archive of other files"),
    ("letter.docx", holding(hostile.zipped(word__document_xml="x")), "a Word document, where a table is needed"),
    ("letter.xlsx", holding(hostile.zipped(word__document_xml="x")), "named like a table, but it is a Word document"),
    ("binary.xlsb", holding(hostile.zipped(xl__workbook_bin="x")), "a binary Excel workbook"),
    ("facts.json", holding(b'{"vendors": []}'), "a JSON file"),
    ("notes.yaml", holding(b"a: 1\n"), "a YAML file"),
    ("nothing.xlsx", holding(b""), "no content at all"),
    ("blank.csv", holding(b"\n , \n"), "no cell of it holds anything"),
    ("old.xls", holding(OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600)), "damaged or incomplete"),
    ("junk.xls", holding(bytes(range(256)) * 20), "does not know"),
    ("large.csv", holding(b"a;b;c;d;e;f\n" * 200_000), "more cells than"),
    ("huge.csv", holding(b"a;b\n" * (limits.LARGEST_TEXT // 4 + 1)), "larger than 20 MB"),
]


@pytest.mark.parametrize(("name", "make", "sentence"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_refused_in_words_within_five_seconds(
    tmp_path: Path, name: str, make: Callable[[Path], Path], sentence: str,
) -> None:
    said = said_in_time(make(tmp_path / name))
    assert said is not None
    assert sentence in said
    assert said.startswith(name)


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)
    assert "larger than 50 MB" in (said_in_time(path) or "")


def test_a_workbook_named_as_a_table_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = hostile.xlsx(tmp_path / "answers.csv", hostile.sheet(ONE_CELL))
    with pytest.raises(RegisterError, match=r"it is an Excel workbook. Rename it so that it ends in \.xlsx"):
        read_workbook(path)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="is a folder"):
        read_workbook(tmp_path)
    with pytest.raises(RegisterError, match=r"There is no file .*missing\.xlsx"):
        read_workbook(tmp_path / "missing.xlsx")


def test_a_file_we_may_not_read_says_whom_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hostile.xlsx(tmp_path / "theirs.xlsx", hostile.sheet(ONE_CELL))

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RegisterError, match=r"not allowed to read theirs\.xlsx"):
        read_workbook(path)


def test_refusals_are_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        read_workbook(protected(tmp_path / "secret.xlsx"))
    english, french = (caught.value.render(language) for language in LANGUAGES)
    assert english.startswith("secret.xlsx is protected by a password.")
    assert french.startswith("secret.xlsx est protégé par un mot de passe.")


def test_a_million_rows_of_nothing_but_formatting_do_not_hide_the_answers(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}" spans="1:1" s="1" customFormat="1"/>' for row in range(2, 1_000_001))
    path = hostile.xlsx(tmp_path / "phantom.xlsx", hostile.sheet(ONE_CELL + rows))
    assert said_in_time(path) is None
    assert read_workbook(path).sheets[0].rows == [(1,)]


def test_reading_stops_when_the_person_asks(tmp_path: Path) -> None:
    path = hostile.xlsx(tmp_path / "slow.xlsx", hostile.sheet(ONE_CELL + "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 600_000))))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return True

    with pytest.raises(Cancelled, match=r"Reading slow\.xlsx was stopped"):
        read_workbook(path, cancelled=cancelled)
    assert asked == [True]


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    with pytest.raises(RegisterError, match="takes too long to read"):
        read_workbook(hostile.xlsx(tmp_path / "slow.xlsx", hostile.sheet(ONE_CELL)))


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="this system does not count a child's computing")
def test_a_child_that_computes_too_long_is_ended_however_busy_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    monkeypatch.setattr(processes, "_command", lambda: [sys.executable, "-c", endless])
    with pytest.raises(RegisterError, match="takes too long to read"):
        read_workbook(hostile.xlsx(tmp_path / "slow.xlsx", hostile.sheet(ONE_CELL)))


def test_a_child_that_dies_or_says_half_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hostile.xlsx(tmp_path / "answers.xlsx", hostile.sheet(ONE_CELL))
    monkeypatch.setattr(processes, "_command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(RegisterError, match="more memory than"):
        read_workbook(path)
    for program in ("", "raise KeyError"):
        monkeypatch.setattr(processes, "_command", lambda program=program: [sys.executable, "-c", program])
        with pytest.raises(RegisterError, match="damaged"):
            read_workbook(path)


def test_macros_and_links_are_left_alone_and_the_values_read(tmp_path: Path) -> None:
    link = b'<externalLink xmlns="' + hostile.MAIN.encode() + b'"/>'
    path = hostile.xlsx(tmp_path / "macros.xlsm", hostile.sheet(ONE_CELL),
                        **{"xl/vbaProject.bin": OLE + bytes(100), "xl/externalLinks/externalLink1.xml": link})
    assert read_workbook(path).sheets[0].rows == [(1,)]


def test_the_child_starts_with_little_and_the_package_with_less() -> None:
    program = "import sys, {module}; print(*sys.modules)"
    for module, kept_out in (
        ("risk_register.intake", "json csv python_calamine sqlmodel"),
        ("risk_register.intake.child", "dataclasses decimal importlib.resources risk_register.texts sqlmodel"),
    ):
        loaded = subprocess.run([sys.executable, "-c", program.format(module=module)], check=True, capture_output=True, text=True,
                                cwd=Path(__file__).parents[2])
        assert not set(kept_out.split()) & set(loaded.stdout.split())


def test_a_name_held_twice_in_an_archive_is_refused(tmp_path: Path) -> None:
    path = hostile.xlsx(tmp_path / "twice.xlsx", hostile.sheet(ONE_CELL))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", hostile.sheet(ONE_CELL.replace(">1<", ">2<")))
    with pytest.raises(RegisterError, match="damaged"):
        read_workbook(path)


@pytest.mark.parametrize(("name", "parts", "way"), [
    ("answers.numbers", {"Index/Document.iwa": b"x", "Index/Tables/Tile.iwa": b"x"}, "export it as Excel or Word"),
    ("answers.odt", {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "save it as .docx"),
    ("answers.zip", {"answers.csv": b"Question,Answer"}, "import the file inside"),
])
def test_what_is_not_read_is_refused_with_the_way_to_a_file_that_is(
        name: str, parts: dict[str, bytes], way: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    with pytest.raises(RegisterError, match=f"^{name} is .*{way}"):
        read_source(path)


def test_a_web_page_under_a_workbooks_name_is_refused_with_the_way_to_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "answers.xls"
    path.write_text("<html><body><table><tr><td>Question</td><td>Answer</td></tr></table></body></html>", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"^answers\.xls is named like a table, but it is a web page .* save it as \.xlsx"):
        read_source(path)
