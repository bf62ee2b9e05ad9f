"""How a text file was read: what its letters are encoded as and which sign parts its columns, to be said otherwise by hand."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from risk_register.desktop.jobs import bringing as jobs_bringing
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label
from risk_register.texts import Language, Text, tr

_SIGNS = (("semicolon", Text("semicolons ( ; )")), ("comma", Text("commas ( , )")), ("tab", Text("tabs")),
          ("bar", Text("vertical bars ( | )")))
_NAMED = {"vertical bar": "bar"}
"""Signs that the reading calls otherwise than the choice does."""


class CutLine(QWidget):
    """Two lists, shown for files that do not say themselves how they are to be read."""

    said = Signal(str, str)
    """The encoding and the sign's name."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bring_cut")
        self.encoding, self.sign = QuietComboBox(self), QuietComboBox(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for box, name, words in ((self.encoding, "bring_encoding", tr(language, "Letters are &encoded as:")),
                                 (self.sign, "bring_sign", tr(language, "Columns are &parted by:"))):
            box.setObjectName(name)
            label = plain_label(words)
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box)
        line.addStretch(1)
        for encoding in jobs_bringing.encodings():
            self.encoding.addItem(encoding, encoding)
        for sign, called in _SIGNS:
            self.sign.addItem(called.render(language), sign)
        self.encoding.activated.connect(self._on_said)
        self.sign.activated.connect(self._on_said)
        self.hide()

    def show_cut(self, found: tuple[str, ...]) -> None:
        """Shows how the file was read; nothing where the file itself says so, as a workbook does."""
        self.setVisible(len(found) == 2)
        if len(found) != 2:
            return
        encoding, sign = found[0], _NAMED.get(found[1], found[1])
        if self.encoding.findData(encoding) < 0:
            self.encoding.addItem(encoding, encoding)
        self.encoding.setCurrentIndex(self.encoding.findData(encoding))
        self.sign.setCurrentIndex(self.sign.findData(sign))

    @Slot()
    def _on_said(self) -> None:
        self.said.emit(self.encoding.currentData(), self.sign.currentData() or "")
