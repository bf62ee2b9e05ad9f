"""Filing a vendor's deletion certificate: who signed what, and whether backups and subcontractors are in it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.basics import QuietComboBox, heading, plain_label
from risk_register.desktop.widgets.date_field import DateField
from risk_register.desktop.widgets.saving_dialog import SavingDialog
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.store import Register


class DeletionCertificateDialog(SavingDialog):
    """Asks for what the certificate says, and for the document itself."""

    filed = Signal(object)
    """The id of the evidence."""

    def __init__(self, desk: Desk, vendor_id: int, vendor: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(desk, "deletion_certificate_dialog", parent, error="certificate_error", button="file_certificate")
        self._vendor_id = vendor_id
        self._path: Path | None = None
        language, gap = desk.language, self.fontMetrics().height()
        self.setWindowTitle(tr(language, "Deletion certificate"))
        self._signed = DateField("signed_on")
        self._signed.speak(language, tr(language, "Signed on"))
        self._signed.set_day(today)
        self._signatory = QLineEdit()
        self._scope = QPlainTextEdit()
        self._scope.setTabChangesFocus(True)
        self._scope.setFixedHeight(gap * 4)
        self._backups, self._others = self._yes_no(), self._yes_no()
        self._file = QPushButton(tr(language, "Choose the &document…"))
        self._file.setAutoDefault(False)
        self._chosen = plain_label(tr(language, "No document chosen"))
        self.store_button.setText(tr(language, "Fi&le it"))
        form = QFormLayout()
        for words, name, field in (
                (tr(language, "&Signed on"), "signed_on", self._signed), (tr(language, "Signed &by"), "signatory", self._signatory),
                (tr(language, "&What was deleted"), "certificate_scope", self._scope),
                (tr(language, "Bac&kups included"), "backups", self._backups),
                (tr(language, "S&ubcontractors included"), "subcontractors", self._others)):
            label = plain_label(words)
            inner = field.line if isinstance(field, DateField) else field
            inner.setObjectName(name)
            label.setBuddy(inner)
            form.addRow(label, field)
        line = QHBoxLayout()
        line.addWidget(self._file)
        line.addWidget(self._chosen, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.7))
        column.addWidget(heading(vendor))
        column.addLayout(form)
        column.addLayout(line)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 76)
        self._file.clicked.connect(self._on_choose)

    def _yes_no(self) -> QuietComboBox:
        box = QuietComboBox()
        language = self.desk.language
        for words, value in ((tr(language, "Not said"), None), (tr(language, "Yes"), True), (tr(language, "No"), False)):
            box.addItem(words, value)
        return box

    @Slot()
    def _on_choose(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "Deletion certificate"), self._on_chosen)

    def _on_chosen(self, path: Path) -> None:
        self._path = path
        self.desk.settings.last_folder = str(path.parent)
        self._chosen.setText(path.name)

    def save(self) -> None:
        """Files the certificate, once it is known who signed it and when."""
        language = self.desk.language
        self.clear_errors()
        days = self.days({"signed_on": self._signed})
        if days is None:
            return
        signed, signatory = days["signed_on"], self._signatory.text().strip()
        if signed is None or not signatory:
            self.error.say(tr(language, "A certificate counts once it is known who signed it, and when."))
            (self._signed if signed is None else self._signatory).setFocus()
            return
        values: dict[str, Any] = {
            "signed_on": signed, "signatory": signatory, "title": tr(language, "Deletion certificate"), "path": self._path,
            "scope": self._scope.toPlainText().strip() or None, "backups_included": self._backups.currentData(),
            "subcontractors_included": self._others.currentData(),
        }
        vendor_id, actor = self._vendor_id, self.desk.settings.actor

        def file(register: "Register") -> int:
            from risk_register.operations.offboarding import file_certificate

            return file_certificate(register, vendor_id, actor, **values)

        self.store(file)

    def stored(self, result: Any) -> None:
        """Tells which evidence it is."""
        self.filed.emit(result)
