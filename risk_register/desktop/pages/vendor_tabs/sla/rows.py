"""Promises and windows as their tables show them."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from risk_register.desktop.words import DASH, amount, short_day, term, words
from risk_register.model import facts
from risk_register.model.vocabulary import CreditState, FindingState, SlaDirection, SlaMetric, SlaUnit
from risk_register.risk.sla import ClaimState, Credit, TermStanding, Window, WindowState
from risk_register.risk.sla_naming import window_name
from risk_register.texts import Language, number, tr

_MARKS = {WindowState.KEPT: "\N{CHECK MARK} ", WindowState.MISSED: "\N{MULTIPLICATION X} "}
_CENT = Decimal("0.01")
_PERCENT = "\N{NO-BREAK SPACE}%"


class WindowKey(NamedTuple):
    """What makes a window the same after a refresh; events of the same days are told apart by their source."""

    starts_on: date
    ends_on: date
    source: str | None = None


@dataclass(frozen=True, slots=True)
class TermRow:
    """A promise as it stands."""

    id: int
    standing: TermStanding

    @property
    def term(self) -> facts.SlaTerm:
        """The promise."""
        return self.standing.term

    @property
    def last(self) -> Window | None:
        """The last window in which something was measured."""
        return next((each for each in reversed(self.standing.windows) if each.value is not None), None)

    @property
    def last_missed(self) -> Window | None:
        """The last window in which the promise was missed."""
        return next((each for each in reversed(self.standing.windows) if each.state is WindowState.MISSED), None)


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window of a promise, with the findings about what was measured in it."""

    key: WindowKey
    term: facts.SlaTerm
    window: Window
    findings: tuple[facts.Finding, ...] = ()


def named(name: str, words: str, language: Language) -> str:
    """Words after what they are about, with the language's own colon."""
    return tr(language, "{name}: {words}", name=name, words=words)


def term_name(row: facts.SlaTerm, language: Language) -> str:
    """What a promise is called: its own name, else what it measures."""
    return row.name or term(SlaMetric, row.metric, language)


def figure(value: Decimal | None, row: facts.SlaTerm, language: Language) -> str:
    """A figure with the promise's unit, or a dash."""
    return DASH if value is None else f"{number(value, language)}\N{NO-BREAK SPACE}{term(SlaUnit, row.unit, language)}"


def target(row: facts.SlaTerm, language: Language) -> str:
    """What was promised."""
    return f"{term(SlaDirection, row.direction, language)} {figure(row.target, row, language)}"


def name_of(window: Window, language: Language) -> str:
    """What a window is called."""
    return window_name(window.starts_on, window.ends_on, language)


def state(window: Window, language: Language) -> str:
    """Whether the promise was kept, with a mark before the word; never kept where nothing was measured."""
    return f"{_MARKS.get(window.state, '')}{window.state.label(language)}"


def last(row: TermRow, language: Language) -> str:
    """The last measured window: its name, figure and outcome."""
    window = row.last
    if window is None:
        return tr(language, "Not measured")
    return named(name_of(window, language), f"{figure(window.value, row.term, language)} {state(window, language)}", language)


def missed(row: TermRow, language: Language) -> str:
    """How often the promise was missed, of how many measured windows, and when last."""
    if not row.standing.judged:
        return DASH
    words = tr(language, "{missed} of {known}", missed=row.standing.count(WindowState.MISSED), known=row.standing.judged)
    window = row.last_missed
    return words if window is None else tr(language, "{words} ({window})", words=words, window=name_of(window, language))


def credits_of(row: TermRow, language: Language) -> str:
    """What can still be claimed, or else how many credits were."""
    waiting = [each.credit for each in row.standing.claimable if each.credit]
    if waiting:
        by = min((each.claim_by for each in waiting if each.claim_by), default=None)
        sums = [each.amount for each in waiting]
        known = sum((each for each in sums if each is not None), Decimal(0))
        said = amount(known, waiting[0].currency, language) if None not in sums else tr(language, "{count} to claim",
                                                                                        count=len(waiting))
        return tr(language, "{what} until {day}", what=said, day=short_day(by, language)) if by else said
    claimed = len(row.standing.claims)
    return tr(language, "{count} claimed", count=claimed) if claimed else DASH


def credit(row: WindowRow, language: Language) -> str:
    """What a window's measurement gives us, and how far claiming it has come."""
    found = row.window.credit
    if found is None:
        return DASH
    what = _what(found, language)
    if found.claim is ClaimState.CLAIMED:
        claim = found.claims[-1]
        said = term(CreditState, claim.state, language)
        sums = amount(claim.asked if claim.granted is None else claim.granted, claim.currency, language)
        return named(said, sums, language)
    if found.claim is ClaimState.OPEN and found.claim_by is not None:
        return tr(language, "{what} until {day}", what=what, day=short_day(found.claim_by, language))
    return what if found.claim is ClaimState.NONE else f"{what}, {found.claim.label(language).lower()}"


def _what(found: Credit, language: Language) -> str:
    if found.percent is None:
        return tr(language, "As the contract says")
    if found.amount is None:
        return f"{number(found.percent, language)}{_PERCENT}"
    return amount(found.amount.quantize(_CENT, rounding=ROUND_HALF_UP), found.currency, language)


def finding(row: WindowRow, language: Language) -> str:
    """How the last finding about a window stands."""
    return term(FindingState, row.findings[-1].state, language) if row.findings else ""


def spoken(row: WindowRow, language: Language) -> str:
    """A window in one sentence."""
    what = figure(row.window.value, row.term, language)
    said = row.window.state.label(language)
    return named(name_of(row.window, language), said if row.window.value is None else f"{what}, {said}", language)


def source(row: WindowRow, _language: Language) -> str:
    """Where a measurement comes from."""
    return words(row.window.measured.source if row.window.measured else None)
