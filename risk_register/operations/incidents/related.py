"""Whether an announcement is about an incident that is recorded already, or about something else."""

from sqlalchemy import select

from risk_register.incidents.notice import Reading
from risk_register.model.incidents import IncidentNotice
from risk_register.model.names import fold
from risk_register.model.nouns import BY_RECORD
from risk_register.operations.incidents.judging import Judged
from risk_register.store import Register

_NOTICE = BY_RECORD[IncidentNotice].table


def is_about(register: Register, judged: Judged, reading: Reading) -> bool:
    """Whether the announcement names one of the incident's parties.

    Companies that the register does not know are parties where the incident's own words name them. An announcement in which
    nobody is found may be about an incident that is open, whoever hands it in knows; one that is closed is not opened for it.
    """
    if not reading.parties:
        return judged.is_open
    incident = judged.incident
    concerned = {key for key, _name in judged.vendors} | {incident["origin_id"], incident["announced_by_id"]} - {None}
    if any(each.vendor_id in concerned for each in reading.parties):
        return True
    with register.read() as connection:
        told = connection.execute(select(_NOTICE.c.announcement).where(_NOTICE.c.incident_id == incident["id"])).scalars().all()
    words = fold(" ".join(str(each or "") for each in (incident["title"], incident["outcome"], *told)))
    return any(fold(each.name) in words for each in reading.parties if each.vendor_id is None)
