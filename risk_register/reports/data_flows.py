"""A vendor's data flows as an annex: to the contract of GDPR Art. 28, and to the record of Art. 30."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from risk_register.model.countries import country_name
from risk_register.model.vocabulary import CountryUse, DataCategory, DataElement, DataSubject, TransferMechanism
from risk_register.reports.assembly import assembled
from risk_register.reports.audiences import Audience
from risk_register.reports.content import Column, Cover, ReportContent, Row, Section, Table, Tile, Tiles
from risk_register.reports.dossier.chain import supply_chain
from risk_register.reports.dossier.data import accesses, flows, subcontractors
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.standing import Standing, among_others
from risk_register.reports.statements import identity
from risk_register.reports.wording import alert, lines, muted, named, on_day, strong, term, terms
from risk_register.risk.supply_chain.chain import categories_of
from risk_register.texts import Language, number, tr

if TYPE_CHECKING:
    from risk_register.store import Register


def data_flows_content(inputs: DossierInputs, language: Language) -> ReportContent:
    """What the annex says, in one language. Pure: the same inputs give the same content."""
    return assembled(
        "data-flows",
        tr(language, "Data flows with {vendor}", vendor=inputs.facts.vendor.legal_name),
        inputs.basis,
        language,
        _cover(inputs, language),
        _standing(inputs, language),
        (
            _summary(inputs, language),
            *supply_chain(inputs, language),
            flows(inputs, language),
            _transfers(inputs, language),
            subcontractors(inputs, language),
            accesses(inputs, language),
        ),
    )


def _cover(inputs: DossierInputs, language: Language) -> Cover:
    return Cover(
        kind=tr(language, "Data flows: annex on the processing of personal data"),
        subject=inputs.facts.vendor.legal_name,
        headline=_headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. It describes the flows as recorded and is no "
            "contract by itself.",
        ),
    )


def _standing(inputs: DossierInputs, language: Language) -> Standing:
    own = inputs.facts.flows
    return Standing(
        tr(
            language,
            "In this report: the data flows with one vendor as in force and recorded, with roles, data, people, countries, "
            "transfer mechanisms, protection and retention, its subcontractors and its access.",
        ),
        tr(
            language,
            "Not in this report: flows with other vendors, processing without a vendor, contracts, and the measures of Art. 32 "
            "beyond encryption and pseudonymisation.",
        ),
        among_others(
            inputs.basis,
            (tr(language, "Data flows in the register"), inputs.data_flows),
            tr(language, "left out: with other vendors"),
            (tr(language, "Data flows in this report"), len(own)),
            language,
        ),
        (
            (tr(language, "Data flows whose people nobody counted"), number(sum(each.people is None for each in own), language)),
            (tr(language, "Data flows without a country"), number(sum(not each.countries for each in own), language)),
            (tr(language, "Data flows without a legal basis"), number(sum(not each.legal_basis for each in own), language)),
        ),
        (tr(language, "Flows are as the register records them; nothing was observed on a network."),),
        None,
    )


def _headline(inputs: DossierInputs, language: Language) -> tuple[Tile, ...]:
    found = inputs.facts.flows
    categories = _categories(element for each in found for element in each.elements)
    special = [each for each in categories if each in _SPECIAL]
    people = [each.people for each in found if each.people is not None]
    countries = {each.country for flow in found for each in flow.countries}
    return (
        Tile(tr(language, "Data flows"), number(len(found), language), ""),
        Tile(
            tr(language, "Categories of data"),
            number(len(categories), language),
            tr(language, "of which special: {count}", count=len(special)),
        ),
        Tile(tr(language, "People, largest flow"), number(max(people), language) if people else tr(language, "not counted"), ""),
        Tile(tr(language, "Countries"), number(len(countries), language), ""),
    )


_SPECIAL = (DataCategory.HEALTH, DataCategory.SPECIAL, DataCategory.CRIMINAL)


def _categories(elements: Iterable[str]) -> tuple[DataCategory, ...]:
    return categories_of(dict.fromkeys(elements))


def _summary(inputs: DossierInputs, language: Language) -> Section:
    columns = (
        Column(tr(language, "Data flow"), 32),
        Column(tr(language, "From, to"), 28),
        Column(tr(language, "Data"), 26),
        Column(tr(language, "People"), 20),
    )
    rows = tuple(
        Row(
            (
                lines(strong(each.name), muted(each.purpose or "")),
                tr(
                    language,
                    "{sender} to {receiver}",
                    sender=inputs.party(each.from_vendor_id),
                    receiver=inputs.party(each.to_vendor_id),
                ),
                lines(
                    *(
                        alert(category.label(language)) if category in _SPECIAL else category.label(language)
                        for category in _categories(each.elements)
                    )
                ),
                lines(
                    *(
                        named(term(DataSubject, one.subject, language), number(one.count, language), language)
                        for one in each.populations
                    )
                )
                if each.populations
                else lines(muted(tr(language, "not counted"))),
            ),
            record=each.name,
        )
        for each in inputs.facts.flows
    )
    table = Table(columns, rows, empty=tr(language, "No data flow is recorded."), title=tr(language, "All flows"))
    return Section("summary", tr(language, "Summary"), (Tiles(_headline(inputs, language)), table), new_page=True)


def _transfers(inputs: DossierInputs, language: Language) -> Section:
    """Country by country: what is stored, processed or reached there, and on which ground it may be."""
    rows = [
        Row(
            (
                lines(strong(country_name(place.country, language))),
                term(CountryUse, place.use, language),
                lines(each.name, muted(terms(DataElement, each.elements, language))),
                lines(
                    term(TransferMechanism, each.transfer_mechanism, language),
                    muted(tr(language, "checked on {day}", day=on_day(each.transfer_checked_on, language)))
                    if each.transfer_checked_on
                    else None,
                ),
            ),
            record=each.name,
        )
        for each in inputs.facts.flows
        for place in each.countries
    ]
    columns = (
        Column(tr(language, "Country"), 22),
        Column(tr(language, "Use"), 16),
        Column(tr(language, "Data flow"), 38),
        Column(tr(language, "Transfer mechanism"), 28),
    )
    table = Table(columns, tuple(sorted(rows, key=_by_country)), empty=tr(language, "No data flow names a country."))
    return Section("countries", tr(language, "Countries and transfers"), (table,))


def _by_country(row: Row) -> str:
    return str(row.cells[0])


def build(
    register: "Register",
    vendor_id: int,
    *,
    language: Language,
    as_of: date | None = None,
    preparer: str = "",
    audience: Audience = Audience.AUDITOR,
) -> ReportContent:
    """A vendor's data flows, as of now or as known at the end of a day. Raises `RegisterError` where there is no such vendor."""
    from risk_register.reports.gathering import gather_dossier, looking_back_at

    with looking_back_at(register, vendor_id, as_of) as then:
        found = gather_dossier(then, vendor_id, language, preparer=preparer, audience=audience)
        return data_flows_content(found, language)
