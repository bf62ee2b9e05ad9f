"""The lock files: every file by its hash, no word of where from, and the releases that pyproject.toml allows."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = ("requirements.lock", PROJECT["project"]["dependencies"])
DEVELOPMENT = ("requirements-dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"])


def locked(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each requirement of a lock file with its hashes."""
    text = (CHECKOUT / "packaging" / name).read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    return [(Requirement(line.split("--hash")[0]), re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line)) for line in lines]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_requirement_is_pinned_and_has_its_hashes(name: str) -> None:
    for requirement, hashes in locked(name):
        assert re.fullmatch(r"==[0-9][\w.+!]*", str(requirement.specifier)), requirement
        assert hashes, requirement


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_does_not_say_where_its_packages_come_from(name: str) -> None:
    text = (CHECKOUT / "packaging" / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|\s@\s|index|find-links|/\w+/", re.sub(r"^# .*", "", text)) == []


@pytest.mark.parametrize(("name", "asked"), [RUNTIME, DEVELOPMENT])
def test_the_pins_are_what_the_project_asks_for(name: str, asked: list[str]) -> None:
    pins = {canonicalize_name(requirement.name): _version(requirement) for requirement, _ in locked(name)}
    for wanted in map(Requirement, [*asked, *PROJECT["build-system"]["requires"]]):
        assert pins[canonicalize_name(wanted.name)] in wanted.specifier, wanted


def test_testing_and_running_use_the_same_releases() -> None:
    development = {canonicalize_name(requirement.name): _version(requirement) for requirement, _ in locked(DEVELOPMENT[0])}
    for requirement, _ in locked(RUNTIME[0]):
        assert development[canonicalize_name(requirement.name)] == _version(requirement)


def _version(requirement: Requirement) -> Version:
    return Version(str(requirement.specifier).removeprefix("=="))
