"""Service levels: which windows a promise is measured over, which were kept or missed, and which credits a miss gives.

Pure, in exact decimals. A window without a value is not measured, which is no miss. Measurements are only ever added: of several
for the same days the last one recorded stands, and those before it were corrected.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from risk_register.model.facts import Contract, CreditClaim, SlaMeasurement, SlaTerm
from risk_register.model.vocabulary import MeasurementWindow, Renewal, SlaDirection
from risk_register.model.vocabulary.terms import Term
from risk_register.risk.dates import add_months

MONTHS: dict[str, int] = {MeasurementWindow.MONTH: 1, MeasurementWindow.QUARTER: 3, MeasurementWindow.YEAR: 12}
"""How many months a window of each kind has; an event has none, and is expected by nobody."""
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_YEAR = 12
_RUN = 3
"""How many measured windows on either side are compared to tell where a service level is heading."""


class WindowState(Term):
    """What is known of one window."""

    KEPT = "kept", "Kept", "Tenu"
    MISSED = "missed", "Missed", "Manqué"
    NOT_MEASURED = "not_measured", "Not measured", "Non mesuré"
    RUNNING = "running", "Still running", "En cours"
    UNJUDGED = "unjudged", "Cannot be judged", "Non appréciable"


class ClaimState(Term):
    """How a window's credit stands."""

    NONE = "none", "Nothing to claim", "Rien à réclamer"
    OPEN = "open", "To be claimed", "À réclamer"
    LAPSED = "lapsed", "Not claimed in time", "Non réclamé à temps"
    CLAIMED = "claimed", "Claimed", "Réclamé"


class Heading(Term):
    """Where a service level is heading."""

    BETTER = "better", "Getting better", "En amélioration"
    STEADY = "steady", "Steady", "Stable"
    WORSE = "worse", "Getting worse", "En dégradation"


@dataclass(frozen=True, slots=True)
class Credit:
    """What a window's measurement gives us: percent of the window's fee, after the cap, and the amount where the fee is known."""

    percent: Decimal | None
    """None where the contract says in words alone what a miss gives."""
    amount: Decimal | None
    currency: str | None
    capped: bool
    claim: ClaimState
    claim_by: date | None
    """The last day on which the credit can be claimed; None where the contract sets none."""
    claims: tuple[CreditClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """One window of a term. `whole` tells a full calendar window from one that the term begins or ends in."""

    starts_on: date
    ends_on: date
    state: WindowState
    measured: SlaMeasurement | None = None
    corrected: tuple[SlaMeasurement, ...] = ()
    """Measurements of the same days that a later one replaced, oldest first."""
    credit: Credit | None = None
    whole: bool = True

    @property
    def value(self) -> Decimal | None:
        """What was measured."""
        return self.measured.value if self.measured else None


@dataclass(frozen=True, slots=True)
class TermStanding:
    """How one promise stands on a day: its windows in time order, and what follows from them."""

    term: SlaTerm
    contract: Contract | None
    windows: tuple[Window, ...]
    heading: Heading | None
    claims: tuple[CreditClaim, ...] = ()

    def count(self, state: WindowState) -> int:
        """How many windows are in that state."""
        return sum(window.state is state for window in self.windows)

    @property
    def judged(self) -> int:
        """How many windows were kept or missed."""
        return self.count(WindowState.KEPT) + self.count(WindowState.MISSED)

    @property
    def claimable(self) -> tuple[Window, ...]:
        """The windows whose credit can still be claimed."""
        return tuple(window for window in self.windows if window.credit and window.credit.claim is ClaimState.OPEN)


def standing(term: SlaTerm, contract: Contract | None, claims: Iterable[CreditClaim], on: date, *,
             since: date | None = None) -> TermStanding:
    """How a promise stands on a day. `since` leaves out windows that were over before it and have no measurement."""
    own = tuple(claim for claim in claims if claim.sla_term_id == term.id)
    windows = tuple(_windows(term, contract, own, on, since))
    return TermStanding(term, contract, windows, heading(term, windows), own)


def current(term: SlaTerm) -> tuple[SlaMeasurement, ...]:
    """The measurements that stand, in time order: of several for the same days the last recorded one.

    Of a promise for each event the source tells events of the same days apart.
    """
    return tuple(series[-1] for series in _series(term).values())


def is_missed(term: SlaTerm, value: Decimal | None) -> bool | None:
    """Whether a value breaks the promise; None where nothing was measured, or the promise's direction is not known."""
    if value is None:
        return None
    if term.direction == SlaDirection.AT_LEAST:
        return value < term.target
    if term.direction == SlaDirection.AT_MOST:
        return value > term.target
    return None


def expected(term: SlaTerm, contract: Contract | None, on: date) -> Iterator[tuple[date, date, bool]]:
    """First day, last day and wholeness of each calendar window in which the promise is in force, up to the one `on` lies in."""
    months = MONTHS.get(term.window)
    begins, ends = _in_force(term, contract)
    if months is None or begins is None:
        return
    first = date(begins.year, (begins.month - 1) // months * months + 1, 1)
    while first <= on and (ends is None or first <= ends):
        after = add_months(first, months)
        last = after - timedelta(days=1)
        start, end = max(first, begins), last if ends is None else min(last, ends)
        yield start, end, (start, end) == (first, last)
        first = after


def overlapping(term: SlaTerm, contract: Contract | None, starts_on: date, ends_on: date) -> SlaMeasurement | None:
    """A measurement that stands for other days and shares some with these: a day is measured once.

    Events may share days; a calendar window and the part of it in which the promise is in force are the same window.
    """
    if term.window == MeasurementWindow.EVENT:
        return None
    near = [each for each in current(term)
            if each.value is not None and each.starts_on <= ends_on and each.ends_on >= starts_on]
    if not near:
        return None
    same = {(starts_on, ends_on)}
    for start, end, whole in expected(term, contract, ends_on):
        around = window_around(start, MONTHS[term.window])
        if not whole and same & {(start, end), around}:
            same |= {(start, end), around}
    return next((each for each in near if (each.starts_on, each.ends_on) not in same), None)


def window_around(day: date, months: int) -> tuple[date, date]:
    """First and last day of the calendar window of so many months that a day lies in."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - timedelta(days=1)


def credit_percent(term: SlaTerm, value: Decimal | None) -> Decimal:
    """How many percent of a window's fee a measurement gives: the largest step that applies, at most the cap; 0 for none."""
    due = _due(term, value)
    return due if term.credit_cap is None else min(due, term.credit_cap)


def window_fee(term: SlaTerm, contract: Contract | None) -> Decimal | None:
    """A window's share of the contract's annual cost; None where either is not known. Not rounded."""
    months = MONTHS.get(term.window)
    if months is None or contract is None or contract.annual_cost is None:
        return None
    return contract.annual_cost * months / _YEAR


def heading(term: SlaTerm, windows: Sequence[Window]) -> Heading | None:
    """Whether the last measured windows are better or worse than as many before them; None while there are too few."""
    values = [window.value for window in windows if window.value is not None]
    if len(values) < 2 * _RUN:
        return None
    change = sum(values[-_RUN:], Decimal(0)) - sum(values[-2 * _RUN:-_RUN], Decimal(0))
    if change == 0:
        return Heading.STEADY
    return Heading.BETTER if (change > 0) == (term.direction == SlaDirection.AT_LEAST) else Heading.WORSE


def claim_values(term: SlaTerm, window: Window, on: date) -> dict[str, Any]:
    """What a claim for a window's credit starts from, the amount rounded half up to the cent."""
    credit, measured = window.credit, window.measured
    amount = credit.amount if credit else None
    return {
        "sla_term_id": term.id, "measurement_id": measured.id if measured else None, "asked_on": on,
        "asked": None if amount is None else amount.quantize(_CENT, rounding=ROUND_HALF_UP),
        "currency": (credit.currency if credit else None) or "EUR",
    }


def _in_force(term: SlaTerm, contract: Contract | None) -> tuple[date | None, date | None]:
    begins, ends = term.valid_from, [term.valid_to]
    if contract is not None:
        begins = begins or contract.starts_on
        over = contract.ends_on if contract.renewal in (Renewal.NONE, Renewal.EXPRESS) else None
        ends += [contract.ended_on or over]
    if begins is None:
        begins = min((each.starts_on for each in term.measurements), default=None)
    return begins, min((end for end in ends if end is not None), default=None)


def _series(term: SlaTerm) -> dict[tuple[date, date, str | None], list[SlaMeasurement]]:
    by_event = term.window == MeasurementWindow.EVENT
    found: dict[tuple[date, date, str | None], list[SlaMeasurement]] = {}
    for each in term.measurements:
        found.setdefault((each.starts_on, each.ends_on, each.source if by_event else None), []).append(each)
    return dict(sorted(found.items(), key=lambda item: item[0][:2]))


def _windows(term: SlaTerm, contract: Contract | None, claims: Sequence[CreditClaim], on: date,
             since: date | None) -> list[Window]:
    series = _series(term)
    found: list[Window] = []
    for start, end, whole in expected(term, contract, on):
        first, last = window_around(start, MONTHS[term.window])
        measured = series.pop((start, end, None), None) or series.pop((first, last, None), None)
        if measured is None and since is not None and end < since:
            continue
        found.append(_window(term, contract, claims, on, (start, end), measured or [], whole=whole))
    for (start, end, _), measured in series.items():
        whole = term.window == MeasurementWindow.EVENT
        found.append(_window(term, contract, claims, on, (start, end), measured, whole=whole))
    return sorted(found, key=lambda window: (window.starts_on, window.ends_on))


def _window(term: SlaTerm, contract: Contract | None, claims: Sequence[CreditClaim], on: date, days: tuple[date, date],
            measured: Sequence[SlaMeasurement], *, whole: bool) -> Window:
    last = measured[-1] if measured else None
    value = last.value if last else None
    missed = is_missed(term, value)
    if value is None:
        state = WindowState.RUNNING if days[1] >= on and last is None else WindowState.NOT_MEASURED
    else:
        state = WindowState.UNJUDGED if missed is None else WindowState.MISSED if missed else WindowState.KEPT
    ids = {each.id for each in measured}
    own = tuple(claim for claim in claims if claim.measurement_id in ids)
    credit = _credit(term, contract, own, on, days[1], value, whole=whole)
    return Window(*days, state, last, tuple(measured[:-1]), credit, whole)


def _credit(term: SlaTerm, contract: Contract | None, claims: tuple[CreditClaim, ...], on: date, ends_on: date,
            value: Decimal | None, *, whole: bool) -> Credit | None:
    """The credit of a window; None where none is due and none was claimed. A window that is not whole has no known fee."""
    percent = None if _in_words(term, value) else credit_percent(term, value)
    if percent == 0 and not claims:
        return None
    fee = window_fee(term, contract) if whole else None
    amount = None if fee is None or percent is None else (fee * percent / _HUNDRED)
    claim_by = None if term.claim_days is None else ends_on + timedelta(days=term.claim_days)
    if claims:
        state = ClaimState.CLAIMED
    elif ends_on >= on:
        state = ClaimState.NONE
    else:
        state = ClaimState.LAPSED if claim_by is not None and claim_by < on else ClaimState.OPEN
    capped = percent is not None and _due(term, value) > percent
    return Credit(percent, amount, contract.currency if contract else None, capped, state, claim_by, claims)


def _in_words(term: SlaTerm, value: Decimal | None) -> bool:
    """Whether a miss gives a credit of which only the contract's words say how much."""
    return not term.credit_steps and bool(term.credit_scale or term.claim_days is not None) and is_missed(term, value) is True


def _due(term: SlaTerm, value: Decimal | None) -> Decimal:
    if value is None:
        return Decimal(0)
    below = term.direction == SlaDirection.AT_LEAST
    steps = (step.credit for step in term.credit_steps if (value < step.beyond if below else value > step.beyond))
    return max(steps, default=Decimal(0))
