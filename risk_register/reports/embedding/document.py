"""A report's content as one JSON document, whose schema is published as `resources/schema/report-1.json`."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from risk_register.model.facts import VendorFacts
from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Cell, CellContent, ChainMap, Facts, ReportContent, Section, Table
from risk_register.reports.embedding.deflated import Deflated
from risk_register.reports.embedding.plain import plain, written
from risk_register.reports.wording import Basis
from risk_register.risk.result import Assessment
from risk_register.texts import Text

SCHEMA = "risk-register-report/1"
FILE_NAME = "report.json"


@dataclass(frozen=True, slots=True)
class JudgedFacts:
    """The facts of one vendor that a report's score rests on, as its readers may have them, and the judgement printed."""

    facts: VendorFacts
    assessment: Assessment
    worded: bool = True
    """Whether the reasons are printed in words; of a summary only their points are carried."""

    def written(self) -> bytes:
        """Both as JSON."""
        return written({"facts": self.facts, "printed": _printed(self)})


class PackedFacts:
    """The same written and packed at once, so that the facts themselves can go: those of ten thousand vendors fill 600 MB."""

    __slots__ = ("_packed",)

    def __init__(self, judged: JudgedFacts) -> None:
        self._packed = zlib.compress(judged.written(), 1)

    def written(self) -> bytes:
        """Both as JSON."""
        return zlib.decompress(self._packed)


def source(basis: Basis, judged: Iterable[JudgedFacts | PackedFacts]) -> Deflated:
    """Where a report comes from, and what its scores rest on, as JSON; vendor by vendor, for there may be ten thousand.

    For readers who are told of no score it holds neither facts nor method.
    """
    number, digest = basis.head
    told: dict[str, Any] = {
        "organisation": {"name": basis.organisation.name, "time_zone": basis.organisation.time_zone},
        "register": basis.register_name,
        "journal": {"change": number, "sha256": digest},
        "as_of": basis.as_of.isoformat(),
        "answers": "known now" if basis.known_as_of is None else "known on that day",
        "prepared_on": basis.prepared_on.isoformat(),
        "prepared_by": basis.preparer,
        "audience": basis.audience.value,
    }
    if not basis.tells(Matter.SCORE):
        return Deflated((written(told),), quick=True)
    method = {"label": basis.method.label, "sha256": basis.method.sha256}
    vendors = iter(judged)
    first = next(vendors, None)
    if first is None:
        return Deflated((written({**told, "method": method}),), quick=True)
    head = written({**told, "method": {**method, "text": basis.method.text}})
    return Deflated(_with_vendors(head, first, vendors), quick=True)


def _with_vendors(head: bytes, first: JudgedFacts | PackedFacts, others: Iterable[JudgedFacts | PackedFacts]) -> Iterator[bytes]:
    yield head[:-1] + b',"judged":['
    yield first.written()
    for each in others:
        yield b","
        yield each.written()
    yield b"]}"


def _printed(told: JudgedFacts) -> dict[str, Any]:
    judged = told.assessment
    names = ("vendor", "tier", "level", "confidence", "inherent", "control_effectiveness", "residual", "residual_low",
             "residual_high", "answer_ratio", "completeness", "next_review_on")
    figures = {name: getattr(judged, name) for name in names}
    reasons: list[dict[str, Any]] = [{"points": each.points, "factor": each.factor} for each in judged.reasons]
    if told.worded:
        for reason, each in zip(reasons, judged.reasons, strict=True):
            reason["text"] = each.text.render("en")
    return {"on": judged.on.isoformat(), **figures, **({"reasons": reasons} if reasons else {})}


def document(content: ReportContent) -> Deflated:
    """The report as JSON: what identifies it, what it says section by section in its language, what its scores rest on."""
    first: dict[str, Any] = {"schema": SCHEMA, "kind": content.kind, "language": content.language, "title": content.title}
    if content.seal is not None:
        seal = content.seal
        first["seal"] = {"certificate_sha256": seal.certificate_sha256, "holder": seal.holder, "own": seal.own}
    cover = {
        "kind": content.cover.kind,
        "subject": content.cover.subject,
        "headline": [[tile.label, tile.value, tile.detail] for tile in content.cover.headline],
        "statement": content.cover.statement,
        "address": content.address,
        "classification": content.classification,
    }
    sections = [_section(each) for each in (*([content.front] if content.front else []), *content.sections)]
    last = written({"cover": cover, "sections": sections})
    return Deflated((written(first)[:-1], b",", *_between(content.source), last[1:]))


def _between(source: Deflated | None) -> Iterator[bytes]:
    """What an object holds, without its braces, and a comma after it."""
    if source is None:
        return
    waiting = b""
    for number, piece in enumerate(each for each in source if each):
        if number:
            yield waiting
        waiting = piece if number else piece[1:]
    yield waiting[:-1] + b","


def _section(section: Section) -> dict[str, Any]:
    told: dict[str, Any] = {"key": section.key, "title": section.title, "blocks": [_block(each) for each in section.blocks]}
    if section.sections:
        told["sections"] = [_section(each) for each in section.sections]
    return told


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        rows = [[_cell(each) for each in row.cells] for row in block.rows]
        return {"type": kind, "title": block.title, "columns": [each.title for each in block.columns], "rows": rows}
    if isinstance(block, Facts):
        return {"type": kind, "title": block.title, "rows": [[name, _cell(value)] for name, value in block.items]}
    if isinstance(block, ChainMap):
        return {"type": "map", "parties": [each.name for each in block.boxes]}
    return {"type": kind, **{each.name: _value(getattr(block, each.name)) for each in fields(block)}}


def _cell(cell: CellContent) -> str:
    return cell if isinstance(cell, str) else "\n".join(each.text for each in cell.words)


def _value(value: Any) -> Any:
    if isinstance(value, Cell):
        return _cell(value)
    if isinstance(value, Text):
        return value.render("en")
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return plain(value)
