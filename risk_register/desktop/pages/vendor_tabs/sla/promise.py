"""What stands behind a promise: the contract's words beside what the vendor answered about service levels."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.pages.vendor_tabs.sla.rows import TermRow, figure, named, target
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.rounds import family_and_version
from risk_register.desktop.words import DASH, amount, on, term, words
from risk_register.model import facts
from risk_register.model.vocabulary import ClauseState, ClauseTopic, MeasurementWindow, SlaDirection, SlaMetric
from risk_register.risk.sla import MONTHS, window_fee
from risk_register.risk.sla_words import nearest_first
from risk_register.texts import Language, number, tr

if TYPE_CHECKING:
    from risk_register.risk.sla_words import Spoken

_TOPICS = (ClauseTopic.SERVICE_LEVELS.value, ClauseTopic.CONTINUITY.value)


class PromisePane(QScrollArea):
    """The promise in hand: what was agreed, and the vendor's own words about it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("sla_promise")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row: TermRow | None = None
        self._spoken: Sequence[Spoken] = ()
        self._agreed_title, self._said_title = subheading(), subheading()
        self._agreed = FactGrid("sla_agreed")
        self._none = QuietLabel(wrap=True)
        self._said: list[tuple[QuietLabel, QWidget]] = []
        gap = self.fontMetrics().height()
        within = QWidget()
        self._column = QVBoxLayout(within)
        self._column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        self._column.setSpacing(round(gap * 0.4))
        for widget in (self._agreed_title, self._agreed):
            self._column.addWidget(widget)
        self._column.addSpacing(round(gap * 0.6))
        for widget in (self._said_title, self._none):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setWidget(within)

    def show_promise(self, row: TermRow | None, spoken: "Sequence[Spoken]") -> None:
        """Shows a promise; None shows none."""
        self._row, self._spoken = row, nearest_first(spoken, row.term.metric) if row is not None else ()
        self.retranslate()

    def retranslate(self) -> None:
        """Says the pane in the language now in force."""
        language, row = self.desk.language, self._row
        self.setAccessibleName(tr(language, "The promise in the contract, and what the vendor answered"))
        self._agreed_title.setText(tr(language, "What the contract says"))
        self._said_title.setText(tr(language, "What the vendor answered"))
        for widget in (self._agreed_title, self._agreed, self._said_title, self._none):
            widget.setVisible(row is not None)
        if row is not None:
            self._agreed.show_values(_agreed(row, language))
        self._none.setText(tr(language, "No answer in the latest questionnaires speaks of service levels."))
        self._none.setVisible(row is not None and not self._spoken)
        self._show_spoken(language)

    def _show_spoken(self, language: Language) -> None:
        for _, holder in self._said:
            self._column.removeWidget(holder)
            holder.deleteLater()
        self._said.clear()
        for each in self._spoken if self._row is not None else ():
            holder = QWidget()
            within = QVBoxLayout(holder)
            within.setContentsMargins(0, 0, 0, round(self.fontMetrics().height() * 0.4))
            within.setSpacing(2)
            question = QuietLabel(f"{each.question_id}  {' '.join(each.question.split())}", wrap=True)
            place = ", ".join(part for part in (family_and_version(each.family, "", language).strip(),
                                                on(each.received_on, language) if each.received_on else "",
                                                f"{each.sheet}!{each.cell}" if each.sheet and each.cell else "") if part)
            said = "\n".join(part for part in (each.words, each.notes) if part)
            answer = plain_label(said, wrap=True)
            answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for label in (question, answer, QuietLabel(place, wrap=True)):
                within.addWidget(label)
            self._column.insertWidget(self._column.count() - 1, holder)
            self._said.append((question, holder))


def _agreed(row: TermRow, language: Language) -> list[tuple[str, str]]:
    promise, contract = row.term, row.standing.contract
    window = term(MeasurementWindow, promise.window, language)
    values = [
        (tr(language, "Promise"), named(term(SlaMetric, promise.metric, language), f"{target(promise, language)}, {window.lower()}",
                                        language)),
        (tr(language, "Contract"), _contract(contract)),
        (tr(language, "Clause"), _clauses(contract, language)),
        (tr(language, "Credit"), _credit(promise, language)),
        (tr(language, "Cap"), DASH if promise.credit_cap is None else tr(
            language, "{share} % of the window's fee", share=number(promise.credit_cap, language))),
        (tr(language, "A window's fee"), _fee(promise, contract, language)),
        (tr(language, "To be claimed"), DASH if promise.claim_days is None else tr(
            language, "Within {days} days after the window", days=promise.claim_days)),
        (tr(language, "Left out"), words(promise.exclusions)),
        (tr(language, "Termination"), words(promise.termination_trigger)),
    ]
    return [(name, value) for name, value in values if value != DASH]


def _fee(promise: facts.SlaTerm, contract: facts.Contract | None, language: Language) -> str:
    fee = window_fee(promise, contract)
    if promise.window not in MONTHS:
        return DASH
    if fee is None or contract is None:
        return tr(language, "Not known: the contract's yearly cost is not recorded")
    return amount(fee.quantize(Decimal("0.01")), contract.currency, language)


def _contract(contract: facts.Contract | None) -> str:
    if contract is None:
        return DASH
    return ", ".join(part for part in (contract.reference, contract.title) if part)


def _clauses(contract: facts.Contract | None, language: Language) -> str:
    found = [clause for clause in (contract.clauses if contract else ()) if clause.topic in _TOPICS]
    if not found:
        return tr(language, "No clause on service levels has been read")
    lines = []
    for clause in found:
        head = named(term(ClauseTopic, clause.topic, language), term(ClauseState, clause.state, language), language)
        head = tr(language, "{words}, page {page}", words=head, page=clause.page) if clause.page else head
        lines.append(f"{head}\n{clause.wording}" if clause.wording else head)
    return "\n".join(lines)


def _credit(promise: facts.SlaTerm, language: Language) -> str:
    """The steps of the scale, one a line, and the contract's own words."""
    below = promise.direction == SlaDirection.AT_LEAST
    lines = []
    for step in sorted(promise.credit_steps, key=lambda each: each.credit):
        share, beyond = number(step.credit, language), figure(step.beyond, promise, language)
        lines.append(tr(language, "{share} % below {figure}", share=share, figure=beyond) if below else
                     tr(language, "{share} % above {figure}", share=share, figure=beyond))
    return "\n".join([*([promise.credit_scale] if promise.credit_scale else []), *lines]) or DASH
