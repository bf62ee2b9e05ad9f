"""What the child process does with a document: bytes in, one line of plain values out. It has no words, as its parent does."""

import codecs
import json
from typing import Any

from risk_register.intake import limits
from risk_register.intake.refusals import Reason, Refused


def answer(kind: str, data: bytes) -> bytes:
    """The document's content, or why not, as a line of JSON."""
    try:
        found = _read(kind, data)
    except Refused as refusal:
        found = {"refused": refusal.reason, **refusal.values}
    except (MemoryError, RecursionError):
        found = {"refused": Reason.TOO_MUCH_MEMORY}
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _read(kind: str, data: bytes) -> dict[str, Any]:
    if kind == "docx":
        from risk_register.intake.docx import read_docx

        return read_docx(data)
    if kind == "announcement":
        from risk_register.intake.announcement import read_announcement

        return read_announcement(data)
    if kind == "pdf":
        from risk_register.intake.pdf_forms import read_pdf

        return read_pdf(data)
    if kind == "markdown":
        return _markdown(data)
    return _xml(data) if kind == "xml" else _data(kind, data)


def _markdown(data: bytes) -> dict[str, Any]:
    from risk_register.characters import clean_text
    from risk_register.intake.markdown import read_markdown

    if len(data) > limits.LARGEST_DATA:
        raise Refused(Reason.TOO_MUCH_TEXT)
    text, encoding = _decoded(data)
    clean, replaced = clean_text(text)
    return {**read_markdown(clean), "replaced": replaced, "encoding": encoding}


def _xml(data: bytes) -> dict[str, Any]:
    from risk_register.intake.tree_builder import Builder
    from risk_register.intake.xml_tree import parse_xml

    if len(data) > limits.LARGEST_DATA:
        raise Refused(Reason.TOO_MUCH_TEXT)
    builder = Builder()
    return {"root": parse_xml(data, builder), "repeated": builder.repeated, "replaced": builder.replaced}


def _data(kind: str, data: bytes) -> dict[str, Any]:
    from risk_register.intake.tree_builder import Builder

    if len(data) > limits.LARGEST_DATA:
        raise Refused(Reason.TOO_MUCH_TEXT)
    text, encoding = _decoded(data)
    builder = Builder()
    if kind == "json":
        from risk_register.intake.json_tree import parse_json

        root = parse_json(text, builder)
    else:
        from risk_register.intake.yaml_tree import parse_yaml

        root = parse_yaml(text, builder)
    return {"root": root, "repeated": builder.repeated, "replaced": builder.replaced, "encoding": encoding}


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(codec, "replace"), codec
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "windows-1252"
