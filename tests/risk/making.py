"""Facts for tests, with the defaults of a harmless and fully known vendor, so that a test states only what matters to it."""

from datetime import date
from typing import Any

from risk_register.model.facts import (
    Access,
    DataFlow,
    Evidence,
    FlowCountry,
    Function,
    Population,
    Round,
    Service,
    Tally,
    Vendor,
    VendorFacts,
)
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict

ON = date(2025, 11, 20)
SOC2_DOMAINS = tuple(ControlDomain(number) for number in range(1, 17))


def service(number: int = 1, criticality: str | None = "low", **values: Any) -> Service:
    function = Function(number, f"F-{number}", f"Function {number}", criticality)
    return Service(**{
        "id": number, "vendor_id": 1, "name": f"Service {number}", "reliance": "none", "substitutability": "easy",
        "functions": (function,), **values,
    })


def flow(number: int = 1, people: int | None = 10, countries: tuple[str, ...] = ("FR",), **values: Any) -> DataFlow:
    return DataFlow(**{
        "id": number, "name": f"Flow {number}", "to_vendor_id": 1, "elements": ("name", "email"),
        "transfer_mechanism": "not_transferred",
        "populations": () if people is None else (Population(number, number, "customer", people),),
        "countries": tuple(FlowCountry(index, number, country, "storage") for index, country in enumerate(countries)), **values,
    })


def access(number: int = 1, privilege: str = "none", **values: Any) -> Access:
    return Access(**{"id": number, "vendor_id": 1, "system": f"System {number}", "privilege": privilege, **values})


def answers(domain: ControlDomain, verdict: Verdict, count: int = 1, weight: int | None = None,
            polarity: Polarity = Polarity.YES_IS_GOOD) -> Tally:
    return Tally(int(domain), int(polarity), int(verdict), count, count if weight is None else weight)


def received(on: date = ON, number: int = 1, family: str = "caiq") -> Round:
    return Round(number, 1, "received", family=family, received_on=on)


def report(period_to: date = ON, **values: Any) -> Evidence:
    return Evidence(**{
        "id": 1, "kind": "soc2_type2", "title": "SOC 2", "opinion": "unqualified", "period_from": date(2024, 1, 1),
        "period_to": period_to, **values,
    })


def vendor(**values: Any) -> VendorFacts:
    """A vendor whose inherent risk is fully known; tallies bring a round received on the day of judgement."""
    own = {key: values.pop(key) for key in ("country", "next_review_on", "stage") if key in values}
    if values.get("tallies") and "rounds" not in values:
        values["rounds"] = (received(),)
    return VendorFacts(**{
        "vendor": Vendor(1, "Alder", **{"country": "FR", **own}), "services": (service(),), "flows": (flow(),),
        "accesses": (access(),), **values,
    })


def all_yes(domains: tuple[ControlDomain, ...] = SOC2_DOMAINS) -> tuple[Tally, ...]:
    return tuple(answers(domain, Verdict.YES, 4) for domain in domains)
