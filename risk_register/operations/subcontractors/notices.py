"""A notice of new subcontractors taken in: the list kept as it came, the links brought up to date, the decision recorded.

GDPR Art. 28(2): under a general authorisation the processor informs of intended changes, 'thereby giving the controller the
opportunity to object'. How long that opportunity lasts is the contract's to say; the last list of the same vendor tells what
was usual.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from risk_register.model.contracts import LinkCountry, SubcontractorLink, SubcontractorList
from risk_register.model.matching import Matcher
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor, VendorName
from risk_register.model.vocabulary import LinkConfidence, SubcontractorDecision, VendorRelation
from risk_register.operations.fetch import recorded
from risk_register.operations.subcontractors.comparing import Comparison, compare
from risk_register.operations.subcontractors.listing import Listed, Listing, stored
from risk_register.operations.vendors import vendor_name
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_LIST, _LINK, _COUNTRY = (BY_RECORD[each].table for each in (SubcontractorList, SubcontractorLink, LinkCountry))
_VENDOR, _NAME = BY_RECORD[Vendor].table, BY_RECORD[VendorName].table
_SURER = frozenset({LinkConfidence.CONTRACT.value, LinkConfidence.LIST.value})


@dataclass(frozen=True, slots=True)
class ListRow:
    """One version of a vendor's list."""

    id: int
    name: str | None
    version: str | None
    received_on: date
    announced_on: date | None
    effective_on: date | None
    objection_until: date | None
    decision: str
    decided_by: str | None
    decided_on: date | None
    entries: tuple[Listed, ...]
    file_name: str | None
    file_sha256: str | None


def lists(register: Register, vendor_id: int) -> list[ListRow]:
    """All versions of a vendor's list that the register holds, the newest first."""
    with register.read() as connection:
        rows = connection.execute(select(_LIST).where(_LIST.c.provider_id == vendor_id)
                                  .order_by(_LIST.c.received_on.desc(), recorded(_LIST).desc())).all()
    return [ListRow(row.id, row.name, row.version, row.received_on, row.announced_on, row.effective_on, row.objection_until,
                    row.decision, row.decided_by, row.decided_on, stored(row.listing), row.file_name, row.file_sha256)
            for row in rows]


def usual_deadline(register: Register, vendor_id: int, announced_on: date) -> date | None:
    """Until when an objection is possible if the vendor gives as long as the last time; None where it never said."""
    given = next((row.objection_until - (row.announced_on or row.received_on) for row in lists(register, vendor_id)
                  if row.objection_until is not None), None)
    return announced_on + given if given is not None and given > timedelta(0) else None


def compared(register: Register, vendor_id: int, listing: Listing) -> Comparison:
    """The new list beside the subcontractors in force, as contract, list or questionnaire had them."""
    with register.read() as connection:
        return compare(_recorded(connection, vendor_id, register.today()), listing.entries)


def take_in(register: Register, vendor_id: int, listing: Listing, actor: str, *, received_on: date, name: str | None = None,
            version: str | None = None, announced_on: date | None = None, effective_on: date | None = None,
            objection_until: date | None = None, same_as: Mapping[str, str] | None = None) -> int:
    """Keep a list and bring the vendor's links up to it, in one change; returns the list's id.

    New ones become links from `effective_on` (or the day of receipt), undecided, their objection possible until
    `objection_until`; those gone end the day before. `same_as` says of an added name which recorded one it only renames.
    """
    start = effective_on or received_on
    with register.change(Text("Take in the list of subcontractors of {vendor}", vendor=vendor_name(register, vendor_id)),
                         actor) as change:
        sha256 = change.keep_file(listing.content, listing.file_name or "list") if listing.content is not None else None
        list_id = change.add(
            SubcontractorList, provider_id=vendor_id, name=name, version=version, received_on=received_on,
            announced_on=announced_on, effective_on=effective_on, objection_until=objection_until, listing=listing.written(),
            source=None if listing.content is not None else "pasted", file_name=listing.file_name, file_sha256=sha256)
        links = _links(change.connection, vendor_id, register.today())
        common = {"list_id": list_id, "list_name": name, "list_version": version}
        told = {"announced_on": announced_on or received_on, "objection_until": objection_until, "valid_from": start}
        _Bringing(change, vendor_id, links, common, told).bring(listing.entries, same_as or {}, start)
    return list_id


def decide(register: Register, list_id: int, decision: SubcontractorDecision, actor: str, *, reason: str | None = None,
           decided_on: date | None = None) -> None:
    """Record what was decided about the subcontractors that a list brought in, in one change."""
    with register.read() as connection:
        row = connection.execute(select(_LIST).where(_LIST.c.id == list_id)).one()
        undecided = connection.execute(select(_LINK.c.id).where(
            _LINK.c.list_id == list_id, _LINK.c.announced_on == (row.announced_on or row.received_on))).scalars().all()
    words = Text("Decide on the subcontractors of {vendor}: {decision}", vendor=vendor_name(register, row.provider_id),
                 decision=decision)
    with register.change(words, actor) as change:
        change.update(SubcontractorList, list_id, decision=decision, decision_reason=reason, decided_by=actor,
                      decided_on=decided_on or register.today())
        for link_id in undecided:
            change.update(SubcontractorLink, link_id, decision=decision)


class _Bringing:
    """Brings a vendor's links up to a list, within one change."""

    def __init__(self, change: ChangeDoor, vendor_id: int, links: Mapping[str, list[dict[str, Any]]], common: dict[str, Any],
                 told: dict[str, Any]) -> None:
        self._change = change
        self._vendor_id = vendor_id
        self._links = links
        self._common = common
        self._told = told
        self._vendors = _vendors(change.connection)

    def bring(self, entries: tuple[Listed, ...], same_as: Mapping[str, str], start: date) -> None:
        """Every entry becomes a link or is the one it was; links that the list no longer has end."""
        known = Matcher((number, [name], []) for number, name in enumerate(self._links))
        names = list(self._links)
        kept: set[str] = set()
        for entry in entries:
            number = known.exact(same_as.get(entry.name, entry.name))
            if number is None:
                self._add(entry)
            else:
                kept.add(names[number])
                for link in self._links[names[number]]:
                    self._renew(link, entry)
        last = start - timedelta(days=1)
        for link in (link for name, links in self._links.items() if name not in kept for link in links):
            self._change.update(SubcontractorLink, link["id"], valid_to=max(last, link["valid_from"] or last))

    def _add(self, entry: Listed) -> None:
        vendor_id = self._vendors.exact(entry.name)
        if vendor_id is None or vendor_id == self._vendor_id:
            vendor_id = self._change.add(Vendor, legal_name=entry.name, relation=VendorRelation.INDIRECT,
                                         country=entry.countries[0] if len(entry.countries) == 1 else None)
            self._vendors.add(vendor_id, [entry.name])
        link_id = self._change.add(
            SubcontractorLink, provider_id=self._vendor_id, subcontractor_id=vendor_id, purpose=entry.purpose or None,
            address=entry.address or None, confidence=LinkConfidence.LIST, **self._common, **self._told)
        self._places(link_id, entry)

    def _renew(self, link: Mapping[str, Any], entry: Listed) -> None:
        changes = dict(self._common)
        if entry.purpose and (len(self._links[link["legal_name"]]) == 1 or not link["purpose"]):
            changes["purpose"] = entry.purpose
        if entry.address:
            changes["address"] = entry.address
        if link["confidence"] not in _SURER:
            changes["confidence"] = LinkConfidence.LIST
        self._change.update(SubcontractorLink, link["id"], **changes)
        if entry.countries:
            for record_id, country in link["countries"]:
                if country not in entry.countries:
                    self._change.delete(LinkCountry, record_id)
            self._places(link["id"], entry, {country for _, country in link["countries"]})

    def _places(self, link_id: int, entry: Listed, known: set[str] | None = None) -> None:
        for country in entry.countries:
            if country not in (known or ()):
                self._change.add(LinkCountry, link_id=link_id, country=country)


def _links(connection: Connection, vendor_id: int, today: date) -> dict[str, list[dict[str, Any]]]:
    """A vendor's links in force or to come, by the subcontractor's name: one may serve it in several ways."""
    countries: dict[int, list[tuple[int, str]]] = {}
    for row in connection.execute(select(_COUNTRY).join(_LINK, _LINK.c.id == _COUNTRY.c.link_id)
                                  .where(_LINK.c.provider_id == vendor_id)):
        countries.setdefault(row.link_id, []).append((row.id, row.country))
    links = connection.execute(
        select(_LINK, _VENDOR.c.legal_name).join(_VENDOR, _VENDOR.c.id == _LINK.c.subcontractor_id)
        .where(_LINK.c.provider_id == vendor_id, or_(_LINK.c.valid_to.is_(None), _LINK.c.valid_to >= today))
        .order_by(_LINK.c.id)).mappings()
    found: dict[str, list[dict[str, Any]]] = {}
    for link in links:
        found.setdefault(link["legal_name"], []).append({**link, "countries": countries.get(link["id"], [])})
    return found


def _recorded(connection: Connection, vendor_id: int, today: date) -> list[Listed]:
    return [
        Listed(name, "; ".join(dict.fromkeys(link["purpose"] for link in links if link["purpose"])),
               tuple(dict.fromkeys(country for link in links for _, country in link["countries"])), links[0]["address"] or "")
        for name, links in _links(connection, vendor_id, today).items()
    ]


def _vendors(connection: Connection) -> Matcher:
    names: dict[int, list[str]] = {}
    for table, key, column in ((_VENDOR, "id", "legal_name"), (_NAME, "vendor_id", "name")):
        for row in connection.execute(select(table.c[key], table.c[column])):
            names.setdefault(row[0], []).append(row[1])
    return Matcher((vendor_id, known, []) for vendor_id, known in names.items())


