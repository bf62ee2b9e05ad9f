"""One open register: create, open, migrate, change, journal, as-of, search, back up.

`Register` is offered from here without being imported: a starting window reads what it shows first through `store.quick_items`,
which must not wait for the tables.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.store.register import Register

__all__ = ["Register"]


def __getattr__(name: str) -> Any:
    if name == "Register":
        from risk_register.store.register import Register

        return Register
    raise AttributeError(name)
