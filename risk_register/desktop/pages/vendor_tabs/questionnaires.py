"""What the vendor answered, and the evidence it gave."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.models.table import Column
from risk_register.desktop.pages.vendor_tabs.base import Section, SectionView, VendorTab
from risk_register.desktop.widgets.answers import AnswersView
from risk_register.desktop.widgets.document_deed import DocumentDeed
from risk_register.desktop.widgets.rounds import ROUND_COLUMNS
from risk_register.desktop.words import DASH, short_day, term, words
from risk_register.model import facts
from risk_register.model.sorting import natural_key
from risk_register.model.vocabulary import AuditOpinion, EvidenceKind
from risk_register.risk.result import FactRef
from risk_register.texts import Language, Text


def _period(row: facts.Evidence, language: Language) -> str:
    if row.period_from is None and row.period_to is None:
        return DASH
    return f"{short_day(row.period_from, language)} \N{RIGHTWARDS ARROW} {short_day(row.period_to, language)}"


_EVIDENCE: tuple[Column[facts.Evidence], ...] = (
    Column(Text("Evidence"), lambda row, _: row.title, lambda row: natural_key(row.title), width=20, grows=True),
    Column(Text("Kind"), lambda row, language: term(EvidenceKind, row.kind, language), lambda row: row.kind, width=18),
    Column(Text("Issuer"), lambda row, _: words(row.issuer), lambda row: row.issuer, width=12),
    Column(Text("Period"), _period, lambda row: row.period_to, width=12),
    Column(Text("Expires"), lambda row, language: short_day(row.expires_on, language), lambda row: row.expires_on, width=9),
    Column(Text("Opinion"), lambda row, language: term(AuditOpinion, row.opinion, language), lambda row: row.opinion, width=10),
)


class QuestionnairesTab(VendorTab):
    """Rounds with the answers of the one selected, and evidence."""

    title = Text("Questionnaires and evidence")
    short = Text("Questionnaires")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        rounds = SectionView(Section("questionnaire", Text("Questionnaires"),
                                     Text("No questionnaire of this vendor yet. Drop its file onto this window to import it."),
                                     ROUND_COLUMNS, lambda sheet: sheet.facts.rounds, wrap=True, of_vendor=None), desk)
        evidence = SectionView(Section(
            "evidence", Text("Evidence"), Text("No evidence of this vendor is recorded. Drop a document onto this window to add "
                                               "it."),
            _EVIDENCE, lambda sheet: sheet.facts.evidence, wrap=True, opens_form=False), desk)
        self.views = (rounds, evidence)
        assert evidence.deeds is not None
        self.document = DocumentDeed(desk, evidence.table, self._evidence_in_hand, evidence.deeds.edit)
        evidence.add_buttons(self.document.buttons(evidence))
        self.answers = AnswersView(desk, margin=True)
        upper = QSplitter()
        upper.setChildrenCollapsible(False)
        upper.addWidget(rounds)
        upper.addWidget(evidence)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(self.answers)
        split.setStretchFactor(1, 1)
        height = self.fontMetrics().height()
        split.setSizes([height * 14, height * 25])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        rounds.table.record_selected.connect(self._on_round_selected)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        super().retranslate()
        self.answers.retranslate()

    def redraw(self) -> None:
        """Draws the filter's magnifier in the theme now in force."""
        self.answers.filter.redraw()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows rounds and evidence; the newest round's answers come with them."""
        super().show_sheet(sheet)
        self.answers.reload()
        rounds = self.views[0]
        if rounds.table.current is None and rounds.model.rows:
            rounds.table.select(rounds.model.rows[0].id)

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        super().clear()
        self.answers.show_round(None)

    def show_fact(self, ref: FactRef) -> bool:
        """Rounds and evidence stand here; an answer is looked for in the round shown."""
        if ref.noun != "answer":
            return super().show_fact(ref)
        if not self.answers.select(ref.id):
            return False
        self.answers.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _evidence_in_hand(self) -> facts.Evidence | None:
        view = self.views[1]
        return next((row for row in view.model.rows if row.id == view.table.current), None)

    @Slot(object)
    def _on_round_selected(self, identity: object) -> None:
        if isinstance(identity, int):
            self.answers.show_round(identity)
