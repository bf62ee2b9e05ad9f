"""What the one-command script decides: where it shows a window, what it installs, when it leaves things alone."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.packaging_tools import load

start: Any = load("start")


@pytest.mark.parametrize(("platform", "environ", "screen"), [
    ("linux", {"DISPLAY": ":0"}, True),
    ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
    ("linux", {}, False),
    ("linux", {"DISPLAY": ""}, False),
    ("linux", {"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "there"}, True),
    ("win32", {}, True),
    ("darwin", {}, True),
    ("darwin", {"SSH_TTY": "/dev/ttys0"}, False),
    ("win32", {"CI": "true"}, False),
])
def test_a_window_is_opened_where_it_can_be_seen(platform: str, environ: dict[str, str], screen: bool) -> None:
    assert start.has_screen(platform, environ) is screen


def test_the_job_without_a_window_needs_no_library_of_qt() -> None:
    assert start.libraries_needed("run", {}) == {}


def test_a_window_on_x11_and_the_tests_need_the_same_libraries() -> None:
    packages = set(start.libraries_needed("run", {"DISPLAY": ":0"}).values())
    assert {"libgl1", "libegl1", "libglib2.0-0", "libxcb-cursor0", "libxkbcommon-x11-0"} <= packages
    assert set(start.libraries_needed("test", {}).values()) == packages


def test_a_window_on_wayland_alone_needs_no_library_of_x11() -> None:
    packages = set(start.libraries_needed("run", {"WAYLAND_DISPLAY": "wayland-0"}).values())
    assert "libwayland-client0" in packages
    assert "libxcb-cursor0" not in packages


def test_only_what_the_loader_does_not_find_is_missing() -> None:
    def load_library(name: str) -> object:
        if name == "libEGL.so.1":
            raise OSError(name)
        return object()

    assert start.missing_libraries(start.QT, load_library) == {"libEGL.so.1": "libegl1"}


@pytest.mark.parametrize(("release", "debian"), [
    ("ID=debian\nVERSION_ID=12\n", True),
    ("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", True),
    ("ID=fedora\n", False),
    ("", False),
])
def test_debian_and_its_kin_are_known_by_their_release_file(release: str, debian: bool) -> None:
    assert start.is_debian(release) is debian


def test_debian_packages_are_named_once_and_without_the_recommended_ones() -> None:
    update, install = start.apt_commands(["libgl1", "libglib2.0-0", "libglib2.0-0"])
    assert update[:2] == ["apt-get", "update"]
    assert "--no-install-recommends" in install
    assert install[-2:] == ["libgl1", "libglib2.0-0"]


def test_who_is_not_root_is_told_the_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(start.subprocess, "run", lambda *_args, **_named: pytest.fail("nothing may be run"))
    with pytest.raises(start.Stop, match=r"sudo apt-get install .* libgl1"):
        start.install_from_debian(["libgl1"])


def test_a_linux_without_apt_is_told_what_to_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "missing_libraries", lambda _needed: {"libEGL.so.1": "libegl1"})
    monkeypatch.setattr(start, "debian_here", lambda: False)
    with pytest.raises(start.Stop, match=r"libEGL\.so\.1"):
        start.ensure_libraries("test")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose test set was installed by an earlier run."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / ".venv").mkdir()
    for name in ("packaging/requirements.lock", "packaging/requirements-dev.lock", "pyproject.toml", ".venv/python"):
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(start, "fingerprint", _fingerprint_of(tmp_path))
    stamp = tmp_path / ".venv" / "installed.json"
    stamp.write_text(json.dumps({"run": start.fingerprint("run"), "test": start.fingerprint("test")}), encoding="utf-8")
    monkeypatch.setattr(start, "read_stamp", lambda: json.loads(stamp.read_text(encoding="utf-8")))
    return tmp_path


def _fingerprint_of(root: Path) -> Any:
    original = start.fingerprint
    return lambda command, version=(3, 11): original(command, root, version)


def test_what_is_installed_is_not_installed_again(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.subprocess, "run", lambda *_args, **_named: pytest.fail("nothing may be run"))
    start.ensure_installed("run")
    start.ensure_installed("test")


@pytest.mark.parametrize("changed", ["packaging/requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_declaration_is_installed(installed: Path, changed: str) -> None:
    (installed / changed).write_text("as it is now", encoding="utf-8")
    assert not start.is_installed("run")


def test_an_environment_that_lost_its_python_is_made_anew(installed: Path) -> None:
    (installed / ".venv" / "python").unlink()
    assert not start.is_installed("run")


def test_another_release_of_python_has_another_fingerprint(installed: Path) -> None:
    assert start.fingerprint("run", version=(3, 12)) != start.fingerprint("run", version=(3, 11))


def test_a_damaged_stamp_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "stamp").write_text("{", encoding="utf-8")
    (tmp_path / "list").write_text("[]", encoding="utf-8")
    assert start.read_stamp(tmp_path / "stamp") == start.read_stamp(tmp_path / "list") == start.read_stamp(tmp_path / "no") == {}


def test_an_older_python_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 4))
    assert start.main([]) == 1
    assert "Python 3.11 or later is needed" in capsys.readouterr().err


def test_a_person_is_spoken_to_in_the_systems_language(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 4))
    assert start.main([]) == 1
    assert "Il faut Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["tests"], ["run", "fast"], ["--help"]])
def test_a_word_it_does_not_know_is_wrong_usage(arguments: list[str]) -> None:
    assert start.main(arguments) == 2


def test_a_failing_step_ends_the_run_with_its_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(start, "ensure_libraries", lambda _command: None)
    monkeypatch.setattr(start, "ensure_installed", lambda _command: None)
    monkeypatch.setattr(start.subprocess, "run", lambda command, **_named: subprocess.CompletedProcess(command, 1))
    assert start.main(["test"]) == 1
    printed = capsys.readouterr()
    assert "=== ruff ===" in printed.out
    assert "=== mypy ===" not in printed.out
    assert "ruff found something to mend" in printed.err


def test_a_questionnaire_that_the_register_has_is_not_imported_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "questionnaire.xlsx"
    file.write_bytes(b"answers")
    history = json.dumps([{"field": "file_sha256", "after": hashlib.sha256(b"answers").hexdigest()}]).encode()
    told = {"out": b"[]", "code": 0}
    monkeypatch.setattr(start.subprocess, "run",
                        lambda command, **_named: subprocess.CompletedProcess(command, told["code"], stdout=told["out"]))
    assert not start.was_imported(Path("program"), tmp_path / "register", file)
    told["out"] = history
    assert start.was_imported(Path("program"), tmp_path / "register", file)
    told["code"] = 1
    assert not start.was_imported(Path("program"), tmp_path / "register", file)


def test_the_script_imports_the_standard_library_alone() -> None:
    source = (Path(start.__file__)).read_text(encoding="utf-8")
    imported = {line.split()[1].split(".")[0] for line in source.splitlines() if line.lstrip().startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names
