"""The pane beside the list: what matters of the selected vendor, and the next steps."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.actions import Actions
from risk_register.desktop.countries import country_with_code
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import register as jobs
from risk_register.desktop.models.vendors import review_day, stage_words
from risk_register.desktop.widgets.badge import LevelBadge
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, sized, subheading, tool_button
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.words import score, signed, term, words
from risk_register.errors import RegisterError
from risk_register.model.rows import VendorRow
from risk_register.model.vocabulary.risk import Tier
from risk_register.texts import tr

_CALM = 150
"""Milliseconds the person stays on a row before its reasons are asked for, so that walking down a list asks for none."""
_REASONS = 4
_NARROWEST = 30
"""Average letters below which names and values would no longer stand side by side."""
_UNKNOWN = 3


class VendorSummary(QScrollArea):
    """Shows a row at once, and its strongest reasons when the worker has them."""

    opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._row: VendorRow | None = None
        self._sheet: jobs.VendorSheet | None = None
        self.setObjectName("vendor_summary")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._name = sized(plain_label(wrap=True, name="summary_name"), 1.25, bold=True)
        self._figure = sized(plain_label(), 1.6, bold=True)
        self._badge = LevelBadge()
        self._facts = FactGrid("summary_facts")
        self._why = subheading()
        self._reasons = FactGrid("summary_reasons")
        self._unknown = subheading()
        self._hint = QuietLabel(wrap=True)
        self._open = QPushButton()
        self._open.setObjectName("summary_open")
        self._body = QWidget()
        self._build(actions)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM)
        self._timer.timeout.connect(self._on_calm)
        self._open.clicked.connect(self._on_open_clicked)
        self.retranslate()

    def _build(self, actions: Actions) -> None:
        gap = self.fontMetrics().height()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(gap // 2, 0, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(self._name)
        line = QHBoxLayout()
        line.addWidget(self._figure)
        line.addWidget(self._badge)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._facts)
        column.addWidget(self._open)
        self._export = tool_button(self._body, name="summary_export")
        self._export.setDefaultAction(actions["export_dossier"])
        column.addWidget(self._export)
        column.addSpacing(gap // 2)
        column.addWidget(self._why)
        column.addWidget(self._reasons)
        column.addWidget(self._unknown)
        column.addWidget(self._hint)
        column.addStretch(1)
        self.setWidget(self._body)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _NARROWEST)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self, self._open, self._export)

    def show_vendor(self, row: VendorRow | None) -> None:
        """Shows a line of the list; None: nothing is selected."""
        if row is None or self._row is None or row.id != self._row.id:
            self._sheet = None
        self._row = row
        self._tell()
        if row is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def retranslate(self) -> None:
        """Says the pane in the language now in force."""
        language = self.desk.language
        self.setAccessibleName(tr(language, "Summary of the selected vendor"))
        self._why.setText(tr(language, "Why"))
        self._unknown.setText(tr(language, "Not known"))
        self._open.setText(tr(language, "Open vendor"))
        self._tell()

    def _tell(self) -> None:
        row, language = self._row, self.desk.language
        self._body.setVisible(row is not None)
        if row is None:
            return
        self._name.setText(row.name)
        self._figure.setText(score(row.residual, language))
        self._figure.setVisible(row.residual is not None)
        self._badge.show_level(row.level, language)
        self._facts.show_values([
            (tr(language, "Tier"), term(Tier, row.tier, language)),
            (tr(language, "Owner"), words(row.owner)),
            (tr(language, "Next review"), review_day(row, language)),
            (tr(language, "Stage"), stage_words(row.stage, language, holds_data=row.holds_data)),
            (tr(language, "Country"), country_with_code(row.country, language)),
            (tr(language, "Reference"), words(row.reference)),
        ])
        self._tell_reasons()

    def _tell_reasons(self) -> None:
        language, sheet = self.desk.language, self._sheet
        self._why.setVisible(sheet is not None)
        self._reasons.setVisible(sheet is not None)
        for widget in (self._unknown, self._hint):
            widget.setVisible(sheet is not None and bool(sheet.assessment.missing))
        if sheet is None:
            return
        strongest = sorted(sheet.assessment.reasons, key=lambda reason: abs(reason.points), reverse=True)[:_REASONS]
        self._reasons.show_values([(signed(reason.points, language), reason.text.render(language)) for reason in strongest])
        self._why.setVisible(bool(strongest))
        self._reasons.setVisible(bool(strongest))
        missing = sheet.assessment.missing
        self._hint.setText("\n".join(f"\N{BULLET} {text.render(language)}" for text in missing[:_UNKNOWN]))

    @Slot()
    def _on_calm(self) -> None:
        row = self._row
        if row is None or not self.desk.gateway.standing:
            return
        wanted = row.id
        self.desk.gateway.ask(lambda register: jobs.vendor_sheet(register, wanted), self._on_sheet, _unless_gone)

    def _on_sheet(self, sheet: jobs.VendorSheet) -> None:
        if self._row is not None and sheet.facts.vendor.id == self._row.id:
            self._sheet = sheet
            self._tell_reasons()

    @Slot()
    def _on_open_clicked(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row.id)


def _unless_gone(error: Exception) -> None:
    """A vendor that was taken back while it was asked for needs no word: the list is about to lose its row."""
    if not isinstance(error, RegisterError):
        raise error
