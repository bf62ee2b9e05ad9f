"""Whether all vendors are there: finance's ledger against the register."""

import argparse
from decimal import Decimal
from typing import Any

from risk_register.cli.output import Output
from risk_register.errors import WrongUsage
from risk_register.operations.completeness import DECIDED, MATCHED, UNREGISTERED, Completeness, Supplier, UnpaidVendor
from risk_register.operations.completeness import completeness as compared
from risk_register.operations.ledger_reading import ROLES
from risk_register.operations.ledgers import LoadedLedger, load_ledger
from risk_register.operations.registers import this_person
from risk_register.store import Register
from risk_register.texts import Text, number


def completeness(asked: argparse.Namespace, output: Output) -> None:
    """`completeness`: who was paid and is not registered, who is registered and was not paid; loads a ledger where one is given."""
    if asked.ledger is None and (asked.column or asked.period_from or asked.period_to):
        raise WrongUsage("--column, --from and --to say how a ledger is read: name its file with --ledger.")
    loaded = None
    with Register.open(asked.register, write=asked.ledger is not None) as register:
        if asked.ledger is not None:
            loaded = load_ledger(register, asked.ledger, asked.actor or this_person(), roles=_roles(asked.column),
                                 period=(asked.period_from, asked.period_to))
        found = compared(register)
    output.document(_document(found, loaded, output))
    if loaded is not None:
        _say_loaded(loaded, output)
    _say(found, output)


def _roles(given: list[str]) -> dict[str, str]:
    roles = {}
    for pair in given:
        heading, sign, role = pair.rpartition("=")
        if not sign or role not in (*ROLES, ""):
            raise WrongUsage("'{pair}' does not say what a column holds. Write its heading, '=' and one of these words: {words}.",
                             pair=pair, words=", ".join(ROLES))
        roles[heading] = role
    return roles


def _document(found: Completeness, loaded: LoadedLedger | None, output: Output) -> dict[str, Any]:
    figures = found.figures
    document = {
        "ledger": {"id": found.ledger.id, "title": found.ledger.title, "loaded_on": found.ledger.loaded_on,
                   "file": found.ledger.file_name},
        "suppliers": [_supplier(each) for each in found.suppliers],
        "matched": [_supplier(each) for each in found.in_state(MATCHED)],
        "unregistered": [_supplier(each) for each in found.in_state(UNREGISTERED)],
        "out_of_scope": [_supplier(each) for each in found.in_state(DECIDED)],
        "unpaid": [_vendor(each) for each in found.unpaid],
        "undecided": [*(each.name for each in found.in_state(UNREGISTERED)),
                      *(each.name for each in found.unpaid if each.decision is None)],
        "figures": {
            "paid": figures.paid, "matched": figures.matched, "out_of_scope": figures.out_of_scope,
            "unregistered": figures.unregistered, "registered": figures.registered, "registered_paid": figures.registered_paid,
            "unpaid": figures.unpaid, "unpaid_decided": figures.unpaid_decided, "undecided": figures.undecided,
            "unknown_amounts": figures.unknown_amounts,
            "amounts": [{"currency": each.currency, "paid": each.paid, "matched": each.matched, "out_of_scope": each.out_of_scope,
                         "undecided": each.undecided} for each in figures.amounts],
        },
    }
    if loaded is not None:
        document["loaded"] = {
            "lines": loaded.read.lines, "carried_over": loaded.carried_over,
            "unused_columns": [column.heading for column in loaded.read.unused],
            "problems": [{"cell": cell, "reason": reason.render(output.language)} for cell, reason in loaded.read.problems],
        }
    return document


def _supplier(each: Supplier) -> dict[str, Any]:
    return {
        "id": each.id, "name": each.name, "account": each.account, "registration": each.registration, "country": each.country,
        "amounts": [{"amount": amount, "currency": currency} for amount, currency in each.amounts], "state": each.state,
        "vendor": each.vendor, "vendor_id": each.vendor_id, "decision": each.decision.value if each.decision else None,
        "reason": each.reason, "decided_by": each.decided_by, "decided_on": each.decided_on,
        "suggestions": [{"vendor": near.name, "vendor_id": near.vendor_id, "score": near.score} for near in each.suggestions],
    }


def _vendor(each: UnpaidVendor) -> dict[str, Any]:
    return {"vendor_id": each.vendor_id, "name": each.name, "stage": each.stage, "owner": each.owner,
            "decision": each.decision.value if each.decision else None, "reason": each.reason, "decided_by": each.decided_by,
            "decided_on": each.decided_on}


def _say_loaded(loaded: LoadedLedger, output: Output) -> None:
    output.say(Text("Loaded {file}: {suppliers} suppliers in {lines} lines, {matched} of them matched to vendors.",
                    file=loaded.read.file_name, suppliers=len(loaded.read.suppliers), lines=loaded.read.lines,
                    matched=loaded.matched))
    if loaded.carried_over:
        output.say(Text("    earlier decisions that still hold: {count}", count=loaded.carried_over))
    for column in loaded.read.unused:
        output.say(Text("    not used: column {column}", column=f"{column.letters} {column.heading}"))
    for cell, reason in loaded.read.problems:
        output.say(Text("    {place}: {reason}", place=cell, reason=reason))
    for words, count in loaded.read.skipped:
        output.say(Text("    left out: {count} ({reason})", count=count, reason=words))


def _say(found: Completeness, output: Output) -> None:
    figures, language = found.figures, output.language
    output.say(Text("Paid: {paid} suppliers. Matched to vendors: {matched}. Out of scope: {out}. Not registered: {open}.",
                    paid=figures.paid, matched=figures.matched, out=figures.out_of_scope, open=figures.unregistered))
    output.say(Text("Active vendors: {registered}. Paid: {paid}. Not paid: {decided} decided, {open} to decide.",
                    registered=figures.registered, paid=figures.registered_paid, decided=figures.unpaid_decided,
                    open=figures.unpaid))
    for each in figures.amounts:
        output.say(Text("{currency}: paid {paid}, to vendors {matched}, out of scope {out}, not registered {open}",
                        currency=each.currency or Text("Without a currency"), paid=number(each.paid, language, 2),
                        matched=number(each.matched, language, 2), out=number(each.out_of_scope, language, 2),
                        open=number(each.undecided, language, 2)))
    if waiting := found.in_state(UNREGISTERED):
        output.say(Text("Paid, not registered:"))
        for supplier in waiting:
            output.say(Text("    {name} ({amounts})", name=supplier.name, amounts=_amounts(supplier.amounts, output)))
            for near in supplier.suggestions:
                output.say(Text("        perhaps {vendor}", vendor=near.name))
    if unpaid := [vendor for vendor in found.unpaid if vendor.decision is None]:
        output.say(Text("Registered, not paid:"))
        for vendor in unpaid:
            output.say(Text("    {name}", name=vendor.name))


def _amounts(amounts: tuple[tuple[Decimal | None, str | None], ...], output: Output) -> str:
    return ", ".join(f"{'—' if amount is None else number(amount, output.language, 2)} {currency or ''}".strip()
                     for amount, currency in amounts)
