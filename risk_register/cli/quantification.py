"""`risk quantify`: losses in money, how much in a bad year and how often."""

import argparse
from typing import Any

from risk_register.cli.output import SHOWN, Output
from risk_register.operations.quantification import Quantification, quantify, read_estimates
from risk_register.risk.quantifying import Figures, Losses
from risk_register.risk.quantifying.pert import Pert
from risk_register.store import Register
from risk_register.texts import Text, number, tr


def show_quantification(asked: argparse.Namespace, output: Output) -> None:
    """`risk quantify`."""
    estimates = read_estimates(asked.estimates) if asked.estimates else None
    with Register.open(asked.register, write=False) as register:
        found = quantify(register, on=asked.valid_on, years=asked.years, seed=asked.seed, estimates=estimates)
    output.document(_document(found, output))
    _say(found, output, own=bool(asked.estimates))


def in_twenty(found: Quantification) -> Text:
    """The sentence that an officer can read out; that more than nothing is lost would say too much where mostly nothing is."""
    if not found.total.p95:
        return Text("In nineteen years of twenty, nothing is lost.")
    return Text("In one year in twenty, more than {amount} {currency} is lost.", amount=found.total.p95, currency=found.currency)


def _document(found: Quantification, output: Output) -> dict[str, Any]:
    return {
        "on": found.on, "years": found.years, "seed": found.seed, "currency": found.currency, "estimates": found.estimates,
        "events": found.events, "sentence": in_twenty(found).render(output.language), "total": _losses(found.total),
        "vendors": [{"vendor": each.vendor, "id": each.vendor_id, "frequency": _range(each.peril.frequency),
                     "loss": _range(each.peril.loss), **_brief(each.losses)} for each in found.vendors],
        "shared_subcontractors": [{"name": each.name, "vendors": each.vendors} for each in found.shared],
    }


def _brief(losses: Figures) -> dict[str, Any]:
    return {"mean": losses.mean, "p90": losses.p90, "p95": losses.p95, "p99": losses.p99,
            "years_with_loss_percent": losses.years_with_loss}


def _losses(losses: Losses) -> dict[str, Any]:
    return {**_brief(losses), "p50": losses.p50, "worst": losses.worst, "standard_error": losses.error,
            "standard_deviation": losses.deviation,
            "exceeded": [{"once_in_years": period, "amount": amount} for period, amount in losses.exceeded],
            "curve": [{"amount": amount, "percent_of_years": percent} for amount, percent in losses.curve]}


def _range(pert: Pert) -> list[float]:
    """As they were estimated: 0.005, rounded to two places, would be twice as often."""
    return [float(value) for value in (pert.least, pert.likely, pert.most)]


def _say(found: Quantification, output: Output, *, own: bool) -> None:
    language, total = output.language, found.total
    output.say(Text("{years} years played through, {events} loss events, amounts in {currency}", years=found.years,
                    events=found.events, currency=found.currency))
    output.say(in_twenty(found))
    output.say(Text("A year costs {mean} on average (give or take {error}); nine years in ten at most {p90}, 99 in 100 at most "
                    "{p99}", mean=total.mean, error=total.error, p90=total.p90, p99=total.p99))
    output.table((Text("Once in so many years"), Text("More than")),
                 [(str(period), number(amount, language) if amount else tr(language, "no loss"))
                  for period, amount in total.exceeded])
    output.table((Text("Vendor"), Text("Mean"), Text("9 years in 10"), Text("99 in 100")),
                 [(each.vendor, *(number(amount, language) for amount in (each.losses.mean, each.losses.p90, each.losses.p99)))
                  for each in found.vendors[:SHOWN]])
    output.say_rest(len(found.vendors))
    if not own:
        output.say(Text("The ranges are starting values to be replaced by your own: give them with --estimates."))
