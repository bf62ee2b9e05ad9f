"""What is due, where risk gathers, and every vendor."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from risk_register.model.countries import country_name
from risk_register.model.facts import Evidence
from risk_register.model.vocabulary import CountryUse, Criticality, EvidenceKind, FindingSeverity, FindingState, Stage
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Column, Row, Section, Table
from risk_register.reports.dossier.assurance import expiry
from risk_register.reports.register_summary.inputs import Judged, RegisterInputs, by_risk
from risk_register.reports.register_summary.overview import name_of
from risk_register.reports.wording import DASH, EXPIRES_SOON, alert, figure, level_cell, lines, muted, on_day, or_dash, strong, term
from risk_register.texts import Language, listed, number, tr

_NAMED_AT_MOST = 12


def due(inputs: RegisterInputs, language: Language) -> Section:
    """Overdue reviews, overdue findings, evidence expired or about to."""
    return Section(
        "due",
        tr(language, "Overdue and expiring"),
        (_reviews(inputs, language), _findings(inputs, language), _evidence(inputs, language)),
    )


def _reviews(inputs: RegisterInputs, language: Language) -> Table:
    late = sorted(
        (each for each in inputs.vendors if each.assessment.review_overdue_days > 0),
        key=lambda each: (-each.assessment.review_overdue_days, by_risk(each)),
    )
    return Table(
        (
            Column(tr(language, "Vendor"), 40),
            Column(tr(language, "Tier"), 12),
            *_owners(inputs, 22, language),
            Column(tr(language, "Due"), 26),
        ),
        tuple(
            Row(
                (
                    lines(strong(each.facts.vendor.legal_name)),
                    each.assessment.tier.label(language),
                    *_owner(inputs, each),
                    lines(
                        on_day(each.assessment.next_review_on, language),
                        alert(days_late(each.assessment.review_overdue_days, language)),
                    ),
                ),
                record=name_of(each),
            )
            for each in late
        ),
        empty=tr(language, "No review is overdue."),
        title=tr(language, "Overdue reviews"),
    )


def _owners(inputs: RegisterInputs, width: float, language: Language) -> tuple[Column, ...]:
    """The column for owners, where the readers are told who they are."""
    return (Column(tr(language, "Owner"), width),) if inputs.basis.tells(Matter.STAFF) else ()


def _owner(inputs: RegisterInputs, each: Judged) -> tuple[str, ...]:
    return (or_dash(each.facts.vendor.owner),) if inputs.basis.tells(Matter.STAFF) else ()


def days_late(days: int, language: Language) -> str:
    """How many days something is overdue."""
    return tr(language, "overdue by 1 day") if days == 1 else tr(language, "overdue by {days} days", days=days)


def _findings(inputs: RegisterInputs, language: Language) -> Table:
    on = inputs.basis.as_of
    late = sorted(
        (
            (finding.due_on, each.facts.vendor.legal_name, finding.id, finding, each)
            for each in inputs.vendors
            for finding in each.facts.findings
            if finding.state != FindingState.CLOSED and finding.due_on is not None and finding.due_on < on
        ),
        key=lambda row: row[:3],
    )
    return Table(
        (
            Column(tr(language, "Vendor"), 28),
            Column(tr(language, "Finding"), 40),
            Column(tr(language, "Severity"), 14),
            Column(tr(language, "Due"), 18),
        ),
        tuple(
            Row(
                (
                    lines(strong(name)),
                    lines(" ".join(part for part in (finding.reference, finding.title) if part), muted(finding.owner or "")),
                    term(FindingSeverity, finding.severity, language),
                    on_day(day, language),
                ),
                record=name_of(each),
            )
            for day, name, _id, finding, each in late
        ),
        empty=tr(language, "No finding is overdue."),
        title=tr(language, "Overdue findings"),
    )


def _evidence(inputs: RegisterInputs, language: Language) -> Table:
    on = inputs.basis.as_of
    ending = sorted(
        (
            (piece.expires_on, each.facts.vendor.legal_name, piece.id, piece, each)
            for each in inputs.vendors
            for piece in each.facts.evidence
            if piece.expires_on is not None and piece.expires_on <= on + EXPIRES_SOON and not _replaced(piece, each.facts.evidence)
        ),
        key=lambda row: row[:3],
    )
    return Table(
        (
            Column(tr(language, "Vendor"), 30),
            Column(tr(language, "Evidence"), 40),
            Column(tr(language, "Expiry"), 30),
        ),
        tuple(
            Row(
                (
                    lines(strong(name)),
                    lines(piece.title, muted(term(EvidenceKind, piece.kind, language))),
                    lines(expiry(day, on, language)),
                ),
                record=name_of(each),
                marked=day < on,
            )
            for day, name, _id, piece, each in ending
        ),
        empty=tr(language, "No evidence has expired or expires within {days} days.", days=EXPIRES_SOON // timedelta(days=1)),
        title=tr(
            language,
            "Evidence expired or expiring within {days} days, unless newer evidence of its kind has replaced it",
            days=EXPIRES_SOON // timedelta(days=1),
        ),
    )


def _replaced(piece: Evidence, held: Sequence[Evidence]) -> bool:
    """Whether the same vendor gave newer evidence of the same kind; of no particular kind, newer under the same title."""
    return any(
        other.kind == piece.kind
        and (other.kind != EvidenceKind.OTHER or other.title == piece.title)
        and _dated(other) > _dated(piece)
        and (other.expires_on is None or piece.expires_on is None or other.expires_on > piece.expires_on)
        for other in held
    )


def _dated(piece: Evidence) -> date:
    return piece.issued_on or piece.period_to or piece.period_from or piece.expires_on or date.min


def concentration(inputs: RegisterInputs, language: Language) -> Section:
    """Subcontractors that several vendors share, countries in which data lies, critical functions with their vendors."""
    return Section(
        "concentration",
        tr(language, "Concentration"),
        (_shared(inputs, language), _countries(inputs, language), _functions(inputs, language)),
    )


def _some(names: set[str], language: Language) -> str:
    ordered = sorted(names, key=str.casefold)
    more = len(ordered) - _NAMED_AT_MOST
    return (
        listed(ordered, language)
        if more <= 1  # to say that there is one more takes the place of its name
        else tr(language, "{names} and {count} more", names=", ".join(ordered[:_NAMED_AT_MOST]), count=more)
    )


def _shared(inputs: RegisterInputs, language: Language) -> Table:
    users: dict[int, set[str]] = defaultdict(set)
    names: dict[int, str] = {}
    critical: set[int] = set()
    for each in inputs.vendors:
        for link in each.facts.subcontractors:
            users[link.subcontractor_id].add(each.facts.vendor.legal_name)
            names[link.subcontractor_id] = link.subcontractor
            if link.supports_critical_function:
                critical.add(link.subcontractor_id)
    shared = sorted((key for key in users if len(users[key]) > 1), key=lambda key: (-len(users[key]), names[key].casefold()))
    return Table(
        (
            Column(tr(language, "Subcontractor"), 30),
            Column(tr(language, "Vendors"), 13, right=True),
            Column(tr(language, "Used by"), 60),
        ),
        tuple(
            Row(
                (
                    lines(
                        strong(names[key]),
                        alert(tr(language, "supports a critical or important function")) if key in critical else None,
                    ),
                    number(len(users[key]), language),
                    _some(users[key], language),
                )
            )
            for key in shared
        ),
        empty=tr(language, "No subcontractor is shared by several vendors."),
        title=tr(language, "Shared subcontractors"),
    )


def _countries(inputs: RegisterInputs, language: Language) -> Table:
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in inputs.vendors:
        for flow in each.facts.flows:
            for country in flow.countries:
                users[country.country, country.use].add(each.facts.vendor.legal_name)
    ranked = sorted(users, key=lambda key: (-len(users[key]), key))
    return Table(
        (
            Column(tr(language, "Country"), 18),
            Column(tr(language, "Use"), 18),
            Column(tr(language, "Vendors"), 13, right=True),
            Column(tr(language, "Used by"), 54),
        ),
        tuple(
            Row((country_name(code, language), term(CountryUse, use, language), number(len(users[code, use]), language),
                 _some(users[code, use], language)))
            for code, use in ranked
        ),
        empty=tr(language, "No data flow names a country."),
        title=tr(language, "Countries of data flows"),
    )


def _functions(inputs: RegisterInputs, language: Language) -> Table:
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in inputs.vendors:
        for service in each.facts.services:
            for function in service.functions:
                if function.criticality == Criticality.CRITICAL_OR_IMPORTANT:
                    users[function.reference, function.name].add(each.facts.vendor.legal_name)
    return Table(
        (
            Column(tr(language, "Critical or important function"), 36),
            Column(tr(language, "Vendors"), 13, right=True),
            Column(tr(language, "Rests on"), 54),
        ),
        tuple(
            Row((lines(strong(f"{key[0]} {key[1]}")), number(len(users[key]), language), _some(users[key], language)))
            for key in sorted(users)
        ),
        empty=tr(language, "No critical or important function rests on a vendor."),
        title=tr(language, "Critical or important functions"),
    )


def every_vendor(inputs: RegisterInputs, language: Language) -> Section:
    """The full list, the highest residual risk first, the unassessed last."""
    table = Table(
        (
            Column(tr(language, "Vendor"), 25),
            Column(tr(language, "Tier"), 11.5),
            Column(tr(language, "Level"), 14.5),
            Column(tr(language, "Residual"), 8, right=True),
            Column(tr(language, "Inherent"), 8, right=True),
            *_owners(inputs, 15, language),
            Column(tr(language, "Next review"), 18),
        ),
        tuple(_vendor(inputs, each, language) for each in sorted(inputs.vendors, key=by_risk)),
        empty=tr(language, "No vendor is recorded."),
    )
    return Section("vendors", tr(language, "Every vendor"), (table,))


def _vendor(inputs: RegisterInputs, each: Judged, language: Language) -> Row:
    vendor, judged = each.facts.vendor, each.assessment
    return Row(
        (
            lines(
                vendor.legal_name,
                muted(" · ".join(part for part in (vendor.reference, term(Stage, vendor.stage, language)) if part)),
            ),
            judged.tier.label(language),
            level_cell(judged.level, language),
            DASH if judged.residual is None else figure(judged.residual, language),
            DASH if judged.inherent is None else figure(judged.inherent, language),
            *_owner(inputs, each),
            lines(
                on_day(judged.next_review_on, language), alert(tr(language, "overdue")) if judged.review_overdue_days > 0 else None
            ),
        ),
        record=name_of(each),
    )
