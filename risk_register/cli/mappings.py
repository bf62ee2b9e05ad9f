"""Ways of reading that were said by hand: listed, handed on as files, proposed for a file to be put right in an editor."""

import argparse
from pathlib import Path

from risk_register.cli.output import Output, refuse_over_itself
from risk_register.errors import RegisterError, WrongUsage
from risk_register.operations.question_mappings import kept_mappings, mapping_text, read_workbook
from risk_register.questionnaires.mapping import SavedMapping, propose
from risk_register.reports.files import written_whole
from risk_register.store import Register
from risk_register.texts import Text


def mappings(asked: argparse.Namespace, output: Output) -> None:
    """`questionnaire mappings`: those of the register; with --output, one of them or the one proposed as a file."""
    if asked.output is None and (asked.name is not None or asked.propose is not None):
        raise WrongUsage("Say with --output into which file the mapping is to be written.")
    with Register.open(asked.register, write=False) as register:
        kept = kept_mappings(register)
    if asked.output is None:
        output.document([{"name": each.mapping.name, "made_by": each.made_by, "made_on": each.made_on,
                          "sheets": [table.sheet for table in each.mapping.tables]} for each in kept])
        output.table((Text("Name"), Text("Sheets"), Text("Made by"), Text("Made on")), [
            (each.mapping.name, ", ".join(table.sheet for table in each.mapping.tables), each.made_by, each.made_on.isoformat())
            for each in kept])
        return
    refuse_over_itself(asked.register, asked.output)
    if asked.output.exists():
        raise RegisterError("{file} exists already and is not overwritten. Choose another name.", file=asked.output.name)
    mapping = _proposed(asked.propose) if asked.propose is not None else _named([each.mapping for each in kept], asked.name)
    with written_whole(asked.output) as file:
        file.write(mapping_text(mapping).encode())
    path = str(asked.output.absolute())
    output.document({"name": mapping.name, "file": path})
    output.say(Text("Wrote {file}.", file=path))


def _proposed(path: Path) -> SavedMapping:
    mapping = propose(read_workbook(path), path.stem)
    if not mapping.tables:
        raise RegisterError("{file} shows no table that could hold questions and answers. Map it by hand in the window.",
                            file=path.name)
    return mapping


def _named(known: list[SavedMapping], name: str | None) -> SavedMapping:
    if name is None:
        raise WrongUsage("Say with --name which mapping is to be written, or with --propose for which file one is to be proposed.")
    for mapping in known:
        if mapping.name == name:
            return mapping
    raise RegisterError("This register holds no mapping '{name}'; it holds {names}.", name=name,
                        names=", ".join(mapping.name for mapping in known) or "–")
