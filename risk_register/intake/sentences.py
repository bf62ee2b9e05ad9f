"""What the person importing is told when a file is not read, and what they can do about it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from risk_register.errors import RegisterError
from risk_register.intake.refusals import OtherKind, Reason
from risk_register.intake.values import FileKind
from risk_register.texts import Text

_NAMES = {
    OtherKind.OLE: Text("a document of an older office program"),
    OtherKind.WORD: Text("a Word document"),
    OtherKind.SLIDES: Text("a presentation"),
    OtherKind.TEXT_DOCUMENT: Text("an OpenDocument text"),
    OtherKind.BINARY_WORKBOOK: Text("a binary Excel workbook (xlsb)"),
    OtherKind.APPLE: Text("a document of Apple’s office programs"),
    OtherKind.ARCHIVE: Text("an archive of other files"),
    OtherKind.PDF: Text("a PDF document"),
    OtherKind.HTML: Text("a web page (HTML)"),
    OtherKind.XML: Text("an XML file"),
    OtherKind.JSON: Text("a JSON file"),
    OtherKind.YAML: Text("a YAML file"),
    OtherKind.RTF: Text("a rich-text document (RTF)"),
    OtherKind.IMAGE: Text("a picture"),
    OtherKind.MAIL: Text("an e-mail message"),
    OtherKind.DATABASE: Text("a database"),
}
_READABLE = Text("Questionnaires are read from workbooks (xlsx, xlsm, xls, ods), tables (CSV, TSV), Word documents (docx), PDF "
                 "forms, JSON and YAML.")
_WAYS_OUT = {
    OtherKind.APPLE: Text("In Numbers or Pages export it as Excel or Word, and import that."),
    OtherKind.TEXT_DOCUMENT: Text("Open it in a word processor, save it as .docx, and import that."),
    OtherKind.RTF: Text("Open it in a word processor, save it as .docx, and import that."),
    OtherKind.BINARY_WORKBOOK: Text("Open it in a spreadsheet program, save it as .xlsx, and import that."),
    OtherKind.HTML: Text("Open it in a spreadsheet program, save it as .xlsx, and import that."),
    OtherKind.ARCHIVE: Text("Unpack it, and import the file inside."),
    OtherKind.MAIL: Text("Save the file that is attached to it, and import that."),
}
"""What can be done with a file of that kind, where something can."""
_READ_ELSEWHERE = frozenset({OtherKind.WORD, OtherKind.PDF, OtherKind.JSON, OtherKind.YAML})
"""Kinds that questionnaires are read from, and tables are not."""
_WORKBOOK_NAMES = {
    FileKind.XLSX: Text("an Excel workbook"),
    FileKind.XLS: Text("an Excel workbook of the older kind"),
    FileKind.ODS: Text("an OpenDocument spreadsheet"),
}


def kind_words(kind: OtherKind) -> Text:
    """What a file of that kind is called in a sentence."""
    return _NAMES.get(kind, Text("a file of another kind"))


def other_kind(path: Path, kind: OtherKind, *, named_as_table: bool) -> RegisterError:
    """The file is something else than a table: said as a contradiction where its name promised one."""
    if kind is OtherKind.EMPTY:
        return RegisterError("{file} is empty: it has no content at all. Choose the file with the answers in it.", file=path.name)
    if kind is OtherKind.UNKNOWN:
        return RegisterError("{file} is of a kind that this program does not know. Questionnaires are read from workbooks (xlsx, "
                             "xlsm, xls, ods), tables (CSV, TSV), Word documents (docx), PDF forms, JSON and YAML.",
                             file=path.name)
    if named_as_table and kind is OtherKind.HTML:
        return RegisterError("{file} is named like a table, but it is {kind}. {way}", file=path.name, kind=_NAMES[kind],
                             way=_WAYS_OUT[kind])
    if named_as_table:
        return RegisterError("{file} is named like a table, but it is {kind}. Ask for the table itself, as a workbook (xlsx, xlsm, "
                             "xls, ods) or as CSV.", file=path.name, kind=_NAMES[kind])
    if kind in _READ_ELSEWHERE:
        return RegisterError("{file} is {kind}, where a table is needed: a workbook (xlsx, xlsm, xls, ods), CSV or TSV.",
                             file=path.name, kind=_NAMES[kind])
    return RegisterError("{file} is {kind}, which is not read as a questionnaire. {way}", file=path.name, kind=_NAMES[kind],
                         way=_WAYS_OUT.get(kind, _READABLE))


def text_named_workbook(path: Path) -> RegisterError:
    """Plain text under a workbook's name."""
    return RegisterError("{file} is named like a workbook, but it holds plain text. If it is a table, rename it so that it ends "
                         "in .csv and import it again.", file=path.name)


def workbook_named_table(path: Path, kind: FileKind) -> RegisterError:
    """A workbook under a plain table's name."""
    return RegisterError("{file} is named like a plain table, but it is {kind}. Rename it so that it ends in .{ending} and import "
                         "it again.", file=path.name, kind=_WORKBOOK_NAMES[kind], ending=kind.value)


def protected(path: Path) -> RegisterError:
    """Encrypted: nothing of it can be read."""
    return RegisterError("{file} is protected by a password. Open it in the program it was made with, save a copy without the "
                         "password, and import the copy.", file=path.name)


def damaged(path: Path) -> RegisterError:
    """Cut short or broken."""
    return RegisterError("{file} is damaged or incomplete and cannot be read as a workbook. Open it in a spreadsheet program, save "
                         "it anew, or ask for the file again.", file=path.name)


def too_slow(path: Path) -> RegisterError:
    """The reader's time was up."""
    return RegisterError("{file} takes too long to read. Remove the sheets that hold no answers, save it, and import it again.",
                         file=path.name)


def too_much_memory(path: Path) -> RegisterError:
    """The reader's memory was up."""
    return RegisterError("{file} needs more memory than this program gives to one file. Remove the sheets that hold no answers, "
                         "save it, and import it again.", file=path.name)


def refused(path: Path, answer: Mapping[str, Any]) -> RegisterError:
    """The sentence for a reason the reader gave."""
    file = path.name
    match Reason(answer["refused"]):
        case Reason.PROTECTED:
            return protected(path)
        case Reason.OTHER_KIND:
            return other_kind(path, OtherKind(answer["kind"]), named_as_table=path.suffix.lower() in _TABLE_LIKE)
        case Reason.TOO_MUCH_MEMORY:
            return too_much_memory(path)
        case Reason.TOO_MANY_PARTS | Reason.UNPACKS_TOO_LARGE | Reason.BOMB:
            return RegisterError("{file} unpacks to far more than its size, which no questionnaire does. Open it in a spreadsheet "
                                 "program, copy the answers to a new workbook, and import that.", file=file)
        case Reason.DOCTYPE:
            return RegisterError("{file} holds XML declarations (DOCTYPE or ENTITY) that workbooks never have and that can be "
                                 "misused. Ask the sender for a file saved by a spreadsheet program.", file=file)
        case Reason.TOO_MANY_CELLS | Reason.TOO_MUCH_TEXT:
            return RegisterError("{file} holds more filled cells or text than this program reads from one file. Keep the sheets "
                                 "with the answers, save it, and import it again.", file=file)
        case Reason.FAR_CELL:
            return RegisterError("{file} has a cell filled far away from the others in the sheet {sheet}. Delete the unused rows "
                                 "and columns there, save it, and import it again.", file=file, sheet=answer["sheet"])
        case _:
            return damaged(path)


_TABLE_LIKE = {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods"}
