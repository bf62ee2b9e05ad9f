"""What is half typed into a form is never lost: Esc keeps it, a crash does, and two vendors' forms do not mix."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from risk_register.desktop.forms.dialog import RecordForm
from risk_register.desktop.forms.parts import PartEditor
from risk_register.desktop.settings import Settings
from risk_register.desktop.window import MainWindow
from risk_register.operations import records
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK
from tests.desktop.forms.filling import asked, form, line, save, text

ESC, LEFT = Qt.Key.Key_Escape, Qt.MouseButton.LeftButton


@pytest.fixture
def vendor(opened: MainWindow, qtbot: QtBot) -> int:
    """A vendor of the demonstration."""
    return int(asked(opened, qtbot, lambda register: find_vendor(register, "Deskline")))


def part(dialog: RecordForm, noun: str) -> PartEditor:
    return next(each for each in dialog.findChildren(PartEditor) if each.objectName() == f"part_{noun}")


def told(dialog: RecordForm) -> str:
    label = dialog.findChild(QLabel, "typed_before")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def press(qtbot: QtBot, dialog: RecordForm, button: QDialogButtonBox.StandardButton) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    qtbot.mouseClick(box.button(button), LEFT)


def test_escape_keeps_fields_prose_and_lines_and_the_form_offers_them_again(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    assert told(dialog) == ""
    line(dialog, "title").setText("No test of restore")
    text(dialog, "description").setPlainText("Backups are made,\nnobody has read one back.")
    for field, words in zip(part(dialog, "treatment").add_line({}), ("Mitigate", "Restore once a quarter"), strict=False):
        field.show_text(words)
    qtbot.keyClick(dialog, ESC)
    assert not dialog.isVisible()
    assert "kept" in opened.status.currentMessage()
    again = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    assert "not saved is shown again" in told(again)
    assert line(again, "title").text() == "No test of restore"
    assert text(again, "description").toPlainText() == "Backups are made,\nnobody has read one back."
    assert part(again, "treatment").lines()[0][1][:2] == ["Mitigate", "Restore once a quarter"]
    save(opened, qtbot, again)
    fresh = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    assert told(fresh) == ""
    assert line(fresh, "title").text() == ""
    assert part(fresh, "treatment").lines() == []
    fresh.reject()


def test_cancel_throws_away_what_was_typed(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    line(dialog, "title").setText("Typed for nothing")
    press(qtbot, dialog, QDialogButtonBox.StandardButton.Cancel)
    fresh = form(opened, qtbot, "finding", values={"vendor_id": vendor})
    assert line(fresh, "title").text() == ""
    fresh.reject()


def test_what_is_offered_again_can_be_thrown_away(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "vendor", record_id=vendor)
    before = line(dialog, "website").text()
    line(dialog, "website").setText("https://example.org/half")
    dialog.reject()
    again = form(opened, qtbot, "vendor", record_id=vendor)
    assert line(again, "website").text() == "https://example.org/half"
    throw = again.findChild(QPushButton, "throw_away")
    assert isinstance(throw, QPushButton)
    qtbot.mouseClick(throw, LEFT)
    assert line(again, "website").text() == before
    assert told(again) == ""
    again.reject()
    fresh = form(opened, qtbot, "vendor", record_id=vendor)
    assert line(fresh, "website").text() == before
    fresh.reject()


def test_the_forms_of_two_vendors_do_not_mix(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    other = int(asked(opened, qtbot, lambda register: find_vendor(register, "OpenAI")))
    for owner, words in ((vendor, "of the first"), (other, "of the second")):
        dialog = form(opened, qtbot, "contact", values={"vendor_id": owner})
        line(dialog, "name").setText(words)
        dialog.reject()
    note = form(opened, qtbot, "note", values={"vendor_id": vendor})
    assert told(note) == ""
    note.reject()
    for owner, words in ((vendor, "of the first"), (other, "of the second")):
        dialog = form(opened, qtbot, "contact", values={"vendor_id": owner})
        assert line(dialog, "name").text() == words
        dialog.reject()


def test_a_form_that_begins_with_today_is_offered_again_tomorrow(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    for day, typed in ((date(2026, 4, 1), ""), (date(2026, 4, 2), "No plan for leaving")):
        dialog = form(opened, qtbot, "finding", values={"vendor_id": vendor, "due_on": day})
        assert line(dialog, "title").text() == typed
        line(dialog, "title").setText("No plan for leaving")
        dialog.reject()
    other = form(opened, qtbot, "finding", values={"vendor_id": vendor, "title": "Seen in an answer"})
    assert line(other, "title").text() == "Seen in an answer"
    other.reject()


def test_settings_are_written_after_a_pause_and_not_at_each_letter(opened: MainWindow, qtbot: QtBot, vendor: int,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[dict[str, str]] = []
    keep = Settings.keep_typed
    monkeypatch.setattr(Settings, "keep_typed", lambda self, key, fields: (written.append(dict(fields)), keep(self, key, fields)))
    dialog = form(opened, qtbot, "contact", values={"vendor_id": vendor})
    written.clear()
    qtbot.keyClicks(line(dialog, "name"), "Duty officer")
    assert written == []
    qtbot.waitUntil(lambda: bool(written), timeout=WORK)
    assert len(written) == 1
    assert written[0]["name"] == "Duty officer"
    dialog.reject()


def test_a_program_that_dies_loses_nothing_typed_before_the_last_pause(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "contact", values={"vendor_id": vendor})
    line(dialog, "name").setText("Duty officer")
    kept = dialog._keeper
    qtbot.waitUntil(lambda: bool(Settings().typed(kept._key)), timeout=WORK)  # another start of the program reads the same file
    assert Settings().typed(kept._key)["name"] == "Duty officer"
    dialog.reject()


def test_closing_the_window_keeps_what_is_typed_in_its_form(opened: MainWindow, qtbot: QtBot, vendor: int) -> None:
    dialog = form(opened, qtbot, "contact", values={"vendor_id": vendor})
    line(dialog, "name").setText("Duty officer")
    key = dialog._keeper._key
    opened.close()
    assert Settings().typed(key)["name"] == "Duty officer"
    dialog.reject()


def test_what_cannot_be_read_of_kept_words_is_left_alone(opened: MainWindow, qtbot: QtBot, vendor: int, tmp_path: Path) -> None:
    first = form(opened, qtbot, "contact", values={"vendor_id": vendor})
    key = first._keeper._key
    first.reject()
    opened.desk.settings.keep_typed(key, {"part identifier": "{broken", "name": "Duty officer", "gone": "x"})
    dialog = form(opened, qtbot, "contact", values={"vendor_id": vendor})
    assert line(dialog, "name").text() == ""
    line(dialog, "name").setText("Night desk")
    save(opened, qtbot, dialog)
    found = asked(opened, qtbot, lambda register: records.records(register, "contact", vendor_id=vendor, name="Night desk"))
    assert len(found) == 1
