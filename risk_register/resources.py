"""Where the program finds what is not code: methods, families, translations, fonts, icons, demonstration source."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any


@cache
def root() -> Traversable:
    """The folder of resources: inside the package when installed from a wheel, beside it in a checkout."""
    packaged = files("risk_register").joinpath("_resources")
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Traversable:
    """One file or folder under `resources/`, named by its path's parts."""
    return root().joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of one resource, which is always UTF-8."""
    return resource(*parts).read_text(encoding="utf-8")


def read_toml(*parts: str) -> dict[str, Any]:
    """One TOML resource as plain values."""
    return tomllib.loads(read_text(*parts))


def names(*parts: str, ending: str) -> list[str]:
    """The sorted names of the files in one resource folder that end in `ending`."""
    return sorted(entry.name for entry in resource(*parts).iterdir() if entry.name.endswith(ending))
