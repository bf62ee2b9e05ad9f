"""Tabs of a vendor's records that are entered and read as they are: whom to reach, and leaving."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.jobs import vendor_work as jobs
from risk_register.desktop.jobs.register import VendorSheet
from risk_register.desktop.pages.vendor_tabs.base import VendorTab
from risk_register.desktop.widgets.offboarding_steps import OffboardingSteps
from risk_register.risk.result import FactRef
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.operations.offboarding import Checklist


class RecordsTab(VendorTab):
    """Sections of a vendor's records, two side by side where there are many."""

    nouns: tuple[tuple[str, ...], ...] = ()
    """The nouns of each row of sections."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._vendor_id: int | None = None
        self.sections: dict[str, RecordSection] = {}
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        for above in self.above():
            split.addWidget(above)
        for row in self.nouns:
            beside = QSplitter()
            beside.setChildrenCollapsible(False)
            for noun in row:
                self.sections[noun] = RecordSection(desk, noun)
                self.sections[noun].look_at(None)
                beside.addWidget(self.sections[noun])
            split.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def above(self) -> tuple[QWidget, ...]:
        """What stands above the sections."""
        return ()

    def retranslate(self) -> None:
        """Says the sections in the language now in force."""
        for section in self.sections.values():
            section.retranslate()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows a vendor's records."""
        self._vendor_id = sheet.facts.vendor.id
        for section in self.sections.values():
            section.look_at({"vendor_id": self._vendor_id})

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        self._vendor_id = None
        for section in self.sections.values():
            section.look_at(None)

    def stand_on(self, noun: str) -> bool:
        """Stands where records of a noun are entered; False where that is in another tab."""
        if noun not in self.sections:
            return False
        self.sections[noun].table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_fact(self, ref: FactRef) -> bool:
        """Stands on the row of a fact; False where this tab does not hold it."""
        section = self.sections.get(ref.noun)
        if section is None or not section.table.select(ref.id):
            return False
        section.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class ContactsTab(RecordsTab):
    """Whom to reach, by which names and numbers it is known, and what somebody remarked."""

    title = Text("Contacts and notes")
    short = Text("Contacts")
    nouns = (("contact", "identifier"), ("vendor_name", "custom_field"), ("note",))


class ExitTab(RecordsTab):
    """How to leave the vendor, and how far leaving has come."""

    title = Text("Exit")
    nouns = (("exit_plan",), ("vendor_event",))

    def above(self) -> tuple[QWidget, ...]:
        """The steps of leaving."""
        self.steps = OffboardingSteps(self.desk)
        self.steps.certificate_wanted.connect(self._on_certificate_wanted)
        return (self.steps,)

    def retranslate(self) -> None:
        """Says steps and sections in the language now in force."""
        super().retranslate()
        self.steps.retranslate()

    def show_sheet(self, sheet: VendorSheet) -> None:
        """Shows how far leaving this vendor has come."""
        super().show_sheet(sheet)
        vendor_id = sheet.facts.vendor.id
        self._sheet = sheet

        def show(known: "Checklist") -> None:
            if known.vendor_id == self._vendor_id:
                self.steps.show_checklist(known)

        self.desk.gateway.ask(lambda register: jobs.checklist(register, vendor_id), show)

    def clear(self) -> None:
        """Shows nothing, until another vendor's records are there."""
        super().clear()
        self.steps.show_checklist(None)

    def stand_on(self, noun: str) -> bool:
        """The steps of leaving stand here too."""
        if noun != "offboarding":
            return super().stand_on(noun)
        self.steps.focus_next()
        return True

    def show_fact(self, ref: FactRef) -> bool:
        """The steps of leaving stand here too."""
        return self.stand_on(ref.noun) if ref.noun == "offboarding" else super().show_fact(ref)

    def _on_certificate_wanted(self) -> None:
        from risk_register.desktop.dialogs.deletion_certificate import DeletionCertificateDialog

        vendor = self._sheet.facts.vendor
        DeletionCertificateDialog(self.desk, vendor.id, vendor.legal_name, self._sheet.today, self.window()).open()
