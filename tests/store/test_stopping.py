"""Work that only reads is stopped in the midst of a statement, and leaves nothing behind."""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from risk_register.errors import Cancelled
from risk_register.model.parties import Vendor
from risk_register.operations.fetch import plain_rows
from risk_register.store import Register
from risk_register.store.stopping import stop_if_wished, stoppable
from tests.store.looking import names

ENDLESS = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")
LONG = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 300000) SELECT max(x) FROM n")
MANY = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n")
"""Its rows come one by one, so that it is the fetching that never ends."""


def after(looks: int) -> Callable[[], bool]:
    """A wish that comes when it was asked for so often."""
    left = iter(range(looks))
    return lambda: next(left, None) is None


@pytest.mark.parametrize("read", [
    lambda connection: connection.execute(ENDLESS).scalar(), lambda connection: connection.execute(MANY).all(),
    lambda connection: plain_rows(connection, MANY),
])
def test_a_statement_without_end_is_broken_off(register: Register, read: Callable[[object], object]) -> None:
    with pytest.raises(Cancelled), stoppable(after(3)), register.read() as connection:
        read(connection)
    assert names(register) == []


def test_the_same_connection_is_not_broken_off_once_nobody_listens(register: Register) -> None:
    wish = after(1)
    with pytest.raises(Cancelled), stoppable(wish), register.read() as connection:
        connection.execute(ENDLESS)
    assert wish()
    with register.read() as connection:
        assert connection.execute(LONG).scalar() == 300_000


def test_a_look_back_that_is_stopped_leaves_no_file(
        register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with register.change("Add", "anna") as change:
        change.add(Vendor, legal_name="Northwind")
    before = sorted(tmp_path.iterdir())
    for looks in (0, 5, 40):
        with pytest.raises(Cancelled), stoppable(after(looks)), register.as_of(register.today()):
            stop_if_wished()
    assert sorted(tmp_path.iterdir()) == before
    with stoppable(lambda: False), register.as_of(register.today()) as past:
        assert names(past) == ["Northwind"]


def test_the_wish_of_one_thread_stops_no_other() -> None:
    heard: list[bool] = []

    def other() -> None:
        stop_if_wished()
        heard.append(True)

    with stoppable(lambda: True):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        with pytest.raises(Cancelled):
            stop_if_wished()
    stop_if_wished()
    assert heard == [True]
