"""Questions of a file kept to be sent, from the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from risk_register.desktop.deeds.question_sets import keep_file
from risk_register.desktop.window import MainWindow
from risk_register.operations.question_sets import sets_to_send
from risk_register.store import Register

CATALOG = "catalog:\n  metadata: {title: Our catalogue, oscal-version: 1.1.2}\n  controls: [{id: ac-1, title: Policy}]\n"


def test_a_catalogue_is_kept_offered_and_undone(
        opened: MainWindow, demonstration: Path, tmp_path: Path, idle: Callable[[], None]) -> None:
    path = tmp_path / "catalog.yaml"
    path.write_text(CATALOG, encoding="utf-8")
    assert opened.actions_["keep_questions"].isEnabled()
    keep_file(opened, path)
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert box.text() == "Our catalogue: 1 questions, kept. “Send a questionnaire” offers them."
    box.close()
    with Register.open(demonstration, write=False) as register:
        assert "Our catalogue" in [row.title for row in sets_to_send(register)]
    opened.actions_["undo"].trigger()
    idle()
    with Register.open(demonstration, write=False) as register:
        assert "Our catalogue" not in [row.title for row in sets_to_send(register)]


def test_a_file_that_asks_nothing_is_told_in_a_sentence(opened: MainWindow, tmp_path: Path, idle: Callable[[], None]) -> None:
    path = tmp_path / "letter.json"
    path.write_text('{"dear": "all"}')
    keep_file(opened, path)
    idle()
    box = opened.findChild(QMessageBox, "message")
    assert "letter.json" in box.text()
    box.close()
