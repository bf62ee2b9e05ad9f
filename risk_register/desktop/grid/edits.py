"""What makes a column editable, and what a table of such columns does with a cell's text.

How a page makes its table editable and pasteable:

1. Give columns an `edit`: `Column(Text("Stage"), …, edit=CellEdit("stage", Terms(Stage), lambda row: row.stage))`. The field is
   one of the noun's, `kind` says how text becomes its value (`grid.kinds`: Words, Days, Numbers, Terms, YesNo, Countries,
   Records), and `value` gives what the row holds now.
2. Use `EditableTable(desk, model, name, "vendor", self)` where a `RecordTable` would stand; rows are identified by the record's id.
3. Refresh the page on `gateway.changed`, as every `Page` does. While a cell is typed in, the model keeps new rows back.
4. Pasting adds rows too where the table is given `adds=NewRows(values)`: fields that every new record gets, such as
   `{"sla_term_id": 7}`. Append-only nouns take `adds=NewRows(values, always=True)`: nothing pasted or typed changes a row.
5. Where cells are no plain fields of one noun (a verdict that may not be there yet), hand the table a `deeds=CellDeeds(…)` of
   your own, two functions that run in the worker: `judge` says what is wrong with edits, `store` makes them one change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from risk_register.desktop.grid.kinds import Asked, CellKind, CellRefusal, is_blank
from risk_register.model.cells import RowEdit
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.store import Register

R = TypeVar("R")
MUST_STAND = Text("This must not be left empty.")
Problems = Mapping[tuple[int, str], Text]
"""What is wrong, by the place of an edit among those given and the field; '' is the whole row."""


@dataclass(frozen=True, slots=True)
class CellEdit(Generic[R]):
    """One field of a record, edited in a cell."""

    field: str
    kind: CellKind
    value: Callable[[R], Any]
    """The value stored now."""
    required: bool = False
    """Whether it must not be left empty."""
    only_new: bool = False
    """Whether only a row that is added may hold it: the cell of a row that is there is not edited."""

    def read(self, typed: str, asked: Asked) -> Any:
        """The value that a text means, None where it is blank. Raises `CellRefusal`."""
        if not is_blank(typed):
            return self.kind.read(typed.strip(), asked)
        if self.required:
            raise CellRefusal(MUST_STAND)
        return None

    def shown(self, row: R, asked: Asked) -> str:
        """What an editor starts from."""
        return self.kind.shown(self.value(row), asked)


@dataclass(frozen=True, slots=True)
class NewRows:
    """That rows may be added in a table, and what each new record holds besides its cells."""

    values: Mapping[str, Any] = field(default_factory=dict)
    always: bool = False
    """Whether pasting only ever adds, as to records that are never changed."""


@dataclass(frozen=True, slots=True)
class CellDeeds:
    """What the worker does with edits: `judge` tells what is wrong with each, storing nothing; `store` makes them one change."""

    judge: Callable[["Register", Sequence[RowEdit]], Problems]
    store: Callable[["Register", Sequence[RowEdit], str, Text | None], object]


def deeds_for(noun: str) -> CellDeeds:
    """The deeds of cells that are fields of one noun."""
    def judge(register: "Register", edits: Sequence[RowEdit]) -> Problems:
        from risk_register.operations.cells import judge_rows

        return judge_rows(register, noun, edits)

    def store(register: "Register", edits: Sequence[RowEdit], actor: str, reason: Text | None) -> object:
        from risk_register.operations.cells import store_rows

        return store_rows(register, noun, edits, actor, reason)

    return CellDeeds(judge, store)
