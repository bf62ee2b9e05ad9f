"""What of a method may be edited, part by part and field by field, as its own file has it: by what name, and of what kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from risk_register.desktop.method_labels import ADDED, TERMS, WORTH, label_of, name_of_domain
from risk_register.desktop.method_stage_words import STAGES
from risk_register.model.vocabulary import (
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
from risk_register.texts import Language, Text, tr

Kind = Literal["line", "prose", "lines", "whole", "optional", "exact", "wholes", "exacts", "codes", "choice", "row"]
"""How a value is typed: 'optional' is a whole number or nothing, 'row' five words of a list, 'codes' a list of country codes."""
Label = Callable[[Language], str]
_REASON = Text("Reason and source")
Choice = tuple[str, Label]


@dataclass(frozen=True, slots=True)
class MethodField:
    """One value of a method's file, by its dotted path."""

    path: str
    label: Label
    kind: Kind
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodPart:
    """What is edited together, and what it is called."""

    name: str
    title: Label
    fields: tuple[MethodField, ...]


def parts_of(rules: Mapping[str, Any]) -> list[MethodPart]:
    """The parts of a method by its file's values; those of a published table or ratio only where it has one."""
    made = [_about(), *(_factor(name, factor) for name, factor in rules["factor"].items()), _unknown(), _floors(), _tiers(),
            _controls(), *(_focus(name) for name in FOCUSES), _evidence(rules), *(_addition(name, rules) for name in ADDED),
            _levels(), _confidence(rules)]
    return [*made, *_stages(rules)]


def _text(words: Text) -> Label:
    return words.render


def _own(words: Mapping[Language, str]) -> Label:
    return lambda language: words[language]


def _of(vocabulary: Any, word: str) -> Label:
    return lambda language: label_of(vocabulary, word, language)


def _domain(word: str) -> Label:
    return lambda language: name_of_domain(word, language)


def _both(path: str, words: Text = _REASON, kind: Kind = "prose") -> Iterator[MethodField]:
    """A sentence in both languages."""
    for code, name in (("en", Text("English")), ("fr", Text("French"))):
        yield MethodField(f"{path}.{code}", _named(words, name), kind)


def _named(words: Text, name: Text) -> Label:
    return lambda language: tr(language, "{words} ({language})", words=words.render(language), language=name.render(language))


def _field(path: str, words: Text, kind: Kind, choices: Sequence[Choice] = ()) -> MethodField:
    return MethodField(path, _text(words), kind, tuple(choices))


def _about() -> MethodPart:
    return MethodPart("about", _text(Text("Name and reason")), (
        _field("name", Text("Name"), "line"), _field("version", Text("Version"), "line"),
        *_both("changed.why", Text("Why it was changed")), *_both("title", Text("Title"), "line"), *_both("why"),
        _field("sources", Text("Sources, one a line"), "lines"),
    ))


def _factor(name: str, factor: Mapping[str, Any]) -> MethodPart:
    path, fields = f"factor.{name}", [_field(f"factor.{name}.weight", Text("Weight"), "whole")]
    vocabulary = TERMS.get(name)
    fields += [MethodField(f"{path}.grades.{word}", _of(vocabulary, word), "whole") for word in factor.get("grades", ())]
    if "confidentiality" in factor:
        fields.append(_field(f"{path}.confidentiality", Text("Grade by stated need for confidentiality, 0 to 4"), "wholes"))
    if "from" in factor:
        fields.append(_field(f"{path}.from", Text("People from which the grade is 2, 3 and 4"), "wholes"))
    for place, words in (("home", Text("At home")), ("adequate", Text("Adequate"))):
        if place in factor:
            fields += [_field(f"{path}.{place}.grade", Text("{place}: grade", place=words), "whole"),
                       _field(f"{path}.{place}.countries", Text("{place}: countries", place=words), "codes")]
    if "elsewhere" in factor:
        fields.append(_field(f"{path}.elsewhere", Text("Elsewhere: grade"), "whole"))
    fields += [MethodField(f"{path}.mechanisms.{word}", _of(TransferMechanism, word), "whole")
               for word in factor.get("mechanisms", ())]
    return MethodPart(path, _own(factor["title"]), (*fields, *_both(f"{path}.title", Text("Title"), "line"), *_both(f"{path}.why")))


def _unknown() -> MethodPart:
    return MethodPart("unknown", _text(Text("What is not known")), (
        _field("unknown.grade", Text("Grade of what a record leaves open"), "whole"), *_both("unknown.why"),
        *_both("unassessed.why", Text("When a vendor is unassessed"))))


def _floors() -> MethodPart:
    words = {"critical_function": Text("A critical or important function"), "sole_source": Text("Relied on fully, not replaceable"),
             "special_data": Text("Special categories of data"), "privileged_access": Text("An administrator's access")}
    fields: list[MethodField] = []
    for name in FLOORS:
        fields += [_field(f"floor.{name}.least", words[name], "exact"), *_both(f"floor.{name}.why")]
    return MethodPart("floor", _text(Text("Never less than")), tuple(fields))


def _tiers() -> MethodPart:
    fields: list[MethodField] = []
    for tier in Tier:
        if tier is not Tier.UNASSESSED:
            fields.append(_field(f"tier.{tier}.from", Text("{tier}: from", tier=tier), "exact"))
        fields += [_field(f"tier.{tier}.review_months", Text("{tier}: months between reviews", tier=tier), "whole"),
                   _field(f"tier.{tier}.stale_months", Text("{tier}: stale after months", tier=tier), "whole")]
    return MethodPart("tier", _text(Text("Tiers and reviews")), (*fields, *_both("cadence.why")))


def _controls() -> MethodPart:
    return MethodPart("controls", _text(Text("Effectiveness of controls")), (
        _field("controls.cap", Text("At most, 0 to 1"), "exact"),
        _field("controls.partial", Text("A partial answer counts, 0 to 1"), "exact"),
        _field("controls.reviewer", Text("Our reviewer's verdict"), "choice", (
            ("prevails", _text(Text("goes before the vendor's word"))), ("ignored", _text(Text("is not looked at"))))),
        _field("controls.rounds", Text("Several questionnaires"), "choice", (
            ("each", _text(Text("each counts by itself"))), ("together", _text(Text("count as one"))))),
        *(MethodField(f"controls.domains.{domain.word}", _domain(domain.word), "whole") for domain in ControlDomain),
        *_both("controls.why"),
    ))


def _focus(name: str) -> MethodPart:
    titles = {"personal_data": Text("Weights: personal data"), "critical_function": Text("Weights: critical function"),
              "access": Text("Weights: access to us")}
    path = f"controls.focus.{name}"
    return MethodPart(path, _text(titles[name]), (
        *(MethodField(f"{path}.weights.{domain.word}", _domain(domain.word), "optional") for domain in ControlDomain),
        *_both(f"{path}.why")))


def _evidence(rules: Mapping[str, Any]) -> MethodPart:
    worths: tuple[Choice, ...] = tuple((name, _text(WORTH[name])) for name in WORTHS)
    return MethodPart("evidence", _text(Text("Evidence and age")), (
        *(_field(f"evidence.{name}", Text("Worth of {evidence}, 0 to 1", evidence=WORTH[name]), "exact") for name in WORTHS),
        _field("evidence.months_to_nothing", Text("Months until nothing is left"), "whole"),
        _field("evidence.floor", Text("Never worth less than, 0 to 1"), "exact"),
        *((_field("evidence.unstated", _UNSTATED[0], "choice", _UNSTATED[1]),) if "unstated" in rules["evidence"] else ()),
        *(MethodField(f"evidence.kinds.{word}.worth", _of(EvidenceKind, word), "choice", worths)
          for word in rules["evidence"]["kinds"]),
        *_both("evidence.why")))


def _addition(name: str, rules: Mapping[str, Any]) -> MethodPart:
    path, rule = f"additions.{name}", rules["additions"][name]
    fields: list[MethodField] = []
    if isinstance(rule["points"], Mapping):
        fields += [MethodField(f"{path}.points.{each}", _of(FindingSeverity, each.value), "whole") for each in FindingSeverity]
        fields.append(_field(f"{path}.unknown", Text("Where no severity is stated"), "choice", _severities()))
    else:
        fields.append(_field(f"{path}.points", Text("Points"), "whole"))
    months = {"months": Text("Counts for months"), "halved_after_months": Text("Half after months"),
              "before_due": Text("Share before its day, 0 to 1")}
    fields += [_field(f"{path}.{key}", words, "exact" if key == "before_due" else "whole")
               for key, words in months.items() if key in rule]
    fields.append(_field(f"{path}.cap", Text("At most, points"), "whole"))
    fields += [_field(f"{path}.{key}", words, "choice", choices) for key, (words, choices) in _OPEN.items() if key in rule]
    return MethodPart(path, _text(ADDED[name]), (*fields, *_both(f"{path}.why")))


_UNSTATED: tuple[Text, tuple[Choice, ...]] = (Text("Without expiry, opinion or period"), (
    ("nothing", _text(Text("no more than the vendor's word"))), ("document", _text(Text("as a document")))))
_OPEN: Mapping[str, tuple[Text, tuple[Choice, ...]]] = {
    "undated": (Text("Where no day was agreed"), (
        ("full", _text(Text("counts in full"))), ("before_due", _text(Text("counts as before its day"))))),
    "unread": (Text("A clause that nobody looked for"), (
        ("open", _text(Text("widens the range"))), ("ignored", _text(Text("is not looked at"))))),
    "no_contract": (Text("Where no contract is in force"), (
        ("open", _text(Text("all clauses widen the range"))), ("ignored", _text(Text("is not looked at"))))),
}
"""What is open, and how a method may take it."""


def _severities() -> tuple[Choice, ...]:
    return tuple((each.value, _of(FindingSeverity, each.value)) for each in FindingSeverity)


def _levels() -> MethodPart:
    known = [level for level in RiskLevel if level is not RiskLevel.UNASSESSED]
    floor = "floor_of_residual.open_incident"
    return MethodPart("level", _text(Text("Levels of residual risk")), (
        *(_field(f"level.{level}", Text("{level}: from", level=level), "exact") for level in known),
        _field(f"{floor}.level", Text("With a grave incident open, at least"), "choice",
               [(level.value, level.label) for level in known]),
        *_both(f"{floor}.why")))


def _confidence(rules: Mapping[str, Any]) -> MethodPart:
    words = {"completeness": Text("questions answered at least, percent"), "missing": Text("factors missing at most"),
             "evidenced": Text("domains evidenced at least, percent"),
             "months_over": Text("answers past their time at most, months")}
    fields = []
    for word in (Confidence.HIGH, Confidence.MEDIUM):
        fields += [_field(f"confidence.{word}.{key}", Text("{confidence}: {asked}", confidence=word, asked=words[key]), "whole")
                   for key in words if key in rules["confidence"][word]]
    return MethodPart("confidence", _text(Text("Confidence")), (*fields, *_both("confidence.why")))


def _stages(rules: Mapping[str, Any]) -> Iterable[MethodPart]:
    """The tables a published method reads risk off, or the criteria of its ratio, a part for each stage."""
    for kind in ("matrix", "ratio"):
        for name, stage in rules.get(kind, {}).items():
            path = f"{kind}.{name}"
            yield MethodPart(path, _text(STAGES[name]), (*_stage_fields(path, stage, rules), *_both(f"{path}.why")))


def _stage_fields(path: str, stage: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[MethodField]:
    for key, words in (("from", Text("Limits of 2, 3 and 4")), ("lost_at", Text("Points that cost a step of trust"))):
        if key in stage:
            yield _field(f"{path}.{key}", words, "exacts")
    bands = {name: band for name, band in stage.items() if isinstance(band, Mapping) and "title" in band}
    for name, band in bands.items():
        for key, words in (("from", Text("from")), ("value", Text("figure")), ("figure", Text("figure"))):
            if key in band:
                yield MethodField(f"{path}.{name}.{key}", _band(band["title"], words), "exact")
    if rows := [word for word in FIVE if word in stage and word not in bands]:
        titles = rules["matrix"]["scale"]
        choices = tuple((word, _own(titles[word]["title"])) for word in FIVE)
        for word in rows:
            yield MethodField(f"{path}.{word}", _own(titles[word]["title"]), "row", choices)


def _band(title: Mapping[Language, str], words: Text) -> Label:
    return lambda language: f"{title[language]}: {words.render(language)}"
