"""Tells the desktop what is due, while the program runs: at its start, when the day turns and each hour, each thing once a day.

Where the desktop has a notification area the system says it; where it has none, a line above the pages does, unless Today is
shown already. Nothing of it is made before the window has been idle for a moment.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from risk_register.desktop.icons import icon
from risk_register.desktop.jobs import today as jobs_today
from risk_register.desktop.notifying_settings import NotifyingSettings
from risk_register.desktop.widgets.notices import Notice
from risk_register.errors import RegisterError
from risk_register.model.items import Item
from risk_register.model.vocabulary.today import TodayKind
from risk_register.texts import Language, Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow

_AFTER_OPENING = 4_000
"""Milliseconds after another register was opened at which it looks: by then its pages are there."""
_TICK = 60_000
_AGAIN = timedelta(hours=1)
"""How long it waits before it looks again on the same day, since clocks run out within it."""
_SHOWN_FOR = 12_000
_FIRST = 3
"""Things that are named; of the others it is said how many they are."""


def now() -> datetime:
    """The reader's own clock."""
    return datetime.now().astimezone()


class Notifier(QObject):
    """One for the window. On a new day it looks again at once, also where the computer slept over midnight."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._settings = NotifyingSettings()
        self._looked: datetime | None = None
        self.tray: QSystemTrayIcon | None = None
        self.notice: Notice | None = None
        self._told: list[Item] = []
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.timeout.connect(self.on_tick)

    def start(self) -> None:
        """Looks for the first time, and from now on."""
        gateway = self._window.desk.gateway
        gateway.opened.connect(self._on_opened)
        self._window.desk.language_changed.connect(self._say)
        self._window.desk.theme_changed.connect(self._redraw)
        self._window.stack.currentChanged.connect(self._on_page)
        instance = QApplication.instance()
        if isinstance(instance, QApplication):
            instance.applicationStateChanged.connect(self.on_tick)
            instance.aboutToQuit.connect(self._leave)
        self._clock.start()
        self.on_tick()

    @Slot()
    def on_tick(self) -> None:
        """Time has passed, or the person came back: on a new day, and after a while, it looks again."""
        gateway, moment, last = self._window.desk.gateway, now(), self._looked
        if gateway.standing is None or gateway.day is not None or not self._window.isVisible():
            return
        if last is None or last.date() != moment.date() or moment - last >= _AGAIN:
            self._looked = moment
            if self._settings.wanted:
                gateway.ask(jobs_today.due_now, self._on_due, _let_pass)

    @Slot(object)
    def _on_opened(self, _standing: object) -> None:
        self._looked = None
        self._hide()
        QTimer.singleShot(_AFTER_OPENING, self, self.on_tick)

    def _on_due(self, items: Sequence[Item]) -> None:
        path, day = self._window.desk.gateway.path, now().date()
        fresh = [] if path is None or not self._window.isVisible() else self._settings.untold(path, items, day)
        if path is None or not fresh:
            return
        self._settings.tell(path, fresh, day)
        self._told = fresh
        language = self._window.desk.language
        if (tray := self._there()) is not None:
            tray.showMessage(heading_of(fresh, day, language), lines_of(fresh, day, language),
                             QSystemTrayIcon.MessageIcon.Information, _SHOWN_FOR)
        elif self._window.current != "today":
            self._show_line()

    # Where the desktop has a place for it

    def _there(self) -> QSystemTrayIcon | None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return None
        if self.tray is None:
            self.tray = QSystemTrayIcon(self)
            self.tray.messageClicked.connect(self.show_today)
            self.tray.activated.connect(self.show_today)
            self._redraw()
            self._say()
            self.tray.show()
        return self.tray

    @Slot()
    def show_today(self) -> None:
        """Brings the window to the front, on Today."""
        window = self._window
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.raise_()
        window.activateWindow()
        window.go("today")

    # Where it has none

    def _show_line(self) -> None:
        if self.notice is None:
            self.notice = Notice("due_notice", "today", self._window.notices)
            self.notice.button("show_due").clicked.connect(self.show_today)
            self.notice.button("hide_due").clicked.connect(self._hide)
            layout = self._window.notices.layout()
            if layout is not None:
                layout.addWidget(self.notice)
        self._say()
        self._redraw()
        self.notice.show()

    @Slot()
    def _hide(self) -> None:
        if self.notice is not None:
            self.notice.hide()

    @Slot(int)
    def _on_page(self, _index: int) -> None:
        if self._window.current == "today":
            self._hide()

    @Slot()
    def _say(self) -> None:
        language = self._window.desk.language
        if self.tray is not None:
            self.tray.setToolTip(tr(language, "Risk register"))
        if self.notice is not None:
            self.notice.words.setText(heading_of(self._told, now().date(), language))
            for button, words in zip(self.notice.buttons, (tr(language, "Show Today"), tr(language, "Not now")), strict=True):
                button.setText(words)

    @Slot()
    def _redraw(self) -> None:
        if self.tray is not None:
            self.tray.setIcon(icon("risk-register", QApplication.palette()))
        if self.notice is not None:
            self.notice.redraw()

    @Slot()
    def _leave(self) -> None:
        if self.tray is not None:
            self.tray.hide()


def heading_of(items: Sequence[Item], day: date, language: Language) -> str:
    """How many of each there are."""
    clocks = [item for item in items if item.kind == TodayKind.CLOCK]
    days = [item.due_on for item in items if item.kind != TodayKind.CLOCK and item.due_on is not None]
    counted = (
        (len(clocks), Text("notifications running out: {count}", count=len(clocks))),
        (days.count(day), Text("due today: {count}", count=days.count(day))),
        (sum(each < day for each in days), Text("overdue: {count}", count=sum(each < day for each in days))),
    )
    said = ", ".join(words.render(language) for count, words in counted if count)
    return said[:1].upper() + said[1:]


def lines_of(items: Sequence[Item], day: date, language: Language) -> str:
    """The first of them by name: what runs out, then what is due today, then what is late, the latest first."""
    def nearest(item: Item) -> tuple[bool, int]:
        return item.kind != TodayKind.CLOCK, (day - item.due_on).days if item.due_on else 0

    said = [tr(language, "{vendor}: {words}", vendor=item.vendor, words=item.text.render(language)) if item.vendor
            else item.text.render(language) for item in sorted(items, key=nearest)]
    if more := len(said) - _FIRST:
        said[_FIRST:] = [tr(language, "and {count} more", count=more)] if more > 0 else []
    return "\n".join(said)


def _let_pass(error: Exception) -> None:
    """A register that cannot be read says so on its pages; no notification has to."""
    if not isinstance(error, RegisterError):
        raise error
