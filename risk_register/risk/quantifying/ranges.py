"""From facts and a judgement to ranges: how often something may happen at a vendor, and what it may cost."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.facts import VendorFacts
from risk_register.model.vocabulary import Criticality, RiskLevel, Tier
from risk_register.risk.dates import in_force
from risk_register.risk.quantifying.pert import Pert
from risk_register.risk.result import Assessment

_CRITICAL = Criticality.CRITICAL_OR_IMPORTANT.value
_PARTS = ("least", "likely", "most")
_OF_A_VENDOR = ("frequency", "loss")
_WORDS = ("version", "currency", "sources")
_MOST = 1e15
"""Money of one event, or events a year: above it a figure is a slip, and its sums no longer exact."""


@dataclass(frozen=True, slots=True)
class Peril:
    """What may happen at one vendor: loss events a year, and money for each."""

    frequency: Pert
    loss: Pert


@dataclass(frozen=True, slots=True)
class Estimates:
    """The ranges that vendors' own are made from, and those that somebody has estimated for single vendors, by name."""

    version: str
    currency: str
    frequency: Mapping[RiskLevel, Pert]
    by_tier: Mapping[Tier, Pert]
    person: Pert
    critical_function: Pert
    subcontractor: Pert
    carried: float
    vendors: Mapping[str, Peril]


@cache
def load_estimates() -> Estimates:
    """The starting values that come with the program."""
    return parse_estimates(resources.read_text("quantification.toml"), "quantification.toml")


def parse_estimates(text: str, name: str, base: Estimates | None = None) -> Estimates:
    """Estimates written as TOML; what the file leaves out is as in `base`. Raises `RegisterError` naming the file and the entry."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise RegisterError("'{file}' is not readable TOML: {problem}.", file=name, problem=str(problem)) from None
    read = _Reader(said, name)
    read.refuse_unknown()
    return Estimates(
        version=str(said.get("version", name)),
        currency=str(said.get("currency", base.currency if base else "EUR")),
        frequency={level: read.pert(f"frequency.{level}", base.frequency[level] if base else None) for level in RiskLevel},
        by_tier={tier: read.pert(f"loss.{tier}", base.by_tier[tier] if base else None) for tier in Tier},
        person=read.pert("loss.person", base.person if base else None),
        critical_function=read.pert("loss.critical_function", base.critical_function if base else None),
        subcontractor=read.pert("subcontractor.frequency", base.subcontractor if base else None),
        carried=read.share("subcontractor.carried", base.carried if base else None),
        vendors={vendor: Peril(read.pert_of(ranges, "frequency", vendor), read.pert_of(ranges, "loss", vendor))
                 for vendor, ranges in read.table("vendor").items()},
    )


class _Reader:
    """One file of estimates; every wrong entry is refused by its name."""

    def __init__(self, said: Mapping[str, Any], name: str) -> None:
        self._said, self._name = said, name

    def refuse_unknown(self) -> None:
        """Raises `RegisterError` for an entry that nothing reads: misspelt, it leaves the program's own value in force unseen."""
        known: Mapping[str, frozenset[str] | None] = {
            "frequency": frozenset(RiskLevel), "loss": frozenset({*Tier, "person", "critical_function"}),
            "subcontractor": frozenset({"frequency", "carried"}), "vendor": None}
        for key, found in self._said.items():
            if key in _WORDS:
                continue
            if key not in known or not isinstance(found, dict):
                self._unknown(key, [*_WORDS, *known])
            for each, ranges in found.items():
                allowed = known[key]
                if allowed is not None and each not in allowed:
                    self._unknown(f"{key}.{each}", sorted(allowed))
                for part in ranges if allowed is None and isinstance(ranges, dict) else ():
                    if part not in _OF_A_VENDOR:
                        self._unknown(f"{key}.{each}.{part}", [*_OF_A_VENDOR])

    def _unknown(self, entry: str, known: list[str]) -> NoReturn:
        raise RegisterError("'{file}', '{entry}': there is no such entry. Known here are: {known}.", file=self._name, entry=entry,
                            known=", ".join(known))

    def table(self, path: str) -> Mapping[str, Any]:
        found = self._said.get(path, {})
        return found if isinstance(found, dict) else {}

    def pert(self, path: str, otherwise: Pert | None) -> Pert:
        found: Any = self._said
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return otherwise if found is None and otherwise is not None else self._pert(found, path)

    def pert_of(self, ranges: Any, key: str, vendor: str) -> Pert:
        return self._pert(ranges.get(key) if isinstance(ranges, dict) else None, f"vendor.{vendor}.{key}")

    def share(self, path: str, otherwise: float | None) -> float:
        group, key = path.split(".")
        found = self.table(group).get(key, otherwise)
        if isinstance(found, (int, float)) and not isinstance(found, bool) and 0 <= found <= 1:
            return float(found)
        raise RegisterError("'{file}', '{entry}': a number from 0 to 1 is expected.", file=self._name, entry=path)

    def _pert(self, found: Any, path: str) -> Pert:
        numbers = isinstance(found, list) and len(found) == len(_PARTS) and all(
            isinstance(each, (int, float)) and not isinstance(each, bool) for each in found)
        if numbers and 0 <= found[0] <= found[1] <= found[2] <= _MOST:
            return Pert(*(float(each) for each in found))
        raise RegisterError("'{file}', '{entry}': three rising numbers are expected: least, most likely, most.", file=self._name,
                            entry=path)


def vendor_peril(facts: VendorFacts, found: Assessment, estimates: Estimates) -> Peril:
    """What may happen at a vendor: as somebody estimated it, else by its level, tier, people concerned and critical functions."""
    if own := estimates.vendors.get(facts.vendor.legal_name):
        return own
    loss = estimates.by_tier[found.tier]
    people = max((flow.people or 0 for flow in facts.flows if in_force(flow.valid_from, flow.valid_to, found.on)), default=0)
    functions = {function.id for service in facts.services if in_force(service.valid_from, service.valid_to, found.on)
                 for function in service.functions if function.criticality == _CRITICAL}
    for each, times in ((estimates.person, people), (estimates.critical_function, len(functions))):
        loss = Pert(loss.least + each.least * times, loss.likely + each.likely * times, loss.most + each.most * times)
    return Peril(estimates.frequency[found.level], loss)
