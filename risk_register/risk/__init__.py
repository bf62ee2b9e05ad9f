"""Pure judgements: tier, inherent risk, control effectiveness, residual risk, each with its reasons.

They are offered from here and loaded when asked for: a starting window needs the words for a due day and no method.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.risk.assessing import assess as assess
    from risk_register.risk.bands import Bands as Bands
    from risk_register.risk.dates import add_months as add_months
    from risk_register.risk.dates import schedule as schedule
    from risk_register.risk.loading import load_method as load_method
    from risk_register.risk.loading import parse_method as parse_method
    from risk_register.risk.method import Method as Method

_FROM = {"assess": "assessing", "Bands": "bands", "add_months": "dates", "schedule": "dates", "load_method": "loading",
         "parse_method": "loading", "Method": "method"}


def __getattr__(name: str) -> Any:
    if name in _FROM:
        found = getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
