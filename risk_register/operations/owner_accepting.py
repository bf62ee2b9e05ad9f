"""Storing what was accepted of an owner's sheet: one change, whatever it held."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.intake.files import read_again
from risk_register.model.assurance import Note
from risk_register.model.cells import NewName
from risk_register.model.flows import DataFlow, FlowCountry, FlowElement, FlowPopulation
from risk_register.model.names import fold
from risk_register.model.nouns import BY_TABLE
from risk_register.model.parties import Contact, Person, Vendor, VendorConfirmation
from risk_register.model.services import Access, Service
from risk_register.model.vocabulary import ContactPurpose, Stage
from risk_register.operations import owner_sheets as asked
from risk_register.operations.owner_proposals import Proposal, Returned
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_PERSON = BY_TABLE["person"].table
_OF_FLOW = ("flow_element", "flow_population", "flow_country")


def accept_proposals(register: Register, path: Path, returned: Returned, chosen: Collection[int], actor: str) -> int:
    """Store the chosen proposals in one change, with the file where a confirmation is among them; returns how many were stored.

    Raises `RegisterError` where the file is no longer the one that was read, or a chosen proposal cannot be accepted.
    """
    wanted = [proposal for proposal in returned.proposals if proposal.id in chosen]
    for proposal in wanted:
        if proposal.problem is not None:
            raise RegisterError("Row {row} of sheet {sheet} cannot be accepted. {reason}", row=proposal.row, sheet=proposal.sheet,
                                reason=proposal.problem)
    if not wanted:
        return 0
    content = read_again(path, returned.sha256)
    reason = (Text("Accept what {file} asks for", file=returned.file_name) if returned.kind == asked.REQUEST else
              Text("Accept what {file} confirms and corrects", file=returned.file_name))
    with register.change(reason, actor) as change:
        storing = _Storing(register, change, returned, content, actor)
        for proposal in wanted:
            storing.store(proposal)
    return len(wanted)


class _Storing:
    """One change, proposal by proposal; a request's later lines belong to the vendor that its first one adds."""

    def __init__(self, register: Register, change: ChangeDoor, returned: Returned, content: bytes, actor: str) -> None:
        self._register, self._change, self._returned, self._content, self._actor = register, change, returned, content, actor
        self._vendor_id: int | None = None
        self._service_id: int | None = None
        self._flow_id: int | None = None

    def store(self, proposal: Proposal) -> None:
        """One of them."""
        if proposal.noun == "vendor_confirmation":
            self._confirm(proposal)
        elif proposal.record_id is not None:
            self._change.update(BY_TABLE[proposal.noun].record, proposal.record_id, **{proposal.field: self._value(proposal.value)})
        else:
            self._request(proposal)

    def _confirm(self, proposal: Proposal) -> None:
        sha256 = self._change.keep_file(self._content, self._returned.file_name)
        self._change.add(
            VendorConfirmation, vendor_id=proposal.vendor_id, confirmed_by=proposal.who, confirmed_on=self._register.today(),
            person_id=self._person(proposal.who), file_name=self._returned.file_name, file_sha256=sha256, **proposal.value)

    def _request(self, proposal: Proposal) -> None:
        if proposal.noun == "vendor" and proposal.field == "legal_name":
            self._vendor_id = self._change.add(Vendor, legal_name=proposal.value, stage=Stage.PROSPECT)
            return
        vendor_id = self._vendor_id or proposal.vendor_id
        if vendor_id is None:
            raise RegisterError("What is asked for belongs to the new vendor {name}. Accept the vendor, too.", name=proposal.vendor)
        value, change = proposal.value, self._change
        if proposal.noun == "vendor":
            change.update(Vendor, vendor_id, **{proposal.field: self._value(value)})
        elif proposal.noun == "contact":
            change.add(Contact, vendor_id=vendor_id, purpose=ContactPurpose.COMMERCIAL, email=value)
        elif proposal.noun == "service":
            self._service_id = change.add(Service, vendor_id=vendor_id, **value)
        elif proposal.noun == "access":
            change.add(Access, vendor_id=vendor_id, service_id=self._service_id, **value)
        elif proposal.noun == "note":
            change.add(Note, vendor_id=vendor_id, author=proposal.who or self._actor, written_at=self._register.clock(), body=value)
        elif proposal.noun in _OF_FLOW:
            self._of_flow(proposal, vendor_id)

    def _of_flow(self, proposal: Proposal, vendor_id: int) -> None:
        if self._flow_id is None:
            self._flow_id = self._change.add(DataFlow, name=proposal.vendor, to_vendor_id=vendor_id, service_id=self._service_id)
        if proposal.noun == "flow_element":
            self._change.add_many(FlowElement, [{"flow_id": self._flow_id, "element": element} for element in proposal.value])
        elif proposal.noun == "flow_country":
            self._change.add_many(FlowCountry, [{"flow_id": self._flow_id, "country": country} for country in proposal.value])
        else:
            self._change.add(FlowPopulation, flow_id=self._flow_id, counted_on=self._register.today(), **proposal.value)

    def _value(self, value: Any) -> Any:
        if not isinstance(value, NewName):
            return value
        return self._person(value.name) or self._change.add(Person, name=value.name)

    def _person(self, name: str) -> int | None:
        rows = self._change.connection.execute(select(_PERSON.c.id, _PERSON.c.name))
        return next((row.id for row in rows if fold(row.name) == fold(name)), None)
