"""Installs the program into this checkout and starts it: one command on a machine with Python 3.11 or later.

    python3 packaging/start.py          opens the demonstration register; without a screen, does the same job in words
    python3 packaging/start.py test     runs every check; further arguments go to pytest
    python3 packaging/start.py bench    measures the program against its yardsticks

Everything lands in `.venv` and `demonstration` of the checkout. The second time nothing is installed again.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.json"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
OLDEST = (3, 11)

# What Qt loads from the system, and the Debian package that has it. Some names end in t64 on newer releases, whose apt
# still finds them by these.
QT = {
    "libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0", "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1", "libfontconfig.so.1": "libfontconfig1", "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-shape.so.0": "libxcb-shape0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
QT_WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}


class Stop(Exception):
    """The end of the run, in one sentence for the person at the terminal."""


def speaks_french(environ: Mapping[str, str]) -> bool:
    """Whether the system's language is French; every other language reads English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return environ[name].lower().startswith("fr")
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0xFF == 0x0C)
    return False


def words(english: str, french: str) -> str:
    """The one of the two that the person reads."""
    return french if speaks_french(os.environ) else english


def say(english: str, french: str) -> None:
    """One line of progress, before the step it announces."""
    print(words(english, french), flush=True)


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window can be shown: Linux names its display; elsewhere there is one, but for remote shells and CI."""
    if platform in ("win32", "darwin"):
        return not any(environ.get(name) for name in ("CI", "SSH_CONNECTION", "SSH_TTY"))
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def libraries_needed(command: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The system libraries that a command's Qt loads on Linux, each with its Debian package."""
    if command == "run" and not has_screen("linux", environ):
        return {}
    if command == "run" and not environ.get("DISPLAY"):
        return {**QT, **QT_WAYLAND}
    return {**QT, **QT_X11}


def missing_libraries(needed: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL) -> dict[str, str]:
    """Those of the libraries that the system's loader does not find."""
    missing = {}
    for library, package in needed.items():
        try:
            load(library)
        except OSError:
            missing[library] = package
    return missing


def is_debian(os_release: str) -> bool:
    """Whether a machine takes Debian's packages, by its /etc/os-release."""
    values = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    family = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".replace('"', "").split()
    return "debian" in family or "ubuntu" in family


def apt_commands(packages: Sequence[str]) -> list[list[str]]:
    """The commands that bring in Debian packages, in order."""
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *sorted(set(packages))]
    return [["apt-get", "update", "-qq"], install]


def install_from_debian(packages: Sequence[str]) -> None:
    """Install system packages as root; anyone else is told the command to type."""
    commands = apt_commands(packages)
    if os.name != "posix" or os.geteuid() != 0:
        typed = " && ".join(shlex.join(["sudo", *command]) for command in commands)
        raise Stop(words(f"Some system packages are missing. Please run this, then start again:\n  {typed}",
                         f"Il manque des paquets du système. Exécutez ceci, puis recommencez :\n  {typed}"))
    names = " ".join(commands[-1][5:])
    say(f"Installing system packages: {names}", f"Installation de paquets du système : {names}")
    for command in commands:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode != 0:
            raise Stop(words(f"The system packages could not be installed: {shlex.join(command)} failed.",
                             f"Les paquets du système n’ont pas pu être installés : échec de {shlex.join(command)}."))


def ensure_libraries(command: str) -> None:
    """See to it that the system has what Qt loads; Windows and macOS always have."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(libraries_needed(command, os.environ))
    if not missing:
        return
    if debian_here():
        install_from_debian(list(missing.values()))
        return
    names = ", ".join(sorted(missing))
    raise Stop(words(f"The window needs these system libraries, please install the packages that hold them: {names}",
                     f"La fenêtre a besoin de ces bibliothèques du système, installez leurs paquets : {names}"))


def debian_here() -> bool:
    """Whether this machine takes Debian's packages."""
    release = Path("/etc/os-release")
    return release.is_file() and is_debian(release.read_text(encoding="utf-8")) and bool(shutil.which("apt-get"))


def fingerprint(command: str, root: Path = CHECKOUT, version: Sequence[int] = tuple(sys.version_info[:2])) -> str:
    """What an installation depends on: the lock, the project's own declaration, Python's release and the place."""
    digest = hashlib.sha256(f"{version[0]}.{version[1]} {root}".encode())
    for part in (root / "packaging" / LOCKS[command], root / "pyproject.toml"):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def read_stamp(stamp: Path = STAMP) -> dict[str, str]:
    """What the last finished installations depended on; nothing where there was none."""
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def is_installed(command: str) -> bool:
    """Whether an earlier run installed just this; the test set holds all that running needs, at the same releases."""
    return PYTHON.exists() and read_stamp().get(command) == fingerprint(command)


def call(command: Sequence[str | Path], problem: str, *, quiet: bool = False) -> None:
    """Run one step in the checkout, its output on the terminal unless `quiet`; the problem is the sentence when it fails."""
    names_in_utf8 = {"PYTHONUTF8": "1"} if os.name == "nt" else {}  # a checkout's path may hold any letter
    done = subprocess.run([str(part) for part in command], cwd=CHECKOUT, env={**os.environ, **names_in_utf8},
                          stdout=subprocess.DEVNULL if quiet else None)
    if done.returncode != 0:
        raise Stop(problem)


def make_venv() -> None:
    """Make the virtual environment, anew where an earlier one is broken or of another Python."""
    if importlib.util.find_spec("ensurepip") is None:
        if not debian_here():
            raise Stop(words("This Python comes without its venv and ensurepip modules; please install them.",
                             "Ce Python vient sans ses modules venv et ensurepip ; installez-les."))
        install_from_debian([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    say("Making a virtual environment in .venv", "Création d’un environnement virtuel dans .venv")
    call([sys.executable, "-m", "venv", "--clear", VENV],
         words("The virtual environment could not be made.", "L’environnement virtuel n’a pas pu être créé."))


def venv_version() -> str:
    """The Python release that the virtual environment was made with, as '3.11'."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    versions = [line.split("=")[1].strip() for line in lines if line.startswith("version")]
    return ".".join(versions[0].split(".")[:2]) if versions else ""


def ensure_installed(command: str) -> None:
    """Install what the lock names, then the project itself, unless that was done before."""
    if is_installed(command):
        return
    if not PYTHON.exists() or venv_version() != f"{sys.version_info[0]}.{sys.version_info[1]}":
        make_venv()
    say("Installing the packages of the lock file (once; some 150 MB are fetched)",
        "Installation des paquets du fichier de verrouillage (une seule fois ; environ 150 Mo à télécharger)")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    lock = CHECKOUT / "packaging" / LOCKS[command]
    problem = words("The packages could not be installed; the lines above say why. Starting again goes on from there.",
                    "Les paquets n’ont pas pu être installés ; les lignes ci-dessus disent pourquoi. Recommencez ensuite.")
    call([*pip, "--require-hashes", "-r", lock], problem)
    call([*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", CHECKOUT], problem)
    done = {**read_stamp(), command: fingerprint(command), "run": fingerprint("run")}
    STAMP.write_text(json.dumps(done), encoding="utf-8")


def demonstration_file() -> tuple[Path, str]:
    """The questionnaire that the demonstration imports, and the vendor who answered it."""
    import tomllib  # here, so that an older Python gets as far as being refused

    folder = CHECKOUT / "resources" / "demonstration"
    job = tomllib.loads((folder / "demonstration.toml").read_text(encoding="utf-8"))["job"]["questionnaire"]
    return folder / job["file"], job["vendor"]


def was_imported(program: Path, register: Path, file: Path) -> bool:
    """Whether the register's history names the file's fingerprint: it is not taken in a second time, whatever came after."""
    told = subprocess.run([str(program), "history", str(register), "--json"], cwd=CHECKOUT, stdout=subprocess.PIPE)
    return told.returncode == 0 and hashlib.sha256(file.read_bytes()).hexdigest().encode() in told.stdout


def run_demonstration() -> None:
    """Open the demonstration register; without a screen import, score and report from the command line."""
    folder = CHECKOUT / "demonstration"
    folder.mkdir(exist_ok=True)
    register = folder / "demonstration.riskregister"
    program = BIN / ("risk-register.exe" if os.name == "nt" else "risk-register")
    problem = words("The step above failed; the program has said why.", "L’étape ci-dessus a échoué ; le programme a dit pourquoi.")
    if not register.exists():
        say("Making the demonstration register", "Création du registre de démonstration")
        # Under another name until it is whole, so that a run cut short leaves no half of a year behind.
        unfinished = folder / "unfinished.riskregister"
        for left in folder.glob(f"{unfinished.name}*"):
            left.unlink()
        today = date.today().isoformat()  # noqa: DTZ011 - the reader's own day
        call([program, "demo", unfinished, "--on", today], problem, quiet=True)
        unfinished.rename(register)
    if has_screen(sys.platform, os.environ):
        say("Opening the window", "Ouverture de la fenêtre")
        call([program, "open", register], words("The window closed on an error.", "La fenêtre s’est fermée sur une erreur."))
        return
    questionnaire, vendor = demonstration_file()
    dossier, summary = folder / "dossier.pdf", folder / "register.pdf"
    if not was_imported(program, register, questionnaire):
        say(f"Importing the questionnaire of {vendor}", f"Import du questionnaire de {vendor}")
        call([program, "import", "questionnaire", register, questionnaire, "--vendor", vendor], problem)
    say(f"Scoring {vendor}", f"Évaluation de {vendor}")
    call([program, "score", register, "--vendor", vendor, "--explain"], problem)
    say("Writing the audit PDFs", "Rédaction des PDF d’audit")
    call([program, "report", register, "dossier", "--vendor", vendor, "--output", dossier], problem)
    call([program, "report", register, "register", "--output", summary], problem)
    say(f"No screen here, so no window. The register: {register}\n"
        f"The vendor's dossier: {dossier}\nThe register's summary: {summary}",
        f"Pas d’écran ici, donc pas de fenêtre. Le registre : {register}\n"
        f"Le dossier du prestataire : {dossier}\nLa synthèse du registre : {summary}")


def run_tests(extra: Sequence[str]) -> None:
    """Run every check in turn and stop at the first that fails."""
    steps: list[tuple[str, list[str | Path]]] = [
        ("ruff", [PYTHON, "-m", "ruff", "check", "."]),
        ("mypy", [PYTHON, "-m", "mypy"]),
        ("import-linter", [BIN / "lint-imports"]),
        ("pytest", [PYTHON, "-m", "pytest", "-q", "-n", "2", *extra]),
    ]
    for name, command in steps:
        print(f"\n=== {name} ===", flush=True)
        call(command, words(f"{name} found something to mend.", f"{name} a trouvé quelque chose à corriger."))


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; the exit code is 0 when it was done, 2 when it was not understood."""
    if sys.version_info < OLDEST:
        print(words(f"Python 3.11 or later is needed; this is Python {sys.version.split()[0]}.",
                    f"Il faut Python 3.11 ou plus récent ; celui-ci est Python {sys.version.split()[0]}."), file=sys.stderr)
        return 1
    command, extra = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if command not in ("run", "test", "bench") or (command == "run" and extra):
        print(__doc__, file=sys.stderr)
        return 2
    setup = "run" if command == "run" else "test"
    try:
        ensure_libraries(setup)
        ensure_installed(setup)
        if command == "run":
            run_demonstration()
        elif command == "test":
            run_tests(extra)
        else:
            call([PYTHON, Path("tests") / "bench" / "run.py", *extra], words("The benchmark failed.", "La mesure a échoué."))
    except (Stop, OSError) as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
