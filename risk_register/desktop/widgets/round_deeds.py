"""What can be done with the round selected: send it, write to the vendor, review it, open its file, go to the vendor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import questionnaires as jobs
from risk_register.desktop.widgets.basics import tool_button
from risk_register.model.vocabulary import RoundStanding
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.operations.rounds import RoundLine

_OUT = (RoundStanding.SENT, RoundStanding.LATE)
_BACK = (RoundStanding.RECEIVED, RoundStanding.REVIEWED)


class RoundDeeds(QWidget):
    """A line of buttons; those that make no sense for the round are not there."""

    review_requested = Signal(object)
    """The id of the round to review."""
    vendor_requested = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.window_: MainWindow | None = None
        self._row: RoundLine | None = None
        self.review, self.send, self.changes, self.letter, self.file, self.cancel, self.vendor = (
            tool_button(self, name=f"round_{name}")
            for name in ("review", "send", "changes", "letter", "file", "cancel", "vendor"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for button in self.controls:
            line.addWidget(button)
        line.addStretch(1)
        self.review.clicked.connect(self._on_review)
        self.send.clicked.connect(self._on_send)
        self.changes.clicked.connect(self.show_changes)
        self.letter.clicked.connect(self._on_letter)
        self.file.clicked.connect(self._on_file)
        self.cancel.clicked.connect(self._on_cancel)
        self.vendor.clicked.connect(self._on_vendor)
        self.show_round(None)

    @property
    def controls(self) -> tuple[QToolButton, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self.review, self.send, self.changes, self.letter, self.file, self.cancel, self.vendor)

    def retranslate(self) -> None:
        """Says the buttons in the language now in force."""
        language = self.desk.language
        self.review.setText(tr(language, "&Review"))
        self.send.setText(tr(language, "&Send…"))
        self.changes.setText(tr(language, "&Changes…"))
        self.changes.setToolTip(tr(language, "What it says otherwise than the round before it"))
        self.cancel.setText(tr(language, "&Cancel the round"))
        self.vendor.setText(tr(language, "Show the &vendor"))
        self.show_round(self._row)

    def show_round(self, row: "RoundLine | None") -> None:
        """Offers what can be done with a round."""
        self._row = row
        language, can = self.desk.language, self.desk.gateway.can_change
        standing = row.standing if row else None
        self.review.setVisible(standing in _BACK)
        self.send.setVisible(standing is RoundStanding.TO_SEND)
        self.changes.setVisible(standing in _BACK)
        self.send.setEnabled(can)
        self.letter.setVisible(standing in _OUT or standing in _BACK)
        self.letter.setText(tr(language, "&Remind the vendor…") if standing is RoundStanding.LATE else
                            tr(language, "&Write to the vendor…"))
        kept = row is not None and (row.round.file_sha256 or row.round.issued_sha256)
        self.file.setVisible(bool(kept))
        self.file.setText(tr(language, "Open the fi&le") if row and row.round.file_sha256 else tr(language, "Open the for&m"))
        self.cancel.setVisible(standing in (*_OUT, RoundStanding.TO_SEND))
        self.cancel.setEnabled(can)
        self.vendor.setVisible(row is not None)

    def do_next(self, row: "RoundLine") -> None:
        """What is next to be done with a round: send it, wait for it, review it."""
        self.show_round(row)
        if row.standing in _BACK:
            self._on_review()
        elif row.standing is RoundStanding.TO_SEND and self.desk.gateway.can_change:
            self._on_send()
        else:
            self._on_vendor()

    @Slot(object)
    def write_letter(self, round_id: object) -> None:
        """Opens the letter about a round's answers as a draft."""
        if isinstance(round_id, int):
            sender = self.desk.settings.actor
            self.desk.gateway.ask(lambda register: jobs.reminder(register, round_id, sender), self._open)

    def _open(self, letter: jobs.Letter) -> None:
        from risk_register.desktop.outside import open_draft

        open_draft(self.desk, letter.content, letter.name)

    @Slot()
    def _on_review(self) -> None:
        if self._row is not None:
            self.review_requested.emit(self._row.id)

    @Slot()
    def _on_send(self) -> None:
        if self._row is not None and self.window_ is not None:
            from risk_register.desktop.deeds.questionnaires import send

            send(self.window_, [self._row.round.vendor_id], draft=self._row.id)

    @Slot()
    def show_changes(self) -> None:
        """Lists what the round says otherwise than the one before it."""
        if self._row is not None:
            from risk_register.desktop.dialogs.round_changes import RoundChangesDialog

            RoundChangesDialog(self.desk, self._row.id, self.window()).open()

    @Slot()
    def _on_letter(self) -> None:
        row, actor = self._row, self.desk.settings.actor
        if row is None:
            return
        if row.standing is RoundStanding.LATE:
            self.desk.gateway.ask(lambda register: jobs.reminder(register, row.id, actor), self._open_reminder)
        elif row.standing is RoundStanding.SENT and row.round.issued_sha256:
            self.desk.gateway.ask(lambda register: jobs.issue_letter(register, row.id, actor), self._open)
        else:
            self.write_letter(row.id)

    def _open_reminder(self, letter: jobs.Letter) -> None:
        """What is opened counts as reminded today; sending it is the person's."""
        self._open(letter)
        row, actor = self._row, self.desk.settings.actor
        if row is not None and self.desk.gateway.can_change:
            self.desk.gateway.change(lambda register: jobs.note_reminded(register, [row.id], actor))

    @Slot()
    def _on_file(self) -> None:
        from risk_register.desktop.outside import open_safe_copy

        each = self._row.round if self._row else None
        if each is not None and each.file_sha256:
            open_safe_copy(self.desk, each.file_sha256, each.file_name or "questionnaire.xlsx")
        elif each is not None and each.issued_sha256 and self._row is not None:
            open_safe_copy(self.desk, each.issued_sha256, f"Questionnaire {self._row.vendor}.xlsx")

    @Slot()
    def _on_cancel(self) -> None:
        row, actor = self._row, self.desk.settings.actor
        if row is not None:
            self.desk.gateway.change(lambda register: jobs.cancel(register, row.id, actor))

    @Slot()
    def _on_vendor(self) -> None:
        if self._row is not None:
            self.vendor_requested.emit(self._row.round.vendor_id)
