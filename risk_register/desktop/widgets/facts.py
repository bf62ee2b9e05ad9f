"""A column of named values, as headers and summaries show them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from risk_register.desktop.widgets.basics import QuietLabel, plain_label


class FactGrid(QWidget):
    """Names on the left, values on the right; short values that need no second line may share one. All can be copied."""

    def __init__(self, name: str, parent: QWidget | None = None, *, pairs_a_line: int = 1, wrap: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._pairs = pairs_a_line
        self._wrap = wrap
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 2)
        self._grid.setVerticalSpacing(round(self.fontMetrics().height() * 0.45))
        if not wrap:
            self._grid.setColumnStretch(pairs_a_line * 2, 1)
        for pair in range(pairs_a_line if wrap else 0):
            self._grid.setColumnStretch(pair * 2 + 1, 1)
        self._cells: list[tuple[QuietLabel, QLabel]] = []

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Shows these names and values in place of those before."""
        while len(self._cells) < len(values):
            self._add_cell()
        for (name, value), (name_label, value_label) in zip(values, self._cells, strict=False):
            name_label.setText(name)
            value_label.setText(value)
            value_label.setAccessibleName(f"{name}: {value}")
        for number, (name_label, value_label) in enumerate(self._cells):
            name_label.setVisible(number < len(values))
            value_label.setVisible(number < len(values))

    def texts(self) -> list[tuple[str, str]]:
        """What is shown."""
        return [(name.text(), value.text()) for name, value in self._cells if not name.isHidden()]

    def _add_cell(self) -> None:
        line, pair = divmod(len(self._cells), self._pairs)
        name = QuietLabel(parent=self)
        if pair and not self._wrap:
            name.setContentsMargins(self.fontMetrics().averageCharWidth() * 3, 0, 0, 0)
        value = plain_label(parent=self, wrap=self._wrap)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if self._wrap:
            value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, line, pair * 2, top)
        self._grid.addWidget(value, line, pair * 2 + 1, top)
        self._cells.append((name, value))
