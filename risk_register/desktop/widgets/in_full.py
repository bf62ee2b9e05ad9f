"""What is in hand in a table of questions, in full below it: the question's words, and named values."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from risk_register.desktop.widgets.basics import plain_label
from risk_register.desktop.widgets.facts import FactGrid


class QuestionInFull(QWidget):
    """Shows nothing until something is in hand."""

    def __init__(self, name: str, parent: QWidget | None = None, *, pairs_a_line: int = 1) -> None:
        super().__init__(parent)
        self._question = plain_label(wrap=True, name=f"{name}_question")
        self._details = FactGrid(f"{name}_details", pairs_a_line=pairs_a_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column.addWidget(self._question)
        column.addWidget(self._details)
        column.addStretch(1)

    def show_values(self, question: str, values: Sequence[tuple[str, str]]) -> None:
        """Shows a question with what is to be said of it."""
        self._question.setText(question)
        self._details.show_values(values)
        self._see(seen=True)

    def clear(self) -> None:
        """Nothing is in hand."""
        self._see(seen=False)

    def _see(self, *, seen: bool) -> None:
        self._question.setVisible(seen)
        self._details.setVisible(seen)
