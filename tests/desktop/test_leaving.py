"""A relation ends: step by step, until nothing of ours is left; until then Today, the list and the vendor's page all say so."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from risk_register.desktop.dialogs.deletion_certificate import DeletionCertificateDialog
from risk_register.desktop.models.vendors import STAGE
from risk_register.desktop.pages.today import TodayPage
from risk_register.desktop.pages.vendor import VendorPage
from risk_register.desktop.pages.vendors import VendorsPage
from risk_register.desktop.window import MainWindow
from risk_register.model.items import Item
from risk_register.operations.vendors import find_vendor
from tests.desktop.conftest import WORK

Idle = Callable[[], None]
WARNING = {"en": "May still hold data (", "fr": "Peut encore détenir des données ("}


class Leaving:
    """What the window says of one vendor that leaves."""

    def __init__(self, window: MainWindow, idle: Idle, vendor: int) -> None:
        self.window, self.idle, self.vendor = window, idle, vendor

    def on_today(self) -> bool:
        """Whether Today asks for the certificate."""
        self.window.go("today")
        self.idle()
        page = self.window.page("today")
        assert isinstance(page, TodayPage)
        return any(isinstance(line, Item) and line.kind == "offboarding" and line.vendor_id == self.vendor
                   for line in page.model.rows)

    def in_list(self) -> str:
        """What the list says in the column of stages."""
        self.window.go("vendors")
        self.idle()
        page = self.window.page("vendors")
        assert isinstance(page, VendorsPage)
        place = page.model.place_of(self.vendor)
        return str(page.model.index(place, STAGE).data()) if place is not None else ""

    def on_page(self) -> str:
        """What the vendor's own page says in its header."""
        self.window.open_vendor(self.vendor)
        self.idle()
        page = self.page
        return " ".join(label.text() for label in page._facts.findChildren(type(page._name)))

    @property
    def page(self) -> VendorPage:
        found = self.window.page("vendor")
        assert isinstance(found, VendorPage)
        return found

    def says_so(self, language: str = "en") -> list[bool]:
        """Whether Today, the list and the page say that it may still hold data."""
        return [self.on_today(), self.in_list().startswith(WARNING[language]), WARNING[language] in self.on_page()]

    def undo(self) -> None:
        """Takes the last change back."""
        self.window.actions_["undo"].trigger()
        self.idle()


@pytest.fixture
def leaving(opened: MainWindow, idle: Idle) -> Leaving:
    register = opened.desk.gateway._register
    assert register is not None
    return Leaving(opened, idle, find_vendor(register, "Deskline"))


def child(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def test_from_the_decision_to_the_certificate_and_back(leaving: Leaving, qtbot: QtBot, idle: Idle) -> None:
    window = leaving.window
    assert leaving.says_so() == [False, False, False]
    steps = [("do_begin", "do_access"), ("do_access", "do_data"), ("do_data", "do_certificate")]
    leaving.on_page()
    leaving.page.show_section("offboarding")
    for button, following in steps:
        assert child(leaving.page, QPushButton, button).isVisible()
        qtbot.mouseClick(child(leaving.page, QPushButton, button), Qt.MouseButton.LeftButton)
        idle()
        assert not child(leaving.page, QPushButton, button).isVisible()
        assert child(leaving.page, QPushButton, following).isVisible()
    assert leaving.says_so() == [True, True, True]
    certify(leaving, qtbot, idle)
    assert leaving.says_so() == [False, False, False]
    leaving.undo()
    assert leaving.says_so() == [True, True, True]
    for _ in steps:
        leaving.undo()
    assert leaving.says_so() == [False, False, False]
    assert window.actions_["redo"].isEnabled()


def certify(leaving: Leaving, qtbot: QtBot, idle: Idle) -> None:
    """Follows the line of Today, and files the certificate there."""
    assert leaving.on_today()
    page = leaving.window.page("today")
    assert isinstance(page, TodayPage)
    line = next(line for line in page.model.rows if isinstance(line, Item) and line.kind == "offboarding"
                and line.vendor_id == leaving.vendor)
    page.table.select(line.key)
    leaving.window.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    idle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "do_certificate"
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in leaving.window.findChildren(DeletionCertificateDialog)), timeout=WORK)
    dialog = next(each for each in leaving.window.findChildren(DeletionCertificateDialog) if each.isVisible())
    qtbot.mouseClick(child(dialog, QPushButton, "file_certificate"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()  # nobody signed it yet
    signatory = child(dialog, QLineEdit, "signatory")
    qtbot.keyClicks(signatory, "Head of operations")
    for box in dialog.findChildren(QComboBox):
        box.setCurrentIndex(box.findData(True))  # noqa: FBT003  # Qt's own signature
    qtbot.mouseClick(child(dialog, QPushButton, "file_certificate"), Qt.MouseButton.LeftButton)
    idle()


@pytest.mark.parametrize(("language", "typed"), [("en", "holds:yes"), ("fr", "détient:oui")])
def test_those_that_may_still_hold_data_are_found_by_a_filter(
        leaving: Leaving, qtbot: QtBot, idle: Idle, language: str, typed: str) -> None:
    window = leaving.window
    window.desk.speak(language)  # type: ignore[arg-type]
    leaving.on_page()
    leaving.page.show_section("offboarding")
    qtbot.mouseClick(child(leaving.page, QPushButton, "do_begin"), Qt.MouseButton.LeftButton)
    idle()
    assert leaving.says_so(language) == [True, True, True]
    window.go("vendors")
    idle()
    page = window.page("vendors")
    assert isinstance(page, VendorsPage)
    page.filter.setText(typed)
    idle()
    assert leaving.vendor in {row.id for row in page.model.rows}
    assert all(row.holds_data for row in page.model.rows)
    page.filter.setText(typed.replace("yes", "no").replace("oui", "non"))
    idle()
    assert leaving.vendor not in {row.id for row in page.model.rows}
