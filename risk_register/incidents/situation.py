"""What an incident is judged by, as frozen values: our entities, what it touched of theirs, its moments, decisions and messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from risk_register.model.vocabulary import DecisionKind, ProcessingRole, StampName
from risk_register.texts import Text

UNLIKELY, RISK, HIGH = "unlikely", "risk", "high"
"""The values of a decision on the risk to people."""
HIGH_RISK, MAJOR, SIGNIFICANT, MATERIAL = "high_risk", "major", "significant", "material"
"""What rules may wait for; those but the first are values of a decision on classification, 'not_…' the opposite."""
FOR_US = "for_us"
"""The value of a decision on whose processing was breached: it was done for us, or 'not_…' for the vendor's own purposes."""

VENDORS_OWN = (StampName.VENDOR_AWARE, StampName.VENDOR_NOTIFIED)
"""Moments that are one vendor's and no other's."""
DECISIONS: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.RISK: (UNLIKELY, RISK, HIGH),
    DecisionKind.ROLES: (FOR_US, f"not_{FOR_US}"),
    DecisionKind.CLASSIFICATION: tuple(value for word in (MAJOR, SIGNIFICANT, MATERIAL) for value in (word, f"not_{word}")),
}
"""What may be decided."""
DECISION_WORDS: Mapping[str, Text] = {
    UNLIKELY: Text("A risk to the people concerned is unlikely"), RISK: Text("There is a risk to the people concerned"),
    HIGH: Text("The risk to the people concerned is high"),
    MAJOR: Text("The incident is major (DORA)"), f"not_{MAJOR}": Text("The incident is not major (DORA)"),
    SIGNIFICANT: Text("The incident is significant (NIS2)"),
    f"not_{SIGNIFICANT}": Text("The incident is not significant (NIS2)"),
    FOR_US: Text("Processed for us: the breach is ours to notify"),
    f"not_{FOR_US}": Text("The vendor is an independent controller: it is its breach"),
    MATERIAL: Text("The incident is material (SEC)"), f"not_{MATERIAL}": Text("The incident is not material (SEC)"),
}
"""What is decided, in words."""


def decided_words(kind: str, value: str) -> Text:
    """A decision in words; a value of a newer program as it stands."""
    if kind == DecisionKind.NOT_REQUIRED:
        return Text("Not required: {duty}", duty=value)
    return DECISION_WORDS.get(value) or Text("{words}", words=value)


@dataclass(frozen=True, slots=True)
class Touched:
    """What an incident touched of one own entity. `regions` counts people by country or US state ('US-CA'); None: not counted."""

    elements: frozenset[str] = frozenset()
    roles: frozenset[ProcessingRole] = frozenset()
    """What the entity is for the flows touched, but for those of which the vendor is an independent controller."""
    independent: tuple[str, ...] = ()
    """The names of those."""
    regions: Mapping[str, int] = field(default_factory=dict)
    people: int | None = None
    """The most people that it may concern."""
    personal: bool = False
    critical_functions: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether it touched anything at all."""
        return bool(self.elements or self.critical_functions or self.people)


@dataclass(frozen=True, slots=True)
class Entity:
    """A legal person of ours with the regimes it is under on the day, in whose zone its deadlines are counted."""

    id: int
    name: str
    zone: tzinfo
    country: str | None = None
    kind: str | None = None
    regimes: frozenset[str] = frozenset()
    authorities: Mapping[str, str] = field(default_factory=dict)
    """What authorities are called, by regime, where the register says so."""
    insured: bool = False
    touched: Touched = Touched()
    holidays: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Promise:
    """A vendor's contract promises to tell us of a breach within some hours; None: the clause gives no number."""

    contract_id: int
    contract: str
    vendor_id: int
    vendor: str
    state: str
    hours: int | None = None
    hours_from: str | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A vendor of ours that had what was touched of an own entity."""

    vendor_id: int
    vendor: str
    entity_id: int
    processes_for_us: bool
    """Whether it is our processor for any of it, or nobody recorded what it is; not where it decides for itself."""


@dataclass(frozen=True, slots=True)
class Customers:
    """People for whom we process, and the hours in which we promised to tell them."""

    flow_id: int
    flow: str
    customers: str | None
    hours: int
    entity_id: int


@dataclass(frozen=True, slots=True)
class Policy:
    """A cyber-insurance policy in force, and its duty to tell the insurer."""

    id: int
    insurer: str
    number: str | None
    hours: int
    entity_id: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided: of what kind, what, when."""

    kind: str
    value: str
    at: datetime
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent to fulfil a duty."""

    rule: str
    at: datetime
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """An incident as it is known at one moment."""

    now: datetime
    entities: tuple[Entity, ...]
    stamps: Mapping[StampName, datetime] = field(default_factory=dict)
    """The last said of each; corrections replace what they correct."""
    decisions: tuple[Decided, ...] = ()
    sent: tuple[Sent, ...] = ()
    promises: tuple[Promise, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    of_vendors: Mapping[int, Mapping[StampName, datetime]] | None = None
    """By vendor, since when it was aware and when it told us; None: what is recorded holds for every vendor."""
    customers: tuple[Customers, ...] = ()
    policies: tuple[Policy, ...] = ()

    def stamps_of(self, vendor_id: int) -> Mapping[StampName, datetime]:
        """The moments as they hold for one vendor: that another knew of it, or told us, says nothing of this one."""
        if self.of_vendors is None:
            return self.stamps
        shared = {name: at for name, at in self.stamps.items() if name not in VENDORS_OWN}
        return {**shared, **self.of_vendors.get(vendor_id, {})}

    @property
    def risk(self) -> str | None:
        """What a person found the risk to people to be: 'unlikely', 'risk' or 'high'; None where nobody decided."""
        found = [each for each in self.decisions if each.kind == DecisionKind.RISK]
        return max(found, key=lambda each: each.at).value if found else None

    def decided(self, value: str) -> bool | None:
        """Whether a person found it so ('major') or not ('not_major'); None where nobody decided. The last decision counts."""
        if value == HIGH_RISK:
            return self.risk == HIGH if self.risk is not None else None
        found = [each for each in self.decisions if each.value in (value, f"not_{value}")]
        return max(found, key=lambda each: each.at).value == value if found else None

    def waived(self, rule: str) -> Decided | None:
        """The decision that a duty need not be fulfilled, unless it was taken back since ('required:' and the rule)."""
        found = [each for each in self.decisions
                 if each.kind == DecisionKind.NOT_REQUIRED and each.value in (rule, f"required:{rule}")]
        last = max(found, key=lambda each: each.at, default=None)
        return last if last is not None and last.value == rule else None

    def fulfilled(self, rule: str) -> datetime | None:
        """When the duty was first fulfilled."""
        return min((each.at for each in self.sent if each.rule == rule), default=None)
