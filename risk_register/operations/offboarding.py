"""Leaving a vendor, step by step: access off, data returned, deletion certified. Each step is one change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, or_, select

from risk_register.errors import RegisterError
from risk_register.intake.files import read_bytes
from risk_register.model.assurance import Evidence, Offboarding
from risk_register.model.flows import DataFlow
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.model.services import Access
from risk_register.model.vocabulary import EvidenceKind, Stage
from risk_register.operations.documents import LARGEST_DOCUMENT
from risk_register.operations.fetch import recorded
from risk_register.operations.vendors import vendor_name
from risk_register.risk.holding import ENDING, Ending, still_holds
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

_OFFBOARDING, _ACCESS, _VENDOR, _FLOW = (BY_RECORD[each].table for each in (Offboarding, Access, Vendor, DataFlow))


@dataclass(frozen=True, slots=True)
class Checklist:
    """How far the end of the relation with one vendor has come. `holds` is why it may still hold data, None where it does not."""

    vendor_id: int
    stage: str
    record: Mapping[str, Any] | None
    """The offboarding as recorded, None where it was never begun."""
    accesses: tuple[tuple[int, str], ...]
    """Accesses that are not revoked: id and system."""
    holds: Text | None


@dataclass(frozen=True, slots=True)
class Holding:
    """Why a vendor may still hold data of ours, and the offboarding that was begun, if any."""

    why: Text
    offboarding_id: int | None


def checklist(register: Register, vendor_id: int) -> Checklist:
    """The steps of one vendor. Raises `RegisterError` where there is no such vendor."""
    with register.read() as connection:
        stage = connection.execute(select(_VENDOR.c.stage).where(_VENDOR.c.id == vendor_id)).scalar()
        if stage is None:
            raise RegisterError("There is no vendor with the id {id} in this register.", id=str(vendor_id))
        record = _latest(connection, vendor_id)
        accesses = [(row.id, row.system) for row in connection.execute(_open_accesses(vendor_id))]
        had_data = connection.execute(select(_FLOW.c.id).where(
            or_(_FLOW.c.to_vendor_id == vendor_id, _FLOW.c.from_vendor_id == vendor_id)).limit(1)).first() is not None
    return Checklist(vendor_id, stage, record, tuple(accesses), still_holds(stage, had_data=had_data, ending=_ending_of(record)))


def holding_vendors(connection: Connection) -> dict[int, Holding]:
    """All vendors that may still hold data of ours though the relation ends or is over, each with why."""
    ending = {row.id: row.stage for row in connection.execute(select(_VENDOR.c.id, _VENDOR.c.stage).where(
        _VENDOR.c.stage.in_(ENDING)))}
    if not ending:
        return {}
    rows = connection.execute(select(_OFFBOARDING).order_by(recorded(_OFFBOARDING))).mappings()
    records: dict[int, Mapping[str, Any]] = {row["vendor_id"]: dict(row) for row in rows}
    with_data = {end for row in connection.execute(select(_FLOW.c.to_vendor_id, _FLOW.c.from_vendor_id).distinct()) for end in row}
    found: dict[int, Holding] = {}
    for vendor_id, stage in ending.items():
        record = records.get(vendor_id)
        why = still_holds(stage, had_data=vendor_id in with_data, ending=_ending_of(record))
        if why is not None:
            found[vendor_id] = Holding(why, None if record is None else record["id"])
    return found


def _ending_of(record: Mapping[str, Any] | None) -> Ending | None:
    """An offboarding record as the rule takes it."""
    if record is None:
        return None
    return Ending(record["access_off_on"], record["data_returned_on"],
                  record["certificate_id"] is not None or record["certificate_on"] is not None,
                  record["backups_included"], record["subcontractors_included"])


def begin(register: Register, vendor_id: int, actor: str, *, on: date | None = None) -> int:
    """The relation ends: the stage says so and the checklist is there. Returns the offboarding's id."""
    words = Text("Begin the end of the relation with {vendor}", vendor=vendor_name(register, vendor_id))
    with register.change(words, actor) as change:
        if change.current(BY_RECORD[Vendor], vendor_id)["stage"] != Stage.TERMINATED.value:
            change.update(Vendor, vendor_id, stage=Stage.OFFBOARDING)
        return _begun(change, vendor_id, on or register.today())


def switch_access_off(register: Register, vendor_id: int, actor: str, *, on: date | None = None) -> int:
    """Every access of the vendor is revoked on that day, and the step is done; returns how many accesses there were."""
    day = on or register.today()
    words = Text("Switch off the access of {vendor}", vendor=vendor_name(register, vendor_id))
    with register.change(words, actor) as change:
        change.update(Offboarding, _begun(change, vendor_id, day), access_off_on=day)
        left = [row.id for row in change.connection.execute(_open_accesses(vendor_id))]
        for access_id in left:
            change.update(Access, access_id, revoked_on=day)
    return len(left)


def record_return(register: Register, vendor_id: int, actor: str, *, on: date | None = None) -> None:
    """The vendor gave our data back on that day."""
    day = on or register.today()
    words = Text("Record the return of data by {vendor}", vendor=vendor_name(register, vendor_id))
    with register.change(words, actor) as change:
        change.update(Offboarding, _begun(change, vendor_id, day), data_returned_on=day)


def file_certificate(register: Register, vendor_id: int, actor: str, *, signed_on: date, signatory: str, title: str,
                     scope: str | None = None, backups_included: bool | None = None, subcontractors_included: bool | None = None,
                     path: Path | None = None) -> int:
    """The vendor's signed statement of what was deleted is filed, with the document where there is one; the evidence's id.

    `title` is what the evidence is called, in the language of whoever files it.
    """
    content = None if path is None else read_bytes(path, LARGEST_DOCUMENT)
    name = vendor_name(register, vendor_id)
    with register.change(Text("File the deletion certificate of {vendor}", vendor=name), actor) as change:
        sha256 = None if path is None or content is None else change.keep_file(content, path.name)
        evidence = change.add(Evidence, vendor_id=vendor_id, kind=EvidenceKind.DELETION_CERTIFICATE, issuer=name,
                              issued_on=signed_on, title=title, scope=scope, file_name=path.name if path else None,
                              file_sha256=sha256)
        change.update(Offboarding, _begun(change, vendor_id, signed_on), certificate_id=evidence, certificate_on=signed_on,
                      certificate_signatory=signatory, certificate_scope=scope, backups_included=backups_included,
                      subcontractors_included=subcontractors_included)
    return evidence


def finish(register: Register, vendor_id: int, actor: str) -> None:
    """The relation is over. What was not certified stays visible: the vendor may still hold data."""
    with register.change(Text("End the relation with {vendor}", vendor=vendor_name(register, vendor_id)), actor) as change:
        change.update(Vendor, vendor_id, stage=Stage.TERMINATED)


def _begun(change: ChangeDoor, vendor_id: int, day: date) -> int:
    record = _latest(change.connection, vendor_id)
    return int(record["id"]) if record is not None else change.add(Offboarding, vendor_id=vendor_id, started_on=day)


def _latest(connection: Connection, vendor_id: int) -> Mapping[str, Any] | None:
    row = connection.execute(select(_OFFBOARDING).where(_OFFBOARDING.c.vendor_id == vendor_id)
                             .order_by(recorded(_OFFBOARDING).desc()).limit(1)).mappings().first()
    return None if row is None else dict(row)


def _open_accesses(vendor_id: int) -> Any:
    return select(_ACCESS.c.id, _ACCESS.c.system).where(
        _ACCESS.c.vendor_id == vendor_id, _ACCESS.c.revoked_on.is_(None)).order_by(_ACCESS.c.id)
