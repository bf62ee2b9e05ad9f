"""Whom to reach at the vendor: printed only where it was asked for, since a dossier is handed on."""

from risk_register.model.vocabulary import ContactPurpose
from risk_register.reports.content import Column, Row, Section, Table
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.wording import lines, muted, on_day, or_dash, strong, term
from risk_register.texts import Language, tr


def contacts(inputs: DossierInputs, language: Language) -> tuple[Section, ...]:
    """The persons to reach, and when that was last verified; no section where nobody asked for it."""
    if not inputs.with_contacts:
        return ()
    columns = (
        Column(tr(language, "Purpose"), 26),
        Column(tr(language, "Name"), 24),
        Column(tr(language, "How to reach"), 32),
        Column(tr(language, "Last verified"), 20),
    )
    rows = tuple(
        Row(
            (
                lines(strong(term(ContactPurpose, each.purpose, language))),
                or_dash(each.name),
                lines(each.email, muted(each.phone or "")),
                on_day(each.last_verified_on, language),
            ),
            record=each.name or each.purpose,
        )
        for each in inputs.facts.contacts
    )
    table = Table(columns, rows, empty=tr(language, "No contact is recorded."))
    return (Section("contacts", tr(language, "Contacts"), (table,)),)
