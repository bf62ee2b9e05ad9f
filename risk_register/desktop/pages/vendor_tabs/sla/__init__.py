"""What was promised in figures, what was measured against it, and what a miss gives."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms import open_record_form
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.jobs import sla as jobs
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, SectionView, VendorTab
from risk_register.desktop.pages.vendor_tabs.sla import rows
from risk_register.desktop.pages.vendor_tabs.sla.measuring import MEASURED, MeasurementTable
from risk_register.desktop.pages.vendor_tabs.sla.promise import PromisePane
from risk_register.desktop.pages.vendor_tabs.sla.rows import TermRow, WindowKey, WindowRow
from risk_register.desktop.widgets.basics import subheading, tab_through
from risk_register.desktop.widgets.finding_deeds import FindingKey, KeyedDeeds, Seen
from risk_register.desktop.widgets.trend import Mark, Point, Trend
from risk_register.desktop.words import term
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import MeasurementWindow
from risk_register.risk.result import FactRef
from risk_register.risk.sla import ClaimState, WindowState, claim_values
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.operations.sla import ServiceLevels

_TERMS: tuple[Column[TermRow], ...] = (
    Column(Text("Promise"), lambda row, language: rows.term_name(row.term, language),
           lambda row: natural_key(row.term.name or row.term.metric), width=20, grows=True),
    Column(Text("Target"), lambda row, language: rows.target(row.term, language), lambda row: row.term.target, width=16),
    Column(Text("Measured over"), lambda row, language: term(MeasurementWindow, row.term.window, language),
           lambda row: row.term.window, width=14),
    Column(Text("Last measured"), rows.last, lambda row: row.last.ends_on if row.last else None, width=27),
    Column(Text("Missed"), rows.missed, lambda row: row.standing.count(WindowState.MISSED), width=22),
    Column(Text("Not measured"), lambda row, _: str(row.standing.count(WindowState.NOT_MEASURED)),
           lambda row: row.standing.count(WindowState.NOT_MEASURED), right=True, width=12),
    Column(Text("Credits"), rows.credits_of, lambda row: len(row.standing.claimable) or None, width=23),
)
_MARKS = {WindowState.KEPT: Mark.KEPT, WindowState.MISSED: Mark.MISSED, WindowState.UNJUDGED: Mark.KEPT}


class MeasurementDeeds(KeyedDeeds):
    """What is done about the window in hand."""

    deeds = (("claim_credit", "C", Text("Claim the credit…")), ("other_days", "Ins", Text("Other days…")))

    def __init__(self, desk: Desk, table: MeasurementTable) -> None:
        self._measured = table
        super().__init__(desk, table)

    def can(self, name: str) -> bool:
        """Whether there is a credit that was not claimed, or a promise to measure."""
        if name == "other_days":
            return self._measured.promise is not None
        row = self._measured.in_hand
        credit = row.window.credit if row is not None else None
        return credit is not None and credit.claim in {ClaimState.OPEN, ClaimState.LAPSED}

    def do(self, name: str) -> None:
        """Opens the form of a claim, or asks for a measurement over other days."""
        table, promise, row = self._measured, self._measured.promise, self._measured.in_hand
        if name == "claim_credit" and row is not None and table.today is not None:
            open_record_form(self.desk, "credit_claim", table, values=claim_values(row.term, row.window, table.today))
        elif name == "other_days" and promise is not None:
            from risk_register.desktop.widgets.sla_other_days import OtherDaysDialog

            language = self.desk.language
            OtherDaysDialog(self.desk, promise, rows.term_name(promise, language), rows.target(promise, language),
                            table.window()).open()


class SlaTab(VendorTab):
    """The promises above; of the one in hand its windows to be filled in, their trend, and the words behind it."""

    title = Text("Service levels")
    short = Text("SLA")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sheet: VendorSheet | None = None
        self._levels: ServiceLevels | None = None
        self._shown: int | None = None
        self._wanted: FactRef | None = None
        self.terms = SectionView(Section(
            "sla_term", Text("What was promised"), Text("No service level is recorded for this vendor. Press Ins here to record "
                                                        "what a contract promises."), _TERMS, lambda _: ()), desk)
        self.views = (self.terms,)
        self.promise = PromisePane(desk, self)
        self.claims = RecordSection(desk, "credit_claim", parent=self)
        self.claims.look_at(None)
        self.trend = Trend("sla_trend", self)
        self._title = subheading()
        self.table = MeasurementTable(desk, self)
        self._deeds = MeasurementDeeds(desk, self.table)
        self._key = FindingKey(desk, self.table, self._seen)
        self._term_key = FindingKey(desk, self.terms.table, self._seen_term)
        self._build()
        self.terms.table.record_selected.connect(self._on_term)
        self.table.record_selected.connect(self.trend.stand_on)
        self.trend.point_chosen.connect(self._on_point)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        measured = QWidget()
        column = QVBoxLayout(measured)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(gap // 2)
        line = QHBoxLayout()
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self._deeds.buttons(self))
        line.addWidget(self._key.buttons(self))
        column.addWidget(self.trend)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        behind = QSplitter(Qt.Orientation.Vertical)
        behind.setChildrenCollapsible(False)
        behind.addWidget(self.promise)
        behind.addWidget(self.claims)
        behind.setStretchFactor(0, 1)
        behind.setSizes([gap * 18, gap * 8])
        below = QSplitter()
        below.setChildrenCollapsible(False)
        below.addWidget(measured)
        below.addWidget(behind)
        below.setStretchFactor(0, 1)
        below.setSizes([gap * 58, gap * 23])
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.terms)
        split.addWidget(below)
        split.setStretchFactor(1, 1)
        split.setSizes([gap * 9, gap * 31])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        entered = self.terms.deeds.buttons if self.terms.deeds is not None else []
        tab_through(*entered, self.terms.table, self.trend, *self._deeds.controls, *self._key.controls, self.table, self.promise,
                    *self.claims.deeds.buttons, self.claims.table)

    # What is shown

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        language = self.desk.language
        self._title.setText(tr(language, "What was measured"))
        self.table.setAccessibleName(tr(language, "What was measured"))
        self.table.say_when_empty(tr(language, "Nothing has been measured yet. Press Ins here to record a measurement."))
        self.table.rows.set_language(language)
        self.promise.retranslate()
        self.claims.retranslate()
        self._show_trend()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows a vendor's promises as they stand."""
        self._sheet = sheet
        self.table.today = sheet.today

        def show(levels: "ServiceLevels") -> None:
            if self._sheet is sheet:
                self._levels = levels
                self.terms.show_rows(sheet.facts.vendor.id, [TermRow(each.term.id, each) for each in levels.terms])
                if self.terms.table.current is None and self.terms.model.rows:
                    self.terms.table.select(self.terms.model.rows[0].id)
                self._on_term()
                if self._wanted is not None:
                    self.show_fact(self._wanted)

        self.desk.gateway.ask(lambda register: jobs.service_levels(register, sheet.facts), show)

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        self._sheet = self._levels = self._shown = self._wanted = None
        super().clear()
        self._show_promise(None)

    def show_fact(self, ref: FactRef) -> bool:
        """Stands on a promise, on the window of a measurement, or on a claim."""
        sheet, term_id = self._sheet, ref.id if ref.noun == "sla_term" else None
        if sheet is None or ref.noun not in {"sla_term", "sla_measurement"}:
            return False
        measured = next((each for promise in sheet.facts.sla_terms for each in promise.measurements if each.id == ref.id), None)
        if ref.noun == "sla_measurement":
            term_id = measured.sla_term_id if measured is not None else None
        if term_id is None or all(each.id != term_id for each in sheet.facts.sla_terms):
            return False
        self._wanted = ref if self._levels is None else None
        if self.terms.table.select(term_id) and measured is not None:
            place = next((row.key for row in self.table.rows.rows
                          if measured.id in {each.id for each in (row.window.measured, *row.window.corrected) if each}), None)
            self.table.select(place, MEASURED)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.terms.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def in_hand(self) -> TermRow | None:
        """The promise that the person stands on."""
        current = self.terms.table.current
        return next((row for row in self.terms.model.rows if row.id == current), None)

    @Slot()
    def _on_term(self) -> None:
        self._show_promise(self.in_hand)

    def _show_promise(self, row: TermRow | None) -> None:
        self.table.promise = row.term if row is not None else None
        windows = list(self._windows(row)) if row is not None else []
        self.table.rows.set_rows(windows)
        another = row is not None and row.id != self._shown
        self._shown = row.id if row is not None else None
        self.promise.show_promise(row, self._levels.spoken if self._levels is not None else ())
        if row is None or another:
            self.claims.look_at({"sla_term_id": row.id} if row is not None else None)
        else:
            self.claims.refresh()
        if another and windows:
            first = next((each for each in windows if each.window.state is WindowState.NOT_MEASURED), windows[-1])
            self.table.select(first.key, MEASURED)
        self._deeds.tell()
        self._key.tell()
        self._show_trend()

    def _windows(self, row: TermRow) -> "list[WindowRow]":
        findings = self._sheet.facts.findings if self._sheet is not None else ()
        by_event = row.term.window == MeasurementWindow.EVENT
        found = []
        for window in row.standing.windows:
            stands = window.measured
            days = (stands.starts_on, stands.ends_on) if stands is not None else (window.starts_on, window.ends_on)
            ids = {each.id for each in (stands, *window.corrected) if each is not None}
            about = tuple(each for each in findings if each.measurement_id in ids)
            found.append(WindowRow(WindowKey(*days, stands.source if stands is not None and by_event else None), row.term, window,
                                   about))
        return found

    def _show_trend(self) -> None:
        language, row = self.desk.language, self.in_hand
        name, summary = tr(language, "Trend"), ""
        if row is not None:
            name = tr(language, "Trend of {name}", name=rows.term_name(row.term, language))
            standing = row.standing
            summary = tr(language, "Kept: {kept}, missed: {missed}, not measured: {open}",
                         kept=standing.count(WindowState.KEPT), missed=standing.count(WindowState.MISSED),
                         open=standing.count(WindowState.NOT_MEASURED))
            if standing.heading is not None:
                summary = f"{summary}. {standing.heading.label(language)}"
        self.trend.say(name, summary, tr(language, "The trend is drawn once something was measured."), {
            Mark.KEPT: WindowState.KEPT.label(language), Mark.MISSED: WindowState.MISSED.label(language),
            Mark.OPEN: WindowState.NOT_MEASURED.label(language)})
        points = [] if row is None else [
            Point(each.key, rows.name_of(each.window, language), each.window.value, _MARKS.get(each.window.state, Mark.OPEN),
                  rows.spoken(each, language)) for each in self._windows(row) if each.window.state is not WindowState.RUNNING]
        words = tr(language, "Promised: {target}", target=rows.target(row.term, language)) if row is not None else ""
        self.trend.show_points(points, row.term.target if row is not None else None, words)

    @Slot(object)
    def _on_point(self, key: object) -> None:
        self.table.select(key, MEASURED)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seen(self) -> Seen | None:
        row = self.table.in_hand
        measured = row.window.measured if row is not None else None
        return Seen("sla_measurement", measured.id) if measured is not None else None

    def _seen_term(self) -> Seen | None:
        current = self.terms.table.current
        return Seen("sla_term", current) if isinstance(current, int) else None

