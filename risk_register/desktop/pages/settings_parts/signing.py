"""The key that reports are signed with: made, brought in, shown to auditors, forgotten; and where time stamps come from."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import sealing as jobs
from risk_register.desktop.pages.settings_parts.base import SettingsTab
from risk_register.desktop.signing_settings import SigningSettings
from risk_register.desktop.widgets.basics import SELECTABLE, QuietLabel, plain_label, push_button, subheading, tab_through
from risk_register.errors import RegisterError
from risk_register.texts import Text, day, tr

if TYPE_CHECKING:
    from risk_register.operations.sealing.keeping import KeyShown


class SigningTab(SettingsTab):
    """What is chosen here holds at once. The key belongs to the register, the address to this computer."""

    title = Text("Signature")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: KeyShown | None = None
        self._settings = SigningSettings()
        self._key = subheading()
        self.shown = plain_label(wrap=True, name="key_shown")
        self.shown.setTextInteractionFlags(SELECTABLE)
        self.make = push_button(self, name="make_key")
        self.bring = push_button(self, name="bring_key")
        self.save = push_button(self, name="save_certificate")
        self.forget = push_button(self, name="forget_key")
        self._means = QuietLabel(wrap=True)
        self._stamps = subheading()
        self._label = plain_label()
        self.address = QLineEdit(self)
        self.address.setObjectName("time_stamp_address")
        self._label.setBuddy(self.address)
        self._stamped = QuietLabel(wrap=True)
        self._build()
        self.make.clicked.connect(self._on_make)
        self.bring.clicked.connect(self._on_bring)
        self.save.clicked.connect(self._on_save)
        self.forget.clicked.connect(self._on_forget)
        self.address.editingFinished.connect(self._on_address)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        line = QHBoxLayout()
        for button in (self.make, self.bring, self.save, self.forget):
            line.addWidget(button)
        line.addStretch(1)
        form = QFormLayout()
        self.address.setMaximumWidth(self.fontMetrics().averageCharWidth() * 60)
        form.addRow(self._label, self.address)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        for widget in (self._key, self.shown):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self._means)
        column.addSpacing(gap)
        column.addWidget(self._stamps)
        column.addLayout(form)
        column.addWidget(self._stamped)
        column.addStretch(1)
        tab_through(self.make, self.bring, self.save, self.forget, self.address)

    def retranslate(self) -> None:
        """Says the tab in the language now in force."""
        language = self.desk.language
        self._key.setText(tr(language, "The key that reports are signed with"))
        self.make.setText(tr(language, "&Make a key…"))
        self.bring.setText(tr(language, "Bring one in from a &file…"))
        self.save.setText(tr(language, "Save the ce&rtificate…"))
        self.forget.setText(tr(language, "Forget the &key…"))
        self._means.setText(tr(
            language, "A key that the program makes shows that a report was not changed since it was signed. It does not show who "
                      "signed, until the people who check have the fingerprint from you: save the certificate and hand it to your "
                      "auditors. The key stays in the register, under a passphrase that nobody can recover; copies of the register "
                      "hold it too."))
        self._stamps.setText(tr(language, "Time stamps"))
        self._label.setText(tr(language, "Address of a time-stamp &authority"))
        self.address.setAccessibleName(self._label.text().replace("&", ""))
        self.address.setPlaceholderText(tr(language, "None: nobody is asked"))
        self._stamped.setText(tr(
            language, "Where an address is given (RFC 3161), a fingerprint of each signature is sent to it when a signed report is "
                      "saved, and nothing else. Where it does not answer, the report is signed without a time stamp, and that is "
                      "said."))
        self._tell()

    def refresh(self) -> None:
        """Reads the key anew."""
        self.address.setText(self._settings.address)
        if self.desk.gateway.standing is not None:
            self.desk.gateway.ask(jobs.key, self._on_found)
        else:
            self._on_found(None)

    def _on_found(self, found: "KeyShown | None") -> None:
        self._found = found
        self._tell()

    def _tell(self) -> None:
        language, found = self.desk.language, self._found
        may = self.desk.gateway.can_change
        self.make.setEnabled(may and found is None)
        self.bring.setEnabled(may and found is None)
        self.forget.setEnabled(may and found is not None)
        self.save.setEnabled(found is not None)
        if found is None:
            self.shown.setText(tr(language, "None yet: reports are made without a signature."))
            return
        told = found.certificate
        who = (tr(language, "Made by this program for {holder} ({kind})", holder=told.holder, kind=told.kind) if found.own else
               tr(language, "Of {holder}, issued by {issuer} ({kind})", holder=told.holder, issuer=told.issuer, kind=told.kind))
        self.shown.setText("\n".join((
            who, tr(language, "Valid until {day}", day=day(told.ends.date(), language)),
            tr(language, "SHA-256 of the certificate: {sha256}", sha256=told.grouped),
            *(each.render(language) for each in found.warnings))))

    @Slot()
    def _on_make(self) -> None:
        from risk_register.desktop.dialogs.passphrase import AGAIN, NEW

        self._ask(tr(self.desk.language, "Make a key"), (NEW, AGAIN), lambda register, words: jobs.make(register, words[0]))

    @Slot()
    def _on_bring(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "Choose the file with certificate and private key"), self._on_chosen,
                     filters=("PKCS#12 (*.p12 *.pfx)",))

    def _on_chosen(self, path: Path) -> None:
        from risk_register.desktop.dialogs.passphrase import AGAIN, NEW, OF_FILE

        self.desk.settings.last_folder = str(path.parent)
        self._ask(tr(self.desk.language, "Bring in a key"), (OF_FILE, NEW, AGAIN),
                  lambda register, words: jobs.bring_in(register, path, words[0], words[1]))

    def _ask(self, title: str, asked: tuple[Text, ...], deed: Any) -> None:
        from risk_register.desktop.dialogs.passphrase import PassphraseDialog

        told = tr(self.desk.language, "The key is kept in the register under a passphrase of 12 characters or more. Write it down "
                                      "where others cannot read it: nobody can recover it.")
        PassphraseDialog(self.desk, title, told, asked, deed, self.window(), changes=True).open()

    @Slot()
    def _on_save(self) -> None:
        if self._found is None:
            return
        from risk_register.file_names import file_name

        ask_for_file(self.desk, self, tr(self.desk.language, "Save the certificate"), self._on_save_chosen, mode="save",
                     suggested=file_name(self._found.certificate.holder, ".pem"), suffix="pem")

    def _on_save_chosen(self, path: Path) -> None:
        self.desk.settings.last_folder = str(path.parent)
        self.desk.gateway.ask(lambda register: jobs.save_certificate(register, path), lambda _none: None)

    @Slot()
    def _on_forget(self) -> None:
        language = self.desk.language
        box = QMessageBox(QMessageBox.Icon.Warning, tr(language, "Forget the key"), tr(
            language, "The key is removed from the register for good; this cannot be undone. Reports signed with it can be checked "
                      "all the same. Copies of the register made before keep it, under its passphrase."), parent=self.window())
        box.setObjectName("forget_key_box")
        box.setTextFormat(Qt.TextFormat.PlainText)
        forget = box.addButton(tr(language, "&Forget it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        forget.clicked.connect(lambda: self.desk.gateway.change(jobs.forget))
        box.open()

    @Slot()
    def _on_address(self) -> None:
        """An address that nobody can be asked at is not kept, and the last one stands again."""
        from risk_register.operations.sealing.address import refuse_no_address

        try:
            refuse_no_address(self.address.text().strip())
        except RegisterError as refusal:
            self.address.setText(self._settings.address)
            self.desk.gateway.refused.emit(refusal)
            return
        self._settings.address = self.address.text()
