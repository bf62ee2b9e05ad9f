"""Many files at once: whose each is, what it holds, what cannot be taken in; stored one change each."""

from contextlib import closing
from pathlib import Path
from threading import Barrier

import openpyxl
import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.operations.facts import rounds
from risk_register.operations.question_batch import files_in, look_through, take_in, whose
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.reading_ahead import read_in_order
from risk_register.operations.records import add_record, records
from risk_register.store import Register
from risk_register.texts import Text
from tests.questionnaires.short_form import form

WHO = "Compliance officer"


def named(path: Path, vendor: str, answer: str) -> Path:
    """A form that says above its questions whose answers they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    for row in (["Vendor name", vendor], [], ["Ref", "Question", "Answer"], ["Q1", "Is point 1 in place?", answer]):
        book.active.append(row)
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


def test_files_of_a_folder_are_read_and_matched_to_vendors(register: Register, folder: Path) -> None:
    alder = add_record(register, "vendor", {"legal_name": "Alder Cloud"}, WHO)
    birch = add_record(register, "vendor", {"legal_name": "Birch Mail"}, WHO)
    told: list[int] = []

    def progress(done: int, _total: int, _words: Text) -> None:
        told.append(done)

    found = {each.path.name: each for each in look_through(register, files_in([folder]), progress=progress)}
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
    with pytest.raises(Cancelled, match="Nothing was stored"):
        look_through(register, files_in([folder]), cancelled=lambda: True)


def test_files_are_taken_in_one_after_the_other_in_their_order(register: Register, folder: Path) -> None:
    alder = add_record(register, "vendor", {"legal_name": "Alder Cloud"}, WHO)
    files = files_in([folder])
    told: list[tuple[int, str]] = []
    taken = take_in(register, files, WHO, progress=lambda done, _total, words: told.append((done, str(words))))
    assert [each.file.path for each in taken] == files
    assert told == [(place, f"Importing {path.name}") for place, path in enumerate(files)]
    stored = {each.file.path.name: each.outcome for each in taken if each.outcome}
    assert {name: (each.vendor_id, each.questions) for name, each in stored.items()} == {"2026_alder-cloud.xlsx": (alder, 2)}
    why = {each.file.path.name: str(each.why) for each in taken if each.why}
    assert "blank form" in why["blank.xlsx"]
    assert "which vendor" in why["unknown.xlsx"]
    again = take_in(register, files, WHO)
    assert not [each for each in again if each.outcome]
    assert "was imported for Alder Cloud before" in str(again[0].why)


def test_a_new_vendor_of_several_files_is_added_once_where_that_is_wanted(register: Register, tmp_path: Path) -> None:
    for number in range(3):
        named(tmp_path / f"in/{number}.xlsx", "Cedar Hosting", f"Yes, {number}")
    before = register.head()
    trial = take_in(register, files_in([tmp_path / "in"]), WHO, create=True, dry_run=True)
    assert [each.outcome is not None for each in trial] == [True] * 3
    assert register.head() == before
    taken = take_in(register, files_in([tmp_path / "in"]), WHO, create=True)
    assert len({each.outcome.vendor_id for each in taken if each.outcome}) == 1
    assert len(records(register, "vendor", legal_name="Cedar Hosting")) == 1


def test_stopping_keeps_what_was_stored_and_leaves_nothing_half_done(register: Register, tmp_path: Path) -> None:
    add_record(register, "vendor", {"legal_name": "Alder Cloud"}, WHO)
    for number in range(8):
        form(tmp_path / f"in/{number} Alder Cloud.xlsx", "Yes", f"No {number}")
    files, seen = files_in([tmp_path / "in"]), [0]

    def progress(done: int, _total: int, _words: Text) -> None:
        seen[0] = done

    taken = take_in(register, files, WHO, progress=progress, cancelled=lambda: seen[0] >= 2)
    assert [each.file.path for each in taken] == files[:3]
    assert all(each.outcome for each in taken)
    assert len(rounds(register)) == 3
    assert register.verify() == []


def test_as_many_files_are_read_at_once_as_there_are_readers_and_not_many_more_than_are_asked_for(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    together = Barrier(2, timeout=20)

    def read(path: Path, **_values: object) -> object:
        begun.append(path.name)
        if len(begun) <= 2:
            together.wait()
        raise RegisterError("{file} is no questionnaire.", file=path.name)

    monkeypatch.setattr("risk_register.operations.reading_ahead.read_source", read)
    paths = [tmp_path / str(number) for number in range(60)]
    with closing(read_in_order(paths, (), readers=2)) as came:
        assert "0 is no questionnaire" in str(next(came))
    assert len(begun) < 20


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
