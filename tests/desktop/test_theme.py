"""Colours that can be read, in both themes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTableWidget, QTableWidgetItem

from risk_register.desktop import theme
from risk_register.desktop.delegates.ticked import TickedDelegate
from risk_register.model.vocabulary import RiskLevel

READABLE, SEEN = 4.5, 3
ROLES = QPalette.ColorRole


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert theme.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("#777777")) == pytest.approx(1)


@pytest.mark.parametrize("pairs", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("level", list(RiskLevel))
def test_a_level_can_be_read_on_its_own_ground(pairs: dict[str, theme.Pair], level: RiskLevel) -> None:
    assert theme.contrast(QColor(pairs[level].ink), QColor(pairs[level].ground)) >= READABLE


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [
    (ROLES.WindowText, ROLES.Window), (ROLES.Text, ROLES.Base), (ROLES.Text, ROLES.AlternateBase),
    (ROLES.ButtonText, ROLES.Button), (ROLES.HighlightedText, ROLES.Highlight), (ROLES.PlaceholderText, ROLES.Base),
    (ROLES.PlaceholderText, ROLES.Window), (ROLES.ToolTipText, ROLES.ToolTipBase), (ROLES.Link, ROLES.Base),
])
def test_text_can_be_read_on_the_palette(name: str, ink: QPalette.ColorRole, ground: QPalette.ColorRole) -> None:
    palette = theme.own_palette(name)
    assert theme.contrast(palette.color(ink), palette.color(ground)) >= READABLE


@pytest.mark.parametrize("name", ["light", "dark"])
def test_accent_and_alarm_can_be_read_on_window_and_base(name: str) -> None:
    palette = theme.own_palette(name)
    for colour in (theme.accent(palette), theme.alarm(palette)):
        for ground in (ROLES.Window, ROLES.Base):
            assert theme.contrast(colour, palette.color(ground)) >= READABLE


def test_a_level_of_a_newer_program_looks_like_unassessed() -> None:
    palette = theme.own_palette("light")
    assert theme.level_pair("catastrophic", palette) == theme.level_pair(RiskLevel.UNASSESSED, palette)


@pytest.mark.parametrize(("choice", "dark"), [("dark", True), ("light", False)])
def test_the_window_turns_to_the_theme_chosen(qapp: QApplication, choice: str, dark: bool) -> None:
    theme.apply(choice)
    assert theme.is_dark(QApplication.palette()) is dark


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_a_box_to_tick_in_a_table_has_an_outline_that_is_seen(qapp: QApplication, choice: str) -> None:
    theme.apply(choice)
    table = QTableWidget(1, 1)
    table.setShowGrid(False)
    table.setItemDelegateForColumn(0, TickedDelegate(table))
    box = QTableWidgetItem("")
    box.setCheckState(Qt.CheckState.Unchecked)
    table.setItem(0, 0, box)
    picture = table.grab(table.visualItemRect(box).translated(table.viewport().pos())).toImage()
    ground = table.palette().base().color()
    colours = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert max(theme.contrast(each, ground) for each in colours) >= SEEN


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_what_one_fills_in_has_an_outline_that_is_seen(qapp: QApplication, choice: str) -> None:
    theme.apply(choice)
    window = QApplication.palette().window().color()
    for kind in (QCheckBox, QLineEdit, QComboBox, QPlainTextEdit):
        control = kind()
        control.ensurePolished()
        assert theme.contrast(control.palette().window().color().darker(140), window) >= SEEN
        assert not theme.is_dark(control.palette()) or choice == "dark"
