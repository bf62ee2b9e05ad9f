"""Compares the texts in the code with their French: `python packaging/translations.py [--prune]`.

Prints, for each package, the templates that miss their French and the entries that no code uses any more; `--prune`
takes the latter out, sorts the rest and sets its no-break spaces. Exit code 1 while anything is missing or wrong. The
tests ask the same functions.
"""

import ast
import json
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCES = CHECKOUT / "risk_register"
FRENCH = CHECKOUT / "resources" / "translations" / "fr"
HOMES = {"risk_register.texts": ("Text", "tr"), "risk_register.errors": ("RegisterError",)}
CARRIERS = ("texts.py", "errors.py")  # they pass templates on, so theirs are variables
READERS = ("store/journal.py", "operations/demonstration.py", "model/items.py")
"""Where reasons are read back that are literals elsewhere: in code, in the demonstration's source, in what Today kept."""
SPACED = ":;?!%"  # signs that French writes apart, so that even a text without words has a French one
DEMONSTRATION = CHECKOUT / "resources" / "demonstration" / "changes"


@dataclass(frozen=True, slots=True)
class Use:
    """One place in the code that speaks to a person; the template is None where it is no literal."""

    package: str
    place: str
    template: str | None
    given: frozenset[str] | None
    """The names of the values given with it; None where they are not known before it runs."""

    @property
    def lacking(self) -> set[str]:
        """The values its template asks for and the call does not give."""
        return set() if self.template is None or self.given is None else fields(self.template) - self.given


def fields(template: str) -> set[str]:
    """The names in a template's braces. Raises `ValueError` where the braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def uses() -> list[Use]:
    """Every text in the code, in the order of the files, and the reasons in the demonstration's source."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.rglob("*.py"))}
    refusals = _refusals(list(trees.values()))
    speaking = {path: tree for path, tree in trees.items() if path.relative_to(SOURCES).as_posix() not in CARRIERS}
    found = [use for path, tree in speaking.items() for use in _in_module(path, tree, refusals)]
    known = [use for use in found if use.template is not None or use.place.rpartition(":")[0] not in READERS]
    return known + list(_in_demonstration())


def catalogues() -> dict[str, dict[str, str]]:
    """The French as each file has it: a package's own file, or one of its topics', named `package-topic`."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FRENCH.glob("*.json"))}


def missing(found: list[Use], french: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """For each package, the templates that have no French in any file."""
    known = {template for entries in french.values() for template in entries}
    return _by_package((use.package, use.template or "") for use in found
                       if _needs_french(use.template) and use.template not in known)


def stale(found: list[Use], french: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """For each file, the entries that its package's code does not use, or that another file of the package has as well."""
    used = {(use.package, use.template) for use in found}
    seen: set[tuple[str, str]] = set()
    unused: list[tuple[str, str]] = []
    for name, entries in french.items():
        package = name.partition("-")[0]
        for entry in entries:
            if (package, entry) not in used or (package, entry) in seen:
                unused.append((name, entry))
            seen.add((package, entry))
    return _by_package(iter(unused))


def prune(french: dict[str, dict[str, str]], unused: dict[str, list[str]]) -> None:
    """Write every file without its unused entries, in one stable order, its spaces as French has them."""
    for package, entries in french.items():
        gone = unused.get(package, [])
        kept = {template: typeset(entries[template]) for template in sorted(entries) if template not in gone}
        text = json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
        (FRENCH / f"{package}.json").write_text(text, encoding="utf-8", newline="\n")


def typeset(words: str) -> str:
    """French words with a no-break space where a plain one stands before a double mark or inside guillemets."""
    narrow = re.sub(r" (?=[;?!])", "\N{NARROW NO-BREAK SPACE}", words)
    return re.sub(r" (?=[:»])|(?<=«) ", "\N{NO-BREAK SPACE}", narrow)


def _needs_french(template: str | None) -> bool:
    said = "" if template is None else "".join(part for part, *_ in string.Formatter().parse(template))
    return any(letter.isalpha() or letter in SPACED for letter in said)


def _by_package(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    gathered: dict[str, set[str]] = {}
    for package, template in pairs:
        gathered.setdefault(package, set()).add(template)
    return {package: sorted(templates) for package, templates in sorted(gathered.items())}


def _in_demonstration() -> Iterator[Use]:
    """The reasons of the demonstration's changes, which are written in its source and not in code."""
    for path in sorted(DEMONSTRATION.glob("*.toml")):
        for change in tomllib.loads(path.read_text(encoding="utf-8"))["change"]:
            yield Use("demonstration", f"{path.name}:{change['at']}", change["reason"], frozenset())


def _refusals(trees: list[ast.Module]) -> dict[str, bool]:
    """The classes of refusals, each with whether it takes a template as RegisterError does or words itself."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {"RegisterError": True}
    grown = True
    while grown:
        grown = False
        for node in classes:
            bases = [found[_name(base)] for base in node.bases if _name(base) in found]
            if bases and node.name not in found:
                words_itself = any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)
                found[node.name] = all(bases) and not words_itself
                grown = True
    return found


def _in_module(path: Path, tree: ast.Module, refusals: dict[str, bool]) -> Iterator[Use]:
    speaking = {_name(node) for node in tree.body if isinstance(node, ast.ClassDef)} & set(refusals)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            homes = HOMES.get(node.module or "", ())
            speaking |= {name.asname or name.name for name in node.names if name.name in homes or name.name in refusals}
    below = path.relative_to(SOURCES)
    package = below.parts[0] if len(below.parts) > 1 else below.stem
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in refusals:
            yield from (_use(package, below, call, 0) for call in ast.walk(node) if _is_super_init(call, refusals, node))
        elif isinstance(node, ast.Call) and _speaks(node.func, speaking) and refusals.get(_name(node.func), True):
            yield _use(package, below, node, 1 if _name(node.func) == "tr" else 0)


def _speaks(function: ast.expr, speaking: set[str]) -> bool:
    if isinstance(function, ast.Name):
        return function.id in speaking
    homes = {module.rpartition(".")[2]: names for module, names in HOMES.items()}
    return isinstance(function, ast.Attribute) and function.attr in homes.get(_name(function.value), ())


def _is_super_init(node: ast.AST, refusals: dict[str, bool], owner: ast.ClassDef) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "__init__":
        return False
    parents_take_templates = all(refusals.get(_name(base), True) for base in owner.bases)
    return isinstance(node.func.value, ast.Call) and _name(node.func.value.func) == "super" and parents_take_templates


def _use(package: str, below: Path, call: ast.AST, position: int) -> Use:
    assert isinstance(call, ast.Call)
    argument = call.args[position] if len(call.args) > position else None
    literal = argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
    names = [keyword.arg for keyword in call.keywords]
    given = None if None in names else frozenset(name for name in names if name)
    return Use(package, f"{below.as_posix()}:{call.lineno}", literal, given)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.ClassDef):
        return node.name
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def main(arguments: list[str]) -> int:
    """Print what is to be done; the exit code is 1 while a text has no French or cannot be found."""
    found, french = uses(), catalogues()
    unused = stale(found, french)
    if "--prune" in arguments:
        prune(french, unused)
    wanting = missing(found, french)
    hidden = [use.place for use in found if use.template is None]
    for heading, groups in (("misses its French", wanting), ("is not used any more", unused)):
        for package, templates in groups.items():
            for template in templates:
                print(f"{package}: {heading}: {json.dumps(template, ensure_ascii=False)}")
    for place in hidden:
        print(f"{place}: the text is not a literal")
    return 1 if wanting or hidden or (unused and "--prune" not in arguments) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
