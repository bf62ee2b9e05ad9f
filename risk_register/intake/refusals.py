"""Why the child process would not read a file, as a code the parent puts into words."""

from enum import StrEnum


class Reason(StrEnum):
    """Each refusal that is found out while a packed file or a workbook is being read."""

    PROTECTED = "protected"
    OTHER_KIND = "other_kind"
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too_many_parts"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    BOMB = "bomb"
    DOCTYPE = "doctype"
    TOO_MANY_CELLS = "too_many_cells"
    FAR_CELL = "far_cell"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MUCH_MEMORY = "too_much_memory"


class Refused(Exception):
    """A file the child does not read: the reason, and what the sentence has to name."""

    def __init__(self, reason: Reason, **values: str) -> None:
        self.reason = reason
        self.values = values
        super().__init__(reason)
