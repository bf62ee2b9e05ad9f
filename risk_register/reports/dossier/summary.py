"""The dossier's first pages: cover, summary, scope and limits, reasons of the score."""

from risk_register.model.countries import country_name
from risk_register.model.vocabulary import FindingState, IdentifierKind, Stage, Tier, Verdict
from risk_register.reports.audiences import Matter
from risk_register.reports.content import (
    Cover,
    Facts,
    Marker,
    Panel,
    Scale,
    Section,
    Tile,
    Tiles,
)
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.statements import identity
from risk_register.reports.wording import begun, figure, lines, named, on_day, or_dash, sentences, share, term, two_places
from risk_register.texts import Language, Text, number, tr


def cover(inputs: DossierInputs, language: Language) -> Cover:
    """The first page."""
    return Cover(
        kind=tr(language, "Vendor dossier"),
        subject=inputs.facts.vendor.legal_name,
        headline=_headline(inputs, language)[:4] if inputs.tells(Matter.SCORE) else _counted(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. The vendor's statements are "
            "unverified unless evidence is cited.",
        ),
    )


def _headline(inputs: DossierInputs, language: Language) -> tuple[Tile, ...]:
    judged = inputs.assessment
    residual = figure(judged.residual, language)
    between = tr(
        language,
        "possible: {low} to {high}",
        low=number(judged.residual_low, language, 2),
        high=number(judged.residual_high, language, 2),
    )
    return (
        Tile(
            tr(language, "Residual risk"),
            judged.level.label(language) if judged.residual is None else residual,
            between if judged.residual is None else f"{judged.level.label(language)}\n{between}",
            judged.level,
        ),
        Tile(tr(language, "Tier"), judged.tier.label(language), _tier_words(judged.tier, language)),
        Tile(
            tr(language, "Inherent risk"), begun(figure(judged.inherent, language)), tr(language, "before the vendor's controls")
        ),
        Tile(
            tr(language, "Control effectiveness"),
            begun(share(judged.control_effectiveness, language)),
            tr(language, "confidence: {level}", level=judged.confidence),
        ),
        Tile(
            tr(language, "Good answers"), begun(share(judged.answer_ratio, language)), tr(language, "of the applicable questions")
        ),
        Tile(
            tr(language, "Completeness"),
            begun(share(judged.completeness, language)),
            tr(language, "of the applicable questions answered"),
        ),
        *(
            (Tile(tr(language, "Owner"), or_dash(inputs.facts.vendor.owner), tr(language, "on our side")),)
            if inputs.tells(Matter.STAFF)
            else ()
        ),
        Tile(tr(language, "Next review"), on_day(judged.next_review_on, language), _overdue(judged.review_overdue_days, language)),
    )


def _counted(inputs: DossierInputs, language: Language) -> tuple[Tile, ...]:
    """What the dossier holds, for readers who are told of no score."""
    facts = inputs.facts
    open_ = [each for each in facts.findings if each.state != FindingState.CLOSED]
    late = sum(each.due_on is not None and each.due_on < inputs.basis.as_of for each in open_)
    unanswered = sum(answer.verdict == Verdict.UNANSWERED for each in inputs.answers for answer in each.answers)
    asked = sum(len(each.answers) for each in inputs.answers)
    return (
        Tile(tr(language, "Services"), number(len(facts.services), language), tr(language, "contracts: {count}",
                                                                                 count=len(facts.contracts))),
        Tile(tr(language, "Data flows"), number(len(facts.flows), language), tr(language, "with us, and with those it named")),
        Tile(tr(language, "Without an answer"), number(unanswered, language), tr(language, "of {count} questions", count=asked)),
        Tile(tr(language, "Findings still open"), number(len(open_), language), tr(language, "overdue: {count}", count=late)),
    )


def _tier_words(tier: Tier, language: Language) -> str:
    words = {
        Tier.T1: tr(language, "watched most closely"),
        Tier.T2: tr(language, "watched closely"),
        Tier.T3: tr(language, "watched regularly"),
        Tier.T4: tr(language, "watched lightly"),
    }
    return words.get(tier, tr(language, "too little is known"))


def _overdue(days: int, language: Language) -> str:
    if days <= 0:
        return ""
    return tr(language, "overdue by 1 day") if days == 1 else tr(language, "overdue by {days} days", days=days)


def summary(inputs: DossierInputs, language: Language) -> Section:
    """The judgement on one page: what it is, how sure it is, what follows."""
    judged = inputs.assessment
    if not inputs.tells(Matter.SCORE):
        blocks = (Tiles(_counted(inputs, language)), _particulars(inputs, language))
        return Section("summary", tr(language, "Summary"), blocks, new_page=True)
    scale = Scale(
        markers=(
            Marker(
                tr(language, "Inherent risk"),
                figure(judged.inherent, language),
                judged.inherent,
                judged.inherent_low,
                judged.inherent_high,
            ),
            Marker(
                tr(language, "Residual risk"),
                figure(judged.residual, language),
                judged.residual,
                judged.residual_low,
                judged.residual_high,
            ),
        ),
        bands=tuple((level.value, level.label(language), low, high) for level, low, high in inputs.basis.method.bands),
        description=tr(
            language,
            "The point is the figure, the bar how far it may be off for what is not known. "
            "The bands are those of the residual risk.",
        ),
    )
    missing = tuple(text.render(language) for text in judged.missing)
    unknown = (
        (Panel(tr(language, "What is not known"), "\n".join(f"• {each}" for each in missing)),)
        if missing
        else ()
    )
    return Section(
        "summary",
        tr(language, "Summary"),
        (
            Tiles(_headline(inputs, language)),
            Panel(tr(language, "Conclusion"), conclusion(inputs, language)),
            scale,
            *unknown,
            _particulars(inputs, language),
        ),
        new_page=True,
    )


def _particulars(inputs: DossierInputs, language: Language) -> Facts:
    vendor = inputs.facts.vendor
    return Facts(
        (
            (tr(language, "Legal name"), vendor.legal_name),
            (tr(language, "Other names"), or_dash(", ".join(inputs.facts.names))),
            (tr(language, "Reference"), or_dash(vendor.reference)),
            (
                tr(language, "Registration numbers"),
                lines(*(named(term(IdentifierKind, kind, language), value, language) for kind, value in inputs.facts.identifiers)),
            ),
            (tr(language, "Country"), or_dash(vendor.country and country_name(vendor.country, language))),
            *(
                ((tr(language, "Parent undertaking"), or_dash(_parents(inputs))),) if inputs.tells(Matter.OTHERS) else ()
            ),
            (tr(language, "Stage"), term(Stage, vendor.stage, language)),
            (tr(language, "With us since"), on_day(vendor.since, language)),
            *_designated(inputs, language),
            *(((tr(language, "Description"), or_dash(vendor.description)),) if inputs.tells(Matter.TREATMENT) else ()),
        )
    )


def _designated(inputs: DossierInputs, language: Language) -> tuple[tuple[str, str], ...]:
    """That authorities have designated it as a critical provider (DORA Art. 31), where they have."""
    vendor = inputs.facts.vendor
    if vendor.designated_critical_on is None and not vendor.designated_critical_by:
        return ()
    words = named(or_dash(vendor.designated_critical_by), on_day(vendor.designated_critical_on, language), language)
    return ((tr(language, "Designated as critical by authorities"), words),)


def _parents(inputs: DossierInputs) -> str:
    vendor = inputs.facts.vendor
    ids = dict.fromkeys(each for each in (vendor.parent_id, vendor.ultimate_parent_id) if each is not None)
    return ", ".join(inputs.names.get(each, str(each)) for each in ids)


def conclusion(inputs: DossierInputs, language: Language) -> str:
    """The judgement in a paragraph that a board member understands, computed from the facts alone."""
    judged = inputs.assessment
    open_findings = [each for each in inputs.facts.findings if each.state != "closed"]
    late = [each for each in open_findings if each.due_on is not None and each.due_on < inputs.basis.as_of]
    parts = [_verdict(inputs), _controls(inputs, language), _weighs_most(inputs, language)]
    if open_findings:
        parts.append(Text("Open findings: {count}, of which overdue: {late}.", count=len(open_findings), late=len(late)))
    if judged.review_overdue_days > 0:
        parts.append(Text("The review is overdue since {day}.", day=judged.next_review_on))
    elif judged.next_review_on is not None:
        parts.append(Text("The next review is due on {day}.", day=judged.next_review_on))
    return sentences(parts, language)


def _verdict(inputs: DossierInputs) -> Text:
    judged, name = inputs.assessment, inputs.facts.vendor.legal_name
    if judged.residual is None:
        return Text("{vendor} is unassessed: too little is known to judge it, which must not be read as a low risk.", vendor=name)
    return Text(
        "On {day}, {vendor} (tier {tier}) carries a residual risk of {residual} of 100, level: {level}. What is not known could "
        "place it anywhere from {low} to {high}.",
        day=judged.on,
        vendor=name,
        tier=judged.tier,
        residual=two_places(judged.residual),
        level=judged.level,
        low=two_places(judged.residual_low),
        high=two_places(judged.residual_high),
    )


def _controls(inputs: DossierInputs, language: Language) -> Text | None:
    judged = inputs.assessment
    if judged.inherent is None:
        return None
    if judged.control_effectiveness is None:
        return Text(
            "Its inherent risk is {inherent}; no answer or evidence shows controls that would lower it.",
            inherent=two_places(judged.inherent),
        )
    return Text(
        "Its inherent risk is {inherent}; its controls are shown to be {share} effective.",
        inherent=two_places(judged.inherent),
        share=share(judged.control_effectiveness, language),
    )


def _weighs_most(inputs: DossierInputs, language: Language) -> Text | None:
    raising = sorted((each for each in inputs.assessment.reasons if each.points > 0), key=lambda each: -each.points)
    if not raising:
        return None
    return Text("What weighs most: {reason}.", reason=raising[0].text.render(language).rstrip("."))
