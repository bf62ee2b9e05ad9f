"""The child that stays for the next file: quick, and for each file as guarded as one started for it alone."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import child, kept, limits, nursery, process, read_workbook, rehearsal
from risk_register.intake.sources import read_source
from tests.intake import hostile
from tests.intake.test_hostile_documents import million_paragraphs
from tests.intake.test_refusals import a_million_cells, one_long_text_in_many_cells

pytestmark = pytest.mark.skipif(not kept.CAN_KEEP, reason="this system cannot make a process of a running one")
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """No child from before, and none left behind."""
    kept.let_go()
    yield
    kept.let_go()


def workbook(path: Path, number: int = 1) -> Path:
    return hostile.xlsx(path, hostile.sheet(f'<row r="1"><c r="A1"><v>{number}</v></c></row>'))


def slow(path: Path) -> Path:
    return hostile.xlsx(path, hostile.sheet("".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 600_000))))


def children() -> list[int]:
    return [each._process.pid for each in kept._idle]


def gone(group: int) -> bool:
    """Whether a child and all it made are gone, which the system may take a moment to see to."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_files_one_after_the_other_are_read_by_the_same_child(tmp_path: Path) -> None:
    found, served = [], set()
    for number in range(5):
        found.append(read_workbook(workbook(tmp_path / f"{number}.xlsx", number)).sheets[0].rows)
        served.update(children())
    assert found == [[(number,)] for number in range(5)]
    assert len(served) == 1


def test_a_child_made_ready_ahead_is_the_one_that_reads(tmp_path: Path) -> None:
    process.make_ready()
    ahead = children()
    read_workbook(workbook(tmp_path / "answers.xlsx"))
    assert children() == ahead


@pytest.mark.parametrize("make", [a_million_cells, one_long_text_in_many_cells], ids=lambda make: make.__name__)
def test_what_a_file_took_is_not_taken_from_the_next(make: Callable[[Path], Path], tmp_path: Path) -> None:
    bad, good = make(tmp_path / "bad.xlsx"), workbook(tmp_path / "good.xlsx", 7)
    read_workbook(good)
    for _ in range(2):
        with pytest.raises(RegisterError, match=r"bad\.xlsx"):
            read_workbook(bad)
        assert read_workbook(good).sheets[0].rows == [(7,)]


_SERVE = """
import sys
from risk_register.intake.nursery import Work, serve
sys.exit(serve(int(sys.argv[-1]), Work(read, lambda: None, lambda: None)))
"""


def asked(program: str, times: int, serve: str = _SERVE) -> list[tuple[int, bytes]]:
    """What a child that reads as the program says answers, asked so often."""
    made = kept.Kept([sys.executable, "-c", program + serve], process._environment())
    try:
        return [made.ask(b"file", "", lambda: None, 0.05) for _ in range(times)]
    finally:
        made.let_go()


def test_how_one_files_process_ended_is_never_taken_for_that_of_the_next() -> None:
    said = asked("""
import os, time
leave = os._exit
os._exit = lambda code: leave(3)
def read(file, size, kind, answer):
    answer.write(file.read(size))
    answer.flush()
    time.sleep(0.2)
""", 3)
    assert said == [(0, b"file")] * 3


def test_a_process_that_ends_without_an_answer_says_how_it_ended() -> None:
    assert asked("def read(file, size, kind, answer): raise KeyError\n", 1) == [(1, b"")]


def test_the_cap_on_memory_holds_for_each_file_of_a_kept_child() -> None:
    program = """
import json, sys
def read(file, size, kind, answer):
    from risk_register.intake.child import cap_resources
    cap_resources()
    file.read(size)
    kept = getattr(sys, "kept", None)
    sys.kept = "of another file"
    try:
        taken = bytearray(400_000_000)
        answer.write(json.dumps([kept, "took it"]).encode())
    except MemoryError:
        answer.write(json.dumps([kept, "refused"]).encode())
    answer.flush()
"""
    assert [(code, json.loads(answer)) for code, answer in asked(program, 3)] == [(0, [None, "refused"])] * 3


def test_a_process_that_had_to_wait_for_its_file_answers_with_that_file_alone(tmp_path: Path) -> None:
    for number in range(3):
        time.sleep(5 * nursery._AT_LEISURE)
        found = read_workbook(workbook(tmp_path / f"{number}.xlsx", number))
        assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [("Sheet1", [(number,)])]


def test_what_is_rehearsed_is_read_to_its_end() -> None:
    answer = io.BytesIO()
    child.read_file(io.BytesIO(rehearsal.workbook()), -1, "", answer)
    rows, *_ = [json.loads(line) for line in answer.getvalue().splitlines()[1:]]
    assert rows == ["A", "50%", 1]


def test_a_process_holds_itself_to_the_limits_before_its_file_is_read() -> None:
    program = """
import os
os.held = ""
def read(file, size, kind, answer):
    file.read(size)
    answer.write(os.held.encode())
"""
    serve = _SERVE.replace("lambda: None, lambda: None", "lambda: setattr(os, 'held', 'held'), lambda: None")
    assert asked(program, 2, serve) == [(0, b"held")] * 2


def test_a_child_ended_by_the_system_is_replaced(tmp_path: Path) -> None:
    path = workbook(tmp_path / "answers.xlsx")
    read_workbook(path)
    (before,) = children()
    os.kill(before, signal.SIGKILL)
    time.sleep(0.1)
    assert read_workbook(path).sheets[0].rows == [(1,)]
    assert children() != [before]


def test_one_that_takes_too_long_is_ended_with_all_that_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_workbook(workbook(tmp_path / "answers.xlsx"))
    (group,) = children()
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    monkeypatch.setattr(process, "_LOOK_EVERY", 0.001)
    with pytest.raises(RegisterError, match="takes too long to read"):
        read_workbook(slow(tmp_path / "slow.xlsx"))
    assert gone(group)
    assert children() == []


def test_stopping_ends_it_and_the_next_file_gets_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_LOOK_EVERY", 0.001)
    process.make_ready()
    (group,) = children()
    with pytest.raises(Cancelled, match="was stopped"):
        read_source(million_paragraphs(tmp_path), cancelled=lambda: True)
    assert gone(group)
    assert read_workbook(workbook(tmp_path / "answers.xlsx")).sheets[0].rows == [(1,)]


def test_files_read_at_the_same_time_come_back_as_themselves(tmp_path: Path) -> None:
    paths = [workbook(tmp_path / f"{number}.xlsx", number) for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        assert [each.sheets[0].rows for each in threads.map(read_workbook, paths)] == [[(number,)] for number in range(12)]


def test_a_child_started_for_one_file_alone_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "answers.xlsx", 4)
    by_one_kept = read_workbook(path)
    monkeypatch.setattr(kept, "CAN_KEEP", False)
    assert read_workbook(path) == by_one_kept
    kept.let_go()
    process.make_ready()
    assert children() == []
    with pytest.raises(RegisterError, match=r"bad\.xlsx"):
        read_workbook(one_long_text_in_many_cells(tmp_path / "bad.xlsx"))


def test_no_child_outlives_the_program_however_it_ends(tmp_path: Path) -> None:
    program = ("import os, sys; from pathlib import Path; from risk_register.intake import kept, read_workbook; "
               "read_workbook(Path(sys.argv[1])); print(kept._idle[0]._process.pid, flush=True); {end}")
    for end in ("pass", "os._exit(3)"):
        told = subprocess.run([sys.executable, "-c", program.format(end=end), str(workbook(tmp_path / "answers.xlsx"))],
                              capture_output=True, text=True, check=False, cwd=CHECKOUT)
        assert gone(int(told.stdout))
