"""Bringing a spreadsheet: any table of vendors, as people really keep them, into a register.

    workbook = read_file(path)                           # bytes to cells, in a guarded child process
    plan = make_plan(register, workbook, Settings())     # touches nothing; make it again whenever a setting changes
    counts = preview(plan, Decisions())                  # what applying would do; quick, for every change of a decision
    outcome = apply(plan, register, actor, Decisions())  # one transaction, one journalled change, one undo

`Settings` say how the file is to be read: what each column holds, day or month first, which sheets. `Decisions` say what becomes
of its rows: archived vendors, possible duplicates, only the good rows or all or nothing. A `Plan` is plain data: its `columns`,
`rows` and `problems` are what a preview shows. While `plan.undecided` is not empty, dates could be two days each and nothing is
imported until `Settings.month_first` says which. `targets(language)` lists what a column may be said to hold.

Raises RegisterError in a sentence for files that hold no table of vendors, Cancelled where the person stopped it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from risk_register.exchange.bringing.applying import apply as apply
    from risk_register.exchange.bringing.deciding import preview as preview
    from risk_register.exchange.bringing.headings import Target as Target
    from risk_register.exchange.bringing.headings import targets as targets
    from risk_register.exchange.bringing.plan import CUSTOM as CUSTOM
    from risk_register.exchange.bringing.plan import LEFT_OUT as LEFT_OUT
    from risk_register.exchange.bringing.plan import ColumnPlan as ColumnPlan
    from risk_register.exchange.bringing.plan import Counts as Counts
    from risk_register.exchange.bringing.plan import Decisions as Decisions
    from risk_register.exchange.bringing.plan import Outcome as Outcome
    from risk_register.exchange.bringing.plan import Plan as Plan
    from risk_register.exchange.bringing.plan import PlannedRow as PlannedRow
    from risk_register.exchange.bringing.plan import RowProblem as RowProblem
    from risk_register.exchange.bringing.plan import RowState as RowState
    from risk_register.exchange.bringing.plan import Settings as Settings
    from risk_register.exchange.bringing.plan import SheetPlan as SheetPlan
    from risk_register.exchange.bringing.planning import make_plan as make_plan
    from risk_register.exchange.bringing.reading import read_file as read_file
    from risk_register.exchange.bringing.wording import closing as closing

_HOMES = {
    "apply": "applying", "preview": "deciding", "Target": "headings", "targets": "headings", "make_plan": "planning",
    "read_file": "reading", "closing": "wording",
    **dict.fromkeys(("CUSTOM", "LEFT_OUT", "ColumnPlan", "Counts", "Decisions", "Outcome", "Plan", "PlannedRow", "RowProblem",
                     "RowState", "Settings", "SheetPlan"), "plan"),
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
