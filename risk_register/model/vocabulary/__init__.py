"""One vocabulary: each enumerated word with its English and French label. Imports nothing but the texts' types.

The words are offered from here and loaded group by group as they are asked for: a starting window needs a few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.model.vocabulary.assurance import *
    from risk_register.model.vocabulary.contracts import *
    from risk_register.model.vocabulary.data import *
    from risk_register.model.vocabulary.incidents import *
    from risk_register.model.vocabulary.parties import *
    from risk_register.model.vocabulary.risk import *
    from risk_register.model.vocabulary.rounds import *
    from risk_register.model.vocabulary.services import *
    from risk_register.model.vocabulary.terms import Code as Code
    from risk_register.model.vocabulary.terms import Term as Term
    from risk_register.model.vocabulary.terms import label as label
    from risk_register.model.vocabulary.today import *

_GROUPS = ("terms", "risk", "parties", "services", "assurance", "contracts", "data", "incidents", "today",
           "rounds")


def __getattr__(name: str) -> Any:
    if not name.startswith("_"):
        for group in _GROUPS:
            found = getattr(import_module(f"{__name__}.{group}"), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({name for group in _GROUPS for name in vars(import_module(f"{__name__}.{group}")) if not name.startswith("_")})
