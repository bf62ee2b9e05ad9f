"""`risk portfolio`: the heat map, what would lower risk most, where it gathers, which unknowns would change a level."""

import argparse
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from risk_register.cli.output import SHOWN, Output
from risk_register.model.countries import Countries
from risk_register.model.vocabulary import RiskLevel, Tier
from risk_register.operations.looking_back import looking_back
from risk_register.operations.method_files import asked_method
from risk_register.operations.portfolio import Portfolio, portfolio
from risk_register.operations.portfolio_trend import MonthEnd, portfolio_trend
from risk_register.risk.points import decimal_of
from risk_register.risk.portfolio import Action, Concentration
from risk_register.risk.portfolio.concentration import Ending
from risk_register.risk.portfolio.sensitivity import Sensitivity
from risk_register.store import Register
from risk_register.texts import Text, day, number, show


def show_portfolio(asked: argparse.Namespace, output: Output) -> None:
    """`risk portfolio`."""
    with (Register.open(asked.register, write=bool(asked.trend)) as register,  # months once judged are kept
          looking_back(register, asked.as_of, or_ahead=True) as then):
        found = portfolio(then, on=asked.valid_on or asked.as_of, method=asked_method(then, asked.method))
        months = _months(then, asked, output)
    output.document({**_document(found, output), "trend": None if months is None else [_month(each) for each in months]})
    _say(found, output)
    if months is not None:
        _say_months(months, output)


def _months(register: Register, asked: argparse.Namespace, output: Output) -> Sequence[MonthEnd] | None:
    if not asked.trend:
        return None
    return portfolio_trend(register, months=asked.trend, progress=lambda _done, _total, words: output.progress(words))


def _month(each: MonthEnd) -> dict[str, Any]:
    return {"on": each.day, "method": each.method, "vendors": each.vendors,
            "levels": {level.value: count for level, count in each.levels.items()}}


def _say_months(months: Sequence[MonthEnd], output: Output) -> None:
    output.say(Text("Vendors at each level over time, as they were judged then:"))
    output.table((Text("Day"), *(Text("{level}", level=level) for level in RiskLevel), Text("All"), Text("Method")),
                 [(day(each.day, output.language), *(str(each.levels[level]) for level in RiskLevel), str(each.vendors),
                   each.method) for each in months])


def _document(found: Portfolio, output: Output) -> dict[str, Any]:
    spread = found.spread
    names = {each.vendor_id: each.vendor for each in found.assessments}
    return {
        "method": found.method, "on": found.on, "vendors": spread.vendors,
        "heat_map": [{"tier": cell.tier.value, "level": cell.level.value, "count": len(cell.vendors),
                      "vendors": [{"id": key, "vendor": names[key]} for key in cell.vendors]} for cell in spread.cells],
        "distribution": {
            "tiers": {tier.value: count for tier, count in spread.tiers.items()},
            "levels": {level.value: count for level, count in spread.levels.items()}, "tenths": list(spread.tenths),
            "decisions": {decision.value: count for decision, count in spread.decisions.items()},
            "confidence": {confidence.value: count for confidence, count in spread.confidences.items()},
            "median": spread.median, "unassessed_percent": spread.unassessed_share,
        },
        "drivers": [_action(action, output) for action in found.drivers],
        "concentration": _concentration(found.concentration, output),
        "sensitivity": [_sensitivity(each, output) for each in found.sensitivities],
    }


def _action(action: Action, output: Output) -> dict[str, Any]:
    return {"vendor": action.vendor, "id": action.vendor_id, "kind": action.kind, "text": action.text.render(output.language),
            "before": decimal_of(action.before), "after": decimal_of(action.after), "drop": decimal_of(action.drop),
            "at_best": action.at_best, "facts": [{"noun": fact.noun, "id": fact.id} for fact in action.facts]}


def _concentration(found: Concentration, output: Output) -> dict[str, Any]:
    return {
        "critical_services": found.services, "critical_functions": found.functions,
        "providers": [_ending(each, output) for each in found.providers],
        "shared_subcontractors": [_ending(each, output) for each in found.shared_subcontractors],
        "countries": [{**_ending(each, output), "country": each.key} for each in found.countries],
        "single_points": [{"kind": each.kind, "text": each.text.render(output.language)} for each in found.single_points],
        "herfindahl": [{"of": each.of, "index": each.index, "text": each.text.render(output.language)}
                       for each in found.herfindahl],
    }


def _ending(each: Ending, output: Output) -> dict[str, Any]:
    return {"name": _name(each.name, output), "services": each.services, "functions": each.functions, "vendors": each.vendors,
            "percent": each.share}


def _name(name: str | Countries, output: Output) -> str:
    return show(name, output.language)


def _sensitivity(each: Sensitivity, output: Output) -> dict[str, Any]:
    return {"vendor": each.vendor, "id": each.vendor_id, "unknown": each.unknown, "text": each.text.render(output.language),
            "residual": each.before, "level": each.level.value, "worst_residual": each.after, "worst_level": each.worst_level.value}


def _say(found: Portfolio, output: Output) -> None:
    language, spread = output.language, found.spread
    output.say(Text("Vendors: {count}, by {method} on {day}", count=spread.vendors, method=found.method, day=found.on))
    counts = {(cell.tier, cell.level): len(cell.vendors) for cell in spread.cells}
    output.table((Text("Tier"), *(Text("{level}", level=level) for level in RiskLevel)),
                 [(tier.label(language), *(str(counts[tier, level]) for level in RiskLevel)) for tier in Tier])
    output.say(Text("What would lower risk most:") if found.drivers else
               Text("No action was found that would lower a vendor's risk."))
    for action in found.drivers:
        at_best = Text(" (at best)") if action.at_best else ""
        output.say(Text("    −{points}{best}  {vendor}: {words}", points=_points(action.drop, output), best=at_best,
                        vendor=action.vendor, words=action.text))
    gathered = found.concentration
    output.say(Text("Critical services: {services}, for critical or important functions: {functions}", services=gathered.services,
                    functions=gathered.functions))
    for point in gathered.single_points:
        output.say(Text("    {words}", words=point.text))
    for each in gathered.shared_subcontractors[:SHOWN]:
        output.say(Text("    Shared subcontractor {name}; vendors that depend on it: {vendors}, critical services: {services}",
                        name=each.name, services=each.services, vendors=each.vendors))
    output.say_rest(len(gathered.shared_subcontractors))
    for index in gathered.herfindahl:
        output.say(Text("    Herfindahl index {index}: {words}", index=index.index, words=index.text))
    output.say(Text("Unknowns that would change a level if they turned out badly: {count}", count=len(found.sensitivities)))
    for unknown in found.sensitivities[:SHOWN]:
        output.say(Text("    {vendor}: {level} to {worst}: {words}", vendor=unknown.vendor, level=unknown.level,
                        worst=unknown.worst_level, words=unknown.text))
    output.say_rest(len(found.sensitivities))


def _points(figure: Fraction, output: Output) -> str:
    return number(Decimal(decimal_of(figure)), output.language, 2)
