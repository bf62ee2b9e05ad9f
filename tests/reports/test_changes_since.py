"""What a register's summary tells of changes since a day."""

from datetime import date
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.operations.scoring import assess
from risk_register.reports import Wanted, build_report, write_report
from risk_register.reports.audiences import Audience
from risk_register.reports.content import Section, Table
from risk_register.store import Register
from tests.reports import reading

SINCE = date(2025, 3, 1)


def since(register: Register, day: date | None) -> Section | None:
    found = build_report(register, Wanted("register", since=day, audience=Audience.BOARD)).sections
    return next((each for each in found if each.key == "since"), None)


def test_every_vendor_that_stands_otherwise_is_listed_with_both_levels(demonstration: Register, tmp_path: Path) -> None:
    section = since(demonstration, SINCE)
    assert section is not None
    table = section.blocks[1]
    assert isinstance(table, Table)
    with demonstration.as_of(SINCE) as past:
        then = {each.vendor: (each.tier, each.level) for each in assess(past)}
    now = {each.vendor: (each.tier, each.level) for each in assess(demonstration)}
    wanted = {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}
    assert wanted
    assert sorted(row.record for row in table.rows) == sorted(wanted)
    write_report(demonstration, "register", tmp_path / "register.pdf", since=SINCE)
    text = reading.text(tmp_path / "register.pdf")
    assert "Changes since 1 March 2025" in text
    assert f"New: {len(now.keys() - then.keys())};" in text
    assert "2 Changes since 1 March 2025" in reading.outline(tmp_path / "register.pdf")


def test_nothing_is_told_where_no_day_is_named_and_a_day_to_come_is_refused(demonstration: Register) -> None:
    assert since(demonstration, None) is None
    with pytest.raises(RegisterError, match="Choose an earlier day"):
        since(demonstration, demonstration.today())
