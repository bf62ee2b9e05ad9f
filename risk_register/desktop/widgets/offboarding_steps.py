"""The end of a relation as a checklist: what is done and when, what is missing, and whether the vendor may still hold data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading, tab_through
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.words import on
from risk_register.texts import Text, listed, tr

if TYPE_CHECKING:
    from risk_register.operations.offboarding import Checklist

_STEPS = ("begin", "access", "data", "certificate", "finish")
_NAMES = {
    "begin": Text("The end of the relation is decided"), "access": Text("Access is off"), "data": Text("Data is returned"),
    "certificate": Text("Deletion is certified"), "finish": Text("The relation is over"),
}
_DEEDS = {
    "begin": Text("&Begin"), "access": Text("Switch &off today"), "data": Text("&Returned today"),
    "certificate": Text("&File the certificate…"), "finish": Text("&End the relation"),
}
_FIELDS = {"begin": "started_on", "access": "access_off_on", "data": "data_returned_on", "certificate": "certificate_on"}


class OffboardingSteps(QWidget):
    """One line a step, with the deed that does it. Each is one change, undone with Ctrl+Z."""

    certificate_wanted = Signal()
    """The certificate is to be filed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("offboarding_steps")
        self._known: Checklist | None = None
        self._title = subheading()
        self._holds = FieldError()
        self._holds.setObjectName("may_still_hold")
        self._marks = {step: plain_label(name=f"step_{step}") for step in _STEPS}
        self._details = {step: QuietLabel(wrap=True) for step in _STEPS}
        self._buttons = {step: QPushButton() for step in _STEPS}
        grid = QGridLayout()
        gap = self.fontMetrics().height()
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(gap // 2)
        grid.setColumnStretch(1, 1)
        for row, step in enumerate(_STEPS):
            self._buttons[step].setObjectName(f"do_{step}")
            self._buttons[step].clicked.connect(self._doer(step))
            grid.addWidget(self._marks[step], row, 0)
            grid.addWidget(self._details[step], row, 1)
            grid.addWidget(self._buttons[step], row, 2)
        line = QHBoxLayout()
        line.addLayout(grid, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(gap // 2)
        column.addWidget(self._title)
        column.addWidget(self._holds)
        column.addLayout(line)
        column.addStretch(1)
        tab_through(*self._buttons.values())
        self.retranslate()

    def retranslate(self) -> None:
        """Says the steps in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "Leaving the vendor"))
        for step in _STEPS:
            self._buttons[step].setText(_DEEDS[step].render(language))
            said = _DEEDS[step].render(language).replace("&", "")
            self._buttons[step].setAccessibleName(f"{_NAMES[step].render(language)}: {said}")
        self._tell()

    def focus_next(self) -> None:
        """Stands on the first step that is still to be done."""
        for button in self._buttons.values():
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_checklist(self, known: "Checklist | None") -> None:
        """Shows how far one vendor has come; None shows nothing until it is known."""
        self._known = known
        self._tell()

    def _tell(self) -> None:
        language, known = self.desk.language, self._known
        record = known.record if known is not None else None
        for step in _STEPS:
            day = record.get(_FIELDS[step]) if record is not None and step in _FIELDS else None
            done = (day is not None or (step == "certificate" and record is not None and record["certificate_id"] is not None)
                    or (step == "finish" and known is not None and known.stage == "terminated"))
            mark = "\N{CHECK MARK}" if done else "\N{WHITE CIRCLE}"
            self._marks[step].setText(f"{mark} {_NAMES[step].render(language)}")
            self._marks[step].setAccessibleName(tr(language, "{step}: done", step=_NAMES[step]) if done else
                                                tr(language, "{step}: not done", step=_NAMES[step]))
            self._details[step].setText(on(day, language) if day is not None else "")
            self._buttons[step].setVisible(known is not None and not done)
            self._buttons[step].setEnabled(self.desk.gateway.can_change)
        if known is None:
            self._holds.say("")
            return
        if known.accesses and (record is None or record["access_off_on"] is None):
            systems = listed((system for _, system in known.accesses), language)
            self._details["access"].setText(tr(language, "Still on: {systems}", systems=systems))
        self._holds.say(tr(language, "May still hold data. {why}.", why=known.holds) if known.holds is not None else "")

    def _doer(self, step: str) -> Callable[[], None]:
        def do() -> None:
            known = self._known
            if known is None:
                return
            if step == "certificate":
                self.certificate_wanted.emit()
                return
            vendor_id, actor = known.vendor_id, self.desk.settings.actor
            self.desk.gateway.change(lambda register: _deed(step)(register, vendor_id, actor))

        return do


def _deed(step: str) -> Callable[..., Any]:
    from risk_register.operations import offboarding

    deeds: dict[str, Callable[..., Any]] = {
        "begin": offboarding.begin, "access": offboarding.switch_access_off, "data": offboarding.record_return,
        "finish": offboarding.finish}
    return deeds[step]
