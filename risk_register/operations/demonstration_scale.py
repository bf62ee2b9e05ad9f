"""The demonstration grown for trials at scale: thousands of invented vendors through the same door, in large batches."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from risk_register.model.assurance import Evidence, Finding
from risk_register.model.contracts import (
    Clause,
    Contract,
    ContractService,
    LinkCountry,
    SlaMeasurement,
    SlaTerm,
    SubcontractorLink,
)
from risk_register.model.flows import DataFlow, FlowCountry, FlowElement, FlowPopulation
from risk_register.model.incidents import Incident, IncidentElement, IncidentStamp, IncidentVendor
from risk_register.model.parties import Contact, Identifier, Vendor
from risk_register.model.questionnaires import Answer, Question, Questionnaire, QuestionSet
from risk_register.model.services import Service, ServiceFunction
from risk_register.operations.demonstration_vendors import PROFILES, Months, answers, mixed, name, picked, questions, words
from risk_register.store.change import ChangeDoor
from risk_register.store.register import Register
from risk_register.texts import Text

_PIECE = 250
"""Vendors in one change: enough for large batches, few enough to be stopped between."""
_EEA = frozenset({"FR", "BE", "DE", "NL", "IE", "ES", "IT", "LU", "PL"})
_ADEQUATE = frozenset({"GB", "CH", "CA"})
_ACTOR = "Compliance lead"


def grow(register: Register, numbers: range, *, at: datetime, last: date, ids: Mapping[tuple[str, str], int]) -> Iterator[int]:
    """Add the invented vendors of these numbers; yields how many are done after each piece. `ids` are the source's records."""
    yield 0
    with register.change(Text("Prepare a trial at scale: shared subcontractors and a long question set"), _ACTOR, at=at) as door:
        prepared = _Growth(door, last, ids)
    for first in range(numbers.start, numbers.stop, _PIECE):
        piece = range(first, min(first + _PIECE, numbers.stop))
        with register.change(Text("Add invented vendors {first} to {last}", first=piece.start + 1, last=piece.stop), _ACTOR,
                             at=at) as door:
            prepared.add(door, piece)
        yield piece.stop - numbers.start


class _Growth:
    """What all pieces share: the hubs, the question set, and the ways in which it is answered."""

    def __init__(self, door: ChangeDoor, last: date, ids: Mapping[tuple[str, str], int]) -> None:
        self.last = last
        self.months = Months.before(last)
        self.owners = [record for (table, _), record in ids.items() if table == "person"]
        self.functions = [record for (table, _), record in ids.items() if table == "function"]
        self.entity = ids["own_entity", "analytics"]
        self.hubs = door.add_many(Vendor, [
            {"legal_name": hub, "relation": "indirect", "country": picked(number, 1, words()["countries"]), "stage": "active"}
            for number, hub in enumerate(words()["hubs"])
        ])
        half = len(self.hubs) // 2
        door.add_many(SubcontractorLink, [
            {"provider_id": hub, "subcontractor_id": self.hubs[place - half], "confidence": "list", "purpose": "Hosting"}
            for place, hub in enumerate(self.hubs) if place >= half
        ])
        self.question_set = door.add(QuestionSet, family="own-scale", version="1.0", title="Controls, in 300 questions")
        asked = door.add_many(Question, [{"question_set_id": self.question_set, **row} for row in questions()])
        self.profiles = [
            [{"question_id": question, **row} for question, row in zip(asked, answers(profile), strict=True)]
            for profile in range(PROFILES)
        ]

    def add(self, door: ChangeDoor, piece: range) -> None:
        """One piece of vendors with all that belongs to them."""
        vendors = door.add_many(Vendor, [self._vendor(number) for number in piece])
        pairs = list(zip(piece, vendors, strict=True))
        door.add_many(Identifier, [{"vendor_id": v, "kind": "internal", "value": f"F{100000 + n}"} for n, v in pairs])
        door.add_many(Contact, [
            {"vendor_id": v, "purpose": purpose, "email": f"{purpose.replace('_', '-')}-{n}@example.com",
             "last_verified_on": self._ago(n, 2, 900)}
            for n, v in pairs for purpose in ("security", "data_protection")
        ])
        services = self._services(door, pairs)
        contracts = self._contracts(door, pairs, services)
        self._service_levels(door, pairs, contracts)
        self._flows(door, pairs, services)
        self._links(door, pairs, services)
        self._assurance(door, pairs)
        self._questionnaires(door, pairs)
        self._incidents(door, [(n, v) for n, v in pairs if n % 100 == 50])

    def _ago(self, number: int, salt: int, most: int) -> date:
        return self.last - timedelta(days=1 + mixed(number, salt) % most)

    def _vendor(self, number: int) -> dict[str, Any]:
        return {
            "legal_name": name(number), "reference": f"V-{number + 1:05d}", "country": picked(number, 1, words()["countries"]),
            "stage": picked(number, 3, words()["stages"]), "owner_id": picked(number, 4, self.owners),
            "since": self._ago(number, 5, 3000),
        }

    def _services(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
        """One to three services a vendor, most of which support a function of ours."""
        rows = [
            (n, {
                "vendor_id": v, "name": f"Service {letter}", "kind": picked(n + place, 6, words()["service_kinds"]),
                "reliance": picked(n + place, 7, ["none", "low", "material", "full"]),
                "substitutability": picked(n + place, 8, ["easy", "easy", "medium", "hard"]), "valid_from": self._ago(n, 5, 3000),
            })
            for n, v in pairs for place, letter in enumerate("ABC"[:1 + mixed(n, 9) % 3])
        ]
        services = _grouped(rows, door.add_many(Service, [row for _, row in rows]))
        door.add_many(ServiceFunction, [
            {"service_id": service, "function_id": picked(place, 10, self.functions)}
            for n, made in services.items() for place, service in enumerate(made, start=3 * n) if mixed(place, 11) % 4
        ])
        return services

    def _contracts(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]], services: Mapping[int, list[int]]) -> dict[int, int]:
        made = door.add_many(Contract, [
            {
                "reference": f"NW-{number + 1:06d}", "vendor_id": v, "starts_on": self._ago(number, 5, 3000),
                "ends_on": self.last + timedelta(days=mixed(number, 12) % 900), "renewal": "tacit", "renewal_months": 12,
                "notice_days_ours": 30 * (1 + mixed(number, 13) % 4), "annual_cost": Decimal(500 * (1 + mixed(number, 14) % 400)),
                "currency": "EUR",
            }
            for number, v in pairs
        ])
        contracts = dict(zip((n for n, _ in pairs), made, strict=True))
        door.add_many(ContractService, [
            {"contract_id": contracts[n], "service_id": service} for n, _ in pairs for service in services[n]
        ])
        door.add_many(Clause, [
            {
                "contract_id": contracts[n], "topic": topic,
                "state": picked(4 * n + place, 15, ["present", "present", "partial", "absent"]),
                "hours": picked(n, 16, words()["notice_hours"]) if topic == "breach_notice" else None,
                "hours_from": "detection" if topic == "breach_notice" else None,
            }
            for n, _ in pairs for place, topic in enumerate(words()["clauses"])
        ])
        return contracts

    def _service_levels(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]], contracts: Mapping[int, int]) -> None:
        """One or two terms a contract, measured in the last three months; some missed, some not measured."""
        rows = [
            (2 * n + place, {"contract_id": contracts[n], **term})
            for n, _ in pairs for place, term in enumerate([
                {"metric": "availability", "target": Decimal("99.5"), "unit": "percent"},
                {"metric": "support_reaction", "target": Decimal(60), "unit": "minute", "direction": "at_most"},
            ][:1 + mixed(n, 17) % 2])
        ]
        terms = door.add_many(SlaTerm, [row for _, row in rows])
        values = {0: ["99.9", "99.8", "99.7", "99.95", "99.6", "99.2", None], 1: ["20", "35", "45", "15", "50", "75", None]}
        door.add_many(SlaMeasurement, [
            {"sla_term_id": term, "starts_on": first, "ends_on": end, "value": picked(3 * place + month, 18, values[place % 2])}
            for (place, _), term in zip(rows, terms, strict=True) for month, (first, end) in enumerate(self.months.spans)
        ])

    def _flows(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]], services: Mapping[int, list[int]]) -> None:
        """Two to four flows a vendor, so that a vendor has three on average."""
        kinds = words()["flow"]
        rows: list[tuple[tuple[int, dict[str, Any], str], dict[str, Any]]] = []
        for n, v in pairs:
            for place in range(2 + mixed(n, 19) % 3):
                number = 4 * n + place
                kind, country = picked(number, 20, kinds), picked(n, 1, words()["countries"])
                rows.append(((number, kind, country), {
                    "name": kind["name"], "to_vendor_id": v, "own_entity_id": self.entity,
                    "service_id": picked(number, 21, services[n]), "our_role": "controller",
                    "their_role": picked(number, 22, ["processor", "processor", "processor", "controller"]),
                    "confidentiality": 1 + mixed(number, 23) % 4, "transfer_mechanism": _mechanism(country, number),
                    "in_transit": "encrypted", "at_rest": picked(number, 24, ["encrypted", "encrypted", "not_encrypted"]),
                    "valid_from": self._ago(n, 5, 3000),
                }))
        flows = door.add_many(DataFlow, [row for _, row in rows])
        made = [(*known, flow) for (known, _), flow in zip(rows, flows, strict=True)]
        door.add_many(FlowElement, [
            {"flow_id": flow, "element": element} for _, kind, _, flow in made for element in kind["elements"]
        ])
        door.add_many(FlowPopulation, [
            {"flow_id": flow, "subject": subject, "region": region,
             "count": 10 + mixed(number, 25 + place) % (60000 // (1 + 5 * place))}
            for number, kind, _, flow in made for subject in kind["subjects"] for place, region in enumerate(("FR", "BE"))
        ])
        door.add_many(FlowCountry, [{"flow_id": flow, "country": country, "use": "storage"} for _, _, country, flow in made])

    def _links(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]], services: Mapping[int, list[int]]) -> None:
        """One to three subcontractors a vendor; every fifth vendor uses the first hub."""
        rows: list[dict[str, Any]] = []
        for n, v in pairs:
            count = 1 + mixed(n, 26) % 3
            hubs = {0: None} if n % 5 == 0 else {}
            hubs |= {1 + mixed(n + place, 27) % (len(self.hubs) - 1): None for place in range(count - len(hubs))}
            rows += [
                {"provider_id": v, "subcontractor_id": self.hubs[hub], "service_id": services[n][0], "purpose": "Hosting",
                 "confidence": picked(n + hub, 28, ["contract", "list", "questionnaire", "assumed"]),
                 "valid_from": self._ago(n, 5, 3000)}
                for hub in hubs
            ]
        links = door.add_many(SubcontractorLink, rows)
        door.add_many(LinkCountry, [
            {"link_id": link, "country": picked(row["subcontractor_id"], 1, words()["countries"]), "use": "storage"}
            for link, row in zip(links, rows, strict=True)
        ])

    def _assurance(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]]) -> None:
        """A certificate for two vendors in three, some of them run out; a finding for every seventh vendor."""
        issued = {n: self._ago(n, 29, 1500) for n, _ in pairs if mixed(n, 30) % 3}
        door.add_many(Evidence, [
            {"vendor_id": v, "kind": "iso27001", "title": "ISO/IEC 27001 certificate", "issuer": "Certification Example",
             "issued_on": issued[n], "expires_on": issued[n] + timedelta(days=1095)}
            for n, v in pairs if n in issued
        ])
        door.add_many(Finding, [
            {"vendor_id": v, "title": "Access rights are not reviewed", "severity": picked(n, 31, ["low", "medium", "high"]),
             "likelihood": 1 + mixed(n, 32) % 5, "impact": 1 + mixed(n, 33) % 5, "opened_on": self._ago(n, 34, 300)}
            for n, v in pairs if n % 7 == 0
        ])

    def _questionnaires(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]]) -> None:
        """A round of 300 answers a vendor; every twentieth vendor answered a year before as well."""
        sent = [(n, v, age) for n, v in pairs for age in ((365, 0) if n % 20 == 0 else (0,))]
        received = [self._ago(n, 35, 360) - timedelta(days=age) for n, _, age in sent]
        rounds = door.add_many(Questionnaire, [
            {"vendor_id": v, "question_set_id": self.question_set, "state": "received", "sent_on": day - timedelta(days=30),
             "received_on": day, "completed_on": day, "file_name": f"controls-{n + 1}-{day.year}.xlsx"}
            for (n, v, _), day in zip(sent, received, strict=True)
        ])
        door.add_many(Answer, (
            {"questionnaire_id": made, **row}
            for (n, _, age), made in zip(sent, rounds, strict=True) for row in self.profiles[mixed(n + age, 36) % PROFILES]
        ))

    def _incidents(self, door: ChangeDoor, pairs: Sequence[tuple[int, int]]) -> None:
        """A small incident, long closed."""
        incidents = door.add_many(Incident, [
            {"title": f"Wrong recipient at {name(n)}", "reference": f"I-{n + 1:05d}", "announced_by_id": v, "origin_id": v,
             "received_on": self._ago(n, 37, 400), "state": "closed", "severity": "low", "outcome": "One message called back.",
             "lessons": "Addresses are confirmed before sending."}
            for n, v in pairs
        ])
        both = list(zip(pairs, incidents, strict=True))
        door.add_many(IncidentVendor, [{"incident_id": incident, "vendor_id": v} for (_, v), incident in both])
        door.add_many(IncidentElement, [
            {"incident_id": incident, "element": element, "state": "exposed"}
            for _, incident in both for element in ("name", "email")
        ])
        door.add_many(IncidentStamp, [
            {"incident_id": incident, "name": stamp, "at": _noon(self._ago(n, 37, 400)) + timedelta(hours=hours)}
            for (n, _), incident in both for stamp, hours in (("vendor_notified", 0), ("aware", 2), ("closed", 200))
        ])


def _grouped(rows: Iterable[tuple[int, Any]], made: Iterable[int]) -> dict[int, list[int]]:
    """The new ids by the number of the vendor they belong to."""
    joined = zip((n for n, _ in rows), made, strict=True)
    return {n: [record for _, record in group] for n, group in itertools.groupby(joined, lambda pair: pair[0])}


def _mechanism(country: str, number: int) -> str:
    if country in _EEA:
        return "not_transferred"
    return "adequacy" if country in _ADEQUATE else str(picked(number, 38, ["scc_2", "scc_2", "dpf", "none"]))


def _noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)
