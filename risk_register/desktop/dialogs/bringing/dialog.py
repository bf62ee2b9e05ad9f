"""Bringing a spreadsheet, step by step: nothing is stored before the last one, and nothing at all when it is stopped."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.bringing.columns import ColumnsStep
from risk_register.desktop.dialogs.bringing.cut import CutLine
from risk_register.desktop.dialogs.bringing.known import KnownStep
from risk_register.desktop.dialogs.bringing.problems import ProblemsStep
from risk_register.desktop.dialogs.bringing.step import Bringing, Step
from risk_register.desktop.dialogs.bringing.summary import SummaryStep
from risk_register.desktop.jobs import bringing as jobs_bringing
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import QuietLabel, heading, plain_label, subheading
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.errors import Cancelled, RegisterError
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.exchange.bringing import Counts, Outcome, Plan
    from risk_register.intake.values import Workbook


class BringDialog(QDialog):
    """Reads the file once, and understands it anew with every word about it."""

    brought = Signal(object)
    """The `Outcome` of an import that was stored."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        from risk_register.exchange.bringing import Decisions, Settings

        super().__init__(parent)
        self.desk, self._path = desk, path
        self.setObjectName("bring_dialog")
        self._workbook: Workbook | None = None
        self._work: Work | None = None
        self._importing = False
        self._closing = False
        self._cut: tuple[str | None, str | None] = (None, None)
        self.bringing = Bringing(Settings(), Decisions(), read_anew=self._make_plan, count_anew=self._count)
        self.steps: tuple[Step, ...] = tuple(
            step(desk, self.bringing) for step in (ColumnsStep, ProblemsStep, KnownStep, SummaryStep))
        self._name = heading(path.name)
        self._where = QuietLabel()
        self._title = subheading()
        self.cut = CutLine(desk.language, self)
        self._stack = QStackedWidget()
        self._error = FieldError(self)
        self._error.setObjectName("bring_error")
        self._doing = plain_label()
        self._bar = QProgressBar()
        self._back, self._next = QPushButton(), QPushButton()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._build()
        self._say()
        self._read()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        for step in self.steps:
            self._stack.addWidget(step)
        for button, name in ((self._back, "bring_back"), (self._next, "bring_next")):
            button.setObjectName(name)
            button.setAutoDefault(False)
            self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._next.setDefault(True)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self._doing)
        foot.addWidget(self._bar, 1)
        foot.addStretch(1)
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(self._name)
        column.addWidget(self._where)
        column.addWidget(self._title)
        column.addWidget(self.cut)
        column.addWidget(self._stack, 1)
        column.addWidget(self._error)
        column.addLayout(foot)
        self.resize(self.fontMetrics().averageCharWidth() * 150, gap * 36)
        self.cut.said.connect(self._on_cut_said)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Bring a spreadsheet"))
        self._back.setText(tr(language, "&Back"))
        self._bar.setAccessibleName(tr(language, "Progress"))

    # What is read

    def _read(self) -> None:
        path, (encoding, sign) = self._path, self._cut
        self._begin(self.desk.gateway.runner.run_long(
            Text("Reading {file}", file=path.name), lambda work: jobs_bringing.read_file(path, work, encoding, sign), self._on_read,
            self._on_refused))

    def _on_read(self, workbook: "Workbook") -> None:
        self._workbook, self.bringing.plan = workbook, None
        self._make_plan()

    @Slot(str, str)
    def _on_cut_said(self, encoding: str, sign: str) -> None:
        """The file is read anew as the person says; what was said of its columns was about others."""
        if self._work is not None:
            self._work.cancel()
        self._cut = (encoding, sign or None)
        self.bringing.settings = replace(self.bringing.settings, mapping={})
        self._read()

    def _make_plan(self) -> None:
        workbook, settings = self._workbook, self.bringing.settings
        if workbook is None:
            return
        if self._work is not None:
            self._work.cancel()
        self._begin(self.desk.gateway.ask_long(
            Text("Reading {file}", file=self._path.name),
            lambda register, work: jobs_bringing.plan(register, workbook, settings, work), self._on_plan, self._on_refused))

    def _on_plan(self, plan: "Plan") -> None:
        if plan.settings != self.bringing.settings and not self._closing:
            return  # it was asked anew meanwhile
        first = self.bringing.plan is None
        self.bringing.plan, self.bringing.counts = plan, None
        self._end()
        for step in self.steps:
            step.show_plan(plan)
        if self.bringing.decisions.rows:
            self._count()
        self._tell()
        if first:
            self._needed()[0].start()

    def _count(self) -> None:
        plan, decisions = self.bringing.plan, self.bringing.decisions
        if plan is not None and not plan.undecided:
            self.desk.gateway.runner.submit(lambda: jobs_bringing.preview(plan, decisions), self._on_counted)

    def _on_counted(self, counts: "Counts") -> None:
        self.bringing.counts = counts
        if self.bringing.plan is not None:
            self.steps[-1].show_plan(self.bringing.plan)
            self._tell()

    # Steps

    def _needed(self) -> list[Step]:
        plan = self.bringing.plan
        return [step for step in self.steps if plan is None or step.is_needed(plan)]

    def _tell(self) -> None:
        language, plan = self.desk.language, self.bringing.plan
        step = self._stack.currentWidget()
        needed = self._needed()
        if not isinstance(step, Step) or step not in needed:
            self._go(needed[0])
            return
        place = needed.index(step)
        self._title.setText(step.title() if plan is not None else "")
        self.cut.show_cut(jobs_bringing.cut_of(self._workbook) if self._workbook is not None and step is self.steps[0] else ())
        self._where.setText("" if plan is None else tr(
            language, "Step {number} of {count}. Rows: {rows}, sheets: {sheets}.", number=place + 1, count=len(needed),
            rows=len(plan.rows), sheets=sum(bool(sheet.kind) for sheet in plan.sheets)))
        last = step is self.steps[-1]
        self._next.setText(tr(language, "&Import") if last else tr(language, "&Next"))
        self._back.setEnabled(place > 0 and not self._importing)
        counts = None if plan is None else self.bringing.counts or plan.counts
        ready = plan is not None and step.is_done(plan) and self._work is None
        self._next.setEnabled(ready and not (last and counts is not None and counts.nothing_to_do))

    def _go(self, step: Step) -> None:
        self._stack.setCurrentWidget(step)
        self._tell()
        step.start()

    @Slot()
    def _on_back(self) -> None:
        self._go_on(-1)

    @Slot()
    def _on_next(self) -> None:
        if self._stack.currentWidget() is self.steps[-1]:
            self._import()
            return
        self._go_on(1)
        if self._stack.currentWidget() is self.steps[-1]:
            self._next.setFocus()

    def _go_on(self, by: int) -> None:
        needed = self._needed()
        place = next(place for place, step in enumerate(needed) if step is self._stack.currentWidget())
        self._go(needed[max(place + by, 0)])

    # The import

    def _import(self) -> None:
        plan, decisions, actor = self.bringing.plan, self.bringing.decisions, self.desk.settings.actor
        if plan is None:
            return
        self._importing = True
        self._begin(self.desk.gateway.change_long(
            Text("Importing {file}", file=self._path.name),
            lambda register, work: jobs_bringing.apply(register, plan, decisions, actor, work), self._on_brought, self._on_refused))

    def _on_brought(self, outcome: "Outcome") -> None:
        self._end()
        self._importing = False
        self.accept()
        self.brought.emit(outcome)

    def reject(self) -> None:
        """Stops what runs; the dialog closes when it has been taken back."""
        if self._work is None:
            super().reject()
            return
        self._closing = True
        self._work.cancel()
        self._doing.setText(tr(self.desk.language, "Stopping; nothing of it is kept"))
        self._buttons.setEnabled(False)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        stopped = isinstance(error, Cancelled)
        if stopped and not self._closing:
            return  # it was asked anew meanwhile
        importing, self._importing = self._importing, False
        self._end()
        if self._closing:
            return
        self._tell()
        if importing:
            self._make_plan()  # the register may have changed since: then the counts would be those of yesterday
        self._error.say(error.render(self.desk.language))

    def _begin(self, work: Work) -> None:
        self._work = work
        work.progressed.connect(self._on_progressed)
        self._error.say("")
        self._bar.setRange(0, 0)
        for widget in (self._bar, self._doing):
            widget.show()
        self._doing.setText(work.label.render(self.desk.language))
        self._next.setEnabled(False)
        self._back.setEnabled(False)

    def _end(self) -> None:
        self._work = None
        self._buttons.setEnabled(True)
        for widget in (self._bar, self._doing):
            widget.hide()
        if self._closing:
            super().reject()

    @Slot(object, object, object)
    def _on_progressed(self, done: int, total: int, step: Text) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._doing.setText(step.render(self.desk.language))
