"""Two short questions on the way to a scope decision: which vendor a supplier is, and why somebody needs no review."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, QuietLabel, plain_label, subheading
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.model.rows import VendorRow
from risk_register.model.vocabulary import ScopeDecision
from risk_register.texts import tr

_NEED_WORDS = (ScopeDecision.OTHER, ScopeDecision.IN_SCOPE)


class ScopeDialog(QDialog):
    """Asks why: a kind of reason, and words where the kind says nothing by itself."""

    decided = Signal(object, str)
    """The `ScopeDecision` and the reason in words."""

    def __init__(self, desk: Desk, title: str, *, keep: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scope_dialog")
        language = desk.language
        self._language = language
        self.setWindowTitle(tr(language, "Scope decision"))
        gap = self.fontMetrics().height()
        self.kind: QComboBox = QuietComboBox(self)
        self.kind.setObjectName("scope_kind")
        for decision in ScopeDecision:
            if (decision is ScopeDecision.IN_SCOPE) is keep:
                self.kind.addItem(decision.label(language), decision.value)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("scope_reason")
        self._error = FieldError(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr(language, "&Decision:"), self.kind)
        form.addRow(tr(language, "&Reason:"), self.reason)
        self.reason.setPlaceholderText(tr(language, "in a few words, for the auditor"))
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(subheading(title))
        column.addLayout(form)
        column.addWidget(self._error)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 70, gap * 11)
        (self.reason if keep else self.kind).setFocus()
        self.finished.connect(self.deleteLater)

    @Slot()
    def _on_accepted(self) -> None:
        decision = ScopeDecision.parse(self.kind.currentData())
        words = self.reason.text().strip()
        if decision in _NEED_WORDS and not words:
            self._error.say(tr(self._language, "Say why in a few words: an auditor will ask."))
            self.reason.setFocus()
            return
        self.accept()
        self.decided.emit(decision, words)


class LinkDialog(QDialog):
    """Asks which vendor a supplier is; the nearest name stands there already."""

    linked = Signal(object)
    """The vendor's id."""

    def __init__(self, desk: Desk, supplier: str, vendors: Sequence[VendorRow], suggested: int | None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("link_dialog")
        language = desk.language
        self._language = language
        self.setWindowTitle(tr(language, "Link to a vendor"))
        gap = self.fontMetrics().height()
        label = plain_label(tr(language, "&Vendor:"))
        self.vendor = VendorBox("link_vendor", self, typed=True)
        self.vendor.offer(vendors)
        self.vendor.choose(suggested)
        label.setBuddy(self.vendor)
        self._error = FieldError(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(subheading(supplier))
        column.addWidget(QuietLabel(tr(language, "Which vendor of the register is it? Type a part of its name."), wrap=True))
        column.addWidget(label)
        column.addWidget(self.vendor)
        column.addWidget(self._error)
        column.addStretch(1)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 64, gap * 12)
        self.vendor.setFocus()
        if (line := self.vendor.lineEdit()) is not None:
            line.selectAll()
        self.finished.connect(self.deleteLater)

    @Slot()
    def _on_accepted(self) -> None:
        chosen = self.vendor.chosen()
        if chosen is None:
            self._error.say(tr(self._language, "The register has no vendor of that name. Choose one from the list, or add the "
                                               "supplier as a vendor instead."))
            self.vendor.setFocus()
            return
        self.accept()
        self.linked.emit(chosen)
