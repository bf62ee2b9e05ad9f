"""What of ours the vendor holds or reaches: data flows, those it passes data on to, access."""

from collections.abc import Iterable

from risk_register.model.countries import country_name, country_names
from risk_register.model.facts import Access, DataFlow, Population, SubcontractorLink
from risk_register.model.vocabulary import (
    AuthorisationMode,
    CountryUse,
    CredentialKind,
    DataCategory,
    DataElement,
    DataSubject,
    IntegrationKind,
    LegalBasis,
    LinkConfidence,
    Privilege,
    ProcessingRole,
    Protection,
    SubcontractorDecision,
    TransferMechanism,
)
from risk_register.reports.content import Block, Cell, CellContent, Column, Facts, Prose, Row, Section, Table, Tone, Words
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.wording import alert, lines, muted, on_day, or_dash, period, strong, term, terms
from risk_register.texts import Language, listed, number, tr


def flows(inputs: DossierInputs, language: Language) -> Section:
    """Each flow with its parties, data by category, people, places and protection."""
    blocks: list[Block] = [Facts(_flow(inputs, each, language), title=each.name) for each in inputs.facts.flows]
    if not inputs.facts.flows:
        blocks.append(Prose(tr(language, "No data flow is recorded."), Tone.NOTE))
    return Section("flows", tr(language, "Data flows"), tuple(blocks))


def _flow(inputs: DossierInputs, each: DataFlow, language: Language) -> tuple[tuple[str, CellContent], ...]:
    roles = tr(
        language,
        "ours: {ours}; theirs: {theirs}",
        ours=term(ProcessingRole, each.our_role, language),
        theirs=term(ProcessingRole, each.their_role, language),
    )
    return (
        (
            tr(language, "From, to"),
            tr(
                language,
                "{sender} to {receiver}",
                sender=inputs.party(each.from_vendor_id),
                receiver=inputs.party(each.to_vendor_id),
            ),
        ),
        (tr(language, "Roles"), roles),
        (tr(language, "Purpose, legal basis"), lines(each.purpose, muted(term(LegalBasis, each.legal_basis, language)))),
        (tr(language, "Data"), _elements(each.elements, language)),
        (tr(language, "People concerned"), _people(each, language)),
        (tr(language, "Countries"), _countries(each, language)),
        (tr(language, "Transfer outside the EEA"), _transfer(each, language)),
        (tr(language, "Protection"), _protection(each, language)),
        (tr(language, "Retention period"), or_dash(each.retention)),
        *_customers(each, language),
        *(((tr(language, "Valid"), period(each.valid_from, each.valid_to, language)),) if each.valid_from or each.valid_to else ()),
    )


def _customers(each: DataFlow, language: Language) -> tuple[tuple[str, CellContent], ...]:
    if not each.customers:
        return ()
    notice = (
        tr(language, "to be told within {hours} hours", hours=each.customer_notice_hours)
        if each.customer_notice_hours is not None
        else ""
    )
    return ((tr(language, "Processed for customers"), lines(each.customers, muted(notice))),)


def _elements(elements: Iterable[str], language: Language) -> Cell:
    """The elements under their categories, special ones marked; words of no known category come last, as stored."""
    groups: dict[DataCategory | None, list[str]] = {}
    for value in elements:
        known = DataElement.parse(value)
        groups.setdefault(known.category if known else None, []).append(term(DataElement, value, language))
    order = [*DataCategory, None]
    parts: list[Words] = []
    for category in sorted(groups, key=order.index):
        named = listed(sorted(groups[category], key=str.casefold), language)
        title = category.label(language) if category else tr(language, "Other")
        if category in (DataCategory.HEALTH, DataCategory.SPECIAL, DataCategory.CRIMINAL):
            law = (
                tr(language, "criminal data, GDPR Art. 10")
                if category is DataCategory.CRIMINAL
                else tr(language, "special category, GDPR Art. 9")
            )
            parts += [alert(f"{title} ({law})"), Words(named)]
        else:
            parts.append(Words(tr(language, "{category}: {elements}", category=title, elements=named)))
    return lines(*parts)


def _people(each: DataFlow, language: Language) -> Cell:
    if each.people is None:
        return lines(muted(tr(language, "not counted")))
    total = strong(tr(language, "{count} in all", count=each.people))
    return lines(total, *(Words(_population(population, language)) for population in each.populations))


def _population(each: Population, language: Language) -> str:
    subject = term(DataSubject, each.subject, language)
    where = f" ({country_name(each.region, language)})" if each.region else ""
    exact = tr(language, "counted") if each.exact else tr(language, "estimated")
    when = f", {on_day(each.counted_on, language)}" if each.counted_on else ""
    return tr(language, "{subject}: {count}, {how}", subject=subject + where, count=number(each.count, language), how=exact + when)


def _countries(each: DataFlow, language: Language) -> Cell:
    by_use: dict[str, list[str]] = {}
    for country in each.countries:
        by_use.setdefault(country.use, []).append(country.country)
    return lines(
        *(
            tr(
                language,
                "{use}: {countries}",
                use=term(CountryUse, use, language),
                countries=listed(country_names(places, language), language),
            )
            for use, places in by_use.items()
        )
    )


def _transfer(each: DataFlow, language: Language) -> Cell:
    return lines(
        term(TransferMechanism, each.transfer_mechanism, language),
        muted(tr(language, "checked on {day}", day=each.transfer_checked_on)) if each.transfer_checked_on else None,
        muted(tr(language, "impact assessed on {day}", day=each.transfer_assessed_on)) if each.transfer_assessed_on else None,
    )


def _protection(each: DataFlow, language: Language) -> Cell:
    pseudonymised = (
        None
        if each.pseudonymised is None
        else tr(language, "Pseudonymised")
        if each.pseudonymised
        else tr(language, "Not pseudonymised")
    )
    graded = [
        (tr(language, "confidentiality"), each.confidentiality),
        (tr(language, "integrity"), each.integrity),
        (tr(language, "availability"), each.availability),
    ]
    needs = [f"{name} {grade}" for name, grade in graded if grade is not None]
    return lines(
        tr(language, "In transit: {word}", word=term(Protection, each.in_transit, language)),
        tr(language, "At rest: {word}", word=term(Protection, each.at_rest, language)),
        pseudonymised,
        muted(tr(language, "Needs, 0 to 4: {needs}", needs=listed(needs, language))) if needs else None,
    )


def subcontractors(inputs: DossierInputs, language: Language) -> Section:
    """On whom the vendor relies for what it does for us."""
    table = Table(
        (
            Column(tr(language, "Subcontractor"), 22),
            Column(tr(language, "What for"), 26),
            Column(tr(language, "Data and countries"), 23),
            Column(tr(language, "Authorisation"), 29),
        ),
        tuple(Row(_link(inputs, each, language), record=each.subcontractor) for each in inputs.facts.subcontractors),
        empty=tr(language, "No subcontractor is recorded."),
    )
    return Section("subcontractors", tr(language, "Subcontractors"), (table,))


def _link(inputs: DossierInputs, each: SubcontractorLink, language: Language) -> tuple[Cell, ...]:
    through = None if each.provider_id == inputs.facts.vendor.id else tr(language, "through {provider}", provider=each.provider)
    critical = alert(tr(language, "supports a critical or important function")) if each.supports_critical_function else None
    data = (
        tr(language, "all data of the flow")
        if each.passes_all_elements and not each.elements
        else terms(DataElement, each.elements, language)
    )
    source = term(LinkConfidence, each.confidence, language)
    if each.list_name:
        source += f" ({each.list_name}{', ' + each.list_version if each.list_version else ''})"
    return (
        lines(
            strong(each.subcontractor),
            muted(through) if through else None,
            muted(period(each.valid_from, each.valid_to, language)) if each.valid_from or each.valid_to else None,
        ),
        lines(each.purpose, critical),
        lines(data, muted(listed(country_names(each.countries, language), language))),
        lines(
            term(AuthorisationMode, each.authorisation, language) if each.authorisation else None,
            tr(language, "announced on {day}", day=each.announced_on) if each.announced_on else None,
            tr(language, "objection until {day}", day=each.objection_until) if each.objection_until else None,
            strong(term(SubcontractorDecision, each.decision, language)),
            muted(source),
        ),
    )


def accesses(inputs: DossierInputs, language: Language) -> Section:
    """What of ours the vendor reaches."""
    table = Table(
        (
            Column(tr(language, "System"), 28),
            Column(tr(language, "Privilege"), 18),
            Column(tr(language, "Connected by"), 24),
            Column(tr(language, "Granted, reviewed, revoked"), 30),
        ),
        tuple(Row(_access(each, language), record=each.system) for each in inputs.facts.accesses),
        empty=tr(language, "No access is recorded."),
    )
    return Section("access", tr(language, "Access"), (table,))


def _access(each: Access, language: Language) -> tuple[Cell, ...]:
    return (
        lines(strong(each.system)),
        lines(term(Privilege, each.privilege, language)),
        lines(
            term(IntegrationKind, each.integration, language) if each.integration else None,
            muted(term(CredentialKind, each.credential, language)) if each.credential else None,
        ),
        lines(
            tr(language, "granted on {day}", day=each.granted_on) if each.granted_on else None,
            tr(language, "reviewed on {day}", day=each.reviewed_on) if each.reviewed_on else muted(tr(language, "never reviewed")),
            strong(tr(language, "revoked on {day}", day=each.revoked_on)) if each.revoked_on else None,
        ),
    )
