"""Terms, misses, credits and windows in tables, and what the vendor's questionnaires say of service levels."""

from collections.abc import Sequence

from risk_register.model.facts import CreditClaim, SlaCreditStep, SlaTerm
from risk_register.model.vocabulary import CreditState, MeasurementWindow, SlaDirection, SlaMetric
from risk_register.reports.audiences import Matter
from risk_register.reports.content import (
    Cell,
    Column,
    Facts,
    Prose,
    Row,
    Section,
    Table,
    Tone,
)
from risk_register.reports.service_levels.inputs import CENTS, SlaInputs, name_of
from risk_register.reports.wording import (
    DASH,
    alert,
    lines,
    muted,
    named,
    on_day,
    or_dash,
    quantity,
    span,
    strong,
    target,
    term,
)
from risk_register.risk.sla import ClaimState, Credit, TermStanding, Window, WindowState
from risk_register.texts import Language, number, percent, tr


def terms(inputs: SlaInputs, language: Language) -> Section:
    columns = (
        Column(tr(language, "Service level"), 30),
        Column(tr(language, "Promise"), 28),
        Column(tr(language, "Kept"), 9, right=True),
        Column(tr(language, "Missed"), 10, right=True),
        Column(tr(language, "Not measured"), 12, right=True),
        Column(tr(language, "Trend"), 15),
    )
    rows = tuple(_term_row(each, language) for each in inputs.levels.terms)
    table = Table(columns, rows, empty=tr(language, "No service level is recorded."))
    return Section("terms", tr(language, "Terms"), (table, *(_conditions(each, language) for each in inputs.levels.terms)))


def _term_row(each: TermStanding, language: Language) -> Row:
    missed = each.count(WindowState.MISSED)
    return Row(
        (
            lines(strong(name_of(each, language)), muted(each.contract.reference if each.contract else "")),
            lines(target(each.term, language), muted(term(MeasurementWindow, each.term.window, language))),
            number(each.count(WindowState.KEPT), language),
            number(missed, language),
            number(each.count(WindowState.NOT_MEASURED), language),
            each.heading.label(language) if each.heading else DASH,
        ),
        record=name_of(each, language),
        marked=missed > 0,
    )


def _step(promise: SlaTerm, step: SlaCreditStep, language: Language) -> str:
    """What a value on the bad side of a step gives, in percent of the window's fee."""
    share, value = percent(step.credit, language), quantity(step.beyond, promise.unit, language)
    if promise.direction == SlaDirection.AT_LEAST:
        return tr(language, "{share} where below {value}", share=share, value=value)
    return tr(language, "{share} where above {value}", share=share, value=value)


def _conditions(each: TermStanding, language: Language) -> Facts:
    promise = each.term
    steps = [_step(promise, step, language) for step in promise.credit_steps]
    return Facts(
        (
            (tr(language, "Metric"), term(SlaMetric, promise.metric, language)),
            (tr(language, "Promise"), target(promise, language)),
            (tr(language, "Measured over"), term(MeasurementWindow, promise.window, language)),
            (tr(language, "Excluding"), or_dash(promise.exclusions)),
            (tr(language, "Credit"), lines(*steps, promise.credit_scale)),
            (tr(language, "Credit at most"), DASH if promise.credit_cap is None else percent(promise.credit_cap, language)),
            (
                tr(language, "To be claimed within"),
                DASH if promise.claim_days is None else tr(language, "{days} days", days=promise.claim_days),
            ),
            (tr(language, "Termination"), or_dash(promise.termination_trigger)),
        ),
        title=name_of(each, language),
    )


def misses(inputs: SlaInputs, language: Language) -> Section:
    rows = tuple(
        Row(
            (
                lines(strong(name_of(each, language))),
                span(window.starts_on, window.ends_on, language),
                lines(alert(DASH if window.value is None else quantity(window.value, each.term.unit, language))),
                target(each.term, language),
                or_dash(window.measured.source if window.measured else None),
            ),
            record=name_of(each, language),
            marked=True,
        )
        for each in inputs.levels.terms
        for window in each.windows
        if window.state is WindowState.MISSED
    )
    columns = (
        Column(tr(language, "Service level"), 28),
        Column(tr(language, "Period"), 22),
        Column(tr(language, "Measured"), 14),
        Column(tr(language, "Promise"), 18),
        Column(tr(language, "Source"), 22),
    )
    return Section("misses", tr(language, "Missed windows"), (Table(columns, rows, empty=tr(language, "No window was missed.")),))


def due_credits(inputs: SlaInputs, language: Language) -> Section:
    said = Prose(
        tr(
            language,
            "Amounts are the window's share of the contract's annual cost times the percentage due, rounded to the cent; where the "
            "contract gives the credit in words alone, or the window is not whole, no amount is computed.",
        ),
        Tone.MUTED,
    )
    money = inputs.basis.tells(Matter.MONEY)
    rows = (
        *(_credit(each, window, credit, language, money=money) for each, window, credit in inputs.credits),
        *(_of_no_window(each, claim, language, money=money) for each, claim in inputs.claims_of_no_window),
    )
    columns = (
        Column(tr(language, "Service level, window"), 30),
        Column(tr(language, "Due"), 18, right=True),
        Column(tr(language, "State"), 20),
        Column(tr(language, "Claim until"), 16),
        *((Column(tr(language, "Claimed, granted"), 22),) if money else ()),
    )
    table = Table(columns, rows, empty=tr(language, "No credit is due and none was claimed."))
    return Section("credits", tr(language, "Credits due and claimed"), (said, table) if money else (table,))


def _credit(each: TermStanding, window: Window, credit: Credit, language: Language, *, money: bool) -> Row:
    due = [DASH if credit.percent is None else percent(credit.percent, language)]
    if money and credit.amount is not None:
        due.append(f"{number(credit.amount, language, CENTS)} {credit.currency or ''}".strip())
    lost = credit.claim is ClaimState.LAPSED
    state = credit.claim.label(language)
    return Row(
        (
            lines(strong(name_of(each, language)), span(window.starts_on, window.ends_on, language)),
            lines(*due),
            lines(alert(state) if lost else state, muted(tr(language, "at the cap")) if credit.capped else None),
            on_day(credit.claim_by, language),
            *((_claims(credit.claims, language),) if money else ()),
        ),
        record=name_of(each, language),
        marked=lost,
    )


def _of_no_window(each: TermStanding, claim: CreditClaim, language: Language, *, money: bool) -> Row:
    """A claim that names no window, or one that was measured for another promise: asked for all the same."""
    name = name_of(each, language)
    what = lines(strong(name), muted(tr(language, "no window is named")))
    state = ClaimState.CLAIMED.label(language)
    return Row((what, DASH, state, DASH, *((_claims((claim,), language),) if money else ())), record=name)


def _claims(claims: Sequence[CreditClaim], language: Language) -> Cell:
    """What was asked for, what became of it, and on which invoice."""
    asked = [
        named(
            on_day(claim.asked_on, language),
            f"{number(claim.asked, language, CENTS)} {claim.currency}, {term(CreditState, claim.state, language)}",
            language,
        )
        for claim in claims
    ]
    granted = [
        tr(language, "granted: {amount}", amount=f"{number(claim.granted, language, CENTS)} {claim.currency}")
        for claim in claims
        if claim.granted is not None
    ]
    return lines(*asked, *granted, *(tr(language, "invoice {number}", number=claim.invoice) for claim in claims if claim.invoice))


def windows(inputs: SlaInputs, language: Language) -> Section:
    """Every window, the newest first, those not measured among them; corrected figures stay visible."""
    tables = tuple(
        Table(
            (
                Column(tr(language, "Period"), 34),
                Column(tr(language, "Measured"), 18, right=True),
                Column(tr(language, "State"), 22),
                Column(tr(language, "Source"), 30),
            ),
            tuple(_window(each, window, language) for window in reversed(each.windows)),
            empty=tr(language, "nothing to measure yet"),
            title=name_of(each, language),
        )
        for each in inputs.levels.terms
    )
    nothing = Prose(tr(language, "No service level is recorded."), Tone.NOTE)
    return Section("windows", tr(language, "Every window"), tables or (nothing,))


def _window(each: TermStanding, window: Window, language: Language) -> Row:
    missed = window.state is WindowState.MISSED
    state = window.state.label(language)
    corrected = [
        muted(
            tr(
                language,
                "corrected; before: {value}",
                value=DASH if old.value is None else quantity(old.value, each.term.unit, language),
            )
        )
        for old in window.corrected
    ]
    return Row(
        (
            lines(span(window.starts_on, window.ends_on, language), *corrected),
            DASH if window.value is None else quantity(window.value, each.term.unit, language),
            lines(alert(state)) if missed else _plain(window.state, state),
            or_dash(window.measured.source if window.measured else None),
        ),
        marked=missed,
    )


def _plain(state: WindowState, words: str) -> Cell:
    return lines(muted(words)) if state in (WindowState.NOT_MEASURED, WindowState.RUNNING) else lines(words)


def spoken(inputs: SlaInputs, language: Language) -> Section:
    rows = tuple(
        Row(
            (
                lines(strong(each.question_id)),
                each.question,
                lines(each.words, muted(each.notes)),
                lines(muted(f"{each.sheet}!{each.cell}" if each.sheet else each.cell or "")),
            )
        )
        for each in inputs.levels.spoken
    )
    columns = (
        Column(tr(language, "Question"), 14),
        Column(tr(language, "Words of the question"), 36),
        Column(tr(language, "The vendor's answer"), 36),
        Column(tr(language, "Source"), 18),
    )
    table = Table(columns, rows, empty=tr(language, "No answer of the vendor speaks of service levels."))
    return Section("spoken", tr(language, "What the vendor's questionnaires say of service levels"), (table,))
