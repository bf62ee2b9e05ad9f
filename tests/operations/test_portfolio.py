"""The ten actions that would lower most risk are the ten largest there are, though not every vendor is tried."""

from datetime import date
from pathlib import Path

import pytest

from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.facts import all_facts
from risk_register.operations.portfolio import portfolio, vendor_actions
from risk_register.operations.scoring import assess, method_in_force
from risk_register.risk.portfolio import actions_for
from risk_register.store import Register

ON = date(2025, 11, 20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("portfolio") / "demo.register"
    make_demonstration(path)
    return path


@pytest.mark.parametrize("most", [1, 10, 400])
def test_no_action_left_out_would_lower_more(demo: Path, most: int) -> None:
    with Register.open(demo, write=False) as register:
        found = portfolio(register, on=ON, drivers=most).drivers
        rule = method_in_force(register)
        every = [action for facts in all_facts(register) for action in actions_for(facts, rule, ON)]
    assert [action.drop for action in found] == sorted((action.drop for action in every), reverse=True)[:most]


def test_a_portfolio_holds_the_scores_of_all_and_one_vendors_actions_are_among_its_own(demo: Path) -> None:
    with Register.open(demo, write=False) as register:
        found = portfolio(register, on=ON)
        assert list(found.assessments) == assess(register, on=ON, explain=False)
        first = found.drivers[0]
        assert vendor_actions(register, first.vendor_id, on=ON)[0] == first
