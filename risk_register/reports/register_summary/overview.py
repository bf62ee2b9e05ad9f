"""The register on a page: headline figures, heat map, who is in it, and the highest risks."""

from collections import Counter

from risk_register.model.vocabulary import RiskLevel, ScopeDecision, Stage, Tier
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Column, Cover, HeatMap, Panel, Prose, Row, Section, Table, Tile, Tiles, Tone
from risk_register.reports.register_summary.inputs import TOP_RISKS, Judged, RegisterInputs, by_risk
from risk_register.reports.standing import Standing, reconciled
from risk_register.reports.statements import identity
from risk_register.reports.wording import figure, level_cell, lines, muted, or_dash, sentences, strong, term, two_places
from risk_register.texts import Language, Text, number, tr

_LEVELS = (RiskLevel.LOW, RiskLevel.MODERATE, RiskLevel.HIGH, RiskLevel.CRITICAL, RiskLevel.UNASSESSED)


def cover(inputs: RegisterInputs, language: Language) -> Cover:
    """The first page."""
    return Cover(
        kind=tr(language, "Register of vendors: summary"),
        subject=inputs.basis.organisation.name or inputs.basis.register_name,
        headline=headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. The vendors' statements are "
            "unverified unless evidence is cited.",
        ),
    )


def headline(inputs: RegisterInputs, language: Language) -> tuple[Tile, ...]:
    """How many vendors, how many of them high or critical, unassessed, overdue."""
    levels = Counter(each.assessment.level for each in inputs.vendors)
    overdue = sum(each.assessment.review_overdue_days > 0 for each in inputs.vendors)
    grave = levels[RiskLevel.HIGH] + levels[RiskLevel.CRITICAL]
    return (
        Tile(tr(language, "Vendors"), number(len(inputs.vendors), language), tr(language, "in this report")),
        Tile(
            tr(language, "High or critical"),
            number(grave, language),
            tr(language, "of which critical: {count}", count=levels[RiskLevel.CRITICAL]),
            RiskLevel.CRITICAL if levels[RiskLevel.CRITICAL] else RiskLevel.HIGH if grave else None,
        ),
        Tile(
            tr(language, "Unassessed vendors"),
            number(levels[RiskLevel.UNASSESSED], language),
            tr(language, "never to be read as low"),
            RiskLevel.UNASSESSED if levels[RiskLevel.UNASSESSED] else None,
        ),
        Tile(tr(language, "Reviews overdue"), number(overdue, language), tr(language, "by the calendar of their tier")),
    )


def summary(inputs: RegisterInputs, language: Language) -> Section:
    """The whole register on one page."""
    return Section(
        "summary",
        tr(language, "Summary"),
        (
            Tiles(headline(inputs, language)),
            Panel(tr(language, "Conclusion"), _conclusion(inputs, language)),
            _heat_map(inputs, language),
        ),
        new_page=True,
    )


def _conclusion(inputs: RegisterInputs, language: Language) -> str:
    if not inputs.vendors:
        return tr(language, "The register holds no vendor to judge.")
    ranked = sorted(inputs.vendors, key=by_risk)
    first = ranked[0]
    unassessed = sum(each.assessment.residual is None for each in inputs.vendors)
    parts: list[Text | str | None] = [
        Text("{organisation} follows {count} vendors.", organisation=inputs.basis.organisation.name, count=len(inputs.vendors))
    ]
    if first.assessment.residual is not None:
        parts.append(
            Text(
                "The highest residual risk is that of {vendor}: {residual} of 100, level: {level}.",
                vendor=first.facts.vendor.legal_name,
                residual=two_places(first.assessment.residual),
                level=first.assessment.level,
            )
        )
    if unassessed:
        parts.append(Text("Unassessed, for too little is known of them: {count}.", count=unassessed))
    late = [each for each in inputs.vendors if each.assessment.review_overdue_days > 0]
    parts.append(Text("Reviews that are overdue: {count}.", count=len(late)) if late else Text("No review is overdue."))
    never = sum(
        each.assessment.next_review_on is None
        and each.facts.vendor.scope_decision == ScopeDecision.IN_SCOPE
        and each.facts.vendor.stage == Stage.ACTIVE
        for each in inputs.vendors
    )
    if never:
        parts.append(Text("Active vendors for which no review is planned, as none has been completed: {count}.", count=never))
    return sentences(parts, language)


def _heat_map(inputs: RegisterInputs, language: Language) -> HeatMap:
    counts = Counter((each.assessment.tier, each.assessment.level) for each in inputs.vendors)
    tiers = [tier for tier in Tier if tier is not Tier.UNASSESSED or any(counts[tier, level] for level in _LEVELS)]
    by_tier = {tier: sum(counts[tier, level] for level in _LEVELS) for tier in tiers}
    by_level = {level: sum(counts[tier, level] for tier in tiers) for level in _LEVELS}
    return HeatMap(
        row_title=tr(language, "Tier"),
        column_title=tr(language, "Level of the residual risk: number of vendors"),
        rows=tuple(f"{tier.label(language)}\n{tr(language, 'vendors: {count}', count=by_tier[tier])}" for tier in tiers),
        columns=tuple(level.label(language) for level in _LEVELS),
        totals=tuple(number(by_level[level], language) for level in _LEVELS),
        levels=tuple(level.value for level in _LEVELS),
        counts=tuple(tuple(counts[tier, level] for level in _LEVELS) for tier in tiers),
    )


def standing(inputs: RegisterInputs, language: Language) -> Standing:
    """Who is in the report and who is not, so that the numbers meet; then what the report can be relied on for."""
    held = inputs.population
    left_out = [
        (tr(language, "left out: known as a subcontractor only"), held.indirect),
        (tr(language, "left out: archived"), held.archived),
    ]
    never = sum(each.assessment.next_review_on is None for each in inputs.vendors)
    unassessed = sum(each.assessment.residual is None for each in inputs.vendors)
    return Standing(
        tr(
            language,
            "In this report: every vendor with tier, level and scores, the highest risks, what is due, concentrations, and the "
            "newest changes of the journal.",
        )
        if inputs.basis.tells(Matter.HISTORY)
        else tr(
            language,
            "In this report: every vendor with tier, level and scores, the highest risks, what is due, and concentrations.",
        ),
        tr(
            language,
            "Not in this report: contracts, data flows, answers, findings and evidence one by one; they are in each "
            "vendor's dossier.",
        ),
        reconciled(
            (tr(language, "Third parties in the register"), held.total),
            left_out,
            (tr(language, "Vendors in this report"), len(inputs.vendors)),
            language,
        ),
        (
            (tr(language, "Unassessed vendors"), number(unassessed, language)),
            (tr(language, "Vendors without a planned review"), number(never, language)),
        ),
        (
            tr(
                language,
                "The vendors' statements are unverified unless evidence is cited; the evidence is in each vendor's dossier.",
            ),
            tr(
                language,
                "Scores are computed by method {method} from the facts recorded; a question without an answer never lowers a risk, "
                "and a vendor of whom too little is known is unassessed.",
                method=inputs.basis.method.label,
            ),
        ),
        None,
    )


def not_reviewed(inputs: RegisterInputs, language: Language) -> Section:
    """Vendors that somebody decided to leave out of review, with the reason."""
    outside = [each for each in inputs.vendors if each.facts.vendor.scope_decision != ScopeDecision.IN_SCOPE]
    decided = Table(
        (Column(tr(language, "Vendor"), 40), Column(tr(language, "Scope decision"), 60)),
        tuple(
            Row(
                (
                    each.facts.vendor.legal_name,
                    lines(
                        term(ScopeDecision, each.facts.vendor.scope_decision, language), muted(each.facts.vendor.scope_reason or "")
                    ),
                ),
                record=name_of(each),
            )
            for each in outside
        ),
        empty=tr(language, "Every vendor in this report is in scope."),
    )
    return Section("not_reviewed", tr(language, "Listed but not reviewed"), (decided,))


def name_of(judged: Judged) -> str:
    """How a note names a vendor: by its reference where it has one, for its name may be what cannot be printed."""
    vendor = judged.facts.vendor
    return f"{vendor.reference} ({vendor.legal_name})" if vendor.reference else vendor.legal_name


def top_risks(inputs: RegisterInputs, language: Language) -> Section:
    """The highest residual risks with what weighs most in each."""
    ranked = [each for each in sorted(inputs.vendors, key=by_risk) if each.assessment.residual is not None][:TOP_RISKS]
    table = Table(
        (
            Column(tr(language, "Vendor"), 30),
            Column(tr(language, "Tier"), 10),
            Column(tr(language, "Level"), 15),
            Column(tr(language, "Residual"), 11, right=True),
            Column(tr(language, "What weighs most"), 44),
        ),
        tuple(
            Row(
                (
                    lines(strong(each.facts.vendor.legal_name), muted(each.facts.vendor.reference or "")),
                    each.assessment.tier.label(language),
                    level_cell(each.assessment.level, language),
                    figure(each.assessment.residual, language),
                    _weighs_most(each, language),
                ),
                record=name_of(each),
            )
            for each in ranked
        ),
        empty=tr(language, "No vendor is assessed yet."),
    )
    said = Prose(tr(language, "At most {count} vendors, the highest residual risk first.", count=TOP_RISKS), Tone.MUTED)
    return Section("top", tr(language, "Highest risks"), (said, table))


def _weighs_most(judged: Judged, language: Language) -> str:
    raising = sorted((each for each in judged.assessment.reasons if each.points > 0), key=lambda each: -each.points)
    return or_dash(raising[0].text.render(language) if raising else None)
