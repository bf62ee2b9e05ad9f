"""What reports carry of the organisation."""

import argparse

from risk_register.cli.output import Output
from risk_register.errors import WrongUsage
from risk_register.operations.branding import branding as read
from risk_register.operations.branding import set_branding
from risk_register.operations.logo import read_logo, remove_logo, set_logo
from risk_register.operations.registers import this_person
from risk_register.store import Register
from risk_register.texts import Text


def branding(asked: argparse.Namespace, output: Output) -> None:
    """`branding`: sets what is named, then says what stands."""
    if asked.logo and asked.no_logo:
        raise WrongUsage("--logo and --no-logo cannot both be asked for.")
    if asked.logo:
        read_logo(asked.logo)  # before anything else of what was asked for is stored
    words = asked.address is not None or asked.classification is not None
    changes = bool(asked.logo or asked.no_logo or words)
    with Register.open(asked.register, write=changes) as register:
        actor = asked.actor or this_person()
        if words:
            set_branding(register, actor, address=asked.address, classification=asked.classification)
        if asked.logo:
            set_logo(register, asked.logo, actor)
        if asked.no_logo:
            remove_logo(register, actor)
        found = read(register)
    output.document({"logo": found.logo is not None, "address": found.address, "classification": found.classification})
    output.say(Text("Logo: {has}", has=Text("yes") if found.logo is not None else Text("none")))
    output.say(Text("Address: {address}", address=found.address or "\N{EM DASH}"))
    output.say(Text("Classification: {label}", label=found.classification or "\N{EM DASH}"))
