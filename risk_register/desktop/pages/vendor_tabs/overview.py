"""The first tab: the judgement with its reasons, what is not known, and who the vendor is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.countries import country_with_code
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, SectionView, VendorTab
from risk_register.desktop.pages.vendor_tabs.names import record_names
from risk_register.desktop.widgets.basics import plain_label, subheading
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.finding_deeds import FindingDeeds, FindingKey, Seen
from risk_register.desktop.widgets.range_bar import RangeBar
from risk_register.desktop.widgets.reasons import ReasonsPanel
from risk_register.desktop.widgets.score_panel import ContradictionsPanel, ScoreTrend
from risk_register.desktop.words import DASH, on, score, short_day, term, words
from risk_register.model import facts
from risk_register.model.vocabulary import Confidence, FindingSeverity, FindingState, IdentifierKind, IncidentState, ScopeDecision
from risk_register.risk.accepting import AcceptanceStanding
from risk_register.risk.result import FactRef
from risk_register.texts import Language, Text, percent, tr

if TYPE_CHECKING:
    from risk_register.risk.portfolio import Sensitivity

_SEVERITY = tuple(FindingSeverity)
_FINDINGS: tuple[Column[facts.Finding], ...] = (
    Column(Text("Finding"), lambda row, _: row.title, lambda row: row.title, width=10, grows=True),
    Column(Text("Severity"), lambda row, language: term(FindingSeverity, row.severity, language),
           lambda row: next((n for n, each in enumerate(_SEVERITY) if each == row.severity), None), width=8),
    Column(Text("State"), lambda row, language: term(FindingState, row.state, language), lambda row: row.state, width=9),
    Column(Text("Due"), lambda row, language: short_day(row.due_on, language), lambda row: row.due_on, width=9),
)
_INCIDENTS: tuple[Column[facts.Incident], ...] = (
    Column(Text("Incident"), lambda row, _: row.title, lambda row: row.title, width=10, grows=True),
    Column(Text("State"), lambda row, language: term(IncidentState, row.state, language), lambda row: row.state, width=8),
    Column(Text("Received"), lambda row, language: short_day(row.received_on, language), lambda row: row.received_on, width=9),
)


_LINES = 34
"""How many lines of text reasons, contradictions, findings and incidents need one below the other."""


def _accepted(each: AcceptanceStanding, language: Language) -> str:
    """How an acceptance stands: until when, at which risk, and whether it still holds."""
    parts = [each.decision.label(language), tr(language, "until {day}", day=on(each.acceptance.expires_on, language))]
    if each.accepted is not None:
        parts.append(tr(language, "accepted at {accepted}, now {now}", accepted=score(each.accepted, language, 1),
                        now=score(each.now, language, 1)))
    if each.acceptance.method:
        parts.append(tr(language, "by {method}", method=each.acceptance.method))
    return "; ".join(parts)


def _raises(each: "Sensitivity", language: Language) -> str:
    return tr(language, "{unknown}: then {level}, {figure}", unknown=each.text.render(language),
              level=each.worst_level.label(language), figure=score(each.after, language))


class OverviewTab(VendorTab):
    """What the register makes of the vendor, and why."""

    title = Text("Overview")
    short = Text("Summary")
    fact_requested = Signal(object)
    """The `FactRef` of a record the person wants to see."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sheet: VendorSheet | None = None
        self.reasons = ReasonsPanel(desk)
        self._judged_title = subheading()
        self._range = RangeBar()
        self._judged = FactGrid("overview_judged")
        self.trend, self.contradictions = ScoreTrend(desk), ContradictionsPanel(desk)
        self._missing_title = subheading()
        self._missing = plain_label(wrap=True, name="overview_missing")
        self._unknown_title = subheading()
        self._unknown = plain_label(wrap=True, name="overview_unknowns")
        self._vendor_title = subheading()
        self._vendor = FactGrid("overview_vendor")
        for title in (self._judged_title, self._missing_title, self._unknown_title, self._vendor_title):
            title.setWordWrap(True)  # a long one would make all below it wider than the room there is
        findings = Section("finding", Text("Findings"), Text("No finding about this vendor is recorded."), _FINDINGS,
                           lambda sheet: sheet.facts.findings)
        self.findings = SectionView(findings, desk)
        incidents = SectionView(Section("incident", Text("Incidents"), Text("No incident of this vendor is recorded."), _INCIDENTS,
                                        lambda sheet: sheet.facts.incidents, of_vendor=None), desk)
        self.views = (self.findings, incidents)
        FindingDeeds(desk, self.findings.table, self._finding, self._state_of_finding)
        FindingKey(desk, incidents.table, self._incident)
        self._build()
        self.reasons.fact_requested.connect(self.fact_requested)
        self.contradictions.table.record_opened.connect(self._on_contradiction_opened)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        for widget in (self._judged_title, self._range, self._judged, self.trend, self._unknown_title, self._unknown,
                       self._missing_title, self._missing, self._vendor_title, self._vendor):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(side)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        reasons = QWidget()
        within = QVBoxLayout(reasons)
        within.setContentsMargins(gap, gap, gap, 0)
        within.addWidget(self.reasons)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(reasons)
        below = QSplitter()
        below.setChildrenCollapsible(False)
        for view in self.views:
            below.addWidget(view)
        below.setSizes([gap * 30, gap * 22])
        left.addWidget(self.contradictions)
        left.addWidget(below)
        left.setStretchFactor(0, 4)
        left.setStretchFactor(2, 1)
        left.setSizes([gap * 30, gap * 7, gap * 9])
        left.setMinimumHeight(gap * _LINES)
        held = QScrollArea()  # in a low window the reasons are scrolled to rather than squeezed to a line
        held.setWidget(left)
        held.setWidgetResizable(True)
        held.setFrameShape(QFrame.Shape.NoFrame)
        held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left, self._held = left, held
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(held)
        split.addWidget(scroll)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, self.fontMetrics().averageCharWidth() * 62])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        language = self.desk.language
        for panel in (self.reasons, self.trend, self.contradictions):
            panel.retranslate()
        self._judged_title.setText(tr(language, "The judgement"))
        self._missing_title.setText(tr(language, "What is not known"))
        self._unknown_title.setText(tr(language, "What would raise its level by itself, if it turned out badly"))
        self._vendor_title.setText(tr(language, "The vendor"))
        self._scroll.setAccessibleName(tr(language, "The judgement and the vendor's own details"))
        self._tell()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows a vendor's judgement and details."""
        super().show_sheet(sheet)
        self._sheet = sheet
        self._tell()
        self.trend.read(sheet.facts.vendor.id)
        self.contradictions.read(sheet.facts.vendor.id)

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        super().clear()
        self._sheet = None
        self.reasons.show_assessment(None, {})
        self.trend.clear()
        self.contradictions.clear()

    def focus_reasons(self) -> None:
        """Puts the person on the reasons."""
        self.reasons.focus_first()

    def show_fact(self, ref: FactRef) -> bool:
        """Findings and incidents stand here; so does the vendor itself."""
        return super().show_fact(ref) or ref.noun == "vendor"

    def _on_contradiction_opened(self, _row: object) -> None:
        record = self.contradictions.record()
        if record is not None:
            self.fact_requested.emit(record)

    def _finding(self) -> int | None:
        current = self.findings.table.current
        return current if isinstance(current, int) else None

    def _state_of_finding(self) -> str | None:
        return next((row.state for row in self.findings.model.rows if row.id == self._finding()), None)

    def _incident(self) -> Seen | None:
        current, sheet = self.views[1].table.current, self._sheet
        return Seen("incident", current, sheet.facts.vendor.id) if isinstance(current, int) and sheet is not None else None

    def _tell(self) -> None:
        sheet, language = self._sheet, self.desk.language
        if sheet is None:
            return
        judged = sheet.assessment
        self.reasons.show_assessment(judged, record_names(sheet.facts, language))
        low, high = score(judged.residual_low, language), score(judged.residual_high, language)
        self._range.show_range(judged.residual_low, judged.residual_high, judged.residual,
                               tr(language, "Residual risk {score}, possible from {low} to {high}",
                                  score=score(judged.residual, language), low=low, high=high))
        ratio, complete, effect = judged.answer_ratio, judged.completeness, judged.control_effectiveness
        self._judged.show_values([
            (tr(language, "Possible range"), tr(language, "{low} to {high}", low=low, high=high)),
            (tr(language, "Inherent risk"), score(judged.inherent, language, 1)),
            (tr(language, "Control effectiveness"), DASH if effect is None else percent(effect, language)),
            (tr(language, "Favourable answers"), DASH if ratio is None else percent(ratio, language)),
            (tr(language, "Questionnaire completeness"), DASH if complete is None else percent(complete, language)),
            (tr(language, "Confidence"), term(Confidence, judged.confidence, language)),
            (tr(language, "Judged on"), on(judged.on, language)),
            *((tr(language, "Acceptance"), _accepted(each, language)) for each in judged.acceptances),
        ])
        self._unknown_title.setVisible(bool(sheet.unknowns))
        self._unknown.setVisible(bool(sheet.unknowns))
        self._unknown.setText("\n".join(f"\N{BULLET} {_raises(each, language)}" for each in sheet.unknowns))
        self._missing_title.setVisible(bool(judged.missing))
        self._missing.setVisible(bool(judged.missing))
        self._missing.setText("\n".join(f"\N{BULLET} {text.render(language)}" for text in judged.missing))
        self._tell_vendor(sheet.facts)
        bar = self._held.verticalScrollBar().sizeHint().width()
        self._held.setMinimumWidth(self._left.minimumSizeHint().width() + bar)  # what is scrolled down to is never cut at its side

    def _tell_vendor(self, known: facts.VendorFacts) -> None:
        language, vendor = self.desk.language, known.vendor
        scope = term(ScopeDecision, vendor.scope_decision, language)
        self._vendor.show_values([
            (tr(language, "Reference"), words(vendor.reference)),
            (tr(language, "Other names"), ", ".join(known.names) or DASH),
            (tr(language, "Country"), country_with_code(vendor.country, language)),
            (tr(language, "Website"), words(vendor.website)),
            (tr(language, "Since"), on(vendor.since, language)),
            (tr(language, "Scope"), f"{scope}: {vendor.scope_reason}" if vendor.scope_reason else scope),
            (tr(language, "Identifiers"), "\n".join(f"{term(IdentifierKind, kind, language)} {value}"
                                                    for kind, value in known.identifiers) or DASH),
            (tr(language, "Description"), words(vendor.description)),
        ])
