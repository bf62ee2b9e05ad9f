"""The shape of the house: its layers, the size of its rooms, and nothing in it that belongs to somebody's machine."""

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAM = CHECKOUT / "risk_register"
TOP_LEVEL = {
    ".ci", ".gitignore", "LICENSE", "README.md", "packaging", "pyproject.toml", "resources", "risk_register", "tests",
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
# Written so that this file does not find itself.
OF_A_MACHINE = re.compile(
    r"(?<![\w.])/(?:work|home|root|Users|opt/pypi)/\w|pypi\.org|pythonhos[t]ed|--(?:extra-)?(?:index|find)-(?:url|links)",
)


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PROGRAM.rglob("*.py"))}


@cache
def tracked() -> list[str]:
    git = shutil.which("git")
    if git is None or not (CHECKOUT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True, encoding="utf-8")
    return [name for name in listed.stdout.split("\0") if name and (CHECKOUT / name).is_file()]


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=CHECKOUT, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_qt_is_imported_under_desktop_alone() -> None:
    strangers = []
    for path, tree in modules().items():
        if path.is_relative_to(PROGRAM / "desktop"):
            continue
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strangers += [f"{path.relative_to(CHECKOUT)}:{node.lineno}" for name in names if name.startswith("PySide6")]
    assert strangers == []


def test_no_module_is_longer_than_a_person_reads_at_a_sitting() -> None:
    lengths = {str(path.relative_to(CHECKOUT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{path.relative_to(CHECKOUT)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_the_top_level_holds_what_it_is_meant_to() -> None:
    assert {name.split("/")[0] for name in tracked()} <= TOP_LEVEL


def test_nothing_names_a_machine_or_where_packages_come_from() -> None:
    found = []
    for name in tracked():
        content = (CHECKOUT / name).read_bytes()
        if b"\0" in content[:8000]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if OF_A_MACHINE.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == []
