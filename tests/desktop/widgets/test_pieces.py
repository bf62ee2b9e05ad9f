"""The small pieces: dates as typed, drop-downs the wheel leaves alone, plates that say their word."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from risk_register.desktop.widgets.badge import LevelBadge
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.desktop.widgets.date_field import DateField, NotADate, parse_day
from risk_register.desktop.widgets.filter_field import FilterField


@pytest.mark.parametrize(("typed", "day"), [
    ("2025-11-20", date(2025, 11, 20)), ("20/11/2025", date(2025, 11, 20)), ("1.2.2025", date(2025, 2, 1)), (" ", None), ("", None),
])
def test_days_are_taken_as_people_type_them(typed: str, day: date | None) -> None:
    assert parse_day(typed) == day


@pytest.mark.parametrize("typed", ["2025-02-30", "tomorrow", "20/11", "11/20/2025"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        parse_day(typed)


@pytest.mark.parametrize(("language", "shown"), [("en", "2025-11-20"), ("fr", "20/11/2025")])
def test_a_day_is_shown_so_that_it_is_read_back(qtbot: QtBot, language: str, shown: str) -> None:
    field = DateField("since")
    qtbot.addWidget(field)
    field.speak(language, "Since")  # type: ignore[arg-type]
    field.set_day(date(2025, 11, 20))
    assert field.line.text() == shown
    assert field.day() == date(2025, 11, 20)


def wheel(box: QuietComboBox) -> bool:
    middle = QPointF(box.rect().center())
    event = QWheelEvent(middle, QPointF(box.mapToGlobal(box.rect().center())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # noqa: FBT003  # Qt's own signature
    QApplication.sendEvent(box, event)
    return event.isAccepted()


def test_the_wheel_changes_no_level_of_a_field_without_focus(qtbot: QtBot) -> None:
    box = QuietComboBox()
    qtbot.addWidget(box)
    box.addItems(["High", "Medium", "Low"])
    box.show()
    box.clearFocus()
    assert not wheel(box), "the page behind is to scroll"
    assert box.currentText() == "High"


def test_a_plate_says_its_level_in_the_readers_language(qtbot: QtBot) -> None:
    badge = LevelBadge()
    qtbot.addWidget(badge)
    badge.show_level("critical", "fr")
    assert badge.word == badge.accessibleName() == "Critique"
    badge.show_level("beyond", "en")
    assert badge.word == "unknown: beyond"


def test_a_label_shows_a_name_that_looks_like_markup_as_it_was_typed(qtbot: QtBot) -> None:
    label = plain_label("<unknown> &copy; <b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<unknown> &copy; <b>x</b>"


@pytest.mark.parametrize("keys", [QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo])
def test_a_filter_leaves_undo_and_redo_to_the_window(qtbot: QtBot, keys: QKeySequence.StandardKey) -> None:
    field = FilterField("filter")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "alder")
    combination = QKeySequence(keys)[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers())
    event.accept()
    QApplication.sendEvent(field, event)
    assert not event.isAccepted()
