"""What of a method may be edited, part by part and field by field, as its own file has it: by what name, and of what kind."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from risk_register.desktop.method_field import Choice, MethodField, MethodPart, both, field, of_domain, of_term, own, said, within
from risk_register.desktop.method_labels import ADDED, TERMS, WORTH
from risk_register.desktop.method_stage_words import STAGES
from risk_register.model.vocabulary import (
    ClauseTopic,
    Confidence,
    ControlDomain,
    EvidenceKind,
    FindingSeverity,
    RiskLevel,
    Tier,
    TransferMechanism,
)
from risk_register.risk.combinations import FIVE
from risk_register.risk.loading import FLOORS, FOCUSES, WORTHS
from risk_register.texts import Text


def parts_of(rules: Mapping[str, Any]) -> list[MethodPart]:
    """The parts of a method by its file's values; those of a published table or ratio only where it has one."""
    made = [_about(), *(_factor(name, factor) for name, factor in rules["factor"].items()), _unknown(), _floors(), _tiers(),
            _controls(), *(_focus(name) for name in FOCUSES), _evidence(), *(_evidence_kind(kind) for kind in EvidenceKind),
            *(_addition(name, rules) for name in ADDED), _levels(), _confidence()]
    return [*made, *_stages(rules)]


def _about() -> MethodPart:
    return MethodPart("about", said(Text("Name and reason")), (
        field("name", Text("Name"), "line"), field("version", Text("Version"), "line"),
        *both("changed.why", said(Text("Why it was changed"))), *both("title", said(Text("Title")), "line"), *both("why"),
        field("sources", Text("Sources, one a line"), "lines"),
    ))


def _factor(name: str, factor: Mapping[str, Any]) -> MethodPart:
    path, fields = f"factor.{name}", [field(f"factor.{name}.weight", Text("Weight"), "whole")]
    vocabulary = TERMS.get(name)
    fields += [MethodField(f"{path}.grades.{word}", of_term(vocabulary, word), "whole") for word in factor.get("grades", ())]
    if "confidentiality" in factor:
        fields.append(field(f"{path}.confidentiality", Text("Grade by stated need for confidentiality, 0 to 4"), "wholes"))
    if "from" in factor:
        fields.append(field(f"{path}.from", Text("People from which the grade is 2, 3 and 4"), "wholes"))
    for place, words in (("home", Text("At home")), ("adequate", Text("Adequate"))):
        if place in factor:
            fields += [field(f"{path}.{place}.grade", Text("{place}: grade", place=words), "whole"),
                       field(f"{path}.{place}.countries", Text("{place}: countries", place=words), "codes")]
    if "elsewhere" in factor:
        fields.append(field(f"{path}.elsewhere", Text("Elsewhere: grade"), "whole"))
    fields += [MethodField(f"{path}.mechanisms.{word}", of_term(TransferMechanism, word), "whole")
               for word in factor.get("mechanisms", ())]
    sentences = (*both(f"{path}.title", said(Text("Title")), "line"), *both(f"{path}.why"))
    return MethodPart(path, own(factor["title"]), (*fields, *sentences))


def _unknown() -> MethodPart:
    return MethodPart("unknown", said(Text("What is not known")), (
        field("unknown.grade", Text("Grade of what a record leaves open"), "whole"), *both("unknown.why"),
        *both("unassessed.why", said(Text("When a vendor is unassessed")))))


def _floors() -> MethodPart:
    words = {"critical_function": Text("A critical or important function"), "sole_source": Text("Relied on fully, not replaceable"),
             "special_data": Text("Special categories of data"), "privileged_access": Text("An administrator's access")}
    fields: list[MethodField] = []
    for name in FLOORS:
        fields += [field(f"floor.{name}.least", words[name], "exact"), *both(f"floor.{name}.why")]
    return MethodPart("floor", said(Text("Never less than")), tuple(fields))


def _tiers() -> MethodPart:
    fields: list[MethodField] = []
    for tier in Tier:
        if tier is not Tier.UNASSESSED:
            fields.append(field(f"tier.{tier}.from", Text("{tier}: from", tier=tier), "exact"))
        fields += [field(f"tier.{tier}.review_months", Text("{tier}: months between reviews", tier=tier), "whole"),
                   field(f"tier.{tier}.stale_months", Text("{tier}: stale after months", tier=tier), "whole")]
    return MethodPart("tier", said(Text("Tiers and reviews")), (*fields, *both("cadence.why")))


def _controls() -> MethodPart:
    return MethodPart("controls", said(Text("Effectiveness of controls")), (
        field("controls.cap", Text("At most, 0 to 1"), "exact"),
        field("controls.partial", Text("A partial answer counts, 0 to 1"), "exact"),
        field("controls.reviewer", Text("Our reviewer's verdict"), "choice", (
            ("prevails", said(Text("goes before the vendor's word"))), ("ignored", said(Text("is not looked at")))), "ignored"),
        field("controls.rounds", Text("Several questionnaires"), "choice", (
            ("each", said(Text("each counts by itself"))), ("together", said(Text("count as one")))), "together"),
        *(MethodField(f"controls.domains.{domain.word}", of_domain(domain.word), "whole") for domain in ControlDomain),
        *both("controls.why"),
    ))


def _focus(name: str) -> MethodPart:
    titles = {"personal_data": Text("Weights: personal data"), "critical_function": Text("Weights: critical function"),
              "access": Text("Weights: access to us")}
    path = f"controls.focus.{name}"
    return MethodPart(path, said(titles[name]), (
        *(MethodField(f"{path}.weights.{domain.word}", of_domain(domain.word), "optional") for domain in ControlDomain),
        *both(f"{path}.why")))


def _evidence() -> MethodPart:
    return MethodPart("evidence", said(Text("Evidence and age")), (
        *(field(f"evidence.{name}", Text("Worth of {evidence}, 0 to 1", evidence=WORTH[name]), "exact") for name in WORTHS),
        field("evidence.months_to_nothing", Text("Months until nothing is left"), "whole"),
        field("evidence.floor", Text("Never worth less than, 0 to 1"), "exact"),
        field("evidence.unstated", Text("Without expiry, opinion or period"), "choice", (
            ("nothing", said(Text("no more than the vendor's word"))), ("document", said(Text("as a document")))), "document"),
        *both("evidence.why")))


def _evidence_kind(kind: EvidenceKind) -> MethodPart:
    """What a kind of evidence is worth and which domains it covers; a kind that the method does not know may be taken up."""
    path = f"evidence.kinds.{kind}"
    worths = (("", said(Text("no more than the vendor's word"))), *((name, said(WORTH[name])) for name in WORTHS))
    domains = tuple((domain.word, of_domain(domain.word)) for domain in ControlDomain)
    return MethodPart(path, said(Text("Evidence: {kind}", kind=kind)), (
        MethodField(f"{path}.worth", said(Text("Counts as")), "choice", worths, takes_table=True),
        MethodField(f"{path}.domains", said(Text("Domains it covers")), "words", domains, needs=f"{path}.worth")))


def _addition(name: str, rules: Mapping[str, Any]) -> MethodPart:
    path = f"additions.{name}"
    fields: list[MethodField] = []
    if isinstance(rules["additions"][name]["points"], Mapping):
        fields += [MethodField(f"{path}.points.{each}", of_term(FindingSeverity, each.value), "whole") for each in FindingSeverity]
        fields.append(field(f"{path}.unknown", Text("Where no severity is stated"), "choice", _severities()))
    else:
        fields.append(field(f"{path}.points", Text("Points"), "whole"))
    fields += _ADDED_BESIDES[name]
    fields.append(field(f"{path}.cap", Text("At most, points"), "whole"))
    return MethodPart(path, said(ADDED[name]), (*fields, *both(f"{path}.why")))


def _severities() -> tuple[Choice, ...]:
    return tuple((each.value, of_term(FindingSeverity, each.value)) for each in FindingSeverity)


_ADDED_BESIDES: Mapping[str, tuple[MethodField, ...]] = {
    "incidents": (field("additions.incidents.months", Text("Counts for months"), "whole"),
                  field("additions.incidents.halved_after_months", Text("Half after months"), "whole")),
    "service_levels": (field("additions.service_levels.months", Text("Counts for months"), "whole"),),
    "clauses": (
        field("additions.clauses.topics", Text("Clauses asked for"), "words",
              [(topic.value, topic.label) for topic in ClauseTopic]),
        field("additions.clauses.unread", Text("A clause that nobody looked for"), "choice", (
            ("open", said(Text("widens the range"))), ("ignored", said(Text("is not looked at")))), "ignored"),
        field("additions.clauses.no_contract", Text("Where no contract is in force"), "choice", (
            ("open", said(Text("all clauses widen the range"))), ("ignored", said(Text("is not looked at")))), "ignored"),
    ),
    "findings": (
        field("additions.findings.before_due", Text("Share before its day, 0 to 1"), "exact", default="0"),
        field("additions.findings.undated", Text("Where no day was agreed"), "choice", (
            ("full", said(Text("counts in full"))), ("before_due", said(Text("counts as before its day")))), "before_due"),
    ),
}
"""What of each addition is said beside its points."""


def _levels() -> MethodPart:
    known = [level for level in RiskLevel if level is not RiskLevel.UNASSESSED]
    floor = "floor_of_residual.open_incident"
    return MethodPart("level", said(Text("Levels of residual risk")), (
        *(field(f"level.{level}", Text("{level}: from", level=level), "exact") for level in known),
        field(f"{floor}.severities", Text("An open incident is grave at severity"), "words", _severities()),
        field(f"{floor}.level", Text("With a grave incident open, at least"), "choice",
              [(level.value, level.label) for level in known]),
        *both(f"{floor}.why")))


def _confidence() -> MethodPart:
    words = {"completeness": Text("questions answered at least, percent"), "missing": Text("factors missing at most"),
             "evidenced": Text("domains evidenced at least, percent"),
             "months_over": Text("answers past their time at most, months")}
    fields = [field(f"confidence.{word}.{key}", Text("{confidence}: {asked}", confidence=word, asked=asked),
                    "optional" if key == "months_over" else "whole")
              for word in (Confidence.HIGH, Confidence.MEDIUM) for key, asked in words.items()]
    return MethodPart("confidence", said(Text("Confidence")), (*fields, *both("confidence.why")))


def _stages(rules: Mapping[str, Any]) -> Iterable[MethodPart]:
    """The tables a published method reads risk off, or the criteria of its ratio, a part for each stage."""
    for kind in ("matrix", "ratio"):
        for name, stage in rules.get(kind, {}).items():
            path = f"{kind}.{name}"
            yield MethodPart(path, said(STAGES[name]), (*_stage_fields(path, stage, rules), *both(f"{path}.why")))


def _stage_fields(path: str, stage: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[MethodField]:
    if "factors" in stage:
        factors = [(name, own(factor["title"])) for name, factor in rules["factor"].items()]
        yield field(f"{path}.factors", Text("Factors whose mean it is"), "words", factors)
    for key, words in (("from", Text("Limits of 2, 3 and 4")), ("lost_at", Text("Points that cost a step of trust"))):
        if key in stage:
            yield field(f"{path}.{key}", words, "exacts")
    bands = {name: band for name, band in stage.items() if isinstance(band, Mapping) and "title" in band}
    for name, band in bands.items():
        for key, words in (("from", Text("from")), ("value", Text("figure")), ("figure", Text("figure"))):
            if key in band:
                yield MethodField(f"{path}.{name}.{key}", within(own(band["title"]), words), "exact")
        yield from both(f"{path}.{name}.title", within(own(band["title"]), Text("name")), "line")
    if rows := [word for word in FIVE if word in stage and word not in bands]:
        titles = rules["matrix"]["scale"]
        choices = tuple((word, own(titles[word]["title"])) for word in FIVE)
        for word in rows:
            yield MethodField(f"{path}.{word}", own(titles[word]["title"]), "row", choices)
