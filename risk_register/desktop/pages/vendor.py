"""One vendor: its header, and behind tabs everything the register knows of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.desk import Desk
from risk_register.desktop.going import after_answers
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.models.vendors import stage_words
from risk_register.desktop.pages.base import Page
from risk_register.desktop.pages.vendor_tabs import (
    ContactsTab,
    DataTab,
    ExitTab,
    HistoryTab,
    OverviewTab,
    QuestionnairesTab,
    ReviewsTab,
    ServicesTab,
    SlaTab,
    StandardsTab,
    SubcontractorsTab,
    VendorTab,
)
from risk_register.desktop.widgets.badge import LevelBadge
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.words import on, score, term, words
from risk_register.errors import RegisterError
from risk_register.model.vocabulary.risk import Tier
from risk_register.risk.result import FactRef
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


class VendorPage(Page):
    """Header and tabs of one vendor. A reason of the score leads to the tab and row of the fact it rests on."""

    vendor_opened = Signal(object)
    """The id of another vendor (a subcontractor) whose page is wanted."""
    gone = Signal()
    """The vendor that was shown is not there any more."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, "vendor_page")
        self.vendor_id: int | None = None
        self._sheet: jobs.VendorSheet | None = None
        self._back = tool_button(self, name="vendor_back")
        self._name = heading()
        self._name.setObjectName("vendor_name")
        self._name.setWordWrap(True)  # a long name takes a second line rather than more than the window has
        self._figure = tool_button(self, name="vendor_figure")
        self._figure.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._figure.setCursor(Qt.CursorShape.PointingHandCursor)
        self._badge = LevelBadge()
        self._range = QuietLabel()
        self._why = tool_button(self, name="vendor_why")
        self._why.setAutoRaise(False)
        self._facts = FactGrid("vendor_header", pairs_a_line=4, wrap=False)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("vendor_tabs")
        self.tabs.setDocumentMode(True)
        self.overview = OverviewTab(desk)
        self.questionnaires, self.standards = QuestionnairesTab(desk), StandardsTab(desk)
        self._tabs: tuple[VendorTab, ...] = (
            self.overview, ServicesTab(desk), SlaTab(desk), DataTab(desk), SubcontractorsTab(desk), self.questionnaires,
            self.standards, ReviewsTab(desk), ContactsTab(desk), ExitTab(desk), HistoryTab(desk),
        )
        self._build(actions)
        self._figure.clicked.connect(self._on_figure_clicked)
        self._why.clicked.connect(self._on_figure_clicked)
        self.overview.fact_requested.connect(self.show_fact)
        self.standards.view.answer_opened.connect(self.show_answer)
        for tab in self._tabs:
            tab.vendor_opened.connect(self.vendor_opened)
        self.retranslate()

    def join(self, window: "MainWindow") -> None:
        """A vendor that is gone leads back to the list."""
        super().join(window)
        self.gone.connect(lambda: window.go("vendors"))

    def _build(self, actions: Actions) -> None:
        gap = self.fontMetrics().height()
        self._back.setDefaultAction(actions["go_back"])
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        first = QHBoxLayout()
        first.addWidget(self._back)
        first.addWidget(self._name, 1)
        buttons: list[QWidget] = []
        for name in ("edit_vendor", "import_questionnaire", "export_dossier"):
            button = tool_button(self)
            button.setDefaultAction(actions[name])
            first.addWidget(button)
            buttons.append(button)
        second = QHBoxLayout()
        second.setSpacing(gap // 2)
        second.addWidget(self._figure)
        second.addWidget(self._badge)
        second.addWidget(self._range)
        second.addWidget(self._why)
        second.addStretch(1)
        font = self._figure.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._figure.setFont(font)
        top = QVBoxLayout()
        top.setContentsMargins(gap, gap, gap, 0)
        top.setSpacing(gap // 2)
        top.addLayout(first)
        top.addLayout(second)
        top.addWidget(self._facts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(self.tabs, 1)
        for tab in self._tabs:
            self.tabs.addTab(tab, "")
        tab_through(self._back, *buttons, self._figure, self._why, self.tabs)

    def retranslate(self) -> None:
        """Says the page in the language now in force."""
        language = self.desk.language
        for tab in self._tabs:
            tab.retranslate()
        self._say_tabs()
        self.tabs.setAccessibleName(tr(language, "What is known of the vendor"))
        self._tell()

    def _say_tabs(self) -> None:
        """Writes the tabs' titles where the window is wide enough for all of them, else short words with the title as tip."""
        language, bar = self.desk.language, self.tabs.tabBar()
        for short in (False, True):
            for number, tab in enumerate(self._tabs):
                title = tab.title.render(language)
                self.tabs.setTabText(number, tab.short.render(language) if short and tab.short else title)
                self.tabs.setTabToolTip(number, title)
                bar.setAccessibleTabName(number, title)
            if bar.sizeHint().width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room takes longer words."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._say_tabs()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        for tab in self._tabs:
            tab.redraw()

    def refresh(self) -> None:
        """Reads the vendor anew."""
        wanted = self.vendor_id
        if wanted is not None:
            self.desk.gateway.ask(lambda register: jobs.vendor_sheet(register, wanted), self._on_sheet, self._on_gone)

    def show_vendor(self, vendor_id: int) -> None:
        """Shows another vendor, from its overview on."""
        if vendor_id != self.vendor_id:
            self.vendor_id = vendor_id
            self._sheet = None
            self.tabs.setCurrentIndex(0)
            for tab in self._tabs:
                tab.clear()
            self._tell()
        self._stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def show_section(self, noun: str) -> None:
        """Goes to where records of a noun are entered."""
        for number, tab in enumerate(self._tabs):
            if tab.stand_on(noun):
                self.tabs.setCurrentIndex(number)
                return

    @Slot(object)
    def show_fact(self, ref: FactRef) -> None:
        """Goes to the tab and row of a fact."""
        for number, tab in enumerate(self._tabs):
            if tab.show_fact(ref):
                self.tabs.setCurrentIndex(number)
                return

    @Slot(object, object)
    def show_answer(self, round_id: int, answer_id: int) -> None:
        """Goes to an answer in the form that it is of."""
        self.show_fact(FactRef("questionnaire", round_id))
        after_answers(self.desk.gateway, lambda: self.show_fact(FactRef("answer", answer_id)))

    def _on_gone(self, error: Exception) -> None:
        """The vendor is not there any more, as when the import that added it was undone: back to the list."""
        if not isinstance(error, RegisterError):
            raise error
        self.vendor_id = None
        if self.isVisible():
            self.gone.emit()

    def _on_sheet(self, sheet: jobs.VendorSheet) -> None:
        if sheet.facts.vendor.id != self.vendor_id:
            return
        self._sheet = sheet
        self._tell()
        for tab in self._tabs:
            tab.show_sheet(sheet)

    def _tell(self) -> None:
        language, sheet = self.desk.language, self._sheet
        for widget in (self._figure, self._badge, self._range, self._why, self._facts):
            widget.setVisible(sheet is not None)
        if sheet is None:
            self._name.setText("")
            return
        vendor, judged = sheet.facts.vendor, sheet.assessment
        self._name.setText(vendor.legal_name)
        self._figure.setText(score(judged.residual, language))
        self._figure.setVisible(judged.residual is not None)
        self._figure.setAccessibleName(
            tr(language, "Residual risk {score}: show the reasons", score=score(judged.residual, language)))
        self._why.setText(tr(language, "Why?"))
        self._why.setToolTip(tr(language, "Show the reasons of this score"))
        self._figure.setToolTip(tr(language, "Show the reasons of this score"))
        self._badge.show_level(judged.level, language)
        self._range.setText(tr(language, "Residual risk; with what is not known, between {low} and {high}",
                               low=score(judged.residual_low, language), high=score(judged.residual_high, language)))
        review = on(judged.next_review_on, language) if judged.next_review_on else tr(language, "Not set")
        if judged.review_overdue_days > 0:
            review = tr(language, "{day}, {days} days overdue", day=review, days=judged.review_overdue_days)
        stage = stage_words(vendor.stage, language, holds_data=sheet.holds_data)
        if vendor.archived_on is not None:
            stage = tr(language, "{stage}; in the archive since {day}", stage=stage, day=on(vendor.archived_on, language))
        self._facts.show_values([
            (tr(language, "Tier"), term(Tier, judged.tier, language)), (tr(language, "Owner"), words(vendor.owner)),
            (tr(language, "Next review"), review),
            (tr(language, "Stage"), stage),
        ])

    @Slot()
    def _on_figure_clicked(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.overview.focus_reasons()
