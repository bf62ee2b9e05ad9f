"""What is handed to the system's own programs: private, read-only, unaltered, and never something that would run."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from risk_register.desktop import outside
from risk_register.desktop.window import MainWindow
from risk_register.store import Register


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the system was asked to open."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def kept_file(window: MainWindow, content: bytes, name: str) -> str:
    register = window.desk.gateway._register
    assert register is not None
    with register.change("Keep", "Compliance officer") as change:
        return change.keep_file(content, name)


def test_a_kept_file_opens_as_a_read_only_copy_that_goes_with_the_program(
        opened: MainWindow, handed: list[Path], idle: Callable[[], None]) -> None:
    sha256 = kept_file(opened, b"%PDF-1.7 contract", "contract.pdf")
    outside.open_safe_copy(opened.desk, sha256, "../../Contract\u202e 2025.pdf")
    idle()
    [path] = handed
    assert path.name == "Contract 2025.pdf"
    assert path.read_bytes() == b"%PDF-1.7 contract"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IRWXU
    outside.forget_copies()
    assert not path.parent.exists()


def boxes() -> list[QMessageBox]:
    return [each for each in QApplication.topLevelWidgets()
            if isinstance(each, QMessageBox) and each.objectName() == "offer_to_save" and each.isVisible()]


@pytest.mark.parametrize("name", [
    "invoice.pdf.exe", "page.HTML", "macro.xlsm", "run.js", "setup.bat", "image.svg", "x.lnk", "nothing"])
def test_what_may_run_is_offered_to_be_saved_and_not_opened(
        opened: MainWindow, handed: list[Path], idle: Callable[[], None], name: str) -> None:
    sha256 = kept_file(opened, name.encode(), name)
    outside.open_safe_copy(opened.desk, sha256, name)
    idle()
    assert handed == []
    [box] = boxes()
    assert name in box.text()
    box.close()


def test_a_file_that_was_altered_inside_the_register_is_not_opened(
        opened: MainWindow, handed: list[Path], idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    opened.desk.gateway.refused.disconnect()
    opened.desk.gateway.refused.connect(lambda error: said.append(str(error)))
    sha256 = kept_file(opened, b"true", "a.pdf")
    monkeypatch.setattr(Register, "file", lambda self, sha: b"false")
    outside.open_safe_copy(opened.desk, sha256, "a.pdf")
    idle()
    assert handed == []
    assert "fingerprint differs" in said[0]


def test_a_draft_opens_under_its_name(opened: MainWindow, handed: list[Path]) -> None:
    outside.open_draft(opened.desk, b"X-Unsent: 1\r\n\r\nHello", "Reminder: Acme/Übung")
    [path] = handed
    assert path.name == "Reminder Acme-Übung.eml"
    assert path.read_bytes().startswith(b"X-Unsent")
    outside.forget_copies()


@pytest.mark.parametrize(("given", "made"), [
    ("C:\\temp\\a.pdf", "a.pdf"), ("con.pdf", "_con.pdf"), ("...", "file"), ("a\nb.pdf", "a b.pdf"),
    ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ("report.pdf ", "report.pdf"), (" .pdf", "pdf"),
])
def test_a_name_from_outside_becomes_the_name_of_one_file(given: str, made: str) -> None:
    assert outside.safe_name(given) == made
