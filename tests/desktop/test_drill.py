"""Practising a breach in the window: whose would hurt most, what it would hit; nothing is recorded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from risk_register.desktop.dialogs.drill import DrillDialog
from risk_register.desktop.window import MainWindow
from risk_register.operations.exposure import drill
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.desktop.test_manners_everywhere import cut_off, letters_twice, nameless

Idle = Callable[[], None]


def practise(window: MainWindow, idle: Idle) -> DrillDialog:
    window.actions_["practise_breach"].trigger()
    for _ in range(4):
        idle()
    return next(each for each in window.findChildren(DrillDialog) if each.isVisible())


def test_the_worst_comes_first_and_what_it_would_hit_stands_beside(opened: MainWindow, idle: Idle, demonstration: Path) -> None:
    with Register.open(demonstration, write=False) as register:
        head, ranked = register.head(), drill(register)
    dialog = practise(opened, idle)
    assert [each.name for each in dialog.table.rows.rows] == [each.name for each in ranked]
    assert dialog.name.text() == ranked[0].name
    mixpanel = next(each for each in ranked if each.name == "Mixpanel")
    dialog.table.select(mixpanel.vendor_id)
    idle()
    said = "\n".join(each.text() for each in dialog.facts.findChildren(QLabel))
    assert "OpenAI → Mixpanel" in said
    assert "NW-2025-001: notice within 72 h" in said
    dialog.open_vendor.click()
    for _ in range(3):
        idle()
    assert not [each for each in opened.findChildren(DrillDialog) if each.isVisible()]
    with Register.open(demonstration, write=False) as register:
        assert register.head() == head


def test_closed_before_its_answer_it_is_gone_in_peace(opened: MainWindow, idle: Idle) -> None:
    opened.actions_["practise_breach"].trigger()
    next(each for each in opened.findChildren(DrillDialog) if each.isVisible()).reject()
    for _ in range(3):
        idle()
    assert not [each for each in opened.findChildren(DrillDialog) if each.isVisible()]
    again = practise(opened, idle)
    assert again.table.rows.rows
    again.reject()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_and_named(opened: MainWindow, idle: Idle, language: Language) -> None:
    opened.desk.speak(language)
    dialog = practise(opened, idle)
    dialog.resize(1000, 660)
    idle()
    found = cut_off(dialog), nameless(dialog), letters_twice(dialog)
    dialog.reject()
    assert found == ([], [], [])
