"""The box that has reports signed: it asks for the passphrase once, and remembers the open key until another register is opened."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import sealing as jobs
from risk_register.desktop.signing_settings import SigningSettings
from risk_register.errors import RegisterError
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.reports.content import Seal
    from risk_register.reports.sealing.sealer import Sealer


class SigningBox(QCheckBox):
    """Checked only while there is an open key; the key is kept in this process's memory and nowhere else."""

    changed = Signal()
    """Reports are to be signed from now on, or no longer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("report_sign")
        self._unlocked: jobs.Unlocked | None = None
        self.clicked.connect(self._on_clicked)
        desk.gateway.opened.connect(self._on_opened)
        desk.gateway.changed.connect(self._on_changed)

    def retranslate(self) -> None:
        """Says the box in the language now in force."""
        self.setText(tr(self.desk.language, "Sign with o&ur key"))

    @property
    def seal(self) -> "Seal | None":
        """The certificate that reports are to name; None where nothing is to be signed."""
        return self._unlocked.seal if self._unlocked is not None and self.isChecked() else None

    @property
    def sealer(self) -> "Sealer | None":
        """What to sign with, and the address that a time stamp is asked from; None where nothing is to be signed.

        Raises `RegisterError` where this computer's settings hold what is no address.
        """
        if self._unlocked is None or not self.isChecked():
            return None
        return replace(self._unlocked.sealer, time_stamp=SigningSettings().address)

    @Slot()
    def _on_clicked(self) -> None:
        if not self.isChecked() or self._unlocked is not None:
            self.changed.emit()
            return
        self.setChecked(False)
        self.desk.gateway.ask(jobs.key, self._on_key)

    def _on_key(self, found: Any) -> None:
        if found is None:
            self.desk.gateway.refused.emit(RegisterError(
                "The register has no key to sign with yet. Make one, or bring one in, under Settings, Signature."))
            return
        from risk_register.desktop.dialogs.passphrase import ONE, PassphraseDialog

        language = self.desk.language
        told = tr(language, "The key of {holder} is kept under a passphrase. It is asked once, and remembered until another "
                            "register is opened or the program ends.", holder=found.certificate.holder)
        warned = [each.render(language) for each in found.warnings]
        dialog = PassphraseDialog(self.desk, tr(language, "Sign reports"), "\n".join((told, *warned)), (ONE,),
                                  lambda register, words: jobs.unlock(register, words[0]), self.window(), changes=False)
        dialog.opened.connect(self._on_unlocked)
        dialog.open()

    def _on_unlocked(self, unlocked: jobs.Unlocked) -> None:
        self._unlocked = unlocked
        self.setChecked(True)
        self.changed.emit()

    @Slot()
    def _on_opened(self) -> None:
        self._lock()

    @Slot()
    def _on_changed(self) -> None:
        if self._unlocked is not None:
            self.desk.gateway.ask(jobs.key, self._on_key_now)

    def _on_key_now(self, found: Any) -> None:
        """A key that was forgotten meanwhile signs nothing more."""
        if self._unlocked is not None and (found is None or found.certificate.sha256 != self._unlocked.seal.certificate_sha256):
            self._lock()
            self.changed.emit()

    def _lock(self) -> None:
        self._unlocked = None
        self.setChecked(False)
