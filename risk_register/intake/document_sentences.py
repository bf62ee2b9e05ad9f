"""What the person importing a document is told when it is not read, and what they can do about it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from risk_register.errors import RegisterError
from risk_register.intake import limits, sentences
from risk_register.intake.refusals import OtherKind, Reason
from risk_register.intake.values import FileKind


def refused(path: Path, kind: FileKind, answer: Mapping[str, Any]) -> RegisterError:
    """The sentence for a reason the reader gave."""
    file = path.name
    match Reason(answer["refused"]):
        case Reason.PROTECTED:
            return sentences.protected(path)
        case Reason.OTHER_KIND:
            return sentences.other_kind(path, OtherKind(answer["kind"]), named_as_table=False)
        case Reason.SYNTAX:
            return RegisterError("{file} is not valid {format}: line {line}, column {column} cannot be read. Correct it there, "
                                 "or ask for the file again.", file=file, format=kind.value.upper(), line=answer["line"],
                                 column=answer["column"])
        case Reason.TOO_DEEP:
            return RegisterError("{file} is nested more than {limit} levels deep, which no questionnaire is. Ask for the file "
                                 "again.",
                                 file=file, limit=limits.DEEPEST_NESTING)
        case Reason.NO_FIELDS:
            return RegisterError("{file} is a PDF without form fields, so nothing tells questions from answers. Ask for the "
                                 "form that was filled in, or for the workbook or document the PDF was made from.", file=file)
        case Reason.XFA:
            return RegisterError("{file} is a PDF form of the older kind (XFA), which only the program it was made for can "
                                 "show. Ask for the answers as a workbook, a document or an ordinary PDF form.", file=file)
        case Reason.TOO_MUCH_MEMORY:
            return sentences.too_much_memory(path)
        case Reason.DOCTYPE:
            return RegisterError("{file} holds XML declarations (DOCTYPE or ENTITY) that documents never have and that can be "
                                 "misused. Ask the sender for a file saved by a word processor.", file=file)
        case Reason.TOO_MANY_PARTS | Reason.UNPACKS_TOO_LARGE | Reason.BOMB | Reason.TOO_MANY_CELLS | Reason.TOO_MUCH_TEXT:
            return too_much(path)
        case _:
            return damaged(path)


def too_much(path: Path) -> RegisterError:
    """Beyond what any questionnaire holds, packed or not."""
    return RegisterError("{file} holds or unpacks to more than this program reads from one file, and more than any "
                         "questionnaire. Copy the answers to a new file and import that.", file=path.name)


def damaged(path: Path) -> RegisterError:
    """Cut short or broken."""
    return RegisterError("{file} is damaged or incomplete and cannot be read. Open it in the program it was made with, save it "
                         "anew, or ask for the file again.", file=path.name)


def without_words(path: Path) -> RegisterError:
    """Whole, and empty."""
    return RegisterError("{file} is empty: there is not a word in it. Choose the file with the answers in it.", file=path.name)


def older_word(path: Path) -> RegisterError:
    """The binary format of Word before 2007."""
    return RegisterError("{file} is a Word document of the older kind. Open it in a word processor, save it as .docx, and "
                         "import that.",
                         file=path.name)
