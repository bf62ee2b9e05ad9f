"""Two records of one vendor made one."""

import argparse

from risk_register.cli.output import Output
from risk_register.model.labels import FieldLabel, NounLabel
from risk_register.operations.merging import MergePreview, Side, merge_vendors, preview_merge
from risk_register.operations.registers import this_person
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from risk_register.texts import Text


def merge(asked: argparse.Namespace, output: Output) -> None:
    """`vendor merge`: whose word stays about each field, and what goes over."""
    choices: dict[str, Side] = dict.fromkeys(asked.take, "other")
    with Register.open(asked.register, write=not asked.dry_run) as register:
        keep, other = find_vendor(register, asked.keep), find_vendor(register, asked.other)
        seen = preview_merge(register, keep, other, output.language, choices)
        if not asked.dry_run:
            merge_vendors(register, keep, other, asked.actor or this_person(), choices, language=output.language)
    output.document({
        "vendor": keep, "merged": other, "keep": seen.keep, "other": seen.other,
        "differences": [{"field": each.field, "keep": each.keep, "other": each.other, "stays": each.stays}
                        for each in seen.differences],
        "filled": [{"field": name, "value": value} for name, value in seen.filled],
        "moved": dict(seen.moved), "between": list(seen.between), "stored": not asked.dry_run,
    })
    _say(seen, output)
    output.say(Text("Nothing was stored: this was a trial.") if asked.dry_run
               else Text("{other} is now part of {keep}. One undo brings it back.", other=seen.other, keep=seen.keep))


def _say(seen: MergePreview, output: Output) -> None:
    for each in seen.differences:
        stays, goes = (each.keep, each.other) if each.stays == "keep" else (each.other, each.keep)
        output.say(Text("    {field}: {stays} stays, {goes} is kept beside it", field=FieldLabel(each.field), stays=stays,
                        goes=goes))
    for name, value in seen.filled:
        output.say(Text("    {field}: {value} is taken over", field=FieldLabel(name), value=value))
    for noun, count in seen.moved.items():
        output.say(Text("    {noun}: {count} taken over", noun=NounLabel(noun, 2), count=count))
    for words in seen.between:
        output.say(Text("    kept as a note: {words}", words=words))
