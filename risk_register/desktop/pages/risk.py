"""The portfolio: where vendors stand, what would lower risk, where it gathers, what is not known, what a bad year may cost."""

from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.pages.base import Page
from risk_register.desktop.pages.risk_parts.base import RiskTab, WorkedOutTab
from risk_register.desktop.pages.risk_parts.heat import HeatTab
from risk_register.desktop.pages.risk_parts.lists import ActionsTab, ConcentrationTab, UnknownsTab
from risk_register.desktop.pages.risk_parts.losses import LossesTab
from risk_register.desktop.pages.risk_parts.over_time import OverTimeTab
from risk_register.desktop.pages.risk_parts.spread import SpreadTab
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.low_scroll import LowScroll
from risk_register.desktop.words import count, on
from risk_register.errors import Cancelled
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work

P = TypeVar("P", bound=RiskTab)
_PARTS: tuple[type[RiskTab], ...] = (HeatTab, SpreadTab, OverTimeTab, ActionsTab, ConcentrationTab, UnknownsTab, LossesTab)


class RiskPage(Page):
    """Map and distribution come from the scores that lists show; the rest is worked out, for many vendors only when asked.

    A tab is made, said and filled when it is first looked at: all at once would hold the window up.
    """

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "risk_page")
        del actions
        self.sheet: jobs.RiskSheet | None = None
        self.work: Work | None = None
        self._reading: Work | None = None
        self._title = heading()
        self._told = QuietLabel(wrap=True)
        self._told.setObjectName("risk_told")
        self.anew = tool_button(self, name="work_out_anew")
        self._made: dict[type[RiskTab], RiskTab] = {}
        self._holders: dict[type[RiskTab], QVBoxLayout] = {}
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("risk_tabs")
        self.tabs.setDocumentMode(True)
        self._build()
        self.redraw()
        self.retranslate()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        line.setContentsMargins(gap, gap, gap, 0)
        line.setSpacing(gap)
        line.addWidget(self._title)
        line.addWidget(self._told, 1)
        line.addWidget(self.anew)
        for kind in _PARTS:
            holder = QWidget(self.tabs)
            self._holders[kind] = QVBoxLayout(holder)
            self._holders[kind].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(holder, "")
        self.tabs.currentChanged.connect(self._on_tab)
        self.anew.clicked.connect(self.work_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.tabs, 1)
        tab_through(self.anew, self.tabs.tabBar())

    def part(self, kind: type[P]) -> P:
        """One of the tabs, made if it has not been looked at yet, and showing what was read last."""
        made = self._made.get(kind)
        if made is None:
            made = self._made[kind] = kind(self.desk)
            # Else the highest tab would keep the whole window from being as low as a small screen.
            self._holders[kind].addWidget(LowScroll(made))
            made.vendor_opened.connect(self.vendor_opened)
            made.wanted.connect(self.work_out)
            made.retranslate()
            self._allow(made)
        if self.sheet is not None and made.sheet is not self.sheet:
            made.show_sheet(self.sheet)
        return cast("P", made)

    def show_part(self, kind: type[P]) -> P:
        """Goes to one of the tabs."""
        self.tabs.setCurrentIndex(_PARTS.index(kind))
        return self.part(kind)

    @Slot()
    def _on_tab(self) -> None:
        self.part(_PARTS[self.tabs.currentIndex()])

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Risk"))
        self.anew.setText(tr(language, "Work it out"))
        self.tabs.setAccessibleName(tr(language, "Risk of all vendors"))
        for number, kind in enumerate(_PARTS):
            self.tabs.setTabText(number, kind.title.render(language))
        for made in self._made.values():
            made.retranslate()
        self._tell()

    def redraw(self) -> None:
        """Draws the icon in the theme now in force."""
        self.anew.setIcon(icon("risk", self.palette()))

    def refresh(self) -> None:
        """Reads where the vendors stand; what was worked out before for many vendors is not kept, since it may no longer hold."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.desk.gateway.ask_long(Text("Reading where the vendors stand"), jobs.risk_sheet, self._on_read,
                                                   self._on_not_read)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops what is worked out once the page is left, since other pages would wait for it; not where the window is put away."""
        super().hideEvent(event)
        if not event.spontaneous():
            for each in (self.work, self._reading):
                if each is not None:
                    each.cancel()
            for made in self._made.values():
                made.stop()

    def _on_read(self, sheet: jobs.RiskSheet) -> None:
        self._reading = None
        self._on_sheet(sheet)
        if self.sheet is sheet and sheet.portfolio is None and len(sheet.rows) <= jobs.PROMPT and self.isVisible():
            self.work_out()

    def _on_not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._stale = True  # read when it is looked at again
        self._reading = None
        self._tell()
        self.desk.gateway.runner.failed.emit(error)

    @Slot()
    def work_out(self) -> None:
        """Judges all vendors for what only that can tell, with its progress in the status bar, where it can be stopped."""
        if self.work is not None:
            return
        self._set_work(self.desk.gateway.ask_long(Text("Judging all vendors"), jobs.whole_sheet, self._on_worked_out,
                                                  self._on_failed))

    def _set_work(self, work: "Work | None") -> None:
        self.work = work
        for made in self._made.values():
            self._allow(made)
        self._tell()

    def _allow(self, made: RiskTab) -> None:
        if isinstance(made, WorkedOutTab):
            made.start.setEnabled(self.work is None)

    def _on_worked_out(self, sheet: jobs.RiskSheet) -> None:
        self._set_work(None)
        self._on_sheet(sheet)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._stale = True
        self._set_work(None)
        self.desk.gateway.runner.failed.emit(error)

    def _on_sheet(self, sheet: jobs.RiskSheet) -> None:
        if sheet.portfolio is None and self.sheet is not None and self.sheet.portfolio is not None and (
                (self.sheet.changes, self.sheet.day) == (sheet.changes, sheet.day)):
            return  # what was worked out still holds
        self.sheet = sheet
        self._on_tab()
        self._tell()

    def _tell(self) -> None:
        language, sheet = self.desk.language, self.sheet
        self.anew.setVisible(sheet.portfolio is None if sheet is not None else self._reading is None)
        self.anew.setEnabled(self.work is None)
        self._told.setText("" if sheet is None else tr(
            language, "Vendors: {count}, judged by {method} on {day}", count=count(len(sheet.rows), language), method=sheet.method,
            day=on(sheet.day, language)))
