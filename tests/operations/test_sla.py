"""Service levels of a real register: what is recorded, corrected, looked back at, and said by the vendor beside it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from risk_register.errors import RegisterError
from risk_register.model.cells import RowEdit
from risk_register.model.contracts import Contract, CreditClaim, SlaTerm
from risk_register.model.parties import Vendor
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.facts import vendor_facts
from risk_register.operations.sla import Measured, judge_measurements, record_measurements, service_levels
from risk_register.operations.sla_cells import judge_cells, store_cells
from risk_register.operations.vendors import find_vendor
from risk_register.risk import load_method
from risk_register.risk.additions import additions
from risk_register.risk.sla import ClaimState, WindowState
from risk_register.risk.sla_words import speaks_of_service_levels
from risk_register.store import Register

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
def levels(register: Register) -> tuple[Register, int, int]:
    with register.change("Set up", "Compliance officer") as change:
        vendor = change.add(Vendor, legal_name="Alder")
        contract = change.add(Contract, reference="CT-1", vendor_id=vendor, annual_cost=Decimal(12000), currency="EUR",
                              starts_on=date(2026, 1, 1))
        term = change.add(SlaTerm, contract_id=contract, metric="availability", target=Decimal("99.9"), unit="percent")
    return register, vendor, term


def test_missing_windows_are_offered_from_the_contracts_first_day(levels: tuple[Register, int, int]) -> None:
    register, vendor, _ = levels
    [found] = service_levels(register, vendor).terms
    assert [(window.starts_on, window.state) for window in found.windows] == [
        (JANUARY[0], WindowState.NOT_MEASURED), (FEBRUARY[0], WindowState.NOT_MEASURED), (date(2026, 3, 1), WindowState.RUNNING)]


def test_a_pasted_block_is_one_change_and_one_undo(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    before = register.head()[0]
    pasted = [Measured(term, *JANUARY, Decimal("99.95")), Measured(term, *FEBRUARY, Decimal("99.2"), "Probes")]
    record_measurements(register, pasted, "Compliance officer")
    assert register.head()[0] == before + 1
    states = [window.state for window in service_levels(register, vendor).terms[0].windows]
    assert states == [WindowState.KEPT, WindowState.MISSED, WindowState.RUNNING]
    register.undo("Compliance officer")
    assert service_levels(register, vendor).terms[0].judged == 0


def test_a_correction_stands_in_place_of_what_it_corrects_whoever_opened_the_register(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    path = register.path
    first = [Measured(term, *JANUARY, Decimal("99.95")), Measured(term, *FEBRUARY, Decimal("99.2"))]
    record_measurements(register, first, "Compliance officer")
    register.close()
    for value in ("99.3", "98", "99.97", "99.91"):  # each opening draws its own ids, which tell nothing of the order
        with Register.open(path, clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as again:
            record_measurements(again, [Measured(term, *FEBRUARY, Decimal(value))], "Compliance officer")
            window = service_levels(again, vendor).terms[0].windows[1]
            assert window.value == Decimal(value)
    with Register.open(path, clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as again:
        window = service_levels(again, vendor).terms[0].windows[1]
        assert (window.state, len(window.corrected)) == (WindowState.KEPT, 4)
        again.undo("Compliance officer")
        assert service_levels(again, vendor).terms[0].windows[1].value == Decimal("99.97")


def test_a_corrected_miss_no_longer_raises_the_risk(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    def added() -> int:
        return len(additions(vendor_facts(register, vendor), load_method("house"), date(2026, 3, 2)).additions)

    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2"))], "Compliance officer")
    assert added() == 1
    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.99"))], "Compliance officer")
    assert added() == 0


def test_what_is_already_recorded_is_not_recorded_twice(levels: tuple[Register, int, int]) -> None:
    register, _, term = levels
    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2"))], "Compliance officer")
    with pytest.raises(RegisterError, match="Nothing new"):
        record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.20"))], "Compliance officer")


def test_a_claim_recorded_for_the_corrected_measurement_still_counts(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    [first] = record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2"))], "Compliance officer")
    with register.change("Claim", "Compliance officer") as change:
        change.add(CreditClaim, sla_term_id=term, measurement_id=first, asked_on=date(2026, 3, 2), asked=Decimal(100))
    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.1"))], "Compliance officer")
    credit = service_levels(register, vendor).terms[0].windows[1].credit
    assert credit is not None
    assert credit.claim is ClaimState.CLAIMED


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path: Path = tmp_path_factory.mktemp("demonstration") / "demo.register"
    make_demonstration(path)
    with Register.open(path, clock=lambda: datetime(2025, 11, 20, 9, tzinfo=UTC)) as made:
        yield made


def test_the_demonstrations_warehouse_outage_gave_a_quarter_of_a_months_fee(demonstration: Register) -> None:
    vendor = find_vendor(demonstration, "Datalac")
    by_name = {found.term.name: found for found in service_levels(demonstration, vendor).terms}
    february = next(window for window in by_name["Availability of the warehouse"].windows if window.starts_on == date(2025, 2, 1))
    assert february.credit is not None
    assert (february.value, february.credit.percent, february.credit.amount) == (Decimal("99.41"), 25, Decimal("4750.00"))
    assert [(claim.asked, claim.granted) for claim in february.credit.claims] == [(Decimal("4750.00"), Decimal("3800.00"))]


def test_answers_are_shown_only_where_they_speak_of_service_levels() -> None:
    assert speaks_of_service_levels("Do you publish an SLA?", "Yes", 0) == 2
    assert speaks_of_service_levels("Quel est votre délai de reprise ?", "4 h", 15) == 1
    assert speaks_of_service_levels("Do you slander anyone?", "No", 15) == 0
    assert speaks_of_service_levels("Confidentiality, integrity and availability of data?", "Yes", 5) == 0


@pytest.mark.parametrize("days", [(date(2026, 2, 10), date(2026, 3, 1)), (date(2026, 1, 15), date(2026, 2, 1)),
                                  (date(2026, 2, 10), date(2026, 2, 12))])
def test_days_that_are_measured_already_are_not_measured_again_as_others(levels: tuple[Register, int, int],
                                                                         days: tuple[date, date]) -> None:
    register, _, term = levels
    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2"))], "Compliance officer")
    before = register.head()[0]
    with pytest.raises(RegisterError, match="A day is measured once"):
        record_measurements(register, [Measured(term, *days, Decimal("99.9"))], "Compliance officer")
    assert register.head()[0] == before


def test_two_of_the_windows_recorded_together_may_not_overlap_either(levels: tuple[Register, int, int]) -> None:
    register, _, term = levels
    with pytest.raises(RegisterError, match="A day is measured once"):
        record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2")),
                                       Measured(term, date(2026, 2, 9), date(2026, 2, 15), Decimal(99))], "Compliance officer")


def test_what_is_not_here_yet_cannot_have_been_measured(levels: tuple[Register, int, int]) -> None:
    register, _, term = levels
    problems = judge_measurements(register, [Measured(term, date(2027, 1, 1), date(2027, 1, 31), Decimal(99)),
                                             Measured(term, FEBRUARY[1], FEBRUARY[0], Decimal(99))])
    assert set(problems) == {(0, "starts_on"), (1, "ends_on")}


def test_a_credit_that_the_contract_words_only_is_claimed_without_a_percentage(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    with register.change("Terms", "Compliance officer") as change:
        change.update(SlaTerm, term, credit_scale="One day's fee for each hour", claim_days=60)
    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2"))], "Compliance officer")
    [found] = service_levels(register, vendor).terms
    [window] = found.claimable
    assert window.credit is not None
    assert (window.credit.percent, window.credit.amount, window.credit.claim_by) == (None, None, date(2026, 4, 29))


def test_a_cell_of_a_period_changes_one_thing_and_keeps_the_other(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    record_measurements(register, [Measured(term, *FEBRUARY, Decimal("99.2"), "Probes")], "Compliance officer")
    february = cast("int", (*FEBRUARY, None))  # rows of this table are known by their days
    store_cells(register, term, [RowEdit(february, {"value": Decimal("99.95")})], "Compliance officer")
    window = service_levels(register, vendor).terms[0].windows[1]
    assert window.measured is not None
    assert (window.value, window.measured.source) == (Decimal("99.95"), "Probes")
    store_cells(register, term, [RowEdit(february, {"source": "Status page"})], "Compliance officer")
    window = service_levels(register, vendor).terms[0].windows[1]
    assert window.measured is not None
    assert (window.value, window.measured.source) == (Decimal("99.95"), "Status page")


def test_a_row_without_its_days_is_refused_at_its_days(levels: tuple[Register, int, int]) -> None:
    register, _, term = levels
    problems = judge_cells(register, term, [RowEdit(None, {"value": Decimal(99)}),
                                            RowEdit(None, {"starts_on": JANUARY[0], "ends_on": JANUARY[1], "value": Decimal(99)})])
    assert set(problems) == {(0, "starts_on"), (0, "ends_on")}


def test_events_of_one_day_are_corrected_by_their_source_which_itself_is_not_changed(levels: tuple[Register, int, int]) -> None:
    register, vendor, term = levels
    with register.change("Terms", "Compliance officer") as change:
        change.update(SlaTerm, term, window="event", unit="hour", direction="at_most", target=Decimal(4))
    day = date(2026, 2, 3)
    events = [Measured(term, day, day, Decimal(3), "Ticket 1"), Measured(term, day, day, Decimal(6), "Ticket 2")]
    record_measurements(register, events, "Compliance officer")
    second = cast("int", (day, day, "Ticket 2"))
    assert set(judge_cells(register, term, [RowEdit(second, {"source": "Ticket 9"})])) == {(0, "source")}
    store_cells(register, term, [RowEdit(second, {"value": Decimal(2)})], "Compliance officer")
    assert [window.value for window in service_levels(register, vendor).terms[0].windows] == [Decimal(3), Decimal(2)]
