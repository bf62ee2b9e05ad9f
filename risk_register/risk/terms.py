"""The terms of a contract on a day: which one runs, until when notice can be given, what follows if nobody gives it.

An end date is the last day in force. Notice is counted back from the end of the *current* term, so that a contract which renewed
itself shows the notice date of the term it is in. Renewals are counted from the initial end, whose day of the month comes back.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from risk_register.model.vocabulary import Renewal
from risk_register.risk.dates import add_months, months_between
from risk_register.texts import Text

_DAY = timedelta(days=1)


class Agreed(Protocol):
    """What a contract says of its duration; `facts.Contract` does, and so does a row read for a list."""

    @property
    def ends_on(self) -> date | None:
        """The last day of the initial term."""

    @property
    def ended_on(self) -> date | None:
        """The last day in force, where the contract was ended."""

    @property
    def renewal(self) -> str | None:
        """What happens at the end of a term."""

    @property
    def renewal_months(self) -> int | None:
        """How long each further term is."""

    @property
    def notice_days_ours(self) -> int | None:
        """Days of notice that we have to give."""

    @property
    def notice_months_ours(self) -> int | None:
        """Calendar months of notice that we have to give."""


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """Where a contract stands on a day. All days are last days in force, or last days on which notice is in time."""

    over: bool = False
    """Whether its last day has passed."""
    doubtful: bool = False
    """Whether its end has passed and the register does not say what happened then."""
    current_end: date | None = None
    give_notice_by: date | None = None
    """Against the next renewal; None where none threatens, or where the notice is not recorded."""
    days_left: int | None = None
    """To give notice; None where there is nothing to give, or it is too late."""
    renews_on: date | None = None
    """The first day of the term that nothing can prevent any more, since the day for notice has passed."""
    renews_to: date | None = None
    next_notice_by: date | None = None
    """For the term after that one."""
    earliest_end: date | None = None
    """Of a contract without an end: the last day in force if notice were given today."""


def contract_term(contract: Agreed, on: date) -> ContractTerm:
    """The term a contract is in on a day, by what it says of its duration."""
    if contract.ended_on is not None:
        return ContractTerm(over=contract.ended_on < on, current_end=contract.ended_on)
    if contract.renewal == Renewal.OPEN_ENDED:
        return ContractTerm(earliest_end=_notice_from(contract, on))
    end = contract.ends_on
    if end is None:
        return ContractTerm()
    if contract.renewal == Renewal.TACIT:
        return _tacit(contract, end, on)
    doubtful = contract.renewal not in (Renewal.NONE, Renewal.EXPRESS)
    return ContractTerm(over=end < on and not doubtful, doubtful=end < on and doubtful, current_end=end)


def _tacit(contract: Agreed, initial_end: date, on: date) -> ContractTerm:
    months = contract.renewal_months
    if months is None or months < 1:
        if initial_end < on:
            return ContractTerm(doubtful=True, current_end=initial_end)
        notice = _notice_before(contract, initial_end)
        return ContractTerm(current_end=initial_end, give_notice_by=notice, days_left=_left(notice, on))
    step = 0 if on <= initial_end else max(0, months_between(initial_end, on) // months)
    while add_months(initial_end, months * step) < on:
        step += 1
    end = add_months(initial_end, months * step)
    notice = _notice_before(contract, end)
    if notice is None or on <= notice:
        return ContractTerm(current_end=end, give_notice_by=notice, days_left=_left(notice, on))
    following = add_months(initial_end, months * (step + 1))
    return ContractTerm(current_end=end, give_notice_by=notice, renews_on=end + _DAY, renews_to=following,
                        next_notice_by=_notice_before(contract, following))


def _left(notice: date | None, on: date) -> int | None:
    return (notice - on).days if notice is not None and notice >= on else None


def _notice_before(contract: Agreed, end: date) -> date | None:
    """The last day for notice: where days and months are both agreed, both must pass, so the earlier day counts."""
    days, months = contract.notice_days_ours, contract.notice_months_ours
    by = [end - timedelta(days=days)] if days is not None else []
    if months is not None:
        by.append(add_months(end, -months))
    return min(by, default=None)


def _notice_from(contract: Agreed, on: date) -> date | None:
    days, months = contract.notice_days_ours, contract.notice_months_ours
    ends = [on + timedelta(days=days)] if days is not None else []
    if months is not None:
        ends.append(add_months(on, months))
    return max(ends, default=None)


def term_words(term: ContractTerm) -> Text | None:
    """In one sentence what is to be known of a contract's term; None where the register says nothing of it."""
    if term.doubtful and term.current_end:
        return Text("Its end, {day}, has passed; whether it was renewed is not recorded", day=term.current_end)
    if term.over and term.current_end:
        return Text("Ended on {day}", day=term.current_end)
    if term.renews_on and term.renews_to:
        if term.next_notice_by is None:
            return Text("Renews on {day} to {end}", day=term.renews_on, end=term.renews_to)
        return Text("Renews on {day} to {end}; next notice by {notice}", day=term.renews_on, end=term.renews_to,
                    notice=term.next_notice_by)
    if term.give_notice_by:
        return Text("Runs to {end}; give notice by {notice}", end=term.current_end, notice=term.give_notice_by)
    if term.current_end:
        return Text("Runs to {end}", end=term.current_end)
    if term.earliest_end:
        return Text("Without an end; notice given today would end it on {day}", day=term.earliest_end)
    return None
