"""The first pages of a report on service levels: cover, scope, and how the promises stand."""

from decimal import Decimal

from risk_register.reports.audiences import Matter
from risk_register.reports.content import (
    Cover,
    Panel,
    Section,
    Tile,
    Tiles,
)
from risk_register.reports.service_levels.inputs import CENTS, SlaInputs
from risk_register.reports.standing import Standing, among_others
from risk_register.reports.statements import identity
from risk_register.reports.wording import (
    sentences,
)
from risk_register.risk.sla import ClaimState, WindowState
from risk_register.texts import Language, Text, number, tr


def cover(inputs: SlaInputs, language: Language) -> Cover:
    return Cover(
        kind=tr(language, "Service levels: promised, measured, missed"),
        subject=inputs.vendor,
        headline=_headline(inputs, language),
        facts=identity(inputs.basis, language),
        statement=tr(
            language,
            "An export of the register on a day; the register remains the record. Figures are those recorded by whom the source "
            "names; a window without a figure is not measured, which is no miss.",
        ),
    )


def standing(inputs: SlaInputs, language: Language) -> Standing:
    return Standing(
        tr(
            language,
            "In this report: every service level of one vendor, each window measured or not, misses, credits due, claimed and "
            "granted, and what its questionnaires say of service levels.",
        ),
        tr(language, "Not in this report: the contracts' words, other clauses, and the systems that measured."),
        among_others(
            inputs.basis,
            (tr(language, "Service levels in the register"), inputs.held),
            tr(language, "left out: of other vendors"),
            (tr(language, "Service levels in this report"), len(inputs.levels.terms)),
            language,
        ),
        (
            (tr(language, "Windows not measured"), number(inputs.count(WindowState.NOT_MEASURED), language)),
            (tr(language, "Windows that cannot be judged"), number(inputs.count(WindowState.UNJUDGED), language)),
        ),
        (
            tr(
                language,
                "Measurements are as recorded, each with its source; a later one for the same days stands in place of the earlier, "
                "which is printed too.",
            ),
        ),
        None,
    )


def _headline(inputs: SlaInputs, language: Language) -> tuple[Tile, ...]:
    missed, measured = inputs.count(WindowState.MISSED), inputs.count(WindowState.KEPT) + inputs.count(WindowState.MISSED)
    open_ = sum(credit.claim is ClaimState.OPEN for _term, _window, credit in inputs.credits)
    return (
        Tile(tr(language, "Service levels"), number(len(inputs.levels.terms), language), tr(language, "promised by contract")),
        Tile(tr(language, "Windows missed"), number(missed, language), tr(language, "of {count} measured", count=measured)),
        Tile(
            tr(language, "Not measured"),
            number(inputs.count(WindowState.NOT_MEASURED), language),
            tr(language, "windows without a figure"),
        ),
        Tile(tr(language, "Credits to claim"), number(open_, language), _amounts(inputs, ClaimState.OPEN, language)),
    )


def _amounts(inputs: SlaInputs, state: ClaimState, language: Language) -> str:
    """What credits in a state come to, currency by currency; those that only the contract's words give are not in it."""
    if not inputs.basis.tells(Matter.MONEY):
        return ""
    sums: dict[str, Decimal] = {}
    for _term, _window, credit in inputs.credits:
        if credit.claim is state and credit.amount is not None:
            sums[credit.currency or ""] = sums.get(credit.currency or "", Decimal(0)) + credit.amount
    return ", ".join(f"{number(amount, language, CENTS)} {currency}".strip() for currency, amount in sorted(sums.items()))


def summary(inputs: SlaInputs, language: Language) -> Section:
    missed, unmeasured = inputs.count(WindowState.MISSED), inputs.count(WindowState.NOT_MEASURED)
    open_ = _amounts(inputs, ClaimState.OPEN, language)
    words = sentences(
        (
            Text("{vendor} promises this many service levels: {count}.", vendor=inputs.vendor, count=len(inputs.levels.terms)),
            Text("Windows kept: {kept}; missed: {missed}.", kept=inputs.count(WindowState.KEPT), missed=missed),
            Text("Windows that nobody measured: {count}. They are neither kept nor missed.", count=unmeasured)
            if unmeasured
            else None,
            Text("Credits that can still be claimed come to {amount}.", amount=open_) if open_ else None,
        ),
        language,
    )
    return Section(
        "summary",
        tr(language, "Summary"),
        (Tiles(_headline(inputs, language)), Panel(tr(language, "Conclusion"), words)),
        new_page=True,
    )
