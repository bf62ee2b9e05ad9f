"""Why a file is not read, as codes that are put into words elsewhere: the child process that finds them out has no words."""

from enum import StrEnum


class OtherKind(StrEnum):
    """What we recognise so as to name it, and do not read as a table."""

    EMPTY = "empty"
    PACKED = "packed"
    """A ZIP archive: which kind of document it is shows in its list of parts only."""
    OLE = "ole"
    """A container of older office programs: workbook, document or mail."""
    WORD = "word"
    SLIDES = "slides"
    TEXT_DOCUMENT = "text_document"
    BINARY_WORKBOOK = "binary_workbook"
    APPLE = "apple"
    ARCHIVE = "archive"
    PDF = "pdf"
    HTML = "html"
    XML = "xml"
    JSON = "json"
    YAML = "yaml"
    RTF = "rtf"
    IMAGE = "image"
    MAIL = "mail"
    DATABASE = "database"
    UNKNOWN = "unknown"


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
    TOO_DEEP = "too_deep"
    SYNTAX = "syntax"
    NO_FIELDS = "no_fields"
    XFA = "xfa"
    NO_TEXT = "no_text"


class Refused(Exception):
    """A file the child does not read: the reason, and what the sentence has to name."""

    def __init__(self, reason: Reason, **values: str) -> None:
        self.reason = reason
        self.values = values
        super().__init__(reason)
