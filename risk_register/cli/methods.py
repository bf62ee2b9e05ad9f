"""The methods that risk is judged by: which there are, what another would make of each vendor, and putting one into force."""

import argparse
from typing import Any

from risk_register.cli.output import Output
from risk_register.operations.methods import MethodChange, is_same, preview_method, shipped_methods, use_method
from risk_register.operations.registers import this_person
from risk_register.operations.scoring import method_in_force
from risk_register.risk import load_method
from risk_register.risk.result import Assessment
from risk_register.store import Register
from risk_register.texts import Text, number


def methods(asked: argparse.Namespace, output: Output) -> None:
    """`method list`: those that come with the program, and the one in force."""
    with Register.open(asked.register, write=False) as register:
        current = method_in_force(register)
    language = output.language
    shipped = shipped_methods()
    output.document({
        "in_force": {"name": current.name, "version": current.version, "sha256": current.sha256},
        "methods": [{"name": each.name, "version": each.version, "title": each.title.label(language), "sha256": each.sha256,
                     "in_force": is_same(each, current), "sources": list(each.sources)} for each in shipped],
    })
    output.table((Text("Method"), Text("Version"), Text("Title")),
                 [(each.name, each.version, each.title.label(language)) for each in shipped])
    output.say(Text("In force in this register: {method}", method=current.label))


def preview(asked: argparse.Namespace, output: Output) -> None:
    """`method preview`: each vendor before and after."""
    with Register.open(asked.register, write=False) as register:
        method, current = load_method(asked.method), method_in_force(register)
        changes = preview_method(register, method)
    output.document({"before": current.label, "after": method.label, "moved": sum(each.moved for each in changes),
                     "vendors": [_change(each) for each in changes]})
    moved = [each for each in changes if each.moved]
    output.say(Text("{before} now, {after} then: {moved} of {count} vendors move", before=current.label, after=method.label,
                    moved=len(moved), count=len(changes)))
    output.table((Text("Vendor"), Text("Before"), Text("After")),
                 [(each.before.vendor, _short(each.before, output), _short(each.after, output)) for each in moved])
    output.say(Text("Nothing was changed. `method use` puts it into force."))


def use(asked: argparse.Namespace, output: Output) -> None:
    """`method use`: from now on."""
    with Register.open(asked.register) as register:
        method = load_method(asked.method)
        before = method_in_force(register)
        use_method(register, method, asked.actor or this_person())
    output.document({"before": before.label, "after": method.label})
    output.say(Text("Risk is judged by {method} from now on. One undo brings {before} back.", method=method.label,
                    before=before.label))


def _change(each: MethodChange) -> dict[str, Any]:
    return {"vendor": each.before.vendor, "id": each.before.vendor_id, "moved": each.moved, "before": _figures(each.before),
            "after": _figures(each.after)}


def _figures(found: Assessment) -> dict[str, Any]:
    return {"tier": found.tier.value, "inherent": found.inherent, "residual": found.residual, "level": found.level.value}


def _short(found: Assessment, output: Output) -> str:
    language = output.language
    figure = "—" if found.residual is None else number(found.residual, language, 1)
    return f"{found.tier.label(language)} · {figure} · {found.level.label(language)}"
