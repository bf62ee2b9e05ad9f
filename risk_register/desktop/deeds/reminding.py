"""Reminding people of ours of what waits for them, by a letter that they send or change."""

from typing import TYPE_CHECKING

from risk_register.desktop.jobs import vendor_work as jobs

if TYPE_CHECKING:
    from risk_register.desktop.jobs.questionnaires import Letter
    from risk_register.desktop.window import MainWindow


def remind_owner(window: "MainWindow") -> None:
    """Opens a letter to the owner of the vendor in view, as a draft in the mail program."""
    vendor_id, desk = window.vendor_in_view, window.desk
    if vendor_id is None:
        return
    sender, language = desk.settings.actor, desk.language

    def show(letter: "Letter") -> None:
        from risk_register.desktop.outside import open_draft

        open_draft(desk, letter.content, letter.name)

    desk.gateway.ask(lambda register: jobs.owners_letter(register, vendor_id, sender, language), show)
