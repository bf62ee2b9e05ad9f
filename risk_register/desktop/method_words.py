"""The method in force as a page one can read: each rule with its reason and its numbers, as the method's own file has them."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from risk_register.desktop.help.texts import escaped
from risk_register.desktop.method_fields import parts_of
from risk_register.desktop.method_labels import ADDED, TERMS, WORTH, label_of, name_of_domain
from risk_register.desktop.method_stage_words import basis_lines, stage_lines
from risk_register.desktop.method_values import shown, value_at, worded
from risk_register.model.vocabulary import (
    EvidenceKind,
    FindingSeverity,
    RiskLevel,
    Tier,
    TransferMechanism,
)
from risk_register.texts import Language, Text, listed, tr

_GROUPS = {"business": Text("What stops with us if the vendor stops"), "data": Text("What leaks of ours if the vendor leaks")}
_SAID_ELSEWHERE = ("controls.domains.", "evidence.word", "evidence.document", "evidence.certificate", "evidence.report", "level.")
_FIGURES = ("whole", "optional", "exact", "choice", "words")
_Rows = Iterable[tuple[str, str]]


def method_markdown(text: str, language: Language) -> str:
    """The method's file in words, as Markdown."""
    rules = tomllib.loads(text, parse_float=Decimal)
    return "\n".join(_all_lines(rules, language))


def _all_lines(rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"# {escaped(rules['title'][language])} {escaped(str(rules['version']))}", "", *_why(rules, language))
    if "changed" in rules:
        yield from (f"## {tr(language, 'A copy of {method}, changed', method=escaped(rules['changed']['from']))}", "",
                    *_why(rules["changed"], language))
    yield from stage_lines(rules, language)
    yield from (f"## {tr(language, 'Inherent risk')}", "", *basis_lines(rules, language))
    for name, factor in rules["factor"].items():
        yield from _factor(name, factor, language)
    yield from (f"### {tr(language, 'Never less than')}", "")
    for floor in rules["floor"].values():
        yield from (f"- {escaped(str(floor['least']))}: {escaped(floor['why'][language])}", "")
    yield from _tiers(rules, language)
    yield from _controls(rules["controls"], language)
    yield from _figures("controls", rules, language)
    yield from _evidence(rules["evidence"], language)
    yield from _figures("evidence", rules, language)
    yield from _additions(rules, language)
    yield from _levels(rules, language)
    yield from (f"## {tr(language, 'Sources')}", "", *(f"- {escaped(source)}" for source in rules["sources"]))


def _why(rule: Mapping[str, Any], language: Language) -> list[str]:
    return [escaped(rule["why"][language]), ""]


def _table(first: str, second: str, rows: _Rows) -> list[str]:
    lines = [f"| {escaped(name)} | {escaped(value)} |" for name, value in rows]
    return [f"| {first} | {second} |", "| --- | --- |", *lines, ""] if lines else []


def _factor(name: str, factor: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"### {escaped(factor['title'][language])}", "", *_why(factor, language))
    group = _GROUPS[factor["group"]].render(language)
    yield from (f"{group}; {tr(language, 'weight {weight}', weight=factor['weight'])}.", "")
    rows: list[tuple[str, str]] = []
    if grades := factor.get("grades"):
        rows += [(label_of(TERMS.get(name), word, language), str(grade)) for word, grade in grades.items()]
    if marks := factor.get("from"):
        rows += [(tr(language, "from {number} people", number=mark), str(grade)) for grade, mark in enumerate(marks, start=2)]
    for place in ("home", "adequate"):
        if place in factor:
            rows.append((", ".join(factor[place]["countries"]), str(factor[place]["grade"])))
    if "elsewhere" in factor:
        rows.append((tr(language, "elsewhere"), str(factor["elsewhere"])))
    rows += [(label_of(TransferMechanism, word, language), str(grade)) for word, grade in factor.get("mechanisms", {}).items()]
    yield from _table(tr(language, "Recorded"), tr(language, "Grade, 1 (best) to 4"), rows)


def _tiers(rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"## {tr(language, 'Tier')}", "", *_why(rules["cadence"], language))
    heads = (tr(language, "Tier"), tr(language, "At least"), tr(language, "Months between reviews"),
             tr(language, "Stale after months"))
    yield from (f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |")
    for word, tier in rules["tier"].items():
        yield f"| {label_of(Tier, word, language)} | {tier.get('from', '')} | {tier['review_months']} | {tier['stale_months']} |"
    yield ""


def _controls(rule: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"## {tr(language, 'Effectiveness of controls')}", "", *_why(rule, language))
    domains = [(name_of_domain(word, language), str(weight)) for word, weight in rule["domains"].items()]
    yield from _table(tr(language, "Domain"), tr(language, "Weight"), domains)
    for focus in rule["focus"].values():
        weights = listed((f"{name_of_domain(word, language)} {weight}" for word, weight in focus["weights"].items()), language)
        yield from (f"- {escaped(focus['why'][language])} ({escaped(weights)})", "")


def _evidence(rule: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"## {tr(language, 'Evidence')}", "", *_why(rule, language))
    worths = [(words.render(language), str(rule[name])) for name, words in WORTH.items()]
    yield from _table(tr(language, "What supports an answer"), tr(language, "Worth"), worths)
    yield f"| {tr(language, 'Evidence')} | {tr(language, 'Counts as')} | {tr(language, 'Domains it covers')} |"
    yield "| --- | --- | --- |"
    for word, kind in rule["kinds"].items():
        domains = listed((name_of_domain(each, language) for each in kind["domains"]), language)
        yield (f"| {escaped(label_of(EvidenceKind, word, language))} | {escaped(WORTH[kind['worth']].render(language))} "
               f"| {escaped(domains)} |")
    yield ""


def _additions(rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"## {tr(language, 'Added for what went wrong')}", "")
    for name, words in ADDED.items():
        rule = rules["additions"][name]
        yield from (f"### {words.render(language)}", "", *_why(rule, language))
        points, most = rule["points"], tr(language, "at most {points} points", points=rule["cap"])
        if isinstance(points, Mapping):
            named = (f"{label_of(FindingSeverity, word, language)} {each}" for word, each in points.items())
            most += f"; {listed(named, language)}"
        yield from (f"{escaped(most)}.", "", *_figures(f"additions.{name}", rules, language))


def _levels(rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield from (f"## {tr(language, 'Levels of residual risk')}", "")
    yield from _table(tr(language, "Level"), tr(language, "At least"),
                      [(label_of(RiskLevel, word, language), str(least)) for word, least in rules["level"].items()])
    yield from (escaped(rules["floor_of_residual"]["open_incident"]["why"][language]), "", *_figures("level", rules, language))
    yield from (f"## {tr(language, 'Confidence')}", "", *_why(rules["confidence"], language))
    yield from _figures("confidence", rules, language)


def _figures(name: str, rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    """The figures and choices of a part that no other table of the page says."""
    part = next(part for part in parts_of(rules) if part.name == name)
    rows = []
    for field in part.fields:
        value = value_at(rules, field.path)
        now = field.default if value is None else shown(value, field.kind, language)
        if field.kind in _FIGURES and (now or field.kind == "words") and not field.path.startswith(_SAID_ELSEWHERE):
            rows.append((field.label(language), worded(field, now, language)))
    yield from _table(tr(language, "Rule"), tr(language, "Value"), rows)
