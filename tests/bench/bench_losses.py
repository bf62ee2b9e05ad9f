"""10,000 years of losses of 1,000 vendors played through, against the same years in a plain loop; memory is printed beside."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fresh import megabytes, taken
from large import median

WHAT = "10,000 years of losses of 1,000 vendors"
BASELINE = "year by year in a plain loop of the library's random numbers"
AIM = 1.0
RUNS = 3
PART = 20
"""The plain loop plays so many vendors, and its time is multiplied: all of them would be waited for by the minute."""

PERILS = """
from itertools import cycle, islice
from risk_register.risk.quantifying import Hit, Playing, Source, figures, load_estimates, losses
from risk_register.risk.quantifying.pert import Pert
estimates, (vendors, years) = load_estimates(), map(int, sys.argv[1:3])
rates = islice(cycle(estimates.frequency.values()), vendors)
costs = [Pert(each.least, each.likely + number, each.most + 20 * number)
         for number, each in enumerate(islice(cycle(estimates.by_tier.values()), vendors))]
sources = [Source(rate, (Hit(place, costs[place]),)) for place, rate in enumerate(rates)]
"""
"""Vendors of every level and tier in turn, each with a range of its own."""
PLAY = PERILS + """
for first in range(0, vendors, 50):  # a subcontractor behind every fifty of them
    shared = tuple(Hit(place, costs[place], estimates.carried) for place in range(first, first + 50))
    sources.append(Source(estimates.subcontractor, shared))
with measured():
    playing = Playing(sources, vendors, years, 1)
    found = [figures(lost.values(), years) for lost in playing]
    losses(playing.totals, years)
"""
LOOP = PERILS + """
from math import exp
from random import Random
from statistics import quantiles
random = Random(1)
def drawn(pert):
    shape = 4 * (pert.likely - pert.least) / (pert.most - pert.least or 1)
    return pert.least + (pert.most - pert.least) * random.betavariate(1 + shape, 5 - shape)
with measured():
    for source in sources:
        (hit,), yearly = source.hits, []
        for _ in range(years):
            count, product, none = 0, random.random(), exp(-drawn(source.rate))
            while product > none:
                count, product = count + 1, product * random.random()
            yearly.append(sum(drawn(hit.loss) for _ in range(count)))
        quantiles(yearly, n=100)
"""


def run() -> tuple[float, float]:
    """Median seconds of the processor of both. The loop plays no shared subcontractors, ours does."""
    ours, baseline = [], []
    for _ in range(RUNS):
        ours.append(taken(PLAY, "1000", "10000"))
        baseline.append(taken(LOOP, str(1000 // PART), "10000").seconds * PART)
    many, empty = taken(PLAY, "10000", "1000"), taken("with measured(): pass")
    print(f"  at its peak {megabytes(max(each.peak for each in ours))}; 1,000 years of 10,000 vendors: {many.seconds:.1f} s, "
          f"{megabytes(many.peak)}; an empty process: {megabytes(empty.peak)}", file=sys.stderr, flush=True)
    return median([each.seconds for each in ours]), median(baseline)
