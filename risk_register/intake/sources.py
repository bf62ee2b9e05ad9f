"""Reading whatever a vendor sends back: the one door for workbooks, tables, documents, data files and forms from outside."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from risk_register.errors import Cancelled
from risk_register.intake import document_sentences, limits, sentences
from risk_register.intake.contents import FormField, Node, Paragraph, Prose, TablePlace, Tree
from risk_register.intake.files import read_bytes
from risk_register.intake.kinds import is_protected, kind_of
from risk_register.intake.process import ChildDied, ChildFailed, ChildStopped, ChildTooSlow, run_child
from risk_register.intake.refusals import OtherKind
from risk_register.intake.values import Document, FileKind, Sheet, Source
from risk_register.intake.workbooks import workbook_of
from risk_register.intake.xml_tree import NAMESPACE

_TABLES = frozenset({".csv", ".tsv", ".tab"})
_DATA = {".json": FileKind.JSON, ".yaml": FileKind.YAML, ".yml": FileKind.YAML}
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_BY_BYTES = {OtherKind.JSON: FileKind.JSON, OtherKind.YAML: FileKind.YAML, OtherKind.PDF: FileKind.PDF}
_HEAD = 4_096


def read_source(path: Path, *, cancelled: Callable[[], bool] | None = None) -> Source:
    """A workbook or table as `read_workbook` reads it; a document in Word or Markdown, a PDF form, JSON, YAML or OSCAL's XML as a
    `Document`.

    What the file is shows in its bytes; the ending of its name settles only what plain text leaves open.

    Raises RegisterError, in a sentence for the person importing, for anything that cannot be read within the limits, and
    Cancelled where they stopped it.
    """
    data = read_bytes(path, limits.LARGEST_FILE)
    kind = document_kind(path, data)
    if kind is None:
        if kind_of(data) is OtherKind.WORD and not is_protected(data):
            raise document_sentences.older_word(path)
        return workbook_of(path, data, cancelled)
    answer = _answer(path, data, kind, cancelled)
    if "refused" in answer:
        raise document_sentences.refused(path, kind, answer)
    content, tables = _CONTENTS[kind](answer)
    notes = (str(answer["encoding"]),) if "encoding" in answer else ()
    document = Document(path.name, kind, hashlib.sha256(data).hexdigest(), len(data), content, tables, notes, answer["replaced"])
    if not _says_something(document):
        raise document_sentences.without_words(path)
    return document


def document_kind(path: Path, data: bytes) -> FileKind | None:
    """Which kind of document a file is; None for one that is a workbook, a table or nothing we read.

    The first 4 KB may do, but for Word documents, whose parts are named further on.
    """
    ending = path.suffix.lower()
    kind = kind_of(data)
    if kind is OtherKind.PACKED and b"word/document" in data:
        return FileKind.DOCX
    if ending in _TABLES:
        return None
    if ending in _MARKDOWN and (kind in (FileKind.CSV, OtherKind.YAML, OtherKind.HTML)):
        return FileKind.MARKDOWN
    if kind in _BY_BYTES:
        # JSON is YAML too, and where a file begins like either its name says which.
        given = _DATA.get(ending)
        return FileKind.YAML if kind is OtherKind.JSON and given is FileKind.YAML else _BY_BYTES[OtherKind(kind)]
    if kind is OtherKind.XML and NAMESPACE in data[:_HEAD]:
        return FileKind.XML
    if kind is FileKind.CSV:
        return _DATA.get(ending) or _below_comments(data)
    return None


def _below_comments(data: bytes) -> FileKind | None:
    """What plain text is that begins with lines of remarks."""
    lines = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().splitlines(keepends=True)
    count = next((number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith((b"#", b"//"))), 0)
    found = kind_of(b"".join(lines[count:])) if count else None
    return _BY_BYTES.get(found) if isinstance(found, OtherKind) else None


def _answer(path: Path, data: bytes, kind: FileKind, cancelled: Callable[[], bool] | None) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(run_child(data, cancelled, kind.value))
    except ChildStopped as error:
        raise Cancelled("Reading {file} was stopped. Nothing was imported.", file=path.name) from error
    except ChildTooSlow as error:
        raise document_sentences.too_much(path) from error
    except ChildDied as error:
        raise sentences.too_much_memory(path) from error
    except (ChildFailed, ValueError) as error:
        raise document_sentences.damaged(path) from error
    return answer


def _tree(answer: Mapping[str, Any]) -> tuple[Tree, tuple[Sheet, ...]]:
    repeated = tuple(_node(value, pointer) for pointer, value in answer["repeated"])
    return Tree(_node(answer["root"], ""), repeated), ()


def _node(wire: list[Any], pointer: str) -> Node:
    line, value = wire
    if isinstance(value, dict):
        return Node(pointer, line, {key: _node(child, f"{pointer}/{_escaped(key)}") for key, child in value.items()})
    if isinstance(value, list):
        return Node(pointer, line, tuple(_node(child, f"{pointer}/{number}") for number, child in enumerate(value)))
    return Node(pointer, line, value)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _prose(answer: Mapping[str, Any]) -> tuple[Prose, tuple[Sheet, ...]]:
    tables = tuple(Sheet(f"Table {number}", [[text or None for text in row] for row in table["rows"]],
                         merged=tuple((top, left, bottom, right) for top, left, bottom, right in table["merged"]))
                   for number, table in enumerate(answer["tables"], start=1))
    return Prose(tuple(map(_block, answer["blocks"])), tuple(answer["comments"])), tables


def _block(wire: list[Any]) -> Paragraph | TablePlace:
    if wire[0] == "t":
        return TablePlace(wire[1], frozenset(wire[2]))
    _, number, text, heading, fixed, controls, label = wire
    return Paragraph(number, text, heading, fixed, tuple(controls), label)


def _fields(answer: Mapping[str, Any]) -> tuple[tuple[FormField, ...], tuple[Sheet, ...]]:
    return tuple(FormField(field["name"], field["kind"], field["value"], field["label"], field["page"], tuple(field["options"]),
                           field["beside"])
                 for field in answer["fields"]), ()


_CONTENTS: Mapping[FileKind, Callable[[Mapping[str, Any]], tuple[Any, tuple[Sheet, ...]]]] = {
    FileKind.JSON: _tree, FileKind.YAML: _tree, FileKind.XML: _tree, FileKind.DOCX: _prose, FileKind.MARKDOWN: _prose,
    FileKind.PDF: _fields}


def _says_something(document: Document) -> bool:
    content = document.content
    if isinstance(content, Tree):
        return next(content.root.leaves(), None) is not None
    if isinstance(content, Prose):
        return bool(content.blocks)
    return True
