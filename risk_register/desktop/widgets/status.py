"""The thin line at the foot: the register's file, whether its journal was verified, and the work going on behind."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.gateway import Standing
from risk_register.desktop.icons import icon
from risk_register.desktop.models.table import plain_tip
from risk_register.desktop.tasks import Work
from risk_register.desktop.widgets.basics import plain_label, tool_button
from risk_register.texts import Text, tr

_CALM = 250
"""Milliseconds that work goes on before it is shown, so that nothing flickers for what is done at once."""


class StatusLine(QStatusBar):
    """Says where one stands. Nothing in it moves unless work goes on."""

    verify_requested = Signal()
    """The person wants the journal verified, or to read what its verification found."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._verified: list[Text] | None = None
        self._work: Work | None = None
        self._step: Text | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._on_calm)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(self.fontMetrics().height() // 2, 0, self.fontMetrics().height() // 2, 2)
        self._file = plain_label(name="status_file")
        self._mode = plain_label(name="status_mode")
        self._open = plain_label(name="status_open")
        self.journal = tool_button(name="status_journal")
        self._doing = QLabel()
        self._doing.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._cancel: QToolButton = tool_button(name="status_cancel")
        self._bar.setFixedWidth(self.fontMetrics().averageCharWidth() * 24)
        self._bar.setMaximumHeight(round(self.fontMetrics().height() * 0.9))
        self._bar.setTextVisible(False)
        self.journal.setIconSize(QSize(16, 16))
        for widget in (self._file, self._open, self._mode, self.journal):
            self.addWidget(widget)
        for other in (self._doing, self._bar, self._cancel):
            self.addPermanentWidget(other)
            other.hide()
        self.journal.clicked.connect(self.verify_requested)
        self._cancel.clicked.connect(self._on_cancel)
        desk.gateway.opened.connect(self._on_opened)
        desk.gateway.changed.connect(self._on_changed)
        desk.gateway.runner.started.connect(self._on_started)
        desk.gateway.runner.finished.connect(self._on_finished)
        self.retranslate()

    def retranslate(self) -> None:
        """Says the line in the language now in force."""
        language, standing = self.desk.language, self.desk.gateway.standing
        path = standing.path if standing else self.desk.gateway.path
        self._file.setText(path.name if path else tr(language, "No register is open"))
        self._file.setToolTip(plain_tip(str(path)) if path else "")
        self._mode.setVisible(standing is not None and standing.read_only)
        if standing is not None and standing.day is not None:
            self._mode.setText(tr(language, "Read only: as it stood on {day}", day=standing.day))
        elif standing is not None and standing.holder:
            self._mode.setText(tr(language, "Read only: {holder} has it open", holder=standing.holder))
        else:
            self._mode.setText(tr(language, "Read only"))
        self._open.setVisible(path is not None)
        self._open.setText(tr(language, "Not encrypted"))
        self._open.setToolTip(plain_tip(tr(language, "Whoever can read this file can read the register. Keep it on an encrypted "
                                                     "drive.")))
        self.journal.setVisible(path is not None)
        self.journal.setText(self._journal_words())
        self._cancel.setText(tr(language, "Cancel"))
        self._bar.setAccessibleName(tr(language, "Progress"))
        self._tell_work()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        name = "information" if self._verified is None else "warning" if self._verified else "check"
        self.journal.setIcon(icon(name, self.palette()))
        self._cancel.setIcon(icon("cancel", self.palette()))

    def show_verified(self, problems: list[Text] | None) -> None:
        """What verifying the journal found: nothing wrong, problems, or None for not verified yet."""
        self._verified = problems
        self.retranslate()
        self.redraw()

    @property
    def problems(self) -> list[Text] | None:
        """What the last verification found."""
        return self._verified

    def _journal_words(self) -> str:
        language = self.desk.language
        if self._verified is None:
            return tr(language, "Journal not verified yet")
        if not self._verified:
            return tr(language, "Journal verified")
        return tr(language, "Journal: {count} to look at", count=len(self._verified))

    def _tell_work(self) -> None:
        if self._work is not None:
            self._doing.setText((self._step or self._work.label).render(self.desk.language))

    @Slot(object)
    def _on_opened(self, _standing: Standing) -> None:
        self._verified = None
        self.retranslate()
        self.redraw()

    @Slot(object)
    def _on_changed(self, _standing: Standing) -> None:
        self.retranslate()

    @Slot(object)
    def _on_started(self, work: Work) -> None:
        self._work, self._step = work, None
        work.progressed.connect(self._on_progressed)
        self._bar.setRange(0, 0)
        self._tell_work()
        self._calm.start()

    @Slot()
    def _on_calm(self) -> None:
        if self._work is not None:
            self._doing.show()
            self._bar.show()
            self._cancel.setVisible(self._work.can_cancel)
            self._cancel.setEnabled(True)

    @Slot(object, object, object)
    def _on_progressed(self, done: int, total: int, step: Text) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step = step
        self._tell_work()

    @Slot(object)
    def _on_finished(self, work: Work) -> None:
        if work is not self._work:
            return
        self._work = None
        self._calm.stop()
        for widget in (self._doing, self._bar, self._cancel):
            widget.hide()

    @Slot()
    def _on_cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._cancel.setEnabled(False)
