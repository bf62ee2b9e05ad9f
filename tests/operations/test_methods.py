"""Another method is looked at before it is used, and used in one change that can be undone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.flows import DataFlow
from risk_register.model.parties import Vendor
from risk_register.operations.journal import history, undo
from risk_register.operations.method_texts import shipped_methods
from risk_register.operations.methods import preview_method, use_method
from risk_register.operations.registers import create_register
from risk_register.operations.scoring import assess, method_in_force
from risk_register.operations.vendors import list_vendors
from risk_register.risk import load_method, parse_method
from risk_register.store import Register


@pytest.fixture
def judged(register: Register) -> Register:
    """A vendor of whom little is known, and one of whom nothing is."""
    with register.change("Two vendors", "Compliance officer") as change:
        known = change.add(Vendor, legal_name="Alder", country="FR")
        change.add(DataFlow, name="Payroll", to_vendor_id=known)
        change.add(Vendor, legal_name="Birch")
    return register


def test_three_methods_come_with_the_program_the_house_method_first() -> None:
    assert [method.name for method in shipped_methods()] == ["house", "ebios-rm", "nist-800-30"]


def test_a_preview_shows_every_vendor_before_and_after_and_changes_nothing(judged: Register) -> None:
    head = judged.head()
    first, last = preview_method(judged, load_method("nist-800-30"))
    assert (first.before.vendor, first.before.method, first.after.method) == ("Alder", "house 1.1", "nist-800-30 1.0")
    assert first.moved
    assert (last.before.vendor, last.moved, last.after.residual) == ("Birch", False, None)
    assert judged.head() == head


def test_using_another_method_is_journalled_and_one_undo_takes_it_back(judged: Register) -> None:
    (before, _) = assess(judged)
    use_method(judged, load_method("ebios-rm"), "Compliance officer")
    assert method_in_force(judged).label == "ebios-rm 1.0"
    (after, _) = assess(judged)
    assert (after.method, after.residual != before.residual) == ("ebios-rm 1.0", True)
    assert {row.level for row in list_vendors(judged)} == {after.level.value, "unassessed"}
    assert "Judge by the method ebios-rm 1.0 instead of house 1.1" in {str(row.reason) for row in history(judged)}
    undo(judged, "Compliance officer")
    assert method_in_force(judged).label == "house 1.1"
    assert judged.verify() == []


def test_the_method_in_force_is_not_put_into_force_again(judged: Register) -> None:
    with pytest.raises(RegisterError, match="already"):
        use_method(judged, load_method("house"), "Compliance officer")


def test_an_edited_method_is_kept_by_the_register_under_its_own_version(judged: Register) -> None:
    text = load_method("house").text.replace('version = "1.1"', 'version = "1.1-strict"').replace("cap = 0.9", "cap = 0.5")
    use_method(judged, parse_method(text, "house"), "Compliance officer")
    assert method_in_force(judged).label == "house 1.1-strict"
    assert assess(judged)[0].method == "house 1.1-strict"


def test_a_look_back_judges_by_the_method_in_force_then(tmp_path: Path) -> None:
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    with create_register(tmp_path / "own.register", actor="Compliance officer", clock=lambda: now[0]) as register:
        now[0] = datetime(2026, 3, 9, 9, tzinfo=UTC)
        use_method(register, load_method("nist-800-30"), "Compliance officer")
        with register.as_of(date(2026, 3, 4)) as past:
            assert method_in_force(past).label == "house 1.1"
        assert method_in_force(register).label == "nist-800-30 1.0"
