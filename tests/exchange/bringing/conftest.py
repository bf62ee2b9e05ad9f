"""Registers to bring spreadsheets into, and short ways to do it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from risk_register.exchange.bringing import Decisions, Outcome, Plan, Settings, apply, make_plan, read_file
from risk_register.model.nouns import BY_TABLE
from risk_register.operations.registers import create_register
from risk_register.store import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with create_register(tmp_path / "here.riskregister", clock=lambda: datetime(2026, 3, 10, 9, tzinfo=UTC)) as made:
        yield made


@pytest.fixture
def cases(shared: Path) -> Path:
    return shared / "cases"


class Bringer:
    """Brings files and tables into one register, and reads what came of it."""

    def __init__(self, register: Register, folder: Path) -> None:
        self.register = register
        self.folder = folder

    def file(self, text: str, name: str = "list.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def plan(self, source: Path | str, **settings: Any) -> Plan:
        path = source if isinstance(source, Path) else self.file(source)
        return make_plan(self.register, read_file(path), Settings(**settings))

    def bring(self, source: Path | str, decisions: Decisions | None = None, **settings: Any) -> Outcome:
        return apply(self.plan(source, **settings), self.register, "Compliance officer", decisions)

    def rows(self, noun: str) -> list[dict[str, Any]]:
        table = BY_TABLE[noun].table
        with self.register.read() as connection:
            return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]

    def vendors(self) -> dict[str, dict[str, Any]]:
        return {row["reference"] or row["legal_name"]: row for row in self.rows("vendor")}

    def of_vendor(self, noun: str, reference: str) -> list[dict[str, Any]]:
        vendor = self.vendors()[reference]["id"]
        owner = {"data_flow": "to_vendor_id", "subcontractor_link": "provider_id"}.get(noun, "vendor_id")
        return [row for row in self.rows(noun) if row[owner] == vendor]

    def custom(self, reference: str) -> dict[str, str]:
        return {row["name"]: row["value"] for row in self.of_vendor("custom_field", reference)}


@pytest.fixture
def bringer(register: Register, tmp_path: Path) -> Bringer:
    return Bringer(register, tmp_path)


@pytest.fixture
def add(register: Register) -> Callable[..., int]:
    """Adds a record to the register."""

    def record(noun: str, **values: Any) -> int:
        with register.change("Set up", "Compliance officer") as change:
            return change.add(BY_TABLE[noun].record, **values)

    return record
