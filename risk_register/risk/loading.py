"""Loading a method: its file checked word by word and number by number before any vendor is judged by it."""

import hashlib
import re
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from math import lcm

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.merit import NOT_REVIEWED, REVIEWS, Merit, Reading, reading
from risk_register.model.vocabulary import (
    ClauseTopic,
    Confidence,
    ControlDomain,
    Criticality,
    DataCategory,
    DataElement,
    EvidenceKind,
    FindingSeverity,
    Polarity,
    Privilege,
    Reliance,
    RiskLevel,
    Substitutability,
    Term,
    Tier,
    TransferMechanism,
    Verdict,
)
from risk_register.risk.bands import Bands
from risk_register.risk.combinations import read_combination
from risk_register.risk.method import (
    Additions,
    Changed,
    Controls,
    EvidenceRules,
    Factor,
    Floor,
    Focus,
    Grade,
    InherentRules,
    Method,
    Scales,
    Trust,
    Unit,
    Worth,
)
from risk_register.risk.rule_file import RuleFile
from risk_register.texts import Text

FACTORS = {
    "criticality": "business", "substitutability": "business", "reliance": "business",
    "data": "data", "people": "data", "access": "data", "location": "data",
}
"""The factors that facts are graded for, each with its group."""
FLOORS = ("critical_function", "sole_source", "special_data", "privileged_access")
FOCUSES = ("personal_data", "critical_function", "access")
WORTHS = ("word", "document", "certificate", "report")
MOST_OF_NAME, _VERSION = 60, 60
NAME = re.compile(rf"[\w.-]{{1,{MOST_OF_NAME}}}")
"""What a method may be called. There are no blanks in it, so that 'house 1.2' is read in one way."""
_TIERS = tuple(tier for tier in Tier if tier is not Tier.UNASSESSED)
_LEVELS = tuple(level for level in RiskLevel if level is not RiskLevel.UNASSESSED)


@cache
def load_method(name: str) -> Method:
    """A method that comes with the program, by the name of its file. Raises `RegisterError` where there is none, or it is wrong."""
    known = [file.removesuffix(".toml") for file in resources.names("methods", ending=".toml")]
    if name not in known:
        raise RegisterError("There is no method '{method}'. Known methods: {known}.", method=name, known=", ".join(known))
    return parse_method(resources.read_text("methods", f"{name}.toml"), name)


@lru_cache(maxsize=32)
def parse_method(text: str, name: str) -> Method:
    """The method written in a TOML text. Raises `RegisterError` naming the line and key that is wrong, missing or unknown.

    Line ends and blank lines around it are no part of a method: a register keeps its copy trimmed, and it is the same method.
    """
    file = RuleFile(text, name)
    text = text.replace("\r\n", "\n").strip() + "\n"
    factors = {factor: _factor(file, factor, group) for factor, group in FACTORS.items()}
    floors = {floor: _floor(file, floor) for floor in FLOORS}
    tiers = _tiers(file)
    inherent = _inherent(file, factors, floors, tiers)
    method = Method(
        name=_name(file) if file.has("name") else name, version=file.line("version", _VERSION),
        title=file.words("title"), why=file.words("why"),
        sources=file.strings("sources"), text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
        unknown_why=file.words("unknown.why"), unassessed_why=file.words("unassessed.why"),
        factors=factors, scales=_scales(file), inherent=inherent, floors=floors, tiers=tiers,
        review_months={tier: file.whole(f"tier.{tier}.review_months", 1, 120) for tier in Tier},
        stale_months={tier: file.whole(f"tier.{tier}.stale_months", 1, 120) for tier in Tier},
        cadence_why=file.words("cadence.why"),
        controls=_controls(file), controls_why=file.words("controls.why"),
        evidence=_evidence(file), evidence_why=file.words("evidence.why"),
        additions=_additions(file), levels=(levels := _levels(file)), incident_floor=_incident_floor(file, levels),
        incident_floor_severities=frozenset(file.known_words("floor_of_residual.open_incident.severities", FindingSeverity)),
        confidence=_confidence(file), confidence_why=file.words("confidence.why"), changed=_changed(file),
        combination=read_combination(file, tuple(FACTORS), inherent),
    )
    file.refuse_unread()
    return method


def _name(file: RuleFile) -> str:
    """A method may name itself, so that it keeps its name whatever its file is called."""
    if not NAME.fullmatch(name := file.string("name")):
        file.fail("name", Text("at most {most} letters, figures, dots and hyphens are expected", most=MOST_OF_NAME))
    return name


def _changed(file: RuleFile) -> Changed | None:
    return Changed(file.string("changed.from"), file.words("changed.why")) if file.has("changed") else None


def _factor(file: RuleFile, factor: str, group: str) -> Factor:
    path = f"factor.{factor}"
    if file.string(f"{path}.group") != group:
        file.fail(f"{path}.group", Text("it must be '{group}'", group=group))
    return Factor(factor, group, file.whole(f"{path}.weight", 0, 100), file.words(f"{path}.title"), file.words(f"{path}.why"))


def _floor(file: RuleFile, floor: str) -> Floor:
    return Floor(file.exact(f"floor.{floor}.least", 1, 4), file.words(f"floor.{floor}.why"))


def _tiers(file: RuleFile) -> Bands[Tier]:
    limits = [(file.exact(f"tier.{tier}.from", 1, 4), tier) for tier in reversed(_TIERS)]
    if limits[0][0] != 1:
        file.fail(f"tier.{_TIERS[-1]}.from", Text("the lowest must start at {least}, so that no value is left out", least=1))
    for (lower, _), (upper, tier) in pairwise(limits):
        if upper <= lower:
            file.fail(f"tier.{tier}.from", Text("it must be above the one below it"))
    return Bands(tuple(limits))


def _levels(file: RuleFile) -> Bands[RiskLevel]:
    file.keys("level", _LEVELS, every=True)
    limits = [(file.exact(f"level.{level}", 0, 100), level) for level in _LEVELS]
    if limits[0][0] != 0:
        file.fail(f"level.{_LEVELS[0]}", Text("the lowest must start at {least}, so that no value is left out", least=0))
    for (lower, _), (upper, level) in pairwise(limits):
        if upper <= lower:
            file.fail(f"level.{level}", Text("it must be above the one below it"))
    return Bands(tuple(limits))


def _inherent(file: RuleFile, factors: dict[str, Factor], floors: dict[str, Floor], tiers: Bands[Tier]) -> InherentRules:
    totals: dict[str, int] = {}
    for factor in factors.values():
        totals[factor.group] = totals.get(factor.group, 0) + factor.weight
    for factor in factors.values():
        if not totals[factor.group]:
            problem = Text("the weights of the group '{group}' add up to nothing", group=factor.group)
            file.fail(f"factor.{factor.id}.weight", problem)
    limits = [(Fraction(least), tier) for least, tier in reversed(tiers.limits)]
    scale = lcm(*totals.values(), *(f.least.denominator for f in floors.values()), *(least.denominator for least, _ in limits))
    return InherentRules(
        scale=scale,
        shares=tuple(factor.weight * scale // totals[factor.group] for factor in factors.values()),
        floors={name: int(floor.least * scale) for name, floor in floors.items()},
        tiers=tuple((int(least * scale), tier) for least, tier in limits),
    )


def _scales(file: RuleFile) -> Scales:
    counts_as = file.whole("unknown.grade", 1, 4)
    unknown: Grade = (1, counts_as, 4)

    def grades(path: str, vocabulary: type[Term]) -> dict[str | None, Grade]:
        known: dict[str | None, Grade] = {
            word: (grade, grade, grade) for word, grade in file.table(path, 1, 4, vocabulary, every=True).items()
        }
        return known | {None: unknown}

    categories = file.table("factor.data.grades", 1, 4, DataCategory, every=True)
    elsewhere = file.whole("factor.location.elsewhere", 1, 4)
    mechanisms = grades("factor.location.mechanisms", TransferMechanism)
    mechanisms[None] = (elsewhere, max(counts_as, elsewhere), 4)
    countries: dict[str, int] = {}
    for place in ("adequate", "home"):
        grade = file.whole(f"factor.location.{place}.grade", 1, elsewhere)
        countries |= dict.fromkeys(file.strings(f"factor.location.{place}.countries"), grade)
    return Scales(
        unknown=unknown,
        criticality=grades("factor.criticality.grades", Criticality),
        substitutability=grades("factor.substitutability.grades", Substitutability),
        reliance=grades("factor.reliance.grades", Reliance),
        access=grades("factor.access.grades", Privilege),
        elements={element.value: categories[element.category] for element in DataElement},
        confidentiality=file.wholes("factor.data.confidentiality", 1, 4, 5),
        people_from=file.wholes("factor.people.from", 1, 10**10, 3),
        countries=countries, elsewhere=elsewhere, mechanisms=mechanisms,
        special_elements=frozenset(element.value for element in DataElement if element.special),
        impersonal_elements=frozenset(e.value for e in DataElement if e.category is DataCategory.BUSINESS_SECRET),
    )


def _controls(file: RuleFile) -> Controls:
    words = ControlDomain.words()
    base = file.table("controls.domains", 0, 100, words, every=True)
    if not any(base.values()):
        file.fail("controls.domains", Text("at least one domain must count"))
    focuses = {}
    for focus in FOCUSES:
        raised = file.table(f"controls.focus.{focus}.weights", 0, 100, words, every=False)
        focuses[focus] = Focus(_by_domain(base | raised), file.words(f"controls.focus.{focus}.why"))
    partial = file.exact("controls.partial", 0, 1)
    reviewed = file.choice("controls.reviewer", ("ignored", "prevails"), "ignored") == "prevails"
    units = {
        (int(verdict), int(polarity), review): _unit(reading(verdict, polarity, review if reviewed else NOT_REVIEWED), partial)
        for verdict in Verdict for polarity in Polarity for review in (NOT_REVIEWED, *REVIEWS.values())
    }
    return Controls(
        file.exact("controls.cap", 0, 1), partial.denominator, units, _unit(reading(-1, -1), partial), _by_domain(base), focuses,
        by_round=file.choice("controls.rounds", ("together", "each"), "together") == "each",
    )


def _unit(read: Reading, partial: Fraction) -> Unit:
    open_still = read.merit in (Merit.OPEN, Merit.WORDS)
    earned = {Merit.GOOD: partial.denominator, Merit.PARTIAL: partial.numerator}.get(read.merit, 0)
    best = partial.denominator if open_still else earned
    return Unit(read.applies, read.merit is not Merit.NOT_SCORED, earned, best, blank=int(not read.answered), open=int(open_still),
                words=int(read.merit is Merit.WORDS), bad=int(read.merit is Merit.BAD))


def _by_domain(weights: dict[str, int]) -> tuple[int, ...]:
    return tuple(weights[domain.word] for domain in sorted(ControlDomain))


def _evidence(file: RuleFile) -> EvidenceRules:
    floor = file.exact("evidence.floor", 0, 1)
    months = file.whole("evidence.months_to_nothing", 1, 120)
    exact: dict[str, list[Fraction]] = {}
    for worth in WORTHS:
        fresh = file.exact(f"evidence.{worth}", 0, 1)
        if fresh < floor:
            file.fail(f"evidence.{worth}", Text("it must not lie below evidence.floor"))
        exact[worth] = [max(floor, fresh * Fraction(months - over, months)) for over in range(months + 1)]
    unit = lcm(*(figure.denominator for figures in exact.values() for figure in figures))
    kinds = {}
    for kind in file.keys("evidence.kinds", EvidenceKind, every=False):
        path = f"evidence.kinds.{kind}"
        if (worth := file.string(f"{path}.worth")) not in WORTHS:
            file.fail(f"{path}.worth", Text("'{word}' is not a word this program knows", word=worth))
        domains = file.known_words(f"{path}.domains", ControlDomain.words())
        kinds[str(kind)] = (worth, tuple(int(ControlDomain.from_word(word)) for word in domains))
    worths = {worth: Worth(tuple(int(figure * unit) for figure in figures)) for worth, figures in exact.items()}
    return EvidenceRules(unit, worths, kinds, file.choice("evidence.unstated", ("document", "nothing"), "document") == "document")


def _severities(file: RuleFile, kind: str) -> dict[str | None, int]:
    points: dict[str | None, int] = dict(file.table(f"additions.{kind}.points", 0, 100, FindingSeverity, every=True).items())
    rising = [points[severity] for severity in FindingSeverity]
    if rising != sorted(rising):
        file.fail(f"additions.{kind}.points", Text("the numbers must rise"))
    path = f"additions.{kind}.unknown"
    if (unknown := file.string(path)) not in points:
        file.fail(path, Text("'{word}' is not a word this program knows", word=unknown))
    return points | {None: points[unknown]}


def _additions(file: RuleFile) -> Additions:
    kinds = ("incidents", "service_levels", "clauses", "findings")
    return Additions(
        incidents=_severities(file, "incidents"),
        incident_months=file.whole("additions.incidents.months", 1, 240),
        incident_halved_after=file.whole("additions.incidents.halved_after_months", 1, 240),
        service_level_points=file.whole("additions.service_levels.points", 0, 100),
        service_level_months=file.whole("additions.service_levels.months", 1, 60),
        clause_points=file.whole("additions.clauses.points", 0, 100),
        clause_topics=frozenset(file.known_words("additions.clauses.topics", ClauseTopic)),
        unread_clauses=file.choice("additions.clauses.unread", ("ignored", "open"), "ignored") == "open",
        no_contract_open=file.choice("additions.clauses.no_contract", ("ignored", "open"), "ignored") == "open",
        findings=_severities(file, "findings"),
        finding_before_due=file.exact("additions.findings.before_due", 0, 1) if file.has("additions.findings.before_due")
        else Fraction(0),
        undated_in_full=file.choice("additions.findings.undated", ("before_due", "full"), "before_due") == "full",
        caps={kind: file.whole(f"additions.{kind}.cap", 0, 100) for kind in kinds},
        whys={kind: file.words(f"additions.{kind}.why") for kind in kinds},
    )


def _incident_floor(file: RuleFile, levels: Bands[RiskLevel]) -> Floor:
    path = "floor_of_residual.open_incident"
    level = RiskLevel.parse(file.string(f"{path}.level"))
    if level not in _LEVELS:
        file.fail(f"{path}.level", Text("'{word}' is not a word this program knows", word=file.string(f"{path}.level")))
    return Floor(Fraction(levels.least(level)), file.words(f"{path}.why"))


def _confidence(file: RuleFile) -> dict[Confidence, Trust]:
    return {
        confidence: Trust(
            file.whole(f"confidence.{confidence}.completeness", 0, 100),
            file.whole(f"confidence.{confidence}.missing", 0, len(FACTORS)),
            file.whole(f"confidence.{confidence}.evidenced", 0, 100),
            file.whole(path, 0, 120) if file.has(path := f"confidence.{confidence}.months_over") else None,
        )
        for confidence in (Confidence.HIGH, Confidence.MEDIUM)
    }
