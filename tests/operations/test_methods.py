"""Another method is looked at before it is used, and used in one change that can be undone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import Cancelled, RegisterError
from risk_register.model.flows import DataFlow
from risk_register.model.parties import Vendor
from risk_register.operations.journal import history, undo
from risk_register.operations.method_files import asked_method, read_method_file, write_method_file
from risk_register.operations.method_texts import is_same, known_methods, shipped_methods
from risk_register.operations.methods import preview_method, use_method
from risk_register.operations.registers import create_register
from risk_register.operations.scoring import assess, method_in_force
from risk_register.operations.vendors import list_vendors
from risk_register.risk import Method, load_method, parse_method
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
    assert (first.before.vendor, first.before.method, first.after.method) == ("Alder", "house 1.2", "nist-800-30 1.1")
    assert first.moved
    assert (last.before.vendor, last.moved, last.after.residual) == ("Birch", False, None)
    assert judged.head() == head


def test_using_another_method_is_journalled_and_one_undo_takes_it_back(judged: Register) -> None:
    (before, _) = assess(judged)
    use_method(judged, load_method("ebios-rm"), "Compliance officer")
    assert method_in_force(judged).label == "ebios-rm 1.1"
    (after, _) = assess(judged)
    assert (after.method, after.residual != before.residual) == ("ebios-rm 1.1", True)
    assert {row.level for row in list_vendors(judged)} == {after.level.value, "unassessed"}
    assert "Judge by the method ebios-rm 1.1 instead of house 1.2" in {str(row.reason) for row in history(judged)}
    undo(judged, "Compliance officer")
    assert method_in_force(judged).label == "house 1.2"
    assert judged.verify() == []


def test_the_method_in_force_is_not_put_into_force_again(judged: Register) -> None:
    with pytest.raises(RegisterError, match="already"):
        use_method(judged, load_method("house"), "Compliance officer")


def test_an_edited_method_is_kept_by_the_register_under_its_own_version(judged: Register) -> None:
    text = load_method("house").text.replace('version = "1.2"', 'version = "1.1-strict"').replace("cap = 0.9", "cap = 0.5")
    use_method(judged, parse_method(text, "house"), "Compliance officer")
    assert method_in_force(judged).label == "house 1.1-strict"
    assert assess(judged)[0].method == "house 1.1-strict"


def edited(version: str, cap: str = "0.5") -> Method:
    text = load_method("house").text.replace('version = "1.2"', f'version = "{version}"').replace("cap = 0.9", f"cap = {cap}")
    return parse_method(text, "house")


def test_an_earlier_version_of_the_same_name_can_be_put_into_force_again(judged: Register) -> None:
    use_method(judged, edited("2"), "Compliance officer")
    use_method(judged, edited("3", "0.4"), "Compliance officer")
    use_method(judged, load_method("house"), "Compliance officer")
    assert method_in_force(judged).label == "house 1.2"
    use_method(judged, edited("2"), "Compliance officer")
    assert method_in_force(judged).label == "house 2"
    undo(judged, "Compliance officer")
    undo(judged, "Compliance officer")
    assert method_in_force(judged).label == "house 3"
    assert judged.verify() == []


def test_name_and_version_of_a_decision_mean_one_text_for_ever(judged: Register) -> None:
    head = judged.head()
    with pytest.raises(RegisterError, match=r"another method house 1\.2 already.*another version"):
        use_method(judged, edited("1.2"), "Compliance officer")
    assert judged.head() == head
    use_method(judged, edited("2"), "Compliance officer")
    with pytest.raises(RegisterError, match="another method house 2 already"):
        use_method(judged, edited("2", "0.4"), "Compliance officer")


def test_a_method_is_asked_for_by_name_by_name_and_version_and_by_file(judged: Register, tmp_path: Path) -> None:
    use_method(judged, edited("2"), "Compliance officer")
    write_method_file(edited("3"), tmp_path / "strict rules.toml")
    assert [asked_method(judged, wanted).label for wanted in (
        None, "house", "house 2", "house 1.2", "nist-800-30", "nist-800-30 1.1", str(tmp_path / "strict rules.toml"))] == [
        "house 2", "house 2", "house 2", "house 1.2", "nist-800-30 1.1", "nist-800-30 1.1", "strict-rules 3"]
    assert [each.label for each in known_methods(judged)] == ["house 1.2", "ebios-rm 1.1", "nist-800-30 1.1", "house 2"]
    with pytest.raises(RegisterError, match=r"no method 'guess'\. Known methods: ebios-rm, house, nist-800-30"):
        asked_method(judged, "guess")


def test_a_method_written_out_comes_back_as_the_same_under_whatever_file_name(judged: Register, tmp_path: Path) -> None:
    use_method(judged, edited("2"), "Compliance officer")
    write_method_file(method_in_force(judged), tmp_path / "sent by post.toml")
    assert is_same(read_method_file(judged, tmp_path / "sent by post.toml"), method_in_force(judged))
    with pytest.raises(RegisterError, match="exists already and is not overwritten"):
        write_method_file(method_in_force(judged), tmp_path / "sent by post.toml")


def test_a_file_that_is_no_method_is_refused_with_file_and_line(judged: Register, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(load_method("house").text.replace("cap = 0.9", "cap = 9"), encoding="utf-8")
    with pytest.raises(RegisterError, match=r"'mine\.toml', line \d+, key 'controls\.cap'"):
        read_method_file(judged, file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegisterError, match=r"'mine\.toml' cannot be read"):
        read_method_file(judged, file)
    with pytest.raises(RegisterError, match="There is no file"):
        read_method_file(judged, tmp_path / "absent.toml")


def test_a_preview_tells_how_far_it_has_come_and_can_be_stopped(judged: Register) -> None:
    told: list[tuple[int, int]] = []
    preview_method(judged, load_method("ebios-rm"), progress=lambda done, total, _: told.append((done, total)))
    assert told == [(2, 2)]
    with pytest.raises(Cancelled):
        preview_method(judged, load_method("ebios-rm"), cancelled=lambda: True)


def test_the_authors_reason_for_a_method_of_ones_own_stands_in_the_journal(judged: Register) -> None:
    text = edited("2").text + '\n[changed]\nfrom = "house 1.2"\nwhy.en = "Controls count for less with us"\nwhy.fr = "…"\n'
    use_method(judged, parse_method(text, "house"), "Compliance officer")
    assert any(str(row.reason).endswith("instead of house 1.2: Controls count for less with us") for row in history(judged))


def test_a_look_back_judges_by_the_method_in_force_then(tmp_path: Path) -> None:
    now = [datetime(2026, 3, 2, 9, tzinfo=UTC)]
    with create_register(tmp_path / "own.register", actor="Compliance officer", clock=lambda: now[0]) as register:
        now[0] = datetime(2026, 3, 9, 9, tzinfo=UTC)
        use_method(register, load_method("nist-800-30"), "Compliance officer")
        with register.as_of(date(2026, 3, 4)) as past:
            assert method_in_force(past).label == "house 1.2"
        assert method_in_force(register).label == "nist-800-30 1.1"
