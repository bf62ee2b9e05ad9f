"""Going to where a record is dealt with: the vendor's page, its tab and row; a round and its answer; the page of an incident."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from risk_register.risk.result import FactRef

if TYPE_CHECKING:
    from risk_register.desktop.gateway import Gateway
    from risk_register.desktop.pages.vendor import VendorPage
    from risk_register.desktop.window import MainWindow

_HOPS = 3
"""How often a page may ask the register anew until all it shows has come: the vendor, its rounds, their answers."""
_PAGE_OF = {"incident": "incidents", "person": "settings", "function": "settings", "own_entity": "settings",
            "processing_activity": "settings", "supplier_ledger": "completeness"}
"""The pages of what belongs to no vendor."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A record to go to; a vendor's own page where it is one."""

    noun: str
    record: int
    vendor_id: int | None = None
    within: int | None = None
    """The round of an answer."""


def go_to(window: "MainWindow", goal: Goal) -> None:
    """Shows a record where it is dealt with. Where its page is not there, its vendor is shown."""
    if goal.noun == "vendor":
        window.open_vendor(goal.record)
    elif goal.vendor_id is not None:
        window.open_vendor(goal.vendor_id)
        page = cast("VendorPage", window.page("vendor"))
        refs = [FactRef("questionnaire", goal.within)] if goal.within is not None else []
        _show_one_after_another(window.desk.gateway, page, [*refs, FactRef(goal.noun, goal.record)])
    elif (name := _PAGE_OF.get(goal.noun)) and f"go_{name}" in {verb.name for verb in window.actions_.verbs}:
        window.go(name)
        show: Callable[[str, int], object] | None = getattr(window.page(name), "show_record", None)
        if show is not None:
            after_answers(window.desk.gateway, lambda: show(goal.noun, goal.record))


def _show_one_after_another(gateway: "Gateway", page: "VendorPage", refs: list[FactRef]) -> None:
    def show() -> None:
        page.show_fact(refs.pop(0))
        if refs:
            after_answers(gateway, show)

    after_answers(gateway, show)


def after_answers(gateway: "Gateway", deed: Callable[[], object], hops: int = _HOPS) -> None:
    """Does something once all that was asked of the register so far has come home, and what was asked upon that."""
    def come(_nothing: Any) -> None:
        if hops > 1:
            after_answers(gateway, deed, hops - 1)
        else:
            deed()

    gateway.ask(lambda _register: None, come)
