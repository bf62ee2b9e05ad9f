"""What the tabs of the Risk page have in common."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs.risk import RiskSheet
from risk_register.desktop.widgets.basics import plain_label, push_button
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.tasks import Work


class RiskTab(QWidget):
    """One tab. `title` is what stands on it."""

    title: Text
    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""
    wanted = Signal()
    """The portfolio is to be worked out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheet: RiskSheet | None = None
        self.work: Work | None = None
        """What the tab itself works out just now."""

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows what was read."""
        self.sheet = sheet

    def stop(self) -> None:
        """Stops what the tab itself works out."""
        if self.work is not None:
            self.work.cancel()


class WorkedOutTab(RiskTab):
    """A tab whose content takes seconds for many vendors: until it is asked for, a sentence and a button stand there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = plain_label(wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.start = push_button(self, name="work_out")
        self.start.clicked.connect(self.wanted)
        waiting = QWidget(self)
        column = QVBoxLayout(waiting)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.content = QWidget(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(waiting)
        self._stack.addWidget(self.content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    @property
    def is_waiting(self) -> bool:
        """Whether the content is still to be worked out."""
        return self._stack.currentWidget() is not self.content

    def retranslate(self) -> None:
        """Says what there is to be worked out."""
        language = self.desk.language
        self._words.setText(tr(language, "Every vendor is judged anew for this, which takes seconds with many vendors."))
        self.start.setText(tr(language, "&Work it out"))

    def show_sheet(self, sheet: RiskSheet) -> None:
        """Shows the content, or the offer to work it out."""
        super().show_sheet(sheet)
        self._stack.setCurrentIndex(0 if sheet.portfolio is None else 1)
