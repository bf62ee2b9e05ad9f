"""Losses in money agree with what can be worked out in closed form, and with the same years played through in another way."""

import os
import subprocess
import sys
import tracemalloc
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path
from random import Random
from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.model.vocabulary import RiskLevel, Tier
from risk_register.risk import assess, load_method
from risk_register.risk.quantifying import Figures, Playing, Source, figures, load_estimates, losses, vendor_peril
from risk_register.risk.quantifying.pert import Pert
from risk_register.risk.quantifying.ranges import parse_estimates
from risk_register.risk.quantifying.simulation import Hit
from tests.risk.making import ON, flow, service, vendor
from tests.risk.test_properties import unhurried

YEARS = 40_000
ROOT = Path(__file__).resolve().parent.parent.parent
KNOWN = """138604 200332 409515 880927 1614382 57.60
32 75 141 315 808 19.36
138636 200347 409619 881049 1614466 57.60
"""
"""What was played when this was written: mean, deviation, 90th and 99th percentile, worst, percent of years with a loss."""


@dataclass(frozen=True)
class Fixed:
    """Always the same value."""

    value: float

    def table(self):
        return (self.value, self.value)


@dataclass(frozen=True)
class Exponential:
    """An exponential distribution by its mean; the last of many steps ends the tail."""

    mean: float

    def table(self, steps=20_000):
        return [-self.mean * log(1 - step / steps) for step in range(steps)] + [self.mean * log(steps) * 1.1]


@dataclass(frozen=True)
class Played:
    """All that was played, which the program never holds at once."""

    totals: list[float]
    by_place: list[dict[int, float]]
    events: int


def play(sources, places, years, seed):
    playing = Playing(sources, places, years, seed)
    by_place = list(playing)
    return Played(list(playing.totals), by_place, playing.events)


def near(found: float, expected: float, error: float) -> bool:
    """Within four standard errors: one run in 16,000 would fail by chance, and the seed is fixed."""
    return abs(found - expected) < 4 * error


@pytest.mark.parametrize(("rate", "mean"), [(0.3, 1000.0), (2.5, 40.0)])
def test_a_poisson_number_of_exponential_losses_has_its_mean_and_variance(rate, mean):
    played = play([Source(Fixed(rate), (Hit(0, Exponential(mean)),))], 1, YEARS, seed=7)
    variance = 2 * rate * mean**2  # of a compound Poisson sum: rate times the mean of the squared loss
    fourth = rate * 24 * mean**4 + 3 * variance**2
    assert near(fmean(played.totals), rate * mean, sqrt(variance / YEARS))
    assert near(pvariance(played.totals), variance, sqrt((fourth - variance**2) / YEARS))
    assert near(sum(total == 0 for total in played.totals) / YEARS, exp(-rate), sqrt(exp(-rate) * (1 - exp(-rate)) / YEARS))


def test_a_range_of_rates_adds_its_own_variance():
    rate, loss = Pert(0.0, 1.0, 5.0), 10.0
    played = play([Source(rate, (Hit(0, Fixed(loss)),))], 1, YEARS, seed=3)
    mean = rate.mean * loss
    variance = (rate.mean + rate.variance) * loss**2  # a Poisson number whose rate varies from year to year
    assert near(fmean(played.totals), mean, sqrt(variance / YEARS))
    assert pvariance(played.totals) == pytest.approx(variance, rel=0.05)


def test_one_incident_at_a_shared_subcontractor_hits_all_who_depend_on_it():
    hits = (Hit(0, Fixed(100)), Hit(1, Fixed(50), 0.5))
    played = play([Source(Fixed(0.4), hits)], 2, YEARS, seed=5)
    first, second = played.by_place
    assert set(first) == set(second)
    assert all(second[year] == first[year] / 4 for year in first)
    apart = play([Source(Fixed(0.4), (hits[0],)), Source(Fixed(0.4), (hits[1],))], 2, YEARS, seed=5)
    assert fmean(apart.totals) == pytest.approx(fmean(played.totals), rel=0.05)
    assert pvariance(played.totals) > 1.3 * pvariance(apart.totals)  # (100 + 25)^2 against 100^2 + 25^2


def replayed(sources, places, years, seed):
    """The same model in another way: year by year, a Poisson number by multiplication, losses by the library's beta."""
    random = Random(seed)
    totals = []
    for _ in range(years):
        total = 0.0
        for rate, hits in sources:
            lam, count, product = beta(random, rate), 0, random.random()
            while product > exp(-lam):
                count, product = count + 1, product * random.random()
            total += sum(beta(random, loss) * share for _ in range(count) for _, loss, share in hits)
        totals.append(total)
    return totals


def beta(random: Random, pert: Pert) -> float:
    span = pert.most - pert.least
    shape = 4 * (pert.likely - pert.least) / span
    return pert.least + span * random.betavariate(1 + shape, 5 - shape)


def test_another_way_of_playing_the_years_gives_the_same_losses():
    perils = [(Pert(0.1, 0.5, 2.0), Pert(1, 10, 200)), (Pert(0.05, 0.1, 0.6), Pert(50, 100, 400))]
    shared = (Pert(0.0, 0.2, 0.5), [(0, perils[0][1], 0.5), (1, perils[1][1], 0.5)])
    plain = [(rate, [(place, loss, 1.0)]) for place, (rate, loss) in enumerate(perils)] + [shared]
    years = 3 * YEARS
    ours = play([Source(rate, tuple(Hit(*hit) for hit in hits)) for rate, hits in plain], 2, years, seed=11).totals
    others = sorted(replayed(plain, 2, years, seed=12))
    expected = sum(rate.mean * sum(loss.mean * share for _, loss, share in hits) for rate, hits in plain)
    error = sqrt(pvariance(ours) / years)
    assert near(fmean(ours), expected, error)
    assert near(fmean(ours), fmean(others), error * sqrt(2))
    assert near(sum(total == 0 for total in ours) / years, others.count(0) / years, sqrt(2 * 0.25 / years))
    for share in (0.5, 0.75, 0.9, 0.95, 0.99):
        amount = others[int(share * years)]
        assert near(sum(total <= amount for total in ours) / years, share, sqrt(2 * share * (1 - share) / years))


def test_numpy_where_it_is_at_hand_agrees():
    numpy = pytest.importorskip("numpy", reason="numpy is not installed, and nothing of the program needs it")
    rate, loss = Pert(0.1, 0.5, 2.0), Pert(1, 10, 200)
    draw = numpy.random.default_rng(1)

    def pert(each, size):
        shape = 4 * (each.likely - each.least) / (each.most - each.least)
        return each.least + (each.most - each.least) * draw.beta(1 + shape, 5 - shape, size)

    counts = draw.poisson(pert(rate, YEARS))
    theirs = numpy.array([pert(loss, count).sum() for count in counts])
    ours = play([Source(rate, (Hit(0, loss),))], 1, YEARS, seed=2).totals
    assert near(fmean(ours), float(theirs.mean()), sqrt(2 * pvariance(ours) / YEARS))
    assert sorted(ours)[int(0.99 * YEARS)] == pytest.approx(float(numpy.quantile(theirs, 0.99)), rel=0.04)


@pytest.mark.parametrize("pert", [Pert(0.1, 0.5, 2.0), Pert(0, 0, 10), Pert(5, 10, 10), Pert(1, 10, 200), Pert(3, 3, 3)])
def test_a_range_drawn_by_its_table_has_the_mean_and_variance_of_a_pert(pert):
    table = pert.table()
    assert (table[0], table[-1]) == (pert.least, pert.most)
    assert list(table) == sorted(table)
    middles = [(low + high) / 2 for low, high in pairwise(table)]
    assert fmean(middles) == pytest.approx(pert.mean, rel=0.002)
    assert pvariance(middles) == pytest.approx(pert.variance, rel=0.01, abs=1e-9)


def test_the_mean_of_a_range_is_a_sixth_of_its_ends_and_four_times_its_middle():
    assert round(Pert(0.1, 0.5, 2.0).mean, 4) == 0.6833
    for wrong in ((1, 0, 2), (-1, 0, 1), (0, 3, 2)):
        with pytest.raises(ValueError):
            Pert(*wrong)


def test_the_same_seed_gives_the_same_years_and_another_others():
    source = [Source(Pert(0.1, 0.5, 2.0), (Hit(0, Pert(1, 10, 200)),))]
    assert play(source, 1, 500, 1) == play(source, 1, 500, 1)
    assert play(source, 1, 500, 1) != play(source, 1, 500, 2)
    assert play([Source(Fixed(0.0), (Hit(0, Fixed(1)),))], 1, 500, 1).events == 0


def several(places: int) -> list[Source]:
    own = [Source(Pert(0.1, 0.5, 2.0), (Hit(place, Pert(1, 10 + place, 1000)),)) for place in range(places)]
    return [*own, Source(Pert(0.0, 0.2, 0.5), tuple(Hit(place, own[place].hits[0].loss, 0.5) for place in range(places)))]


def test_another_estimate_of_one_vendor_moves_the_losses_of_no_other():
    sources = several(4)
    before = play(sources, 4, 300, seed=1).by_place
    after = play([sources[0], replace(sources[1], rate=Pert(0.5, 1, 3)), *sources[2:]], 4, 300, seed=1).by_place
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True, True]


def test_the_years_totals_are_what_all_vendors_lost_in_them():
    played = play(several(5), 5, 200, seed=4)
    for year, total in enumerate(played.totals):
        assert total == pytest.approx(sum(lost.get(year, 0.0) for lost in played.by_place))


def test_ten_times_as_many_vendors_take_hardly_more_memory():
    def peak(places: int) -> int:
        playing = Playing(several(places), places, 2_000, seed=1)
        tracemalloc.start()
        for _ in playing:
            pass
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    play(several(200), 200, 10, seed=1)  # what is worked out once for all is no vendor's
    assert peak(200) < 1.5 * peak(20)


PLAYED = """
from risk_register.risk.quantifying import Hit, Playing, Source, losses
from risk_register.risk.quantifying.pert import Pert
playing = Playing([Source(Pert(0.1, 0.5, 2.0), (Hit(0, Pert(1000, 12345, 987654)),)),
                   Source(Pert(0.0, 0.2, 0.5), (Hit(0, Pert(1000, 12345, 987654), 0.5), Hit(1, Pert(50, 100, 400))))], 2, 5000, 1)
parts = [losses(lost.values(), 5000) for lost in playing]
for each in (*parts, losses(playing.totals, 5000)):
    print(each.mean, each.deviation, each.p90, each.p99, each.worst, each.years_with_loss)
"""


def test_a_seed_gives_the_same_losses_in_every_process_and_on_every_machine():
    found = {subprocess.run([sys.executable, "-c", PLAYED], env=os.environ | {"PYTHONHASHSEED": seed}, check=True, cwd=ROOT,
                            capture_output=True, text=True).stdout for seed in ("1", "2")}
    assert found == {KNOWN}


def test_losses_are_read_off_sorted_years():
    found = losses([0.0] * 80 + [float(number) for number in range(1, 21)], 100)
    assert (found.mean, found.p50, found.p90, found.p95, found.p99, found.worst) == (2, 0, 11, 16, 20, 20)
    assert (found.years_with_loss, dict(found.exceeded)[20]) == (20, 16)
    assert found.curve[0] == (Decimal(0), Decimal(20))
    assert found.curve[-1] == (Decimal(20), Decimal(0))
    assert losses([], 100).curve == ()
    whole = losses([1.0, 5.0], 100)
    assert figures([1.0, 5.0], 100) == Figures(**{each.name: getattr(whole, each.name) for each in fields(Figures)})


@unhurried
@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=300))
def test_what_is_exceeded_more_rarely_is_no_smaller(yearly):
    found = losses(yearly, len(yearly))
    assert [amount for _, amount in found.exceeded] == sorted(amount for _, amount in found.exceeded)
    assert found.p50 <= found.p90 <= found.p95 <= found.p99 <= found.worst
    percents = [percent for _, percent in found.curve]
    assert percents == sorted(percents, reverse=True)


def test_ranges_come_from_level_tier_people_and_critical_functions():
    estimates, house = load_estimates(), load_method("house")
    critical = vendor(services=(service(criticality="critical_or_important"),), flows=(flow(people=1000),))
    found = assess(critical, house, ON)
    peril = vendor_peril(critical, found, estimates)
    assert (found.tier, found.level) == (Tier.T1, RiskLevel.CRITICAL)
    assert peril.frequency == Pert(0.05, 0.25, 0.8)
    assert peril.loss == Pert(20_000 + 200 + 10_000, 80_000 + 2_000 + 100_000, 400_000 + 20_000 + 1_500_000)


def test_an_organisations_own_estimates_go_before_those_that_come_along():
    text = 'currency = "CHF"\n[frequency]\nlow = [0, 0.01, 0.02]\n[vendor.Alder]\nfrequency = [1, 2, 3]\nloss = [10, 20, 30]\n'
    own = parse_estimates(text, "own.toml", load_estimates())
    assert (own.currency, own.frequency[RiskLevel.LOW], own.frequency[RiskLevel.HIGH].likely) == ("CHF", Pert(0, 0.01, 0.02), 0.1)
    facts = vendor()
    assert vendor_peril(facts, assess(facts, load_method("house"), ON), own).loss == Pert(10, 20, 30)


@pytest.mark.parametrize(("text", "named"), [
    ("[frequency]\nlow = [0.3, 0.2, 0.4]", "frequency.low"), ("[loss]\nperson = 3", "loss.person"),
    ("[subcontractor]\ncarried = 2", "subcontractor.carried"), ("[vendor.Alder]\nloss = [1, 2, 3]", "vendor.Alder.frequency"),
    ("frequency = ", "not readable TOML"),
])
def test_a_wrong_estimate_is_refused_by_name(text, named):
    with pytest.raises(RegisterError) as caught:
        parse_estimates(text, "own.toml", load_estimates())
    assert named in str(caught.value)
    assert "own.toml" in str(caught.value)
