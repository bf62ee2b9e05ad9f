"""Where the program finds what is not code: methods, families, translations, fonts, icons, demonstration source."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def root() -> "Traversable":
    """The folder of resources: inside the package when installed from a wheel, beside it in a checkout.

    Where the package lies in plain files, as it nearly always does, the machinery for others is not loaded: it would take
    a tenth of the window's start.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_resources", here.parent / "resources"):
        if folder.is_dir():
            return folder
    from importlib.resources import files

    return files("risk_register").joinpath("_resources")


def resource(*parts: str) -> "Traversable":
    """One file or folder under `resources/`, named by its path's parts."""
    return root().joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of one resource, which is always UTF-8."""
    return resource(*parts).read_text(encoding="utf-8")


def read_toml(*parts: str) -> dict[str, Any]:
    """One TOML resource as plain values."""
    import tomllib

    return tomllib.loads(read_text(*parts))


def read_all(*parts: str, ending: str) -> list[bytes]:
    """The files in one resource folder that end in `ending`, by their names' order.

    A hundred small files are opened by their bare names: as paths they would take three times as long, which a starting window
    would pay.
    """
    folder = resource(*parts)
    if not isinstance(folder, Path):
        return [folder.joinpath(name).read_bytes() for name in names(*parts, ending=ending)]
    found = []
    for name in sorted(os.listdir(folder)):  # noqa: PTH208
        if name.endswith(ending):
            with open(f"{folder}{os.sep}{name}", "rb") as file:  # noqa: PTH123
                found.append(file.read())
    return found


def names(*parts: str, ending: str) -> list[str]:
    """The sorted names of the files in one resource folder that end in `ending`."""
    return sorted(entry.name for entry in resource(*parts).iterdir() if entry.name.endswith(ending))
