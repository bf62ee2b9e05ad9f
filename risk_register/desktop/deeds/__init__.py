"""What menu entries do: a module for each topic, a function for each verb, given the window.

A verb in `actions.py` names its function as `module:function`; the module is imported when the verb is first triggered, so
that a starting window waits for none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


def do(deed: str, window: "MainWindow", *arguments: Any) -> None:
    """Carries a deed out."""
    module, _, function = deed.partition(":")
    getattr(import_module(f"{__name__}.{module}"), function)(window, *arguments)
