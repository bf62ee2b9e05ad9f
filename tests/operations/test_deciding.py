"""A stored decision says by which method and version it was taken, and what figure that gave."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from risk_register.model.flows import DataFlow
from risk_register.model.parties import Person, Vendor
from risk_register.operations.methods import use_method
from risk_register.operations.records import add_record, edit_many, edit_record, record
from risk_register.operations.scoring import assess
from risk_register.risk import load_method
from risk_register.store import Register

DAY, LATER = date(2025, 11, 20), date(2026, 11, 20)
WHO = "Compliance officer"


@pytest.fixture
def vendor(register: Register) -> int:
    with register.change("A vendor of whom something is known", WHO) as change:
        change.add(Person, name="Chief risk officer")
        known = change.add(Vendor, legal_name="Alder", country="FR")
        change.add(DataFlow, name="Payroll", to_vendor_id=known)
    return known


def accept(register: Register, vendor: int, **more: object) -> dict[str, object]:
    with register.read() as connection:
        (who,) = connection.exec_driver_sql("SELECT id FROM person").scalars()
    made = add_record(register, "risk_acceptance", {
        "vendor_id": vendor, "approver_id": who, "reason": "Known", "accepted_on": DAY, "expires_on": LATER, **more}, WHO)
    return record(register, "risk_acceptance", made)


def test_an_acceptance_says_what_was_accepted_and_by_which_method(register: Register, vendor: int) -> None:
    (found,) = assess(register, [vendor], on=DAY)
    assert found.residual is not None
    kept = accept(register, vendor)
    assert (kept["method"], kept["accepted_score"]) == ("house 1.2", found.residual.quantize(Decimal("0.01")))
    assert accept(register, vendor, accepted_score=Decimal(20), method="by hand")["method"] == "by hand"


def test_a_method_changed_later_leaves_the_decision_as_it_was_and_may_make_it_stale(register: Register, vendor: int) -> None:
    kept = accept(register, vendor)
    use_method(register, load_method("nist-800-30"), WHO)
    edit_record(register, "risk_acceptance", int(str(kept["id"])), {"reason": "Known since long", "accepted_on": DAY}, WHO)
    after = record(register, "risk_acceptance", int(str(kept["id"])))
    assert (after["method"], after["accepted_score"]) == ("house 1.2", kept["accepted_score"])
    assert accept(register, vendor)["method"] == "nist-800-30 1.1"


def test_an_override_says_which_result_it_disagrees_with(register: Register, vendor: int) -> None:
    made = add_record(register, "override", {"vendor_id": vendor, "judgement": "tier", "value": "T1", "author": WHO,
                                             "reason": "It pays our salaries", "made_on": DAY, "expires_on": LATER}, WHO)
    assert record(register, "override", made)["method"] == "house 1.2"


def test_a_review_notes_method_figure_and_level_when_it_is_completed_and_not_before(register: Register, vendor: int) -> None:
    (found,) = assess(register, [vendor], on=DAY)
    begun = add_record(register, "review", {"vendor_id": vendor, "kind": "periodic", "started_on": DAY}, WHO)
    assert record(register, "review", begun)["method"] is None
    edit_many(register, "review", {begun: {"completed_on": DAY}}, WHO)
    kept = record(register, "review", begun)
    assert (kept["method"], kept["level"], kept["score"]) == ("house 1.2", found.level.value,
                                                              found.residual and found.residual.quantize(Decimal("0.01")))
    use_method(register, load_method("nist-800-30"), WHO)
    edit_record(register, "review", begun, {"scope": "All of it", "completed_on": DAY}, WHO)
    assert record(register, "review", begun)["method"] == "house 1.2"


def test_a_decision_about_a_vendor_of_whom_nothing_is_known_names_the_method_alone(register: Register) -> None:
    with register.change("Nothing known", WHO) as change:
        blank = change.add(Vendor, legal_name="Birch")
        change.add(Person, name="Chief risk officer")
    kept = accept(register, blank)
    assert (kept["method"], kept["accepted_score"]) == ("house 1.2", None)


def test_every_decision_of_the_demonstration_says_its_method(tmp_path: Path) -> None:
    from risk_register.operations.demonstration import make_demonstration
    from risk_register.operations.records import records

    make_demonstration(tmp_path / "demonstration.riskregister")
    with Register.open(tmp_path / "demonstration.riskregister") as demonstration:
        decided = [row for noun in ("review", "risk_acceptance", "override") for row in records(demonstration, noun)
                   if noun != "review" or row["completed_on"]]
        assert {row["method"] for row in decided} == {load_method("house").label}
        (accepted,) = records(demonstration, "risk_acceptance")
        with demonstration.as_of(accepted["accepted_on"]) as past:
            (then,) = assess(past, [accepted["vendor_id"]])
        assert then.residual is not None
        assert accepted["accepted_score"] == then.residual.quantize(Decimal("0.01"))
