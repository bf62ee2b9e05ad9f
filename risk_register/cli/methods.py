"""The methods that risk is judged by: which there are, what another would make of each vendor, and putting one into force."""

import argparse
from typing import Any

from risk_register.cli.output import Output, refuse_over_itself
from risk_register.operations.method_files import asked_method, write_method_file
from risk_register.operations.method_texts import is_same, known_methods, method_in_force
from risk_register.operations.methods import MethodChange, preview_method, use_method
from risk_register.operations.registers import this_person
from risk_register.risk import Method
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.texts import Text, number


def methods(asked: argparse.Namespace, output: Output) -> None:
    """`method list`: those that come with the program, those the register keeps, and the one in force."""
    with Register.open(asked.register, write=False) as register:
        current, known = method_in_force(register), known_methods(register)
    language = output.language
    output.document({
        "in_force": {"name": current.name, "version": current.version, "sha256": current.sha256},
        "methods": [_method(each, current, output) for each in known],
    })
    output.table((Text("Method"), Text("Version"), Text("Title")),
                 [(each.name, each.version, each.title.label(language)) for each in known])
    output.say(Text("In force in this register: {method}", method=current.label))


def preview(asked: argparse.Namespace, output: Output) -> None:
    """`method preview`: each vendor before and after."""
    with Register.open(asked.register, write=False) as register:
        method, current = asked_method(register, asked.method), method_in_force(register)
        changes = preview_method(register, method)
    moved = [each for each in changes if each.moved]
    levels, tiers = sum(each.moves_level for each in changes), sum(each.moves_tier for each in changes)
    output.document({"before": current.label, "after": method.label, "moved": len(moved), "moved_level": levels,
                     "moved_tier": tiers, "vendors": [_change(each) for each in changes]})
    output.say(Text("{before} now, {after} then: {moved} of {count} vendors move", before=current.label, after=method.label,
                    moved=len(moved), count=len(changes)))
    output.say(Text("Another level: {levels}. Another tier: {tiers}.", levels=levels, tiers=tiers))
    output.table((Text("Vendor"), Text("Before"), Text("After")),
                 [(each.before.vendor, _short(each.before, output), _short(each.after, output)) for each in moved])
    output.say(Text("Nothing was changed. `method use` puts it into force."))


def use(asked: argparse.Namespace, output: Output) -> None:
    """`method use`: from now on."""
    with Register.open(asked.register) as register:
        method = asked_method(register, asked.method)
        before = method_in_force(register)
        use_method(register, method, asked.actor or this_person())
    output.document({"before": before.label, "after": method.label})
    output.say(Text("Risk is judged by {method} from now on. One undo brings {before} back.", method=method.label,
                    before=before.label))


def export(asked: argparse.Namespace, output: Output) -> None:
    """`method export`: as a file to be read, edited and taken in again."""
    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register, write=False) as register:
        method = asked_method(register, asked.method)
    write_method_file(method, asked.output)
    output.document({"method": method.label, "sha256": method.sha256, "file": str(asked.output)})
    output.say(Text("Wrote the method {method} to {file}.", method=method.label, file=asked.output.name))


def _method(each: Method, current: Method, output: Output) -> dict[str, Any]:
    language, changed = output.language, each.changed
    return {"name": each.name, "version": each.version, "title": each.title.label(language), "sha256": each.sha256,
            "in_force": is_same(each, current), "sources": list(each.sources),
            "changed_from": changed.of if changed else None, "changed_why": changed.why.label(language) if changed else None}


def _change(each: MethodChange) -> dict[str, Any]:
    return {"vendor": each.before.vendor, "id": each.before.vendor_id, "moved": each.moved, "before": _figures(each.before),
            "after": _figures(each.after)}


def _figures(found: Assessment) -> dict[str, Any]:
    return {"tier": found.tier.value, "inherent": found.inherent, "residual": found.residual, "level": found.level.value}


def _short(found: Assessment, output: Output) -> str:
    language = output.language
    figure = "—" if found.residual is None else number(found.residual, language, 1)
    return f"{found.tier.label(language)} · {figure} · {found.level.label(language)}"
