"""A window on a real register for each test, with its settings, files and fonts in a folder of its own."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from risk_register import resources
from risk_register.desktop import theme
from risk_register.desktop.desk import Desk
from risk_register.desktop.gateway import Gateway
from risk_register.desktop.settings import Settings
from risk_register.desktop.tasks import TaskRunner
from risk_register.desktop.window import MainWindow
from risk_register.operations.demonstration import make_demonstration

WORK = 20_000
"""Milliseconds that work in the worker may take on a slow machine."""


def choose_file(asking: QWidget, path: Path) -> None:
    """Chooses in the dialog for files or folders that a part of the window has open."""
    chooser = next(each for each in asking.findChildren(QFileDialog) if each.isVisible())
    chooser.fileSelected.emit(str(path))
    chooser.reject()


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    """The project's own fonts: without any, every text would be as wide as nothing."""
    for name in resources.names("fonts", ending=".ttf"):
        QFontDatabase.addApplicationFontFromData(resources.resource("fonts", name).read_bytes())
    qapp.setFont(QFont("Noto Sans", 10))


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration register, made once."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.riskregister"
    make_demonstration(path)
    return path


@pytest.fixture
def demonstration(demonstration_file: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration register, to be changed at will."""
    return Path(shutil.copy(demonstration_file, tmp_path / "demonstration.riskregister"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and data of the window land in the test's folder, and English is spoken."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    QStandardPaths.setTestModeEnabled(True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """Each test closes its windows and ends its threads."""
    before = threading.active_count()
    yield
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == []
    assert threading.active_count() <= before
    theme.apply("system")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """What pages are given, with no register open."""
    settings = Settings()
    settings.actor = "Compliance officer"
    runner = TaskRunner()
    gateway = Gateway(runner)
    made = Desk(settings, gateway)
    yield made
    gateway.shutdown()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on its welcome page."""
    made = MainWindow(desk)
    qtbot.addWidget(made)
    made.go("welcome")
    made.resize(1360, 860)
    made.show()
    made.redraw()
    yield made
    made.close()


@pytest.fixture
def idle(desk: Desk, qtbot: QtBot) -> Callable[[], None]:
    """Waits until the worker has done all it was asked, and what came home was shown."""
    def wait() -> None:
        for _ in range(3):  # what comes home may ask again
            done: list[bool] = []
            desk.gateway.runner.submit(lambda: None, lambda _, done=done: done.append(True))
            qtbot.waitUntil(lambda done=done: bool(done), timeout=WORK)

    return wait


@pytest.fixture
def opened(window: MainWindow, demonstration: Path, idle: Callable[[], None]) -> MainWindow:
    """The window on the list of vendors of the demonstration register."""
    window.desk.gateway.open(demonstration)
    idle()
    window.go("vendors")
    idle()
    return window
