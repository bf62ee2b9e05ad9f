"""A register with a large supply chain: 10,000 vendors, 30,000 flows, 20,000 links, and a hub that 2,000 of them share.

Seven in ten are vendors of ours; they use the others as subcontractors, which use others again.
"""

import hashlib
import random
import sys
import tempfile
import time
from pathlib import Path

VENDORS, FLOWS, LINKS, SHARING = 10_000, 30_000, 20_000, 2_000
OURS, AMONG_SUBCONTRACTORS = 7_000, 0.1
HUB = "Webhub Example Inc."
ANNOUNCER = "Vendor 00001 Example"
ELEMENTS = ("name", "email", "phone", "usage", "ip_address", "billing", "password")


def web_register() -> Path:
    """Its path: made once, kept in the system's temporary folder; other tables make another file."""
    from risk_register import resources

    tables = hashlib.sha256(resources.read_text("schema", "facts-1.json").encode()).hexdigest()[:8]
    path = Path(tempfile.gettempdir()) / f"bench-web-{tables}.riskregister"
    if not path.exists():
        print("making a register whose supply chain is a web …", file=sys.stderr, flush=True)
        begun = time.perf_counter()
        _make(path)
        print(f"made in {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    return path


def _make(path: Path) -> None:
    from risk_register.model import contracts, flows, parties
    from risk_register.operations.registers import create_register

    dice = random.Random(7)  # the same web every time
    with (create_register(path, organisation="Northwind", actor="bench") as register,
          register.change("Make the web", "bench") as change):
        own = change.add(parties.OwnEntity, legal_name="Northwind Analytics SA", country="FR", kind="non_financial")
        change.add(parties.Regime, own_entity_id=own, regime="gdpr")
        vendors = change.add_many(parties.Vendor, [
            {"legal_name": f"Vendor {n:05} Example", "stage": "active", "relation": "direct" if n < OURS else "indirect"}
            for n in range(VENDORS)])
        (hub,) = change.add_many(parties.Vendor, [{"legal_name": HUB, "relation": "indirect"}])
        change.add_many(contracts.Contract, [{"reference": f"C-{n}", "vendor_id": each} for n, each in enumerate(vendors)])
        made = change.add_many(flows.DataFlow, [
            {"name": f"Flow {n}", "to_vendor_id": vendors[dice.randrange(OURS)], "own_entity_id": own, "our_role": "controller",
             "their_role": "processor"} for n in range(FLOWS)])
        change.add_many(flows.FlowElement, [
            {"flow_id": each, "element": element} for each in made for element in dice.sample(ELEMENTS, 3)])
        change.add_many(flows.FlowPopulation, [
            {"flow_id": each, "subject": "customer", "region": "FR", "count": dice.randrange(10, 10_000)} for each in made])
        pairs = {(each, hub) for each in vendors[:SHARING]}
        ours, theirs = vendors[:OURS], vendors[OURS:]
        while len(pairs) < LINKS:
            one = dice.choice(theirs if dice.random() < AMONG_SUBCONTRACTORS else ours)
            other = dice.choice(theirs)
            if one != other:
                pairs.add((one, other))
        change.add_many(contracts.SubcontractorLink, [
            {"provider_id": one, "subcontractor_id": other, "confidence": "list"} for one, other in sorted(pairs)])
