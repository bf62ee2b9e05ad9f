"""Loads the scripts of `packaging/`, which is a folder of tools and not a package."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).resolve().parent.parent


def load(name: str) -> ModuleType:
    """One of the scripts as a module, without running it as a program."""
    spec = spec_from_file_location(f"packaging_{name}", CHECKOUT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
