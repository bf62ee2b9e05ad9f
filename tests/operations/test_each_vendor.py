"""What is worked out of each vendor by several processes is what one alone would have found."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from multiprocessing import parent_process
from pathlib import Path

import pytest

from risk_register.errors import Cancelled
from risk_register.model.facts import VendorFacts
from risk_register.model.parties import Vendor
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.each_vendor import of_each
from risk_register.operations.facts import ids_of
from risk_register.operations.scoring import method_in_force
from risk_register.risk import assess
from risk_register.store import Register
from risk_register.store.stopping import stoppable

_DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("each") / "own.riskregister"
    make_demonstration(path, vendors=40)
    return path


@pytest.fixture
def register(made: Path) -> Iterator[Register]:
    with Register.open(made) as opened:
        yield opened


def _in_another(facts: VendorFacts) -> tuple[str, bool]:
    return facts.vendor.legal_name, parent_process() is not None


def _dies_in_another(facts: VendorFacts) -> str:
    if parent_process() is not None:
        os._exit(9)
    return facts.vendor.legal_name


def _ids(register: Register) -> list[int]:
    with register.read() as connection:
        return ids_of(connection)


def _names(register: Register) -> list[str]:
    with register.read() as connection:
        return list(connection.exec_driver_sql(
            "SELECT legal_name FROM vendor WHERE relation <> 'indirect' AND archived_on IS NULL ORDER BY id").scalars())


def _rename(register: Register, at: datetime | None = None) -> None:
    with register.change("All are renamed", "auditor", at=at) as change:
        for number, vendor_id in enumerate(_ids(register)):
            change.update(Vendor, vendor_id, legal_name=f"Renamed {number}")


def test_vendors_are_judged_alike_by_one_process_and_by_two_in_the_order_of_their_ids(register: Register) -> None:
    judging = partial(assess, method=method_in_force(register), on=_DAY)
    by_two = [each for some in of_each(register, judging, processes=2) for each in some]
    assert by_two == [each for some in of_each(register, judging, processes=1) for each in some]
    assert [each.vendor_id for each in by_two] == _ids(register)


def test_another_process_takes_some_of_the_vendors(register: Register) -> None:
    found = [each for some in of_each(register, _in_another, processes=2) for each in some]
    assert {elsewhere for _, elsewhere in found} == {True, False}


def test_only_the_vendors_asked_for_are_worked_out(register: Register) -> None:
    asked = _ids(register)[3:30:2]
    with register.read() as connection:
        names = dict(connection.exec_driver_sql("SELECT id, legal_name FROM vendor").all())
    found = [name for some in of_each(register, _in_another, asked, processes=2) for name, _ in some]
    assert found == [names[each] for each in asked]
    assert list(of_each(register, _in_another, [], processes=2)) == []


def test_the_work_of_a_process_that_died_is_done_here(register: Register) -> None:
    found = [each for some in of_each(register, _dies_in_another, processes=2) for each in some]
    assert found == _names(register)


def test_what_is_changed_meanwhile_is_seen_by_no_process(register: Register) -> None:
    before, found = _names(register), []
    for some in of_each(register, _in_another, processes=2):
        if not found:
            _rename(register)
        found += [name for name, _ in some]
    assert found == before
    assert _names(register) != before
    register.undo("auditor")


def test_work_is_stopped_where_it_is_wished(register: Register) -> None:
    wished = False
    with stoppable(lambda: wished):
        working = of_each(register, _in_another, processes=2)
        assert next(working)
        wished = True
        with pytest.raises(Cancelled, match="stopped"):
            list(working)


_GIVEN_UP = """
import gc, sys, time
from pathlib import Path
from risk_register.operations.each_vendor import of_each
from risk_register.store import Register

if __name__ == "__main__":
    with Register.open(Path(sys.argv[1]), write=False) as register:
        working = of_each(register, abs, processes=2)
        try:
            next(working)
        except TypeError:
            pass
        del working
        gc.collect()
        time.sleep(1)
"""


def test_a_process_that_is_still_starting_when_the_work_is_given_up_complains_of_nothing(made: Path, tmp_path: Path) -> None:
    script = tmp_path / "given_up.py"
    script.write_text(_GIVEN_UP, encoding="utf-8")
    checkout = str(Path(__file__).resolve().parents[2])
    done = subprocess.run([sys.executable, str(script), str(made)], env=os.environ | {"PYTHONPATH": checkout}, capture_output=True,
                          text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_look_back_is_worked_out_by_several_processes_too(register: Register) -> None:
    before, today = _names(register), register.today()
    _rename(register, datetime.combine(today + timedelta(days=2), time(12), UTC))
    with register.as_of(today) as past:
        found = [each for some in of_each(past, _in_another, processes=2) for each in some]
    register.undo("auditor")
    assert [name for name, _ in found] == before
    assert {elsewhere for _, elsewhere in found} == {True, False}
