"""Risk over all vendors: what does not agree, where it gathers, what would lower it, and what it may cost."""

import argparse

from risk_register.cli.output import Output
from risk_register.cli.vendors import contradiction
from risk_register.operations.contradictions import find_contradictions
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from risk_register.texts import Text


def contradictions(asked: argparse.Namespace, output: Output) -> None:
    """`risk contradictions`: records of a vendor that cannot both be right."""
    with Register.open(asked.register, write=False) as register:
        ids = [find_vendor(register, asked.vendor)] if asked.vendor else None
        found = find_contradictions(register, ids, on=asked.valid_on)
    output.document([{"vendor": each.vendor, "id": each.vendor_id,
                      "contradictions": [contradiction(one, output) for one in each.found]} for each in found])
    if not found:
        output.say(Text("No records were found that do not agree."))
    for each in found:
        output.say(Text("{vendor}", vendor=each.vendor))
        for one in each.found:
            output.say(Text("    {words}", words=one.text))
