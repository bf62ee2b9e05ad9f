"""Making, copying and restoring registers."""

import argparse

from risk_register.cli.output import Output
from risk_register.errors import RegisterError
from risk_register.operations import registers
from risk_register.texts import Text


def new(asked: argparse.Namespace, output: Output) -> None:
    """`new`: an empty register."""
    if asked.encrypt:
        raise RegisterError("Encrypted registers are not built yet. Create the register without --encrypt, on an encrypted disk.")
    registers.create_register(asked.register, organisation=asked.organisation, actor=asked.actor).close()
    path = asked.register.absolute()
    output.document({"register": str(path)})
    output.say(Text("Created {file}.", file=str(path)))


def demo(asked: argparse.Namespace, output: Output) -> None:
    """`demo`: the demonstration register."""
    from risk_register.operations.demonstration import make_demonstration

    counts = make_demonstration(asked.register, vendors=asked.vendors, on=asked.on)
    path = asked.register.absolute()
    output.document({"register": str(path), **counts})
    output.say(Text("Created the demonstration register {file}: {vendors} vendors, {flows} data flows, {rounds} questionnaires, "
                    "{answers} answers.", file=str(path), vendors=counts["vendors"], flows=counts["data_flows"],
                    rounds=counts["questionnaires"], answers=counts["answers"]))


def backup(asked: argparse.Namespace, output: Output) -> None:
    """`backup`: a consistent copy."""
    target = registers.back_up(asked.register, asked.target)
    output.document({"file": str(target)})
    output.say(Text("Backed up to {file}.", file=str(target)))


def restore(asked: argparse.Namespace, output: Output) -> None:
    """`restore`: a register from a copy."""
    target = registers.back_up(asked.source, asked.target)
    output.document({"file": str(target)})
    output.say(Text("Restored to {file}.", file=str(target)))
