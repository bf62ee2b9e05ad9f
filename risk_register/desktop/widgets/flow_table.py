"""The table of data flows: the map's content line by line, its flows typed and pasted as in a spreadsheet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QWidget

from risk_register.desktop.data_flow_columns import NAME, flow_columns
from risk_register.desktop.desk import Desk
from risk_register.desktop.grid.edits import CellDeeds, NewRows, Problems
from risk_register.desktop.grid.table import EditableTable
from risk_register.desktop.jobs.data_flows import FlowRow
from risk_register.desktop.models.table import RowTableModel
from risk_register.model.cells import RowEdit
from risk_register.texts import Text

if TYPE_CHECKING:
    from risk_register.store import Register


class FlowTable(EditableTable[FlowRow]):
    """Lines of flows are edited and added; those of subcontractors say only their purpose, those of vendors alone nothing."""

    def __init__(self, desk: Desk, ours: Callable[[], str], parent: QWidget) -> None:
        model: RowTableModel[FlowRow] = RowTableModel(flow_columns(ours), lambda row: row.key, desk.language)
        super().__init__(desk, model, "table_data_flows", "data_flow", parent, adds=NewRows(), deeds=CellDeeds(_judge, _store))

    def may_edit(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the cell may be typed in now."""
        if not super().may_edit(index):
            return False
        row = self.rows.rows[index.row()]
        return row.flow is not None or (row.link is not None and index.column() == NAME)


def _judge(register: "Register", edits: Sequence[RowEdit]) -> Problems:
    from risk_register.operations.flow_lines import judge_lines

    return judge_lines(register, edits)


def _store(register: "Register", edits: Sequence[RowEdit], actor: str, reason: Text | None) -> None:
    from risk_register.operations.flow_lines import store_lines

    store_lines(register, edits, actor, reason)
