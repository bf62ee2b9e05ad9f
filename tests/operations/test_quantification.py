"""Years of losses of a whole register: told as they are played, and stopped where somebody wishes it."""

from datetime import date
from pathlib import Path

import pytest

from risk_register.errors import Cancelled
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.quantification import quantify
from risk_register.store import Register

ON = date(2025, 11, 20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quantification") / "demo.register"
    make_demonstration(path)
    return path


def test_each_vendor_that_was_played_is_told_of(demo: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with Register.open(demo, write=False) as register:
        found = quantify(register, on=ON, years=50, progress=lambda done, total, words: told.append((done, total, str(words))))
    assert told[0] == (len(found.vendors), len(found.vendors), "Judging all vendors")
    assert [done for done, _, _ in told[1:]] == list(range(1, len(found.vendors) + 1))
    assert {total for _, total, _ in told} == {len(found.vendors)}
    assert {name for _, _, name in told[1:]} == {each.vendor for each in found.vendors}


def test_the_wish_to_stop_is_met_at_the_next_vendor(demo: Path) -> None:
    played: list[int] = []
    with Register.open(demo, write=False) as register, pytest.raises(Cancelled):
        quantify(register, on=ON, years=50, progress=lambda done, *_rest: played.append(done), cancelled=lambda: len(played) == 4)
    assert played[1:] == [1, 2, 3]  # after all of them were judged


def test_more_years_move_the_mean_by_no_more_than_its_error_says(demo: Path) -> None:
    with Register.open(demo, write=False) as register:
        few, many = (quantify(register, on=ON, years=years, seed=seed).total for years, seed in ((1000, 1), (8000, 2)))
    assert abs(few.mean - many.mean) < 4 * (few.error + many.error)
