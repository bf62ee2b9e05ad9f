"""How a vendor's score moved: as it was noted, and as the register stood at the end of each month."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from risk_register.errors import Cancelled
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.records import add_record
from risk_register.operations.registers import create_register
from risk_register.operations.score_changes import score_changes
from risk_register.operations.score_trend import monthly_trend, noted_trend
from risk_register.operations.scoring import assess
from risk_register.operations.today import today_of
from risk_register.operations.vendors import find_vendor, list_vendors
from risk_register.store import Register


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path: Path = tmp_path_factory.mktemp("trend") / "demonstration.riskregister"
    make_demonstration(path)
    with Register.open(path) as opened:
        yield opened


def test_what_is_noted_ends_with_the_score_of_today(register: Register) -> None:
    list_vendors(register)
    changed = score_changes(register)
    vendor = changed[0].vendor_id if changed else find_vendor(register, "Datalac Exemple SAS")
    points = noted_trend(register, vendor)
    [now] = assess(register, [vendor])
    assert points[-1].day == today_of(register)
    assert points[-1].residual == now.residual
    assert [point.day for point in points] == sorted(point.day for point in points)
    if changed:
        assert len(points) > 1


def test_each_months_figure_is_the_method_on_the_facts_as_they_stood(register: Register) -> None:
    vendor, told = find_vendor(register, "Datalac Exemple SAS"), []
    points = monthly_trend(register, vendor, months=2, progress=lambda done, total, _: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert all((point.day + timedelta(days=1)).day == 1 for point in points[:-1])
    first = points[0]
    with register.as_of(first.day) as past:
        [then] = assess(past, [vendor], on=first.day)
    assert (first.residual, first.level) == (then.residual, then.level.value)
    assert all((point.why is None) == (point.residual == before.residual) for before, point in pairwise(points))


def test_before_a_vendor_was_known_there_is_no_point(tmp_path: Path) -> None:
    with create_register(tmp_path / "new.riskregister", actor="Compliance officer") as new:
        vendor = add_record(new, "vendor", {"legal_name": "Courrier Exemple"}, "Compliance officer")
        points = monthly_trend(new, vendor, months=2)
    assert [(point.residual, point.level, point.why) for point in points] == [(None, "unassessed", None)]


def test_the_looking_back_can_be_stopped(register: Register) -> None:
    with pytest.raises(Cancelled):
        monthly_trend(register, find_vendor(register, "Datalac Exemple SAS"), cancelled=lambda: True)
