"""A scoring method as data: what its file says, ready for the arithmetic. `house.toml` explains each number where it stands."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from risk_register.model.vocabulary import Confidence, RiskLevel, Tier
from risk_register.risk.bands import Bands
from risk_register.texts import Language

Grade = tuple[int, int, int]
"""A grade of 1 (best) to 4 (worst) as what it is at best, what it counts as, and what it is at worst; equal where known."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of the method itself, written in its file in both languages."""

    en: str
    fr: str

    def label(self, language: Language) -> str:
        """The sentence in that language."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of inherent risk: the group whose mean it enters ('business' or 'data'), its weight there, and its reason."""

    id: str
    group: str
    weight: int
    title: Words
    why: Words


@dataclass(frozen=True, slots=True)
class Scales:
    """From stored facts to grades. Each mapping by stored value also holds None, for what is not known."""

    unknown: Grade
    criticality: dict[str | None, Grade]
    substitutability: dict[str | None, Grade]
    reliance: dict[str | None, Grade]
    access: dict[str | None, Grade]
    elements: dict[str, int]
    confidentiality: tuple[int, ...]
    people_from: tuple[int, ...]
    countries: dict[str, int]
    elsewhere: int
    mechanisms: dict[str | None, Grade]
    special_elements: frozenset[str]
    impersonal_elements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that may not be fallen below, and why."""

    least: Fraction
    why: Words


@dataclass(frozen=True, slots=True)
class InherentRules:
    """The arithmetic of inherent risk in whole numbers: values of 1 to 4 in `scale` parts of one, so no limit is rounded."""

    scale: int
    shares: tuple[int, ...]
    """What one grade of each factor adds to its group's mean, in parts."""
    floors: dict[str, int]
    tiers: tuple[tuple[int, Tier], ...]
    """From the highest down: the least value in parts, and the tier from there."""

    def tier(self, value: int) -> Tier:
        """The tier of a value in parts."""
        for least, tier in self.tiers:
            if value >= least:
                return tier
        return self.tiers[-1][1]


@dataclass(frozen=True, slots=True)
class Focus:
    """What a fact about the vendor makes matter more: weights by control domain's number."""

    weights: tuple[int, ...]
    why: Words


class Unit(NamedTuple):
    """What one answer of a kind earns of the method's whole units for a good one, and what it might earn at best.

    The last four are 1 where it counts as such and else 0, so that many answers are counted without asking of each. A plain tuple,
    since it is taken apart for each of half a million tallies.
    """

    applies: bool
    scored: bool
    earned: int
    best: int
    blank: int
    open: int
    words: int
    bad: int


@dataclass(frozen=True, slots=True)
class Controls:
    """How answers become effectiveness: what each kind of answer earns in whole units; weights by domain's number."""

    cap: Fraction
    good: int
    units: dict[tuple[int, int, int], Unit]
    """By verdict, polarity and reviewer's verdict, as tallies hold them."""
    unit_of_unknown: Unit
    weights: tuple[int, ...]
    focuses: dict[str, Focus]
    by_round: bool
    """Whether each round of answers counts by itself, with its own age; else all are taken together, as old as the oldest."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What evidence of one quality is worth, in `EvidenceRules.unit`s, by months over its time (the last for all beyond)."""

    by_months_over: tuple[int, ...]

    def after(self, months_over: int) -> int:
        """The worth after so many months over; a piece within its time has 0 or fewer."""
        return self.by_months_over[min(max(months_over, 0), len(self.by_months_over) - 1)]


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """What supports an answer: qualities ('word', 'document', 'certificate', 'report') and which kind covers which domains."""

    unit: int
    worths: dict[str, Worth]
    kinds: dict[str, tuple[str, tuple[int, ...]]]
    unstated_counts: bool
    """Whether a certificate without an expiry and an audit report without opinion or period count as documents; blanks pay then."""


@dataclass(frozen=True, slots=True)
class Additions:
    """Points of 100 for what went wrong, each kind capped. Mappings by stored severity also hold None, for unknown ones."""

    incidents: dict[str | None, int]
    incident_months: int
    incident_halved_after: int
    service_level_points: int
    service_level_months: int
    clause_points: int
    clause_topics: frozenset[str]
    unread_clauses: bool
    """Whether a clause that nobody looked for widens the range, as it may turn out to be missing."""
    no_contract_open: bool
    """Whether all clauses asked for do so where no contract is in force."""
    findings: dict[str | None, int]
    finding_before_due: Fraction
    """The share of its points that an open finding has until its day has passed."""
    undated_in_full: bool
    """Whether a finding for which no day was agreed counts in full: leaving its day blank would pay otherwise."""
    caps: dict[str, int]
    whys: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Risk read off two published tables of five levels, 0 (very low) to 4 (very high), in which figures of 0 to 100 lie."""

    least: tuple[Fraction, ...]
    """The lowest figure of each level."""
    values: tuple[Fraction, ...]
    """The figure of 0 to 100 that stands for each level of risk."""
    titles: tuple[Words, ...]
    attempt: tuple[int, ...]
    """The places of the factors whose mean says how likely an attempt is."""
    overall: tuple[tuple[int, ...], ...]
    """Overall likelihood by that of an attempt (row) and that of harm from it (column)."""
    risk: tuple[tuple[int, ...], ...]
    """Risk by overall likelihood (row) and impact (column)."""
    whys: dict[str, Words]

    def level(self, figure: Fraction) -> int:
        """The level of a figure of 0 to 100."""
        return max(level for level, least in enumerate(self.least) if figure >= least)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Threat level as exposure over reliability: dependency x penetration / (maturity x trust), each a whole number of 1 to 4."""

    dependency_from: tuple[int, ...]
    """Values, in the inherent rules' parts, from which dependency is 2, 3 and 4; penetration alike."""
    penetration_from: tuple[int, ...]
    maturity_from: tuple[Fraction, ...]
    """Control effectiveness, 0 to 1, from which maturity is 2, 3 and 4."""
    trust_lost_at: tuple[Fraction, ...]
    """Points of what went wrong from which one, two and three steps of trust are lost."""
    zones: tuple[tuple[Fraction, Fraction, Words], ...]
    """In rising order: the lowest threat level of a zone, the figure of 0 to 100 it begins at, and the zone's name."""
    whys: dict[str, Words]

    def threat(self, dependency: int, penetration: int, maturity: int, trust: int) -> Fraction:
        """The threat level, 1/16 to 16."""
        return Fraction(dependency * penetration, maturity * trust)

    def zone(self, threat: Fraction) -> Words:
        """The zone that a threat level lies in."""
        return [name for least, _, name in self.zones if threat >= least][-1]

    def figure(self, threat: Fraction) -> Fraction:
        """The threat level on 0 to 100: straight lines from one zone's beginning to the next, and to 100 at the highest of 16."""
        ends = [(least, figure) for least, figure, _ in self.zones[1:]] + [(Fraction(16), Fraction(100))]
        for (least, begins, _), (until, ends_at) in zip(self.zones, ends, strict=True):
            if threat <= until:
                return begins + (ends_at - begins) * (threat - least) / (until - least)
        return Fraction(100)


@dataclass(frozen=True, slots=True)
class Trust:
    """What a confidence asks for: percent answered at least, factors missing at most, percent of domains evidenced at least."""

    completeness: int
    missing: int
    evidenced: int
    months_over: int | None
    """Full months at most by which the oldest answers may be past their time; None asks for nothing."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Of which method and version this one is a copy, and why its author changed it."""

    of: str
    why: Words


@dataclass(frozen=True, slots=True)
class Method:
    """A method as loaded: everything a judgement needs besides the facts and the date."""

    name: str
    version: str
    title: Words
    why: Words
    sources: tuple[str, ...]
    text: str
    """The file as read; the register keeps it on first use, so that an upgrade never changes an old judgement."""
    sha256: str
    unknown_why: Words
    unassessed_why: Words
    factors: dict[str, Factor]
    scales: Scales
    inherent: InherentRules
    floors: dict[str, Floor]
    tiers: Bands[Tier]
    review_months: dict[Tier, int]
    stale_months: dict[Tier, int]
    cadence_why: Words
    controls: Controls
    controls_why: Words
    evidence: EvidenceRules
    evidence_why: Words
    additions: Additions
    incident_floor: Floor
    incident_floor_severities: frozenset[str]
    levels: Bands[RiskLevel]
    confidence: dict[Confidence, Trust]
    confidence_why: Words
    combination: Matrix | Ratio | None
    """How the parts make the risk; None: inherent risk times what controls leave, plus what is added."""
    changed: Changed | None = None

    @property
    def label(self) -> str:
        """How a judgement names it: 'house 1.0'."""
        return f"{self.name} {self.version}"
