"""Many files at once: whose each is, what it holds, what cannot be taken in; stored one change each."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.operations.question_batch import files_in, look_through, whose
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.records import add_record
from risk_register.store import Register
from risk_register.texts import Text

WHO = "Compliance officer"


def form(path: Path, *answers: str | None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.active.append(["Ref", "Question", "Answer"])
    for number, answer in enumerate(answers):
        book.active.append([f"Q{number}", f"Is point {number} in place?", answer])
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What comes in one month: forms named after vendors, one in a folder of its vendor's, a blank form, a letter."""
    form(tmp_path / "in/2026_alder-cloud.xlsx", "Yes", "No")
    form(tmp_path / "in/Birch Mail/answers.xlsx", "Yes", None)
    form(tmp_path / "in/unknown.xlsx", "Yes", "Yes")
    form(tmp_path / "in/blank.xlsx", None, None)
    (tmp_path / "in/letter.txt").write_text("Dear Sir or Madam")
    (tmp_path / "in/.hidden").write_text("")
    (tmp_path / "in/~$open.xlsx").write_text("")
    return tmp_path / "in"


@pytest.mark.parametrize("processes", [1, 2])
def test_files_of_a_folder_are_read_and_matched_to_vendors(register: Register, folder: Path, processes: int) -> None:
    alder = add_record(register, "vendor", {"legal_name": "Alder Cloud"}, WHO)
    birch = add_record(register, "vendor", {"legal_name": "Birch Mail"}, WHO)
    told: list[int] = []

    def progress(done: int, _total: int, _words: Text) -> None:
        told.append(done)

    found = {each.path.name: each for each in look_through(register, files_in([folder]), progress=progress, processes=processes)}
    assert sorted(found) == ["2026_alder-cloud.xlsx", "answers.xlsx", "blank.xlsx", "letter.txt", "unknown.xlsx"]
    assert told == [1, 2, 3, 4, 5]
    assert {name: each.vendor_id for name, each in found.items() if each.read} == {
        "2026_alder-cloud.xlsx": alder, "answers.xlsx": birch, "unknown.xlsx": None}
    assert "blank form" in str(found["blank.xlsx"].why)
    assert found["letter.txt"].why is not None
    read = found["answers.xlsx"].read
    assert read is not None
    assert (read.account.questions, read.account.answered) == (2, 1)


def test_what_was_read_is_stored_without_reading_it_again_and_known_the_next_time(register: Register, folder: Path) -> None:
    alder = add_record(register, "vendor", {"legal_name": "Alder Cloud"}, WHO)
    [first] = look_through(register, [folder / "2026_alder-cloud.xlsx"])
    assert first.read is not None
    outcome = import_questionnaire(register, first.path, vendor_id=first.vendor_id, actor=WHO, read_before=first.read)
    assert (outcome.vendor_id, outcome.counts["yes"], outcome.counts["no"]) == (alder, 1, 1)
    [again] = look_through(register, [first.path])
    assert again.known
    register.undo(WHO)
    [anew] = look_through(register, [first.path])
    assert not anew.known


def test_a_batch_can_be_stopped(register: Register, folder: Path) -> None:
    stop: Callable[[], bool] = lambda: True  # noqa: E731
    with pytest.raises(Cancelled):
        look_through(register, files_in([folder]), cancelled=stop)


def test_a_vendor_is_found_by_whole_words_and_the_longest_name() -> None:
    names = {"birch": (1, "Birch"), "birch mail": (2, "Birch Mail"), "ada": (3, "Ada")}
    assert whose("", Path("x/2026 Birch_Mail.xlsx"), names) == (2, "Birch Mail")
    assert whose("", Path("x/birchwood.xlsx"), names) == (None, "")
    assert whose("", Path("x/ada.xlsx"), names) == (None, "")
    assert whose("Ada", Path("x/birch.xlsx"), names) == (3, "Ada")
    assert whose("Cedar", Path("x/form.xlsx"), names) == (None, "Cedar")


def test_a_folder_of_far_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risk_register.operations.question_batch._MOST_FILES", 2)
    for number in range(3):
        (tmp_path / str(number)).touch()
    with pytest.raises(RegisterError, match="more than 2 files"):
        files_in([tmp_path])
