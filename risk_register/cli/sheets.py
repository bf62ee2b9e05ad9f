"""Sheets that go to business owners and come back."""

import argparse
from typing import Any

from risk_register.cli.output import Output, refuse_over_itself
from risk_register.errors import WrongUsage
from risk_register.exchange.owner_sheets import write_confirm_sheets, write_request_sheet
from risk_register.operations.owner_accepting import accept_proposals
from risk_register.operations.owner_proposals import Proposal, Returned
from risk_register.operations.owner_returns import read_returned
from risk_register.operations.owner_sheets import vendors_of
from risk_register.operations.registers import this_person
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from risk_register.texts import Text


def request(asked: argparse.Namespace, output: Output) -> None:
    """`sheet request`: the sheet on which an owner asks for a new vendor."""
    write_request_sheet(asked.output, output.language)
    path = str(asked.output.absolute())
    output.document({"file": path})
    output.say(Text("Wrote {file}.", file=path))


def confirm(asked: argparse.Namespace, output: Output) -> None:
    """`sheet confirm`: what the register says of vendors, for their owner to confirm."""
    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        vendors = vendors_of(register, asked.owner) if asked.owner else [find_vendor(register, asked.vendor)]
        sheets = write_confirm_sheets(register, vendors, asked.output, output.language)
    path = str(asked.output.absolute())
    output.document({"file": path, "sheets": sheets})
    output.say(Text("Wrote {file}.", file=path))


def read(asked: argparse.Namespace, output: Output) -> None:
    """`sheet read`: what a sheet that came back would change; stored where told so."""
    with Register.open(asked.register, write=bool(asked.accept)) as register:
        returned = read_returned(register, asked.file)
        chosen = _chosen(asked.accept, returned)
        accepted = accept_proposals(register, asked.file, returned, chosen, asked.actor or this_person())
    output.document({
        "kind": returned.kind, "confirmed": returned.confirmed, "unanswered": returned.unanswered, "accepted": accepted,
        "unknown": list(returned.unknown),
        "proposals": [_document(each, output, accepted=each.id in chosen) for each in returned.proposals],
    })
    for each in returned.proposals:
        output.say(Text("{number}. {vendor}, {field}: {before} → {after}", number=str(each.id + 1), vendor=each.vendor,
                        field=each.label, before=each.current or "—", after=each.proposed or "—"))
        if each.sent is not None:
            output.say(Text("    when the sheet was sent it was: {value}", value=each.sent or "—"))
        for words in (each.problem, each.note):
            if words is not None:
                output.say(Text("    {reason}", reason=words))
    if returned.unknown:
        output.say(Text("Lines about nothing that the register has: {places}.", places=", ".join(returned.unknown)))
    output.say(Text("Confirmed: {confirmed}. Not answered: {unanswered}. Stored: {accepted} of {count}.",
                    confirmed=returned.confirmed, unanswered=returned.unanswered, accepted=accepted, count=len(returned.proposals)))


def _chosen(given: list[str], returned: Returned) -> set[int]:
    chosen: set[int] = set()
    for word in given:
        if word == "all":
            chosen |= {each.id for each in returned.proposals if each.acceptable}
        elif word.isdecimal() and 1 <= int(word) <= len(returned.proposals):
            chosen.add(int(word) - 1)
        else:
            raise WrongUsage("'{word}' is neither 'all' nor the number of a proposal; there are {count}.", word=word,
                             count=len(returned.proposals))
    return chosen


def _document(each: Proposal, output: Output, *, accepted: bool) -> dict[str, Any]:
    return {
        "number": each.id + 1, "vendor": each.vendor, "vendor_id": each.vendor_id, "noun": each.noun, "record": each.record_id,
        "field": each.field, "current": each.current, "proposed": each.proposed, "who": each.who, "sheet": each.sheet,
        "row": each.row, "conflict": each.conflict, "accepted": accepted,
        "problem": each.problem.render(output.language) if each.problem else None,
        "note": each.note.render(output.language) if each.note else None,
    }
