"""Starts the window. What it shows first is read before anything heavy is imported."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from risk_register.desktop import theme
from risk_register.desktop.desk import Desk
from risk_register.desktop.gateway import Gateway
from risk_register.desktop.settings import Settings
from risk_register.desktop.tasks import TaskRunner
from risk_register.desktop.window import MainWindow
from risk_register.errors import RegisterError

if TYPE_CHECKING:
    from risk_register.desktop.pages.today import TodayPage

_BENCH = "RISK_REGISTER_BENCH_EXIT"
"""Set to 1, the program says 'usable' once its first list is on screen, and ends: what the start is measured by."""

_WHEN_IDLE = 4_000
"""Milliseconds after its first painting at which the window begins to tell the desktop what is due."""


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window on the register named in the arguments, else on the last one, else on the welcome page."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    gc.disable()  # until the first list is painted: ten thousand new rows are not worth searching for cycles meanwhile
    application = QApplication(["risk-register"])
    application.setApplicationName("risk-register")
    application.setDesktopFileName("risk-register")
    settings = Settings()
    theme.apply(settings.theme)
    runner = TaskRunner()
    desk = Desk(settings, Gateway(runner))
    window = MainWindow(desk)
    show_first(window, Path(arguments[0]) if arguments else last_register(settings))
    window.painted.connect(_Once(window).on_painted)
    window.show()
    return application.exec()


def last_register(settings: Settings) -> Path | None:
    """The register opened last, if it is still there."""
    return next(iter(settings.recent), None)


def show_first(window: MainWindow, path: Path | None) -> None:
    """Puts the first page on screen: Today as it was read last, the list where there are no vendors yet, or the welcome page."""
    if path is None:
        window.go("welcome")
        return
    from risk_register.store.quick_items import first_items

    try:
        first = first_items(path)
    except RegisterError as error:
        refusal = error
        window.go("welcome")
        QTimer.singleShot(0, window, lambda: window.refuse(refusal))
        return
    window.desk.gateway.path = path
    window.go("today" if first.has_vendors else "vendors")
    if first.has_vendors:
        cast("TodayPage", window.page("today")).show_first(first.items, first.counts)


class _Once(QObject):
    """Starts, when the window is on screen, what could wait until then: icons, the net under defects, the register itself."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @Slot()
    def on_painted(self) -> None:
        """The first painting has begun; what follows runs once it is done."""
        self._window.painted.disconnect(self.on_painted)
        QTimer.singleShot(0, self, self._complete)

    def _complete(self) -> None:
        if os.environ.get(_BENCH) == "1":
            _leave()
        gc.enable()
        from risk_register.desktop.collecting import Tidying
        from risk_register.desktop.errors import Hook

        window = self._window
        window.redraw()
        Tidying(window)
        hook = Hook(parent=window)
        hook.install()
        hook.speak_for(window, window.desk.language)
        window.desk.language_changed.connect(lambda: hook.speak_for(window, window.desk.language))
        if window.desk.gateway.path is not None:
            window.desk.gateway.open(window.desk.gateway.path)
        QTimer.singleShot(_WHEN_IDLE, self, self._begin_to_notify)

    def _begin_to_notify(self) -> None:
        from risk_register.desktop.notifying import Notifier

        Notifier(self._window).start()


def _leave() -> None:
    sys.stdout.write("usable\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
