"""Signing in the window: the key under Settings, the box on the page of reports, a report dropped to be checked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from risk_register.desktop.deeds.dropped import take
from risk_register.desktop.dialogs.check_report import CheckReportDialog
from risk_register.desktop.dialogs.passphrase import PassphraseDialog
from risk_register.desktop.jobs import sealing as jobs
from risk_register.desktop.pages.reports import ReportsPage
from risk_register.desktop.pages.settings import SettingsPage
from risk_register.desktop.pages.settings_parts.signing import SigningTab
from risk_register.desktop.window import MainWindow
from risk_register.operations.sealing.certificates import fingerprint_in
from risk_register.operations.sealing.keeping import make_own_key, unlocked_key
from risk_register.reports import write_report
from risk_register.reports.sealing.sealer import Sealer
from risk_register.reports.verifying import verify_report
from risk_register.store import Register
from tests.desktop.conftest import choose_file
from tests.reports.sealed import sealed_dossier

Idle = Callable[[], None]
WORK = 30_000
WORDS = "four words do well"


@pytest.fixture
def tab(opened: MainWindow, idle: Idle) -> SigningTab:
    opened.go("settings")
    idle()
    page = opened.page("settings")
    assert isinstance(page, SettingsPage)
    found = next(part for part in page.parts if isinstance(part, SigningTab))
    page.tabs.setCurrentWidget(found)
    return found


def passphrase(window: MainWindow, *typed: str) -> PassphraseDialog:
    dialog = next(each for each in window.findChildren(PassphraseDialog) if each.isVisible())
    for field, words in zip(dialog.fields, typed, strict=True):
        assert field.echoMode() == field.EchoMode.Password
        field.setText(words)
    dialog.store_button.click()
    return dialog


def reports(window: MainWindow, idle: Idle) -> ReportsPage:
    window.go("reports")
    idle()
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def checked(window: MainWindow, qtbot: QtBot) -> CheckReportDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(CheckReportDialog)), timeout=WORK)
    dialog = next(each for each in window.findChildren(CheckReportDialog) if each.isVisible())
    qtbot.waitUntil(lambda: not dialog.verdict.text().startswith("Checking"), timeout=WORK)
    return dialog


def words_of(dialog: CheckReportDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_key_is_made_its_certificate_saved_and_the_key_forgotten(
    opened: MainWindow, tab: SigningTab, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    assert tab.shown.text().startswith("None yet")
    assert not tab.save.isEnabled()
    tab.make.click()
    dialog = passphrase(opened, WORDS, WORDS + "!")
    assert "are not the same" in dialog.error.text()
    passphrase(opened, "short", "short")
    qtbot.waitUntil(lambda: "12 characters or more" in dialog.error.text(), timeout=WORK)
    passphrase(opened, WORDS, WORDS)
    qtbot.waitUntil(lambda: "Made by this program for Northwind Analytics SA" in tab.shown.text(), timeout=WORK)
    assert not tab.make.isEnabled()
    tab.save.click()
    choose_file(tab, tmp_path / "key.pem")
    idle()
    assert fingerprint_in((tmp_path / "key.pem").read_bytes(), "key.pem") in tab.shown.text().replace(" ", "")
    tab.forget.click()
    box = opened.findChild(QMessageBox, "forget_key_box")
    next(each for each in box.buttons() if "Forget" in each.text()).click()
    qtbot.waitUntil(lambda: tab.shown.text().startswith("None yet"), timeout=WORK)


def test_the_passphrase_is_asked_once_and_what_is_saved_is_signed_and_checked(
    opened: MainWindow, tab: SigningTab, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    tab.make.click()
    passphrase(opened, WORDS, WORDS)
    qtbot.waitUntil(lambda: not tab.make.isEnabled(), timeout=WORK)
    page = reports(opened, idle)
    qtbot.waitUntil(page.export.isEnabled, timeout=WORK)
    page.sign.click()
    idle()
    assert not page.sign.isChecked()
    dialog = passphrase(opened, "not the passphrase")
    qtbot.waitUntil(lambda: "does not open the key" in dialog.error.text(), timeout=WORK)
    passphrase(opened, WORDS)
    qtbot.waitUntil(page.sign.isChecked, timeout=WORK)
    assert not page.export.isEnabled()  # the preview is made anew, for its last page names the key
    qtbot.waitUntil(page.export.isEnabled, timeout=WORK)
    page.export.click()
    choose_file(page, tmp_path / "signed.pdf")
    qtbot.waitUntil(lambda: "Saved and signed" in page.findChild(QLabel, "report_outcome").text(), timeout=WORK)
    with Register.open(opened.desk.gateway.path, write=False) as register:  # type: ignore[arg-type]
        assert verify_report(tmp_path / "signed.pdf", register).ok
    page.sign.click()
    page.sign.click()
    assert page.sign.isChecked()
    assert not any(each.isVisible() for each in opened.findChildren(PassphraseDialog))
    take(opened, [tmp_path / "signed.pdf"])
    found = checked(opened, qtbot)
    assert found.verdict.text().startswith("This report is exactly what was signed, with a key of this register")
    assert "Northwind Analytics SA" in words_of(found)
    found.reject()
    idle()
    (tmp_path / "signed.pdf").write_bytes((tmp_path / "signed.pdf").read_bytes() + b"\n")
    take(opened, [tmp_path / "signed.pdf"])
    found = checked(opened, qtbot)
    assert found.verdict.text().startswith("Do not rely on this report")
    assert "Something was added to the file after it was signed" in words_of(found)
    found.reject()


def test_without_a_key_the_box_says_where_one_is_made(opened: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    page = reports(opened, idle)
    said: list[str] = []
    opened.desk.gateway.refused.connect(lambda error: said.append(str(error)))
    page.sign.setFocus()
    qtbot.keyClick(page.sign, Qt.Key.Key_Space)
    idle()
    assert said == ["The register has no key to sign with yet. Make one, or bring one in, under Settings, Signature."]
    assert not page.sign.isChecked()
    for box in opened.findChildren(QMessageBox):
        box.reject()


def test_a_report_is_checked_without_a_register_and_one_of_others_is_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    path = sealed_dossier(tmp_path / "dossier.pdf")
    take(window, [path])
    dialog = checked(window, qtbot)
    assert "No register was open" in words_of(dialog)
    dialog.reject()
    idle()
    window.actions_["check_report"].trigger()
    (tmp_path / "empty.pdf").write_bytes(b"")
    choose_file(window, tmp_path / "empty.pdf")
    dialog = checked(window, qtbot)
    assert dialog.verdict.text().startswith("This is no report of this program")
    dialog.reject()
    QApplication.processEvents()


def test_a_report_made_since_the_day_looked_back_to_is_still_of_this_register(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, idle: Idle
) -> None:
    done: list[object] = []

    def write(register: Register) -> None:
        make_own_key(register, WORDS)
        write_report(register, "journal", tmp_path / "journal.pdf", sealer=Sealer(unlocked_key(register, WORDS)))

    opened.desk.gateway.change(write, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=WORK)
    opened.desk.gateway.look_back(date(2025, 1, 15))
    idle()
    take(opened, [tmp_path / "journal.pdf"])
    dialog = checked(opened, qtbot)
    assert dialog.verdict.text().startswith("This report is exactly what was signed, with a key of this register")
    dialog.reject()
    idle()


@pytest.fixture
def signing(opened: MainWindow, qtbot: QtBot, idle: Idle) -> ReportsPage:
    """The page of reports, with a key that was opened."""
    opened.desk.gateway.change(lambda register: make_own_key(register, WORDS) and None)
    idle()
    page = reports(opened, idle)
    page.sign.click()
    idle()
    passphrase(opened, WORDS)
    qtbot.waitUntil(page.sign.isChecked, timeout=WORK)
    return page


def test_another_register_locks_the_key_again(
    opened: MainWindow, signing: ReportsPage, demonstration: Path, idle: Idle
) -> None:
    opened.desk.gateway.open(demonstration)
    idle()
    assert not signing.sign.isChecked()
    assert signing.sign.sealer is None


def test_a_forgotten_key_signs_nothing_more(opened: MainWindow, signing: ReportsPage, qtbot: QtBot, idle: Idle) -> None:
    opened.desk.gateway.change(jobs.forget)
    idle()
    qtbot.waitUntil(lambda: not signing.sign.isChecked(), timeout=WORK)


def test_what_is_no_address_of_an_authority_is_not_kept(
    opened: MainWindow, tab: SigningTab, qtbot: QtBot, idle: Idle
) -> None:
    tab.address.setText("https://stamps.example.org/tsa")
    tab.address.editingFinished.emit()
    refused: list[str] = []
    opened.desk.gateway.refused.connect(lambda error: refused.append(str(error)))
    tab.address.setText("stamps.example.org")
    tab.address.editingFinished.emit()
    assert tab.address.text() == "https://stamps.example.org/tsa"
    assert "'stamps.example.org' is no address of a time-stamp authority" in refused[0]
    opened.findChild(QMessageBox, "message").accept()
    tab.address.setText("")
    tab.address.editingFinished.emit()
    assert tab.address.text() == ""
