"""`sla`: how a vendor's service levels stand, and recording what was measured."""

import argparse
from datetime import date
from decimal import Decimal
from typing import Any

from risk_register.cli.output import Output
from risk_register.errors import RegisterError, WrongUsage
from risk_register.intake.workbooks import read_workbook
from risk_register.model.facts import SlaTerm
from risk_register.model.vocabulary import SlaMetric, SlaUnit, label
from risk_register.operations.registers import this_person
from risk_register.operations.sla import Measured, promise, record_measurements, service_levels
from risk_register.operations.sla_reading import Line, read_day, read_lines, read_measure, read_window
from risk_register.operations.vendors import find_vendor
from risk_register.risk.sla import TermStanding, Window, WindowState
from risk_register.risk.sla_naming import window_name
from risk_register.store import Register
from risk_register.texts import Language, Text, day, number


def standing(asked: argparse.Namespace, output: Output) -> None:
    """`sla`: every promise of a vendor with its windows, misses and credits, and what the vendor answered about them."""
    with Register.open(asked.register) as register:
        found = service_levels(register, find_vendor(register, asked.vendor))
    language = output.language
    output.document({
        "on": found.on, "terms": [_term(each, language) for each in found.terms],
        "answers": [{"answer": each.answer_id, "question_id": each.question_id, "question": each.question, "words": each.words,
                     "notes": each.notes, "family": each.family, "sheet": each.sheet, "cell": each.cell,
                     "received": each.received_on} for each in found.spoken]})
    if not found.terms:
        output.say(Text("No service level is recorded for this vendor."))
    for each in found.terms:
        term = each.term
        output.say(Text("{name} ({id}): kept {kept}, missed {missed}, not measured {open}", name=_name(term, language),
                        id=str(term.id), kept=each.count(WindowState.KEPT), missed=each.count(WindowState.MISSED),
                        open=each.count(WindowState.NOT_MEASURED)))
        output.table((Text("Period"), Text("Measured"), Text("Outcome"), Text("Credit")), [
            (window_name(window.starts_on, window.ends_on, language), _figure(window.value, term, language),
             window.state.label(language), _credit(window, language)) for window in each.windows])


def record(asked: argparse.Namespace, output: Output) -> None:
    """`sla record`: what was measured, from a file or one figure; one change that one undo takes back."""
    if asked.source_file is not None and any((asked.value, asked.period, asked.days, asked.source)):
        raise WrongUsage("Give figures in a file with --from, or one figure with --value: not both.")
    with Register.open(asked.register) as register:
        term, _ = promise(register, asked.term)
        measured = _from_file(asked, term) if asked.source_file is not None else [_one(asked, term)]
        if not asked.dry_run:
            record_measurements(register, measured, asked.actor or this_person())
    output.document({"term": term.id, "recorded": 0 if asked.dry_run else len(measured), "measurements": [
        {"from": each.starts_on, "to": each.ends_on, "value": _plain(each.value), "source": each.source} for each in measured]})
    if asked.dry_run:
        output.say(Text("Would record {count} measurements of {name}; nothing was stored.", count=len(measured),
                        name=_name(term, output.language)))
    else:
        output.say(Text("Recorded {count} measurements of {name}.", count=len(measured), name=_name(term, output.language)))


def _from_file(asked: argparse.Namespace, term: SlaTerm) -> list[Measured]:
    """The lines of a file. Raises `RegisterError` naming the line that cannot be read."""
    workbook, name = read_workbook(asked.source_file), asked.source_file.name
    block = [[_text(cell) for cell in row] for row in workbook.sheets[0].rows]
    lines = read_lines(block, term)
    if lines is None:
        raise RegisterError("{file} is not read as measurements. Each line is to begin with its period, such as 2026-01, or with "
                            "first and last day; then come what was measured and, if known, the source.", file=name)
    return [_measured(line, term, name) for line in lines if line.measured or line.source]


def _measured(line: Line, term: SlaTerm, file: str) -> Measured:
    try:
        value = read_measure(line.measured, term) if line.measured else None
    except RegisterError as refusal:
        raise RegisterError("{file}, {start} to {end}: {problem} Nothing was recorded.", file=file, start=line.starts_on,
                            end=line.ends_on, problem=refusal.text) from None
    return Measured(term.id, line.starts_on, line.ends_on, value, line.source or None)


def _one(asked: argparse.Namespace, term: SlaTerm) -> Measured:
    window = read_window(asked.period, term.window) if asked.period else None
    if window is None and asked.days:
        first, last = (read_day(each) for each in asked.days)
        window = (first, last) if first is not None and last is not None else None
    if window is None or asked.value is None:
        raise WrongUsage("Say what was measured and when: --value 99.95 with --period 2026-01, or with --days FIRST LAST for days "
                         "that are no period of this promise; or name a file by --from.")
    return Measured(term.id, *window, read_measure(asked.value, term), asked.source)


def _term(found: TermStanding, language: Language) -> dict[str, Any]:
    term, contract = found.term, found.contract
    return {
        "id": term.id, "name": _name(term, language), "metric": term.metric, "target": str(term.target), "unit": term.unit,
        "direction": term.direction, "window": term.window, "contract": contract.reference if contract else None,
        "kept": found.count(WindowState.KEPT), "missed": found.count(WindowState.MISSED),
        "not_measured": found.count(WindowState.NOT_MEASURED), "to_claim": len(found.claimable),
        "heading": found.heading.value if found.heading else None, "windows": [_window(each) for each in found.windows],
        "claims": [{"asked_on": each.asked_on, "asked": each.asked, "currency": each.currency, "state": each.state,
                    "granted": each.granted} for each in found.claims],
    }


def _window(window: Window) -> dict[str, Any]:
    credit, measured = window.credit, window.measured
    return {
        "from": window.starts_on, "to": window.ends_on, "state": window.state.value, "value": _plain(window.value),
        "source": measured.source if measured else None, "measurement": measured.id if measured else None,
        "credit": None if credit is None else {
            "percent": _plain(credit.percent), "amount": credit.amount, "currency": credit.currency, "claim": credit.claim.value,
            "claim_by": credit.claim_by},
    }


def _plain(value: Decimal | None) -> str | None:
    """An exact figure as text: a fifth decimal of an availability is not rounded away."""
    return None if value is None else format(value, "f")


def _name(term: SlaTerm, language: Language) -> str:
    return term.name or label(SlaMetric, term.metric, language)


def _figure(value: Decimal | None, term: SlaTerm, language: Language) -> str:
    return "" if value is None else f"{number(value, language)}\N{NO-BREAK SPACE}{label(SlaUnit, term.unit, language)}"


def _credit(window: Window, language: Language) -> str:
    credit = window.credit
    if credit is None:
        return ""
    share = "" if credit.percent is None else f"{number(credit.percent, language)}\N{NO-BREAK SPACE}%"
    by = "" if credit.claim_by is None else day(credit.claim_by, language)
    return ", ".join(part for part in (share, credit.claim.label(language), by) if part)


def _text(cell: Any) -> str:
    """A cell as it would be typed."""
    if cell is None:
        return ""
    if isinstance(cell, date):  # and so a moment, whose hour says nothing here
        return cell.strftime("%Y-%m-%d")
    return str(cell)
