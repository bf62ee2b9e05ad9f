"""What a report is signed with: an unlocked key, and where a time stamp is asked for, if anywhere.

Light to import, since the window and every process of a batch carry it around; what signs is imported when something is signed.
"""

from dataclasses import dataclass, field

from risk_register.operations.sealing.address import refuse_no_address
from risk_register.operations.sealing.certificates import SigningKey, describe
from risk_register.reports.content import Seal


@dataclass(frozen=True, slots=True)
class Sealer:
    """Kept in memory only, and handed to other processes through their pipe, never by a command line or a file."""

    key: SigningKey = field(repr=False)
    time_stamp: str = ""
    """The address of a time-stamp authority (RFC 3161); nobody is asked where it is empty."""

    def __post_init__(self) -> None:
        """Raises `RegisterError` where that is no address: then nothing is signed, instead of signed and left without a stamp."""
        refuse_no_address(self.time_stamp)

    @property
    def seal(self) -> Seal:
        """The certificate as the report names it."""
        told = describe(self.key.certificate)
        return Seal(told.sha256, told.holder, told.issuer, self.key.own)
