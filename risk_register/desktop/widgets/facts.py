"""A column of named values, as headers and summaries show them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from risk_register.desktop.widgets.basics import QuietLabel, plain_label


class FactGrid(QWidget):
    """Names on the left, values on the right; short values that need no second line may share one. All can be copied."""

    def __init__(self, name: str, parent: QWidget | None = None, *, pairs_a_line: int = 1, wrap: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._wanted = self._pairs = pairs_a_line
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

    def minimumSizeHint(self) -> QSize:
        """Of values that share a line, as wide as the widest pair: a narrower page has fewer pairs on a line."""
        hint = super().minimumSizeHint()
        return hint if self._wrap else QSize(min(hint.width(), self._width_of(1)), hint.height())

    def sizeHint(self) -> QSize:
        """As many pairs on a line as are wanted."""
        hint = super().sizeHint()
        return hint if self._wrap else QSize(max(hint.width(), self._width_of(self._wanted)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts as many pairs on a line as there is room for."""
        super().resizeEvent(event)
        self._pair_up()

    def _pair_up(self) -> None:
        if self._wrap or not self.width():
            return
        pairs = next((number for number in range(self._wanted, 1, -1) if self._width_of(number) <= self.width()), 1)
        if pairs == self._pairs:
            return
        self._grid.setColumnStretch(self._pairs * 2, 0)
        self._pairs = pairs
        self._grid.setColumnStretch(pairs * 2, 1)
        for number, cell in enumerate(self._cells):
            for widget in cell:
                self._grid.removeWidget(widget)
            self._place(number, *cell)
        self.updateGeometry()

    def _width_of(self, pairs: int) -> int:
        """How wide a grid of so many pairs on a line is; each pair's name stands off the value before it."""
        shown = [cell for cell in self._cells if not cell[0].isHidden()]
        letter, width = self.fontMetrics().averageCharWidth(), 0
        for place in range(min(pairs, len(shown))):
            column = shown[place::pairs]
            width += max(name.fontMetrics().horizontalAdvance(name.text()) for name, _ in column) + letter * (7 if place else 2)
            width += max(value.fontMetrics().horizontalAdvance(value.text()) for _, value in column) + letter
        return width

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
        self._pair_up()

    def texts(self) -> list[tuple[str, str]]:
        """What is shown."""
        return [(name.text(), value.text()) for name, value in self._cells if not name.isHidden()]

    def _add_cell(self) -> None:
        name = QuietLabel(parent=self)
        value = plain_label(parent=self, wrap=self._wrap)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if self._wrap:
            value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._place(len(self._cells), name, value)
        self._cells.append((name, value))

    def _place(self, number: int, name: QuietLabel, value: QLabel) -> None:
        line, pair = divmod(number, self._pairs)
        if not self._wrap:
            name.setContentsMargins(self.fontMetrics().averageCharWidth() * 3 if pair else 0, 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, line, pair * 2, top)
        self._grid.addWidget(value, line, pair * 2 + 1, top)
