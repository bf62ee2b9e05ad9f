"""How many vendors stood at each level month by month, judged as the register stood, and kept once it was judged."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import Cancelled
from risk_register.model.flows import DataFlow
from risk_register.model.parties import Vendor
from risk_register.model.vocabulary import RiskLevel
from risk_register.operations import portfolio_trend as trend
from risk_register.operations.methods import use_method
from risk_register.operations.registers import create_register
from risk_register.operations.scoring import assess
from risk_register.risk import load_method
from risk_register.store import Register
from risk_register.store.schema import derived_change

WHO = "Compliance officer"


@pytest.fixture
def years(tmp_path: Path) -> Iterator[Register]:
    """A vendor since January; in March a second one, of whom nothing is known, and data to the first; another method since May."""
    now = [datetime(2026, 1, 15, 9, tzinfo=UTC)]
    with create_register(tmp_path / "own.register", actor=WHO, clock=lambda: now[0]) as register:
        with register.change("Add Alder", WHO) as change:
            alder = change.add(Vendor, legal_name="Alder", country="FR")
        now[0] = datetime(2026, 3, 9, 9, tzinfo=UTC)
        with register.change("Add Birch", WHO) as change:
            change.add(Vendor, legal_name="Birch")
            change.add(DataFlow, name="Payroll", to_vendor_id=alder)
        now[0] = datetime(2026, 5, 11, 9, tzinfo=UTC)
        use_method(register, load_method("nist-800-30"), WHO)
        now[0] = datetime(2026, 6, 15, 9, tzinfo=UTC)
        yield register


def told(months: tuple[trend.MonthEnd, ...]) -> list[tuple[date, int, int]]:
    return [(each.day, each.vendors, each.levels[RiskLevel.UNASSESSED]) for each in months]


def test_each_month_has_the_vendors_and_the_method_of_then_and_none_before_the_register_began(years: Register) -> None:
    months = trend.portfolio_trend(years)
    assert told(months) == [
        (date(2026, 1, 31), 1, 1), (date(2026, 2, 28), 1, 1), (date(2026, 3, 31), 2, 1), (date(2026, 4, 30), 2, 1),
        (date(2026, 5, 31), 2, 1), (date(2026, 6, 15), 2, 1)]
    assert [each.method.split()[0] for each in months] == ["house"] * 4 + ["nist-800-30"] * 2


def test_a_months_counts_are_those_of_the_register_as_it_stood(years: Register) -> None:
    for month in trend.portfolio_trend(years)[:-1]:
        with years.as_of(month.day) as past:
            levels = [each.level for each in assess(past, on=month.day)]
        assert month.levels == {level: levels.count(level) for level in RiskLevel}


def test_a_month_is_judged_once_and_its_figure_kept_until_the_journal_says_otherwise(
        years: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    before = trend.known_trend(years)
    assert (len(before.known), before.missing[0], before.missing[-1]) == (1, date(2026, 5, 31), date(2026, 1, 31))
    whole = trend.portfolio_trend(years)
    monkeypatch.setattr(Register, "as_of", lambda *_: pytest.fail("nothing is to be rewound again"))
    assert trend.portfolio_trend(years) == whole
    assert trend.known_trend(years).missing == ()
    kept = json.loads(years.derived_from()["levels_by_month"])
    kept["2026-02-28"]["head"] = "of another journal"
    years.derive({"levels_by_month": json.dumps(kept)}, derived_change, (), replacing=())
    assert trend.known_trend(years).missing == (date(2026, 2, 28),)


@pytest.mark.parametrize("kept", ["no json", "[]", '{"2026-02-28": 3}', '{"2026-02-28": {"head": "", "levels": {}}}'])
def test_what_cannot_be_read_of_what_was_kept_is_judged_anew(years: Register, kept: str) -> None:
    years.derive({"levels_by_month": kept}, derived_change, (), replacing=())
    assert len(trend.portfolio_trend(years)) == 6


def test_it_can_be_stopped_between_two_months_and_what_was_found_is_kept(years: Register) -> None:
    begun: list[int] = []
    with pytest.raises(Cancelled):
        trend.portfolio_trend(years, progress=lambda done, *_: begun.append(done), cancelled=lambda: begun[-1] == 2)
    assert len(trend.known_trend(years).missing) == 3
    assert years.verify() == []
