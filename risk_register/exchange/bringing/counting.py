"""How many records of a file have which fate."""

from collections import Counter, defaultdict

from risk_register.exchange.bringing.groups import Gathered, Item, Party
from risk_register.exchange.bringing.plan import Counts, Place
from risk_register.exchange.bringing.work import Addition, Work


def counts_of(work: Work, gathered: Gathered) -> Counts:
    """How many of the file's main records have which fate. Vendors are counted where the file lists any, else what it lists."""
    mains: dict[Item | Party, list[Place]] = defaultdict(list)
    by_vendor = any(isinstance(main, Party) for main in gathered.mains.values())
    for place, main in gathered.mains.items():
        if not by_vendor or isinstance(main, Party):
            mains[main].append(place)
    added = {id(addition) for additions in work.additions.values() for addition in additions}
    tally: Counter[str] = Counter()
    for main, places in mains.items():
        became = work.became.get(main)
        if main in work.skipped:
            tally["archived" if isinstance(main, Party) and main.archived else "skipped"] += 1
        elif main in work.unkept or became is None:
            tally["rejected"] += len(places)
        elif main in work.merged:
            tally["merged"] += 1
        elif main in work.restored:
            tally["restored"] += 1
        elif isinstance(became, Addition) and id(became) in added:
            tally["created"] += 1
        elif any(place in work.touched for place in places):
            tally["updated"] += 1
        else:
            tally["unchanged"] += 1
    tally["skipped"] += work.passed_over
    rejected = len(gathered.problems) + tally.pop("rejected", 0)
    return Counts(
        **tally, rejected=rejected, vendors=len(work.additions.get("vendor", ())),
        added={noun: len(additions) for noun, additions in work.additions.items() if additions},
        changed=dict(Counter(update.noun for update in work.updates)))
