"""Remakes the lock files from pyproject.toml: `python packaging/lock.py`, with uv installed.

Each file lists every package that gets installed, with the hash of each of its files, for Python 3.11 and later on
Windows, macOS and Linux alike. Nothing in them says from where, so that any mirror serves. The build backend is locked
as well: the project itself is then installed without fetching anything more.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
PYPROJECT = PACKAGING.parent / "pyproject.toml"
RUNTIME = PACKAGING / "requirements.lock"
DEVELOPMENT = PACKAGING / "requirements-dev.lock"
HEADER = "# {what}, made from pyproject.toml by packaging/lock.py. Do not edit.\n"


def compile_lock(target: Path, what: str, *options: str) -> None:
    """Write one lock file; its header says what it is for."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        raise SystemExit("uv makes the lock files and is not installed: pip install uv")
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    command = [
        uv, "pip", "compile", str(PYPROJECT), "-", *options, "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-header", "--no-annotate", "--no-config", "--upgrade", "--quiet",
    ]
    backend = "\n".join(project["build-system"]["requires"])
    done = subprocess.run(command, input=backend, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise SystemExit(f"{target.name} was not changed: uv could not resolve what pyproject.toml asks for")
    target.write_text(HEADER.format(what=what) + done.stdout, encoding="utf-8", newline="\n")


def main() -> None:
    """Lock what runs the program, then what tests it at the very same releases."""
    compile_lock(RUNTIME, "What runs the program")
    compile_lock(DEVELOPMENT, "What runs and tests the program", "--group", "dev", "--constraints", str(RUNTIME))


if __name__ == "__main__":
    main()
