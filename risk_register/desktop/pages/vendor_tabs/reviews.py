"""Findings and what is done about them: treatments, acceptances of their risk; and the reviews that found them."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, SectionView
from risk_register.desktop.pages.vendor_tabs.records import RecordsTab
from risk_register.desktop.widgets.basics import tab_through
from risk_register.desktop.widgets.finding_deeds import FindingDeeds, FindingKey, Seen, TreatmentDeeds
from risk_register.desktop.words import DASH, short_day, term, words
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import FindingSeverity, FindingState
from risk_register.risk.accepting import RiskStanding, risk_standing
from risk_register.risk.result import FactRef
from risk_register.texts import Language, Text, tr

_GRAVE = {each.value: number for number, each in enumerate(FindingSeverity)}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it stands today, what it was seen in, and what came of it."""

    id: int
    finding: facts.Finding
    standing: RiskStanding
    answers: str | None
    """The title of the review it belongs to, the incident or service level it was seen in; None for none of these."""


def _rows(sheet: VendorSheet) -> Iterator[FindingRow]:
    known = sheet.facts
    incidents = {each.id: each.title for each in known.incidents}
    levels = {measured.id: each.name or each.metric for each in known.sla_terms for measured in each.measurements}
    for each in known.findings:
        given = [one for one in known.acceptances if one.finding_id == each.id]
        seen_in = incidents.get(each.incident_id or 0) or levels.get(each.measurement_id or 0)
        yield FindingRow(each.id, each, risk_standing(each.opened_on, each.due_on, given, sheet.today), seen_in)


def _state(row: FindingRow, language: Language) -> str:
    if row.finding.state == FindingState.CLOSED:
        return tr(language, "Closed on {day}", day=row.finding.closed_on) if row.finding.closed_on else \
            FindingState.CLOSED.label(language)
    if row.standing.accepted_until is not None:
        return tr(language, "Accepted until {day}", day=row.standing.accepted_until)
    if row.standing.reopened_on is not None:
        return tr(language, "Open again since {day}", day=row.standing.reopened_on)
    return term(FindingState, row.finding.state, language)


def _due(row: FindingRow, language: Language) -> str:
    if row.finding.state == FindingState.CLOSED or row.standing.due_on is None:
        return DASH
    day = short_day(row.standing.due_on, language)
    return tr(language, "{day}, {days} days late", day=day, days=row.standing.days_late) if row.standing.days_late else day


def _seen_in(row: FindingRow, language: Language) -> str:
    if row.finding.answer_id is not None:
        return tr(language, "An answer")
    if row.finding.contradiction is not None:
        return tr(language, "Records that do not agree")
    return words(row.answers)


_FINDINGS: tuple[Column[FindingRow], ...] = (
    Column(Text("Finding"), lambda row, _: row.finding.title, lambda row: natural_key(row.finding.title), width=30, grows=True),
    Column(Text("Severity"), lambda row, language: term(FindingSeverity, row.finding.severity, language),
           lambda row: _GRAVE.get(row.finding.severity), width=10),
    Column(Text("State"), _state, lambda row: row.finding.state, width=26),
    Column(Text("Due"), _due, lambda row: row.standing.due_on, width=27),
    Column(Text("Owner"), lambda row, _: words(row.finding.owner), lambda row: row.finding.owner, width=18),
    Column(Text("Seen in"), _seen_in, lambda row: row.answers, width=18),
)


class ReviewsTab(RecordsTab):
    """Findings first, as they are what is worked on; then what is done about them, and the reviews."""

    title = Text("Reviews and findings")
    short = Text("Findings")
    nouns = (("treatment", "risk_acceptance"), ("review", "override"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        treatments = self.sections["treatment"].table
        self._steps = TreatmentDeeds(desk, treatments, lambda: treatments.current if isinstance(treatments.current, int) else None)

    def above(self) -> tuple[QWidget, ...]:
        """The findings."""
        section = Section("finding", Text("Findings"), Text("No finding about this vendor is recorded. Press F on an answer, a "
                                                            "measurement or an incident, or Ins here, to record one."),
                          _FINDINGS, _rows)
        self.findings = SectionView(section, self.desk)
        table = self.findings.table
        self._deeds = FindingDeeds(self.desk, table, self._finding, self._state_in_hand)
        self._key = FindingKey(self.desk, table, self._vendor)
        self.findings.add_buttons(self._deeds.buttons(self.findings))
        entered = self.findings.deeds.buttons if self.findings.deeds is not None else []
        tab_through(*self._deeds.controls, *entered, table)
        return (self.findings,)

    def retranslate(self) -> None:
        """Says the sections in the language now in force."""
        super().retranslate()
        self.findings.retranslate()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows a vendor's findings, and what is done about them."""
        super().show_sheet(sheet)
        self.findings.show_rows(sheet.facts.vendor.id, _rows(sheet))

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        super().clear()
        self.findings.show_rows(None, ())

    def show_fact(self, ref: FactRef) -> bool:
        """Stands on the row of a fact; False where this tab does not hold it."""
        if ref.noun == "finding" and self.findings.table.select(ref.id):
            self.findings.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().show_fact(ref)

    def _finding(self) -> int | None:
        current = self.findings.table.current
        return current if isinstance(current, int) else None

    def _state_in_hand(self) -> str | None:
        finding = self._finding()
        return next((row.finding.state for row in self.findings.model.rows if row.id == finding), None)

    def _vendor(self) -> Seen | None:
        return None if self._vendor_id is None else Seen("vendor", self._vendor_id)
