"""Opening the document of the record in hand: a certificate, a signed contract, as the register keeps it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot

from risk_register.desktop.desk import Desk
from risk_register.desktop.widgets.finding_deeds import KeyedDeeds
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.model.facts import Evidence
from risk_register.texts import Text


class DocumentDeed(KeyedDeeds):
    """O, Enter or a double click opens the document through a safe copy; where there is none, Enter opens the record's form."""

    deeds = (("open_document", "O", Text("Open the document")),)
    reading = frozenset({"open_document"})

    def __init__(self, desk: Desk, table: RecordTable[Any], document: Callable[[], Evidence | None],
                 otherwise: Callable[[], object]) -> None:
        self._document, self._otherwise = document, otherwise
        super().__init__(desk, table)
        table.record_opened.connect(self._on_opened)

    def can(self, name: str) -> bool:  # noqa: ARG002  # there is one
        """Whether the record in hand has a document."""
        document = self._document()
        return document is not None and document.file_sha256 is not None

    def do(self, name: str) -> None:  # noqa: ARG002
        """Opens it."""
        from risk_register.desktop.outside import open_safe_copy

        document = self._document()
        if document is not None and document.file_sha256 is not None:
            open_safe_copy(self.desk, document.file_sha256, document.file_name or document.title)

    @Slot(object)
    def _on_opened(self, _identity: object) -> None:
        if self.can("open_document"):
            self.do("open_document")
        elif self.desk.gateway.can_change:
            self._otherwise()
