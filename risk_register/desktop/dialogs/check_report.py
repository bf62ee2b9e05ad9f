"""A report checked: one sentence on a coloured ground with a sign, who signed and when, and what was found, in words."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.jobs import sealing as jobs
from risk_register.desktop.theme import level_pair
from risk_register.desktop.widgets.basics import SELECTABLE, QuietLabel, heading, plain_label, sized, subheading
from risk_register.errors import RegisterError
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.store import Register

_LOOKS = {
    jobs.GOOD: (RiskLevel.LOW, "check"),
    jobs.UNSURE: (RiskLevel.MODERATE, "information"),
    jobs.BAD: (RiskLevel.CRITICAL, "warning"),
}


class CheckReportDialog(QDialog):
    """Checks a report in the worker, against the register that is open, if one is."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("check_report")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language, gap = desk.language, self.fontMetrics().height()
        self.setWindowTitle(tr(language, "Check a report"))
        self._path = path
        self._plate = QFrame(self)
        self._plate.setAutoFillBackground(True)
        self._sign = QLabel(self._plate)
        self.verdict = sized(plain_label(tr(language, "Checking…"), self._plate, wrap=True, name="check_verdict"), 1.15, bold=True)
        row = QHBoxLayout(self._plate)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.verdict, 1)
        self._details = QWidget(self)
        self._lines = QVBoxLayout(self._details)
        self._lines.setContentsMargins(0, 0, gap // 2, 0)
        self._lines.setSpacing(gap // 2)
        self._lines.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("check_details")
        scroll.setAccessibleName(tr(language, "What was found"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._details)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        title = heading(path.name, self)
        title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        for widget in (title, self._plate):
            column.addWidget(widget)
        column.addWidget(scroll, 1)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 88, gap * 26)
        self._begin()

    def _begin(self) -> None:
        path, gateway = self._path, self.desk.gateway

        def with_register(register: "Register") -> jobs.Checked:
            return jobs.check(path, register)

        if gateway.standing is not None:
            gateway.ask(with_register, self._on_checked, self._on_refused)
        else:
            gateway.runner.submit(lambda: jobs.check(path, None), self._on_checked, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        self._on_checked(jobs.Checked(jobs.UNSURE, error.text, (), (), ()))

    def _on_checked(self, found: jobs.Checked) -> None:
        level, picture = _LOOKS[found.standing]
        colours = level_pair(level, self.palette())
        dressed = QPalette(self.palette())
        dressed.setColor(QPalette.ColorRole.Window, colours.ground)
        dressed.setColor(QPalette.ColorRole.WindowText, colours.ink)
        self._plate.setPalette(dressed)
        self._sign.setPixmap(icon(picture, dressed, QPalette.ColorRole.WindowText).pixmap(28, 28))
        self.verdict.setText(found.verdict.render(self.desk.language))
        for title, lines in ((Text("What is wrong"), found.problems), (Text("Signature"), found.signed),
                             (Text("How far this goes"), self._how_far(found))):
            if lines:
                self._say(title, lines)

    def _how_far(self, found: jobs.Checked) -> tuple[Text, ...]:
        if self.desk.gateway.standing is None:
            return (*found.notes, Text("No register was open, so none could be asked whether it still holds the report's source."))
        return found.notes

    def _say(self, title: Text, lines: tuple[Text, ...]) -> None:
        language, place = self.desk.language, self._lines.count() - 1
        self._lines.insertWidget(place, subheading(title.render(language), self._details))
        for number, line in enumerate(lines, start=1):
            label = QuietLabel(line.render(language), self._details, wrap=True)
            label.setForegroundRole(QPalette.ColorRole.WindowText)
            label.setTextInteractionFlags(SELECTABLE)
            self._lines.insertWidget(place + number, label)
