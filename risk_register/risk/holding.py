"""Whether a vendor that is leaving or gone may still hold data of ours: it may, until its deletion is certified.

GDPR Art. 28(3)(g): at the end of the provision of services the processor deletes or returns all the personal data, 'and deletes
existing copies'. A certificate that leaves out backups or the vendor's own subcontractors therefore leaves data behind.
"""

from dataclasses import dataclass
from datetime import date

from risk_register.model.vocabulary import Stage
from risk_register.texts import Text

ENDING = frozenset({Stage.OFFBOARDING.value, Stage.TERMINATED.value})


@dataclass(frozen=True, slots=True)
class Ending:
    """How far the end of a relation has come, as recorded."""

    access_off_on: date | None = None
    data_returned_on: date | None = None
    certified: bool = False
    backups_included: bool | None = None
    subcontractors_included: bool | None = None


def still_holds(stage: str, *, had_data: bool, ending: Ending | None) -> Text | None:
    """Why data of ours may still be with a vendor in that stage; None where it is not leaving or nothing can be left with it."""
    if stage not in ENDING or (ending is None and not had_data):
        return None
    if ending is None:
        return Text("No step of the end of the relation is recorded")
    if ending.certified:
        return _left_out(ending)
    if ending.access_off_on is None:
        return Text("Access is not recorded as off, nor is deletion certified")
    if ending.data_returned_on is None:
        return Text("Access is off; data is not recorded as returned, nor is deletion certified")
    return Text("Access is off and data returned; deletion is not certified")


def _left_out(ending: Ending) -> Text | None:
    if ending.backups_included is False and ending.subcontractors_included is False:
        return Text("Deletion is certified, but neither for backups nor for its subcontractors")
    if ending.backups_included is False:
        return Text("Deletion is certified, but not for backups")
    if ending.subcontractors_included is False:
        return Text("Deletion is certified, but not for its subcontractors")
    return None
