"""What is opened as a register, what is refused in words, and who may write."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from risk_register.errors import HeldElsewhere, NotARegister, RegisterError
from risk_register.model.parties import Vendor
from risk_register.store import Register, lock, sqlite
from risk_register.store.quick_items import first_items
from tests.store.looking import behind_its_back, names

CHECKOUT = Path(__file__).resolve().parents[2]


def _text(path: Path) -> None:
    path.write_text("Dear register,\n" * 100, encoding="utf-8")


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE vendor (id INTEGER)")
    connection.close()


def _from_the_future(path: Path) -> None:
    Register.create(path).close()
    behind_its_back(path, f"PRAGMA user_version = {sqlite.SCHEMA_VERSION + 1}")


def _cut_short(path: Path) -> None:
    Register.create(path).close()
    path.write_bytes(path.read_bytes()[:4096])


def _cut_within_the_header(path: Path) -> None:
    Register.create(path).close()
    path.write_bytes(path.read_bytes()[:60])


def _without_tables(path: Path) -> None:
    connection = sqlite3.connect(path)
    sqlite.mark(connection.execute)
    connection.execute("CREATE TABLE other (id INTEGER)")
    connection.close()


def _overwritten(path: Path) -> None:
    Register.create(path).close()
    content = bytearray(path.read_bytes())
    content[100:] = bytes(len(content) - 100)
    path.write_bytes(content)


@pytest.mark.parametrize(("made", "said"), [
    (lambda path: None, "There is no file own.register in"),
    (Path.mkdir, "is a folder, not a register"),
    (Path.touch, "is not a register of this program"),
    (os.mkfifo, "is not a register of this program"),
    (_text, "is not a register of this program"),
    (_foreign, "is not a register of this program"),
    (_cut_within_the_header, "is not a register of this program"),
    (_from_the_future, (f"was written by a newer version of this program (register format {sqlite.SCHEMA_VERSION + 1}, "
                       f"known here up to {sqlite.SCHEMA_VERSION})")),
    (_cut_short, "is damaged and cannot be read any further"),
    (_overwritten, "is damaged and cannot be read any further"),
    (_without_tables, "is damaged and cannot be read any further"),
], ids=lambda value: getattr(value, "__name__", None))
@pytest.mark.parametrize("opened", [Register.open, first_items])
def test_what_is_no_register_is_refused_in_words_at_once(
        tmp_path: Path, made: Callable[[Path], None], said: str, opened: Callable[[Path], object]) -> None:
    path = tmp_path / "own.register"
    made(path)
    began = time.monotonic()
    with pytest.raises(NotARegister) as refused:
        opened(path)
    assert time.monotonic() - began < 5
    assert said in str(refused.value)
    assert "own.register" in str(refused.value)
    assert list(tmp_path.glob(".~*")) == []


@pytest.mark.parametrize(("error", "said"), [
    (PermissionError(13, "Permission denied"), "may not be read by you"),
    (OSError(5, "Input/output error"), "the disk or the connection to it failed")])
def test_a_file_that_may_not_be_read_is_refused_in_words(
        register: Register, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str) -> None:
    def refuse(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(sqlite, "_first_bytes", refuse)
    with pytest.raises(NotARegister, match=said):
        Register.open(register.path)


def test_a_name_longer_than_the_disk_allows_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotARegister, match="could not be read"):
        Register.open(tmp_path / ("x" * 400))


def test_a_register_is_never_made_over_a_file_nor_in_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "own.register"
    _text(path)
    with pytest.raises(RegisterError, match="exists already and is not overwritten"):
        Register.create(path)
    assert path.read_text(encoding="utf-8").startswith("Dear")
    with pytest.raises(RegisterError, match="There is no folder"):
        Register.create(tmp_path / "missing" / "own.register")


def test_a_place_that_cannot_be_written_is_said_in_words_and_leaves_nothing(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite, "mark", refuse)
    with pytest.raises(RegisterError, match="could not be created: unable to open database file"):
        Register.create(tmp_path / "own.register")
    assert list(tmp_path.iterdir()) == []


def test_a_place_without_room_for_a_lock_opens_for_reading(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.close()

    def refuse(*_: object, **__: object) -> bool:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(lock.FileLock, "acquire", refuse)
    with Register.open(register.path) as opened:
        assert opened.read_only
        with pytest.raises(RegisterError, match="open for reading only"), opened.change("Add", "anna") as change:
            change.add(Vendor, legal_name="Alder")


def test_a_file_that_may_not_be_written_opens_for_reading(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    with Register.open(register.path) as opened:
        assert opened.read_only
        assert opened.holder is None
    assert list(register.path.parent.glob(".~*")) == []


def test_on_a_read_only_medium_the_past_is_read_too(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    with register.change("Add", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    register.close()
    opened = sqlite._opened

    def no_log_beside_it(address: str) -> sqlite3.Connection:
        if address.endswith("?mode=rw"):
            raise sqlite3.OperationalError("unable to open database file")
        return opened(address)

    monkeypatch.setattr(sqlite, "_opened", no_log_beside_it)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert sqlite.address_to_read(register.path).endswith("?immutable=1")
    with Register.open(register.path) as medium, medium.as_of(medium.today()) as past:
        assert names(past) == ["Alder"]


def test_a_second_opening_reads_names_the_holder_and_cannot_write(register: Register) -> None:
    with register.change("Add V-1", "anna") as change:
        change.add(Vendor, legal_name="V-1")
    with Register.open(register.path) as second:
        assert second.read_only
        assert str(os.getpid()) in str(second.holder)
        with pytest.raises(HeldElsewhere, match="open for writing by"), second.change("Add V-2", "bruno") as change:
            change.add(Vendor, legal_name="V-2")
        with pytest.raises(HeldElsewhere):
            second.undo("bruno")
        assert names(second) == ["V-1"]
    register.close()
    with Register.open(register.path) as third:
        assert not third.read_only


def test_a_link_to_a_register_is_the_same_register(register: Register, tmp_path: Path) -> None:
    link = tmp_path / "link.register"
    link.symlink_to(register.path)
    with Register.open(link) as second:
        assert second.read_only
        assert second.holder


def test_reading_wants_no_lock(register: Register) -> None:
    register.close()
    with Register.open(register.path, write=False) as reader, Register.open(register.path) as writer:
        assert reader.read_only
        assert not writer.read_only
        with writer.change("Add", "anna") as change:
            change.add(Vendor, legal_name="Alder")
        assert names(reader) == ["Alder"]


HOLD = """
import sys, json
from pathlib import Path
from risk_register.store import Register
from risk_register.model.parties import Vendor, Person
register = Register.open(Path(sys.argv[1]))
if sys.argv[2] == "hold":
    with register.change("Add V-1", "first") as change:
        change.add(Vendor, legal_name="V-1")
    print(json.dumps(register.read_only), flush=True)
    sys.stdin.read()
with register.change("Half", "first") as change:
    change.connection.exec_driver_sql("PRAGMA cache_size = 10")
    change.add(Vendor, legal_name="Half")
    change.add_many(Person, ({"name": f"Person {n}"} for n in range(20000)))
    print("half", flush=True)
    sys.stdin.read()
"""


def _start(path: Path, what: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", HOLD, str(path), what], cwd=CHECKOUT, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("what", ["hold", "half"])
def test_a_program_killed_by_force_leaves_no_lock_and_nothing_half(register: Register, what: str) -> None:
    register.close()
    first = _start(register.path, what)
    try:
        assert first.stdout is not None
        said = first.stdout.readline().strip()
        assert said == ("false" if what == "hold" else "half")
        with Register.open(register.path) as second:
            assert second.read_only
            assert str(first.pid) in str(second.holder)
            assert names(second) == (["V-1"] if what == "hold" else [])
        first.kill()
        first.wait()
        with Register.open(register.path) as third:
            assert not third.read_only
            assert names(third) == (["V-1"] if what == "hold" else [])
            assert third.verify() == []
            with third.change("Add V-3", "bruno") as change:
                change.add(Vendor, legal_name="V-3")
            with third.read() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0
    finally:
        first.kill()
        first.communicate()


def test_the_holders_note_may_be_missing_or_nonsense(register: Register) -> None:
    note = next(register.path.parent.glob(".~*.holder"))
    for content in ("", "[]", json.dumps({"user": "x"})):
        note.write_text(content, encoding="utf-8")
        with Register.open(register.path) as second:
            assert second.holder == "?"


def test_a_computer_that_does_not_know_its_user_opens_all_the_same(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    register.close()
    monkeypatch.setattr("getpass.getuser", refuse)
    with Register.open(register.path) as opened:
        assert not opened.read_only
