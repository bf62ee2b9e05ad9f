"""Losses in money over all vendors of a register: played through, correlated through the subcontractors that vendors share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model.facts import VendorFacts
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.operations.each_vendor import of_each
from risk_register.operations.facts import ours
from risk_register.operations.scoring import method_in_force
from risk_register.operations.supply_chain import supply_chain
from risk_register.risk import Method
from risk_register.risk import assess as judge
from risk_register.risk.portfolio.concentration import behind_vendors
from risk_register.risk.quantifying import (
    Estimates,
    Figures,
    Hit,
    Losses,
    Peril,
    Playing,
    Source,
    figures,
    load_estimates,
    losses,
    vendor_peril,
)
from risk_register.risk.quantifying.ranges import parse_estimates
from risk_register.store import Register
from risk_register.store.stopping import stop_if_wished, stoppable
from risk_register.texts import Text

YEARS, SEED = 10_000, 1
_MOST_YEARS = 1_000_000
_VENDOR = BY_RECORD[Vendor].table


@dataclass(frozen=True, slots=True)
class VendorLosses:
    """One vendor's ranges and what comes of them."""

    vendor_id: int
    vendor: str
    peril: Peril
    losses: Figures


@dataclass(frozen=True, slots=True)
class Shared:
    """A subcontractor whose incidents hit several vendors at once."""

    party: int
    name: str
    vendors: int


@dataclass(frozen=True, slots=True)
class Quantification:
    """Losses a year over all vendors, and by vendor, the largest mean first."""

    on: date
    years: int
    seed: int
    currency: str
    estimates: str
    events: int
    total: Losses
    vendors: tuple[VendorLosses, ...]
    shared: tuple[Shared, ...]


def read_estimates(path: Path) -> Estimates:
    """An organisation's own estimates; what the file leaves out stays as the program ships it. Raises `RegisterError`."""
    if not path.exists():
        raise RegisterError("There is no file {file}. Check its name and folder.", file=path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise RegisterError("'{file}' cannot be read as a text file. Save it as plain text (UTF-8) and try again.",
                            file=path.name) from None
    return parse_estimates(text, path.name, load_estimates())


def quantify(register: Register, *, on: date | None = None, years: int = YEARS, seed: int = SEED,
             estimates: Estimates | None = None, cancelled: Callable[[], bool] | None = None,
             progress: Callable[[int, int, Text], None] | None = None) -> Quantification:
    """Play the years through on the vendors as they are judged that day. Raises `RegisterError` for too many years, `Cancelled`."""
    if years > _MOST_YEARS:
        raise RegisterError("{years} years are too many to play through; {most} are enough for any question.", years=years,
                            most=_MOST_YEARS)
    _refuse_nobodys(register, estimates)
    with stoppable(cancelled):
        return _played(register, on or register.today(), years, seed, estimates or load_estimates(), progress)


def _refuse_nobodys(register: Register, estimates: Estimates | None) -> None:
    """Raises `RegisterError` for an estimate of a vendor that the register does not have: misspelt, it would count nowhere."""
    if estimates is None or not estimates.vendors:
        return
    with register.read() as connection:
        known = set(connection.execute(select(_VENDOR.c.legal_name)).scalars())
    for name in estimates.vendors:
        if name not in known:
            raise RegisterError("There are estimates for '{name}', and no vendor of this register has that legal name. Write it as "
                                "the register does.", name=name)


def _played(register: Register, day: date, years: int, seed: int, used: Estimates,
            progress: Callable[[int, int, Text], None] | None) -> Quantification:
    perils = _perils(register, used, day, progress)
    sources = [Source(peril.frequency, (Hit(place, peril.loss),)) for place, (_, _, peril) in enumerate(perils)]
    shared = []
    for each, hit in _shared(register, day, [vendor_id for vendor_id, _, _ in perils]):
        shared.append(each)
        sources.append(Source(used.subcontractor, tuple(Hit(place, perils[place][2].loss, used.carried) for place in hit)))
    playing, found = Playing(sources, len(perils), years, seed), []
    for (vendor_id, name, peril), lost in zip(perils, playing, strict=True):
        stop_if_wished()
        found.append(VendorLosses(vendor_id, name, peril, figures(lost.values(), years)))
        if progress is not None:
            progress(len(found), len(perils), Text("{name}", name=name))
    found.sort(key=lambda each: (-each.losses.mean, each.vendor.lower(), each.vendor_id))
    return Quantification(day, years, seed, used.currency, used.version, playing.events, losses(playing.totals, years),
                          tuple(found), tuple(sorted(shared, key=lambda each: (-each.vendors, each.name))))


def _perils(register: Register, used: Estimates, day: date,
            progress: Callable[[int, int, Text], None] | None) -> list[tuple[int, str, Peril]]:
    """What may happen at each vendor, with its id and name."""
    found: list[tuple[int, str, Peril]] = []
    total = ours(register)
    for some in of_each(register, partial(_peril, method=method_in_force(register), on=day, used=used)):
        found.extend(some)
        if progress is not None:
            progress(len(found), total, Text("Judging all vendors"))
    return found


def _peril(facts: VendorFacts, method: Method, on: date, used: Estimates) -> tuple[int, str, Peril]:
    return facts.vendor.id, facts.vendor.legal_name, vendor_peril(facts, judge(facts, method, on, explain=False), used)


def _shared(register: Register, day: date, vendor_ids: list[int]) -> Iterator[tuple[Shared, list[int]]]:
    """The subcontractors behind two vendors or more, each with the places of those vendors."""
    places = {vendor_id: place for place, vendor_id in enumerate(vendor_ids)}
    chain = supply_chain(register, on=day, judged=False)
    for party, vendors in sorted(behind_vendors(chain).items()):
        hit = [places[vendor] for vendor in sorted(vendors) if vendor in places]
        if len(hit) > 1:
            yield Shared(party, chain.name(party), len(hit)), hit
