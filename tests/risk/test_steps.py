"""A scene of which only some facts are others is the scene set anew."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from risk_register.risk.inherent import AT_BEST, AT_WORST, COUNTED
from risk_register.risk.steps import follow, scene_with, set_scene
from tests.risk.making import ON
from tests.risk.test_properties import each_method, unhurried, vendors

_PARTS = ("vendor", "services", "flows", "accesses", "rounds", "tallies", "evidence", "incidents", "sla_terms", "contracts",
          "findings", "overrides")


@each_method
@unhurried
@given(vendors(), vendors(), st.sets(st.sampled_from(_PARTS), max_size=3))
def test_what_an_action_leaves_alone_is_taken_over_without_changing_any_reading(method, facts, other, parts):
    scene, then = set_scene(facts, method, ON), replace(facts, **{part: getattr(other, part) for part in parts})
    for reading in (AT_BEST, COUNTED, AT_WORST):
        follow(scene, reading)  # what was worked out for the vendor as it is must not show in what it would be
    anew = set_scene(then, method, ON)
    turned = scene_with(scene, then)
    assert [follow(turned, reading) for reading in (AT_BEST, COUNTED, AT_WORST)] == [
        follow(anew, reading) for reading in (AT_BEST, COUNTED, AT_WORST)]
