"""The window: navigation on the left, pages in the middle, a thin status line, and what joins them."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from risk_register.desktop import places
from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.gateway import Standing
from risk_register.desktop.pages.base import Page
from risk_register.desktop.places import BY_NAME, PLACES
from risk_register.desktop.widgets.navigation import Navigation
from risk_register.desktop.widgets.notices import Notices
from risk_register.desktop.widgets.status import StatusLine
from risk_register.errors import RegisterError
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.pages.vendor import VendorPage
    from risk_register.desktop.pages.vendors import VendorsPage
    from risk_register.desktop.tasks import Work
    from risk_register.store import Register

_PAGES_OF_ONE = {"vendor": "vendors"}
"""Pages that show one record of a list: the list's place is marked in the navigation."""
_AFTER_PAINTING = 200
"""Milliseconds after which the first page is on screen, which imports would hold up."""
_QUICK_TO_VERIFY = 16_000_000
"""Bytes of a register up to which the journal is verified at once when it is opened; above, when asked."""


class MainWindow(QMainWindow):
    """Shows one register. Pages are made when first shown, so that the window itself appears at once."""

    painted = Signal()
    """The window is on screen for the first time, with what its first page shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("window")
        self.desk = desk
        self.actions_ = Actions(self)
        self._pages: dict[str, Page] = {}
        self._trail: list[str] = []
        self._current = ""
        self._drawn = False
        self.navigation = Navigation([(place.name, place.icon or place.name, self.actions_[f"go_{place.name}"])
                                      for place in PLACES if place.in_navigation])
        self.stack = QStackedWidget()
        self.notices = Notices(self)
        self.status = StatusLine(desk, self)
        self._build()
        self._connect()
        self.retranslate()
        self.tell_standing()

    def _build(self) -> None:
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.notices)
        pages.addWidget(self.stack, 1)
        line.addLayout(pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self.actions_.fill(self.menuBar())
        self.setAcceptDrops(True)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(letter * 185, self.fontMetrics().height() * 46)
        if geometry := self.desk.settings.layout("window"):
            self.restoreGeometry(geometry)

    def _connect(self) -> None:
        from risk_register.desktop.verbs import Verbs

        self.verbs = Verbs(self)
        desk = self.desk
        desk.language_changed.connect(self.retranslate)
        desk.theme_changed.connect(self.redraw)
        desk.gateway.opened.connect(self._on_opened)
        desk.gateway.changed.connect(self.tell_standing)
        desk.gateway.refused.connect(self.refuse)
        desk.gateway.runner.started.connect(self._on_first_work)
        self.navigation.page_requested.connect(self.go)
        self.status.verify_requested.connect(self._on_verify_requested)
        QApplication.styleHints().colorSchemeChanged.connect(desk.on_system_colours)

    # Pages

    def page(self, name: str) -> Page:
        """The page of that name, made if it was not yet."""
        if name not in self._pages:
            made = BY_NAME[name].make(self.desk, self.actions_)
            made.join(self)
            if self._drawn:
                made.redraw()
            self._pages[name] = made
            self.stack.addWidget(made)
        return self._pages[name]

    @property
    def current(self) -> str:
        """The name of the page shown."""
        return self._current

    @Slot(str)
    def go(self, name: str) -> None:
        """Shows a page; Back leads to the one before."""
        if self._current and name != self._current:
            self._trail.append(self._current)
        self._show(name)

    @Slot()
    def go_back(self) -> None:
        """Shows the page before this one."""
        if self._trail:
            self._show(self._trail.pop())

    def open_vendor(self, vendor_id: object) -> None:
        """Shows a vendor's own page."""
        if not isinstance(vendor_id, int):
            return
        page = cast("VendorPage", self.page("vendor"))
        page.show_vendor(vendor_id)
        self.go("vendor")
        if page.tabs.currentWidget() is page.overview:
            page.overview.focus_reasons()

    @property
    def vendor_in_view(self) -> int | None:
        """The id of the vendor that the person is looking at, on its page or in the list."""
        if self._current == "vendor":
            return cast("VendorPage", self.page("vendor")).vendor_id
        if self._current == "vendors":
            return cast("VendorsPage", self.page("vendors")).current_vendor
        return None

    def _show(self, name: str) -> None:
        self._current = name
        self.stack.setCurrentWidget(self.page(name))
        self.navigation.setVisible(name != "welcome" or self.desk.gateway.is_open)
        self.navigation.show_page(_PAGES_OF_ONE.get(name, name))
        self.tell_standing()

    # What is said

    @Slot()
    def retranslate(self) -> None:
        """Says the frame in the language now in force; pages hear of it themselves."""
        language = self.desk.language
        self.actions_.retranslate(language)
        self.actions_.languages[language].setChecked(True)
        self.actions_[f"theme_{self.desk.settings.theme}"].setChecked(True)
        self.navigation.retranslate()
        self.status.retranslate()
        self.menuBar().setAccessibleName(tr(language, "Menu"))
        self.tell_standing()

    @Slot()
    def redraw(self) -> None:
        """Draws all icons in the theme now in force; the first time, once the window is on screen."""
        if not self._drawn:
            self._drawn = True
            for page in self._pages.values():
                page.redraw()
        self.actions_.redraw()
        self.navigation.redraw()
        self.status.redraw()

    @Slot()
    def tell_standing(self) -> None:
        """Enables what can be done now, and says what undo would undo."""
        gateway, language = self.desk.gateway, self.desk.language
        standing = gateway.standing
        self.actions_.tell_undo(standing.undo if standing else None, standing.redo if standing else None, language,
                                can_change=gateway.can_change)
        has_vendor = standing is not None and self.vendor_in_view is not None
        there = {"change": gateway.can_change, "register": standing is not None, "vendor": has_vendor,
                 "vendor and change": has_vendor and gateway.can_change}
        for verb in self.actions_.verbs:
            if verb.needs is not None:
                self.actions_[verb.name].setEnabled(there[verb.needs])
        place = BY_NAME.get(self._current)
        self.actions_["filter"].setEnabled(place is not None and place.can_filter)
        self.actions_["go_back"].setEnabled(bool(self._trail))
        for place in PLACES:
            if place.in_navigation:
                self.actions_[f"go_{place.name}"].setEnabled(gateway.is_open)
        path = gateway.path
        program = tr(language, "Risk register")
        past = [tr(language, "as it stood on {day}", day=gateway.day)] if gateway.day else []
        self.setWindowTitle(" \N{EN DASH} ".join([path.stem, *past, program]) if path else program)

    @Slot(object)
    def refuse(self, error: RegisterError) -> None:
        """Shows why something was not done."""
        from risk_register.desktop.messages import show_refusal

        show_refusal(self, error, self.desk.language)
        if not self.desk.gateway.is_open:
            self.go("welcome")

    # What happens

    @Slot(object)
    def _on_first_work(self, work: object) -> None:
        from risk_register.desktop.unfinished import Unfinished

        self.desk.gateway.runner.started.disconnect(self._on_first_work)
        Unfinished(self, cast("Work", work))

    @Slot(object)
    def _on_opened(self, standing: Standing) -> None:
        self.desk.settings.remember(standing.path)
        self._trail.clear()
        if self._current in {"", "welcome", "vendor"}:
            self._show("today" if standing.has_vendors else "vendors")
        self.tell_standing()
        QTimer.singleShot(_AFTER_PAINTING, self, lambda: self.desk.gateway.runner.submit(_import_pages))
        if standing.path.stat().st_size <= _QUICK_TO_VERIFY:
            self.desk.gateway.ask(_verify, self.status.show_verified)
        self._copy_if_due()

    def _copy_if_due(self) -> None:
        from risk_register.desktop.deeds.copies import when_opened

        when_opened(self)

    @Slot()
    def _on_verify_requested(self) -> None:
        from risk_register.desktop.messages import show_message

        problems, language = self.status.problems, self.desk.language
        if problems:
            show_message(self, tr(language, "The journal and the register do not agree"),
                         "\n\n".join(problem.render(language) for problem in problems[:20]))
        else:
            self.actions_["verify_journal"].trigger()

    def verify(self) -> None:
        """Checks the journal against the tables, in the worker."""
        self.desk.gateway.ask_long(Text("Verifying the journal"), lambda register, _work: _verify(register),
                                   self.status.show_verified, can_cancel=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files of this computer, several at once too."""
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Says what was dropped, and offers the next step."""
        from risk_register.desktop.deeds.dropped import take

        paths = _dropped_files(event)
        if paths:
            event.acceptProposedAction()
            take(self, paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the frame, and tells once that it is there."""
        super().paintEvent(event)
        if self.stack.count():
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the window's state and ends the work behind it, before any widget dies."""
        self.desk.settings.keep_layout("window", self.saveGeometry())
        self.desk.gateway.shutdown()
        super().closeEvent(event)


def _import_pages() -> None:
    """Imports the other pages in the worker, so that the first look at one does not keep the window waiting."""
    from risk_register.desktop.jobs.register import get_ready

    places.import_all()
    get_ready()


def _verify(register: "Register") -> list[Text]:
    from risk_register.desktop.jobs.register import verify

    return verify(register)


def _dropped_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
