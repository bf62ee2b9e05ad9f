"""How the window starts: on the list as it was derived last, on the welcome page, and with a net under defects."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.errors import Hook, details
from risk_register.desktop.main import last_register, show_first
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.settings import Settings
from risk_register.desktop.window import MainWindow
from risk_register.model.items import Item
from risk_register.operations.today import refresh_items
from risk_register.operations.vendors import list_vendors
from risk_register.store import Register

Idle = Callable[[], None]


@pytest.fixture
def scored(demonstration: Path) -> Path:
    with Register.open(demonstration) as register:
        list_vendors(register)
        refresh_items(register)
    return demonstration


def waiting(window: MainWindow) -> list[str]:
    page = window.page("today")
    assert isinstance(page, TodayPage)
    return [row.vendor for row in page.model.rows if isinstance(row, Item)]


def test_what_waits_is_there_before_the_register_is_open_and_stays(window: MainWindow, scored: Path, idle: Idle) -> None:
    show_first(window, scored)
    assert window.current == "today"
    at_first = waiting(window)
    assert len(at_first) >= 5
    assert not window.actions_["add_vendor"].isEnabled()
    window.desk.gateway.open(scored)
    idle()
    assert waiting(window)[:len(at_first)] == at_first
    assert window.actions_["add_vendor"].isEnabled()
    assert window.findChild(QMessageBox, "message") is None


def test_the_last_register_still_there_is_opened_again(window: MainWindow, scored: Path, tmp_path: Path, idle: Idle) -> None:
    other = Path(shutil.copy(scored, tmp_path / "other.riskregister"))
    for path in (scored, other):
        window.desk.gateway.open(path)
        idle()
    assert last_register(Settings()) == other
    other.unlink()
    assert last_register(Settings()) == scored


def test_a_register_that_is_gone_leads_to_the_welcome_page_in_words(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    show_first(window, tmp_path / "gone.riskregister")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "message") is not None)
    box = window.findChild(QMessageBox, "message")
    assert "gone.riskregister" in box.text()
    assert window.current == "welcome"
    box.close()


def test_the_first_page_and_the_list_need_none_of_the_tables() -> None:
    program = ("import sys, risk_register.desktop.main, risk_register.desktop.pages.today, risk_register.store.quick_items; "
               "import risk_register.desktop.pages.vendors; "
               "print([name for name in ('sqlalchemy', 'sqlmodel', 'pydantic', 'reportlab') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True,
                          cwd=Path(__file__).resolve().parents[2])
    assert done.stdout.strip() == "[]"


def test_a_defect_is_shown_once_with_details_that_hold_no_text_of_the_register(window: MainWindow, tmp_path: Path) -> None:
    hook = Hook(tmp_path / "log", window)
    hook.speak_for(window, "en")
    with pytest.raises(KeyError) as caught:
        {}["Müller & Söhne <GmbH>"]  # type: ignore[index]
    error = caught.value
    hook.show(error)
    hook.show(error)
    assert "Müller" not in details(error)
    assert "test_main.py" in details(error)
    boxes = [box for box in window.findChildren(QMessageBox, "defect") if box.isVisible()]
    assert len(boxes) == 1
    assert "KeyError" in boxes[0].text()
    boxes[0].close()
